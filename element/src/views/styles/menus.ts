import { css } from 'lit'

/** What opens above the page: menus, lists and previews. */
export const menus = css`
  .popover {
    position: fixed;
    z-index: 5;
    inset: auto;
    width: max-content;
    min-width: 0;
    max-width: min(24rem, calc(100vw - 1rem));
    max-height: min(22rem, var(--room, 22rem));
    margin: 0;
    padding: calc(var(--u) * 1.5);
    border: 1px solid var(--line);
    border-radius: var(--r-l);
    background: var(--raised);
    box-shadow:
      0 2px 6px oklch(0% 0 0 / 7%),
      0 12px 40px oklch(0% 0 0 / 16%);
    color: var(--text);
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
    cursor: default;
    animation: lift 130ms ease-out;
  }
  @keyframes lift {
    from {
      opacity: 0;
      transform: translateY(4px) scale(0.985);
    }
  }
  .menu {
    min-width: 13rem;
    font-size: 0.94em;
  }
  .menu hr {
    margin: calc(var(--u) * 1.5) calc(var(--u) * 2);
    border: 0;
    border-top: 1px solid var(--line);
  }
  .menu :is(button, .option) {
    display: flex;
    align-items: center;
    gap: 0.75em;
    width: 100%;
    min-height: 2.35rem;
    padding: calc(var(--u) * 1.2) calc(var(--u) * 2.5);
    border-radius: calc(var(--r-l) - var(--u) * 1.5);
    cursor: pointer;
  }
  .menu :is(button, .option) > .icon {
    color: var(--text-2);
  }
  .menu button > span,
  .option-words {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .option-words {
    display: grid;
    line-height: 1.35;
  }
  .option-words > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .option-words small {
    color: var(--text-3);
    font-size: 0.86em;
  }
  .option.active small,
  .menu button:is(:hover, :focus-visible) small {
    color: var(--text-2);
  }
  .models .option-words small {
    white-space: normal;
  }
  .menu button:is(:hover, :focus-visible):not(:disabled),
  .option.active {
    background: var(--surface-3);
  }
  .menu button:focus-visible {
    outline-offset: -2px;
  }
  .menu button:disabled {
    cursor: default;
  }
  .caret-menu {
    display: flex;
    flex-direction: column;
    width: 21rem;
    overflow: hidden;
  }
  .caret-menu > [role='listbox'] {
    min-height: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .caret-menu > :not([role='listbox']) {
    flex: none;
  }
  .menu-group {
    padding: calc(var(--u) * 2) calc(var(--u) * 2.5) calc(var(--u) * 1);
    color: var(--text-3);
    font-size: 0.8em;
    font-weight: 600;
  }
  .menu-note {
    padding: calc(var(--u) * 2) calc(var(--u) * 2.5);
    color: var(--text-3);
    font-size: 0.92em;
  }
  .menu .menu-back {
    margin-bottom: 2px;
    min-height: 2rem;
    color: var(--text-2);
    font-size: 0.9em;
    font-weight: 600;
  }
  .preview {
    min-width: 12rem;
    max-width: min(20rem, calc(100vw - 1rem));
    padding: calc(var(--u) * 3);
  }
  .preview .widget {
    border: 0;
    background: none;
    box-shadow: none;
    padding: 0;
  }
  @media (max-width: 30rem) {
    .caret-menu {
      width: calc(100vw - 1rem);
    }
  }
  @media (forced-colors: active) {
    .option.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
