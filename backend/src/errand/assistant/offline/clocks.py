"""The grammar of times of day: "9:30pm", "half past three", "quarter to noon", "at 1530"."""

import re
from dataclasses import replace

from errand.assistant.offline.dates import read_day
from errand.assistant.offline.lengths import is_of_the_day, read_count
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import Clock
from errand.assistant.offline.vocabulary import Unit

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s?(h|[ap])?")


def read_exact(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read a token that is a time by its own look."""
    if tokens.kind(at) is not Kind.CLOCK:
        return None
    said = tokens.word(at)
    match = _CLOCK.match(said)
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    clock = Clock(hour, minute, certain=hour > 12 or said[0] == "0" or "h" in said, said=said)
    if half in ("a", "p"):
        clock = _halved(clock, afternoon=half == "p")
    tail = _half_after(tokens, at + 1, clock, at) if half is None else None
    return tail or _with_hours(tokens, Found(clock, at, at + 1))


def _with_hours(tokens: Tokens, found: Found[Clock]) -> Found[Clock]:
    """Take the unit of "20:00 hrs" along."""
    unit = tokens.words.time.hundred_hours.read(tokens, found.end)
    said = tokens.word(found.start)
    if not unit or ":" not in said or not is_of_the_day(said, tokens.word(found.end)):
        return found
    return Found(replace(found.value, certain=True), found.start, unit.end)


def read_named(tokens: Tokens, at: int) -> Found[Clock] | None:
    found = tokens.words.time.named_clocks.read(tokens, at)
    if not found:
        return None
    return Found(Clock(found.value, 0, certain=True, said=tokens.word(at)), at, found.end)


def read_spoken(tokens: Tokens, at: int, *, led: bool) -> Found[Clock] | None:
    """Read "half past three", "quarter to nine pm", "9 o'clock", "seven thirty"."""
    words = tokens.words.time
    for table, minutes in (
        (words.half_past, 30),
        (words.quarter_past, 15),
        (words.quarter_to, -15),
    ):
        lead = table.read(tokens, at)
        hour = _shifted(tokens, at, lead.end, minutes) if lead else None
        if lead and hour and (led or lead.end - at > 1 or is_closed(tokens, hour.end)):
            return hour
    count = read_count(tokens, at)
    if not count:
        return None
    past = _minutes_past(tokens, count, led=led) or _hour_and_minutes(tokens, count, led=led)
    if past:
        return past
    if tokens.kind(at) is Kind.WORD and tokens.word(at) not in ("a", "an") and count.value <= 12:
        halved = _half_after(
            tokens, count.end, _plain(count.value, tokens.slice(at, count.end)), at
        )
        if halved:
            return halved
    mark = words.o_clock.read(tokens, count.end)
    if not mark or count.value > 24:
        return None
    clock = _plain(count.value, tokens.slice(at, mark.end))
    return _half_after(tokens, mark.end, clock, at) or Found(clock, at, mark.end)


def read_four_digits(tokens: Tokens, at: int, *, led: bool) -> Found[Clock] | None:
    """Read "at 0900", "1530 hours", "0830 tomorrow"; `led` where a word or a day says so."""
    said = tokens.word(at)
    if tokens.kind(at) is not Kind.NUMBER or len(said) != 4:
        return None
    hour, minute = int(said[:2]), int(said[2:])
    unit = tokens.words.time.hundred_hours.read(tokens, at + 1)
    before_day = (at == 0 or said[0] == "0") and read_day(tokens, at + 1)
    if hour > 23 or minute > 59 or not (unit or before_day or (led and is_closed(tokens, at + 1))):
        return None
    clock = Clock(hour, minute, certain=True, said=said)
    return Found(clock, at, unit.end if unit else at + 1)


def read_about(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read "about 3pm": what is exact in itself."""
    lead = tokens.words.time.about.read(tokens, at)
    return (read_exact(tokens, lead.end) or read_named(tokens, lead.end)) if lead else None


def read_dotted(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read "9.30", which only a preposition makes a time."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{2})", tokens.word(at))
    if tokens.kind(at) is not Kind.DECIMAL or not match:
        return None
    hour = int(match[1])
    clock = Clock(hour, int(match[2]), certain=hour > 12 or match[1][0] == "0", said=match[0])
    return Found(clock, at, at + 1)


def read_hour(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read a bare hour, "9" or "nine"; whoever calls has seen a reason to take it for one."""
    count = read_count(tokens, at)
    if not count or tokens.word(at) in ("a", "an") or count.end - at > 1:
        return None
    clock = _plain(count.value, tokens.slice(at, count.end))
    return _half_after(tokens, count.end, clock, at) or Found(clock, at, count.end)


def is_closed(tokens: Tokens, at: int) -> bool:
    """Tell whether an hour may end here: what follows does not look counted by it."""
    if tokens.kind(at) in (None, Kind.LINE, Kind.MARK, Kind.ISO, Kind.SLASHED, Kind.DOTTED):
        return True
    return tokens.words.time.after_hour.read(tokens, at) is not None or bool(read_day(tokens, at))


def is_length(tokens: Tokens, found: Found[Clock]) -> bool:
    """Tell "1h30" from "15h30": an hour of the first half of the day is a length."""
    if tokens.kind(found.start) is not Kind.CLOCK:
        return False
    if ":" in found.value.said and tokens.words.time.hundred_hours.read(tokens, found.end):
        return True
    return "h" in found.value.said and found.value.hour < 13 and found.value.said[0] != "0"


def _shifted(tokens: Tokens, start: int, at: int, minutes: int) -> Found[Clock] | None:
    """Read the hour of "half past three", "ten to noon", "quarter past 6pm", and move it."""
    exact = read_exact(tokens, at) if tokens.kind(at) is Kind.CLOCK else read_named(tokens, at)
    count = read_count(tokens, at) if not exact else None
    if count and (not 1 <= count.value <= 12 or tokens.word(at) in ("a", "an")):
        return None
    base = exact.value if exact else _plain(count.value, "") if count else None
    end = exact.end if exact else count.end if count else at
    if base is None or not base.possible or base.minute or (exact and base.said[-1:].isdigit()):
        return None
    total = base.hour * 60 + minutes
    said = tokens.slice(start, end)
    if base.certain:
        return Found(Clock(total // 60 % 24, total % 60, certain=True, said=said), start, end)
    clock = Clock(total // 60 or 12, total % 60, certain=False, said=said)
    return _half_after(tokens, end, clock, start) or Found(clock, start, end)


def _minutes_past(tokens: Tokens, count: Found[int], *, led: bool) -> Found[Clock] | None:
    """Read "ten past three", "20 to 4", "five minutes to noon"; not the hours of "10 to 12"."""
    words = tokens.words.time
    unit = words.units.read(tokens, count.end)
    at = unit.end if unit and unit.value is Unit.MINUTE else count.end
    word = tokens.word(at)
    if word not in ("past", "to", "after") or count.value not in (5, 10, 15, 20, 25):
        return None
    if word == "after" and at == count.end:
        return None
    if tokens.number(count.start) is not None and tokens.number(at + 1) == count.value:
        return None
    minutes = -count.value if word == "to" else count.value
    found = _shifted(tokens, count.start, at + 1, minutes)
    digits = tokens.kind(count.start) is Kind.NUMBER and tokens.kind(at + 1) is Kind.NUMBER
    if found and not found.value.certain and not led:
        hours = digits and word == "to" and count.value <= 12
        return found if is_closed(tokens, found.end) and not hours else None
    return found


def _hour_and_minutes(tokens: Tokens, count: Found[int], *, led: bool) -> Found[Clock] | None:
    """Read "seven thirty"."""
    minutes = tokens.words.time.spoken_minutes.read(tokens, count.end)
    if not minutes or tokens.kind(count.start) is not Kind.WORD or not 1 <= count.value <= 12:
        return None
    if tokens.word(count.start) in ("a", "an"):
        return None
    said = tokens.slice(count.start, minutes.end)
    clock = Clock(count.value, minutes.value, certain=False, said=said)
    halved = _half_after(tokens, minutes.end, clock, count.start)
    if not halved and not led and not is_closed(tokens, minutes.end):
        return None
    return halved or Found(clock, count.start, minutes.end)


def _half_after(tokens: Tokens, at: int, clock: Clock, start: int) -> Found[Clock] | None:
    """Read "am" or "pm" behind a clock that starts at `start`."""
    words = tokens.words.time
    for table, afternoon in ((words.before_noon, False), (words.after_noon, True)):
        found = table.read(tokens, at)
        if found:
            return Found(_halved(clock, afternoon=afternoon), start, found.end)
    return None


def _halved(clock: Clock, *, afternoon: bool) -> Clock:
    """Return the clock in the half of the day that was named; 13pm becomes impossible."""
    if not 1 <= clock.hour <= 12:
        return replace(clock, hour=99, certain=True)
    return replace(clock, hour=clock.hour % 12 + (12 if afternoon else 0), certain=True)


def _plain(hour: int, said: str) -> Clock:
    return Clock(hour, 0, certain=hour > 12 or hour == 0, said=said)
