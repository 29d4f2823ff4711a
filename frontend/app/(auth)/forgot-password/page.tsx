import type { Metadata } from 'next'
import { connection } from 'next/server'
import Link from 'next/link'

import { readEnv } from '@/lib/env'

import { ForgotPasswordForm } from './forgot-password-form'

export const metadata: Metadata = { title: 'Forgot password' }

export default async function ForgotPassword() {
  await connection()
  const canSendMail = readEnv().smtpUrl !== null
  return (
    <>
      <h1>Forgot your password?</h1>
      {canSendMail ? (
        <ForgotPasswordForm />
      ) : (
        <p>
          This installation of Errand cannot send mail: ask the person who runs it for a new
          password.
        </p>
      )}
      <p className="card-links">
        <Link href="/sign-in">Back to signing in</Link>
      </p>
    </>
  )
}
