import { css } from 'lit'

/** Questions that stand in the composer's place. */
export const questions = css`
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
  .questions {
    display: flex;
    flex-direction: column;
    gap: 0;
    align-items: stretch;
    max-height: 62vh;
    padding: 0;
    overflow: hidden;
    cursor: default;
  }
  .questions-list {
    display: grid;
    gap: calc(var(--u) * 6);
    min-height: 0;
    padding: calc(var(--u) * 5) calc(var(--u) * 5) calc(var(--u) * 4);
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .questions > .composer-row {
    padding: calc(var(--u) * 2.5) calc(var(--u) * 3.5);
    border-top: 1px solid var(--line);
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
  .questions legend > * {
    display: block;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .questions small {
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
`
