'use client'

import { OperatorLink } from './operator-link'
import { Password } from './password'
import { Preferences } from './preferences'
import { Profile } from './profile'
import { SignOut } from './sign-out'
import { Tokens } from './tokens'
import { Transfer } from './transfer'

export default function AccountPage() {
  return (
    <main id="main" className="page" tabIndex={-1}>
      <h1>Account</h1>
      <Profile />
      <Preferences />
      <Password />
      <Tokens />
      <Transfer />
      <OperatorLink />
      <SignOut />
    </main>
  )
}
