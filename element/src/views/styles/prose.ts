import { css } from 'lit'

export const prose = css`
  .prose {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .prose.quiet {
    color: var(--text-2);
    font-size: 0.9em;
  }
  .prose > * {
    margin-block: 0;
  }
  .prose > * + * {
    margin-top: 0.8em;
  }
  .notice .prose > * + * {
    margin-top: 0.15em;
  }
  .prose h3,
  .prose h4,
  .prose h5,
  .prose h6 {
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  .prose > h3,
  .prose > h4,
  .prose > h5,
  .prose > h6 {
    margin-top: 1.4em;
  }
  .prose > :first-child {
    margin-top: 0;
  }
  .prose h3 {
    font-size: 1.3em;
  }
  .prose h4 {
    font-size: 1.15em;
  }
  .prose h5,
  .prose h6 {
    font-size: 1em;
  }
  .prose ul,
  .prose ol {
    padding-inline-start: 1.5em;
  }
  .prose li {
    margin-block: 0.25em;
  }
  .prose li > p,
  .prose li > ul,
  .prose li > ol {
    margin-block: 0.25em;
  }
  .prose li::marker {
    color: var(--text-3);
  }
  .prose li.task {
    display: list-item;
    list-style: none;
    margin-inline-start: -1.35em;
  }
  .prose li.task input {
    margin-inline-end: 0.5em;
    vertical-align: -0.12em;
  }
  .prose a {
    color: var(--link);
    text-underline-offset: 0.15em;
    text-decoration-thickness: 1px;
  }
  [data-accent='2'] .prose a,
  [data-accent='3'] .prose a {
    color: color-mix(in oklab, var(--accent) 80%, var(--text));
  }
  .prose strong {
    font-weight: 600;
  }
  .prose blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--line);
    color: var(--text-2);
  }
  .prose hr {
    border: 0;
    border-top: 1px solid var(--line);
    margin-block: 1.4em;
  }
  .prose img {
    max-width: 100%;
    border-radius: var(--r-m);
  }
  .prose code {
    padding: 0.12em 0.35em;
    border-radius: var(--r-s);
    background: var(--surface-3);
    font-family: var(--mono);
    font-size: 0.87em;
  }
  .code {
    border: 1px solid var(--line);
    border-radius: var(--r-m);
    background: var(--surface-2);
    overflow: hidden;
  }
  .code-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 0.25em 0.4em 0 1em;
    color: var(--text-3);
    font-size: 0.8em;
  }
  .code pre {
    margin: 0;
    padding: 0.35em 1em 0.9em;
    overflow-x: auto;
    scrollbar-width: thin;
  }
  .prose .code code {
    padding: 0;
    background: none;
    font-size: 0.86em;
    line-height: 1.6;
  }
  .table {
    overflow-x: auto;
    scrollbar-width: thin;
  }
  .table table {
    border-collapse: collapse;
    min-width: 100%;
    font-size: 0.94em;
  }
  .table th,
  .table td {
    padding: 0.5em 0.9em;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: break-word;
    min-width: 4.5em;
  }
  .table th {
    color: var(--text-2);
    font-weight: 600;
    white-space: nowrap;
  }
  .table th:first-child,
  .table td:first-child {
    padding-inline-start: 0;
  }
  .table tr:last-child td {
    border-bottom: 0;
  }
  .footnotes {
    color: var(--text-2);
    font-size: 0.86em;
  }
  .blocked {
    color: var(--text-3);
    font-style: italic;
  }
`
