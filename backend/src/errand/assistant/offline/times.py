"""The grammar of times of day, and of whole phrases about when."""

import re
from dataclasses import replace

from errand.assistant.offline.dates import read_day
from errand.assistant.offline.lengths import read_count, read_length
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import Clock, DayExpr, InDays, OnDate, OnWeekday, When

#: Nobody says more of one time; the bound keeps the grammar within its own.
MOST_PIECES = 6

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s?(h|[ap])?")


def read_when(tokens: Tokens, at: int) -> Found[When] | None:
    """Read the longest phrase about time that starts at this token, prepositions included."""
    found = _read_pieces(tokens, at) if _can_begin(tokens, at) else None
    for _ in range(MOST_PIECES):
        link = tokens.words.time.or_words.read(tokens, found.end) if found else None
        other = _read_pieces(tokens, link.end) if link else None
        if not found or not other:
            break
        alternatives = (*found.value.others, other.value)
        found = Found(replace(found.value, others=alternatives), at, other.end)
    return found


def _can_begin(tokens: Tokens, at: int) -> bool:
    """Rule out most places at once; the productions are tried at the others."""
    if tokens.kind(at) is Kind.WORD:
        return tokens.word(at) in tokens.words.time.starters or tokens.word(at)[:2] == "eo"
    return tokens.kind(at) is not Kind.LINE


def _read_pieces(tokens: Tokens, at: int) -> Found[When] | None:
    whole, place = When(), at
    for _ in range(MOST_PIECES):
        piece = _read_piece(tokens, place, after_day=bool(whole.days))
        if piece is None:
            break
        whole, place = whole.joined(piece.value), piece.end
    return Found(whole, at, place) if place > at else None


def _read_piece(tokens: Tokens, at: int, *, after_day: bool) -> Found[When] | None:
    key = (at, after_day)
    if key not in tokens.pieces:
        tokens.pieces[key] = _new_piece(tokens, at, after_day=after_day)
    return tokens.pieces[key]


def _new_piece(tokens: Tokens, at: int, *, after_day: bool) -> Found[When] | None:
    start = at + 1 if at and tokens.word(at) == "," and after_day else at
    if not _can_begin(tokens, start):
        return None
    options = [
        _day(tokens, start),
        _clock(tokens, start, after_day=after_day),
        _stamp(tokens, start),
        _part(tokens, start),
        _minutes_ahead(tokens, start),
    ]
    found = max((o for o in options if o), key=lambda o: o.end, default=None)
    if not found and after_day:
        found = read_bare_hour(tokens, start)
    return Found(found.value, at, found.end) if found else None


def _day(tokens: Tokens, at: int) -> Found[When] | None:
    lead = tokens.words.time.day_lead.read(tokens, at)
    found = read_day(tokens, lead.end if lead else at)
    if not found or (not lead and _is_other_word(tokens, found)):
        return None
    return Found(When(days=(found.value,)), at, found.end)


def _is_other_word(tokens: Tokens, found: Found[DayExpr]) -> bool:
    """Tell whether a short name of a day is a word of its own: "sun cream", "sat down"."""
    words = tokens.words.time
    if words.adjectives.read(tokens, found.start - 1):
        return True
    short = words.doubtful.read(tokens, found.start)
    article = words.article.read(tokens, found.start)
    named = article and isinstance(found.value, OnWeekday)
    if not named and (not short or short.end != found.end):
        return False
    following = tokens.kind(found.end)
    if following is Kind.WORD:
        return _new_piece(tokens, found.end, after_day=True) is None
    return False


def _part(tokens: Tokens, at: int) -> Found[When] | None:
    words = tokens.words.time
    tonight = words.tonight.read(tokens, at)
    if tonight:
        return Found(When(days=(InDays(0),), part=tonight.value), at, tonight.end)
    this = words.this.read(tokens, at)
    found = words.parts.read(tokens, this.end if this else at)
    if not found:
        return None
    days = (InDays(0),) if this else ()
    return Found(When(days=days, part=found.value), at, found.end)


