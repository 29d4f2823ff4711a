import { css } from 'lit'

/** Text of an answer. */
export const prose = css`
  .prose {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .prose.quiet {
    width: fit-content;
    max-width: 100%;
    color: var(--text-2);
    font-size: 0.9em;
  }
  .section {
    margin-inline: -0.5rem;
    padding-inline: 0.5rem;
  }
  .section:not(:last-of-type) {
    content-visibility: auto;
    contain-intrinsic-size: auto 60rem;
  }
  .section > *,
  .md blockquote > * {
    margin-block: 0;
  }
  .section > * + *,
  .section + .section,
  .md blockquote > * + * {
    margin-top: 0.85em;
  }
  .notice .section > * + * {
    margin-top: 0.15em;
  }
  /* Each paragraph runs as its own script does. */
  .md :is(p, li, .h) {
    unicode-bidi: plaintext;
  }
  .md li {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .md .h {
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  .section > .h {
    margin-top: 1.5em;
  }
  .section > .h + * {
    margin-top: 0.5em;
  }
  .section > .h:first-child {
    margin-top: 0;
  }
  .section + .section > .h:first-child {
    margin-top: 0.65em;
  }
  .md .h1 {
    font-size: 1.4em;
    letter-spacing: -0.018em;
  }
  .md .h2 {
    font-size: 1.2em;
    letter-spacing: -0.014em;
  }
  .md .h3 {
    font-size: 1.06em;
  }
  .md :is(.h4, .h5, .h6) {
    font-size: 1em;
  }
  .md :is(.h5, .h6) {
    color: var(--text-2);
  }
  .md :is(ul, ol) {
    padding-inline-start: 1.6em;
  }
  .md li {
    padding-inline-start: 0.15em;
  }
  .md li > *,
  .md li.task > div > * {
    margin-block: 0;
  }
  .md li + li,
  .md li:not(.task) > * + *,
  .md li.task > div > * + * {
    margin-top: 0.3em;
  }
  .md .loose > li + li,
  .md .loose > li:not(.task) > * + * {
    margin-top: 0.7em;
  }
  .md li::marker {
    color: var(--text-3);
    font-variant-numeric: tabular-nums;
  }
  .md li.task {
    display: flex;
    gap: 0.55em;
    margin-inline-start: -1.6em;
    padding: 0;
    list-style: none;
  }
  .md li.task > div {
    min-width: 0;
  }
  .md li.task > input {
    flex: none;
    width: 1.05em;
    height: 1.05em;
    margin: 0.24em 0 0;
    accent-color: var(--accent);
  }
  .md a {
    color: var(--link);
    text-decoration-line: underline;
    text-decoration-thickness: 1px;
    text-decoration-color: color-mix(in oklab, currentColor 40%, transparent);
    text-underline-offset: 0.18em;
  }
  .md a:hover {
    text-decoration-color: currentColor;
  }
  .md a.pending {
    text-decoration-style: dotted;
  }
  [data-accent='2'] .md a,
  [data-accent='3'] .md a {
    color: var(--accent-text);
  }
  .md :is(strong, th) {
    font-weight: 600;
  }
  .md blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--line);
    color: var(--text-2);
  }
  .md hr {
    width: 100%;
    border: 0;
    border-top: 1px solid var(--line);
  }
  .section > hr,
  .section > hr + * {
    margin-top: 1.6em;
  }
  .md img {
    max-width: 100%;
    max-height: 32rem;
    border-radius: var(--r-m);
    vertical-align: top;
  }
  .ask-image {
    display: inline-grid;
    grid-template: 'icon name' auto 'icon ask' auto / auto minmax(0, 1fr);
    column-gap: 0.8em;
    align-items: center;
    max-width: 100%;
    padding: 0.5em 0.9em;
    border: 1px dashed var(--line-strong);
    border-radius: var(--r-m);
    color: var(--text-2);
    line-height: 1.4;
  }
  .ask-image:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .ask-image .icon {
    grid-area: icon;
    font-size: 1.3em;
  }
  .ask-image small {
    grid-area: ask;
    color: var(--link);
  }
  .blocked {
    color: var(--text-3);
    font-style: italic;
  }
  .md :not(pre) > code {
    padding: 0.14em 0.36em;
    border-radius: calc(var(--r-s) * 0.75);
    background: var(--surface-3);
    font-family: var(--mono);
    font-size: 0.87em;
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }
  .table {
    overflow-x: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .table table {
    min-width: 100%;
    border-collapse: collapse;
    font-size: 0.94em;
    font-variant-numeric: tabular-nums;
  }
  .table :is(th, td) {
    min-width: 4.5em;
    padding: 0.55em 0.9em;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: break-word;
  }
  .table th {
    border-bottom-color: var(--line-strong);
    color: var(--text-2);
    white-space: nowrap;
  }
  .table :is(th, td):first-child {
    padding-inline-start: 0;
  }
  .table :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .table tr:last-child td {
    border-bottom: 0;
  }
  .note-ref {
    padding-inline: 0.15em;
    color: var(--link);
    font-size: 0.95em;
    text-align: center;
  }
  .md > .footnotes {
    margin-block: 1.4em 0;
    padding: 0.9em 0 0;
    border-top: 1px solid var(--line);
    color: var(--text-2);
    font-size: 0.86em;
    list-style: none;
  }
  .md .footnotes > li > span {
    color: var(--text-3);
    margin-inline-end: 0.3em;
  }
`
