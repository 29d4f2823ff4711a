"""Recurrence: which date comes after which.

Rules are RFC 5545's, expanded by python-dateutil on the wall clock of the task and only then
turned into instants. A time that the clock skips moves forward by the length of the gap, a time
that it shows twice means the first of the two (`due.instant_of`); a day stays a day. The wall
clock of the series stays as it was said: 02:30 is 02:30 again the day after the gap.

The anchors are org-mode's: `schedule` is `+1w` (the next date, though it may have passed too),
`schedule_catch_up` is `++1w` (the next date that has not), `completion` is `.+1w` (from the day
on which it was completed).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property
from itertools import islice
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from errand.tasks import due as dues
from errand.tasks.due import DueDay, DueTime
from errand.tasks.recurrence_clamp import clamped, pinned
from errand.tasks.recurrence_expand import TooRare, check_happens, expanded, near
from errand.tasks.recurrence_rule import RecurrenceRefused, Rule, read
from errand.tasks.recurrence_words import in_words

Anchor = Literal["schedule", "schedule_catch_up", "completion"]
Order: TypeAlias = Any
"""A day or an instant; only ever compared with its like."""
MOST_OCCURRENCES = 1000

__all__ = [
    "Anchor",
    "Recurrence",
    "RecurrenceRefused",
    "Step",
    "first_on_or_after",
    "next_after",
    "occurrences",
    "parse_rule",
    "pinned_to",
    "step",
    "words",
]


@dataclass(frozen=True)
class Recurrence:
    """A rule in its canonical text, and from where the next date counts."""

    rrule: str
    """As `parse_rule` gives it; UNTIL is a day of the task's own calendar."""
    anchor: Anchor = "schedule"

    @cached_property
    def rule(self) -> Rule:
        """The rule's parts."""
        return read(self.rrule, hourly=True)

    @property
    def until(self) -> date | None:
        """The last day on which it may happen."""
        return self.rule.until

    @property
    def count(self) -> int | None:
        """How many times it happens from the task's date on, that date included."""
        return self.rule.count


@dataclass(frozen=True)
class Step:
    """The next occurrence, and the recurrence that it goes on with."""

    due: DueDay | DueTime
    recurrence: Recurrence


def parse_rule(
    text: str, *, anchor: Anchor = "schedule", zone: ZoneInfo | None = None, hourly: bool = False
) -> Recurrence:
    """Return the recurrence that this RRULE value says, in canonical form.

    Args:
        text: With or without `RRULE:` before it. "Monthly on the 31st" becomes "or the last day".
        anchor: From where the next date counts.
        zone: On whose calendar an UNTIL that is given in UTC is a day; UTC if left out.
        hourly: Whether it may happen more often than daily.

    Raises:
        RecurrenceRefused: It is no rule, breaks a limit, or would never happen.
    """
    rule = clamped(read(text, zone=zone, hourly=hourly))
    check_happens(rule)
    return Recurrence(str(rule), anchor)


def pinned_to(recurrence: Recurrence, due: DueDay | DueTime) -> Recurrence:
    """Return the recurrence with the days that it leaves to its first date; for storing.

    "Every month", from the 31st on, becomes "on the 31st, or the last day". One that counts from
    completion stays: its days are those of the completion.

    Raises:
        RecurrenceRefused: The two do not fit: times of day on a whole day, or no date ever.
    """
    if recurrence.rule.timed and isinstance(due, DueDay):
        raise RecurrenceRefused("it names times of day, so the task must be due at a time.")
    if recurrence.anchor == "completion":
        return recurrence
    rule = pinned(recurrence.rule, _wall(due).date())
    check_happens(rule, _wall(due))
    return replace(recurrence, rrule=str(rule))


def words(recurrence: Recurrence) -> str:
    """Return it in words: `every Monday`, `every 3 days after completion`."""
    said = in_words(recurrence.rule, after_completion=recurrence.anchor == "completion")
    missed = recurrence.anchor == "schedule_catch_up"
    return f"{said}, leaving out missed dates" if missed else said


def next_after(
    recurrence: Recurrence, due: DueDay | DueTime | None, completed_at: datetime, zone: ZoneInfo
) -> DueDay | DueTime | None:
    """Return the due of the next occurrence, or None where there is none; see `step`."""
    found = step(recurrence, due, completed_at, zone)
    return None if found is None else found.due


