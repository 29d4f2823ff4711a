import { describe, expect, test } from '@jest/globals'

import { chipsOf, retyped, wordsAt, type Line } from '@/lib/quick-add'
import {
  onTheWall,
  relativeDay,
  relativeDue,
  suggestions,
  todayIn,
  type Calendar,
} from '@/lib/task-dates'
import { applied, collides } from '@/lib/task-deeds'
import { dropOf, groupsOf } from '@/lib/task-groups'
import { pathOf, queryOf, viewAt, withTask } from '@/lib/task-views'
import type { ProjectView, TaskView } from '@/lib/tasks'

import { task } from './task-server'

const MONDAY: Calendar = {
  zone: 'Europe/Berlin',
  weekStart: 'monday',
  dateOrder: 'dmy',
  today: '2026-11-23',
}

describe('dates', () => {
  test('are near ones by name and far ones by date, in the order of the person', () => {
    expect(relativeDay('2026-11-23', MONDAY)).toBe('Today')
    expect(relativeDay('2026-11-22', MONDAY)).toBe('Yesterday')
    expect(relativeDay('2026-11-29', MONDAY)).toBe('Sunday')
    expect(relativeDay('2026-11-30', MONDAY)).toBe('30 Nov')
    expect(relativeDay('2027-01-02', MONDAY)).toBe('2 Jan 2027')
    expect(relativeDay('2026-11-30', { ...MONDAY, dateOrder: 'mdy' })).toBe('Nov 30')
    expect(relativeDay('2026-11-30', { ...MONDAY, dateOrder: 'ymd' })).toBe('2026-11-30')
  })

  test('are told on the person’s own wall, whatever zone they were given in', () => {
    const late = { local: '2026-11-23T20:30', tz: 'America/New_York' }
    expect(onTheWall(late, 'Europe/Berlin')).toEqual({ day: '2026-11-24', time: '02:30' })
    expect(relativeDue(late, MONDAY)).toBe('Tomorrow 02:30')
    expect(todayIn('Pacific/Auckland', new Date('2026-11-23T12:00:00Z'))).toBe('2026-11-24')
  })

  test('offer each day once, and the week from the day on which it begins', () => {
    expect(suggestions(MONDAY).map(({ day }) => day)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-28',
      '2026-11-30',
    ])
    const friday = { ...MONDAY, today: '2026-11-27', weekStart: 'sunday' as const }
    expect(suggestions(friday).map(({ label, day }) => `${label} ${day}`)).toEqual([
      'Today 2026-11-27',
      'Tomorrow 2026-11-28',
      'Next week 2026-11-29',
    ])
  })
})

describe('views', () => {
  test('have addresses that lead back to them', () => {
    for (const view of [
      { kind: 'all' },
      { kind: 'today' },
      { kind: 'project', id: 'a/b' },
      { kind: 'search', q: 'rye & oats' },
    ] as const) {
      const [pathname = '', search = ''] = pathOf(view).split('?')
      expect(viewAt(pathname, search)).toEqual(view)
    }
    expect(viewAt('/tasks/nonsense', '')).toEqual({ kind: 'all' })
    expect(withTask('/tasks/search?q=a', '7')).toBe('/tasks/search?q=a&task=7')
    expect(withTask('/tasks?task=7', null)).toBe('/tasks')
  })

  test('ask the server for what they show', () => {
    expect(queryOf({ kind: 'today' }, '2026-11-23')).toEqual({ due: '..2026-11-23' })
    expect(queryOf({ kind: 'search', q: '  ' }, '2026-11-23')).toBeNull()
  })
})

