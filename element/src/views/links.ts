/** Which addresses a model's text may lead to. */

const DEEPLINK = 'chatkit-link:'
const OPENABLE = new Set(['http:', 'https:', 'mailto:', 'tel:'])

export type SafeLink = { href: string; deeplink: boolean } | null

function parsed(url: string): URL | null {
  try {
    return new URL(url, globalThis.document?.baseURI ?? 'http://localhost/')
  } catch {
    return null
  }
}

/** Null for everything that a browser might run or that nobody asked for. */
export function safeLink(url: string): SafeLink {
  const target = parsed(url)
  if (target === null) return null
  if (target.protocol === DEEPLINK) return { href: target.href, deeplink: true }
  return OPENABLE.has(target.protocol) ? { href: target.href, deeplink: false } : null
}

/**
 * Returns an image's address when it may be loaded.
 * @param domains - The thread's list; null means that the server sets no limit.
 */
export function safeImage(url: string, domains: readonly string[] | null): string | null {
  const target = parsed(url)
  if (target === null) return null
  if (target.protocol === 'data:')
    return /^data:image\/(png|jpeg|gif|webp|avif)[;,]/i.test(url) ? url : null
  if (target.protocol === 'blob:') return target.href
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return null
  if (domains === null || domains.some((domain) => covers(domain, target.hostname)))
    return target.href
  return null
}

export type ImageRule = { source: string; rule: 'show' | 'ask' | 'block' }

/**
 * What to do with an image in a model's words. Its address alone can carry away what was said, so a host
 * that neither the page nor the thread names is called only when the person asks for it.
 * @param domains - The thread's list; null means that the server names none.
 * @param home - The origin of the server.
 */
export function imageRule(url: string, domains: readonly string[] | null, home: string): ImageRule {
  const source = safeImage(url, domains)
  if (source === null) return { source: url, rule: 'block' }
  const own = [globalThis.location?.origin, home].includes(originOf(source))
  const known = domains !== null || !/^https?:/.test(source) || own
  return { source, rule: known ? 'show' : 'ask' }
}

export function originOf(url: string): string {
  return parsed(url)?.origin ?? ''
}

function covers(domain: string, host: string): boolean {
  const wanted = domain.replace(/^\*\./, '').toLowerCase()
  return host === wanted || host.endsWith(`.${wanted}`)
}

export function hostOf(url: string): string {
  return parsed(url)?.hostname ?? ''
}
