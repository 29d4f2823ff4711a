import { css } from 'lit'

/** Messages, tasks, notices and the prose in them. */
export const thread = css`
  .turns {
    display: flex;
    flex-direction: column;
  }
  .turn {
    display: flex;
    flex-direction: column;
    gap: calc(var(--u) * 4);
    padding-bottom: calc(var(--u) * 7);
  }
  .turn.last {
    padding-bottom: 0;
    min-height: var(--turn-room, 0);
  }
  .older {
    align-self: center;
    margin-bottom: calc(var(--u) * 4);
  }
  .user {
    display: grid;
    justify-items: end;
    gap: calc(var(--u) * 1.5);
    padding-inline-start: 15%;
  }
  .bubble {
    max-width: 100%;
    padding: 0.55em 1em;
    border-radius: var(--r-l);
    background: var(--surface-3);
    overflow-wrap: anywhere;
  }
  .words {
    white-space: pre-wrap;
  }
  [data-accent='2'] .bubble {
    background: color-mix(in oklab, var(--accent) 14%, var(--surface));
  }
  [data-accent='3'] .bubble {
    background: var(--accent);
    color: var(--on-accent);
  }
  .tag {
    padding: 0.05em 0.35em;
    border-radius: var(--r-s);
    background: color-mix(in oklab, currentColor 12%, transparent);
    font-weight: 500;
  }
  .quote {
    display: flex;
    gap: 0.5em;
    margin: 0;
    color: var(--text-2);
    font-size: 0.88em;
  }
  .quote span {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  .assistant {
    min-width: 0;
  }
  .actions {
    display: flex;
    gap: 0.1rem;
    margin-top: calc(var(--u) * -2.5);
    margin-inline-start: -0.45rem;
  }
  .copy .after,
  .copy.copied .before {
    display: none;
  }
  .copy span,
  .copy.copied .after {
    display: grid;
  }
  .copy .after {
    display: none;
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 0.6em;
    margin: 0;
    min-height: 1.55em;
    color: var(--text-3);
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
    align-items: center;
    gap: 0.8em;
    padding: calc(var(--u) * 3) calc(var(--u) * 4);
    border: 1px solid color-mix(in oklab, var(--tone) 28%, transparent);
    border-radius: var(--r-m);
    background: color-mix(in oklab, var(--tone) 6%, var(--surface));
    --tone: var(--danger);
    font-size: 0.94em;
  }
  .problem > .icon,
  .notice > .icon {
    color: var(--tone);
  }
  .problem {
    flex-wrap: wrap;
  }
  .problem > div {
    flex: 1 1 14em;
    min-width: 0;
  }
  .unknown-item {
    margin: 0;
    padding: calc(var(--u) * 2) calc(var(--u) * 3);
    border: 1px dashed var(--line-strong);
    border-radius: var(--r-m);
    color: var(--text-2);
    font-size: 0.94em;
  }
  .problem strong {
    font-weight: 600;
  }
  .problem p {
    margin: 0;
    color: var(--text-2);
  }
  .notice.info {
    --tone: var(--info);
  }
  .notice.warning {
    --tone: var(--warning);
  }
  .workflow summary,
  .sources summary {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    cursor: pointer;
    list-style: none;
    color: var(--text-2);
    border-radius: var(--r-s);
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .workflow summary:hover,
  .sources summary:hover {
    color: var(--text);
  }
  .chevron {
    display: grid;
    font-size: 0.85em;
    color: var(--text-3);
    transition: transform 140ms;
  }
  [open] > summary .chevron {
    transform: rotate(90deg);
  }
  .tasks {
    display: grid;
    gap: calc(var(--u) * 3);
    margin: calc(var(--u) * 3) 0 0 0.42em;
    padding: 0 0 0 1.05em;
    border-inline-start: 1px solid var(--line);
    list-style: none;
  }
  .task {
    display: flex;
    gap: 0.65em;
    min-width: 0;
  }
  .task-mark {
    display: grid;
    place-items: center;
    flex: none;
    width: 1.25em;
    height: 1.55em;
    color: var(--text-3);
    font-size: 0.94em;
  }
  .task-body {
    display: grid;
    gap: calc(var(--u) * 1.5);
    min-width: 0;
  }
  .task-title {
    font-size: 0.94em;
    color: var(--text-2);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    max-width: 100%;
    padding: 0.2em 0.7em;
    border: 1px solid var(--line);
    border-radius: var(--r-control);
    color: var(--text-2);
    font-size: 0.83em;
    text-decoration: none;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.chip:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .chip-x {
    display: grid;
    color: var(--text-3);
  }
  .sources {
    margin-top: calc(var(--u) * 3);
    font-size: 0.9em;
  }
  .sources .chips {
    margin-top: calc(var(--u) * 2);
    font-size: 1.05em;
  }
  .count {
    padding: 0 0.5em;
    border-radius: 99px;
    background: var(--surface-3);
    font-size: 0.85em;
  }
  .answers {
    margin: 0;
    padding: calc(var(--u) * 3) calc(var(--u) * 4);
    border: 1px solid var(--line);
    border-radius: var(--r-m);
    font-size: 0.94em;
  }
  .answers dt {
    color: var(--text-2);
  }
  .answers dd {
    margin: 0;
  }
  .answers dd:not(:last-child) {
    margin-bottom: calc(var(--u) * 2);
  }
  .generated {
    margin: 0;
    max-width: 26rem;
  }
  .generated img,
  .generated .placeholder {
    display: block;
    width: 100%;
    border-radius: var(--r-l);
  }
  .generated .placeholder {
    padding: 4rem 1rem;
    text-align: center;
  }
  .generated.pending img {
    filter: blur(12px);
  }
`