def step(
    recurrence: Recurrence, due: DueDay | DueTime | None, completed_at: datetime, zone: ZoneInfo
) -> Step | None:
    """Return what follows the occurrence that was completed, or None where it was the last.

    Args:
        recurrence: Of the completed occurrence; what follows has one fewer of its COUNT.
        due: Of the completed occurrence; None counts from the day of completion.
        completed_at: Aware instant.
        zone: The person's: on whose calendar a completion has its day.
    """
    here = completed_at.astimezone(dues.zone_of(due) if isinstance(due, DueTime) else zone)
    now = here.replace(tzinfo=None, fold=0)
    base, rule = due, recurrence.rule
    if base is None or recurrence.anchor == "completion":
        base = _moved(due, now, keep_time=rule.freq != "HOURLY")
    rule = pinned(rule, _wall(base).date())
    after, target = _order(base), _wall(base)
    if base is due and recurrence.anchor == "schedule_catch_up":
        reached = completed_at if isinstance(base, DueTime) else here.date()
        after, target = max(after, reached), max(target, now)
    found = _strictly_after(rule, base, after, target)
    if found is None:
        return None
    following, passed = found
    kept = rule if base is due else recurrence.rule
    if kept.count is not None:
        kept = replace(kept, count=kept.count - passed)
    return Step(following, replace(recurrence, rrule=str(kept)))


def first_on_or_after(recurrence: Recurrence, due: DueDay | DueTime) -> DueDay | DueTime | None:
    """Return the rule's first date from this one on, itself included if it fits."""
    return next(iter(occurrences(recurrence, due, limit=1)), None)


def occurrences(
    recurrence: Recurrence, due: DueDay | DueTime, *, limit: int
) -> list[DueDay | DueTime]:
    """Return the rule's first `limit` dates (1000 at most) from this one on.

    As though each were completed on its day.
    """
    rule = pinned(recurrence.rule, _wall(due).date())
    most = min(limit, MOST_OCCURRENCES, rule.count or MOST_OCCURRENCES)
    return list(islice(_dates(rule, due, _wall(due)), most))


def _strictly_after(
    rule: Rule, base: DueDay | DueTime, after: Order, target: datetime
) -> tuple[DueDay | DueTime, int] | None:
    """Return the rule's first date after `after`, and the how-manieth after `base` it is.

    The latter is told only of rules with a COUNT, which bounds how many there are to count.

    Args:
        rule: Pinned.
        base: The date that the rule begins with.
        after: Not before the base.
        target: `after`, on the wall clock, more or less.
    """
    start = _wall(base) if rule.count is not None else near(rule, _wall(base), target)
    passed = 0
    for each in _dates(rule, base, start):
        if _order(each) <= _order(base):
            continue
        passed += 1
        if rule.count is not None and passed >= rule.count:
            return None
        if _order(each) > after:
            return each, passed
    return None


def _dates(rule: Rule, like: DueDay | DueTime, start: datetime) -> Iterator[DueDay | DueTime]:
    """Yield the rule's dates in order, none twice; ends early where they become too rare."""
    last: Order | None = None
    try:
        for found in expanded(rule, start):
            each = _moved(like, found, keep_time=False)
            if last is None or _order(each) > last:
                yield each
                last = _order(each)
    except TooRare:
        return


def _wall(due: DueDay | DueTime) -> datetime:
    """Return the due on its own wall clock; a day counts from its midnight."""
    return datetime.combine(due.date, time.min) if isinstance(due, DueDay) else due.local


def _moved(
    like: DueDay | DueTime | None, wall: datetime, *, keep_time: bool = True
) -> DueDay | DueTime:
    """Return a due like this one, but then; with its own time of day or the new one."""
    if not isinstance(like, DueTime):
        return DueDay(date=wall.date())
    clock = like.local.time() if keep_time else wall.time()
    return DueTime(local=datetime.combine(wall.date(), clock), tz=like.tz)


def _order(due: DueDay | DueTime) -> Order:
    """Return what puts dues of one kind in their order: their day, or their instant."""
    if isinstance(due, DueDay):
        return due.date
    return dues.instant_of(due.local, dues.zone_of(due))
