/** What a lazy part that draws borrows from the core: one Lit, one of each of our views, for both. */
import { css, html, noChange, nothing, svg } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { Directive, directive, PartType } from 'lit/directive.js'
import { repeat } from 'lit/directives/repeat.js'
import { part, peek } from './lazy'
import { lookup } from './lookup'
import { ChatKitError } from './problems'
import { contextOf } from './views/context'
import { icon, labelledByRow, styles } from './views/dom'
import { hostOf, safeImage } from './views/links'
import { markdown } from './views/markdown'
import { popover } from './views/popover'

/** By the specifier, ours from `src`; the build refuses a part that wants a module beyond these. */
export const shared = {
  lit: { css, html, noChange, nothing, svg },
  'lit/async-directive.js': { AsyncDirective },
  'lit/directive.js': { Directive, directive, PartType },
  'lit/directives/repeat.js': { repeat },
  lazy: { part, peek },
  lookup: { lookup },
  problems: { ChatKitError },
  'views/context': { contextOf },
  'views/dom': { icon, labelledByRow, styles },
  'views/links': { hostOf, safeImage },
  'views/markdown': { markdown },
  'views/popover': { popover },
}
