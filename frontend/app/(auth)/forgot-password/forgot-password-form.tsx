'use client'

import { requestPasswordReset } from '@/lib/account'

import { Field, Form } from '../../_ui/form'

const DONE =
  'If there is an account with this address, a link to set a new password is on its way to it.'

export function ForgotPasswordForm() {
  return (
    <Form
      label="Ask for a new password"
      submit="Send me a link"
      done={DONE}
      onSubmit={({ email = '' }) => requestPasswordReset(email)}
    >
      {(errors) => (
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          errors={errors}
        />
      )}
    </Form>
  )
}
