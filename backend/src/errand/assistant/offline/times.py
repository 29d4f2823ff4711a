"""The grammar of times of day, and of whole phrases about when."""

from dataclasses import replace
from datetime import datetime

from errand.assistant.offline.clocks import (
    is_closed,
    is_length,
    read_about,
    read_dotted,
    read_exact,
    read_four_digits,
    read_hour,
    read_named,
    read_spoken,
)
from errand.assistant.offline.dates import read_day
from errand.assistant.offline.lengths import read_length
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import (
    Beside,
    Clock,
    DayExpr,
    EndOf,
    InDays,
    OnDate,
    OnWeekday,
    Stretch,
    Unclear,
    When,
)
from errand.assistant.offline.vocabulary import Part

#: Nobody says more of one time; the bound keeps the grammar within its own.
MOST_PIECES = 6


def read_when(tokens: Tokens, at: int) -> Found[When] | None:
    """Read the longest phrase about time that starts at this token, prepositions included."""
    found = _read_pieces(tokens, at) if _can_begin(tokens, at) else None
    for _ in range(MOST_PIECES):
        link = tokens.words.time.or_words.read(tokens, found.end) if found else None
        other = _alternative(tokens, link.end, found) if link and found else None
        if not found or not other:
            break
        alternatives = (*found.value.others, other.value)
        found = Found(replace(found.value, others=alternatives), at, other.end)
    return found


def _alternative(tokens: Tokens, at: int, first: Found[When]) -> Found[When] | None:
    """Read what "or" leads to; after an hour a bare number is another, after a day the next."""
    other = _read_pieces(tokens, at)
    if other:
        return other
    following = tokens.words.time.day_after.read(tokens, at)
    if following and len(first.value.days) == 1:
        days = (Beside(first.value.days[0], 1),)
        return Found(When(days=days), at, following.end)
    return read_bare_hour(tokens, at) if first.value.clocks else None


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
        _part(tokens, start, after_day=after_day),
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
    if following is Kind.WORD and not tokens.words.ranges.to.read(tokens, found.end):
        return _new_piece(tokens, found.end, after_day=True) is None
    return False


def _part(tokens: Tokens, at: int, *, after_day: bool) -> Found[When] | None:
    words = tokens.words.time
    tonight = words.tonight.read(tokens, at)
    if tonight:
        return Found(When(days=(InDays(0),), part=tonight.value), at, tonight.end)
    this = words.this.read(tokens, at)
    found = words.parts.read(tokens, this.end if this else at)
    if not found or words.previous.read(tokens, at - 1):
        return None
    if not (this or after_day) and found.end - found.start == 1 and _is_named(tokens, found):
        return None
    days = (InDays(0),) if this else ()
    return Found(When(days=days, part=found.value), at, found.end)


def _is_named(tokens: Tokens, part: Found[Part]) -> bool:
    """Tell "the morning paper", "night shift" and "parents' evening" from "morning"."""
    if tokens.kind(part.start - 1) is Kind.WORD or tokens.word(part.start - 1) in ("'", "\u2019"):
        return True
    if tokens.kind(part.end) is not Kind.WORD:
        return False
    return not _read_piece(tokens, part.end, after_day=False)


def _minutes_ahead(tokens: Tokens, at: int) -> Found[When] | None:
    """Read "in 20 minutes", "two hours from now"; days ahead are days."""
    words = tokens.words.time
    lead = words.ahead.read(tokens, at)
    length = read_length(tokens, lead.end if lead else at)
    if not length or not length.value.minutes:
        return None
    tail = words.from_now.read(tokens, length.end)
    tail = tail or (words.time_tail.read(tokens, length.end) if lead else None)
    if not lead and not tail:
        return None
    return Found(When(ahead=length.value), at, tail.end if tail else length.end)


def _stamp(tokens: Tokens, at: int) -> Found[When] | None:
    """Read "2026-11-25T09:00"."""
    if tokens.kind(at) is not Kind.ISO_TIME:
        return None
    day, clock = tokens.word(at).split("t")
    if clock.endswith("z") or "+" in clock or "-" in clock:
        return _instant(tokens, at)
    year, month, number = (int(part) for part in day.split("-"))
    hour, minute = (int(part) for part in clock.split(":")[:2])
    whole = When(
        days=(OnDate(number, month, year),), clocks=(Clock(hour, minute, certain=True, said=clock),)
    )
    return Found(whole, at, at + 1)


