"""The grammar of days: each production reads tokens at one place, as far as it can."""

from collections.abc import Callable
from dataclasses import replace

from errand.assistant.offline.lengths import read_length
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import (
    After,
    DayExpr,
    EndOf,
    InDays,
    InMonths,
    Length,
    NthDay,
    OnDate,
    OnWeekday,
    Slashed,
    Stretch,
    Unclear,
    Which,
)
from errand.assistant.offline.vocabulary import Unit

Production = Callable[[Tokens, int], Found[DayExpr] | None]


def read_day(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read one day, week or month that starts at this token."""
    if at not in tokens.days:
        found = [match for production in _worth(tokens, at) if (match := production(tokens, at))]
        tokens.days[at] = max(found, key=lambda match: match.end, default=None)
    return tokens.days[at]


def _worth(tokens: Tokens, at: int) -> tuple[Production, ...]:
    """Return the productions that can begin with this token."""
    if tokens.kind(at) is not Kind.WORD:
        return _BY_NUMBER
    known = tokens.word(at) in tokens.words.time.starters or tokens.word(at)[:2] == "eo"
    return _PRODUCTIONS if known else ()


def _relative(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    found = tokens.words.time.relative_days.read(tokens, at)
    return Found(InDays(found.value), at, found.end) if found else None


def _weekday(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    words = tokens.words.time
    article = words.article.read(tokens, at)
    which, start, weeks = Which.BARE, at, 0
    for table, meaning, later in (
        (words.this, Which.THIS, 0),
        (words.upcoming, Which.NEXT, 0),
        (words.previous, Which.THIS, -1),
    ):
        lead = table.read(tokens, at) or (table.read(tokens, article.end) if article else None)
        if lead:
            which, start, weeks = meaning, lead.end, later
    found = words.weekdays.read(tokens, start)
    if not found:
        return None
    unclear = words.after_next.read(tokens, found.end)
    if unclear:
        return Found(Unclear(tokens.slice(at, unclear.end)), at, unclear.end)
    week = words.units.read(tokens, found.end)
    if which is Which.BARE and week and tokens.word(found.end) == "week":
        return Found(OnWeekday(found.value, weeks_later=1), at, week.end)
    of_week = words.of_week.read(tokens, found.end)
    if which is Which.BARE and of_week:
        return Found(OnWeekday(found.value, of_week.value), at, of_week.end)
    return Found(OnWeekday(found.value, which, weeks), at, found.end)


def _day_then_month(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "24 November 2026", "the 24th of November", "the 24th"."""
    words = tokens.words.time
    article = words.article.read(tokens, at)
    start = article.end if article else at
    day, ordinal = _day_number(tokens, start)
    if day is None:
        return None
    of = words.of_words.read(tokens, start + 1)
    month = words.months.read(tokens, of.end if of else start + 1)
    if month:
        year = _year(tokens, month.end)
        return Found(
            OnDate(day, month.value, year.value if year else None),
            at,
            year.end if year else month.end,
        )
    return Found(OnDate(day), at, start + 1) if ordinal else None


def _month_then_day(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "November 24", "Nov 24th, 2026"."""
    month = tokens.words.time.months.read(tokens, at)
    if not month:
        return None
    article = tokens.words.time.article.read(tokens, month.end)
    place = article.end if article else month.end
    day, _ = _day_number(tokens, place)
    if day is None:
        return None
    year = _year(tokens, place + 1)
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


def _year(tokens: Tokens, at: int) -> Found[int] | None:
    place = at + 1 if tokens.word(at) == "," else at
    number = tokens.number(place)
    if number is not None and 1900 <= number <= 2999:
        return Found(number, at, place + 1)
    return None


def _numeric(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "2026-11-24", "24/11/2026", "24.11."."""
    kind = tokens.kind(at)
    if kind is Kind.ISO:
        year, month, day = (int(part) for part in tokens.word(at).replace("/", "-").split("-"))
        return Found(OnDate(day, month, year), at, at + 1)
    if kind is Kind.SLASHED:
        first, second, *rest = (int(part) for part in tokens.word(at).split("/"))
        return Found(Slashed(first, second, rest[0] if rest else None), at, at + 1)
    if kind is Kind.DOTTED:
        day, month, *rest = (int(part) for part in tokens.word(at).split(".") if part)
        return Found(OnDate(day, month, _full_year(rest)), at, at + 1)
    return None


def _full_year(rest: list[int]) -> int | None:
    if not rest:
        return None
    return rest[0] + 2000 if rest[0] < 100 else rest[0]


def _ahead(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "in three days", "two weeks from now", "a week from Friday"."""
    words = tokens.words.time
    lead = words.ahead.read(tokens, at)
    length = read_length(tokens, lead.end if lead else at)
    if not length or length.value.minutes:
        return None
    day = _as_day(length.value)
    if lead:
        return Found(day, at, length.end)
    tail = words.from_now.read(tokens, length.end)
    if tail:
        return Found(day, at, tail.end)
    return _ahead_of_day(tokens, at, length)


def _ahead_of_day(tokens: Tokens, at: int, length: Found[Length]) -> Found[DayExpr] | None:
    """Read "a week from Friday", "two days before 24 December", "a week tomorrow"."""
    link = tokens.words.time.from_day.read(tokens, length.end)
    whole_weeks = length.value.days and length.value.days % 7 == 0
    place = link.end if link else length.end
    base = read_day(tokens, place) if link or whole_weeks else None
    if base is None or isinstance(base.value, (Stretch, Unclear)):
        return None
    sign = link.value if link else 1
    return Found(
        After(base.value, sign * length.value.days, sign * length.value.months), at, base.end
    )


def _nth(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "the first Monday of December", "the last day of next month"."""
    words = tokens.words.time
    article = words.article.read(tokens, at)
    place = _place(tokens, article.end if article else at)
    if not place:
        return None
    weekday = words.weekdays.read(tokens, place.end)
    day = words.units.read(tokens, place.end) if not weekday else None
    noun = weekday or (day if day and day.value is Unit.DAY else None)
    link = next(
        (f for w in (words.of_words, words.ahead) if noun and (f := w.read(tokens, noun.end))), None
    )
    if not noun or not link:
        return None
    which = weekday.value if weekday else None
    return _nth_of(tokens, NthDay(place.value, which), Found(True, at, link.end))


def _nth_of(tokens: Tokens, nth: NthDay, head: Found[bool]) -> Found[DayExpr] | None:
    words = tokens.words.time
    month = words.months.read(tokens, head.end)
    if month:
        year = _year(tokens, month.end)
        found = replace(nth, month=month.value, year=year.value if year else None)
        return Found(found, head.start, year.end if year else month.end)
    for table, offset in ((words.this, 0), (words.upcoming, 1), (words.article, 0)):
        lead = table.read(tokens, head.end)
        unit = words.units.read(tokens, lead.end) if lead else None
        if unit and unit.value is Unit.MONTH:
            return Found(replace(nth, offset=offset), head.start, unit.end)
    return None


def _place(tokens: Tokens, at: int) -> Found[int] | None:
    if tokens.word(at) == "last":
        return Found(-1, at, at + 1)
    day, ordinal = _day_number(tokens, at)
    named = tokens.words.time.ordinals.read(tokens, at)
    if named or ordinal:
        return Found(day or 0, at, at + 1)
    return None


def _as_day(length: Length) -> DayExpr:
    return InMonths(length.months) if length.months else InDays(length.days)


def _stretch(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "this week", "next month", "the weekend", "the end of the month"."""
    words = tokens.words.time
    end = words.end_of.read(tokens, at)
    place = end.end if end else at
    article = words.article.read(tokens, place)
    lead = words.this.read(tokens, place)
    following = words.upcoming.read(tokens, place)
    skipped = lead or following or article
    unit = words.units.read(tokens, skipped.end if skipped else place)
    if not unit or unit.value in (Unit.MINUTE, Unit.HOUR, Unit.FORTNIGHT):
        return None
    offset = 1 if following else 0
    if end and unit.value is Unit.DAY:
        return None
    if end:
        return Found(EndOf(unit.value, offset), at, unit.end)
    named = lead or following or (unit.value is Unit.WEEKEND)
    if not named or unit.value is Unit.DAY:
        return None
    return Found(Stretch(unit.value, offset), at, unit.end)


def _short_end(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    ends = {"eow": Unit.WEEK, "eom": Unit.MONTH, "eoy": Unit.YEAR}
    unit = ends.get(tokens.word(at))
    return Found(EndOf(unit), at, at + 1) if unit else None


_PRODUCTIONS: tuple[Production, ...] = (
    _nth,
    _relative,
    _weekday,
    _day_then_month,
    _month_then_day,
    _numeric,
    _ahead,
    _stretch,
    _short_end,
)
_BY_NUMBER: tuple[Production, ...] = (_nth, _day_then_month, _numeric, _ahead)
