import { css } from 'lit'

/** What a person has asked of their system, and paper. Last of the sheets, so that it has the last word. */
export const modes = css`
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
  @media (prefers-contrast: more) {
    [data-scheme] {
      --text-2: var(--text);
      --text-3: var(--text);
      --line: var(--text-3);
      --line-soft: var(--text-3);
      --line-strong: var(--text);
      --field-line: var(--text);
    }
  }
  @media (forced-colors: active) {
    .main::before,
    .dock::before {
      background: none;
    }
    .shimmer {
      background: none;
      color: CanvasText;
    }
    .send,
    .bubble,
    .w-badge,
    .w-button,
    .button {
      border: 1px solid ButtonText;
    }
    .spinner {
      border-color: CanvasText;
      border-top-color: transparent;
    }
    .w-day[data-chosen],
    .w-option[aria-selected='true'],
    .w-option.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .w-svg,
    :is(.w-legend, .w-tooltip) i {
      forced-color-adjust: none;
    }
    .w-tick {
      fill: CanvasText;
    }
    .w-grid line,
    .w-cursor line {
      stroke: GrayText;
    }
  }
  @media print {
    :host {
      height: auto;
      overflow: visible;
      contain: none;
    }
    .root {
      position: static;
      container: none;
    }
    .main,
    .scroller,
    .history {
      display: block;
      overflow: visible;
    }
    .header button,
    .dock,
    .main::before,
    .actions,
    .older,
    .w-more,
    .w-chart-table-button {
      display: none;
    }
    .turn,
    .widget {
      break-inside: avoid-page;
    }
    .turn.last {
      min-height: 0;
    }
  }
`
