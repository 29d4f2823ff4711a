"""The grammar of a rhythm: "every 3 weeks", "every first Monday", "alternate Fridays"."""

from dataclasses import replace

from errand.assistant.offline.repeat import Anchor, Repeat
from errand.assistant.offline.repeat_days import (
    WORKDAYS,
    Days,
    month_days,
    month_row,
    named_date,
    nth_days,
    ordinal,
    weekdays,
)
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Tokens


def read_every(tokens: Tokens, at: int) -> Found[Repeat] | None:
    words = tokens.words.repeats
    lead = words.every.read(tokens, at) or _led_every(tokens, at)
    if not lead:
        return None
    strict = tokens.word(lead.end) == "!"
    place = lead.end + 1 if strict else lead.end
    other = words.other.read(tokens, place)
    body = _body(tokens, place)
    if not body and other:
        body = _alternating(_body(tokens, other.end))
    if not body:
        return Found(Repeat(problem="that rhythm"), at, place)
    anchor: Anchor = "completion" if strict else "schedule"
    return Found(replace(body.value, anchor=anchor), at, body.end)


def read_alternate(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "on alternate Fridays", "alternate weeks"."""
    start = at + 1 if tokens.word(at) in ("on", "in") else at
    lead = tokens.words.repeats.alternate.read(tokens, start)
    body = _alternating(_body(tokens, lead.end)) if lead else None
    return Found(body.value, at, body.end) if body else None


def read_end_of_every(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "at the end of every month"."""
    words = tokens.words.repeats
    lead = words.end_of.read(tokens, at)
    every = words.every.read(tokens, lead.end) if lead else None
    unit = words.units.read(tokens, every.end) if every else None
    return Found(_end_of(unit.value), at, unit.end) if unit else None


def _alternating(body: Found[Repeat] | None) -> Found[Repeat] | None:
    """Return every other one of what is read; of working days no rule can say that."""
    if not body:
        return None
    repeat = replace(body.value, interval=2 * body.value.interval)
    if repeat.days.weekdays == WORKDAYS:
        repeat = replace(repeat, problem="that rhythm")
    return replace(body, value=repeat)


def _end_of(unit: tuple[str, int]) -> Repeat:
    match unit:
        case ("MONTHLY", 1):
            return Repeat("MONTHLY", days=Days(month_days=(-1,)))
        case ("YEARLY", 1):
            return Repeat("YEARLY", days=Days(month_days=(31,), months=(12,)))
        case _:
            return Repeat(problem="that rhythm")


def _led_every(tokens: Tokens, at: int) -> Found[bool] | None:
    """Read "on every"."""
    if tokens.word(at) in ("on", "in"):
        found = tokens.words.repeats.every.read(tokens, at + 1)
        return Found(True, at, found.end) if found else None
    return None


def _body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read what follows "every"."""
    words = tokens.words.repeats
    ends = tokens.words.repeats.period_ends.read(tokens, at)
    if ends:
        return Found(_end_of((ends.value, 1)), at, ends.end)
    for read in (_ordinal_body, _nth_body, _days_body, _interval_body, _months_body):
        found = read(tokens, at)
        if found:
            return found
    hour = words.parts.read(tokens, at) or words.noons.read(tokens, at)
    if hour:
        return Found(Repeat("DAILY", hour=hour.value), at, hour.end)
    return None


def _ordinal_body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "third week", "10th day": so many of them; "10th day of the month" is another thing."""
    place = ordinal(tokens, at)
    unit = tokens.words.repeats.units.read(tokens, at + 1) if place else None
    if not place or not unit or tokens.words.repeats.of_month.read(tokens, unit.end):
        return None
    if place < 0:
        return None
    freq, factor = unit.value
    problem = "" if freq and 2 <= place * factor <= 999 and place > 1 else "that rhythm"
    return Found(Repeat(freq, factor * place, problem=problem), at, unit.end)


def _interval_body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "day", "3 weeks", "quarter"."""
    count = tokens.words.time.numerals.read(tokens, at) or read_number(tokens, at)
    unit = tokens.words.repeats.units.read(tokens, count.end if count else at)
    if not unit:
        return None
    freq, factor = unit.value
    interval = factor * (count.value if count else 1)
    problem = "" if freq and 1 <= interval <= 999 else "that rhythm"
    return Found(Repeat(freq, interval, problem=problem), at, unit.end)


def read_number(tokens: Tokens, at: int) -> Found[int] | None:
    number = tokens.number(at)
    return Found(number, at, at + 1) if number is not None else None


def _days_body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "Monday and Thursday", "workday", "Jan 27th"."""
    days = weekdays(tokens, at)
    if days:
        part = tokens.words.repeats.parts.read(tokens, days.end)
        hour = part.value if part else None
        end = part.end if part else days.end
        return Found(Repeat("WEEKLY", days=days.value, hour=hour), at, end)
    dated = named_date(tokens, at)
    return Found(Repeat("YEARLY", days=dated.value), at, dated.end) if dated else None


def _months_body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "January and July on the 5th"."""
    months = month_row(tokens, at)
    on = tokens.words.repeats.on_the.read(tokens, months.end) if months else None
    days = None
    if months and on:
        days = nth_days(tokens, on.end) or month_days(tokens, on.end, monthly=True)
    if not months or not days or days.value.months:
        return None
    return Found(Repeat("YEARLY", days=replace(days.value, months=months.value)), at, days.end)


def _nth_body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "3rd Friday", "27th", "last workday of the month"."""
    found = nth_days(tokens, at) or month_days(tokens, at)
    if not found:
        return None
    of = tokens.words.repeats.of_month.read(tokens, found.end)
    freq = "YEARLY" if found.value.months else "MONTHLY"
    other = None
    if (
        tokens.words.repeats.other.read(tokens, at)
        and found.value.nth
        and freq == "MONTHLY"
        and not of
    ):
        other = ("WEEKLY", 2, Days(found.value.weekdays))
    return Found(Repeat(freq, days=found.value, other=other), at, of.end if of else found.end)
