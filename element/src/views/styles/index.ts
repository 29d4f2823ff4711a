import { base } from './base'
import { layout } from './layout'
import { prose } from './prose'
import { thread } from './thread'
import { widgets } from './widgets'

export const sheets = [base, layout, thread, prose, widgets]
