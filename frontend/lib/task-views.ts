/** A view of the tasks page: each has an address of its own. */
export type View =
  | { kind: 'all' | 'today' | 'upcoming' | 'overdue' | 'inbox' | 'completed' | 'trash' }
  | { kind: 'project' | 'label'; id: string }
  | { kind: 'search'; q: string }

const PLAIN = ['today', 'upcoming', 'overdue', 'inbox', 'completed', 'trash'] as const

export const ROOT = '/tasks'

/** @returns The view at an address; everything where the address names none. */
export function viewAt(pathname: string, search: string): View {
  const [, , kind = '', id = ''] = pathname.split('/')
  switch (kind) {
    case 'project':
    case 'label':
      return id === '' ? { kind: 'all' } : { kind, id: decoded(id) }
    case 'search':
      return { kind, q: new URLSearchParams(search).get('q') ?? '' }
    default:
      return { kind: PLAIN.find((name) => name === kind) ?? 'all' }
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function pathOf(view: View): string {
  switch (view.kind) {
    case 'all':
      return ROOT
    case 'project':
    case 'label':
      return `${ROOT}/${view.kind}/${encodeURIComponent(view.id)}`
    case 'search':
      return `${ROOT}/search?${new URLSearchParams({ q: view.q })}`
    default:
      return `${ROOT}/${view.kind}`
  }
}

/** The task whose details are open, and the same address with another one or none. */
export function openTaskAt(search: string): string | null {
  return new URLSearchParams(search).get('task')
}

export function withTask(path: string, task: string | null): string {
  const [pathname = '', search = ''] = path.split('?')
  const query = new URLSearchParams(search)
  if (task === null) query.delete('task')
  else query.set('task', task)
  return query.size === 0 ? pathname : `${pathname}?${query}`
}

/** What the view asks the server for; null where it asks for no list of tasks. */
export function queryOf(view: View, today: string): Record<string, string> | null {
  switch (view.kind) {
    case 'today':
      return { due: `..${today}` }
    case 'upcoming':
      return { due: `${today}..` }
    case 'overdue':
      return { due: 'overdue' }
    case 'inbox':
      return { project: 'inbox', sort: 'position', limit: '100' }
    case 'project':
      return { project: view.id, sort: 'position', limit: '100' }
    case 'label':
      return { label: view.id }
    case 'completed':
      return { status: 'done', sort: 'completed' }
    case 'search':
      return view.q.trim() === '' ? null : { q: view.q.trim(), status: 'all' }
    case 'trash':
      return null
    default:
      return {}
  }
}

/** Whether people put the tasks of this view in an order of their own. */
export function isOrdered(view: View): boolean {
  return view.kind === 'project' || view.kind === 'inbox'
}
