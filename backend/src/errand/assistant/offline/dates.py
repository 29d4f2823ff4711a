"""The grammar of days: each production reads tokens at one place, as far as it can."""

from collections.abc import Callable

from errand.assistant.offline.dated import (
    read_day_of_month,
    read_day_then_month,
    read_end_of_month,
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
    weeks = _weeks_later(tokens, found.end) if found.value >= 0 else 0
    return Found(InDays(found.value + 7 * weeks), at, found.end + (1 if weeks else 0))


def _weeks_later(tokens: Tokens, at: int) -> int:
    """Read the "week" of "Friday week", the "fortnight" of "tomorrow fortnight"."""
    unit = tokens.words.time.units.read(tokens, at)
    single = unit and tokens.word(at)[-1] != "s"
    if not unit or not single or unit.value not in (Unit.WEEK, Unit.FORTNIGHT):
        return 0
    return 1 if unit.value is Unit.WEEK else 2


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
        (words.coming, Which.COMING, 0),
        (words.upcoming, Which.NEXT, 0),
        (words.previous, Which.THIS, -1),
    ):
        lead = table.read(tokens, at) or (table.read(tokens, article.end) if article else None)
        if lead:
            which, start, weeks = meaning, lead.end, later
    found = words.weekdays.read(tokens, start)
    if not found:
        return None
    if which is Which.BARE:
        return _bare_weekday(tokens, Found(found.value, at, found.end))
    return Found(OnWeekday(found.value, which, weeks), at, found.end)


def _bare_weekday(tokens: Tokens, found: Found[int]) -> Found[DayExpr]:
    """Read what follows a weekday: "Friday week", "Friday of next week", "Friday after next"."""
    words = tokens.words.time
    weeks = _weeks_later(tokens, found.end)
    if weeks:
        return Found(OnWeekday(found.value, weeks_later=weeks), found.start, found.end + 1)
    of_week = words.of_week.read(tokens, found.end)
    if of_week:
        return Found(OnWeekday(found.value, of_week.value), found.start, of_week.end)
    unclear = words.after_next.read(tokens, found.end)
    if unclear:
        said = tokens.slice(found.start, unclear.end)
        return Found(Unclear(said), found.start, unclear.end)
    return Found(OnWeekday(found.value), found.start, found.end)


def _ahead(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "in three days", "two weeks from now", "a week from Friday"."""
    words = tokens.words.time
    lead = words.ahead.read(tokens, at)
    length = read_length(tokens, lead.end if lead else at)
    opens = at == 0 and tokens.word(at) == "week"
    if not length and (opens or tokens.word(at) == "fortnight"):
        return _ahead_of_day(tokens, at, Found(Length(days=7 if opens else 14), at, at + 1))
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
    if isinstance(base.value, OnWeekday) and base.value.weeks_later < 0:
        return Found(Unclear(tokens.slice(at, base.end)), at, base.end)
    sign = link.value if link else 1
    return Found(
        After(base.value, sign * length.value.days, sign * length.value.months), at, base.end
    )


def _as_day(length: Length) -> DayExpr:
    if length.months and length.days:
        return After(InMonths(length.months), length.days)
    return InMonths(length.months) if length.months else InDays(length.days)


_NO_STRETCHES = (Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.FORTNIGHT)


def _stretch(tokens: Tokens, at: int) -> Found[DayExpr] | None:
    """Read "this week", "next month", "the weekend", "the end of the month"."""
    words = tokens.words.time
    end = words.end_of.read(tokens, at)
    place = end.end if end else at
    article = words.article.read(tokens, place)
    lead = words.this.read(tokens, place) or words.coming.read(tokens, place)
    following = words.upcoming.read(tokens, place)
    skipped = lead or following or article
    unit = words.units.read(tokens, skipped.end if skipped else place)
    if not unit or unit.value in _NO_STRETCHES:
        return None
    offset = 1 if following else 0
    if unit.value is not Unit.WEEKEND and _counts_from_today(tokens, place):
        return Found(Unclear(tokens.slice(at, unit.end)), at, unit.end)
    if end:
        return Found(EndOf(unit.value, offset), at, unit.end)
    named = lead or following or (unit.value is Unit.WEEKEND)
    after_next = None if lead or following else words.after_next.read(tokens, unit.end)
    if after_next and after_next.end > unit.end + 1:
        return Found(Stretch(unit.value, 2), at, after_next.end)
    if not (lead or following) and _is_noun_before(tokens, at, unit.end):
        return None
    return Found(Stretch(unit.value, offset), at, unit.end) if named else None


def _is_noun_before(tokens: Tokens, at: int, end: int) -> bool:
    """Tell "the weekend bag" from "at the weekend pack the bag"."""
    words = tokens.words
    if tokens.kind(end) is not Kind.WORD or words.time.after_hour.read(tokens, end):
        return False
    led = words.time.day_lead.ending(tokens, at) or words.ranges.lead.ending(tokens, at)
    return not led


def _counts_from_today(tokens: Tokens, at: int) -> bool:
    """Tell "the next week" and "the coming month", which may begin today, from "next week"."""
    words = tokens.words.time
    if words.coming.read(tokens, at):
        return True
    return bool(words.upcoming.read(tokens, at) and words.article.read(tokens, at - 1))


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
    read_end_of_month,
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
