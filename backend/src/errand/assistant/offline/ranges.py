"""The grammar of intervals: "from Monday to Friday", "14:00-15:30", "this weekend", "in May"."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from errand.assistant.offline.dated import read_year
from errand.assistant.offline.dates import read_day
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import OnDate, Stretch, When
from errand.assistant.offline.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval: a time, or a bare number that its other end explains."""

    when: When = field(default_factory=When)
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """From one end to the other; `day` is what was said for both."""

    first: End
    last: End
    day: When = field(default_factory=When)


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its name."""

    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Tonight:
    """From 18:00 to midnight."""


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week in which a day lies, or the seven days that it opens."""

    day: When
    opens: bool = False


Range = Between | Month | Tonight | Stretch | WeekOf


def read_range(tokens: Tokens, at: int) -> Found[Range] | None:
    """Read the longest interval that starts at this token."""
    found = [f for read in _PRODUCTIONS if (f := read(tokens, at))]
    best = max(found, key=lambda f: f.end, default=None)
    when = read_when(tokens, at) if best else None
    # "Next week on Friday", "tonight at 9": more was said than the interval.
    return None if best and when and when.end > best.end else best


def _stretch(tokens: Tokens, at: int) -> Found[Range] | None:
    lead = tokens.words.ranges.lead.read(tokens, at)
    found = read_day(tokens, lead.end if lead else at)
    if not found or not isinstance(found.value, Stretch):
        return None
    if found.value.unit is Unit.MONTH and found.value.offset:
        return None
    return Found(found.value, at, found.end)


def _month(tokens: Tokens, at: int) -> Found[Range] | None:
    lead = tokens.words.ranges.month_lead.read(tokens, at)
    month = tokens.words.time.months.read(tokens, lead.end if lead else at)
    if not month or tokens.kind(month.end) is Kind.ORDINAL:
        return None
    year = tokens.number(month.end)
    dated = year is not None and 1900 <= year <= 2999
    end = month.end + 1 if dated else month.end
    if year is not None and not dated:
        return None
    if not (lead or dated or (at == 0 and end == len(tokens))):
        return None
    return Found(Month(month.value, year if dated else None), at, end)


def _tonight(tokens: Tokens, at: int) -> Found[Range] | None:
    found = tokens.words.time.tonight.read(tokens, at)
    return Found(Tonight(), at, found.end) if found else None


def _week_of(tokens: Tokens, at: int) -> Found[Range] | None:
    """Read "the week of 7 December", "week commencing 7 December"."""
    words = tokens.words.ranges
    led = words.lead.read(tokens, at)
    found = words.week_of.read(tokens, led.end if led else at)
    when = read_when(tokens, found.end) if found else None
    if not found or not when or len(when.value.days) != 1 or when.value.clocks or when.value.others:
        return None
    if isinstance(when.value.days[0], Stretch) or when.value.part:
        return None
    return Found(WeekOf(when.value, found.value), at, when.end)


def _between(tokens: Tokens, at: int) -> Found[Range] | None:
    found = _both_ends(tokens, at)
    return Found(found.value, found.start, found.end) if found else None


def _both_ends(tokens: Tokens, at: int) -> Found[Between] | None:
    """Read an optional day, both ends, and an optional day behind them."""
    day = read_when(tokens, at)
    if day and not day.value.clocks:
        ends = _ends(tokens, day.end)
        if ends and not _has_days(ends.value) and _is_plausible(tokens, ends):
            return Found(replace(ends.value, day=day.value), at, ends.end)
    ends = _ends(tokens, at)
    if not ends:
        return None
    after = read_when(tokens, ends.end) if not _has_days(ends.value) else None
    if after and not after.value.clocks and _is_plausible(tokens, ends):
        return Found(replace(ends.value, day=after.value), at, after.end)
    led = tokens.words.ranges.from_.read(tokens, at) or tokens.words.ranges.between.read(tokens, at)
    closed = tokens.kind(ends.end) in (None, Kind.MARK, Kind.LINE)
    return ends if not _is_bare(ends.value) or (led and closed) else None


def _with_year(tokens: Tokens, ends: Found[Between]) -> Found[Between]:
    """Read the year behind "March 3-5", which is that of both."""
    days = ends.value.first.when.days
    model = days[0] if days and isinstance(days[0], OnDate) else None
    year = read_year(tokens, ends.end) if model else None
    other = ends.value.last.when.days
    own = other[0] if other and isinstance(other[0], OnDate) else None
    loose = ends.value.last.number or (own and own.month is None)
    if not model or not year or model.year or not loose:
        return ends
    dated = End(replace(ends.value.first.when, days=(replace(model, year=year.value),)))
    return Found(replace(ends.value, first=dated), ends.start, year.end)


def _is_bare(ends: Between) -> bool:
    return ends.first.number is not None and ends.last.number is not None


def _is_plausible(tokens: Tokens, ends: Found[Between]) -> bool:
    """Tell "9-5 tomorrow" from a score: two numbers that no word leads are hours in order."""
    first, last = ends.value.first.number, ends.value.last.number
    if first is None or last is None:
        return True
    led = tokens.words.ranges.from_.read(tokens, ends.start)
    led = led or tokens.words.ranges.between.read(tokens, ends.start)
    return bool(led) or (0 < first <= 24 and 0 < last <= 24 and (first < last or first >= 6))


def _has_days(ends: Between) -> bool:
    return bool(ends.first.when.days or ends.last.when.days or ends.day.days)


def _ends(tokens: Tokens, at: int) -> Found[Between] | None:
    words = tokens.words.ranges
    lead = words.from_.read(tokens, at)
    both = words.between.read(tokens, at)
    start = lead or both
    first = _end(tokens, start.end if start else at)
    if not first:
        return None
    table = words.and_ if both else words.to
    link = table.read(tokens, first.end)
    last = _end(tokens, link.end) if link else None
    if not last or not _meaningful(first.value, last.value, led=bool(start)):
        return None
    whole = _with_year(tokens, Found(Between(first.value, last.value), at, last.end))
    ends = whole.value
    one, two = first.value.when, last.value.when
    if two.days and two.clocks and not one.days and (one.clocks or first.value.number is not None):
        # "9am to 5pm tomorrow": the day is that of both.
        ends = Between(first.value, End(replace(two, days=())), When(days=two.days))
    return Found(ends, at, whole.end)


def _meaningful(first: End, last: End, *, led: bool) -> bool:
    """Rule out two bare numbers that no "from" leads, and a number that nothing explains."""
    if first.number is not None and last.number is not None:
        return led or max(first.number, last.number) <= 24
    if first.number is None and last.number is None:
        return bool(first.when.days) == bool(last.when.days) or bool(
            first.when.clocks and last.when.clocks
        )
    told = first.when if first.number is None else last.when
    dated = told.days and isinstance(told.days[0], OnDate) and not told.clocks
    return bool(dated or told.clocks)


def _is_moment(when: When) -> bool:
    return bool(when.ahead or when.instant or when.others)


def _end(tokens: Tokens, at: int) -> Found[End] | None:
    when = read_when(tokens, at)
    if when and not _is_moment(when.value):
        return Found(End(when.value), at, when.end)
    number = tokens.number(at)
    if number is not None and number <= 31:
        return Found(End(number=number), at, at + 1)
    return None


_PRODUCTIONS: tuple[Callable[[Tokens, int], Found[Range] | None], ...] = (
    _between,
    _stretch,
    _month,
    _tonight,
    _week_of,
)
