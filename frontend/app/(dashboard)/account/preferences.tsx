'use client'

import { useEffect, useState } from 'react'

import {
  readModels,
  readPreferences,
  savePreferences,
  type OfferedModel,
  type Preferences as Saved,
} from '@/lib/account'
import type { DateOrder, WeekStart } from '@/lib/task-dates'
import { chooseTheme, readThemeChoice } from '@/lib/theme'

import { Form, Select } from '../../_ui/form'
import { useThemeChoice } from '../../_ui/hooks'
import { Notice } from '../../_ui/notice'
import { useExplain } from '../../_ui/viewer'

export function Preferences() {
  const { saved, models, problem } = useSaved()
  return (
    <section className="panel" aria-labelledby="preferences">
      <h2 id="preferences">Time and look</h2>
      {problem !== null && <Notice>{problem}</Notice>}
      {saved !== null && <Calendar saved={saved} />}
      {saved !== null && models.length > 1 && <Model models={models} />}
      <Appearance />
    </section>
  )
}

function Calendar({ saved }: { saved: Saved }) {
  const zones = Intl.supportedValuesOf('timeZone')
  const zone = saved.time_zone
  return (
    <Form
      label="Preferences"
      submit="Save"
      then="keep"
      done="Saved. “Today”, “next week” and “3/4” are meant so from now on."
      onSubmit={async (values) => {
        await savePreferences(changeOf(values))
      }}
    >
      {() => (
        <>
          <Select label="Time zone" name="zone" defaultValue={zone}>
            {(zones.includes(zone) ? zones : [zone, ...zones]).map((name) => (
              <option key={name} value={name}>
                {name.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
          <Select label="The week begins on" name="week" defaultValue={saved.week_start}>
            <option value="monday">Monday</option>
            <option value="sunday">Sunday</option>
            <option value="saturday">Saturday</option>
          </Select>
          <Select label="Dates in numbers" name="order" defaultValue={saved.date_order ?? ''}>
            {saved.date_order === null && <option value="">Ask me each time</option>}
            <option value="dmy">Day first: 3/4 is 3 April</option>
            <option value="mdy">Month first: 3/4 is 4 March</option>
            <option value="ymd">Year first: 2027-04-03</option>
          </Select>
        </>
      )}
    </Form>
  )
}

function changeOf({ zone, week, order }: Record<string, string>): Partial<Saved> {
  return {
    time_zone: zone,
    week_start: week as WeekStart,
    ...(order ? { date_order: order as DateOrder } : {}),
  }
}

/** Which of the operator's models answers in the chat, where a message names none. */
function Model({ models }: { models: OfferedModel[] }) {
  return (
    <Form
      label="Model"
      submit="Save model"
      then="keep"
      done="Saved. It answers from the next message on."
      onSubmit={async ({ model = '' }) => {
        await savePreferences({ model })
      }}
    >
      {() => (
        <Select
          label="Model that answers"
          name="model"
          defaultValue={models.find(({ chosen }) => chosen)?.id}
        >
          {models.map(({ id }) => (
            <option key={id} value={id}>
              {id}
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

type Found = { saved: Saved | null; models: OfferedModel[]; problem: string | null }

function useSaved(): Found {
  const explain = useExplain()
  const [found, setFound] = useState<Found>({ saved: null, models: [], problem: null })
  useEffect(() => {
    let current = true
    const put = (more: Partial<Found>): void => {
      if (current) setFound((before) => ({ ...before, ...more }))
    }
    const failed = (error: unknown): void => put({ problem: explain(error) })
    readPreferences().then((saved) => put({ saved }), failed)
    readModels().then((models) => put({ models }), failed)
    return () => {
      current = false
    }
  }, [explain])
  return found
}
