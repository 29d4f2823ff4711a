import type { MarkdownContext } from './markdown'
import type { View } from './view'

export function contextOf(view: View): MarkdownContext {
  return {
    t: view.t,
    domains: view.thread.allowedImageDomains,
    deeplink: view.do.deeplink,
    copy: view.do.copy,
  }
}
