/** Applies one item update. Pure; what does not fit the item changes nothing. */
import type {
  AssistantMessage,
  GeneratedImage,
  ItemUpdate,
  OutputText,
  ThreadItem,
  WidgetItem,
  WidgetRoot,
  WorkflowItem,
  Task,
} from './events'
import { isAnnotation, isObject, shapedPart, shapedTask } from './shape'

/** Bound on an index the server names, so that one bad number cannot fill the memory. */
const MAX_INDEX = 10_000

export function patchItem(item: ThreadItem, update: ItemUpdate): ThreadItem {
  if (item.type === 'assistant_message') return patchMessage(item, update)
  if (item.type === 'widget') return patchWidget(item, update)
  if (item.type === 'workflow') return patchWorkflow(item, update)
  return item.type === 'generated_image' ? patchImage(item, update) : item
}

function patchImage(item: GeneratedImage, update: ItemUpdate): GeneratedImage {
  if (update.type !== 'generated_image.updated') return item
  return { ...item, image: update.image ?? item.image ?? null, progress: update.progress ?? null }
}

function patchMessage(item: AssistantMessage, update: ItemUpdate): AssistantMessage {
  switch (update.type) {
    case 'assistant_message.content_part.added':
      return withPart(item, update.content_index, () => partOf(update.content))
    case 'assistant_message.content_part.text_delta':
      return withPart(item, update.content_index, (part) => ({
        ...part,
        text: part.text + textOf(update.delta),
      }))
    case 'assistant_message.content_part.annotation_added':
      if (!isAnnotation(update.annotation)) return item
      return withPart(item, update.content_index, (part) => ({
        ...part,
        annotations: placed(part.annotations, update.annotation_index, update.annotation),
      }))
    case 'assistant_message.content_part.done':
      return withPart(item, update.content_index, (part) => keepAnnotations(part, update.content))
    default:
      return item
  }
}

const emptyPart = (): OutputText => ({ type: 'output_text', text: '', annotations: [] })
const partOf = (part: unknown): OutputText => shapedPart(isObject(part) ? part : {})
const textOf = (delta: unknown): string => (typeof delta === 'string' ? delta : '')

/** The end of a part may come without the annotations that were sent one by one before it. */
function keepAnnotations(before: OutputText, done: OutputText): OutputText {
  const part = partOf(done)
  return part.annotations.length > 0 ? part : { ...part, annotations: before.annotations }
}

function withPart(
  item: AssistantMessage,
  index: number,
  change: (part: OutputText) => OutputText,
): AssistantMessage {
  if (!usable(index)) return item
  const content = [...(item.content ?? [])]
  while (content.length <= index) content.push(emptyPart())
  content[index] = change(content[index] ?? emptyPart())
  return { ...item, content }
}

function usable(index: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < MAX_INDEX
}

function placed<T>(list: readonly T[], index: number, value: T): T[] {
  const copy = [...list]
  if (usable(index) && index < copy.length) copy[index] = value
  else copy.push(value)
  return copy
}

function patchWidget(item: WidgetItem, update: ItemUpdate): WidgetItem {
  switch (update.type) {
    case 'widget.root.updated':
      return isObject(update.widget) ? { ...item, widget: update.widget } : item
    case 'widget.streaming_text.value_delta':
      return withNode(item, update.component_id, (node) => ({
        ...node,
        value: textOf(node['value']) + textOf(update.delta),
        streaming: !update.done,
      }))
    case 'widget.component.updated':
      if (!isObject(update.component)) return item
      return withNode(item, update.component_id, () => update.component as unknown as Node)
    default:
      return item
  }
}

type Node = Readonly<Record<string, unknown>>

function withNode(item: WidgetItem, id: string, change: (node: Node) => Node): WidgetItem {
  const widget = replaceNode(item.widget as unknown as Node, id, change)
  return { ...item, widget: widget as unknown as WidgetRoot }
}

/** Copies only the way down to the node, so that untouched branches keep their identity. */
function replaceNode(node: Node, id: string, change: (node: Node) => Node): Node {
  if (node['id'] === id) return change(node)
  const children = node['children']
  if (Array.isArray(children)) {
    const next = children.map((child: unknown) =>
      isObject(child) ? replaceNode(child, id, change) : child,
    )
    return next.some((child, at) => child !== children[at]) ? { ...node, children: next } : node
  }
  if (isObject(children)) {
    const next = replaceNode(children, id, change)
    return next === children ? node : { ...node, children: next }
  }
  return node
}

function patchWorkflow(item: WorkflowItem, update: ItemUpdate): WorkflowItem {
  if (update.type !== 'workflow.task.added' && update.type !== 'workflow.task.updated') return item
  const { workflow } = item
  const tasks: Task[] = placed(workflow.tasks, update.task_index, shapedTask(update.task))
  return { ...item, workflow: { ...workflow, tasks } }
}
