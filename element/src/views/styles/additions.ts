import { css } from 'lit'

/** What a message carries besides its words, and what is said about it. */
export const additions = css`
  .replies {
    grid-area: reply;
  }
  .reply {
    display: flex;
    align-items: start;
    gap: 0.6em;
    margin: calc(var(--u) * 0.5) calc(var(--u) * 0.5) calc(var(--u) * 2);
    padding: calc(var(--u) * 1.5) calc(var(--u) * 1.5) calc(var(--u) * 1.5) calc(var(--u) * 2.5);
    border-radius: var(--r-m);
    background: var(--surface-2);
    color: var(--text-2);
    font-size: 0.88em;
    cursor: default;
  }
  .reply > .icon {
    margin-top: 0.2em;
    color: var(--text-3);
  }
  .reply > span {
    flex: 1;
    min-width: 0;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .files {
    grid-area: files;
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--u) * 2);
    max-height: 11.5rem;
    margin: calc(var(--u) * 0.5) calc(var(--u) * 0.5) calc(var(--u) * 2);
    padding: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    list-style: none;
    cursor: default;
  }
  .files li {
    max-width: 100%;
  }
  .file {
    position: relative;
    display: grid;
    grid-template: 'mark name' auto 'mark kind' auto / auto minmax(0, 1fr);
    align-content: center;
    column-gap: 0.65em;
    width: 14rem;
    max-width: 100%;
    height: 3.5rem;
    padding: 0 2.1rem 0 calc(var(--u) * 2);
    border: 1px solid var(--line);
    border-radius: var(--r-m);
    background: var(--surface);
    overflow: hidden;
    animation: appear 160ms ease-out;
  }
  .file-mark {
    grid-area: mark;
    display: grid;
    place-items: center;
    width: 2.4rem;
    height: 2.4rem;
    border-radius: var(--r-s);
    background: var(--surface-3);
    color: var(--text-2);
  }
  .file-name {
    grid-area: name;
    align-self: end;
    overflow: hidden;
    font-size: 0.88em;
    line-height: 1.35;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .file-kind {
    grid-area: kind;
    min-height: 1lh;
    color: var(--text-3);
    font-size: 0.72em;
    line-height: 1.35;
    letter-spacing: 0.02em;
  }
  .file.pictured {
    display: block;
    width: 3.5rem;
    padding: 0;
  }
  .file.pictured > :is(.file-mark, .file-name, .file-kind) {
    display: none;
  }
  .file img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .file.uploading img,
  .file.failed img {
    filter: brightness(0.6);
  }
  .file.failed {
    border-color: var(--danger);
  }
  .ring,
  .file-retry {
    position: absolute;
    inset-block-start: calc(50% - 0.9rem);
    inset-inline-start: calc(var(--u) * 2 + 0.3rem);
    width: 1.8rem;
    height: 1.8rem;
    border-radius: 50%;
  }
  .pictured > .ring,
  .pictured > .file-retry {
    inset-inline-start: calc(50% - 0.9rem);
  }
  .ring {
    background: conic-gradient(
      var(--accent) calc(var(--share) * 1turn),
      color-mix(in oklab, var(--accent) 20%, transparent) 0
    );
    mask: radial-gradient(closest-side, transparent 80%, #000 83%);
  }
  .pictured > .ring {
    background: conic-gradient(#fff calc(var(--share) * 1turn), rgb(255 255 255 / 30%) 0);
  }
  .ring.endless {
    --share: 0.25 !important;
    animation: spin 0.9s linear infinite;
  }
  .uploading:not(.pictured) .file-mark {
    background: none;
  }
  .uploading:not(.pictured) .file-mark .icon {
    width: 0.85em;
    height: 0.85em;
  }
  .file-retry {
    display: grid;
    place-items: center;
    background: var(--danger);
    color: var(--surface);
    font-size: 0.9em;
  }
  .drop-button {
    display: grid;
    place-items: center;
    flex: none;
    width: 1.5rem;
    height: 1.5rem;
    border-radius: 50%;
    color: var(--text-3);
    font-size: 0.82em;
  }
  .drop-button:hover {
    background: var(--surface-3);
    color: var(--text);
  }
  .file > .drop-button {
    position: absolute;
    inset-block-start: 0.25rem;
    inset-inline-end: 0.25rem;
  }
  .file.pictured > .drop-button {
    inset-block-start: 0.15rem;
    inset-inline-end: 0.15rem;
    width: 1.25rem;
    height: 1.25rem;
    background: rgb(0 0 0 / 62%);
    color: #fff;
  }
  .notes {
    display: flex;
    align-items: start;
    gap: 0.5em;
    color: var(--danger);
    font-size: 0.88em;
  }
  .notes:has(p) {
    margin: 0 calc(var(--u) * 2) calc(var(--u) * 2);
    animation: appear 160ms ease-out;
  }
  .note-lines {
    flex: 1;
    min-width: 0;
  }
  .notes p {
    margin: 0.15em 0;
    overflow-wrap: anywhere;
  }
  .waiting {
    display: grid;
    margin: 0 calc(var(--u) * 3);
    padding: 0;
    border: 1px solid var(--line);
    border-bottom: 0;
    border-radius: var(--r-l) var(--r-l) 0 0;
    background: var(--surface-2);
    font-size: 0.9em;
    list-style: none;
    animation: appear 160ms ease-out;
  }
  .waiting li {
    display: flex;
    align-items: center;
    gap: 0.15em;
    padding: calc(var(--u) * 1) calc(var(--u) * 1.5) calc(var(--u) * 1) calc(var(--u) * 3);
  }
  .waiting li + li {
    border-top: 1px solid var(--line);
  }
  .waiting-mark {
    display: grid;
    margin-inline-end: 0.5em;
    color: var(--text-3);
  }
  .waiting-text {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    color: var(--text-2);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .speaking .input {
    display: none;
  }
  .speech {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 2);
  }
  .wave,
  .speech-words {
    flex: 1;
    min-width: 0;
  }
  .wave {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 2.5);
    color: var(--text-2);
    font-size: 0.9em;
    font-variant-numeric: tabular-nums;
    animation: appear 160ms ease-out;
  }
  .wave canvas {
    flex: 1;
    min-width: 0;
    width: 0;
    height: 1.9rem;
    color: var(--text);
  }
  @media (max-width: 30rem) {
    .files {
      flex-wrap: nowrap;
      overflow: auto hidden;
    }
    .file {
      width: 11rem;
    }
  }
  @media (forced-colors: active) {
    .ring {
      forced-color-adjust: none;
    }
  }
`
