import { css } from 'lit'

/** Badges, buttons and the other small parts of widgets. */
export const controls = css`
  .w-badge {
    --tone: var(--text-2);
    flex: none;
    padding: 0.08em 0.55em;
    border: 1px solid transparent;
    border-radius: var(--r-s);
    background: color-mix(in oklab, var(--tone) var(--soft), transparent);
    color: var(--tone);
    font-size: 0.76em;
    font-weight: 500;
    line-height: 1.6;
    white-space: nowrap;
  }
  .w-badge.md {
    font-size: 0.82em;
  }
  .w-badge.lg {
    font-size: 0.9em;
  }
  .w-badge.pill {
    border-radius: 99px;
  }
  .w-badge.outline {
    border-color: color-mix(in oklab, var(--tone) 40%, transparent);
    background: none;
  }
  .w-badge.solid {
    background: var(--tone);
    color: var(--surface);
  }
  .success {
    --tone: var(--success);
  }
  .warning,
  .caution {
    --tone: var(--warning);
  }
  .w-badge.danger,
  .w-button.danger {
    --tone: var(--danger);
  }
  .w-badge.info,
  .w-button.info {
    --tone: var(--info);
  }
  .discovery {
    --tone: var(--discovery);
  }
  .w-icon {
    display: inline-grid;
    font-size: 1em;
  }
  .w-icon.lg {
    font-size: 1.25em;
  }
  .w-icon.xl {
    font-size: 1.5em;
  }
  .w-icon.xs,
  .w-icon.sm {
    font-size: 0.85em;
  }
  .w-image {
    display: block;
    max-width: 100%;
    border-radius: var(--r-m);
    object-fit: cover;
  }
  .w-image.frame {
    border: 1px solid var(--line);
  }
  .w-button {
    --tone: var(--text);
    --on-tone: var(--surface);
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-height: 2.25rem;
    padding: 0.35em 1em;
    border: 1px solid transparent;
    border-radius: var(--r-m);
    font-size: 0.9em;
    font-weight: 500;
  }
  .w-button.primary {
    --tone: var(--accent);
    --on-tone: var(--on-accent);
  }
  .w-button.solid {
    background: var(--tone);
    color: var(--on-tone);
  }
  .w-button.solid.secondary {
    --tone: var(--surface-3);
    --on-tone: var(--text);
  }
  .w-button.soft {
    background: color-mix(in oklab, var(--tone) var(--soft), transparent);
    color: var(--tone);
  }
  .w-button.outline {
    border-color: var(--line-strong);
    color: var(--tone);
  }
  .w-button.ghost {
    color: var(--tone);
  }
  .w-button:hover:not(:disabled) {
    filter: brightness(0.94) saturate(1.05);
  }
  .w-button.outline:hover,
  .w-button.ghost:hover {
    background: var(--surface-2);
    filter: none;
  }
  .w-button.pill {
    border-radius: 99px;
  }
  .w-button.block {
    width: 100%;
  }
  .w-button.uniform {
    width: 2.25rem;
    padding: 0;
  }
  .w-button:is(.size-3xs, .size-2xs, .size-xs, .size-sm) {
    min-height: 1.75rem;
    padding: 0.15em 0.7em;
    font-size: 0.82em;
  }
  .w-button:is(.size-xl, .size-2xl, .size-3xl) {
    min-height: 2.75rem;
    font-size: 1em;
  }
  button[aria-busy='true'] {
    pointer-events: none;
    opacity: 0.55;
  }
  button[aria-busy='true']::before {
    content: '';
    width: 0.9em;
    height: 0.9em;
    border: 2px solid currentColor;
    border-top-color: transparent;
    border-radius: 50%;
    animation: spin 0.8s linear infinite;
  }
  .w-check {
    display: inline-flex;
    align-items: center;
    gap: 0.6em;
    cursor: pointer;
  }
  .w-check input[aria-busy='true'] {
    opacity: 0.5;
  }
  .w-unknown {
    margin: 0;
    color: var(--text-3);
    font-size: 0.9em;
    font-style: italic;
  }
  .w-transition > * {
    animation: appear 200ms ease-out;
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }
`
