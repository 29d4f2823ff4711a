import { css } from 'lit'

/** Where a person writes, chooses and answers. */
export const composer = css`
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
  .composer.simple {
    grid-template-columns: 1fr auto;
    align-items: end;
    padding-inline-start: calc(var(--u) * 4);
  }
  .composer.simple > .chips,
  .composer.simple > .composer-tools {
    grid-column: 1 / -1;
  }
  .composer.simple .input {
    padding: 0.36rem 0;
  }
  .composer:focus-within {
    border-color: var(--line-strong);
  }
  .composer.locked {
    background: var(--surface-2);
    box-shadow: none;
  }
  .input {
    position: relative;
    min-width: 0;
    min-height: 1.6em;
    max-height: min(40vh, 14em);
    padding: calc(var(--u) * 0.5) calc(var(--u) * 2);
    outline: 0;
    overflow: hidden auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    white-space: break-spaces;
    font-variant-ligatures: none;
    scrollbar-width: thin;
  }
  .input p {
    margin: 0;
  }
  .input.empty::before {
    content: attr(data-placeholder);
    position: absolute;
    color: var(--text-3);
    pointer-events: none;
  }
  .input img.ProseMirror-separator {
    display: inline !important;
    width: 0;
    height: 0;
    margin: 0;
    border: 0;
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
    transition:
      opacity 120ms,
      background-color 120ms;
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
  @media (max-width: 30rem) {
    .composer-area {
      padding-inline: calc(var(--u) * 2.5);
      padding-bottom: max(calc(var(--u) * 2.5), env(safe-area-inset-bottom));
    }
    .input {
      font-size: max(16px, 1em);
    }
  }
`
