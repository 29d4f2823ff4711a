import { css } from 'lit'

/** Colours and sizes. A page may set the `--chatkit-*` properties; the theme option sets the rest. */
export const base = css`
  :host {
    display: block;
    position: relative;
    height: 100%;
    min-height: 16rem;
    overflow: hidden;
    contain: content;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .root {
    --radius-scale: 1;
    --control-round: 50;
    --density: 1;
    --gray-hue: 260;
    --gray-tint: 0;
    --gray-shade: 0;
    --c: calc(var(--gray-tint) * 0.0022);
    --l: calc(var(--gray-shade) * 0.8%);
    --u: calc(0.25rem * var(--density));
    --r-s: calc(8px * var(--radius-scale));
    --r-m: calc(12px * var(--radius-scale));
    --r-l: calc(18px * var(--radius-scale));
    --r-xl: calc(26px * var(--radius-scale));
    --r-control: calc(12px * var(--control-round));
    --font: var(
      --font-given,
      var(
        --chatkit-font,
        ui-sans-serif,
        system-ui,
        -apple-system,
        'Segoe UI',
        Roboto,
        'Helvetica Neue',
        Arial,
        sans-serif
      )
    );
    --mono: var(
      --font-mono-given,
      ui-monospace,
      'SF Mono',
      SFMono-Regular,
      Menlo,
      Consolas,
      'Liberation Mono',
      monospace
    );
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    color: var(--text);
    background: var(--surface);
    font-family: var(--font);
    font-size: var(--base-size, 16px);
    line-height: 1.55;
    -webkit-font-smoothing: antialiased;
    text-rendering: optimizeLegibility;
  }
  [data-scheme='light'] {
    color-scheme: light;
    --surface: var(
      --surface-given,
      var(--chatkit-surface, oklch(calc(100% + var(--l)) var(--c) var(--gray-hue)))
    );
    --surface-2: oklch(calc(97% + var(--l)) var(--c) var(--gray-hue));
    --surface-3: oklch(calc(93.5% + var(--l)) var(--c) var(--gray-hue));
    --raised: oklch(100% 0 0);
    --line: oklch(calc(91% + var(--l)) var(--c) var(--gray-hue));
    --line-strong: oklch(calc(80% + var(--l)) var(--c) var(--gray-hue));
    --text: var(--text-given, var(--chatkit-text, oklch(21% var(--c) var(--gray-hue))));
    --text-2: oklch(44% var(--c) var(--gray-hue));
    --text-3: oklch(54% var(--c) var(--gray-hue));
    --accent: var(--accent-given, var(--chatkit-accent, oklch(24% var(--c) var(--gray-hue))));
    --on-accent: var(--on-accent-given, var(--chatkit-on-accent, #fff));
    --link: oklch(46% 0.16 258);
    --success: oklch(47% 0.12 150);
    --warning: oklch(51% 0.12 65);
    --danger: oklch(50% 0.19 27);
    --info: oklch(48% 0.15 255);
    --discovery: oklch(48% 0.17 300);
    --soft: 10%;
    --shadow: 0 1px 2px oklch(0% 0 0 / 4%), 0 6px 24px oklch(0% 0 0 / 5%);
    color: var(--text);
  }
  [data-scheme='dark'] {
    color-scheme: dark;
    --surface: var(
      --surface-given,
      var(--chatkit-surface, oklch(calc(19% + var(--l)) var(--c) var(--gray-hue)))
    );
    --surface-2: oklch(calc(23.5% + var(--l)) var(--c) var(--gray-hue));
    --surface-3: oklch(calc(28.5% + var(--l)) var(--c) var(--gray-hue));
    --raised: oklch(calc(24.5% + var(--l)) var(--c) var(--gray-hue));
    --line: oklch(calc(31% + var(--l)) var(--c) var(--gray-hue));
    --line-strong: oklch(calc(44% + var(--l)) var(--c) var(--gray-hue));
    --text: var(--text-given, var(--chatkit-text, oklch(94.5% var(--c) var(--gray-hue))));
    --text-2: oklch(76% var(--c) var(--gray-hue));
    --text-3: oklch(66% var(--c) var(--gray-hue));
    --accent: var(--accent-given, var(--chatkit-accent, oklch(94.5% var(--c) var(--gray-hue))));
    --on-accent: var(--on-accent-given, var(--chatkit-on-accent, oklch(20% 0 0)));
    --link: oklch(78% 0.11 255);
    --success: oklch(77% 0.13 150);
    --warning: oklch(81% 0.13 80);
    --danger: oklch(74% 0.14 25);
    --info: oklch(77% 0.11 255);
    --discovery: oklch(78% 0.11 300);
    --soft: 16%;
    --shadow: 0 1px 2px oklch(0% 0 0 / 30%), 0 8px 28px oklch(0% 0 0 / 26%);
    color: var(--text);
  }
  .column {
    width: 100%;
    max-width: 46rem;
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
    outline: 2px solid var(--accent);
    outline-offset: 2px;
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
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
    .shimmer {
      background: none;
      color: var(--text-2);
    }
  }
  @media (forced-colors: active) {
    .shimmer {
      background: none;
      color: CanvasText;
    }
    .send,
    .bubble,
    .w-badge,
    .button {
      border: 1px solid ButtonText;
    }
    .spinner {
      border-color: CanvasText;
      border-top-color: transparent;
    }
  }
`
