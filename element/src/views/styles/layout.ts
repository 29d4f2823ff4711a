import { css } from 'lit'

/** Header, start screen and the panes around the conversation. */
export const layout = css`
  .header {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 0.5);
    flex: none;
    min-height: calc(var(--u) * 14);
    padding-block: calc(var(--u) * 2);
    padding-inline: calc(var(--u) * 5) calc(var(--u) * 3);
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
  .title span,
  .greeting span {
    text-align: -webkit-match-parent;
    text-align: match-parent;
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
  /* The edges fade below strips of the surface: a mask would have the whole pane drawn anew with each word. */
  .main::before,
  .dock::before {
    content: '';
    position: relative;
    z-index: 1;
    flex: none;
    height: 0.75rem;
    margin-bottom: -0.75rem;
    background: linear-gradient(var(--surface), transparent);
    pointer-events: none;
  }
  .dock::before {
    position: absolute;
    inset: auto 0 100%;
    height: 1.25rem;
    margin: 0;
    background: linear-gradient(transparent, var(--surface));
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
  .greeting span {
    display: block;
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
    border-block-start: 1px solid var(--line-soft);
  }
  .prompt {
    display: flex;
    align-items: center;
    gap: 0.8em;
    width: calc(100% + var(--u) * 4);
    padding: calc(var(--u) * 3) calc(var(--u) * 2);
    margin-inline: calc(var(--u) * -2);
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
    width: var(--h-md);
    height: var(--h-md);
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--raised);
    box-shadow: var(--shadow);
    color: var(--text-2);
  }
  .jump:hover {
    color: var(--text);
  }
  @container chatkit (max-width: 30rem) {
    .greeting {
      font-size: 1.5em;
    }
    .column {
      padding-inline: calc(var(--u) * 4);
    }
  }
`
