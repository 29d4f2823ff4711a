// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { key, settled, showWidget, type Shown } from '../testing/widget'
import * as days from './calendar'
import { matching, moved, typedTo, type Option } from './options'

beforeEach(() => document.body.replaceChildren())

const trigger = ({ box }: Shown): HTMLElement => box.querySelector<HTMLElement>('[data-trigger]')!
const value = ({ box }: Shown): string =>
  box.querySelector<HTMLInputElement>('[type=hidden]')!.value
const active = ({ box }: Shown): string | undefined =>
  box.querySelector('.w-option.active .option-words span')?.textContent ?? undefined

const trees = [
  { value: 'ash', label: 'Ash' },
  { value: 'beech', label: 'Beech', description: 'Smooth bark' },
  { value: 'birch', label: 'Birch', disabled: true },
  { value: 'cedar', label: 'Cédar' },
]

function select(more: object = {}): Shown {
  return showWidget({
    type: 'Card',
    children: [
      { type: 'Select', name: 'tree', options: trees, onChangeAction: { type: 'pick' }, ...more },
    ],
  })
}

describe('a select', () => {
  it('is opened, walked and chosen from with the keys alone', async () => {
    const shown = select()
    const button = trigger(shown)
    button.focus()

    key(button, 'ArrowDown')
    await settled()
    expect([active(shown), button.getAttribute('aria-expanded')]).toEqual(['Ash', 'true'])
    key(button, 'ArrowDown')
    key(button, 'ArrowDown')
    expect(active(shown)).toBe('Cédar')
    const said = button.getAttribute('aria-activedescendant')!
    expect(document.getElementById(said)?.textContent).toContain('Cédar')
    key(button, 'Enter')
    await settled()

    expect(value(shown)).toBe('cedar')
    expect(button.getAttribute('aria-expanded')).toBe('false')
    expect(shown.actions).toEqual([{ type: 'pick', payload: { tree: 'cedar' } }])
    expect(document.activeElement).toBe(button)
  })

  it('is left by Escape as it was', async () => {
    const shown = select({ defaultValue: 'ash' })
    key(trigger(shown), 'Enter')
    await settled()
    key(trigger(shown), 'End')

    key(trigger(shown), 'Escape')

    expect([value(shown), shown.box.querySelector('[role=listbox]')]).toEqual(['ash', null])
    expect(shown.actions).toEqual([])
  })

  it('goes to what is typed', async () => {
    const shown = select()

    key(trigger(shown), 'c')
    await settled()

    expect(active(shown)).toBe('Cédar')
  })

  it('does not take what is disabled', async () => {
    const shown = select()
    trigger(shown).click()
    await settled()

    shown.box.querySelectorAll<HTMLElement>('[role=option]')[2]!.click()

    expect(value(shown)).toBe('')
    expect(shown.actions).toEqual([])
  })

  it('says nothing where the same is chosen again', async () => {
    const shown = select({ defaultValue: 'ash' })
    key(trigger(shown), 'Enter')
    await settled()
    key(trigger(shown), 'Enter')
    await settled()

    expect(shown.actions).toEqual([])
  })

  it('is searched where it is long, without minding accents', async () => {
    const shown = select({ searchable: true })
    trigger(shown).click()
    await settled()
    const search = shown.box.querySelector<HTMLInputElement>('[role=combobox][type=text]')!

    search.value = 'ceda'
    search.dispatchEvent(new Event('input', { bubbles: true }))
    expect(shown.box.querySelectorAll('[role=option]')).toHaveLength(1)
    key(search, 'Enter')
    await settled()

    expect(value(shown)).toBe('cedar')
  })

  it('tells that a search found nothing', async () => {
    const shown = select({ searchable: true })
    trigger(shown).click()
    await settled()
    const search = shown.box.querySelector<HTMLInputElement>('[role=combobox][type=text]')!

    search.value = 'oak'
    search.dispatchEvent(new Event('input', { bubbles: true }))

    expect(shown.box.querySelector('[role=status]')?.textContent).toContain('oak')
  })

  it('is cleared where it may be', async () => {
    const shown = select({ defaultValue: 'ash', clearable: true })

    shown.box.querySelector<HTMLElement>('.w-clear')!.click()
    await settled()

    expect(value(shown)).toBe('')
    expect(shown.actions).toEqual([{ type: 'pick', payload: { tree: '' } }])
    expect(shown.box.querySelector('.w-clear')).toBeNull()
  })

  it('closes when the focus goes elsewhere', async () => {
    const shown = select()
    const other = document.createElement('button')
    document.body.append(other)
    trigger(shown).focus()
    trigger(shown).click()
    await settled()

    trigger(shown).dispatchEvent(
      new FocusEvent('focusout', { bubbles: true, relatedTarget: other }),
    )

    expect(shown.box.querySelector('[role=listbox]')).toBeNull()
  })
})

