/** A tag as it stands in the editor: one word that is taken or left as a whole. */
import { html, render } from 'lit'
import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import { icon } from '../dom'
import { entityOf, watchEntity, type EntityEvents } from '../entity'
import { tagOf } from './document'

export type TagEvents = { entities: EntityEvents }

export function drawTag(node: Node, settings: () => TagEvents): NodeView {
  const tag = tagOf(node)
  const dom = document.createElement('span')
  dom.className = 'tag'
  dom.contentEditable = 'false'
  const inner = tag.icon === undefined ? tag.text : html`${icon(tag.icon)}${tag.text}`
  render(html`${inner}`, dom)
  const stop = watchEntity(dom, () => ({
    entity: entityOf(tag),
    events: settings().entities,
  }))
  return { dom, ignoreMutation: () => true, destroy: stop }
}