def _minutes_ahead(tokens: Tokens, at: int) -> Found[When] | None:
    """Read "in 20 minutes", "two hours from now"; days ahead are days."""
    words = tokens.words.time
    lead = words.ahead.read(tokens, at)
    length = read_length(tokens, lead.end if lead else at)
    if not length or not length.value.minutes:
        return None
    tail = words.from_now.read(tokens, length.end)
    if not lead and not tail:
        return None
    return Found(When(ahead=length.value), at, tail.end if tail else length.end)


def _stamp(tokens: Tokens, at: int) -> Found[When] | None:
    """Read "2026-11-25T09:00"."""
    if tokens.kind(at) is not Kind.ISO_TIME:
        return None
    day, clock = tokens.word(at).split("t")
    year, month, number = (int(part) for part in day.split("-"))
    hour, minute = (int(part) for part in clock.split(":")[:2])
    whole = When(
        days=(OnDate(number, month, year),), clocks=(Clock(hour, minute, certain=True, said=clock),)
    )
    return Found(whole, at, at + 1)


def _clock(tokens: Tokens, at: int, *, after_day: bool = False) -> Found[When] | None:
    """Read a time of day: "at 9", "9:30pm", "half past three", "noon"."""
    words = tokens.words.time
    lead = words.clock_lead.read(tokens, at)
    place = lead.end if lead else at
    found = _exact(tokens, place) or _named(tokens, place) or _spoken(tokens, place, led=bool(lead))
    if found and not (lead or after_day) and _is_length(tokens, found):
        return None
    found = found or _end_of_day(tokens, at)
    if not found and not lead:
        found = _hour_of_part(tokens, place)
    doubtful = False
    if not found and lead:
        found = _dotted(tokens, place) or _hour(tokens, place)
        doubtful = found is not None and not _closed(tokens, found.end)
    return Found(When(clocks=(found.value,), doubtful=doubtful), at, found.end) if found else None


def _is_length(tokens: Tokens, found: Found[Clock]) -> bool:
    """Tell "1h30" from "15h30": an hour of the first half of the day is a length."""
    if tokens.kind(found.start) is not Kind.CLOCK:
        return False
    return "h" in found.value.said and found.value.hour < 13 and found.value.said[0] != "0"


def _end_of_day(tokens: Tokens, at: int) -> Found[Clock] | None:
    words = tokens.words.time
    lead = words.day_lead.read(tokens, at)
    found = words.end_of_day.read(tokens, lead.end if lead else at)
    if not found:
        return None
    of = words.of_words.read(tokens, found.end) or words.day_lead.read(tokens, found.end)
    end = of.end if of and read_day(tokens, of.end) else found.end
    return Found(Clock(23, 59, certain=True, said="end of day"), at, end)


