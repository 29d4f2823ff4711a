"""The dates of a rule, by python-dateutil, on naive local time and within hard bounds.

dateutil looks on until the year 9999 for a date that never comes, and cannot be told to stop. But
it adds the interval once for each period that it looks at; our interval counts these, and stops it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final, Literal

from dateutil import rrule as dateutil_rrule

from errand.tasks.due import LAST_YEAR
from errand.tasks.recurrence_rule import RecurrenceRefused, Rule

MOST_PERIODS = 10_000
"""So many days, weeks, months or years are looked at in one expansion."""
MOST_MICROSECONDS = 15_000
"""What they may cost by the estimate below; the real bound of 50 ms is for slow machines."""
_FREQ: Final[dict[str, Literal[0, 1, 2, 3, 4]]] = {
    "HOURLY": dateutil_rrule.HOURLY,
    "DAILY": dateutil_rrule.DAILY,
    "WEEKLY": dateutil_rrule.WEEKLY,
    "MONTHLY": dateutil_rrule.MONTHLY,
    "YEARLY": dateutil_rrule.YEARLY,
}
_DAYS: Final = {"HOURLY": 1 / 24, "DAILY": 1, "WEEKLY": 7, "MONTHLY": 30.4, "YEARLY": 365.2}
_COST: Final = {"HOURLY": 3, "DAILY": 3, "WEEKLY": 6, "MONTHLY": 20, "YEARLY": 70}
_NOMINAL_START = datetime(2000, 1, 1)  # noqa: DTZ001  wall clocks have no zone here
_END = datetime(LAST_YEAR, 12, 31, 23, 59)  # noqa: DTZ001


class TooRare(Exception):
    """The bound was reached before the next date."""


class _Interval(int):
    """An interval that counts how often it is added, that is, the periods looked at."""

    left: int

    def __new__(cls, interval: int, left: int) -> "_Interval":
        self = super().__new__(cls, interval)
        self.left = left
        return self

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooRare

    def __radd__(self, other: int) -> int:
        self._count()
        return other + int(self)

    def __mul__(self, other: int) -> int:
        self._count()
        return int(self) * other


def expanded(rule: Rule, start: datetime) -> Iterator[datetime]:
    """Yield the rule's dates from `start` on, in order, on the same wall clock, until 2199.

    COUNT is left to the caller, who knows of dates before `start`.

    Raises:
        TooRare: No date comes within the bound after `start`, or after the one before.
    """
    interval = _Interval(rule.interval, _periods(rule, start))
    until = _END if rule.until is None else min(_END, datetime.combine(rule.until, time.max))
    for found in _engine(rule, start, interval):
        if found > until:
            return
        yield found


def _periods(rule: Rule, start: datetime) -> int:
    """Return how many periods may be looked at: until 2199, and by what one of them costs."""
    to_the_end = max(0, (_END - start).days) / (_DAYS[rule.freq] * rule.interval) + 2
    cost = _COST[rule.freq] * (3 if rule.weeks or any(n for n, _ in rule.days) else 1)
    cost += len(rule.positions) * (1 + _DAYS[rule.freq] / 40) + len(rule.year_days) * 10
    return int(min(MOST_PERIODS, to_the_end, MOST_MICROSECONDS / cost))


def _engine(rule: Rule, start: datetime, interval: int) -> dateutil_rrule.rrule:
    try:
        return _built(rule, start, interval)
    except ValueError as error:  # hours that this interval never meets
        raise TooRare from error


def _built(rule: Rule, start: datetime, interval: int) -> dateutil_rrule.rrule:
    def listed(values: tuple[int, ...]) -> Any:
        return values or None

    return dateutil_rrule.rrule(
        _FREQ[rule.freq],
        dtstart=start,
        interval=interval,
        wkst=rule.week_start,
        bymonth=listed(rule.months),
        byweekno=listed(rule.weeks),
        byyearday=listed(rule.year_days),
        bymonthday=listed(rule.month_days),
        byweekday=[dateutil_rrule.weekday(day, n or None) for n, day in rule.days] or None,
        byhour=listed(rule.hours),
        byminute=listed(rule.minutes),
        bysetpos=listed(rule.positions),
    )


def near(rule: Rule, start: datetime, target: datetime) -> datetime:
    """Return a start from which the same dates follow, at most a period before `target`.

    So that a daily task that nobody touched for thirty years does not cost ten thousand steps.
    The rule's days must be pinned: then the start says only where periods are counted from.
    """
    target -= timedelta(days=1)
    step, behind = rule.interval, target - start
    if behind <= timedelta():
        return start
    match rule.freq:
        case "HOURLY":
            return start + behind // timedelta(hours=step) * timedelta(hours=step)
        case "DAILY":
            return start + behind // timedelta(days=step) * timedelta(days=step)
        case "WEEKLY":
            since_week_start = timedelta(days=(start.weekday() - rule.week_start) % 7)
            weeks = (behind + since_week_start) // timedelta(weeks=step) * step
            period = start - since_week_start + timedelta(weeks=weeks)
            return _within(period, period + timedelta(days=6), start, target)
        case "MONTHLY":
            return _near_by_months(start, target, step)
        case "YEARLY":
            year = start.year + (target.year - start.year) // step * step
            first = start.replace(year=year, month=1, day=1)
            return _within(first, first.replace(month=12, day=31), start, target)


def _near_by_months(start: datetime, target: datetime, step: int) -> datetime:
    passed = (target.year - start.year) * 12 + target.month - start.month
    years, month = divmod(start.month - 1 + passed // step * step, 12)
    first = start.replace(year=start.year + years, month=month + 1, day=1)
    return _within(first, first.replace(day=28), start, target)


def _within(first: datetime, last: datetime, start: datetime, target: datetime) -> datetime:
    """Return the day of this period that is nearest to the target, not before the start."""
    day = max(first.date(), min(last.date(), target.date()))
    return max(start, datetime.combine(day, start.time()))


def check_happens(rule: Rule, start: datetime | None = None) -> None:
    """Return if the rule has a date within the bound.

    Args:
        rule: Its COUNT and UNTIL are left out of account.
        start: Where it begins; None asks whether it can happen at all, wherever it begins.

    Raises:
        RecurrenceRefused: It has none.
    """
    open_ended = replace(rule, until=None, count=None)
    if start is None:
        open_ended, start = replace(open_ended, interval=1), _NOMINAL_START
    try:
        if next(expanded(open_ended, start), None) is not None:
            return
    except TooRare:
        pass
    raise RecurrenceRefused("it would never happen, or only in the far future.")
