import { css } from 'lit'

/**
 * Colours and sizes. The theme option sets the `--*-given` properties and the scales; a page may set the
 * `--chatkit-*` ones. Every other colour is mixed from surface, ink and accent, so that whatever is chosen
 * stays readable: text is at least 4.5:1 on each of the four surfaces, borders of fields at least 3:1.
 */
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

    /* Space: one unit is 4 px at the normal density and size. */
    --base: var(--base-size, var(--chatkit-font-size, 16px));
    --u: calc(var(--base) * 0.25 * var(--density));

    /* Heights of controls, and never a target below 24 px. */
    --h-3xs: max(24px, var(--base) * 1.5 * var(--density));
    --h-2xs: max(25px, var(--base) * 1.625 * var(--density));
    --h-xs: max(26px, var(--base) * 1.75 * var(--density));
    --h-sm: max(28px, var(--base) * 2 * var(--density));
    --h-md: calc(var(--base) * 2.25 * var(--density));
    --h-lg: calc(var(--base) * 2.5 * var(--density));
    --h-xl: calc(var(--base) * 2.75 * var(--density));
    --h-2xl: calc(var(--base) * 3 * var(--density));
    --h-3xl: calc(var(--base) * 3.375 * var(--density));

    /* Type. */
    --t-xs: 0.75em;
    --t-sm: 0.875em;
    --t-lg: 1.125em;
    --t-xl: 1.25em;
    --t-2xl: 1.5em;
    --t-3xl: 1.875em;
    --t-4xl: 2.25em;
    --t-5xl: 2.75em;

    /* Corners. */
    --r-2xs: calc(2px * var(--radius-scale));
    --r-xs: calc(4px * var(--radius-scale));
    --r-sm: calc(6px * var(--radius-scale));
    --r-md: calc(8px * var(--radius-scale));
    --r-lg: calc(10px * var(--radius-scale));
    --r-2xl: calc(16px * var(--radius-scale));
    --r-3xl: calc(20px * var(--radius-scale));
    --r-4xl: calc(24px * var(--radius-scale));
    --r-s: calc(8px * var(--radius-scale));
    --r-m: calc(12px * var(--radius-scale));
    --r-l: calc(18px * var(--radius-scale));
    --r-xl: calc(26px * var(--radius-scale));
    --r-control: calc(12px * var(--control-round));
    /* Fields and buttons of widgets: round, but never a pill unless they ask for it. */
    --r-field: calc(10px * var(--radius-scale));

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
      var(
        --chatkit-font-mono,
        ui-monospace,
        'SF Mono',
        SFMono-Regular,
        Menlo,
        Consolas,
        'Liberation Mono',
        monospace
      )
    );
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    container: chatkit / inline-size;
    color: var(--text);
    background: var(--surface);
    font-family: var(--font);
    font-size: var(--base);
    line-height: 1.55;
    -webkit-font-smoothing: antialiased;
    text-rendering: optimizeLegibility;
    -webkit-tap-highlight-color: transparent;
  }
  [data-scheme='light'] {
    color-scheme: light;
    --surface: var(
      --surface-given,
      var(--chatkit-surface, oklch(calc(100% + var(--l)) var(--c) var(--gray-hue)))
    );
    --text: var(--text-given, var(--chatkit-text, oklch(21% var(--c) var(--gray-hue))));
    --raised: color-mix(in oklab, #fff 65%, var(--surface));
    --raised-2: color-mix(in oklab, var(--text) 3%, var(--raised));
    --accent-text: oklch(from var(--accent) min(l, 0.46) c h);
    --link: oklch(46% 0.16 258);
    --success: oklch(46% 0.12 150);
    --caution: oklch(47% 0.1 92);
    --warning: oklch(49% 0.13 55);
    --danger: oklch(50% 0.19 27);
    --info: oklch(48% 0.15 255);
    --discovery: oklch(48% 0.17 300);
    --chart-blue: oklch(58% 0.17 256);
    --chart-purple: oklch(57% 0.19 300);
    --chart-orange: oklch(65% 0.17 50);
    --chart-green: oklch(60% 0.14 155);
    --chart-red: oklch(59% 0.2 26);
    --chart-yellow: oklch(62% 0.13 86);
    --chart-pink: oklch(62% 0.2 354);
    --soft: 10%;
    --shadow: 0 1px 2px oklch(0% 0 0 / 4%), 0 6px 24px oklch(0% 0 0 / 5%);
    --text-2: color-mix(in oklab, var(--text) 76%, var(--surface));
    --text-3: color-mix(in oklab, var(--text) 63%, var(--surface));
    --line-soft: color-mix(in oklab, var(--text) 7%, var(--surface));
    --line: color-mix(in oklab, var(--text) 12%, var(--surface));
    --line-strong: color-mix(in oklab, var(--text) 27%, var(--surface));
    --field-line: color-mix(in oklab, var(--text) 45%, var(--surface));
  }
  [data-scheme='dark'] {
    color-scheme: dark;
    --surface: var(
      --surface-given,
      var(--chatkit-surface, oklch(calc(19% + var(--l)) var(--c) var(--gray-hue)))
    );
    --text: var(--text-given, var(--chatkit-text, oklch(94.5% var(--c) var(--gray-hue))));
    --raised: color-mix(in oklab, var(--text) 6%, var(--surface));
    --raised-2: color-mix(in oklab, var(--text) 9%, var(--surface));
    --accent-text: oklch(from var(--accent) max(l, 0.76) c h);
    --link: oklch(78% 0.11 255);
    --success: oklch(77% 0.13 150);
    --caution: oklch(83% 0.12 95);
    --warning: oklch(80% 0.13 65);
    --danger: oklch(75% 0.14 25);
    --info: oklch(77% 0.11 255);
    --discovery: oklch(78% 0.11 300);
    --chart-blue: oklch(70% 0.14 256);
    --chart-purple: oklch(71% 0.15 300);
    --chart-orange: oklch(75% 0.15 55);
    --chart-green: oklch(74% 0.14 155);
    --chart-red: oklch(70% 0.17 26);
    --chart-yellow: oklch(82% 0.14 92);
    --chart-pink: oklch(74% 0.15 354);
    --soft: 16%;
    --shadow: 0 1px 2px oklch(0% 0 0 / 30%), 0 8px 28px oklch(0% 0 0 / 26%);
    --text-2: color-mix(in oklab, var(--text) 80%, var(--surface));
    --text-3: color-mix(in oklab, var(--text) 68%, var(--surface));
    --line-soft: color-mix(in oklab, var(--text) 12%, var(--surface));
    --line: color-mix(in oklab, var(--text) 16%, var(--surface));
    --line-strong: color-mix(in oklab, var(--text) 32%, var(--surface));
    --field-line: color-mix(in oklab, var(--text) 48%, var(--surface));
  }
  [data-scheme] {
    --surface-2: color-mix(in oklab, var(--text) 4%, var(--surface));
    --surface-3: color-mix(in oklab, var(--text) 8%, var(--surface));
    /* Laid over whatever is below. */
    --hover: color-mix(in oklab, var(--text) 5%, transparent);
    --wash: color-mix(in oklab, var(--text) 9%, transparent);
    --accent: var(--accent-given, var(--chatkit-accent, var(--text)));
    /* Black or white: whichever of the two stands out more, by the luminance that WCAG defines. */
    --on-accent: var(
      --chatkit-on-accent,
      color(
        from var(--accent) srgb-linear
          clamp(0, (0.1791 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) * 99999, 1)
          clamp(0, (0.1791 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) * 99999, 1)
          clamp(0, (0.1791 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) * 99999, 1)
      )
    );
    --ring: var(--accent-text);
    color: var(--text);
  }
  /* A widget that asks for the other scheme is not painted with the page's colours of this one. */
  [data-scheme='light'] [data-scheme='dark'],
  [data-scheme='dark'] [data-scheme='light'] {
    --surface-given: initial;
    --text-given: initial;
    --chatkit-surface: initial;
    --chatkit-text: initial;
  }
`
