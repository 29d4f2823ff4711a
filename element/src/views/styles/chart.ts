import { css } from 'lit'

export const chart = css`
  .w-chart {
    display: flex;
    flex-direction: column;
    gap: calc(var(--u) * 1.5);
    align-self: stretch;
    min-width: 0;
    margin: 0;
  }
  .w-plot {
    position: relative;
    flex: 1 1 calc(var(--base) * 12.5);
    min-height: calc(var(--base) * 6);
    border-radius: var(--r-s);
    touch-action: pan-y;
  }
  .w-plot:focus-visible {
    outline-offset: 4px;
  }
  .w-plot.pending {
    background: var(--surface-2);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  .w-svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .w-grid line {
    stroke: var(--line-soft);
    shape-rendering: crispEdges;
  }
  .w-grid .w-zero {
    stroke: var(--line-strong);
  }
  .w-tick {
    fill: var(--text-3);
    font-size: 0.72em;
    font-variant-numeric: tabular-nums;
  }
  .w-bar path {
    fill: var(--series);
    stroke: var(--raised);
    stroke-width: 1;
  }
  .w-stroke {
    fill: none;
    stroke: var(--series);
    stroke-width: 2;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .w-area-fill {
    fill: var(--series);
    fill-opacity: 0.16;
  }
  .w-dot {
    fill: var(--series);
    stroke: var(--raised);
    stroke-width: 2;
  }
  .w-marks {
    animation: fresh 260ms ease-out;
  }
  .w-cursor line {
    stroke: var(--line-strong);
    stroke-dasharray: 3 3;
  }
  .w-band {
    fill: var(--text);
    fill-opacity: 0.05;
  }
  .w-tooltip {
    position: absolute;
    z-index: 1;
    display: grid;
    gap: 0.25em;
    max-width: 80%;
    padding: calc(var(--u) * 1.75) calc(var(--u) * 2.5);
    border: 1px solid var(--line);
    border-radius: var(--r-m);
    background: var(--raised);
    box-shadow: var(--shadow);
    font-size: 0.8em;
    line-height: 1.35;
    pointer-events: none;
  }
  .w-tooltip strong {
    font-weight: 600;
  }
  .w-tooltip-line {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 0.6em;
    color: var(--text-2);
  }
  .w-tooltip-line b {
    padding-inline-start: 0.8em;
    color: var(--text);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  :is(.w-tooltip-line, .w-legend) i {
    width: 0.7em;
    height: 0.7em;
    border-radius: 3px;
    background: var(--series);
  }
  :is(.w-tooltip-line, .w-legend) i[data-type='line'] {
    height: 0.2em;
  }
  .w-chart-foot {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 2);
    min-height: 28px;
  }
  .w-legend {
    display: flex;
    flex-wrap: wrap;
    flex: 1;
    gap: 0.3em 1.1em;
    margin: 0;
    padding: 0;
    color: var(--text-2);
    font-size: 0.82em;
    list-style: none;
  }
  .w-legend li {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .w-chart-table-button {
    flex: none;
    margin-inline-start: auto;
    color: var(--text-3);
  }
  .w-chart .w-table-box .w-table td {
    text-align: end;
  }
  .w-chart .w-table-box .w-table thead th:not(:first-child) {
    text-align: end;
  }
`
