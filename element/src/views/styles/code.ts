import { css } from 'lit'

/** Code and its colours, and formulas. */
export const code = css`
  [data-scheme='light'] {
    --c-1: oklch(47% 0.19 300);
    --c-2: oklch(47% 0.12 150);
    --c-3: oklch(48% 0.14 255);
    --c-4: oklch(49% 0.14 45);
    --c-5: oklch(47% 0.11 210);
    --c-6: oklch(48% 0.18 15);
  }
  [data-scheme='dark'] {
    --c-1: oklch(78% 0.13 305);
    --c-2: oklch(81% 0.12 150);
    --c-3: oklch(79% 0.1 250);
    --c-4: oklch(82% 0.11 65);
    --c-5: oklch(81% 0.09 205);
    --c-6: oklch(77% 0.13 15);
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
    min-height: 2.1rem;
    padding: 0.2em 0.4em 0 1.1em;
    color: var(--text-3);
    font-size: 0.8em;
  }
  .code pre {
    margin: 0;
    padding: 0.3em 1.1em 0.95em;
    overflow-x: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
    tab-size: 4;
    white-space: pre;
    text-align: left;
  }
  .code pre:focus-visible {
    outline-offset: -3px;
    border-radius: var(--r-m);
  }
  .code code {
    display: block;
    width: fit-content;
    min-width: 100%;
    font-family: var(--mono);
    font-size: 0.86em;
    line-height: 1.6;
    font-variant-ligatures: none;
  }
  .lines {
    display: block;
    contain: layout style;
  }
  .c-comment,
  .c-quote {
    color: var(--text-3);
    font-style: italic;
  }
  .c-keyword,
  .c-selector-tag,
  .c-template-tag,
  .c-doctag,
  .c-meta .c-keyword {
    color: var(--c-1);
  }
  .c-string,
  .c-regexp,
  .c-addition,
  .c-link,
  .c-code {
    color: var(--c-2);
  }
  .c-title,
  .c-section,
  .c-name,
  .c-tag {
    color: var(--c-3);
  }
  .c-number,
  .c-literal,
  .c-symbol,
  .c-bullet,
  .c-meta {
    color: var(--c-4);
  }
  .c-built_in,
  .c-type,
  .c-attr,
  .c-attribute,
  .c-property,
  .c-selector-class,
  .c-selector-id {
    color: var(--c-5);
  }
  .c-variable,
  .c-template-variable,
  .c-deletion,
  .c-char {
    color: var(--c-6);
  }
  .c-strong {
    font-weight: 600;
  }
  .c-emphasis {
    font-style: italic;
  }
  .formula {
    padding-block: 0.3em;
    overflow: auto hidden;
    scrollbar-width: thin;
    text-align: center;
    direction: ltr;
  }
  .md math {
    font-family:
      'STIX Two Math', 'Cambria Math', 'Latin Modern Math', 'Noto Sans Math', 'DejaVu Math TeX Gyre',
      math;
    font-size: 1.08em;
    direction: ltr;
    text-indent: 0;
    letter-spacing: normal;
  }
  .md math[display='block'] {
    font-size: 1.15em;
  }
  .md p math[display='block'] {
    margin-block: 0.5em;
    overflow: auto hidden;
  }
  .md math * {
    border-color: currentColor;
  }
  .tml-right {
    text-align: right;
  }
  .tml-left {
    text-align: left;
  }
  .tml-overline {
    border-top: 0.065em solid;
  }
  .tml-underline {
    border-bottom: 0.065em solid;
  }
  .tml-fbox {
    padding: 0.25em;
    border: 1px solid;
  }
  .tex {
    color: var(--text-2);
  }
  .md code.tex {
    background: none;
  }
  .tex.display {
    display: block;
    white-space: pre-wrap;
  }
`
