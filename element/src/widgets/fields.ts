/** Fields to write in. */
import { html, nothing, type TemplateResult } from 'lit'
import { styles } from '../views/dom'
import { CONTROL_SIZES } from './button'
import { initial, onMount } from './initial'
import { count, fieldId, isOn, pick, said, type Context, type Draw, type Node } from './node'
import { textStyles } from './style'
import { recheck } from './validation'

const KINDS = ['number', 'email', 'text', 'password', 'tel', 'url'] as const
const GUTTERS = ['2xs', 'xs', 'sm', 'md', 'lg', 'xl'] as const
const MOST_ROWS = 40

type Field = HTMLInputElement | HTMLTextAreaElement

const optional = (node: Node, name: string): string | typeof nothing =>
  said(node, name) === '' ? nothing : said(node, name)

/** What a field without a Label is called. */
export function nameOf(node: Node, { host }: Context): string | typeof nothing {
  const name = said(node, 'name')
  return host.labelled.has(name) ? nothing : said(node, 'placeholder') || name
}

export function problemId(context: Context, name: string): string | typeof nothing {
  return context.host.problemOf(name) === null ? nothing : `${fieldId(context, name)}-problem`
}

export function fieldProblem(context: Context, name: string): TemplateResult | typeof nothing {
  const problem = context.host.problemOf(name)
  if (problem === null) return nothing
  return html`<p class="w-field-problem" id="${fieldId(context, name)}-problem">${problem}</p>`
}

/** How a field looks, as Input, Textarea, Select and DatePicker say it alike. */
export function control(node: Node): { variant: string; size: string } {
  return {
    variant: pick(node['variant'], ['outline', 'soft', 'solid', 'ghost'], 'outline'),
    size: pick(node['size'], CONTROL_SIZES, 'md'),
  }
}

/** A field takes the focus as it appears, but never from somebody who writes elsewhere. */
function arrival(node: Node): unknown {
  const [focus, select] = [isOn(node, 'autoFocus'), isOn(node, 'autoSelect')]
  if (!focus && !select) return nothing
  return onMount((element) => {
    const field = element as Field
    const active = (field.getRootNode() as ShadowRoot).activeElement
    const busy = active !== null && (active as HTMLElement).textContent !== ''
    if (focus && !(busy && active?.matches('input, textarea, [contenteditable]'))) field.focus()
    if (select) field.select()
  })
}

/** Managers of passwords stay away unless they are asked in. */
function autofill(node: Node): { complete: string; off: true | typeof nothing } {
  const allowed = isOn(node, 'allowAutofillExtensions')
  return {
    complete: said(node, 'autoComplete') || (allowed ? 'on' : 'off'),
    off: allowed ? nothing : true,
  }
}

const input: Draw = (node, context) => {
  const name = said(node, 'name')
  const { variant, size } = control(node)
  const { complete, off } = autofill(node)
  return html`<div class="w-field">
    <input
      class="w-control"
      part="field"
      type=${pick(node['inputType'], KINDS, 'text')}
      id=${fieldId(context, name)}
      name=${name}
      data-variant=${variant}
      data-size=${size}
      data-gutter=${gutter(node['gutterSize'])}
      ?data-pill=${isOn(node, 'pill')}
      placeholder=${optional(node, 'placeholder')}
      data-pattern=${optional(node, 'pattern')}
      aria-label=${nameOf(node, context)}
      aria-invalid=${context.host.problemOf(name) !== null}
      aria-describedby=${problemId(context, name)}
      autocomplete=${complete}
      data-1p-ignore=${off}
      data-lpignore=${off}
      data-bwignore=${off}
      ?required=${isOn(node, 'required')}
      ?disabled=${isOn(node, 'disabled')}
      dir="auto"
      ${initial(said(node, 'defaultValue'))}
      ${arrival(node)}
      @input=${(event: Event) => recheck(event, context)}
    />
    ${fieldProblem(context, name)}
  </div>`
}

function gutter(value: unknown): string | typeof nothing {
  return GUTTERS.find((known) => known === value) ?? nothing
}

const textarea: Draw = (node, context) => {
  const name = said(node, 'name')
  const { variant, size } = control(node)
  const { off } = autofill(node)
  const most = count(node['maxRows'], MOST_ROWS)
  return html`<div class="w-field" data-block>
    <textarea
      class="w-control"
      part="field"
      id=${fieldId(context, name)}
      name=${name}
      rows=${count(node['rows'], MOST_ROWS) ?? 3}
      data-variant=${variant}
      data-size=${size}
      data-gutter=${gutter(node['gutterSize'])}
      ?data-grow=${isOn(node, 'autoResize')}
      placeholder=${optional(node, 'placeholder')}
      data-pattern=${optional(node, 'pattern')}
      aria-label=${nameOf(node, context)}
      aria-invalid=${context.host.problemOf(name) !== null}
      aria-describedby=${problemId(context, name)}
      data-1p-ignore=${off}
      data-lpignore=${off}
      data-bwignore=${off}
      ?required=${isOn(node, 'required')}
      ?disabled=${isOn(node, 'disabled')}
      dir="auto"
      ${styles({ 'max-height': most === null ? null : `calc(${most}lh + 1em)` })}
      ${initial(said(node, 'defaultValue'))}
      ${arrival(node)}
      @input=${(event: Event) => recheck(event, context)}
    ></textarea>
    ${fieldProblem(context, name)}
  </div>`
}

/** Text that can be written over where it stands. */
export function editable(node: Node, field: Node, size: string, context: Context): TemplateResult {
  const name = said(field, 'name')
  const { complete, off } = autofill(field)
  const problem = context.host.problemOf(name) !== null
  return html`<div class="w-field" data-block>
    <textarea
      class="w-text w-editable"
      part="field"
      rows=${count(node['minLines'], MOST_ROWS) ?? 1}
      id=${fieldId(context, name)}
      name=${name}
      data-size=${size}
      placeholder=${optional(field, 'placeholder')}
      data-pattern=${optional(field, 'pattern')}
      aria-label=${nameOf(field, context)}
      aria-invalid=${problem}
      aria-describedby=${problemId(context, name)}
      autocomplete=${complete}
      data-1p-ignore=${off}
      data-lpignore=${off}
      data-bwignore=${off}
      ?required=${isOn(field, 'required')}
      dir="auto"
      ${styles(textStyles(node))}
      ${initial(said(node, 'value'))}
      ${arrival(field)}
      @keydown=${oneLine}
      @input=${(event: Event) => recheck(event, context)}
    ></textarea>
    ${fieldProblem(context, name)}
  </div>`
}

/** It wraps like text, and like a field of one line it is sent by Enter. */
function oneLine(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.isComposing) return
  event.preventDefault()
  ;(event.currentTarget as Field).form?.requestSubmit()
}

export const fields: Record<string, Draw> = {
  Input: input,
  Textarea: textarea,
}