def _instant(tokens: Tokens, at: int) -> Found[When] | None:
    """Read "2026-11-25T09:00+01:00", the same moment everywhere."""
    try:
        instant = datetime.fromisoformat(tokens.word(at).upper())
    except ValueError:
        return Found(When(problem="a time that there is not"), at, at + 1)
    return Found(When(instant=instant), at, at + 1)


def _clock(tokens: Tokens, at: int, *, after_day: bool = False) -> Found[When] | None:
    """Read a time of day: "at 9", "9:30pm", "half past three", "noon"."""
    words = tokens.words.time
    lead = words.clock_lead.read(tokens, at)
    place = lead.end if lead else at
    led = lead is not None
    found = read_exact(tokens, place) or read_spoken(tokens, place, led=led)
    named = None if found else read_named(tokens, place)
    if named and (led or after_day or _may_end(tokens, named.end)):
        found = named
    found = found or read_four_digits(
        tokens, place, led=led or (after_day and tokens.word(place)[:2] not in ("19", "20"))
    )
    if found and not (led or after_day) and is_length(tokens, found):
        return None
    found = found or _end_of_day(tokens, at)
    if not found and not led:
        found = _hour_of_part(tokens, place) or read_about(tokens, at)
    doubtful = False
    if not found and after_day:
        found = _dotted_after_day(tokens, place)
    if not found and led and not read_day(tokens, place):
        found = read_dotted(tokens, place) or read_hour(tokens, place)
        doubtful = found is not None and not is_closed(tokens, found.end)
    return Found(When(clocks=(found.value,), doubtful=doubtful), at, found.end) if found else None


def _may_end(tokens: Tokens, at: int) -> bool:
    """Tell "noon" and "noon to 3" from "the noon prayer"."""
    return is_closed(tokens, at) or bool(tokens.words.ranges.to.read(tokens, at))


def _dotted_after_day(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read "tomorrow 14.30"."""
    found = read_dotted(tokens, at)
    return found if found and found.value.possible and is_closed(tokens, found.end) else None


def _end_of_day(tokens: Tokens, at: int) -> Found[Clock] | None:
    words = tokens.words.time
    lead = words.day_lead.read(tokens, at)
    start = lead.end if lead else at
    found = words.end_of_day.read(tokens, start)
    if not found:
        return _end_of_named_day(tokens, at, start)
    of = words.of_words.read(tokens, found.end) or words.day_lead.read(tokens, found.end)
    end = of.end if of and read_day(tokens, of.end) else found.end
    return Found(Clock(23, 59, certain=True, said="end of day"), at, end)


def _end_of_named_day(tokens: Tokens, at: int, start: int) -> Found[Clock] | None:
    """Read "the end of" before "today" or "Friday"; the day is a piece of its own."""
    end = tokens.words.time.end_of.read(tokens, start)
    day = read_day(tokens, end.end) if end else None
    if not end or not day or isinstance(day.value, (Stretch, EndOf, Unclear)):
        return None
    return Found(Clock(23, 59, certain=True, said="end of day"), at, end.end)


def _hour_of_part(tokens: Tokens, at: int) -> Found[Clock] | None:
    """Read the 8 of "8 in the morning", "8 tomorrow morning"; the part is a piece of its own."""
    found = read_hour(tokens, at)
    if not found or found.end - at > 1:
        return None
    part = tokens.words.time.parts.read(tokens, found.end)
    if part and part.end - part.start > 1:
        return found
    words = tokens.words.time
    lead = words.day_lead.read(tokens, found.end)
    day = read_day(tokens, lead.end if lead else found.end)
    opens = at == 0 or tokens.kind(at - 1) is Kind.LINE or tokens.word(at - 1) in (",", "(")
    if opens and 0 < found.value.hour <= 12 and (day or _part_of_today(tokens, found.end)):
        return found
    return found if day and words.parts.read(tokens, day.end) else None


def _part_of_today(tokens: Tokens, at: int) -> bool:
    """Tell whether "tonight" or "this afternoon" follows."""
    words = tokens.words.time
    this = words.this.read(tokens, at)
    return bool(words.tonight.read(tokens, at) or (this and words.parts.read(tokens, this.end)))


def read_bare_hour(tokens: Tokens, at: int) -> Found[When] | None:
    """Read "tomorrow 9": a number after a day, when nothing follows that it could count."""
    found = read_hour(tokens, at) if tokens.kind(at) is Kind.NUMBER else None
    if not found or tokens.kind(found.end) not in (None, Kind.LINE, Kind.MARK):
        return None
    return Found(When(clocks=(found.value,)), at, found.end)