def _hour_of_part(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read the 8 of "8 in the morning"; the part of the day is a piece of its own."""
    found = _hour(tokens, at)
    part = tokens.words.time.parts.read(tokens, found.end) if found else None
    return found if part and part.end - part.start > 1 else None


def _closed(tokens: Tokens, at: int) -> bool:
    """Tell whether an hour may end here: what follows does not look counted by it."""
    if tokens.kind(at) in (None, Kind.LINE, Kind.MARK, Kind.ISO, Kind.SLASHED, Kind.DOTTED):
        return True
    return tokens.words.time.after_hour.read(tokens, at) is not None or bool(read_day(tokens, at))


def _exact(tokens: Tokens, at: int) -> Found[Clock] | None:
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
    tail = _half_after(tokens, at + 1, clock) if half is None else None
    return tail or Found(clock, at, at + 1)


def _dotted(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read "9.30", which only a preposition makes a time."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{2})", tokens.word(at))
    if tokens.kind(at) is not Kind.DECIMAL or not match:
        return None
    hour = int(match[1])
    clock = Clock(hour, int(match[2]), certain=hour > 12 or match[1][0] == "0", said=match[0])
    return Found(clock, at, at + 1)


def _halved(clock: Clock, *, afternoon: bool) -> Clock:
    """Return the clock in the half of the day that was named; 13pm becomes impossible."""
    if not 1 <= clock.hour <= 12:
        return replace(clock, hour=99, certain=True)
    return replace(clock, hour=clock.hour % 12 + (12 if afternoon else 0), certain=True)


def _half_after(tokens: Tokens, at: int, clock: Clock) -> Found[Clock] | None:
    words = tokens.words.time
    for table, afternoon in ((words.before_noon, False), (words.after_noon, True)):
        found = table.read(tokens, at)
        if found:
            return Found(_halved(clock, afternoon=afternoon), at - 1, found.end)
    return None


def _named(tokens: Tokens, at: int) -> Found[Clock] | None:
    found = tokens.words.time.named_clocks.read(tokens, at)
    if not found:
        return None
    return Found(Clock(found.value, 0, certain=True, said=tokens.word(at)), at, found.end)


def _spoken(tokens: Tokens, at: int, *, led: bool) -> Found[Clock] | None:
    """Read "half past three", "quarter to nine", "9 o'clock"."""
    words = tokens.words.time
    for table, minutes in (
        (words.half_past, 30),
        (words.quarter_past, 15),
        (words.quarter_to, -15),
    ):
        lead = table.read(tokens, at)
        count = read_count(tokens, lead.end) if lead and (led or lead.end - at > 1) else None
        if lead and count and 1 <= count.value <= 12:
            total = count.value * 60 + minutes
            hour = total // 60 or 12
            return Found(
                Clock(hour, total % 60, certain=False, said=tokens.slice(at, count.end)),
                at,
                count.end,
            )
    count = read_count(tokens, at)
    past = _minutes_past(tokens, count) if count else None
    if past:
        return past
    mark = words.o_clock.read(tokens, count.end) if count else None
    if not count or not mark:
        return None
    return Found(_plain(count.value, tokens.slice(at, mark.end)), at, mark.end)


def _minutes_past(tokens: Tokens, count: Found[int]) -> Found[Clock] | None:
    """Read "ten past three", "20 to 4"."""
    word = tokens.word(count.end)
    hour = read_count(tokens, count.end + 1)
    if word not in ("past", "to") or not hour or count.value not in (5, 10, 20, 25):
        return None
    if not 1 <= hour.value <= 12 or tokens.number(count.start) == hour.value:
        return None
    total = hour.value * 60 + (count.value if word == "past" else -count.value)
    said = tokens.slice(count.start, hour.end)
    clock = Clock(total // 60 or 12, total % 60, certain=False, said=said)
    return _half_after(tokens, hour.end, clock) or Found(clock, count.start, hour.end)


def _hour(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read a bare hour, "9" or "nine"; whoever calls has seen a reason to take it for one."""
    count = read_count(tokens, at)
    if not count or tokens.word(at) in ("a", "an") or count.end - at > 1:
        return None
    clock = _plain(count.value, tokens.slice(at, count.end))
    return _half_after(tokens, count.end, clock) or Found(clock, at, count.end)


def _plain(hour: int, said: str) -> Clock:
    return Clock(hour, 0, certain=hour > 12 or hour == 0, said=said)


def read_bare_hour(tokens: Tokens, at: int) -> Found[When] | None:
    """Read "tomorrow 9": a number after a day, when nothing follows that it could count."""
    found = _hour(tokens, at) if tokens.kind(at) is Kind.NUMBER else None
    if not found or tokens.kind(found.end) not in (None, Kind.LINE, Kind.MARK):
        return None
    return Found(When(clocks=(found.value,)), at, found.end)
