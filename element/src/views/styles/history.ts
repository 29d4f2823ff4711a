import { css } from 'lit'

/** The history panel, and what stands where there is nothing yet. */
export const history = css`
  .history > .column {
    padding-block: 0 calc(var(--u) * 6);
  }
  .search {
    display: flex;
    align-items: center;
    gap: 0.6em;
    padding: 0.5em 0.9em;
    border: 1px solid var(--line);
    border-radius: var(--r-control);
    color: var(--text-3);
  }
  .search:focus-within {
    border-color: var(--accent);
  }
  .bare {
    flex: 1;
    min-width: 0;
    border: 0;
    outline: 0;
    background: none;
    color: var(--text);
  }
  .group {
    margin: calc(var(--u) * 5) 0 calc(var(--u) * 1);
    color: var(--text-3);
    font-size: 0.78em;
    font-weight: 500;
  }
  .rows {
    margin: 0 calc(var(--u) * -3);
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    padding-inline: calc(var(--u) * 3) calc(var(--u) * 1.5);
    border-radius: var(--r-m);
  }
  .row:hover,
  .row.current {
    background: var(--surface-2);
  }
  .row-open {
    display: flex;
    align-items: center;
    gap: 0.5em;
    flex: 1;
    min-width: 0;
    padding-block: calc(var(--u) * 2.5);
  }
  .row-open > span:first-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
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
    color: var(--text-3);
    font-size: 0.85em;
  }
  .row.editing {
    flex-wrap: wrap;
    gap: 0.5rem;
    padding-block: calc(var(--u) * 2);
    background: var(--surface-2);
  }
  .row.editing > span,
  .row.editing > .field {
    flex: 1 1 14rem;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    padding-block: 18vh;
    color: var(--text-2);
    text-align: center;
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
  @keyframes breathe {
    from {
      opacity: 0.45;
    }
  }
`
