import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { JSDOM } from 'jsdom'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, type Built } from '../build.mjs'

/** Kilobytes after gzip; raise it only with a reason. */
const CORE_BUDGET = 150
/** Milliseconds; a build takes some seconds of two cores, and a machine may have other work. */
const BUILD_LIMIT = 240_000
const LEFT_OVER = 'gone-0123456789.js'

let folder: string
let script: string
let built: Built[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chatkit-'))
  mkdirSync(join(folder, 'chatkit-parts'))
  writeFileSync(join(folder, 'chatkit-parts', LEFT_OVER), '')
  built = await build(folder)
  script = read('chatkit.js')
}, BUILD_LIMIT)
afterAll(() => rmSync(folder, { recursive: true }))

const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
const parts = (): Built[] => built.filter(({ path }) => path !== 'chatkit.js')

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
        // In sentences for developers.
        ...origins.filter((one) => one === 'https://lit.dev' || one === 'https://prosemirror.net'),
      ]),
    )
    expect(script).not.toMatch(/\beval\(|new Function\(/)
    expect(script).not.toMatch(/^\s*export\b/m)
    expect([...script.matchAll(/createPolicy\("([^"]+)"/g)].map(([, name]) => name)).toContain(
      'chatkit',
    )
    expect(script).not.toContain('createPolicy("lit-html"')
  })

  it('stays small', () => {
    expect(built.find(({ path }) => path === 'chatkit.js')!.gzip / 1024).toBeLessThan(CORE_BUDGET)
  })

  it('is the same for a classic script and a module', () => {
    expect(script).not.toMatch(/^\s*(import|export)\s*[{*"']/m)
    expect(script).not.toContain('import.meta')
  })
})

describe('the lazy parts', () => {
  it('are named by their content and known to the core', () => {
    expect(parts().length).toBeGreaterThan(0)
    for (const { path } of parts()) {
      expect(path).toMatch(/^chatkit-parts\/[\w-]+-[0-9a-f]{10}\.js$/)
      expect(script).toContain(path)
    }
  })

  it('need nothing but themselves', () => {
    for (const { path } of parts()) {
      expect(ts.preProcessFile(read(path), true, true).importedFiles).toEqual([])
      expect(read(path)).not.toMatch(/\beval\(|new Function\(/)
    }
  })

  it('lie packed beside themselves, with the same content', () => {
    for (const { path } of built) {
      const plain = readFileSync(join(folder, path))

      expect(gunzipSync(readFileSync(join(folder, `${path}.gz`)))).toEqual(plain)
      expect(brotliDecompressSync(readFileSync(join(folder, `${path}.br`)))).toEqual(plain)
    }
  })

  it('of a build before do not stay', () => {
    expect(readdirSync(join(folder, 'chatkit-parts'))).not.toContain(LEFT_OVER)
    expect(readdirSync(join(folder, 'chatkit-parts'))).toHaveLength(parts().length * 3)
  })
})

describe('the published types', () => {
  it('name the element and import nothing of ours', () => {
    const types = read('index.d.ts')

    expect(types).toContain('interface OpenChatKit extends OpenAIChatKit')
    expect([...types.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual([
      '@openai/chatkit',
    ])
  })
})
