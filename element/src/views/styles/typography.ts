import { css } from 'lit'

/** Text, tables and what is said about a widget. */
export const typography = css`
  .w-text,
  .w-title,
  .w-caption {
    max-width: 100%;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    /* A line in another script keeps its place in the layout. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .w-text {
    line-height: 1.5;
  }
  .w-text[data-size='xs'] {
    font-size: var(--t-xs);
  }
  .w-text[data-size='sm'] {
    font-size: var(--t-sm);
  }
  .w-text[data-size='lg'] {
    font-size: var(--t-lg);
  }
  .w-text[data-size='xl'] {
    font-size: var(--t-xl);
  }
  .w-title {
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.011em;
    text-wrap: balance;
  }
  .w-title[data-size='sm'] {
    font-size: 1em;
  }
  .w-title[data-size='md'] {
    font-size: var(--t-lg);
  }
  .w-title[data-size='lg'] {
    font-size: var(--t-xl);
  }
  .w-title[data-size='xl'] {
    font-size: var(--t-2xl);
  }
  .w-title[data-size='2xl'] {
    font-size: var(--t-3xl);
    letter-spacing: -0.018em;
  }
  .w-title[data-size='3xl'] {
    font-size: var(--t-4xl);
    letter-spacing: -0.022em;
  }
  .w-title[data-size='4xl'] {
    font-size: var(--t-5xl);
    letter-spacing: -0.025em;
  }
  .w-title[data-size='5xl'] {
    font-size: calc(var(--t-5xl) * 1.2);
    letter-spacing: -0.028em;
  }
  .w-caption {
    color: var(--text-2);
    font-size: 0.84em;
    line-height: 1.4;
  }
  .w-caption[data-size='sm'] {
    font-size: 0.76em;
  }
  .w-caption[data-size='lg'] {
    font-size: 0.92em;
  }
  .w-label {
    color: var(--text-2);
    font-weight: 500;
    font-size: var(--t-sm);
  }
  .w-label[data-size='xs'] {
    font-size: var(--t-xs);
  }
  .w-label[data-size='md'] {
    font-size: 1em;
  }
  .w-label[data-size='lg'] {
    font-size: var(--t-lg);
  }
  .w-label[data-size='xl'] {
    font-size: var(--t-xl);
  }
  .truncate {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
    max-width: 100%;
  }
  .clamp {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
  .w-fresh {
    animation: fresh 320ms ease-out;
  }
  @keyframes fresh {
    from {
      opacity: 0;
    }
  }
  .w-table-box {
    overflow-x: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .w-table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.94em;
    font-variant-numeric: tabular-nums;
  }
  .w-table :is(th, td) {
    padding: calc(var(--u) * 2) calc(var(--u) * 2.5);
    border-block-end: 1px solid var(--line-soft);
    text-align: start;
    vertical-align: middle;
  }
  .w-table :is(th, td):first-child {
    padding-inline-start: 0;
  }
  .w-table :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .w-table tbody tr:last-child > * {
    border-block-end: 0;
  }
  .w-table th {
    border-block-end-color: var(--line);
    font-weight: 500;
  }
  .w-table th,
  .w-table th :is(.w-text, .w-title) {
    color: var(--text-2);
    font-size: 0.95em;
    font-weight: 500;
  }
  .w-table :is(th, td) > :is(.w-row, .w-col) {
    display: inline-flex;
    max-width: 100%;
  }
  .w-problem {
    display: flex;
    align-items: center;
    gap: 0.55em;
    margin-block-start: calc(var(--u) * 2);
    color: var(--danger);
    font-size: 0.88em;
  }
  .w-problem span {
    flex: 1;
    min-width: 0;
  }
  .w-unknown,
  .blocked {
    margin: 0;
    color: var(--text-3);
    font-size: 0.9em;
    font-style: italic;
  }
  .w-transition > * {
    animation: appear 240ms cubic-bezier(0.2, 0.7, 0.3, 1);
  }
`
