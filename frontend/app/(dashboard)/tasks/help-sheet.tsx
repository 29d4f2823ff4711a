import { Sheet } from './sheet'

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['q', 'Add a task'],
  ['/', 'Search'],
  ['j k or ↓ ↑', 'Next, previous task'],
  ['Enter', 'Details of the task'],
  ['e', 'Rename'],
  ['c', 'Complete or reopen'],
  ['d', 'Set the date'],
  ['m', 'Move to a project'],
  ['l', 'Labels'],
  ['#', 'Move to the trash'],
  ['x', 'Select; with Shift up to here'],
  ['Ctrl A', 'Select all'],
  ['z or Ctrl Z', 'Undo'],
  ['g then t u o i a', 'Today, Upcoming, Overdue, Inbox, All'],
  ['Esc', 'Close, or end the selection'],
  ['?', 'This help'],
]

/** What the keyboard does; only while nothing is being typed. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="Keyboard" onClose={onClose}>
      <dl className="keys">
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        To carry a task elsewhere, focus its handle, press Space, use the arrows, and press Space
        again.
      </p>
    </Sheet>
  )
}
