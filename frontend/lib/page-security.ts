/** Tells a layout which page was asked for; the proxy overwrites whatever a client sends. */
export const PATH_HEADER = 'x-errand-path'

type Policy = { nonce: string; scriptUrl: string; development: boolean }

/**
 * Only our own scripts, styles and server. Somebody else's element, where one is configured, brings
 * its own origin for its script, its frame and its requests.
 */
export function contentSecurityPolicy({ nonce, scriptUrl, development }: Policy): string {
  const foreign = foreignOrigin(scriptUrl)
  const directives: Record<string, (string | null)[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, foreign, development ? "'unsafe-eval'" : null],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    // Widgets place and colour their parts by attribute; an attribute cannot bring a rule or a script.
    'style-src-attr': ["'unsafe-inline'"],
    // No picture from elsewhere: its address could carry away what the assistant has read.
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", foreign, development ? 'ws:' : null],
    'frame-src': [foreign ?? "'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources.filter((source) => source !== null)].join(' '))
    .join('; ')
}

function foreignOrigin(scriptUrl: string): string | null {
  return URL.canParse(scriptUrl) ? new URL(scriptUrl).origin : null
}
