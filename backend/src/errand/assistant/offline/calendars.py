"""From a day that was said to the days that it can be, or to the reason why there is none."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from errand.assistant.offline.values import (
    DayExpr,
    EndOf,
    InDays,
    InMonths,
    OnDate,
    OnWeekday,
    Slashed,
    Stretch,
    Which,
)
from errand.assistant.offline.vocabulary import Unit
from errand.assistant.offline.wording import MONTHS, WEEKDAYS, day_in_words

#: A date without a year that lies this little back is more likely a slip than next year's.
RECENT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that were meant: one when it is settled, none with a reason, several to ask."""

    candidates: tuple[date, ...] = ()
    problem: str = ""


def days_of(expr: DayExpr, today: date) -> Days:
    """Return the days that one expression can mean, seen from today."""
    try:
        return _days_of(expr, today)
    except (ValueError, OverflowError):
        return Days(problem="That date does not exist, or is too far away.")


def _days_of(expr: DayExpr, today: date) -> Days:
    match expr:
        case InDays(days):
            found = Days((today + timedelta(days=days),))
        case InMonths(months):
            found = Days((add_months(today, months),))
        case OnWeekday():
            found = Days(_weekdays(expr, today))
        case OnDate():
            found = _on_date(expr, today)
        case Slashed():
            found = _slashed(expr, today)
        case Stretch():
            found = _stretch(expr, today)
        case EndOf():
            found = _end_of(expr, today)
    return found


def all_days_of(exprs: tuple[DayExpr, ...], today: date) -> Days:
    """Return the days that agree with all expressions; a bare weekday beside a date is a check."""
    checks = [e for e in exprs if isinstance(e, OnWeekday) and e.which is Which.BARE]
    dated = [e for e in exprs if e not in checks] or checks[:1]
    sets = [days_of(e, today) for e in dated]
    problem = next((s.problem for s in sets if s.problem), "")
    if problem:
        return Days(problem=problem)
    kept = [day for day in sets[0].candidates if all(day in s.candidates for s in sets[1:])]
    if not kept:
        said = " and ".join(day_in_words(s.candidates[0]) for s in sets)
        return Days(problem=f"Those are different days: {said}.")
    return _checked(tuple(kept), checks)


def _checked(days: tuple[date, ...], checks: list[OnWeekday]) -> Days:
    for check in checks:
        agreeing = tuple(day for day in days if day.weekday() == check.weekday)
        if not agreeing:
            real = WEEKDAYS[days[0].weekday()]
            plain = day_in_words(days[0]).removeprefix(f"{real} ")
            return Days(problem=f"{plain} is a {real}, not a {WEEKDAYS[check.weekday]}.")
        days = agreeing
    return Days(days)


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, clamped to the month's end."""
    years, index = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def week_of(day: date, offset: int = 0) -> tuple[date, date]:
    """Return Monday and Sunday of the week, some weeks on."""
    monday = day - timedelta(days=day.weekday() - 7 * offset)
    return monday, monday + timedelta(days=6)


def month_of(day: date, offset: int = 0) -> tuple[date, date]:
    """Return the first and the last day of the month, some months on."""
    first = add_months(day.replace(day=1), offset)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def span_of(expr: Stretch, today: date) -> tuple[date, date]:
    """Return the first and the last day of a stretch."""
    if expr.unit is Unit.MONTH:
        return month_of(today, expr.offset)
    if expr.unit is Unit.YEAR:
        year = today.year + expr.offset
        return date(year, 1, 1), date(year, 12, 31)
    monday, sunday = week_of(today, expr.offset)
    return (sunday - timedelta(days=1), sunday) if expr.unit is Unit.WEEKEND else (monday, sunday)


def _weekdays(expr: OnWeekday, today: date) -> tuple[date, ...]:
    monday, _ = week_of(today, 1 if expr.which is Which.NEXT else 0)
    day = monday + timedelta(days=expr.weekday)
    later = timedelta(weeks=expr.weeks_later)
    if expr.which is not Which.BARE:
        return (day + later,)
    if day == today:
        return (day + timedelta(weeks=1),) if later else (day, day + timedelta(weeks=1))
    if day < today:
        day += timedelta(weeks=1)
    return (day + later,)


def _on_date(expr: OnDate, today: date) -> Days:
    if expr.month is None:
        return _day_of_month(expr.day, today)
    name = MONTHS[expr.month - 1] if 1 <= expr.month <= 12 else ""
    if not name:
        return Days(problem=f"There is no month {expr.month}.")
    year = expr.year or today.year
    if expr.year is None and (expr.month, expr.day) < (today.month, today.day):
        if _real(expr.day, expr.month, year) and today - date(year, *_md(expr)) <= RECENT:
            said = f"{expr.day} {name}"
            return Days(problem=f"{said} {year} is past. Say the year if you mean a later {said}.")
        year += 1
    if not _real(expr.day, expr.month, year):
        last = monthrange(year, expr.month)[1]
        return Days(problem=f"There is no {expr.day} {name} {year}: the month has {last} days.")
    return Days((date(year, expr.month, expr.day),))


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
        return Days(problem=f"{month} has only {last} days. Say the month that you mean.")
    found = coming.replace(day=day)
    return Days((found, add_months(found, 1)) if found == today else (found,))


def _slashed(expr: Slashed, today: date) -> Days:
    orders = {(expr.first, expr.second), (expr.second, expr.first)}
    real = [(d, m) for d, m in orders if 1 <= m <= 12 and 1 <= d <= 31]
    found = [_on_date(OnDate(d, m, expr.year), today) for d, m in real]
    days = tuple(sorted({day for each in found for day in each.candidates}))
    if days:
        return Days(days)
    said = f"{expr.first}/{expr.second}"
    return Days(problem=next((each.problem for each in found), f"There is no date {said}."))


def _stretch(expr: Stretch, today: date) -> Days:
    first, last = span_of(expr, today)
    if expr.unit is Unit.MONTH and expr.offset:
        return Days((first,))
    if expr.unit in (Unit.MONTH, Unit.YEAR):
        return Days(problem=f"Which day of the {expr.unit}? Please name one.")
    start = max(first, today)
    return Days(tuple(start + timedelta(days=n) for n in range((last - start).days + 1)))


def _end_of(expr: EndOf, today: date) -> Days:
    monday, sunday = week_of(today, expr.offset)
    ends = {
        Unit.DAY: (today,),
        Unit.WEEK: (monday + timedelta(days=4), sunday),
        Unit.WEEKEND: (sunday,),
        Unit.MONTH: (month_of(today, expr.offset)[1],),
        Unit.YEAR: (date(today.year + expr.offset, 12, 31),),
    }
    return Days(tuple(day for day in ends[expr.unit] if day >= today))
