'use client'

import { resetPassword } from '@/lib/account'
import { PASSWORD_MAX, PASSWORD_MIN } from '@/lib/password'

import { Field, Form } from '../../_ui/form'
import { leave } from '../../_ui/viewer'

export function ResetPasswordForm({ token, goTo = leave }: { token: string; goTo?: typeof leave }) {
  async function submit({ password = '' }: Record<string, string>): Promise<void> {
    await resetPassword({ token, newPassword: password })
    goTo('/sign-in?reset=done')
  }

  return (
    <Form label="Set a new password" submit="Set password" then="leaving" onSubmit={submit}>
      {(errors) => (
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          maxLength={PASSWORD_MAX}
          hint={`At least ${PASSWORD_MIN} characters. Every other sign-in ends.`}
          required
          errors={errors}
        />
      )}
    </Form>
  )
}
