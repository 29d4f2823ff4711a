import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../build.mjs'

/** Kilobytes after gzip; raise it only with a reason. */
const BUDGET = 90

let folder: string
let script: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chatkit-'))
  await bundle(join(folder, 'chatkit.js'))
  script = readFileSync(join(folder, 'chatkit.js'), 'utf8')
})
afterAll(() => rmSync(folder, { recursive: true }))

function pageWith(markup: string): JSDOM {
  return new JSDOM(markup, {
    runScripts: 'outside-only',
    pretendToBeVisual: true,
    url: 'http://localhost/',
  })
}

describe('the built script', () => {
  it('defines the element in a DOM that lacks half of a browser', async () => {
    const { window } = pageWith('<openai-chatkit></openai-chatkit>')

    window.eval(script)
    const element = window.document.querySelector('openai-chatkit') as unknown as {
      setOptions(options: object): void
      updateComplete: Promise<boolean>
      shadowRoot: ShadowRoot
    }
    element.setOptions({
      api: { url: '/api/chatkit', domainKey: 'x' },
      startScreen: { greeting: 'Hello there' },
    })
    await element.updateComplete

    expect(element.shadowRoot.querySelector('h3')?.textContent).toBe('Hello there')
  })

  it('leaves a tag alone that somebody else has defined, and itself when it is loaded twice', () => {
    const { window } = pageWith('')
    window.eval('customElements.define("openai-chatkit", class Theirs extends HTMLElement {})')

    window.eval(script)
    window.eval(script)

    expect(window.eval('customElements.get("openai-chatkit").name')).toBe('Theirs')
  })

  it('does nothing where there is no DOM', () => {
    expect(() => runInContext(script, createContext({}))).not.toThrow()
  })

  it('names no other origin, asks for no unsafe policy, and exports nothing', () => {
    const origins = [...script.matchAll(/https?:\/\/[\w.-]+/g)].map(([origin]) => origin)

    expect(new Set(origins)).toEqual(
      new Set([
        'http://www.w3.org',
        'http://localhost',
        ...origins.filter((one) => one === 'https://lit.dev'),
      ]),
    )
    expect(script).not.toMatch(/\beval\(|new Function\(/)
    expect(script).not.toMatch(/^\s*export\b/m)
  })

  it('stays small', async () => {
    const { gzipSync } = await import('node:zlib')

    expect(gzipSync(script).length / 1024).toBeLessThan(BUDGET)
  })
})
