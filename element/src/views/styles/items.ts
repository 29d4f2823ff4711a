import { css } from 'lit'

/** What an answer is made of besides words: steps, images, files, answers to questions. */
export const items = css`
  .workflow > summary,
  .sources > summary {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    max-width: 100%;
    min-height: 1.75em;
    cursor: pointer;
    list-style: none;
    color: var(--text-2);
    border-radius: var(--r-s);
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .workflow > summary:hover,
  .sources > summary:hover {
    color: var(--text);
  }
  .workflow > summary > span {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chevron {
    display: grid;
    flex: none;
    font-size: 0.85em;
    color: var(--text-3);
    transition: transform 140ms;
  }
  [open] > summary .chevron {
    transform: rotate(90deg);
  }
  [dir='rtl'] [open] > summary .chevron {
    transform: rotate(-90deg);
  }
  .tasks {
    position: relative;
    display: grid;
    gap: calc(var(--u) * 3);
    margin: calc(var(--u) * 2.5) 0 calc(var(--u) * 1);
    padding: 0;
    list-style: none;
  }
  .tasks > li {
    position: relative;
  }
  .tasks > li:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 1.75em calc(var(--u) * -3 + 0.15em);
    inset-inline-start: 0.6em;
    width: 1px;
    background: var(--line-strong);
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
    flex: 1;
    gap: calc(var(--u) * 1.5);
    min-width: 0;
  }
  .task-title {
    width: fit-content;
    max-width: 100%;
    font-size: 0.94em;
    line-height: 1.65;
    color: var(--text-2);
    overflow-wrap: anywhere;
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
    max-width: min(100%, 20rem);
    padding: 0.2em 0.7em;
    border: 1px solid var(--line);
    border-radius: var(--r-control);
    color: var(--text-2);
    font-size: 0.83em;
    text-decoration: none;
  }
  .chip > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.chip:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .attached {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: flex-end;
    gap: calc(var(--u) * 1.5);
    max-width: 100%;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .attached li {
    max-width: 100%;
  }
  .thumb {
    display: block;
    border-radius: var(--r-m);
    overflow: hidden;
  }
  .thumb img {
    display: block;
    width: 7rem;
    height: 7rem;
    object-fit: cover;
    background: var(--surface-3);
  }
  .attached > li:only-child .thumb img {
    width: auto;
    height: auto;
    min-width: 4rem;
    min-height: 4rem;
    max-width: min(100%, 18rem);
    max-height: 14rem;
  }
  .file-chip {
    display: flex;
    align-items: center;
    gap: 0.6em;
    max-width: 17rem;
    padding: 0.35em 0.9em 0.35em 0.4em;
    border: 1px solid var(--line);
    border-radius: var(--r-m);
    font-size: 0.88em;
  }
  .file-chip-mark {
    display: grid;
    place-items: center;
    flex: none;
    width: 2rem;
    height: 2rem;
    border-radius: var(--r-s);
    background: var(--surface-3);
    color: var(--text-2);
  }
  .file-chip-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
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
    overflow-wrap: anywhere;
  }
  .answers em {
    color: var(--text-3);
  }
  .answers dd:not(:last-child) {
    margin-bottom: calc(var(--u) * 2);
  }
  .generated {
    display: grid;
    gap: calc(var(--u) * 2);
    width: fit-content;
    max-width: min(100%, 28rem);
    margin: 0;
  }
  .generated img,
  .generated .placeholder {
    display: block;
    max-width: 100%;
    border-radius: var(--r-l);
  }
  .generated .placeholder {
    width: 28rem;
    aspect-ratio: 1;
    background: linear-gradient(
        100deg,
        transparent 35%,
        color-mix(in oklab, var(--text) 6%, transparent) 50%,
        transparent 65%
      )
      0 / 250% 100% var(--surface-2);
    animation: shimmer 1.8s linear infinite;
  }
  .generated.pending {
    overflow: hidden;
  }
  .generated.pending img {
    filter: blur(var(--blur, 12px));
    clip-path: inset(0 round var(--r-l));
    transition: filter 400ms;
  }
  .generated figcaption {
    display: flex;
    align-items: center;
    gap: 1em;
    font-size: 0.9em;
  }
  .generated progress {
    flex: 1;
    height: 4px;
    border: 0;
    border-radius: 99px;
    overflow: hidden;
    appearance: none;
    background: var(--surface-3);
    accent-color: var(--accent);
  }
  .generated progress::-webkit-progress-bar {
    background: var(--surface-3);
  }
  .generated progress::-webkit-progress-value {
    background: var(--accent);
    transition: inline-size 300ms;
  }
  .generated progress::-moz-progress-bar {
    background: var(--accent);
  }
`
