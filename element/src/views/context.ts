import { originOf } from './links'
import type { MarkdownContext } from './markdown'
import type { View } from './view'

export function contextOf(view: View): MarkdownContext {
  return {
    t: view.t,
    domains: view.thread.allowedImageDomains,
    deeplink: view.do.deeplink,
    copy: view.do.copy,
    heading: Math.min(6, view.headingLevel + 2),
    breaks: view.breaks,
    home: homeOf(view),
  }
}

/** Where the server of the conversation is. */
function homeOf({ options: { api } }: View): string {
  return 'url' in api ? originOf(api.url) : ''
}
