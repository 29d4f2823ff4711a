"""From a phrase about time to the dues that it can mean; more than one has to be asked about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from errand.assistant.offline.calendars import Days, add_months, all_days_of
from errand.assistant.offline.values import Clock, Due, Length, Moment, When
from errand.assistant.offline.wording import due_in_words

#: Bare hours that business convention puts before noon; 12 is noon, and the others are asked for.
MORNING_HOURS = range(9, 12)


@dataclass(frozen=True, slots=True)
class Resolved:
    """One candidate: settled. Several: to be asked. None: the problem says why."""

    candidates: tuple[Due, ...] = ()
    problem: str = ""
    instead: tuple[Due, ...] = ()
    """What may have been meant, where the problem is a day that is none."""


def resolve(when: When, moment: Moment, *, base: Due | None = None, past: bool = False) -> Resolved:
    """Return what a phrase can mean now.

    Args:
        when: What was said.
        moment: The person's now and zone.
        base: The due of the task that is moved: its time of day stays when only a day was said,
            its day when only a time was.
        past: Whether a day that has passed may be meant.
    """
    readings = [_one(alternative, moment, base) for alternative in _alternatives(when)]
    broken = next((r for r in readings if r.problem), None)
    if not broken and not past and not when.others:
        broken = _half_past(when, moment)
    if broken:
        return broken
    dues = tuple(dict.fromkeys(due for r in readings for due in r.candidates))
    if past and dues and all(due.at is None for due in dues):
        return Resolved(dues)
    return _future(dues, moment)


def _half_past(when: When, moment: Moment) -> Resolved | None:
    """Tell why "this Monday" on a Tuesday is not guessed to be the next one."""
    days = all_days_of(when.days, moment.today, moment.customs).candidates if when.days else ()
    gone = [day for day in days if day < moment.today]
    if not gone or len(gone) == len(days):
        return None
    ahead = Due(next(day for day in days if day >= moment.today))
    meant = f"Say the date if you mean {due_in_words(ahead)}."
    problem = f"{due_in_words(Due(gone[0]))} is in the past. {meant}"
    return Resolved(problem=problem, instead=() if when.clocks else (ahead,))


def _alternatives(when: When) -> list[When]:
    """Return what "or" joined; what one side leaves out is what the other says."""
    days = next((w.days for w in (when, *when.others) if w.days), ())
    clocks = next((w.clocks for w in when.others if w.clocks), ())
    return [
        replace(w, days=w.days or days, clocks=w.clocks or clocks) if when.others else w
        for w in (when, *when.others)
    ]


def shifted(base: Due, length: Length, moment: Moment) -> Resolved:
    """Return a due moved by a length of time; minutes make a day into nothing certain."""
    if length.minutes and base.at is None:
        return Resolved(problem="The task has a day but no time of day to count from.")
    try:
        day = add_months(base.day, length.months) + timedelta(days=length.days)
        if base.at is None:
            return _future((Due(day),), moment)
        at = datetime.combine(day, base.at.time()) + timedelta(minutes=length.minutes)
    except (ValueError, OverflowError):
        return Resolved(problem="That is too far away.")
    return _future((Due(at.date(), at, base.tz),), moment)


def _one(when: When, moment: Moment, base: Due | None) -> Resolved:
    problem = when.problem or _clock_problem(when)
    if problem:
        return Resolved(problem=problem)
    if when.ahead or when.instant:
        return _at_instant(when, moment)
    days = all_days_of(when.days, moment.today, moment.customs) if when.days else Days()
    if days.problem:
        return Resolved(problem=days.problem, instead=_instead(days, when, moment, base))
    if not when.clocks:
        return _without_clock(when, days, moment, base)
    return _with_clock(when, days, moment, base)


def _instead(days: Days, when: When, moment: Moment, base: Due | None) -> tuple[Due, ...]:
    """Return the days that may have been meant, at the time that was said."""
    if not days.instead:
        return ()
    read = _with_clock if when.clocks else _without_clock
    return _future(read(when, Days(days.instead), moment, base).candidates, moment).candidates


def _clock_problem(when: When) -> str:
    for clock in when.clocks:
        if not clock.possible:
            return f"There is no time {clock.said}."
    if len({(clock.hour, clock.minute) for clock in when.clocks}) > 1:
        said = " and ".join(clock.said for clock in when.clocks)
        return f"I read two times, {said}, and a task has one due time."
    if when.clocks and not hours_of(when.clocks[0], when):
        part = when.part.name if when.part else "day"
        return f"{when.clocks[0].said} is not in the {part}."
    return ""


def hours_of(clock: Clock, when: When) -> tuple[int, ...]:
    """Return the hours that a clock can mean, given the part of the day that was said."""
    if clock.hour == 24:
        return (24,)
    hours = (clock.hour,)
    if not clock.certain and clock.hour < 12:
        hours = (clock.hour, clock.hour + 12)
    part = when.part
    return tuple(h for h in hours if not part or part.first_hour <= h <= part.last_hour)


def _at_instant(when: When, moment: Moment) -> Resolved:
    """Return the moment that lies so far ahead, or that was said with its offset from UTC."""
    if when.clocks or when.days or when.part or (when.ahead and when.instant):
        return Resolved(problem="I read two different times.")
    try:
        at = when.instant.astimezone(UTC) if when.instant else _ahead_of(moment, when.ahead)
        local = at.astimezone(moment.zone).replace(tzinfo=None, second=0, microsecond=0)
    except (ValueError, OverflowError):
        return Resolved(problem="That is too far away.")
    return Resolved((Due(local.date(), local, str(moment.zone)),))


def _ahead_of(moment: Moment, ahead: Length | None) -> datetime:
    """Return the moment that lies so far ahead: days on the calendar, then hours that pass."""
    length = ahead or Length()
    day = add_months(moment.today, length.months) + timedelta(days=length.days)
    there = datetime.combine(day, moment.local.time(), moment.zone) if day > moment.today else None
    return (there or moment.now).astimezone(UTC) + timedelta(minutes=length.minutes)


def _without_clock(when: When, days: Days, moment: Moment, base: Due | None) -> Resolved:
    dates = days.candidates or ((base.day,) if base else (moment.today,))
    if not when.part:
        kept = base.at.time() if base and base.at else None
        tz = base.tz if base else ""
        return Resolved(
            tuple(Due(d, datetime.combine(d, kept), tz) if kept else Due(d) for d in dates)
        )
    usual = time(when.part.usual_hour)
    timed = tuple(Due(d, datetime.combine(d, usual), str(moment.zone)) for d in dates)
    return Resolved((*(due for due in timed if not _past(due, moment)), *(Due(d) for d in dates)))


def _with_clock(when: When, days: Days, moment: Moment, base: Due | None) -> Resolved:
    clock = when.clocks[0]
    hours, preferred = hours_of(clock, when), clock.hour in MORNING_HOURS and not clock.certain
    tz = base.tz if base and base.at else str(moment.zone)
    if days.candidates or base:
        dates = days.candidates or ((base.day,) if base else ())
        dues = [due for d in dates for due in _on(d, hours, clock.minute, tz)]
        ahead = [due for due in dues if not _past(due, moment)]
        return Resolved(tuple(_preferred(ahead or dues, preferred)))
    return Resolved(tuple(_next(hours, clock, moment, preferred=preferred)))


def _preferred(dues: list[Due], wanted: bool) -> list[Due]:
    """Take the morning of each day where convention says so."""
    if not wanted:
        return dues
    by_day: dict[date, list[Due]] = {}
    for due in dues:
        by_day.setdefault(due.day, []).append(due)
    return [rows[0] for rows in by_day.values()]


def _on(day: date, hours: Iterable[int], minute: int, tz: str) -> list[Due]:
    if 24 in hours:
        starts = (datetime.combine(day, time()), datetime.combine(day, time()) + timedelta(days=1))
        return [Due(at.date(), at, tz) for at in starts]
    times = [datetime.combine(day, time(hour, minute)) for hour in hours]
    return [Due(at.date(), at, tz) for at in times]


def _next(hours: tuple[int, ...], clock: Clock, moment: Moment, *, preferred: bool) -> list[Due]:
    """Return the next occurrence of each hour; a past time of day rolls to tomorrow."""
    tz = str(moment.zone)
    if 24 in hours:
        return _on(moment.today, hours, 0, tz)[1:]
    dues: list[Due] = []
    for hour in hours:
        today = _on(moment.today, (hour,), clock.minute, tz)[0]
        tomorrow = _on(moment.today + timedelta(days=1), (hour,), clock.minute, tz)[0]
        dues.append(tomorrow if _past(today, moment) else today)
    if preferred and dues[0].day == moment.today:
        return dues[:1]
    return sorted(dues, key=lambda due: (due.day, due.at.time() if due.at else time()))


def _past(due: Due, moment: Moment) -> bool:
    return due.at <= moment.local if due.at else due.day < moment.today


def _future(dues: tuple[Due, ...], moment: Moment) -> Resolved:
    """Refuse what is past, and what the clocks of the zone skip."""
    ahead = tuple(due for due in dues if not _past(due, moment))
    if dues and not ahead:
        return Resolved(problem=f"{due_in_words(dues[0])} is in the past.")
    real = tuple(due for due in ahead if not skipped(due, moment))
    if ahead and not real:
        said = due_in_words(ahead[0])
        return Resolved(problem=f"{said} does not exist: the clocks go forward over it.")
    return Resolved(real)


def skipped(due: Due, moment: Moment) -> bool:
    if due.at is None or due.tz not in ("", str(moment.zone)):
        return False
    there = due.at.replace(tzinfo=moment.zone).astimezone(UTC)
    return there.astimezone(moment.zone).replace(tzinfo=None, fold=0) != due.at
