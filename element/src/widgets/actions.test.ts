// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { ChatKitError } from '../problems'
import { settled, showWidget, type Shown } from '../testing/widget'
import { merged, nested } from './payload'

beforeEach(() => document.body.replaceChildren())

const buttonWith = (action: object): object => ({
  type: 'Basic',
  children: [{ type: 'Button', label: 'Go', onClickAction: { type: 'go', ...action } }],
})

function press(box: ParentNode, label: string, detail = 1): HTMLElement {
  const found = [...box.querySelectorAll('button')].find((one) => one.textContent?.trim() === label)
  if (found === undefined) throw new Error(`There is no button “${label}”.`)
  found.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }))
  return found
}

/** Actions that end when the test says so. */
function held(): { run: () => Promise<void>; end: (error?: Error) => Promise<void> } {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = []
  return {
    run: () => new Promise<void>((resolve, reject) => waiting.push({ resolve, reject })),
    end: async (error) => {
      const first = waiting.shift()
      if (error === undefined) first?.resolve()
      else first?.reject(error)
      await settled()
    },
  }
}

const problem = ({ box }: Shown): string | null =>
  box.querySelector('.w-problem [role=alert]')?.textContent ?? null

describe('an action', () => {
  it('is sent once however often its button is pressed while it is under way', async () => {
    const { run, end } = held()
    const shown = showWidget(buttonWith({}), run)

    press(shown.box, 'Go')
    press(shown.box, 'Go')
    await settled()
    await end()

    expect(shown.actions).toEqual([{ type: 'go' }])
  })

  it('is not sent by the second click of a double click, however fast the first was done', async () => {
    const shown = showWidget(buttonWith({}))

    press(shown.box, 'Go', 1)
    await settled()
    press(shown.box, 'Go', 2)
    await settled()

    expect(shown.actions).toHaveLength(1)
  })

  it('can be wished again when it is over', async () => {
    const shown = showWidget(buttonWith({}))

    press(shown.box, 'Go')
    await settled()
    press(shown.box, 'Go')
    await settled()

    expect(shown.actions).toHaveLength(2)
  })

  it('turns its own button unless it says otherwise', async () => {
    const { run, end } = held()
    const shown = showWidget(buttonWith({}), run)

    const button = press(shown.box, 'Go')

    expect(button.getAttribute('aria-busy')).toBe('true')
    await settled()
    await end()
    expect(button.getAttribute('aria-busy')).toBeNull()
  })

  it('with the loading behaviour of the container makes all of the widget inert', async () => {
    const { run, end } = held()
    const shown = showWidget(buttonWith({ loadingBehavior: 'container' }), run)
    const root = shown.box.querySelector<HTMLElement>('.w-root')!

    press(shown.box, 'Go')

    expect([root.getAttribute('aria-busy'), root.inert]).toEqual(['true', true])
    await settled()
    await end()
    expect([root.getAttribute('aria-busy'), root.inert]).toEqual([null, false])
  })

  it('without a loading behaviour shows nothing', () => {
    const { run } = held()
    const shown = showWidget(buttonWith({ loadingBehavior: 'none' }), run)

    press(shown.box, 'Go')

    expect(shown.box.querySelector('[aria-busy=true]')).toBeNull()
  })

  it('of a server waits for the one before it in the same widget', async () => {
    const { run, end } = held()
    const child = (type: string): object => ({
      type: 'Button',
      label: type,
      onClickAction: { type },
    })
    const shown = showWidget({ type: 'Basic', children: [child('first'), child('second')] }, run)

    press(shown.box, 'first')
    press(shown.box, 'second')
    await settled()
    const before = shown.actions.map(({ type }) => type)
    await end()

    expect(before).toEqual(['first'])
    expect(shown.actions.map(({ type }) => type)).toEqual(['first', 'second'])
  })
})

