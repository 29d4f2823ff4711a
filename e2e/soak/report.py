"""Prints what a storm was, what was checked, and how long things took."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from .history import Moment, Sent, Struck
from .storm import Outcome

MOMENTS: tuple[Moment, ...] = ("idle", "streaming", "tool")
SHOWN = 20


def report(outcome: Outcome) -> str:
    """Return all of it as text."""
    return "\n".join([*_faults(outcome), "", *_checked(outcome), "", *_figures(outcome)])


def struck(outcome: Outcome) -> dict[str, Counter[Moment]]:
    """Return how often each kind of fault struck at each moment."""
    counts: dict[str, Counter[Moment]] = defaultdict(Counter)
    for fault in outcome.history.of(Struck):
        counts[fault.kind][fault.moment] += 1
    return counts


def _faults(outcome: Outcome) -> Iterator[str]:
    counts = struck(outcome)
    yield f"{'fault':<32}{'idle':>7}{'streaming':>11}{'in a tool':>11}{'all':>7}"
    for kind in sorted(counts):
        row = [counts[kind][moment] for moment in MOMENTS]
        yield f"{kind:<32}{row[0]:>7}{row[1]:>11}{row[2]:>11}{sum(row):>7}"
    sums = [sum(count[moment] for count in counts.values()) for moment in MOMENTS]
    yield f"{'all':<32}{sums[0]:>7}{sums[1]:>11}{sums[2]:>11}{sum(sums):>7}"
    if not outcome.small_disk:
        yield "not run: a full disk, since this machine lets nobody mount a small one"


def _checked(outcome: Outcome) -> Iterator[str]:
    verdict = outcome.verdict
    broken = Counter(each.invariant for each in verdict.broken)
    yield f"{'invariant':<48}{'looked at':>10}{'broken':>8}"
    for name, count in verdict.looked_at.items():
        yield f"{name:<48}{count:>10}{broken[name]:>8}"
    for each in verdict.broken[:SHOWN]:
        yield f"BROKEN: {each.invariant}: {each.what}"


def _figures(outcome: Outcome) -> Iterator[str]:
    sent = Counter(each.what for each in outcome.history.of(Sent))
    ends = Counter(turn.status for turn in outcome.rows.turns)
    size, measured = outcome.size, outcome.measured
    yield f"seed {size.seed}; {size.apis} APIs, {size.workers} workers, {size.people} people"
    yield f"{outcome.seconds:.0f} s; sent: {_counts(sent)}; turns: {_counts(ends)}"
    yield f"events: {len(outcome.rows.events)}; tasks: {len(outcome.rows.tasks)}"
    yield f"takeover after kill -9: {_times(measured.takeovers)}"
    if measured.never_taken_over:
        yield f"never taken over within a minute: {measured.never_taken_over}"
    yield f"  with the next event of the turn: {_times(_next_events(outcome, 'kill -9 worker'))}"
    yield (
        f"drain: {_times(measured.drains)}; turns finished by the leaving process"
        f" {measured.drained_finished}, handed over {measured.drained_handed_over}"
    )
    yield f"ended by themselves: {_counts(measured.ended_by_themselves) or 'none'}"
    yield f"PostgreSQL away: {_times(measured.database_away)}"
    yield f"  next event of any turn: {_times(_next_events(outcome, 'PostgreSQL restart'))}"


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _times(seconds: Sequence[float]) -> str:
    if not seconds:
        return "none"
    ordered = sorted(seconds)
    p50, p99 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    return f"p50 {p50:.2f} s, p99 {p99:.2f} s, longest {ordered[-1]:.2f} s ({len(ordered)})"


def _next_events(outcome: Outcome, kind: str) -> list[float]:
    """Return how long after such a fault each turn that ran then said its next thing."""
    found = list[float]()
    at: dict[str, list[float]] = defaultdict(list)
    for event in outcome.rows.events:
        at[event.turn].append(event.at)
    for fault in outcome.history.of(Struck):
        if not fault.kind.startswith(kind) or fault.moment == "idle":
            continue
        for turn in outcome.rows.turns:
            if turn.created < fault.at < (turn.ended or 0.0):
                later = [moment for moment in at[turn.id] if moment > fault.at]
                found += [min(later) - fault.at] if later else []
    return found
