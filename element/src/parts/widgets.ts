/** Draws widgets, with what the core lends: the build makes a function of what it borrows out of this. */
import { chart } from '../views/styles/chart'
import { fields } from '../views/styles/fields'
import { pickers } from '../views/styles/pickers'
import { widgetItem } from '../widgets/item'

export type WidgetsPart = { widgetItem: typeof widgetItem; sheets: CSSStyleSheet[] }

export default function draw(): WidgetsPart {
  const sheets = [fields, pickers, chart].map(({ styleSheet }) => styleSheet)
  return { widgetItem, sheets: sheets.filter((sheet) => sheet !== undefined) }
}
