import type { Metadata } from 'next'
import Link from 'next/link'

import { Notice } from '../../_ui/notice'
import { ResetPasswordForm } from './reset-password-form'

export const metadata: Metadata = { title: 'Set a new password' }

export default async function ResetPassword({
  searchParams,
}: {
  searchParams: Promise<{ token?: string }>
}) {
  const { token } = await searchParams
  return (
    <>
      <h1>Set a new password</h1>
      {token ? (
        <ResetPasswordForm token={token} />
      ) : (
        <Notice>
          This link is not complete. Open it again from the message, or ask for a new one.
        </Notice>
      )}
      <p className="card-links">
        <Link href="/forgot-password">Ask for a new link</Link>
        <Link href="/sign-in">Back to signing in</Link>
      </p>
    </>
  )
}
