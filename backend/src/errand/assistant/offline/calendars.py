"""From a day that was said to the days that it can be, or to the reason why there is none."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from errand.assistant.offline.values import (
    After,
    Customs,
    DayExpr,
    EndOf,
    InDays,
    InMonths,
    NthDay,
    OnDate,
    OnWeekday,
    Slashed,
    Stretch,
    Unclear,
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


_USUAL = Customs()


def days_of(expr: DayExpr, today: date, customs: Customs = _USUAL) -> Days:
    """Return the days that one expression can mean, seen from today."""
    try:
        return _days_of(expr, today, customs)
    except (ValueError, OverflowError):
        return Days(problem="That date does not exist, or is too far away.")


def _days_of(expr: DayExpr, today: date, customs: Customs) -> Days:
    match expr:
        case InDays(days):
            return Days((today + timedelta(days=days),))
        case InMonths(months):
            return Days((add_months(today, months),))
        case OnDate():
            return _on_date(expr, today)
        case NthDay():
            return nth_day(expr, today)
        case Unclear(said):
            return Days(problem=f"I can't tell which day “{said}” means. Say a date.")
        case _:
            return _by_custom(expr, today, customs)


def _by_custom(
    expr: OnWeekday | Slashed | Stretch | EndOf | After, today: date, customs: Customs
) -> Days:
    match expr:
        case OnWeekday():
            return Days(_weekdays(expr, today, customs))
        case Slashed():
            return _slashed(expr, today, customs)
        case Stretch():
            return _stretch(expr, today, customs)
        case EndOf():
            return _end_of(expr, today, customs)
        case After(base, days, months):
            return _after(days_of(base, today, customs), days, months)


def all_days_of(exprs: tuple[DayExpr, ...], today: date, customs: Customs = _USUAL) -> Days:
    """Return the days that agree with all expressions; a bare weekday beside a date is a check."""
    checks = [e for e in exprs if isinstance(e, OnWeekday) and e.which is Which.BARE]
    dated = [e for e in exprs if e not in checks] or checks[:1]
    sets = [days_of(e, today, customs) for e in dated]
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


_WEEK_STARTS = {"monday": 0, "saturday": 5, "sunday": 6}


def week_of(day: date, offset: int = 0, customs: Customs = _USUAL) -> tuple[date, date]:
    """Return the first and the last day of the week, some weeks on."""
    passed = (day.weekday() - _WEEK_STARTS[customs.week_start]) % 7
    first = day - timedelta(days=passed - 7 * offset)
    return first, first + timedelta(days=6)


def weekend_of(day: date, offset: int = 0, customs: Customs = _USUAL) -> tuple[date, date]:
    """Return Saturday and Sunday of the week; where a Sunday opens it, the two that end it."""
    first, last = week_of(day, offset, customs)
    days = (first + timedelta(days=n) for n in range(7))
    saturday = last if customs.week_start == "sunday" else next(d for d in days if d.weekday() == 5)
    return saturday, saturday + timedelta(days=1)


def month_of(day: date, offset: int = 0) -> tuple[date, date]:
    """Return the first and the last day of the month, some months on."""
    first = add_months(day.replace(day=1), offset)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def span_of(expr: Stretch, today: date, customs: Customs = _USUAL) -> tuple[date, date]:
    """Return the first and the last day of a stretch."""
    if expr.unit is Unit.MONTH:
        return month_of(today, expr.offset)
    if expr.unit is Unit.YEAR:
        year = today.year + expr.offset
        return date(year, 1, 1), date(year, 12, 31)
    if expr.unit is Unit.WEEKEND:
        return weekend_of(today, expr.offset, customs)
    return week_of(today, expr.offset, customs)


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
    place = expr.place - 1 if expr.place > 0 else expr.place
    return kept[place] if -len(kept) <= place < len(kept) else None


def _after(base: Days, days: int, months: int) -> Days:
    moved = (add_months(day, months) + timedelta(days=days) for day in base.candidates)
    return Days(tuple(moved), base.problem)


def _weekdays(expr: OnWeekday, today: date, customs: Customs) -> tuple[date, ...]:
    first, _ = week_of(today, 1 if expr.which is Which.NEXT else 0, customs)
    day = first + timedelta(days=(expr.weekday - first.weekday()) % 7)
    if expr.weeks_later < 0:
        return _previous(expr, today, first)
    later = timedelta(weeks=expr.weeks_later)
    if expr.which is not Which.BARE:
        return (day + later,)
    if day == today:
        return (day + timedelta(weeks=1),) if later else (day, day + timedelta(weeks=1))
    if day < today:
        day += timedelta(weeks=1)
    return (day + later,)


def _previous(expr: OnWeekday, today: date, week: date) -> tuple[date, ...]:
    """Return "last Monday": where that is a day of this week, the one before may be meant too."""
    passed = (today.weekday() - expr.weekday) % 7 or 7
    latest = today - timedelta(days=passed)
    return (latest - timedelta(weeks=1), latest) if latest >= week else (latest,)


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


def _orders(expr: Slashed, customs: Customs) -> set[tuple[int, int, int | None]]:
    """Return the readings as day, month, year; what the person's order cannot mean, all others."""
    a, b, c = expr.first, expr.second, expr.third
    year = c + 2000 if c is not None and c < 100 else c
    orders: dict[str, tuple[int, int, int | None]] = {"dmy": (a, b, year), "mdy": (b, a, year)}
    if c is None:
        orders["ymd"] = (b, a, None)
    elif c < 32:
        orders["ymd"] = (c, b, a + 2000)
    possible = {k: v for k, v in orders.items() if 1 <= v[1] <= 12 and 1 <= v[0] <= 31}
    wanted = possible.get(customs.date_order or "")
    return {wanted} if wanted else set(possible.values())


def _slashed(expr: Slashed, today: date, customs: Customs) -> Days:
    orders = sorted(_orders(expr, customs), key=str)
    found = [_on_date(OnDate(d, m, y), today) for d, m, y in orders]
    if len(found) > 1 and expr.third is not None:
        ahead = {day for each in found for day in each.candidates if day >= today}
        found = [Days(tuple(sorted(ahead)))] if ahead else found
    days = tuple(sorted({day for each in found for day in each.candidates}))
    if days:
        return Days(days)
    said = f"{expr.first}/{expr.second}"
    return Days(problem=next((each.problem for each in found), f"There is no date {said}."))


def _stretch(expr: Stretch, today: date, customs: Customs) -> Days:
    first, last = span_of(expr, today, customs)
    if expr.unit is Unit.MONTH and expr.offset:
        return Days((first,))
    if expr.unit in (Unit.MONTH, Unit.YEAR):
        return Days(problem=f"Which day of the {expr.unit}? Please name one.")
    start = max(first, today)
    return Days(tuple(start + timedelta(days=n) for n in range((last - start).days + 1)))


def _end_of(expr: EndOf, today: date, customs: Customs) -> Days:
    first, last = week_of(today, expr.offset, customs)
    friday = first + timedelta(days=(4 - first.weekday()) % 7)
    ends = {
        Unit.DAY: (today,),
        Unit.WEEK: tuple(dict.fromkeys((friday, last))),
        Unit.WEEKEND: (weekend_of(today, expr.offset, customs)[1],),
        Unit.MONTH: (month_of(today, expr.offset)[1],),
        Unit.YEAR: (date(today.year + expr.offset, 12, 31),),
    }
    return Days(tuple(day for day in ends[expr.unit] if day >= today))
