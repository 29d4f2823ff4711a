import { css } from 'lit'

/** What every view is made of: the column, native controls, icons, and things that move. */
export const elements = css`
  .column {
    width: 100%;
    max-width: var(--chatkit-column, 46rem);
    margin-inline: auto;
    padding-inline: calc(var(--u) * 5);
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    cursor: pointer;
    border: 0;
    background: none;
    padding: 0;
    text-align: inherit;
  }
  button:disabled {
    cursor: default;
    opacity: 0.45;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--ring);
    outline-offset: 2px;
  }
  ::selection {
    background: color-mix(in oklab, var(--accent-text) 26%, transparent);
  }
  .icon {
    width: 1.15em;
    height: 1.15em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon.filled {
    fill: currentColor;
  }
  .icon.solid circle {
    fill: currentColor;
  }
  .icon.solid path {
    stroke: var(--surface);
    stroke-width: 2;
  }
  .icon.upright {
    rotate: 90deg;
  }
  .icon .letter {
    fill: currentColor;
    stroke: none;
    font-size: 12px;
    font-weight: 600;
  }
  /* Arrows that point along the line turn with it. */
  .icon.directed:dir(rtl) {
    transform: scaleX(-1);
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .spinner {
    display: inline-block;
    width: 1em;
    height: 1em;
    border: 2px solid var(--line-strong);
    border-top-color: var(--text-2);
    border-radius: 50%;
    animation: spin 0.8s linear infinite;
  }
  .shimmer {
    background: linear-gradient(100deg, var(--text-3) 35%, var(--text) 50%, var(--text-3) 65%) 0 /
      250% 100%;
    background-clip: text;
    -webkit-background-clip: text;
    color: transparent;
    animation: shimmer 1.8s linear infinite;
  }
  @keyframes spin {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes shimmer {
    from {
      background-position: 125% 0;
    }
    to {
      background-position: -25% 0;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }
  @keyframes breathe {
    from {
      opacity: 0.45;
    }
  }
`
