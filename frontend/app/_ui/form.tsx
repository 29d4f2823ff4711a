'use client'

import {
  useId,
  useState,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type SubmitEvent,
} from 'react'

import { useInBrowser } from './hooks'
import { Notice } from './notice'
import { useExplain } from './viewer'

type Values = Record<string, string>

type FormProps = {
  label: string
  submit: string
  /** Does what the form is for; throws an `Error` whose message is shown. */
  onSubmit: (values: Values) => Promise<void>
  children: (errors: Values) => ReactNode
  /** Said after it worked. */
  done?: string
  /** What becomes of the fields after it worked; `leaving` keeps the button still meanwhile. */
  then?: 'empty' | 'keep' | 'leaving'
}

/** A form with its own messages: one per field, and one for what the server refuses. */
export function Form({ label, submit, onSubmit, children, done, then = 'empty' }: FormProps) {
  const ready = useInBrowser()
  const explain = useExplain()
  const [errors, setErrors] = useState<Values>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [phase, setPhase] = useState<'idle' | 'busy' | 'done'>('idle')

  async function send(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const found = fieldErrors(form)
    setErrors(found)
    setProblem(null)
    if (Object.keys(found).length > 0) return focusFirst(form, found)
    setPhase('busy')
    try {
      await onSubmit(valuesOf(form))
      if (then === 'empty') form.reset()
      setPhase(then === 'leaving' ? 'busy' : 'done')
    } catch (error) {
      setPhase('idle')
      setProblem(explain(error))
    }
  }

  return (
    <form aria-label={label} method="post" noValidate onSubmit={send} className="form">
      {problem !== null && <Notice>{problem}</Notice>}
      {phase === 'done' && done !== undefined && <Notice tone="success">{done}</Notice>}
      {children(errors)}
      <button className="button" type="submit" disabled={!ready || phase === 'busy'}>
        {phase === 'busy' ? 'One moment…' : submit}
      </button>
    </form>
  )
}

type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  label: string
  name: string
  hint?: string
  errors: Values
}

/** One labelled input with its hint and its error, all tied together for those who hear the page. */
export function Field({ label, name, hint, errors, ...input }: FieldProps) {
  const id = useId()
  const error = errors[name]
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        name={name}
        aria-invalid={error !== undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  )
}

type SelectProps = SelectHTMLAttributes<HTMLSelectElement> & { label: string; name: string }

export function Select({ label, name, ...select }: SelectProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...select} id={id} name={name} />
    </div>
  )
}

function inputs(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.elements].filter((element) => element instanceof HTMLInputElement)
}

function fieldErrors(form: HTMLFormElement): Values {
  return Object.fromEntries(
    inputs(form)
      .filter((input) => !input.validity.valid || isTooShort(input))
      .map((input) => [input.name, whatIsWrong(input)]),
  )
}

/** Browsers check the length only of what was typed, not of what a script or a manager filled in. */
function isTooShort(input: HTMLInputElement): boolean {
  return input.value !== '' && input.value.length < input.minLength
}

function whatIsWrong(input: HTMLInputElement): string {
  if (input.validity.valueMissing) return 'Please fill this in.'
  if (input.validity.typeMismatch) return 'That is not an e-mail address.'
  if (isTooShort(input)) return `Use at least ${input.minLength} characters.`
  return 'That value does not fit.'
}

function focusFirst(form: HTMLFormElement, errors: Values): void {
  inputs(form)
    .find((input) => errors[input.name] !== undefined)
    ?.focus()
}

function valuesOf(form: HTMLFormElement): Values {
  const values: Values = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') values[name] = value
  }
  return values
}
