import { css } from 'lit'

/** Cards, lists, boxes, tables and text of widgets. */
export const widgets = css`
  .widget {
    min-width: 0;
    max-width: 100%;
    transition: opacity 140ms;
  }
  .widget[data-scheme] {
    color: var(--text);
  }
  .widget[aria-busy='true'] {
    opacity: 0.5;
  }
  .w-card,
  .w-list-box {
    width: 100%;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--r-l);
    background: var(--raised);
  }
  .w-card {
    --pad-top: calc(var(--u) * 4);
    --pad-bottom: calc(var(--u) * 4);
    --pad-start: calc(var(--u) * 4);
    --pad-end: calc(var(--u) * 4);
  }
  .w-card[data-size='sm'] {
    max-width: 22.5em;
  }
  .w-card[data-size='md'] {
    max-width: 27.5em;
  }
  .w-card[data-size='lg'] {
    max-width: 36em;
  }
  .w-card-body {
    padding: var(--pad-top) 0 var(--pad-bottom);
    padding-inline: var(--pad-start) var(--pad-end);
  }
  .w-card-body,
  .w-col {
    display: flex;
    flex-direction: column;
    gap: calc(var(--u) * 2);
    min-width: 0;
  }
  .w-card-body {
    gap: calc(var(--u) * 3);
  }
  .w-row {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 2);
    min-width: 0;
  }
  :is(.w-row, .w-line) > :is(.w-text, .w-title, .w-caption, .w-col) {
    min-width: 0;
  }
  .w-card-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: calc(var(--u) * 2);
    padding: 0 0 max(var(--pad-bottom), calc(var(--u) * 3));
    padding-inline: max(var(--pad-start), calc(var(--u) * 3)) max(var(--pad-end), calc(var(--u) * 3));
  }
  .w-status,
  .w-fold {
    display: flex;
    align-items: center;
    gap: 0.55em;
    min-width: 0;
    color: var(--text-2);
    font-size: 0.86em;
    font-weight: 500;
  }
  .w-status span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .w-status img {
    width: 1.25em;
    height: 1.25em;
    border-radius: var(--r-xs);
  }
  .w-status img[data-frame] {
    padding: 1px;
    border: 1px solid var(--line);
    background: #fff;
  }
  .w-card > .w-status,
  .w-list-box > .w-status,
  .w-fold {
    padding: calc(var(--u) * 2.5) calc(var(--u) * 4);
    border-block-end: 1px solid var(--line-soft);
  }
  .w-fold {
    width: 100%;
    justify-content: space-between;
  }
  .w-fold .w-status {
    font-size: 1em;
  }
  .w-fold[aria-expanded='false'] {
    border-block-end-color: transparent;
  }
  .w-fold:hover {
    background: var(--hover);
  }
  .w-fold:focus-visible {
    outline-offset: -2px;
  }
  .w-fold[aria-expanded='true'] .chevron {
    transform: rotate(90deg);
  }
  .w-list {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .w-list > li + li {
    border-block-start: 1px solid var(--line-soft);
  }
  .w-item {
    position: relative;
  }
  .w-line {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 3);
    padding: calc(var(--u) * 2.75) calc(var(--u) * 4);
    min-width: 0;
  }
  /* What stands alone in a line has it all; a row always takes the room that its spacers share out. */
  .w-line > :only-child:is(.w-row, .w-col, .w-text):not([data-sized]),
  .w-line > .w-row:not([data-sized]),
  .w-line:not(:has(> .w-spacer)) > .w-col:not([data-sized]) {
    flex: 1 1 auto;
  }
  [data-sized='square'] {
    flex: none;
  }
  .w-hit {
    position: absolute;
    inset: 0;
    width: 100%;
  }
  .w-hit:focus-visible {
    outline-offset: -2px;
    border-radius: var(--r-s);
  }
  .w-item[data-clickable] > .w-line {
    position: relative;
    pointer-events: none;
  }
  .w-item[data-clickable] :is(button, input, label, select, textarea, a, summary) {
    pointer-events: auto;
  }
  .w-item[data-clickable]:hover {
    background: var(--hover);
  }
  .w-item:has(> .w-hit[aria-busy='true']) > .w-line {
    opacity: 0.5;
  }
  .w-more {
    display: flex;
    align-items: center;
    gap: 0.5em;
    width: 100%;
    padding: calc(var(--u) * 2.5) calc(var(--u) * 4);
    border-block-start: 1px solid var(--line-soft);
    color: var(--text-2);
    font-size: 0.9em;
    font-weight: 500;
  }
  .w-more:hover {
    background: var(--hover);
    color: var(--text);
  }
  .w-more:focus-visible {
    outline-offset: -2px;
  }
  .w-more .count {
    color: var(--text-2);
    font-weight: 400;
  }
  .w-spacer {
    flex: 1 0 var(--least, 0px);
  }
  .w-divider {
    width: auto;
    align-self: stretch;
    flex: none;
    margin: calc(var(--u) * 0.5) 0;
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .w-row > .w-divider {
    width: 0;
    height: auto;
    margin: 0;
    border-block-start: 0;
    border-inline-start: 1px solid var(--line);
  }
  .w-card-body > :is(.w-divider, .w-image)[data-flush],
  .w-card-body > :is(.w-col, .w-row) > :is(.w-divider, .w-image)[data-flush]:only-child {
    align-self: stretch;
    width: auto;
    max-width: none;
    margin-inline: calc(var(--pad-start) * -1) calc(var(--pad-end) * -1);
    border-radius: 0;
  }
  .w-card-body > .w-image[data-flush] {
    width: calc(100% + var(--pad-start) + var(--pad-end));
  }
  .w-card-body > .w-image[data-flush]:first-child {
    margin-block-start: calc(var(--pad-top) * -1);
  }
  .w-card-body > .w-image[data-flush]:last-child {
    margin-block-end: calc(var(--pad-bottom) * -1);
  }
`
