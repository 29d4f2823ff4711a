'use client'

import Link from 'next/link'

import { signUp } from '@/lib/account'
import { PASSWORD_MAX, PASSWORD_MIN } from '@/lib/password'

import { Field, Form } from '../../_ui/form'
import { leave } from '../../_ui/viewer'

export function SignUpForm({ next, goTo = leave }: { next: string; goTo?: typeof leave }) {
  async function submit({ name = '', email = '', password = '' }: Record<string, string>) {
    await signUp({ name: name.trim(), email, password })
    goTo(next)
  }

  return (
    <>
      <h1>Create an account</h1>
      <Form label="Create an account" submit="Create account" then="leaving" onSubmit={submit}>
        {(errors) => (
          <>
            <Field
              label="Name"
              name="name"
              autoComplete="name"
              maxLength={100}
              required
              errors={errors}
            />
            <Field
              label="E-mail"
              name="email"
              type="email"
              autoComplete="username"
              maxLength={254}
              required
              errors={errors}
            />
            <Field
              label="Password"
              name="password"
              type="password"
              autoComplete="new-password"
              minLength={PASSWORD_MIN}
              maxLength={PASSWORD_MAX}
              hint={`At least ${PASSWORD_MIN} characters.`}
              required
              errors={errors}
            />
          </>
        )}
      </Form>
      <p className="card-links">
        <span>
          You have an account?{' '}
          <Link href={`/sign-in?${new URLSearchParams({ next })}`}>Sign in</Link>
        </span>
      </p>
    </>
  )
}
