/** A chart: its drawing comes as a part of its own, its numbers are always there as a table. */
import { html, noChange, nothing, type ElementPart, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'
import { part } from '../lazy'
import { icon, styles } from '../views/dom'
import { specOf, type ChartSpec } from './chart-spec'
import { isNode, placeId, said, type Context, type Draw, type Node } from './node'
import { block } from './style'

export type Drawing = {
  update(spec: ChartSpec): void
  destroy(): void
}
/** @param told - Where the values under the keyboard's cursor are read out. */
export type ChartPart = { draw(plot: HTMLElement, told: HTMLElement, spec: ChartSpec): Drawing }

class PlotDirective extends AsyncDirective {
  #drawing: Drawing | null = null
  #spec: ChartSpec | null = null
  #plot: HTMLElement | null = null
  #json = ''

  render(_spec: ChartSpec, _failed: () => void): typeof noChange {
    return noChange
  }

  override update(
    { element }: ElementPart,
    [spec, failed]: [ChartSpec, () => void],
  ): typeof noChange {
    const json = JSON.stringify(spec)
    this.#spec = spec
    if (this.#plot === null) {
      this.#plot = element as HTMLElement
      void this.#begin(failed)
    } else if (json !== this.#json) this.#drawing?.update(spec)
    this.#json = json
    return noChange
  }

  async #begin(failed: () => void): Promise<void> {
    try {
      const { draw } = await part<ChartPart>('chart')
      const [plot, spec] = [this.#plot, this.#spec]
      const told = plot?.nextElementSibling
      if (!this.isConnected || plot === null || spec === null || !(told instanceof HTMLElement))
        return
      this.#drawing?.destroy()
      this.#drawing = draw(plot, told, spec)
      plot.classList.remove('pending')
    } catch {
      failed()
    }
  }

  protected override disconnected(): void {
    this.#drawing?.destroy()
    this.#drawing = null
  }

  protected override reconnected(): void {
    void this.#begin(() => undefined)
  }
}

const plot = directive(PlotDirective)

export const chart: Draw = (node, context) => {
  const { host, place, view } = context
  const spec = specOf(node, view.locale)
  const missing = host.isOpen(`${place}!`)
  const asTable = missing || host.isOpen(place)
  const words = view.t('chartOf', { names: namesOf(spec, view.locale) })
  return html`<figure class="w-chart" part="chart" ${styles(sizes(node))}>
    ${asTable ? nothing : picture(spec, words, context, () => host.toggle(`${place}!`))}
    <div class="w-chart-foot">
      ${node['showLegend'] === false || asTable ? nothing : legend(spec)}
      ${missing ? nothing : tableButton(asTable, context)}
    </div>
    ${dataTable(node, spec, words, asTable)}
  </figure>`
}

/** A height alone means the whole of it; without one the drawing is as high as a few lines of text. */
function sizes(node: Node): Record<string, string | null | undefined> {
  return block(node)
}

function namesOf({ series }: ChartSpec, locale: string): string {
  return new Intl.ListFormat(locale, { type: 'unit' }).format(series.map(({ label }) => label))
}

function picture(
  spec: ChartSpec,
  words: string,
  context: Context,
  failed: () => void,
): TemplateResult {
  const hint = placeId(context, 'hint')
  return html`<div
      class="w-plot pending"
      role="group"
      tabindex="0"
      aria-label=${words}
      aria-describedby=${hint}
      ${plot(spec, failed)}
    ></div>
    <div class="sr-only" role="status" aria-live="polite"></div>
    <span class="sr-only" id=${hint}>${context.view.t('chartKeys')}</span>`
}

function legend({ series }: ChartSpec): TemplateResult {
  return html`<ul class="w-legend">
    ${series.map(
      ({ label, color, type }) =>
        html`<li>
          <i data-type=${type} ${styles({ '--series': color })}></i><span dir="auto">${label}</span>
        </li>`,
    )}
  </ul>`
}

function tableButton(asTable: boolean, { host, place, view }: Context): TemplateResult {
  const words = view.t(asTable ? 'chartShow' : 'chartTable')
  return html`<button
    type="button"
    class="icon-button small w-chart-table-button"
    aria-label=${words}
    title=${words}
    @click=${() => host.toggle(place)}
  >
    ${icon(asTable ? 'chart' : 'table')}
  </button>`
}

/** For everybody who cannot or will not see a picture. */
function dataTable(node: Node, spec: ChartSpec, words: string, shown: boolean): TemplateResult {
  const number = new Intl.NumberFormat(spec.locale)
  const axis = isNode(node['xAxis']) ? said(node['xAxis'], 'dataKey') : said(node, 'xAxis')
  return html`<div class=${shown ? 'w-table-box' : 'sr-only'}>
    <table class="w-table">
      <caption class="sr-only">
        ${words}
      </caption>
      <thead>
        <tr>
          <th scope="col">${axis}</th>
          ${spec.series.map(({ label }) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${spec.rows.map(
          ({ label, values }) =>
            html`<tr>
              <th scope="row">${label}</th>
              ${values.map((value) => html`<td>${value === null ? '–' : number.format(value)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
