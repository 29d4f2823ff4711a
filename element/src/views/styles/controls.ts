import { css } from 'lit'

/** Buttons, fields, badges and the other small parts of widgets. */
export const controls = css`
  [data-color='primary'] {
    --tone: var(--accent);
    --on-tone: var(--on-accent);
    --tone-text: var(--accent-text);
  }
  [data-color='secondary'] {
    --tone: var(--text-2);
    --tone-text: var(--text);
  }
  [data-color='success'] {
    --tone: var(--success);
  }
  [data-color='caution'] {
    --tone: var(--caution);
  }
  [data-color='warning'] {
    --tone: var(--warning);
  }
  [data-color='danger'] {
    --tone: var(--danger);
  }
  [data-color='info'] {
    --tone: var(--info);
  }
  [data-color='discovery'] {
    --tone: var(--discovery);
  }
  .w-badge {
    display: inline-flex;
    align-items: center;
    flex: none;
    width: fit-content;
    max-width: 100%;
    padding: 0.1em 0.6em;
    border: 1px solid transparent;
    border-radius: var(--r-sm);
    background: color-mix(in oklab, var(--tone) var(--soft), transparent);
    color: var(--tone);
    font-size: 0.76em;
    font-weight: 500;
    line-height: 1.55;
    white-space: nowrap;
  }
  .w-badge[data-size='md'] {
    font-size: 0.82em;
  }
  .w-badge[data-size='lg'] {
    font-size: 0.9em;
    padding: 0.2em 0.7em;
  }
  .w-badge[data-pill] {
    border-radius: 99px;
  }
  .w-badge[data-variant='outline'] {
    border-color: color-mix(in oklab, var(--tone) 45%, transparent);
    background: none;
  }
  .w-badge[data-variant='solid'] {
    background: var(--tone);
    color: var(--surface);
  }
  .w-icon {
    display: inline-grid;
    flex: none;
    font-size: 1em;
  }
  .w-icon[data-size='xs'] {
    font-size: 0.75em;
  }
  .w-icon[data-size='sm'] {
    font-size: 0.875em;
  }
  .w-icon[data-size='lg'] {
    font-size: 1.25em;
  }
  .w-icon[data-size='xl'] {
    font-size: 1.5em;
  }
  .w-icon[data-size='2xl'] {
    font-size: 1.875em;
  }
  .w-icon[data-size='3xl'] {
    font-size: 2.25em;
  }
  .w-image {
    display: block;
    max-width: 100%;
    border-radius: var(--r-m);
    object-fit: cover;
    color: var(--text-3);
    font-size: 0.85em;
  }
  .w-image[data-frame] {
    border: 1px solid var(--line);
  }
  /* A text in the picture's place needs its own room. */
  .w-image[data-failed] {
    width: auto !important;
    height: auto !important;
    aspect-ratio: auto !important;
    min-height: 3.5em;
    padding: 0.8em 1em;
    border: 1px dashed var(--line-strong);
    background: var(--surface-2);
  }
  .w-button {
    --tone-text: var(--tone);
    --on-tone: var(--surface);
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    flex: none;
    max-width: 100%;
    min-height: var(--h);
    padding: 0.25em calc(var(--h) * 0.36);
    border: 1px solid transparent;
    border-radius: var(--r-field);
    font-size: 0.9em;
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    transition:
      background-color 120ms,
      border-color 120ms;
  }
  .w-button > span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .w-button[data-color='primary'] {
    --on-tone: var(--on-accent);
    --tone-text: var(--accent-text);
  }
  .w-button[data-color='secondary'] {
    --tone-text: var(--text);
  }
  .w-button[data-variant='solid'] {
    background: var(--tone);
    color: var(--on-tone);
  }
  .w-button[data-variant='soft'] {
    background: color-mix(in oklab, var(--tone) var(--soft), transparent);
    color: var(--tone-text);
  }
  .w-button[data-variant='outline'] {
    border-color: color-mix(in oklab, var(--tone) 40%, transparent);
    color: var(--tone-text);
  }
  .w-button[data-variant='ghost'] {
    color: var(--tone-text);
  }
  .w-button[data-variant='solid']:hover:not(:disabled) {
    background: color-mix(in oklab, var(--tone) 88%, var(--surface));
  }
  .w-button:is([data-variant='soft']):hover:not(:disabled) {
    background: color-mix(in oklab, var(--tone) calc(var(--soft) + 7%), transparent);
  }
  .w-button:is([data-variant='outline'], [data-variant='ghost']):hover:not(:disabled) {
    background: color-mix(in oklab, var(--tone) 8%, transparent);
  }
  [data-size='3xs'] {
    --h: var(--h-3xs);
  }
  [data-size='2xs'] {
    --h: var(--h-2xs);
  }
  [data-size='xs'] {
    --h: var(--h-xs);
  }
  [data-size='sm'] {
    --h: var(--h-sm);
  }
  [data-size='md'] {
    --h: var(--h-md);
  }
  [data-size='lg'] {
    --h: var(--h-lg);
  }
  [data-size='xl'] {
    --h: var(--h-xl);
  }
  [data-size='2xl'] {
    --h: var(--h-2xl);
  }
  [data-size='3xl'] {
    --h: var(--h-3xl);
  }
  :is(.w-button, .w-control):is([data-size='3xs'], [data-size='2xs']) {
    font-size: 0.76em;
  }
  :is(.w-button, .w-control):is([data-size='xs'], [data-size='sm']) {
    font-size: 0.84em;
  }
  :is(.w-button, .w-control):is([data-size='xl'], [data-size='2xl']) {
    font-size: 1em;
  }
  :is(.w-button, .w-control)[data-size='3xl'] {
    font-size: 1.08em;
  }
  .w-button[data-pill],
  .w-control[data-pill] {
    border-radius: 99px;
  }
  .w-button[data-block] {
    width: 100%;
  }
  .w-button[data-uniform] {
    width: var(--h);
    padding: 0;
  }
  .w-button-icon {
    display: inline-grid;
    font-size: 1em;
  }
  .w-button-icon[data-size='sm'] {
    font-size: 0.875em;
  }
  .w-button-icon[data-size='lg'] {
    font-size: 1.2em;
  }
  .w-button-icon[data-size='xl'] {
    font-size: 1.4em;
  }
  .w-button-icon[data-size='2xl'] {
    font-size: 1.7em;
  }
  button[aria-busy='true']:not(.w-hit) {
    pointer-events: none;
    color: transparent;
  }
  button[aria-busy='true']::after {
    content: '';
    position: absolute;
    inset: 0;
    width: 1.1em;
    height: 1.1em;
    margin: auto;
    border: 2px solid var(--spin, var(--text-2));
    border-top-color: transparent;
    border-radius: 50%;
    animation: spin 0.8s linear infinite;
  }
  .button[aria-busy='true'] {
    position: relative;
  }
  .w-button[data-variant='solid'] {
    --spin: var(--on-tone);
  }
  .button.primary {
    --spin: var(--on-accent);
  }
`
