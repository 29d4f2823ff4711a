import { css } from 'lit'

/** Fields to write in and boxes to tick. */
export const fields = css`
  .w-field {
    display: grid;
    gap: calc(var(--u) * 1);
    min-width: 0;
    max-width: 100%;
  }
  .w-field[data-block],
  .w-col > .w-field,
  .w-card-body > .w-field {
    width: 100%;
  }
  .w-row > .w-field:not([data-choice]) {
    flex: 1 1 8em;
  }
  .w-control {
    --gutter: calc(var(--h) * 0.32);
    width: 100%;
    min-width: 0;
    min-height: var(--h);
    padding: 0.3em var(--gutter);
    border: 1px solid var(--field-line);
    border-radius: var(--r-field);
    background: var(--raised);
    font-size: 0.92em;
    line-height: 1.4;
    transition: border-color 120ms;
  }
  .w-control[data-gutter='2xs'] {
    --gutter: calc(var(--u) * 1);
  }
  .w-control[data-gutter='xs'] {
    --gutter: calc(var(--u) * 1.5);
  }
  .w-control[data-gutter='sm'] {
    --gutter: calc(var(--u) * 2.25);
  }
  .w-control[data-gutter='md'] {
    --gutter: calc(var(--u) * 3);
  }
  .w-control[data-gutter='lg'] {
    --gutter: calc(var(--u) * 4);
  }
  .w-control[data-gutter='xl'] {
    --gutter: calc(var(--u) * 5);
  }
  .w-control[data-pill] {
    --gutter: calc(var(--h) * 0.42);
  }
  .w-control:hover:not(:disabled) {
    border-color: var(--text-3);
  }
  .w-control[data-variant='soft'] {
    border-color: transparent;
    background: var(--wash);
  }
  .w-control[data-variant='solid'] {
    border-color: transparent;
    background: var(--text-2);
    color: var(--surface);
  }
  .w-control[data-variant='ghost'] {
    border-color: transparent;
    background: none;
  }
  .w-control:is([data-variant='soft'], [data-variant='ghost']):hover:not(:disabled) {
    background: var(--wash);
  }
  .w-control:focus-visible {
    border-color: transparent;
    outline-offset: -1px;
  }
  .w-control:disabled {
    opacity: 0.5;
    cursor: default;
  }
  textarea.w-control {
    padding-block: 0.5em;
    line-height: 1.5;
    resize: vertical;
    scrollbar-width: thin;
  }
  textarea.w-control[data-grow] {
    resize: none;
    field-sizing: content;
  }
  .w-editable {
    display: block;
    width: 100%;
    padding: 0 0 1px;
    border: 0;
    border-block-end: 1px dashed var(--field-line);
    background: none;
    resize: none;
    field-sizing: content;
    overflow: hidden;
  }
  .w-editable:hover {
    border-block-end-color: var(--text-2);
  }
  .w-editable:focus-visible {
    border-block-end: 1px solid var(--ring);
    outline: none;
    box-shadow: 0 1px var(--ring);
  }
  [aria-invalid='true']:not(:focus-visible) {
    border-color: var(--danger);
  }
  .w-field-problem {
    margin: 0;
    color: var(--danger);
    font-size: 0.82em;
    line-height: 1.35;
  }
  .w-choices {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--u) * 2) calc(var(--u) * 4);
  }
  .w-choices[data-direction='col'] {
    flex-direction: column;
  }
  .w-check {
    display: inline-flex;
    align-items: center;
    gap: 0.6em;
    min-height: 24px;
    cursor: pointer;
  }
  .w-check:has(:disabled) {
    cursor: default;
    color: var(--text-3);
  }
  .w-check input {
    appearance: none;
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    width: 1.15em;
    height: 1.15em;
    margin: 0;
    border: 1.5px solid var(--field-line);
    border-radius: calc(5px * var(--radius-scale));
    background: var(--raised);
    transition:
      background-color 120ms,
      border-color 120ms;
  }
  .w-check input[type='radio'] {
    border-radius: 50%;
  }
  .w-check input:hover:not(:disabled) {
    border-color: var(--text-2);
  }
  .w-check input:checked {
    border-color: var(--accent);
    background: var(--accent);
  }
  .w-check input:checked::before {
    content: '';
    width: 0.6em;
    height: 0.3em;
    margin-block-end: 0.12em;
    border: solid var(--on-accent);
    border-width: 0 0 2px 2px;
    rotate: -45deg;
  }
  .w-check input[type='radio']:checked::before {
    width: 0.44em;
    height: 0.44em;
    margin: 0;
    border: 0;
    border-radius: 50%;
    background: var(--on-accent);
    rotate: none;
  }
  .w-check input:disabled {
    opacity: 0.5;
  }
  .w-check input[aria-busy='true'] {
    animation: breathe 0.6s ease-in-out infinite alternate;
  }
  @media (forced-colors: active) {
    .w-check input {
      appearance: auto;
    }
    .w-check input::before {
      display: none;
    }
  }
  @container chatkit (max-width: 30rem) {
    .w-control {
      font-size: max(16px, 1em);
    }
  }
`
