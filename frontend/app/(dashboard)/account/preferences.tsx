'use client'

import { useEffect, useState } from 'react'

import { readPreferences, savePreferences } from '@/lib/account'
import { chooseTheme, readThemeChoice } from '@/lib/theme'

import { Form, Select } from '../../_ui/form'
import { useThemeChoice } from '../../_ui/hooks'
import { Notice } from '../../_ui/notice'
import { useExplain } from '../../_ui/viewer'

export function Preferences() {
  const { zone, problem } = useSavedZone()
  return (
    <section className="panel" aria-labelledby="preferences">
      <h2 id="preferences">Time and look</h2>
      {problem !== null && <Notice>{problem}</Notice>}
      {zone !== null && <TimeZone saved={zone} />}
      <Appearance />
    </section>
  )
}

function TimeZone({ saved }: { saved: string }) {
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <Form
      label="Preferences"
      submit="Save time zone"
      then="keep"
      done="Saved. “Today” and “tomorrow at 9” are meant there from now on."
      onSubmit={async ({ zone = '' }) => {
        await savePreferences({ time_zone: zone })
      }}
    >
      {() => (
        <Select label="Time zone" name="zone" defaultValue={saved}>
          {(zones.includes(saved) ? zones : [saved, ...zones]).map((name) => (
            <option key={name} value={name}>
              {name.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
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

function useSavedZone(): { zone: string | null; problem: string | null } {
  const explain = useExplain()
  const [zone, setZone] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    readPreferences().then(
      (found) => current && setZone(found.time_zone),
      (error: unknown) => current && setProblem(explain(error)),
    )
    return () => {
      current = false
    }
  }, [explain])
  return { zone, problem }
}
