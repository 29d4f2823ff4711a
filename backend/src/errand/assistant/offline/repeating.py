"""From a repetition that was said to a rule, its first occurrence, or the ways to read it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from errand.assistant.offline.calendars import add_months, all_days_of, month_of, span_of
from errand.assistant.offline.repeat import Anchor, Repeat
from errand.assistant.offline.repeat_days import NAMES, WORKDAYS, Days
from errand.assistant.offline.resolve import hours_of
from errand.assistant.offline.values import Due, Length, Moment, OnDate, Stretch, When
from errand.tasks.due import DueDay, DueTime
from errand.tasks.recurrence import Recurrence, RecurrenceRefused, first_on_or_after, parse_rule


@dataclass(frozen=True, slots=True)
class Series:
    """A rule and its first occurrence from now on."""

    rrule: str
    anchor: Anchor
    first: Due


@dataclass(frozen=True, slots=True)
class Repeats:
    """One series: settled. Several: to be asked. None: the problem says why."""

    candidates: tuple[Series, ...] = ()
    problem: str = ""


def repeats_of(repeat: Repeat, moment: Moment) -> Repeats:
    """Return what a repetition can mean now."""
    if repeat.problem:
        return Repeats(problem=f"I read {repeat.problem}, which a task of mine can't have.")
    clocks = _clocks(repeat)
    if clocks is None:
        return Repeats(problem="There is no such time of day.")
    try:
        ways = (repeat, _otherwise(repeat)) if repeat.other else (repeat,)
        found = tuple(_series(way, clock, moment) for way in ways for clock in clocks)
    except _NotSaid as error:
        return Repeats(problem=str(error))
    except (RecurrenceRefused, ValueError, OverflowError):
        return Repeats(problem="I could not make a rule of that.")
    return Repeats(found)


def _otherwise(repeat: Repeat) -> Repeat:
    freq, interval, days = repeat.other or (repeat.freq, repeat.interval, repeat.days)
    return replace(repeat, freq=freq, interval=interval, days=days, other=None)


#: The hours of each part of the day, by the one that stands for it.
_PARTS = {9: (0, 11), 12: (12, 18), 19: (17, 23), 22: (18, 23)}


class _NotSaid(Exception):
    """What was said of the rule's start or end means no one day."""


def _clocks(repeat: Repeat) -> tuple[time | None, ...] | None:
    """Return the times of day that are plausible; None where there is none."""
    when = repeat.when
    if not when.clocks:
        hour = when.part.usual_hour if when.part else repeat.hour
        return (time(hour),) if hour is not None else (None,)
    clock = when.clocks[0]
    if not clock.possible or len({(c.hour, c.minute) for c in when.clocks}) > 1 or when.problem:
        return None
    hours = [hour % 24 for hour in hours_of(clock, when)]
    if repeat.hour is not None and len(hours) > 1:
        first, last = _PARTS.get(repeat.hour, (0, 23))
        hours = [h for h in hours if first <= h <= last]
    elif 9 <= clock.hour <= 11 or (clock.hour == 8 and repeat.days == Days(WORKDAYS)):
        # Work begins at eight, so on working days the clock is meant as it says.
        hours = hours[:1]
    return tuple(time(hour, clock.minute) for hour in hours) or None


def _series(repeat: Repeat, clock: time | None, moment: Moment) -> Series:
    start = _start(repeat, clock, moment)
    parts = rule_parts(repeat)
    one = replace(repeat, interval=1) if repeat.days != Days() else repeat
    plain = parse_rule(";".join(rule_parts(one)))
    first = first_on_or_after(plain, _due(start, clock, moment))
    if first is None:
        raise _NotSaid("That never happens.")
    due = _said(first)
    parts += _bounds(repeat, due, moment)
    rule: Recurrence = parse_rule(";".join(parts), anchor=repeat.anchor)
    return Series(rule.rrule, repeat.anchor, due)


def rule_parts(repeat: Repeat) -> list[str]:
    """Return the parts of the rule, without its end."""
    days = repeat.days
    parts = [f"FREQ={repeat.freq}"]
    if repeat.interval > 1:
        parts.append(f"INTERVAL={repeat.interval}")
    if days.months:
        parts.append("BYMONTH=" + ",".join(map(str, days.months)))
    if days.weekdays:
        places = days.nth or (0,)
        names = [f"{n or ''}{NAMES[day]}" for n in places for day in days.weekdays]
        parts.append("BYDAY=" + ",".join(names))
    if days.month_days:
        parts.append("BYMONTHDAY=" + ",".join(map(str, days.month_days)))
    if days.place:
        parts.append(f"BYSETPOS={days.place}")
    return parts


def _start(repeat: Repeat, clock: time | None, moment: Moment) -> date:
    day = _day(repeat.starts, moment) if repeat.starts and repeat.starts.days else moment.today
    if clock is not None and datetime.combine(day, clock) <= moment.local:
        return moment.today + timedelta(days=0 if clock > moment.local.time() else 1)
    return day


def _day(when: When, moment: Moment) -> date:
    first = when.days[0] if when.days else None
    if isinstance(first, Stretch) and len(when.days) == 1:
        return max(moment.today, span_of(first, moment.today, moment.customs)[0])
    found = all_days_of(when.days, moment.today, moment.customs)
    if len(found.candidates) != 1:
        raise _NotSaid(found.problem or "The day that it starts or ends on has two readings.")
    return found.candidates[0]


def _due(day: date, clock: time | None, moment: Moment) -> DueDay | DueTime:
    if clock is None:
        return DueDay(date=day)
    return DueTime(local=datetime.combine(day, clock), tz=str(moment.zone))


def _said(due: DueDay | DueTime) -> Due:
    if isinstance(due, DueDay):
        return Due(due.date)
    return Due(due.local.date(), due.local, due.tz)


_UNIT_DAYS = {"DAILY": 1, "WEEKLY": 7}


def _bounds(repeat: Repeat, first: Due, moment: Moment) -> list[str]:
    """Return COUNT or UNTIL."""
    if repeat.count:
        return [f"COUNT={repeat.count}"]
    if repeat.until:
        last = _until(repeat.until, moment)
        if last < first.day:
            raise _NotSaid("It would end before it begins.")
        return [f"UNTIL={last:%Y%m%d}"]
    if repeat.length:
        return [_counted(repeat, first)]
    return []


def _until(when: When, moment: Moment) -> date:
    day = when.days[0] if when.days else None
    if isinstance(day, OnDate) and day.day == 0 and day.month:
        first = date(moment.today.year, day.month, 1)
        last = month_of(first)[1]
        return last if last >= moment.today else month_of(add_months(first, 12))[1]
    return _day(when, moment)


def _counted(repeat: Repeat, first: Due) -> str:
    """Return how often it happens in "for 10 days", or the last of them."""
    length = repeat.length or Length()
    many = len(repeat.days.weekdays) > 1
    unit = _UNIT_DAYS.get(repeat.freq)
    if unit and length.days and not many and length.days % (unit * repeat.interval) == 0:
        return f"COUNT={length.days // (unit * repeat.interval)}"
    if repeat.freq == "MONTHLY" and length.months and length.months % repeat.interval == 0:
        return f"COUNT={length.months // repeat.interval}"
    last = add_months(first.day, length.months) + timedelta(days=length.days - 1)
    return f"UNTIL={last:%Y%m%d}"
