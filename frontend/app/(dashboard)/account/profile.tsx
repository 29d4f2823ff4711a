'use client'

import { rename } from '@/lib/account'

import { Field, Form } from '../../_ui/form'
import { useViewer } from '../../_ui/viewer'

export function Profile() {
  const { person } = useViewer()
  return (
    <section className="panel" aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      <p>
        Signed in as <strong>{person.email}</strong>
      </p>
      <Form
        label="Profile"
        submit="Save name"
        then="keep"
        done="Your name is saved."
        onSubmit={({ name = '' }) => rename(name.trim())}
      >
        {(errors) => (
          <Field
            label="Name"
            name="name"
            autoComplete="name"
            defaultValue={person.name}
            maxLength={100}
            required
            errors={errors}
          />
        )}
      </Form>
    </section>
  )
}
