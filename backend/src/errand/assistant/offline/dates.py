"""The grammar of days: each production reads tokens at one place, as far as it can."""

from collections.abc import Callable

from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import (
    DayExpr,
    EndOf,
    InDays,
    InMonths,
    Length,
    OnDate,
    OnWeekday,
    Slashed,
    Stretch,
    Which,
)
from errand.assistant.offline.vocabulary import Found, Unit

Production = Callable[[Tokens, int], Found[DayExpr] | None]


def read_day(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read one day, week or month that starts at this token."""
    found = [match for production in _PRODUCTIONS if (match := production(tokens, at))]
    return max(found, key=lambda match: match.end, default=None)


def read_count(tokens: Tokens, at: int) -> Found[int] | None:
    """Read a count in digits or as a word."""
    number = tokens.number(at)
    if number is not None:
        return Found(number, at, at + 1) if number < 10_000 else None
    return tokens.words.time.numerals.read(tokens, at)


def read_length(tokens: Tokens, at: int) -> Found[Length] | None:
    """Read a length of time, such as "two weeks"."""
    count = read_count(tokens, at)
    unit = tokens.words.time.units.read(tokens, count.end) if count else None
    if not count or not unit:
        return None
    n = count.value
    lengths = {
        Unit.MINUTE: Length(minutes=n),
        Unit.HOUR: Length(minutes=60 * n),
        Unit.DAY: Length(days=n),
        Unit.WEEK: Length(days=7 * n),
        Unit.MONTH: Length(months=n),
        Unit.YEAR: Length(months=12 * n),
    }
    length = lengths.get(unit.value)
    return Found(length, at, unit.end) if length else None


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
    week = words.units.read(tokens, found.end)
    if which is Which.BARE and week and tokens.word(found.end) == "week":
        return Found(OnWeekday(found.value, weeks_later=1), at, week.end)
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
        year, month, day = (int(part) for part in tokens.word(at).split("-"))
        return Found(OnDate(day, month, year), at, at + 1)
    if kind is Kind.SLASHED:
        first, second, *rest = (int(part) for part in tokens.word(at).split("/"))
        return Found(Slashed(first, second, _full_year(rest)), at, at + 1)
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
    link = tokens.words.time.from_day.read(tokens, length.end)
    base = (_relative(tokens, link.end) or _weekday(tokens, link.end)) if link else None
    if base is None or length.value.months:
        return None
    if isinstance(base.value, InDays):
        return Found(InDays(base.value.days + length.value.days), at, base.end)
    if isinstance(base.value, OnWeekday) and length.value.days % 7 == 0:
        weeks = base.value.weeks_later + length.value.days // 7
        return Found(OnWeekday(base.value.weekday, base.value.which, weeks), at, base.end)
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
    if not unit or unit.value in (Unit.MINUTE, Unit.HOUR):
        return None
    offset = 1 if following else 0
    if end:
        return Found(EndOf(unit.value, offset), at, unit.end)
    named = lead or following or (unit.value is Unit.WEEKEND)
    if not named or unit.value is Unit.DAY:
        return None
    return Found(Stretch(unit.value, offset), at, unit.end)


def _short_end(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    ends = {"eod": Unit.DAY, "eow": Unit.WEEK, "eom": Unit.MONTH, "eoy": Unit.YEAR}
    unit = ends.get(tokens.word(at))
    return Found(EndOf(unit), at, at + 1) if unit else None


_PRODUCTIONS: tuple[Production, ...] = (
    _relative,
    _weekday,
    _day_then_month,
    _month_then_day,
    _numeric,
    _ahead,
    _stretch,
    _short_end,
)
