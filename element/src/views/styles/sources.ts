import { css } from 'lit'

/** Where an answer has its facts from: marks, cards and the list. */
export const sources = css`
  .cites {
    display: inline-flex;
    /* A mark is smaller than a finger: its neighbour's middle is 24 pixels away at least. */
    gap: max(4px, 24.5px - 1.155em);
    margin-inline: 0.2em 0.1em;
    vertical-align: 0.12em;
    white-space: nowrap;
  }
  .cite {
    display: inline-grid;
    place-items: center;
    min-width: 1.65em;
    height: 1.65em;
    padding: 0 0.45em;
    border-radius: 99px;
    background: var(--surface-3);
    color: var(--text-2) !important;
    font-size: 0.7em;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    line-height: 1;
    text-decoration: none !important;
  }
  .cite:hover,
  .cite:focus-visible {
    background: var(--accent);
    color: var(--on-accent) !important;
  }
  .cite.wordy {
    height: 1.7em;
    font-size: 0.78em;
  }
  .marks {
    min-height: 1em;
  }
  .source-card {
    display: grid;
    gap: calc(var(--u) * 1);
    width: max-content;
    max-width: min(20rem, 80vw);
    padding: calc(var(--u) * 1.5) calc(var(--u) * 2);
    font-size: 0.88em;
    line-height: 1.45;
  }
  .source-card strong {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .source-card p,
  .source-words p {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    margin: 0;
    overflow: hidden;
    color: var(--text-2);
  }
  .source-card :is(small, time),
  .source-words small {
    display: flex;
    align-items: center;
    gap: 0.45em;
    min-width: 0;
    color: var(--text-3);
    font-size: 0.92em;
  }
  .source-words small > bdi,
  .source-card small > bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .source-words time {
    flex: none;
    unicode-bidi: isolate;
  }
  .source-words > p {
    width: fit-content;
  }
  .source-words time::before {
    content: '· ';
  }
  .sources {
    margin-top: calc(var(--u) * 3.5);
    font-size: 0.9em;
  }
  .count {
    padding: 0 0.5em;
    border-radius: 99px;
    background: var(--surface-3);
    font-size: 0.85em;
    font-variant-numeric: tabular-nums;
  }
  .source-group {
    margin: calc(var(--u) * 3) 0 0;
    color: var(--text-3);
    font-size: 0.92em;
  }
  .source-list {
    display: grid;
    gap: calc(var(--u) * 2.5);
    margin: calc(var(--u) * 2.5) 0 0;
    padding: 0;
    list-style: none;
  }
  .source-list > li {
    display: flex;
    align-items: start;
    gap: 0.75em;
    min-width: 0;
  }
  .source-number {
    display: grid;
    place-items: center;
    flex: none;
    min-width: 1.9em;
    height: 1.9em;
    border-radius: 99px;
    background: var(--surface-3);
    color: var(--text-2);
    font-size: 0.78em;
    font-variant-numeric: tabular-nums;
  }
  .source-words {
    display: grid;
    gap: 0.1em;
    min-width: 0;
    line-height: 1.4;
  }
  .source-title {
    width: fit-content;
    color: var(--text);
    font-weight: 500;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  :is(a, button).source-title:hover {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
`
