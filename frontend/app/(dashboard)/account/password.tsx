'use client'

import { changePassword } from '@/lib/account'
import { PASSWORD_MAX, PASSWORD_MIN } from '@/lib/password'

import { Field, Form } from '../../_ui/form'

export function Password() {
  return (
    <section className="panel" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <Form
        label="Change password"
        submit="Change password"
        done="Your password is changed, and every other sign-in has ended."
        onSubmit={({ current = '', password = '' }) =>
          changePassword({ currentPassword: current, newPassword: password })
        }
      >
        {(errors) => (
          <>
            <Field
              label="Current password"
              name="current"
              type="password"
              autoComplete="current-password"
              required
              errors={errors}
            />
            <Field
              label="New password"
              name="password"
              type="password"
              autoComplete="new-password"
              minLength={PASSWORD_MIN}
              maxLength={PASSWORD_MAX}
              hint={`At least ${PASSWORD_MIN} characters. Signs you out everywhere else.`}
              required
              errors={errors}
            />
          </>
        )}
      </Form>
    </section>
  )
}
