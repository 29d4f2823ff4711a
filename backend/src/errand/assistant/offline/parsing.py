"""One phrase to what it says about time: the value, where it stands, and what is left."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from errand.assistant.offline.drafts import when_spans
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.resolve import Resolved, resolve
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Due, Moment, When

ParsedKind = Literal[
    "date", "datetime", "time", "duration", "interval", "recurrence", "none", "ambiguous"
]
Anchor = Literal["schedule", "schedule_catch_up", "completion"]
DateOrder = Literal["dmy", "mdy", "ymd"]
WeekStart = Literal["monday", "sunday", "saturday"]


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
    value: str | tuple[str, str] | None
    rrule: str | None
    anchor: Anchor | None
    span: tuple[int, int] | None
    candidates: tuple[str | tuple[str, str], ...]
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
    spans = when_spans(tokens)
    if not spans:
        return _nothing(text)
    when = When()
    for span in spans:
        when = when.joined(span.value)
    start = tokens.items[spans[0].start].start
    end = tokens.items[spans[-1].end - 1].end
    resolved = resolve(when, Moment(now.replace(tzinfo=zone), zone))
    rest = " ".join(f"{text[:start]} {text[end:]}".split())
    return _parsed(text, when, resolved, (start, end), rest)


def _parsed(text: str, when: When, resolved: Resolved, span: tuple[int, int], rest: str) -> Parsed:
    if not resolved.candidates:
        return _nothing(text)
    first, *others = resolved.candidates
    if others:
        values = tuple(_value(due) for due in resolved.candidates)
        return Parsed("ambiguous", None, None, None, span, values, rest)
    timed = "datetime" if when.days or when.ahead else "time"
    return Parsed(timed if first.at else "date", _value(first), None, None, span, (), rest)


def _nothing(text: str) -> Parsed:
    return Parsed("none", None, None, None, None, (), text)


def _value(due: Due) -> str:
    return (due.at or due.day).isoformat(*(("T", "minutes") if due.at else ()))
