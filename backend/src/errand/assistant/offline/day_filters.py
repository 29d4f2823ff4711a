"""The days of tasks that are asked for: "last week", "before Friday", "in the next 3 days"."""

from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.ranges import read_range
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import InDays, Stretch, When
from errand.assistant.offline.vocabulary import Unit
from errand.assistant.offline.wanted import Range


def read_days(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    """Read the days that begin here, and where they end."""
    readers = (_past, _coming, _bounded, _within, _stretched)
    return next((found for read in readers if (found := read(tokens, at))), None)


def skip_deadline(tokens: Tokens, at: int) -> int:
    """Read "with a deadline"; returns where the days begin, 0 where none is named."""
    start = at
    while tokens.word(start) in ("with", "whose", "a", "the", "that", "have", "has", "is"):
        start += 1
    if tokens.word(start) not in ("deadline", "deadlines"):
        return 0
    return start + 1


def _coming(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    """Read "(in) the next 3 days"."""
    start = at
    while tokens.word(start) in ("in", "the", "over", "within", "for"):
        start += 1
    if tokens.word(start) not in ("next", "coming"):
        return None
    count = read_count(tokens, start + 1)
    unit = tokens.words.time.units.read(tokens, count.end) if count else None
    if not count or not unit or unit.value not in (Unit.DAY, Unit.WEEK):
        return None
    return Range(
        coming_days=min(count.value, 400) * (7 if unit.value is Unit.WEEK else 1)
    ), unit.end


def _past(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    """Read "last week", "in the past 3 days", "the last two weeks"."""
    start = at
    while tokens.word(start) in ("in", "the", "over", "within", "during", "from", "on"):
        start += 1
    if tokens.word(start) not in ("last", "past", "previous"):
        return None
    count = read_count(tokens, start + 1)
    unit = tokens.words.time.units.read(tokens, count.end if count else start + 1)
    if not unit or unit.value not in (Unit.DAY, Unit.WEEK, Unit.MONTH):
        return None
    if count is None and unit.value is not Unit.DAY and tokens.word(start) != "past":
        return Range(stretch=Stretch(unit.value, -1)), unit.end
    days = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30}[unit.value]
    return Range(past_days=min(count.value if count else 1, 400) * days), unit.end


def _bounded(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    """Read "before Friday", "until Friday", "after Friday", "from Monday to Friday"."""
    at += tokens.word(at) == "due"
    lead = tokens.word(at)
    start = at + 1 + (tokens.word(at + 1) in ("on", "the") and not read_when(tokens, at + 1))
    found = read_when(tokens, start) if lead in _BOUNDS else None
    if not found:
        return None
    if lead in ("from", "between", "since", "after"):
        last = read_when(tokens, found.end + 1) if tokens.word(found.end) in _JOINS else None
        if last:
            return Range(since=found.value, until=last.value), last.end
        if lead == "from" and _is_past(found.value) and tokens.word(found.end) not in _ONWARDS:
            return Range(when=found.value), found.end
        return Range(since=found.value, after=lead == "after"), found.end
    return Range(until=found.value, before=lead == "before"), found.end


_BOUNDS = ("before", "until", "till", "by", "from", "between", "after", "since")


_ONWARDS = ("on", "onwards", "onward", "forward")


_JOINS = ("to", "until", "and", "till", "through")


def _is_past(when: When) -> bool:
    """Tell whether it is today or before, from where on nothing is asked for."""
    return all(isinstance(day, InDays) and day.days <= 0 for day in when.days)


def _stretched(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    """Read intervals as the grammar of time has them: "between 25 and 28 November"."""
    start = at + 1 if tokens.word(at) in ("in", "during", "on", "for") else at
    for place in (at, start):
        found = read_range(tokens, place)
        if found:
            return Range(span=found.value), found.end
    return None


def _within(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    found = read_when(tokens, at)
    if not found or found.value.clocks or found.value.ahead:
        return None
    day = found.value.days[0] if len(found.value.days) == 1 else None
    if isinstance(day, Stretch):
        return Range(stretch=day), found.end
    days = found.value.days or ((InDays(0),) if found.value.part else ())
    if not days:
        return None
    return Range(when=When(days=days, others=found.value.others)), found.end
