'use client'

import type { ComponentType } from 'react'

import {
  chipsOf,
  wordsAt,
  type Chip,
  type Doubt,
  type Piece,
  type Place,
  type Understood,
} from '@/lib/quick-add'

import {
  BellIcon,
  ClockIcon,
  CloseIcon,
  FlagIcon,
  LabelIcon,
  NotesIcon,
  ProjectIcon,
  RepeatIcon,
  TodayIcon,
} from './icons'
import type { QuickLine } from './quick-line'

const KINDS: Record<Piece, [name: string, icon: ComponentType]> = {
  due: ['date', TodayIcon],
  deadline: ['deadline', ClockIcon],
  defer_until: ['start', ClockIcon],
  recurrence: ['repeat', RepeatIcon],
  reminder: ['reminder', BellIcon],
  label: ['label', LabelIcon],
  project: ['project', ProjectIcon],
  priority: ['priority', FlagIcon],
  estimate: ['estimate', ClockIcon],
  notes: ['notes', NotesIcon],
}

type QuickPreviewProps = {
  quick: QuickLine
  understood: Understood
  /** What the view adds of its own. */
  here: { words: string; drop: () => void } | null
}

/** What was understood of the line: each part can be clicked away, and what is unclear is chosen. */
export function QuickPreview({ quick, understood, here }: QuickPreviewProps) {
  const { text } = quick.line
  const { title, spans, ambiguous, problems } = understood
  return (
    <div className="preview" data-stale={!quick.current}>
      <p className="preview-title">
        <span className="muted">Task </span>
        {title === '' ? <em className="muted">no title yet</em> : <strong>{title}</strong>}
      </p>
      <ul className="chips" aria-label="Understood">
        {chipsOf(spans).map((chip) => (
          <PieceChip
            key={`${chip.kind} ${chip.value}`}
            chip={chip}
            text={text}
            onAway={quick.ignore}
          />
        ))}
        {here !== null && (
          <li className="chip chip-here">
            {here.words}
            <button type="button" aria-label={`Without ${here.words}`} onClick={here.drop}>
              <CloseIcon />
            </button>
          </li>
        )}
      </ul>
      {ambiguous.map((doubt) => (
        <DoubtChoice key={doubt.start} doubt={doubt} text={text} quick={quick} />
      ))}
      {problems.map(({ message, start, end }) => (
        <div key={message} className="preview-problem">
          <p>{message}</p>
          {start !== null && end !== null && (
            <button
              type="button"
              className="button button-small button-quiet"
              onClick={() => quick.ignore([[start, end]])}
            >
              Keep “{wordsAt(text, { start, end })}” in the title
            </button>
          )}
        </div>
      ))}
    </div>
  )
}

type PieceChipProps = { chip: Chip; text: string; onAway: (places: Place[]) => void }

function PieceChip({ chip, text, onAway }: PieceChipProps) {
  const [name, Icon] = KINDS[chip.kind]
  const said = chip.places.map(([start, end]) => wordsAt(text, { start, end })).join(' … ')
  return (
    <li className="chip" data-kind={chip.kind}>
      <Icon />
      <span className="visually-hidden">{name}: </span>
      {chip.words}
      <button
        type="button"
        aria-label={`No ${name}: keep “${said}” in the title`}
        title={`Keep “${said}” in the title`}
        onClick={() => onAway(chip.places)}
      >
        <CloseIcon />
      </button>
    </li>
  )
}

type DoubtChoiceProps = { doubt: Doubt; text: string; quick: QuickLine }

function DoubtChoice({ doubt, text, quick }: DoubtChoiceProps) {
  const said = wordsAt(text, doubt)
  return (
    <div className="doubt" role="group" aria-label={`What is meant by “${said}”?`}>
      <p>“{said}” could be</p>
      {doubt.candidates.map(({ value, words }) => (
        <button
          key={value}
          type="button"
          className="button button-small button-quiet"
          onClick={() => quick.choose(doubt.start, value)}
        >
          {words}
        </button>
      ))}
      {doubt.may_be_title && (
        <button
          type="button"
          className="button button-small button-quiet"
          onClick={() => quick.ignore([[doubt.start, doubt.end]])}
        >
          just words
        </button>
      )}
    </div>
  )
}

type MarkedProps = { text: string; understood: Understood | null }

/** The typed words again, behind the input, with those marked that were read. */
export function Marked({ text, understood }: MarkedProps) {
  const letters = [...text]
  const places = [
    ...(understood?.spans ?? []),
    ...(understood?.ambiguous ?? []).map((doubt) => ({ ...doubt, unsure: true })),
  ].sort((one, other) => one.start - other.start)
  let from = 0
  const pieces = places.flatMap((place) => {
    if (place.start < from || place.end > letters.length) return []
    const before = letters.slice(from, place.start).join('')
    from = place.end
    return [
      before,
      <mark key={place.start} data-kind={place.kind} data-unsure={'unsure' in place}>
        {letters.slice(place.start, place.end).join('')}
      </mark>,
    ]
  })
  return (
    <>
      {pieces}
      {letters.slice(from).join('')}
    </>
  )
}
