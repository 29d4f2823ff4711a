import { css } from 'lit'

/** Turns, messages, and what is said about them. */
export const thread = css`
  .turns {
    display: flex;
    flex-direction: column;
  }
  .turn {
    display: flex;
    flex-direction: column;
    gap: calc(var(--u) * 4);
    padding-bottom: calc(var(--u) * 8);
  }
  .turn.last {
    padding-bottom: 0;
    min-height: var(--turn-room, 0);
  }
  .older {
    display: flex;
    align-items: center;
    justify-content: center;
    text-align: center;
    gap: 0.6em;
    margin: 0 auto calc(var(--u) * 4);
  }
  .user {
    position: relative;
    display: grid;
    justify-items: end;
    gap: calc(var(--u) * 1.5);
    margin-bottom: calc(var(--u) * 2);
    padding-inline-start: clamp(1rem, 12%, 6rem);
    min-width: 0;
  }
  .bubble {
    max-width: 100%;
    padding: 0.55em 1em;
    border-radius: var(--r-l);
    border-end-end-radius: calc(var(--r-l) * 0.35);
    background: var(--surface-3);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .edited .bubble {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  [data-accent='2'] .bubble {
    background: color-mix(in oklab, var(--accent) 14%, var(--surface));
  }
  [data-accent='3'] .bubble {
    background: var(--accent);
    color: var(--on-accent);
  }
  .tag {
    display: inline;
    padding: 0.05em 0.4em;
    border-radius: var(--r-s);
    background: color-mix(in oklab, currentColor 11%, transparent);
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
    font-weight: 500;
    text-align: start;
  }
  button.tag:hover {
    background: color-mix(in oklab, currentColor 19%, transparent);
  }
  .quote {
    display: flex;
    gap: 0.5em;
    max-width: 100%;
    margin: 0;
    color: var(--text-2);
    font-size: 0.88em;
  }
  .quote .icon {
    margin-top: 0.2em;
    color: var(--text-3);
  }
  .quote span {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .assistant {
    min-width: 0;
  }
  .assistant > .prose + .prose {
    margin-top: 0.8em;
  }
  .actions {
    display: flex;
    gap: 0.1rem;
    min-height: 1.9rem;
    margin-top: calc(var(--u) * -2.5);
    margin-inline-start: -0.45rem;
  }
  .user > .actions {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-end: -0.3rem;
    margin: 0;
  }
  @media (hover: none) {
    .user {
      margin-bottom: 1.4rem;
    }
  }
  @media (hover: hover) {
    .actions.quiet {
      opacity: 0;
      transition: opacity 120ms;
    }
    .user:hover .actions.quiet,
    .actions.quiet:focus-within {
      opacity: 1;
    }
  }
  .copy span {
    display: grid;
  }
  .copy .after,
  .copy.copied .before {
    display: none;
  }
  .copy.copied .after {
    display: grid;
    color: var(--success);
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 0.6em;
    margin: 0;
    min-height: 1.55em;
    color: var(--text-2);
  }
  .dots {
    gap: 0.32em;
  }
  .dots i {
    width: 0.42em;
    height: 0.42em;
    border-radius: 50%;
    background: var(--text-3);
    animation: breathe 0.7s ease-in-out infinite alternate;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.18s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.36s;
  }
  .problem,
  .notice {
    display: flex;
    align-items: start;
    gap: 0.8em;
    padding: calc(var(--u) * 3) calc(var(--u) * 4);
    border: 1px solid color-mix(in oklab, var(--tone) 28%, transparent);
    border-radius: var(--r-m);
    background: color-mix(in oklab, var(--tone) 6%, var(--surface));
    --tone: var(--danger);
    font-size: 0.94em;
  }
  .problem {
    align-items: center;
  }
  .problem > .icon,
  .notice > .icon {
    flex: none;
    color: var(--tone);
  }
  .notice > .icon {
    margin-top: 0.2em;
  }
  .problem > div {
    flex: 1;
    min-width: 0;
  }
  .problem strong {
    font-weight: 600;
  }
  .problem p {
    margin: 0;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    unicode-bidi: plaintext;
    color: var(--text-2);
    overflow-wrap: anywhere;
  }
  .notice .prose > strong {
    display: block;
    font-weight: 600;
  }
  .notice.info {
    --tone: var(--info);
  }
  .notice.warning {
    --tone: var(--warning);
  }
  .unknown-item {
    margin: 0;
    color: var(--text-3);
    font-size: 0.9em;
    font-style: italic;
  }
  .jump.fresh::after {
    content: '';
    position: absolute;
    inset-block-start: -0.1rem;
    inset-inline-end: -0.1rem;
    width: 0.7rem;
    height: 0.7rem;
    border: 2px solid var(--surface);
    border-radius: 50%;
    background: var(--accent);
  }
  @media (max-width: 30rem) {
    .problem {
      flex-wrap: wrap;
    }
    .problem .button {
      margin-inline-start: auto;
    }
  }
  @media (forced-colors: active) {
    .tag,
    .cite {
      border: 1px solid;
    }
    .jump.fresh::after {
      background: Highlight;
    }
  }
  @media print {
    .actions,
    .older,
    .copy {
      display: none;
    }
    .turn.last {
      min-height: 0;
    }
    .sources::details-content {
      block-size: auto;
      content-visibility: visible;
    }
    .bubble,
    .code,
    .table,
    .generated {
      break-inside: avoid;
    }
    .code pre,
    .formula {
      white-space: pre-wrap;
      overflow: visible;
    }
  }
`
