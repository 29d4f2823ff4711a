import { css } from 'lit'

/** Lists to choose from and the calendar. */
export const pickers = css`
  .w-field[data-picker]:not([data-block]) {
    width: auto;
    justify-items: start;
  }
  .w-row > .w-field[data-picker]:not([data-block]) {
    flex: 0 1 auto;
  }
  .w-picker {
    position: relative;
    display: inline-grid;
    width: 100%;
    max-width: 100%;
    min-width: 0;
  }
  .w-field[data-picker]:not([data-block]) .w-picker {
    width: auto;
    min-width: min(9em, 100%);
  }
  .w-trigger {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.6em;
  }
  .w-trigger > .icon {
    color: var(--text-3);
  }
  .w-trigger[data-variant='solid'] > .icon,
  .w-trigger[data-variant='solid'] [data-empty] {
    color: inherit;
  }
  /* Side by side as long as each shows what is chosen. */
  .w-row[style*='flex-wrap: wrap'] > .w-col:has(> .w-field[data-picker]) {
    min-width: min(11em, 100%);
  }
  .w-trigger-words {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .w-trigger-words[data-empty] {
    color: var(--text-3);
  }
  .w-picker:has(.w-clear) .w-trigger {
    padding-inline-end: calc(var(--gutter) + 24px);
  }
  .w-picker:has(.w-clear) .w-trigger > .icon {
    display: none;
  }
  .w-clear {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 5px;
    display: grid;
    place-items: center;
    width: 26px;
    height: 26px;
    margin-block: auto;
    border-radius: var(--r-sm);
    color: var(--text-2);
    font-size: 0.85em;
  }
  .w-clear:hover {
    background: var(--wash);
    color: var(--text);
  }
  .w-panel.popover {
    background: light-dark(var(--raised), var(--raised-2));
    display: flex;
    flex-direction: column;
    padding: 0;
    overflow: hidden;
  }
  .w-options {
    min-height: 0;
    padding: calc(var(--u) * 1.5);
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
    font-size: 0.94em;
  }
  .w-options:empty {
    padding: 0;
  }
  .w-option {
    display: flex;
    align-items: center;
    gap: 0.8em;
    min-height: 2.2em;
    padding: calc(var(--u) * 1.2) calc(var(--u) * 2.5);
    border-radius: calc(var(--r-l) - var(--u) * 1.5);
    cursor: pointer;
  }
  .w-option.active {
    background: var(--wash);
  }
  .w-option[aria-disabled='true'] {
    color: var(--text-3);
    cursor: default;
    opacity: 0.75;
  }
  .w-option > .icon {
    color: var(--accent-text);
  }
  .w-option small {
    color: var(--text-2);
  }
  .w-search {
    display: flex;
    align-items: center;
    gap: 0.6em;
    flex: none;
    padding: calc(var(--u) * 2.25) calc(var(--u) * 4);
    border-block-end: 1px solid var(--line);
    color: var(--text-3);
    font-size: 0.94em;
  }
  .w-search:focus-within {
    border-block-end-color: var(--ring);
  }
  .w-panel.popover:has(.w-calendar) {
    max-height: min(30rem, var(--room, 30rem));
    overflow: hidden auto;
  }
  .w-calendar {
    display: grid;
    gap: calc(var(--u) * 1.5);
    padding: calc(var(--u) * 3);
  }
  .w-calendar-bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
  }
  .w-calendar-bar strong {
    font-size: 0.94em;
    font-weight: 600;
  }
  .w-calendar table {
    border-spacing: 1px;
    border-collapse: separate;
  }
  .w-calendar th {
    padding: 0.3em 0;
    color: var(--text-3);
    font-size: 0.76em;
    font-weight: 500;
    text-align: center;
  }
  .w-calendar td {
    padding: 0;
  }
  .w-day {
    display: grid;
    place-items: center;
    width: 2.25em;
    height: 2.25em;
    border-radius: min(var(--r-control), 50%);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .w-day:hover {
    background: var(--wash);
  }
  .w-day[data-other] {
    color: var(--text-3);
  }
  .w-day[aria-current='date'] {
    font-weight: 700;
    box-shadow: inset 0 0 0 1px var(--line-strong);
  }
  .w-day[data-chosen] {
    background: var(--accent);
    color: var(--on-accent);
  }
  .w-day[aria-disabled='true'] {
    color: var(--text-3);
    opacity: 0.5;
    text-decoration: line-through;
    cursor: default;
  }
  .w-calendar-foot {
    display: flex;
    justify-content: space-between;
  }
  .w-calendar-foot:empty {
    display: none;
  }
`
