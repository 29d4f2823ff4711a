/**
 * The element's one Trusted Types policy. It is made only where it may be: a page that requires Trusted
 * Types has to allow the name. What passes it are constants of this script and nothing else.
 */

type Html = string | { toString(): string }
type Policy = { createHTML(html: string): Html }
type Factory = { createPolicy(name: string, rules: Policy): Policy }

function make(): Policy | undefined {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
  try {
    return factory?.createPolicy('chatkit', { createHTML: (html) => html })
  } catch {
    return undefined
  }
}

export const policy = make()
