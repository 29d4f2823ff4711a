/** Badges, icons and pictures. */
import { html } from 'lit'
import { icon, styles } from '../views/dom'
import { hostOf, safeImage } from '../views/links'
import { colour } from './colour'
import { isOn, pick, said, type Draw } from './node'
import { block } from './style'

const BADGE_COLOURS = ['secondary', 'success', 'danger', 'warning', 'info', 'discovery'] as const
const ICON_SIZES = ['xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl'] as const
const FITS = ['cover', 'contain', 'fill', 'scale-down', 'none']
const POSITION = /^(top|bottom|left|right|center)( (left|right))?$/

const badge: Draw = (node) =>
  html`<span
    class="w-badge"
    data-color=${pick(node['color'], BADGE_COLOURS, 'secondary')}
    data-variant=${pick(node['variant'], ['solid', 'soft', 'outline'], 'soft')}
    data-size=${pick(node['size'], ['sm', 'md', 'lg'], 'sm')}
    ?data-pill=${isOn(node, 'pill')}
    dir="auto"
    >${said(node, 'label')}</span
  >`

const iconNode: Draw = (node) =>
  html`<span
    class="w-icon"
    data-size=${pick(node['size'], ICON_SIZES, 'md')}
    ${styles({ color: colour(node['color']) })}
    >${icon(said(node, 'name'))}</span
  >`

const picture: Draw = (node, { view }) => {
  const address = said(node, 'src')
  const source = safeImage(address, view.thread.allowedImageDomains)
  const alt = said(node, 'alt')
  if (source === null)
    return html`<span class="blocked">
      ${alt || view.t('blockedImage', { host: hostOf(address) })}
    </span>`
  const { fit, position } = node
  return html`<img
    class="w-image"
    ?data-frame=${isOn(node, 'frame')}
    ?data-flush=${isOn(node, 'flush')}
    src=${source}
    alt=${alt}
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
    ${styles({
      ...block(node),
      background: colour(node['background']),
      'object-fit': FITS.includes(String(fit)) ? String(fit) : null,
      'object-position': POSITION.test(String(position)) ? String(position) : null,
    })}
    @error=${failed}
    @load=${arrived}
  />`
}

/** A broken picture shows its words and no torn frame. */
function failed(event: Event): void {
  ;(event.currentTarget as HTMLElement).dataset['failed'] = ''
}

function arrived(event: Event): void {
  delete (event.currentTarget as HTMLElement).dataset['failed']
}

export const media: Record<string, Draw> = {
  Badge: badge,
  Icon: iconNode,
  Image: picture,
}
