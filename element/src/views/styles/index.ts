import { base } from './base'
import { composer } from './composer'
import { controls } from './controls'
import { history } from './history'
import { layout } from './layout'
import { parts } from './parts'
import { prose } from './prose'
import { thread } from './thread'
import { widgets } from './widgets'

export const sheets = [base, parts, layout, composer, history, thread, prose, widgets, controls]
