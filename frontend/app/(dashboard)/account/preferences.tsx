'use client'

import { useEffect, useState } from 'react'

import { readPreferences, savePreferences, type Preferences as Saved } from '@/lib/account'
import { chooseTheme, readThemeChoice } from '@/lib/theme'

import { Form, Select } from '../../_ui/form'
import { useThemeChoice } from '../../_ui/hooks'
import { Notice } from '../../_ui/notice'

export function Preferences() {
  const { saved, problem } = useSaved()
  return (
    <section className="panel" aria-labelledby="preferences">
      <h2 id="preferences">Time, language and look</h2>
      {problem !== null && <Notice>{problem}</Notice>}
      {saved !== null && <PreferencesForm saved={saved} />}
      <Appearance />
    </section>
  )
}

function PreferencesForm({ saved }: { saved: Saved }) {
  const { time_zone: zone, locale } = saved
  return (
    <Form
      label="Preferences"
      submit="Save"
      keep
      done="Saved. “Today” and “tomorrow at 9” are meant there from now on."
      onSubmit={async ({ time_zone, locale }) => {
        await savePreferences({ time_zone, locale })
      }}
    >
      {() => (
        <>
          <Select label="Time zone" name="time_zone" defaultValue={zone}>
            {withCurrent(Intl.supportedValuesOf('timeZone'), zone).map((name) => (
              <option key={name} value={name}>
                {name.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
          <Select label="Language of dates" name="locale" defaultValue={locale}>
            {withCurrent(LOCALES, locale).map((tag) => (
              <option key={tag} value={tag}>
                {nameOf(tag)}
              </option>
            ))}
          </Select>
        </>
      )}
    </Form>
  )
}

function Appearance() {
  const choice = useThemeChoice()
  return (
    <Select
      label="Theme in this browser"
      name="theme"
      value={choice}
      onChange={(event) => chooseTheme(readThemeChoice(event.target.value))}
    >
      <option value="system">As this device</option>
      <option value="light">Light</option>
      <option value="dark">Dark</option>
    </Select>
  )
}

function useSaved(): { saved: Saved | null; problem: string | null } {
  const [saved, setSaved] = useState<Saved | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    readPreferences().then(
      (found) => current && setSaved(found),
      (error: Error) => current && setProblem(error.message),
    )
    return () => {
      current = false
    }
  }, [])
  return { saved, problem }
}

const LOCALES = [
  'en-US',
  'en-GB',
  'de-DE',
  'es-ES',
  'fr-FR',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'sv-SE',
  'tr-TR',
  'uk-UA',
  'zh-CN',
  'ja-JP',
  'ko-KR',
  'hi-IN',
  'ar-SA',
]

function withCurrent(known: readonly string[], current: string): string[] {
  return known.includes(current) ? [...known] : [current, ...known]
}

function nameOf(tag: string): string {
  return new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag
}
