"""The grammar of dates: "24 November", "2026-11-24", "the first Monday of December"."""

from dataclasses import replace
from datetime import date

from errand.assistant.offline.lengths import read_fraction
from errand.assistant.offline.tables import Found, Table
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import (
    DayExpr,
    NthDay,
    OnDate,
    Slashed,
    Unclear,
)
from errand.assistant.offline.vocabulary import Unit


def read_day_then_month(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "24 November 2026", "the 24th of November", "the 24th"."""
    words = tokens.words.time
    article = words.article.read(tokens, at)
    start = article.end if article else at
    day, ordinal = _day_number(tokens, start)
    if day is None:
        return None
    of = words.of_words.read(tokens, start + 1)
    month = words.months.read(tokens, of.end if of else _past_hyphen(tokens, start + 1))
    if month:
        year = read_year(tokens, _past_hyphen(tokens, month.end))
        return Found(
            OnDate(day, month.value, year.value if year else None),
            at,
            year.end if year else month.end,
        )
    spoken = article and _stands_for_a_day(tokens, at, start + 1)
    counted = ordinal and not _counts_a_thing(tokens, at, start + 1)
    return Found(OnDate(day), at, start + 1) if counted or spoken else None


def _counts_a_thing(tokens: Tokens, at: int, end: int) -> bool:
    """Tell "the 4th floor" and "2nd edition" from "on the 4th pay the rent"."""
    words = tokens.words.time
    if words.ordinal_nouns.read(tokens, end):
        return True
    if tokens.kind(end) is not Kind.WORD or tokens.word(end) in words.starters:
        return False
    if words.after_hour.read(tokens, end):
        return False
    before = tokens.word(at - 1) == "," and at > 1
    dated = words.weekdays.ending(tokens, at - 1 if before else at)
    led = words.day_lead.ending(tokens, at) or words.until.ending(tokens, at) or dated
    return not led


def _stands_for_a_day(tokens: Tokens, at: int, end: int) -> bool:
    """Tell "on the first" from "on the first page"."""
    words = tokens.words.time
    led = words.day_lead.ending(tokens, at) and tokens.kind(end - 1) is Kind.WORD
    closed = tokens.kind(end) in (None, Kind.LINE) or tokens.word(end) in (",", ".", "!", "?")
    timed = words.clock_lead.read(tokens, end) and tokens.kind(end + 1) is not Kind.WORD
    return bool(led and (closed or timed))


def _past_hyphen(tokens: Tokens, at: int) -> int:
    """Return the place behind a hyphen that joins both its neighbours: "25-Dec-2026"."""
    if tokens.word(at) != "-" or not 0 < at < len(tokens) - 1:
        return at
    before, mark, after = tokens.items[at - 1 : at + 2]
    return at + 1 if before.end == mark.start and mark.end == after.start else at


def read_day_of_month(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "the 5th of next month", "next month on the 5th"."""
    words = tokens.words.time
    month = _month_by_name(tokens, at)
    if month:
        lead = words.day_lead.read(tokens, month.end)
        article = words.article.read(tokens, lead.end) if lead else None
        place = article.end if article else lead.end if lead else month.end
        day, ordinal = _day_number(tokens, place)
        end = place + 1
    else:
        article = words.article.read(tokens, at)
        place = article.end if article else at
        day, ordinal = _day_number(tokens, place)
        of = words.of_words.read(tokens, place + 1)
        month = _month_by_name(tokens, of.end) if of else None
        end = month.end if month else place
    if day is None or not month or not (ordinal or tokens.kind(place) is Kind.WORD):
        return None
    return Found(NthDay(day, offset=month.value), at, end)


def _month_by_name(tokens: Tokens, at: int) -> Found[int | None] | None:
    """Read "next month", "this month", "the month": how many months on, None for the coming."""
    words = tokens.words.time
    tables: tuple[tuple[Table[bool], int | None], ...] = (
        (words.this, 0),
        (words.upcoming, 1),
        (words.article, None),
    )
    for table, offset in tables:
        lead = table.read(tokens, at)
        unit = words.units.read(tokens, lead.end) if lead else None
        if unit and unit.value is Unit.MONTH:
            return Found(offset, at, unit.end)
    return None


def read_month_then_day(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "November 24", "Nov 24th, 2026"."""
    month = tokens.words.time.months.read(tokens, at)
    if not month:
        return None
    start = _past_hyphen(tokens, month.end)
    article = tokens.words.time.article.read(tokens, start)
    place = article.end if article else start
    day, _ = _day_number(tokens, place)
    if day is None:
        return None
    year = read_year(tokens, place + 1)
    return Found(
        OnDate(day, month.value, year.value if year else None), at, year.end if year else place + 1
    )


def _day_number(tokens: Tokens, at: int) -> tuple[int | None, bool]:
    if tokens.kind(at) is Kind.ORDINAL:
        return int(tokens.word(at)[:-2]), True
    number = tokens.number(at)
    if number is None:
        word = tokens.words.time.ordinals.read(tokens, at)
        number = word.value if word else None
    return (number, False) if number is not None and number <= 99 else (None, False)


def read_year(tokens: Tokens, at: int) -> Found[int] | None:
    place = at + 1 if tokens.word(at) == "," else at
    number = tokens.number(place)
    if number is not None and 1900 <= number <= 2999:
        return Found(number, at, place + 1)
    return _short_year(tokens, at)


def _short_year(tokens: Tokens, at: int) -> Found[int] | None:
    """Read "'27", and the 27 of "3 Dec 27", which can be no hour."""
    marked = tokens.word(at) in ("'", "\u2019", "\u2018")
    place = at + 1 if marked else at
    number = tokens.number(place)
    if number is None or len(tokens.word(place)) != 2:
        return None
    closed = tokens.kind(place + 1) in (None, Kind.MARK, Kind.LINE)
    if not marked and not (closed and number >= 25):
        return None
    return Found(2000 + number, at, place + 1)


def read_numeric(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "2026-11-24", "2027-W05-3", "24/11/2026", "24.11."."""
    kind = tokens.kind(at)
    if kind is Kind.ISO:
        year, month, day = (int(part) for part in tokens.word(at).replace("/", "-").split("-"))
        return Found(OnDate(day, month, year), at, at + 1)
    if kind is Kind.ISO_WEEK:
        return Found(_day_of_week(tokens.word(at)), at, at + 1)
    if kind is Kind.SLASHED and not (_is_always(tokens, at) or _is_share(tokens, at)):
        first, second, *rest = (int(p) for p in tokens.word(at).replace("-", "/").split("/"))
        return Found(Slashed(first, second, rest[0] if rest else None), at, at + 1)
    if kind is Kind.DOTTED:
        day, month, *rest = (int(part) for part in tokens.word(at).split(".") if part)
        return Found(OnDate(day, month, _full_year(rest)), at, at + 1)
    return None


def _day_of_week(said: str) -> DayExpr:
    """Read "2027-w05-3"; a week without its day is no day."""
    digits = said.replace("-", "").replace("w", "")
    try:
        day = date.fromisocalendar(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return Unclear(said.upper())
    return OnDate(day.day, day.month, day.year)


def _is_always(tokens: Tokens, at: int) -> bool:
    """Tell "24/7 support" from "on 24/7"."""
    led = tokens.words.time.day_lead.ending(tokens, at)
    return tokens.word(at) == "24/7" and not led


def _is_share(tokens: Tokens, at: int) -> bool:
    """Tell "1/2 cup of sugar" and "1 1/2 hours" from a date."""
    share = read_fraction(tokens.word(at))
    if share is None:
        return False
    led = tokens.words.time.day_lead.ending(tokens, at)
    measured = tokens.words.ranges.measures.read(tokens, at + 1)
    counted = tokens.kind(at - 1) is Kind.NUMBER and len(tokens.word(at - 1)) < 4
    loose = tokens.word(at + 1) in ("a", "an", "of") and not led
    return bool(measured or counted or loose)


def _full_year(rest: list[int]) -> int | None:
    if not rest:
        return None
    return rest[0] + 2000 if rest[0] < 100 else rest[0]


def read_nth(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "the first Monday of December", "the last day of next month"."""
    words = tokens.words.time
    article = words.article.read(tokens, at)
    place = _place(tokens, article.end if article else at)
    if not place:
        return None
    weekday = words.weekdays.read(tokens, place.end)
    work = words.workdays.read(tokens, place.end)
    day = words.units.read(tokens, place.end) if not weekday else None
    noun = weekday or work or (day if day and day.value is Unit.DAY else None)
    link = next(
        (f for w in (words.of_words, words.ahead) if noun and (f := w.read(tokens, noun.end))), None
    )
    if not noun or not link:
        return None
    which = weekday.value if weekday else None
    nth = NthDay(place.value, which, work=bool(work) and not weekday)
    return _nth_of(tokens, nth, Found(True, at, link.end))


def _nth_of(tokens: Tokens, nth: NthDay, head: Found[bool]) -> Found[DayExpr] | None:
    words = tokens.words.time
    month = words.months.read(tokens, head.end)
    if month:
        year = read_year(tokens, month.end)
        found = replace(nth, month=month.value, year=year.value if year else None)
        return Found(found, head.start, year.end if year else month.end)
    named = _month_by_name(tokens, head.end)
    return Found(replace(nth, offset=named.value), head.start, named.end) if named else None


def read_end_of_month(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "the end of January"."""
    words = tokens.words.time
    end = words.end_of.read(tokens, at)
    month = words.months.read(tokens, end.end) if end else None
    if not month or tokens.kind(month.end) is Kind.ORDINAL:
        return None
    year = read_year(tokens, month.end)
    last = NthDay(-1, month=month.value, year=year.value if year else None)
    return Found(last, at, year.end if year else month.end)


def _place(tokens: Tokens, at: int) -> Found[int] | None:
    if tokens.word(at) == "last":
        return Found(-1, at, at + 1)
    day, ordinal = _day_number(tokens, at)
    named = tokens.words.time.ordinals.read(tokens, at)
    if named or ordinal:
        return Found(day or 0, at, at + 1)
    return None