describe('an action that fails', () => {
  it('says so in the widget, and is tried again on demand', async () => {
    let broken = true
    const shown = showWidget(buttonWith({ streaming: false, payload: { id: 3 } }), () =>
      broken ? Promise.reject(new ChatKitError('No.', 'network')) : Promise.resolve(),
    )

    press(shown.box, 'Go')
    await settled()
    const said = problem(shown)
    broken = false
    press(shown.box, 'Try again')
    await settled()

    expect(said).toBe('That could not be done. Please try again.')
    expect(problem(shown)).toBeNull()
    expect(shown.actions).toEqual([
      { type: 'go', streaming: false, payload: { id: 3 } },
      { type: 'go', streaming: false, payload: { id: 3 } },
    ])
  })

  it("is told in the server's own words where it has some", async () => {
    const refusal = new ChatKitError('x', 'http', { status: 409, shown: 'The list is closed.' })
    const shown = showWidget(buttonWith({ streaming: false }), () => Promise.reject(refusal))

    press(shown.box, 'Go')
    await settled()

    expect(problem(shown)).toBe('The list is closed.')
  })

  it('for want of a handler on the page offers no other try', async () => {
    const shown = showWidget(buttonWith({ handler: 'client' }), () =>
      Promise.reject(new ChatKitError('No handler.', 'integration')),
    )

    press(shown.box, 'Go')
    await settled()

    expect(problem(shown)).not.toBeNull()
    expect(shown.box.querySelector('.w-problem button')).toBeNull()
  })

  it('puts a box, a choice and a day back where they were', async () => {
    const change = { onChangeAction: { type: 'change', streaming: false } }
    const shown = showWidget(
      {
        type: 'Basic',
        children: [
          { type: 'Checkbox', name: 'done', label: 'Done', ...change },
          {
            type: 'Select',
            name: 'list',
            defaultValue: 'a',
            options: [
              { value: 'a', label: 'A' },
              { value: 'b', label: 'B' },
            ],
            ...change,
          },
        ],
      },
      () => Promise.reject(new Error('No.')),
    )
    const box = shown.box.querySelector<HTMLInputElement>('[type=checkbox]')!
    const list = shown.box.querySelector<HTMLInputElement>('[name=list]')!

    box.click()
    shown.box.querySelector<HTMLElement>('[data-trigger]')!.click()
    await settled()
    shown.box.querySelectorAll<HTMLElement>('[role=option]')[1]!.click()
    await settled()

    expect([box.checked, list.value]).toEqual([false, 'a'])
    expect(shown.actions.map(({ payload }) => payload)).toEqual([{ done: true }, { list: 'b' }])
  })
})

describe('the payload of an action', () => {
  it('keeps its own entries, takes the others, and tells the page of a clash', () => {
    const clashes: string[] = []

    const payload = merged(
      { todo: { id: 7, title: 'Theirs' } },
      nested({ 'todo.title': 'Ours', 'todo.due': 'x', note: '' }),
      (name) => clashes.push(name),
    )

    expect(payload).toEqual({ todo: { id: 7, title: 'Theirs', due: 'x' }, note: '' })
    expect(clashes).toEqual(['todo.title'])
  })

  it('that is no object is left as it is', () => {
    expect(merged('plain', { a: 1 })).toBe('plain')
  })

  it('holds the fields around any button of a form', async () => {
    const shown = showWidget({
      type: 'Form',
      children: [
        { type: 'Input', name: 'title', defaultValue: 'Bank' },
        { type: 'Text', value: 'Today', editable: { name: 'when' } },
        { type: 'Button', label: 'Draft', onClickAction: { type: 'draft', payload: { id: 1 } } },
      ],
    })

    press(shown.box, 'Draft')
    await settled()

    expect(shown.actions).toEqual([
      { type: 'draft', payload: { id: 1, title: 'Bank', when: 'Today' } },
    ])
  })

  it('leaves the fields of another form alone', async () => {
    const shown = showWidget({
      type: 'Card',
      asForm: true,
      confirm: { label: 'Save', action: { type: 'save' } },
      children: [
        { type: 'Input', name: 'outer', defaultValue: '1' },
        { type: 'Form', children: [{ type: 'Input', name: 'inner', defaultValue: '2' }] },
      ],
    })

    shown.box.querySelector<HTMLFormElement>('form')!.requestSubmit()
    await settled()

    expect(shown.actions).toEqual([{ type: 'save', payload: { outer: '1' } }])
  })

  it('tells two groups of one name in two widgets apart', () => {
    const group = {
      type: 'Card',
      children: [
        {
          type: 'RadioGroup',
          name: 'one',
          defaultValue: 'a',
          options: [{ value: 'a', label: 'A' }],
        },
      ],
    }

    const names = [showWidget(group), showWidget({ ...group })].map(({ box }) =>
      box.querySelector<HTMLInputElement>('[type=radio]')!,
    )

    expect(names.map(({ dataset }) => dataset['field'])).toEqual(['one', 'one'])
  })
})

describe('a row of a list', () => {
  const row = {
    type: 'ListView',
    children: [
      {
        type: 'ListViewItem',
        onClickAction: { type: 'open' },
        children: [
          { type: 'Text', value: 'Call the bank' },
          { type: 'Button', label: 'Done', onClickAction: { type: 'done' } },
        ],
      },
    ],
  }

  it('is a button named after what stands in it', () => {
    const { box } = showWidget(row)

    const hit = box.querySelector('.w-hit')!
    const words = box.ownerDocument.getElementById(hit.getAttribute('aria-labelledby')!)

    expect(words?.textContent).toContain('Call the bank')
  })

  it('acts for itself and not for the controls in it', async () => {
    const shown = showWidget(row)

    press(shown.box, 'Done')
    shown.box.querySelector<HTMLElement>('.w-hit')!.click()
    await settled()

    expect(shown.actions.map(({ type }) => type)).toEqual(['done', 'open'])
  })
})
