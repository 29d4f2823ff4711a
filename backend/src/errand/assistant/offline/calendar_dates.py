"""Dates of the calendar: months, leap days, days by their place, and numbers in either order."""

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from errand.assistant.offline.values import (
    Customs,
    NthDay,
    OnDate,
    Slashed,
)
from errand.assistant.offline.wording import MONTHS

#: A date without a year that lies this little back is more likely a slip than next year's.
RECENT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that were meant: one when it is settled, none with a reason, several to ask."""

    candidates: tuple[date, ...] = ()
    problem: str = ""
    instead: tuple[date, ...] = ()
    """What may have been meant by a day that is none."""


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, clamped to the month's end."""
    years, index = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def month_of(day: date, offset: int = 0) -> tuple[date, date]:
    """Return the first and the last day of the month, some months on."""
    first = add_months(day.replace(day=1), offset)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def nth_day(expr: NthDay, today: date) -> Days:
    """Return the day of a month by its place; of a month by name, the coming one."""
    if expr.month is None:
        found = _place_in(month_of(today, expr.offset or 0)[0], expr)
        if found and expr.offset is None and found < today:
            found = _place_in(month_of(today, 1)[0], expr)
    else:
        found = _place_in(date(expr.year or today.year, expr.month, 1), expr)
        if found and expr.year is None and found < today:
            found = _place_in(date(today.year + 1, expr.month, 1), expr)
    return Days((found,)) if found else Days(problem="That month has no such day.")


def _place_in(first: date, expr: NthDay) -> date | None:
    last = month_of(first)[1]
    days = [first.replace(day=n) for n in range(1, last.day + 1)]
    kept = [d for d in days if expr.weekday is None or d.weekday() == expr.weekday]
    if expr.work:
        kept = [day for day in days if day.weekday() < 5]
    place = expr.place - 1 if expr.place > 0 else expr.place
    return kept[place] if -len(kept) <= place < len(kept) else None


def on_date(expr: OnDate, today: date) -> Days:
    if expr.month is None:
        return _day_of_month(expr.day, today)
    name = MONTHS[expr.month - 1] if 1 <= expr.month <= 12 else ""
    if not name:
        return Days(problem=f"There is no month {expr.month}.")
    year = expr.year or today.year
    if (expr.month, expr.day, expr.year) == (2, 29, None):
        return Days((_leap_day(today),))
    if expr.year is None and (expr.month, expr.day) < (today.month, today.day):
        if _real(expr.day, expr.month, year) and today - date(year, *_md(expr)) <= RECENT:
            said = f"{expr.day} {name}"
            problem = f"{said} {year} is past. Say the year if you mean a later {said}."
            return Days(problem=problem, instead=(add_months(date(year, *_md(expr)), 12),))
        year += 1
    if not _real(expr.day, expr.month, year):
        last = monthrange(year, expr.month)[1]
        problem = f"There is no {expr.day} {name} {year}: the month has {last} days."
        return Days(problem=problem, instead=_around_end(date(year, expr.month, last)))
    return Days((date(year, expr.month, expr.day),))


def _around_end(last: date) -> tuple[date, date]:
    """Return the last day of a month and the one after it, for a day that the month has not."""
    return last, last + timedelta(days=1)


def _leap_day(today: date) -> date:
    """Return the coming 29 February."""
    years = (today.year + n for n in range(9))
    days = (date(year, 2, 29) for year in years if isleap(year))
    return next(day for day in days if day >= today)


def _md(expr: OnDate) -> tuple[int, int]:
    return expr.month or 1, expr.day


def _real(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _day_of_month(day: int, today: date) -> Days:
    if not 1 <= day <= 31:
        return Days(problem=f"No month has a day {day}.")
    coming = today if day >= today.day else add_months(today.replace(day=1), 1)
    if not _real(day, coming.month, coming.year):
        last = monthrange(coming.year, coming.month)[1]
        month = f"{MONTHS[coming.month - 1]} {coming.year}"
        problem = f"{month} has only {last} days. Say the month that you mean."
        return Days(problem=problem, instead=_around_end(coming.replace(day=last)))
    found = coming.replace(day=day)
    return Days((found, add_months(found, 1)) if found == today else (found,))


def _orders(expr: Slashed, customs: Customs) -> set[tuple[int, int, int | None]]:
    """Return the readings as day, month, year; what the person's order cannot mean, all others."""
    a, b, c = expr.first, expr.second, expr.third
    year = c + 2000 if c is not None and c < 100 else c
    orders: dict[str, tuple[int, int, int | None]] = {"dmy": (a, b, year), "mdy": (b, a, year)}
    if c is None:
        orders["ymd"] = (b, a, None)
    elif c < 32 and customs.date_order == "ymd":
        orders["ymd"] = (c, b, a + 2000)
    possible = {k: v for k, v in orders.items() if 1 <= v[1] <= 12 and 1 <= v[0] <= 31}
    wanted = possible.get(customs.date_order or "")
    return {wanted} if wanted else set(possible.values())


def slashed_days(expr: Slashed, today: date, customs: Customs) -> Days:
    orders = sorted(_orders(expr, customs), key=str)
    found = [on_date(OnDate(d, m, y), today) for d, m, y in orders]
    if len(found) > 1 and expr.third is not None:
        ahead = {day for each in found for day in each.candidates if day >= today}
        found = [Days(tuple(sorted(ahead)))] if ahead else found
    days = tuple(sorted({day for each in found for day in each.candidates}))
    if days:
        return Days(days)
    said = f"{expr.first}/{expr.second}"
    return Days(problem=next((each.problem for each in found), f"There is no date {said}."))
