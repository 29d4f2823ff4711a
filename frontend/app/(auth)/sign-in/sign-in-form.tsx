'use client'

import Link from 'next/link'

import { signIn } from '@/lib/account'

import { Field, Form } from '../../_ui/form'
import { Notice } from '../../_ui/notice'
import { leave } from '../../_ui/viewer'

type SignInFormProps = { next: string; ended: boolean; reset: boolean; goTo?: typeof leave }

export function SignInForm({ next, ended, reset, goTo = leave }: SignInFormProps) {
  async function submit({ email = '', password = '' }: Record<string, string>): Promise<void> {
    await signIn({ email, password })
    goTo(next)
  }

  return (
    <>
      <h1>Sign in</h1>
      {ended && <Notice tone="info">Your sign-in has ended. Sign in again to go on.</Notice>}
      {reset && <Notice tone="success">Your new password is set. Sign in with it.</Notice>}
      <Form label="Sign in" submit="Sign in" then="leaving" onSubmit={submit}>
        {(errors) => (
          <>
            <Field
              label="E-mail"
              name="email"
              type="email"
              autoComplete="username"
              required
              errors={errors}
            />
            <Field
              label="Password"
              name="password"
              type="password"
              autoComplete="current-password"
              required
              errors={errors}
            />
          </>
        )}
      </Form>
      <p className="card-links">
        <Link href="/forgot-password">Forgot your password?</Link>
        <Link href={`/sign-up?${new URLSearchParams({ next })}`}>Create an account</Link>
      </p>
    </>
  )
}