describe('groups', () => {
  const project: ProjectView = {
    id: 'p',
    name: 'Flat',
    open: 4,
    version: 1,
    archived_at: null,
    sections: [{ id: 's', name: 'Kitchen', open: 2 }],
  }

  test('put tasks under their sections, and subtasks under their tasks', () => {
    const section = { id: 's', name: 'Kitchen' }
    const tasks = [
      task(1, 'Loose'),
      task(2, 'Worktop', { section }),
      task(3, 'Tap', { section }),
      task(4, 'Sample', { section, parent_id: 'task-2' }),
    ]
    const groups = groupsOf({ kind: 'project', id: 'p' }, tasks, MONDAY, project)

    expect(groups.map(({ title, rows }) => [title, rows.map((row) => row.task.title)])).toEqual([
      [null, ['Loose']],
      ['Kitchen', ['Worktop', 'Sample', 'Tap']],
    ])
    expect(groups[1]?.rows.map(({ depth }) => depth)).toEqual([0, 1, 0])
  })

  test('show the days of the week to come, also those with nothing', () => {
    const groups = groupsOf(
      { kind: 'upcoming' },
      [task(1, 'Far', { due: { date: '2026-12-24' } })],
      MONDAY,
      undefined,
    )
    expect(groups).toHaveLength(8)
    expect(groups[0]).toMatchObject({ title: 'Today', rows: [] })
    expect(groups.at(-1)).toMatchObject({ title: '24 Dec', hint: 'Thu 24 Dec 2026' })
  })

  test('leave out of Today what is not to be seen yet', () => {
    const hidden = task(1, 'Later', { due: { date: '2026-11-23' }, defer_until: '2026-11-25' })
    expect(groupsOf({ kind: 'today' }, [hidden], MONDAY, undefined)).toEqual([])
  })

  test('take a drop between the subtasks of another task as one beside that task', () => {
    const all = [
      task(1, 'A'),
      task(2, 'Below A', { parent_id: 'task-1' }),
      task(3, 'B'),
      task(4, 'Moved'),
    ]
    const known = new Map(all.map((one) => [one.id, one]))
    const moved = all[3] as TaskView
    expect(dropOf(moved, ['task-1', 'task-4', 'task-2', 'task-3'], known)).toEqual({
      after: 'task-1',
    })
    expect(dropOf(moved, ['task-4', 'task-1', 'task-2', 'task-3'], known)).toEqual({
      before: 'task-1',
    })
    expect(dropOf(moved, ['task-4'], known)).toEqual({ position: 'first' })
  })
})

describe('a line', () => {
  const line: Line = { text: 'Call mum tomorrow 7', ignore: [[9, 17]], choices: { '18': '19:00' } }

  test('keeps what was said of words while others are typed', () => {
    const before = retyped(line, 'Please call mum tomorrow 7')
    expect(before.ignore.map(([start, end]) => wordsAt(before.text, { start, end }))).toEqual([
      'tomorrow',
    ])
    expect(before.choices).toEqual({ '25': '19:00' })
    expect(retyped(line, 'Call mum tomorrow 7 now')).toMatchObject({
      ignore: line.ignore,
      choices: line.choices,
    })
  })

  test('forgets what was said of words that changed', () => {
    expect(retyped(line, 'Call mum tomor 7')).toMatchObject({ ignore: [] })
  })

  test('counts letters as the server does, also beyond the first plane', () => {
    expect(wordsAt('🎂 cake tomorrow', { start: 7, end: 15 })).toBe('tomorrow')
  })

  test('shows a date that stands in two places as one chip', () => {
    const span = { kind: 'due' as const, value: 'x', words: 'Tue 09:00' }
    const chips = chipsOf([
      { ...span, start: 0, end: 8 },
      { ...span, start: 14, end: 18 },
    ])
    expect(chips).toEqual([
      {
        ...span,
        places: [
          [0, 8],
          [14, 18],
        ],
      },
    ])
  })
})

describe('a change', () => {
  const base = task(1, 'Oats', { labels: ['shop'] })

  test('collides with another only where both touch the same', () => {
    const elsewhere = { ...base, priority: 'high' as const, version: 2 }
    expect(collides({ set: { title: 'Rye' } }, base, elsewhere)).toBe(false)
    expect(collides({ set: { priority: 'low' } }, base, elsewhere)).toBe(true)
    expect(collides({ clear: ['priority'] }, base, elsewhere)).toBe(true)
  })

  test('is seen before the server has answered', () => {
    expect(applied(base, { labels: { add: ['home'], remove: ['shop'] } }).labels).toEqual(['home'])
    expect(applied({ ...base, due: { date: '2026-11-23' } }, { clear: ['due'] }).due).toBeNull()
  })
})
