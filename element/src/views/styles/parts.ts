import { css } from 'lit'

/** Buttons and fields that every view uses. */
export const parts = css`
  .icon-button {
    display: inline-grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    border-radius: min(var(--r-control), 50%);
    color: var(--text-2);
    transition:
      background-color 120ms,
      color 120ms;
  }
  .icon-button.small {
    width: 1.9rem;
    height: 1.9rem;
    font-size: 0.875em;
  }
  .icon-button:hover:not(:disabled) {
    background: var(--surface-3);
    color: var(--text);
  }
  .icon-button.chosen {
    color: var(--text);
  }
  .icon-button.chosen .icon {
    fill: color-mix(in oklab, currentColor 22%, transparent);
  }
  .button {
    padding: 0.4em 0.95em;
    min-height: 2.25rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-control);
    background: var(--raised);
    font-size: 0.9em;
    font-weight: 500;
    white-space: nowrap;
  }
  .button:hover:not(:disabled) {
    background: var(--surface-2);
  }
  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.danger {
    border-color: transparent;
    background: var(--danger);
    color: var(--surface);
  }
  .text-button {
    padding: 0.4em 0.7em;
    border-radius: var(--r-control);
    color: var(--text-2);
    font-size: 0.9em;
  }
  .text-button:hover:not(:disabled) {
    background: var(--surface-3);
    color: var(--text);
  }
  .field {
    min-width: 0;
    max-width: 100%;
    padding: 0.45em 0.75em;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-s);
    background: var(--raised);
    font-size: 0.94em;
  }
  .field.pill {
    border-radius: 99px;
  }
  .field.block,
  textarea.field {
    width: 100%;
  }
`
