import { css } from 'lit'

export const widgets = css`
  .widget {
    min-width: 0;
    max-width: 100%;
    transition: opacity 140ms;
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
    display: grid;
    gap: calc(var(--u) * 3);
    padding: calc(var(--u) * 4);
  }
  .w-card.sm {
    max-width: 22.5rem;
  }
  .w-card.md {
    max-width: 27.5rem;
  }
  .w-card.lg {
    max-width: 34rem;
  }
  .w-card-body,
  .w-col {
    display: flex;
    flex-direction: column;
    gap: calc(var(--u) * 2);
    min-width: 0;
  }
  .w-row {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 2);
    min-width: 0;
  }
  .w-row.wrap {
    flex-wrap: wrap;
    gap: calc(var(--u) * 4);
  }
  .w-row > .w-text,
  .w-row > .w-title,
  .w-row > .w-col {
    min-width: 0;
  }
  .w-card-actions {
    display: flex;
    justify-content: flex-end;
    gap: 0.5rem;
    padding-top: calc(var(--u) * 1);
  }
  .w-status {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--text-2);
    font-size: 0.85em;
  }
  .w-status img {
    width: 1.1em;
    height: 1.1em;
    border-radius: 4px;
  }
  .w-list-box > .w-status {
    padding: calc(var(--u) * 3) calc(var(--u) * 4);
    border-bottom: 1px solid var(--line);
  }
  .w-list {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .w-list > li + li,
  .w-more[open] > .w-list {
    border-top: 1px solid var(--line);
  }
  .w-item {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 3);
    padding: calc(var(--u) * 2.75) calc(var(--u) * 4);
    min-width: 0;
  }
  .w-item > .w-col,
  .w-item > .w-text {
    flex: 1;
    min-width: 0;
  }
  .w-item.clickable {
    cursor: pointer;
  }
  .w-item.clickable:hover {
    background: var(--surface-2);
  }
  .w-item.clickable:focus-visible {
    outline-offset: -2px;
  }
  .w-item[aria-busy='true'] {
    opacity: 0.55;
  }
  .w-more > summary {
    padding: calc(var(--u) * 2.5) calc(var(--u) * 4);
    border-top: 1px solid var(--line);
    color: var(--text-2);
    font-size: 0.9em;
    cursor: pointer;
    list-style: none;
  }
  .w-more[open] > summary {
    display: none;
  }
  .w-spacer {
    flex: 1;
  }
  .w-divider {
    width: 100%;
    margin: calc(var(--u) * 1) 0;
    border: 0;
    border-top: 1px solid var(--line);
  }
  .w-card .w-divider.flush {
    width: auto;
    margin-inline: calc(var(--u) * -4);
  }
  .w-text,
  .w-title,
  .w-caption {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .w-text.xs {
    font-size: 0.75em;
  }
  .w-text.sm {
    font-size: 0.875em;
  }
  .w-text.lg {
    font-size: 1.125em;
  }
  .w-text.xl {
    font-size: 1.25em;
  }
  .w-title {
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }
  .w-title.lg {
    font-size: 1.2em;
  }
  .w-title.xl {
    font-size: 1.4em;
  }
  .w-title.\\32 xl {
    font-size: 1.7em;
  }
  .w-title.\\33 xl,
  .w-title.\\34 xl,
  .w-title.\\35 xl {
    font-size: 2.1em;
  }
  .w-caption {
    color: var(--text-2);
    font-size: 0.84em;
    line-height: 1.4;
  }
  .w-caption.sm {
    font-size: 0.76em;
  }
  .w-label {
    color: var(--text-2);
    font-size: 0.85em;
    font-weight: 500;
  }
  .truncate {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .clamp {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
`