describe('options', () => {
  const all: Option[] = ['Ash', 'Beech', 'Birch', 'Bay'].map((label, at) => ({
    value: label,
    label,
    description: at === 1 ? 'Smooth' : '',
    disabled: at === 2,
  }))

  it('are found by their description as well', () => {
    expect(matching(all, 'SMOOTH').map(({ label }) => label)).toEqual(['Beech'])
  })

  it('are walked past what is disabled, and not beyond the ends', () => {
    expect([moved(all, 1, 1), moved(all, 3, -1), moved(all, 3, 5), moved(all, 0, -1)]).toEqual([
      3, 1, 3, 0,
    ])
  })

  it('are gone through by the same letter, and found by more', () => {
    expect([
      typedTo(all, 'b', 0),
      typedTo(all, 'b', 1),
      typedTo(all, 'bb', 3),
      typedTo(all, 'ba', 0),
      typedTo(all, 'x', 2),
    ]).toEqual([1, 3, 1, 3, 2])
  })
})

function date(more: object = {}): Shown {
  return showWidget({
    type: 'Card',
    children: [
      {
        type: 'DatePicker',
        name: 'due',
        defaultValue: '2026-11-25T09:00:00Z',
        onChangeAction: { type: 'pick' },
        ...more,
      },
    ],
  })
}
const day = ({ box }: Shown): string | undefined =>
  box.querySelector<HTMLElement>('.w-day[tabindex="0"]')?.dataset['day']

describe('a date picker', () => {
  it('is opened, walked and chosen from with the keys alone', async () => {
    const shown = date()
    key(trigger(shown), 'ArrowDown')
    await settled()
    const seen = [day(shown)]

    for (const name of [
      'ArrowRight',
      'ArrowDown',
      'Home',
      'End',
      'PageDown',
      'ArrowLeft',
      'ArrowUp',
      'PageUp',
    ]) {
      key(document.activeElement!, name)
      seen.push(day(shown))
    }
    key(document.activeElement!, 'PageDown', { shiftKey: true })
    seen.push(day(shown))

    expect(seen).toEqual([
      '2026-11-25',
      '2026-11-26',
      '2026-12-03',
      '2026-11-30',
      '2026-12-06',
      '2027-01-06',
      '2027-01-05',
      '2026-12-29',
      '2026-11-29',
      '2027-11-29',
    ])
    ;(document.activeElement as HTMLElement).click()
    await settled()
    expect(value(shown)).toBe('2027-11-29')
    expect(shown.actions).toEqual([{ type: 'pick', payload: { due: '2027-11-29' } }])
    expect(document.activeElement).toBe(trigger(shown))
  })

  it('does not leave the days that may be chosen', async () => {
    const shown = date({ min: '2026-11-24', max: '2026-11-27' })
    trigger(shown).click()
    await settled()

    key(document.activeElement!, 'PageDown')
    expect(day(shown)).toBe('2026-11-27')
    shown.box.querySelector<HTMLElement>('[data-day="2026-11-28"]')!.click()
    await settled()

    expect(value(shown)).toBe('2026-11-25')
    const bar = shown.box.querySelectorAll<HTMLButtonElement>('.w-calendar-bar button')
    expect([...bar].map(({ disabled }) => disabled)).toEqual([true, true])
  })

  it('names every day in full and says which one is chosen', async () => {
    const shown = date()
    trigger(shown).click()
    await settled()

    const chosen = shown.box.querySelector('[aria-selected=true] button')
    expect(chosen?.getAttribute('aria-label')).toMatch(/^Wednesday,? 25 November 2026$/)
    expect(trigger(shown).textContent?.trim()).toBe('25 Nov 2026')
  })

  it('is not broken by a date that is none', () => {
    expect(trigger(date({ defaultValue: '2026-02-31' })).textContent?.trim()).toBe('Pick a date')
  })
})

describe('the calendar', () => {
  it('keeps to the last day of a shorter month', () => {
    expect([
      days.addMonths('2026-01-31', 1),
      days.addMonths('2024-02-29', 12),
      days.addMonths('2026-03-31', -1),
      days.addMonths('2026-12-15', 1),
    ]).toEqual(['2026-02-28', '2025-02-28', '2026-02-28', '2027-01-15'])
  })

  it('begins its weeks where the place does', () => {
    expect([
      days.weeks('2026-11-25', 1)[0]?.[0],
      days.weeks('2026-11-25', 7)[0]?.[0],
      days.weeks('2026-11-25', 6)[0]?.[0],
    ]).toEqual(['2026-10-26', '2026-11-01', '2026-10-31'])
    expect([days.firstDay('de-DE'), days.firstDay('en-US'), days.firstDay('ar-EG')]).toEqual([
      1, 7, 6,
    ])
  })

  it('has six weeks in every month', () => {
    for (let month = 0; month < 24; month += 1)
      expect(days.weeks(days.addMonths('2026-01-15', month), 1).flat()).toHaveLength(42)
  })
})
