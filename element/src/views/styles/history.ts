import { css } from 'lit'

/** The history panel, and what stands where there is nothing yet. */
export const history = css`
  .history > .column {
    padding-block: 0 calc(var(--u) * 6);
  }
  .search {
    position: sticky;
    z-index: 1;
    inset-block-start: calc(var(--u) * 1);
    display: flex;
    align-items: center;
    gap: 0.6em;
    margin-block-start: calc(var(--u) * 1);
    padding: 0.5em 0.9em;
    border: 1px solid var(--field-line);
    border-radius: var(--r-control);
    background: var(--surface);
    color: var(--text-3);
  }
  .search:focus-within {
    border-color: transparent;
    outline: 2px solid var(--ring);
    outline-offset: -1px;
  }
  .bare,
  .bare:focus-visible {
    flex: 1;
    min-width: 0;
    border: 0;
    outline: 0;
    background: none;
    color: var(--text);
  }
  .bare[type='search']::-webkit-search-cancel-button {
    appearance: none;
  }
  .group {
    margin: calc(var(--u) * 6) 0 calc(var(--u) * 1.5);
    color: var(--text-3);
    font-size: 0.78em;
    font-weight: 600;
    letter-spacing: 0.01em;
  }
  .rows {
    margin: 0 calc(var(--u) * -3);
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 0.5);
    padding-inline: calc(var(--u) * 3) calc(var(--u) * 1.5);
    border-radius: var(--r-m);
  }
  .row:hover,
  .row:has(.row-open:focus-visible) {
    background: var(--surface-2);
  }
  .row.current {
    background: var(--surface-3);
  }
  .row:has(.row-open:focus-visible) {
    outline: 2px solid var(--ring);
    outline-offset: -2px;
  }
  .row-open {
    display: flex;
    align-items: center;
    gap: 0.5em;
    flex: 1;
    min-width: 0;
    min-height: max(40px, calc(var(--u) * 10.5));
    outline: none;
  }
  .row-open > span:first-child {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row-open [data-untitled] {
    color: var(--text-2);
    font-style: italic;
  }
  @media (hover: hover) {
    .row .icon-button {
      opacity: 0;
    }
    .row:hover .icon-button,
    .row:focus-within .icon-button {
      opacity: 1;
    }
  }
  .row.current .row-open {
    font-weight: 500;
  }
  .locked-mark {
    flex: none;
    color: var(--text-3);
    font-size: 0.85em;
  }
  .row.editing {
    flex-wrap: wrap;
    gap: calc(var(--u) * 2);
    padding-block: calc(var(--u) * 2);
    padding-inline-end: calc(var(--u) * 3);
    background: var(--surface-2);
  }
  .row.editing > span,
  .row.editing > .field {
    flex: 1 1 14em;
  }
  .row-problem {
    margin: 0;
    color: var(--danger);
    font-size: 0.82em;
    padding: 0 calc(var(--u) * 3) calc(var(--u) * 2);
  }
  .history .older {
    display: block;
    margin: calc(var(--u) * 4) auto 0;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: calc(var(--u) * 2);
    padding-block: min(18vh, 8em);
    color: var(--text-2);
    text-align: center;
  }
  .empty.small {
    padding-block: calc(var(--u) * 5);
  }
  .empty > .icon {
    font-size: 1.6em;
    color: var(--text-3);
  }
  .empty p {
    margin: 0;
  }
  .empty small {
    color: var(--text-3);
  }
  .skeletons {
    display: grid;
    gap: calc(var(--u) * 4);
    padding-block: calc(var(--u) * 4);
  }
  .skeletons i {
    height: 1.1em;
    border-radius: var(--r-s);
    background: var(--surface-3);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  .skeletons i:nth-child(2n) {
    width: 72%;
  }
  .skeletons i:nth-child(3n) {
    width: 86%;
  }
`
