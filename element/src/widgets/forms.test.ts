// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { settled, showWidget, type Shown } from '../testing/widget'
import { matches } from './validation'

beforeEach(() => document.body.replaceChildren())

const field = ({ box }: Shown, name: string): HTMLInputElement =>
  box.querySelector<HTMLInputElement>(`[name="${name}"]`)!
const problems = ({ box }: Shown): string[] =>
  [...box.querySelectorAll('.w-field-problem')].map((one) => one.textContent ?? '')

function type(input: HTMLInputElement, value: string): void {
  input.value = value
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

async function submit(shown: Shown): Promise<void> {
  shown.box.querySelector<HTMLFormElement>('form')!.requestSubmit()
  await settled()
}

const formOf = (...children: object[]): object => ({
  type: 'Form',
  onSubmitAction: { type: 'save' },
  children,
})

describe('a form that is not complete', () => {
  it('says what is missing in our words, goes there, and is not sent', async () => {
    const shown = showWidget(
      formOf(
        { type: 'Input', name: 'ok', defaultValue: 'x', required: true },
        { type: 'Input', name: 'title', required: true },
        { type: 'Textarea', name: 'notes', required: true },
      ),
    )

    await submit(shown)

    expect(problems(shown)).toEqual(['Please fill this in.', 'Please fill this in.'])
    expect(document.activeElement).toBe(field(shown, 'title'))
    expect(field(shown, 'title').getAttribute('aria-invalid')).toBe('true')
    const described = field(shown, 'title').getAttribute('aria-describedby')!
    expect(document.getElementById(described)?.textContent).toBe('Please fill this in.')
    expect(shown.actions).toEqual([])
  })

  it('takes the words back as soon as the field is right', async () => {
    const shown = showWidget(formOf({ type: 'Input', name: 'title', required: true }))
    await submit(shown)

    type(field(shown, 'title'), 'Bank')

    expect(problems(shown)).toEqual([])
    await submit(shown)
    expect(shown.actions).toEqual([{ type: 'save', payload: { title: 'Bank' } }])
  })

  it.each([
    [{ type: 'Input', name: 'f', inputType: 'email' }, 'nobody', 'Please enter an e-mail address.'],
    [{ type: 'Input', name: 'f', inputType: 'url' }, 'nowhere', 'Please enter a web address.'],
    [{ type: 'Input', name: 'f', pattern: '[0-9]{4}' }, '12', 'Please use the expected form.'],
    [{ type: 'Textarea', name: 'f', pattern: '[a-z]+' }, 'A1', 'Please use the expected form.'],
    [
      { type: 'Text', value: '', editable: { name: 'f', pattern: 'x+' } },
      'y',
      'Please use the expected form.',
    ],
  ])('says what is wrong with %o', async (component, value, words) => {
    const shown = showWidget(formOf(component))
    type(field(shown, 'f'), value)

    await submit(shown)

    expect(problems(shown)).toEqual([words])
    expect(shown.actions).toEqual([])
  })

  it('asks for a box that must be ticked and a choice that must be made', async () => {
    const shown = showWidget(
      formOf(
        { type: 'Checkbox', name: 'terms', label: 'I agree', required: true },
        {
          type: 'RadioGroup',
          name: 'list',
          required: true,
          options: [
            { value: 'a', label: 'A' },
            { value: 'b', label: 'B' },
          ],
        },
      ),
    )

    await submit(shown)

    expect(problems(shown)).toEqual(['Please choose.', 'Please choose.'])
  })

  it('goes to the button of a list that nothing was chosen from', async () => {
    const shown = showWidget(
      formOf({
        type: 'Select',
        name: 'list',
        required: true,
        options: [{ value: 'a', label: 'A' }],
      }),
    )

    await submit(shown)

    expect(document.activeElement).toBe(shown.box.querySelector('[data-trigger]'))
    shown.box.querySelector<HTMLElement>('[data-trigger]')!.click()
    await settled()
    shown.box.querySelector<HTMLElement>('[role=option]')!.click()
    expect(problems(shown)).toEqual([])
  })

  it('holds back a button of its own action too', async () => {
    const shown = showWidget({
      type: 'Form',
      onSubmitAction: { type: 'save' },
      children: [
        { type: 'Input', name: 'title', required: true },
        { type: 'Button', label: 'Publish', submit: true, onClickAction: { type: 'publish' } },
      ],
    })

    shown.box.querySelector('button')!.click()
    await settled()
    expect(shown.actions).toEqual([])
    type(field(shown, 'title'), 'Bank')
    shown.box.querySelector('button')!.click()
    await settled()

    expect(shown.actions).toEqual([{ type: 'publish', payload: { title: 'Bank' } }])
  })
})

it('refuses nothing for a pattern that cannot be read', () => {
  expect([matches('[', 'x'), matches('a|b', 'ab'), matches('a|b', 'b')]).toEqual([
    true,
    false,
    true,
  ])
})

describe('a widget that is drawn again', () => {
  const one = (value: string, extra: object = {}): object =>
    formOf({ type: 'Input', name: 'title', defaultValue: value, ...extra }, { type: 'Text', value })

  it('keeps what was typed, and the focus', () => {
    const shown = showWidget(one('First'))
    const input = field(shown, 'title')
    input.focus()
    type(input, 'Mine')

    shown.show(one('Second'))

    expect(field(shown, 'title')).toBe(input)
    expect([input.value, document.activeElement]).toEqual(['Mine', input])
    expect(shown.box.querySelector('.w-text')?.textContent).toBe('Second')
  })

  it('follows the server where nobody has typed', () => {
    const shown = showWidget(one('First'))

    shown.show(one('Second'))

    expect(field(shown, 'title').value).toBe('Second')
  })

  it('follows the server again once it has taken what was typed', async () => {
    const shown = showWidget(one('First'))
    type(field(shown, 'title'), 'Mine')
    await submit(shown)

    shown.show(one('Mine, tidied'))

    expect(field(shown, 'title').value).toBe('Mine, tidied')
  })

  it('lets the server decide about a box whose every change it hears of', async () => {
    const box = (checked: boolean): object => ({
      type: 'Basic',
      children: [
        {
          type: 'Checkbox',
          name: 'done',
          label: 'Done',
          defaultChecked: checked,
          onChangeAction: { type: 'tick' },
        },
      ],
    })
    const shown = showWidget(box(false))
    field(shown, 'done').click()
    await settled()

    shown.show(box(true))
    shown.show(box(false))

    expect(field(shown, 'done').checked).toBe(false)
  })

  it('keeps a field when others come before it', () => {
    const shown = showWidget(formOf({ type: 'Input', key: 'k', name: 'title' }))
    const input = field(shown, 'title')
    type(input, 'Mine')

    shown.show(
      formOf(
        { type: 'Input', key: 'new', name: 'other' },
        { type: 'Input', key: 'k', name: 'title' },
      ),
    )

    expect(field(shown, 'title')).toBe(input)
    expect(input.value).toBe('Mine')
  })

  it('makes a new field of a new key', () => {
    const shown = showWidget(one('First', { key: 'a' }))
    type(field(shown, 'title'), 'Mine')

    shown.show(one('Second', { key: 'b' }))

    expect(field(shown, 'title').value).toBe('Second')
  })
})

describe('a widget that was out of sight', () => {
  const widget = formOf(
    { type: 'Input', name: 'title', defaultValue: 'First' },
    { type: 'Input', name: 'left', defaultValue: 'Alone' },
    { type: 'Checkbox', name: 'loud', label: 'Loud' },
    {
      type: 'RadioGroup',
      name: 'one',
      options: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
    },
    {
      type: 'Select',
      name: 'list',
      defaultValue: 'x',
      options: [
        { value: 'x', label: 'X' },
        { value: 'y', label: 'Y' },
      ],
    },
  )

  it('comes back with what was put into it', async () => {
    const shown = showWidget(widget)
    type(field(shown, 'title'), 'Mine')
    field(shown, 'loud').click()
    shown.box.querySelector<HTMLElement>('[data-field=one][value=b]')!.click()
    shown.box.querySelector<HTMLElement>('[data-trigger]')!.click()
    await settled()
    shown.box.querySelectorAll<HTMLElement>('[role=option]')[1]!.click()

    shown.hide()
    shown.show(widget)
    await settled()
    await submit(shown)

    expect(shown.actions).toEqual([
      {
        type: 'save',
        payload: { title: 'Mine', left: 'Alone', loud: true, one: 'b', list: 'y' },
      },
    ])
  })

  it('has forgotten what was sent', async () => {
    const shown = showWidget(widget)
    type(field(shown, 'title'), 'Mine')
    await submit(shown)

    shown.hide()
    shown.show(widget)
    await settled()

    expect(field(shown, 'title').value).toBe('First')
  })
})

describe('a label', () => {
  it('names its field, which is otherwise named by its placeholder', () => {
    const shown = showWidget({
      type: 'Card',
      children: [
        { type: 'Label', value: 'Title', fieldName: 'title' },
        { type: 'Input', name: 'title', placeholder: 'e.g. Bank' },
        { type: 'Select', name: 'list', placeholder: 'Choose a list', options: [] },
      ],
    })

    const input = field(shown, 'title')
    expect(input.getAttribute('aria-label')).toBeNull()
    expect(shown.box.querySelector('label')?.getAttribute('for')).toBe(input.id)
    expect(shown.box.querySelector('[data-trigger]')?.getAttribute('aria-label')).toBe(
      'Choose a list',
    )
  })
})

describe('text that grows', () => {
  const text = (value: string, streaming = true): object => ({
    type: 'Basic',
    children: [{ type: 'Text', id: 't', value, streaming }],
  })

  it('adds only what is new, and leaves no more behind than it must', () => {
    const shown = showWidget(text('A'))
    const line = shown.box.querySelector('.w-text')!

    let value = 'A'
    for (let step = 0; step < 300; step += 1) shown.show(text((value += ` ${step}`)))

    expect(line.textContent).toBe(value)
    expect(line.childNodes.length).toBeLessThan(40)
    shown.show(text(value, false))
    expect(line.childNodes.length).toBe(1)
  })

  it('is written anew where it does not go on from before', () => {
    const shown = showWidget(text('Hello there'))

    shown.show(text('Goodbye'))

    expect(shown.box.querySelector('.w-text')?.textContent).toBe('Goodbye')
  })
})

describe('a card that is done', () => {
  it('folds away and can be looked into', async () => {
    const shown = showWidget({
      type: 'Card',
      collapsed: true,
      status: { text: 'Booked' },
      children: [{ type: 'Text', value: 'Table for two' }],
    })
    const fold = shown.box.querySelector<HTMLElement>('.w-fold')!

    expect([fold.getAttribute('aria-expanded'), shown.box.querySelector('.w-text')]).toEqual([
      'false',
      null,
    ])
    fold.click()
    expect(fold.getAttribute('aria-expanded')).toBe('true')
    expect(shown.box.querySelector('.w-text')?.textContent).toBe('Table for two')
  })
})

describe('a long list', () => {
  it('shows its first rows and then the rest, with the focus on the first of these', () => {
    const shown = showWidget({
      type: 'ListView',
      limit: 2,
      children: ['a', 'b', 'c', 'd'].map((value) => ({
        type: 'ListViewItem',
        children: [{ type: 'Text', value }],
      })),
    })
    const rows = (): number => shown.box.querySelectorAll('.w-item').length
    expect(rows()).toBe(2)

    shown.box.querySelector<HTMLElement>('.w-more')!.click()

    expect(rows()).toBe(4)
    expect(document.activeElement?.textContent).toContain('c')
  })
})
