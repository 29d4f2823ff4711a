"""One phrase to what it says about time: the value, where it stands, and what is left."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.lengths import iso_length
from errand.assistant.offline.reading import Reading, read_all
from errand.assistant.offline.repeat import Anchor, Repeat, with_when
from errand.assistant.offline.repeating import repeats_of
from errand.assistant.offline.resolve import resolve
from errand.assistant.offline.spanning import spans_of
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Customs, DateOrder, Due, Moment, WeekStart, When
from errand.assistant.offline.wholeness import is_whole

__all__ = ["Anchor", "DateOrder", "Parsed", "ParsedKind", "WeekStart", "parse"]

ParsedKind = Literal[
    "date", "datetime", "time", "duration", "interval", "recurrence", "none", "ambiguous"
]
Value = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says about time.

    Attributes:
        value: A day, a wall-clock time, a length, both ends of an interval, or the first
            occurrence of what repeats; None where nothing is settled.
        span: Places in the text, from the first character read to behind the last.
        candidates: All plausible values, where there are several.
        rest: The text without what was read.
    """

    kind: ParsedKind
    value: Value | None
    rrule: str | None
    anchor: Anchor | None
    span: tuple[int, int] | None
    candidates: tuple[Value, ...]
    rest: str


def parse(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    date_order: DateOrder | None = None,
    week_start: WeekStart = "monday",
) -> Parsed:
    """Return what the text says about time.

    Args:
        text: One phrase or sentence.
        now: The person's wall clock, naive.
        zone: The person's zone.
        date_order: How they write 3/4; None: not known, so it has two readings.
        week_start: The first day of their week.
    """
    tokens = Tokens(text, ENGLISH)
    reading = read_all(tokens)
    moment = Moment(now.replace(tzinfo=zone), zone, Customs(date_order, week_start))
    found = _value_of(reading, moment)
    if not found or not is_whole(tokens, reading):
        return Parsed("none", None, None, None, None, (), text)
    lengths = tuple((found.start, found.end) for found in reading.lengths)
    places = reading.timed or lengths
    span, rest = _placed(tokens, places)
    return replace(found, span=span, rest=rest)


def _placed(tokens: Tokens, places: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], str]:
    kept, at = "", 0
    for start, end in places:
        kept += tokens.text[at : tokens.items[start].start] + " "
        at = tokens.items[end - 1].end
    rest = " ".join((kept + tokens.text[at:]).split()).strip(" ,;")
    return (min(tokens.items[start].start for start, _ in places), at), rest


def _parsed(kind: ParsedKind, values: tuple[Value, ...]) -> Parsed | None:
    """Return the one value, or all of them where there are several."""
    values = tuple(dict.fromkeys(values))
    if len(values) > 1:
        return Parsed("ambiguous", None, None, None, None, values, "")
    return next((Parsed(kind, value, None, None, None, (), "") for value in values), None)


def _value_of(reading: Reading, moment: Moment) -> Parsed | None:
    if reading.repeats:
        return _repeating(reading, moment)
    if reading.ranges:
        return _spanning(reading, moment)
    if reading.whens:
        when = When()
        for found in reading.whens:
            when = when.joined(found.value)
        return _single(when, moment)
    if len(reading.lengths) == 1:
        return _parsed("duration", (iso_length(reading.lengths[0].value),))
    return None


def _repeating(reading: Reading, moment: Moment) -> Parsed | None:
    if len(reading.repeats) > 1 or reading.ranges:
        return None
    repeat = _with_whens(reading)
    series = repeats_of(repeat, moment).candidates
    found = _parsed("recurrence", tuple(_value(each.first) for each in series))
    if found is None or found.kind == "ambiguous":
        return found
    only = next(iter(series))
    if len({each.rrule for each in series}) > 1:
        values = tuple(_value(each.first) for each in series[:1])
        return Parsed("ambiguous", None, None, None, None, values, "")
    return replace(found, rrule=only.rrule, anchor=only.anchor)


def _with_whens(reading: Reading) -> Repeat:
    """Return the rule with what stands apart from it: "3pm every day", "from Monday on, daily"."""
    repeat = reading.repeats[0].value
    for found in reading.whens:
        repeat = with_when(repeat, found.value)
    for anchor in reading.anchors:
        repeat = replace(repeat, anchor=anchor.value)
    return repeat


def _spanning(reading: Reading, moment: Moment) -> Parsed | None:
    said = next(iter(reading.ranges))
    if len(reading.ranges) > 1 or reading.whens:
        return None
    pairs = spans_of(said.value, moment).candidates
    return _parsed("interval", tuple((_value(first), _value(last)) for first, last in pairs))


def _single(when: When, moment: Moment) -> Parsed | None:
    dues = resolve(when, moment, past=True).candidates
    if when.part and not any(due.at for due in dues):
        return None
    timed = "datetime" if when.days or when.ahead or when.instant or _names_today(when) else "time"
    kind: ParsedKind = timed if any(due.at for due in dues) else "date"
    return _parsed(kind, tuple(_value(due) for due in dues))


def _names_today(when: When) -> bool:
    """Tell whether a time of day belongs to a day by itself: "end of day"."""
    return any(clock.said == "end of day" for clock in when.clocks)


def _value(due: Due) -> str:
    return (due.at or due.day).isoformat(*(("T", "minutes") if due.at else ()))
