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
    position: relative;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    grid-template-areas: 'reply reply reply' 'files files files' 'lead input trail';
    align-items: end;
    padding: calc(var(--u) * 2);
    border: 1px solid var(--line);
    border-radius: var(--r-xl);
    background: var(--raised);
    box-shadow: var(--shadow);
    cursor: text;
    transition:
      border-color 120ms,
      box-shadow 120ms;
  }
  .composer.tall {
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-areas: 'reply reply' 'files files' 'input input' 'lead trail';
  }
  .composer:focus-within {
    border-color: var(--line-strong);
  }
  .composer.locked {
    background: var(--surface-2);
    box-shadow: none;
    cursor: default;
  }
  .input {
    grid-area: input;
    position: relative;
    min-width: 0;
    max-height: min(40vh, 14em);
    padding: 0.35rem calc(var(--u) * 1.5);
    outline: 0;
    overflow: hidden auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    white-space: break-spaces;
    font-variant-ligatures: none;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .tall .input {
    padding: calc(var(--u) * 1) calc(var(--u) * 2) calc(var(--u) * 2);
  }
  .input p {
    margin: 0;
  }
  .input.blank::before {
    content: attr(data-placeholder);
    position: absolute;
    inset-inline: calc(var(--u) * 1.5);
    overflow: hidden;
    color: var(--text-3);
    text-align: -webkit-match-parent;
    text-align: match-parent;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
    white-space: nowrap;
    pointer-events: none;
  }
  .tall .input.blank::before {
    inset-inline: calc(var(--u) * 2);
  }
  .locked .input {
    color: var(--text-3);
  }
  .locked .input.blank::before {
    position: static;
    white-space: normal;
  }
  .locked .input.blank p {
    display: none;
  }
  .input .tag {
    cursor: default;
    user-select: all;
    white-space: nowrap;
  }
  .input .tag .icon {
    width: 0.95em;
    height: 0.95em;
    margin-inline-end: 0.25em;
    vertical-align: -0.12em;
  }
  .input .tag.ProseMirror-selectednode {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .input img.ProseMirror-separator {
    display: inline !important;
    width: 0;
    height: 0;
    margin: 0;
    border: 0;
  }
  .lead,
  .trail {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--u) * 1);
    min-width: 0;
  }
  .lead {
    grid-area: lead;
  }
  .trail {
    grid-area: trail;
    flex-wrap: nowrap;
    justify-content: end;
  }
  .composer:not(.tall) .lead:not(:has(button)) {
    width: calc(var(--u) * 1.5);
  }
  .pills {
    display: contents;
  }
  .tool-button,
  .mini {
    display: grid;
    place-items: center;
    flex: none;
    width: 2.25rem;
    height: 2.25rem;
    border-radius: min(var(--r-control), 50%);
    color: var(--text-2);
    transition:
      background-color 120ms,
      color 120ms;
  }
  .mini {
    width: 1.75rem;
    height: 1.75rem;
    font-size: 0.88em;
  }
  .tool-button:hover,
  .tool-button[aria-expanded='true'],
  .mini:hover {
    background: var(--surface-3);
    color: var(--text);
  }
  .tool-button .icon {
    transition: rotate 160ms;
  }
  .add[aria-expanded='true'] .icon {
    rotate: 45deg;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    min-height: 2.25rem;
    max-width: 100%;
    padding: 0 0.85em;
    border: 1px solid var(--line);
    border-radius: var(--r-control);
    color: var(--text-2);
    font-size: 0.88em;
    transition:
      background-color 120ms,
      color 120ms;
  }
  .pill span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .pill:hover,
  .pill[aria-expanded='true'] {
    background: var(--surface-3);
    color: var(--text);
  }
  .pill.quiet {
    min-width: 0;
    border-color: transparent;
    gap: 0.25em;
    padding-inline: 0.7em 0.5em;
  }
  .pill.chosen {
    border-color: transparent;
    background: color-mix(in oklab, var(--accent) calc(var(--soft) + 2%), var(--raised));
    color: var(--text);
  }
  .pill.chosen .icon:last-child {
    width: 0.95em;
    height: 0.95em;
    margin-inline-end: -0.2em;
    opacity: 0.6;
  }
  .pill.chosen:hover .icon:last-child {
    opacity: 1;
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
      background-color 120ms,
      color 120ms,
      scale 120ms;
  }
  .send:active:not(:disabled) {
    scale: 0.94;
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
  .drop-hint {
    position: absolute;
    z-index: 1;
    inset: -1px;
    display: none;
    align-items: center;
    justify-content: center;
    gap: 0.6em;
    border: 2px dashed var(--accent);
    border-radius: inherit;
    background: color-mix(in oklab, var(--accent) 6%, var(--raised));
    font-weight: 500;
    pointer-events: none;
  }
  [data-dropping] .drop-hint {
    display: flex;
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
  @media (max-width: 30rem) {
    .composer-area {
      padding-inline: calc(var(--u) * 2.5);
      padding-bottom: max(calc(var(--u) * 2.5), env(safe-area-inset-bottom));
    }
    .input {
      font-size: max(16px, 1em);
    }
  }
  @media print {
    .composer-area {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .tool-button,
    .send,
    .pill {
      min-width: 2.5rem;
      min-height: 2.5rem;
    }
  }
`
