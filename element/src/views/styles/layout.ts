import { css } from 'lit'

/** Header, start screen, composer and the panels around the conversation. */
export const layout = css`
  .header {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    flex: none;
    min-height: 3.5rem;
    padding: 0.5rem calc(var(--u) * 3) 0.5rem calc(var(--u) * 5);
  }
  .header > .icon-button:first-child {
    margin-inline-start: calc(var(--u) * -2);
  }
  .title {
    flex: 1;
    min-width: 0;
    margin: 0;
    font-size: 0.97em;
    font-weight: 600;
    letter-spacing: -0.005em;
  }
  .title span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .main {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
  }
  .scroller,
  .history {
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .scroller > .column {
    min-height: 100%;
    padding-block: calc(var(--u) * 3) calc(var(--u) * 7);
  }
  .fresh .scroller > .column {
    display: grid;
    align-content: center;
  }
  .start {
    display: grid;
    gap: calc(var(--u) * 7);
    padding-block: calc(var(--u) * 6);
  }
  .greeting {
    margin: 0;
    font-size: 1.75em;
    line-height: 1.2;
    font-weight: 600;
    letter-spacing: -0.022em;
    text-wrap: balance;
  }
  .prompts {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .prompts li + li {
    border-top: 1px solid var(--line);
  }
  .prompt {
    display: flex;
    align-items: center;
    gap: 0.8em;
    width: 100%;
    padding: calc(var(--u) * 3) calc(var(--u) * 2);
    margin-inline: calc(var(--u) * -2);
    width: calc(100% + var(--u) * 4);
    border-radius: var(--r-s);
    color: var(--text);
    transition: background-color 120ms;
  }
  .prompt .icon {
    color: var(--text-3);
  }
  .prompt:hover {
    background: var(--surface-2);
  }
  .prompt:hover .icon {
    color: var(--text);
  }
  .dock {
    position: relative;
    flex: none;
  }
  .jump {
    position: absolute;
    z-index: 1;
    inset-inline: 0;
    bottom: calc(100% + 0.5rem);
    margin-inline: auto;
    display: grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--raised);
    box-shadow: var(--shadow);
    color: var(--text-2);
  }
  .jump:hover {
    color: var(--text);
  }
  .composer-area {
    width: 100%;
    max-width: 48rem;
    margin-inline: auto;
    padding: 0 calc(var(--u) * 4) calc(var(--u) * 4);
    padding-bottom: max(calc(var(--u) * 4), env(safe-area-inset-bottom));
  }
  .composer {
    display: grid;
    gap: calc(var(--u) * 1);
    padding: calc(var(--u) * 3);
    border: 1px solid var(--line);
    border-radius: var(--r-xl);
    background: var(--raised);
    box-shadow: var(--shadow);
    cursor: text;
    transition: border-color 120ms;
  }
  .composer:focus-within {
    border-color: var(--line-strong);
  }
  .composer.locked {
    background: var(--surface-2);
    box-shadow: none;
  }
  .composer textarea:not(.field) {
    width: 100%;
    min-height: 1.6em;
    max-height: min(40vh, 14em);
    padding: calc(var(--u) * 0.5) calc(var(--u) * 2);
    border: 0;
    outline: 0;
    resize: none;
    background: none;
    field-sizing: content;
    scrollbar-width: thin;
  }
  ::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  .composer-row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
  }
  .composer-tools,
  .pills {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    min-width: 0;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    padding: 0.3em 0.8em;
    border: 1px solid var(--line);
    border-radius: var(--r-control);
    background: transparent;
    color: var(--text-2);
    font-size: 0.85em;
  }
  .pill:hover {
    background: var(--surface-3);
  }
  .pill.chosen {
    border-color: transparent;
    background: color-mix(in oklab, var(--accent) var(--soft), var(--raised));
    color: var(--text);
  }
  .send {
    display: grid;
    place-items: center;
    flex: none;
    width: 2.25rem;
    height: 2.25rem;
    border-radius: min(var(--r-control), 50%);
    background: var(--accent);
    color: var(--on-accent);
    transition: opacity 120ms, background-color 120ms;
  }
  .send:disabled {
    background: var(--surface-3);
    color: var(--text-3);
    opacity: 1;
  }
  .send.stop .icon {
    width: 0.8em;
    height: 0.8em;
  }
  .disclaimer {
    padding-top: calc(var(--u) * 2);
    color: var(--text-3);
    font-size: 0.78em;
    line-height: 1.4;
    text-align: center;
  }
  .disclaimer.strong {
    color: var(--text);
  }
  .disclaimer p {
    margin: 0;
  }
  .disclaimer a {
    color: inherit;
  }
  .banner {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.6em;
    margin: 0;
    padding: calc(var(--u) * 3);
    border-radius: var(--r-m);
    background: var(--surface-2);
    color: var(--text-2);
    font-size: 0.92em;
  }
  .questions {
    gap: calc(var(--u) * 4);
    padding: calc(var(--u) * 5);
    max-height: 60vh;
    overflow-y: auto;
    cursor: default;
  }
  .questions fieldset {
    display: grid;
    gap: calc(var(--u) * 2);
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .questions legend {
    padding: 0 0 calc(var(--u) * 2);
    font-weight: 600;
  }
  .questions small {
    display: block;
    color: var(--text-3);
    font-weight: 400;
  }
  .questions .hint {
    margin: 0;
    color: var(--text-2);
    font-size: 0.9em;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 0.7em;
    padding: 0.55em 0.8em;
    border: 1px solid var(--line);
    border-radius: var(--r-m);
    cursor: pointer;
  }
  .choice:hover {
    background: var(--surface-2);
  }
  .choice:has(:checked) {
    border-color: var(--accent);
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 1.05em;
    height: 1.05em;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }
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
  @media (max-width: 30rem) {
    .greeting {
      font-size: 1.5em;
    }
    .column {
      padding-inline: calc(var(--u) * 4);
    }
    .composer-area {
      padding-inline: calc(var(--u) * 2.5);
      padding-bottom: max(calc(var(--u) * 2.5), env(safe-area-inset-bottom));
    }
    .composer textarea:not(.field) {
      font-size: max(16px, 1em);
    }
  }
`
