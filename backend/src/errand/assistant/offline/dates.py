"""The grammar of days: each production reads tokens at one place, as far as it can."""

from collections.abc import Callable

from errand.assistant.offline.dated import (
    read_day_of_month,
    read_day_then_month,
    read_month_then_day,
    read_nth,
    read_numeric,
)
from errand.assistant.offline.lengths import read_length
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import (
    After,
    Beside,
    DayExpr,
    EndOf,
    InDays,
    InMonths,
    Length,
    OnWeekday,
    Stretch,
    Unclear,
    Which,
)
from errand.assistant.offline.vocabulary import Unit

MOST_NESTED = 6
"""Nobody counts days from days any deeper: "a week after the day before Friday"."""
Production = Callable[[Tokens, int], Found[DayExpr] | None]


def read_day(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read one day, week or month that starts at this token."""
    if at not in tokens.days and tokens.depth < MOST_NESTED:
        tokens.depth += 1
        found = [match for production in _worth(tokens, at) if (match := production(tokens, at))]
        tokens.days[at] = max(found, key=lambda match: match.end, default=None)
        tokens.depth -= 1
    return tokens.days.get(at)


def _worth(tokens: Tokens, at: int) -> tuple[Production, ...]:
    """Return the productions that can begin with this token."""
    if tokens.kind(at) is not Kind.WORD:
        return _BY_NUMBER
    known = tokens.word(at) in tokens.words.time.starters or tokens.word(at)[:2] == "eo"
    return _PRODUCTIONS if known else ()


def _relative(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "tomorrow", and "tomorrow week", which is seven days later."""
    found = tokens.words.time.relative_days.read(tokens, at)
    if not found:
        return None
    if tokens.word(found.end) == "week" and found.value >= 0:
        return Found(InDays(found.value + 7), at, found.end + 1)
    return Found(InDays(found.value), at, found.end)


def _beside(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "the day before Friday", "the Monday after 24 December"."""
    words = tokens.words.time
    article = words.article.read(tokens, at)
    place = article.end if article else at
    weekday = words.weekdays.read(tokens, place)
    head = weekday.end if weekday else place + 1
    if not weekday and tokens.word(place) != "day":
        return None
    link = words.from_day.read(tokens, head)
    if not link or tokens.word(head) not in ("after", "before"):
        return None
    base = read_day(tokens, link.end)
    if not base or isinstance(base.value, (Stretch, Unclear)):
        return None
    which = weekday.value if weekday else None
    return Found(Beside(base.value, link.value, which), at, base.end)


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


def _ahead(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "in three days", "two weeks from now", "a week from Friday"."""
    words = tokens.words.time
    lead = words.ahead.read(tokens, at)
    length = read_length(tokens, lead.end if lead else at)
    if not length and words.units.has(tokens.word(at)) and tokens.word(at) == "fortnight":
        return _ahead_of_day(tokens, at, Found(Length(days=14), at, at + 1))
    if not length or length.value.minutes:
        return None
    day = _as_day(length.value)
    if lead:
        tail = words.time_tail.read(tokens, length.end)
        return Found(day, at, tail.end if tail else length.end)
    tail = words.from_now.read(tokens, length.end)
    if tail:
        return Found(day, at, tail.end)
    ago = words.ago.read(tokens, length.end)
    if ago:
        return Found(_as_day(length.value.times(-1)), at, ago.end)
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
    if unit.value is Unit.DAY:
        return None
    after_next = None if lead or following else words.after_next.read(tokens, unit.end)
    if after_next and tokens.word(after_next.end - 1) == "next":
        return Found(Stretch(unit.value, 2), at, after_next.end)
    return Found(Stretch(unit.value, offset), at, unit.end) if named else None


def _short_end(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "month end", "EOY", "the month's end"."""
    words = tokens.words.time
    article = words.article.read(tokens, at)
    found = words.month_ends.read(tokens, at)
    if not found and article:
        found = words.month_ends.read(tokens, article.end)
    return Found(EndOf(found.value), at, found.end) if found else None


_PRODUCTIONS: tuple[Production, ...] = (
    read_nth,
    read_day_of_month,
    _beside,
    _relative,
    _weekday,
    read_day_then_month,
    read_month_then_day,
    read_numeric,
    _ahead,
    _stretch,
    _short_end,
)


_BY_NUMBER: tuple[Production, ...] = (
    read_nth,
    read_day_of_month,
    read_day_then_month,
    read_numeric,
    _ahead,
)
