import { additions } from './additions'
import { base } from './base'
import { code } from './code'
import { composer } from './composer'
import { controls } from './controls'
import { elements } from './elements'
import { history } from './history'
import { items } from './items'
import { layout } from './layout'
import { menus } from './menus'
import { modes } from './modes'
import { parts } from './parts'
import { prose } from './prose'
import { questions } from './questions'
import { sources } from './sources'
import { thread } from './thread'
import { typography } from './typography'
import { widgets } from './widgets'

export const sheets = [
  base,
  elements,
  parts,
  layout,
  composer,
  additions,
  menus,
  questions,
  history,
  thread,
  items,
  sources,
  prose,
  code,
  widgets,
  typography,
  controls,
  modes,
]
