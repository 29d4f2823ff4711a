"""From a day that was said to the days that it can be, or to the reason why there is none."""

from datetime import date, timedelta

from errand.assistant.offline.calendar_dates import (
    Days,
    add_months,
    month_of,
    nth_day,
    on_date,
    slashed_days,
)
from errand.assistant.offline.values import (
    After,
    Beside,
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
from errand.assistant.offline.wording import WEEKDAYS, day_in_words

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
            return on_date(expr, today)
        case NthDay():
            return nth_day(expr, today)
        case Unclear(said):
            return Days(problem=f"I can't tell which day “{said}” means. Say a date.")
        case _:
            return _by_custom(expr, today, customs)


def _by_custom(
    expr: OnWeekday | Slashed | Stretch | EndOf | After | Beside, today: date, customs: Customs
) -> Days:
    match expr:
        case OnWeekday():
            return Days(_weekdays(expr, today, customs))
        case Slashed():
            return slashed_days(expr, today, customs)
        case Stretch():
            return _stretch(expr, today, customs)
        case EndOf():
            return _end_of(expr, today, customs)
        case After(base, days, months):
            return _after(days_of(base, today, customs), days, months)
        case Beside(base, sign, weekday):
            found = days_of(base, today, customs)
            return Days(
                tuple(_next_to(day, sign, weekday) for day in found.candidates), found.problem
            )


def all_days_of(exprs: tuple[DayExpr, ...], today: date, customs: Customs = _USUAL) -> Days:
    """Return the days that agree with all expressions; a bare weekday beside a date is a check."""
    checks = [e for e in exprs if isinstance(e, OnWeekday) and e.which is Which.BARE]
    dated = [e for e in exprs if e not in checks] or checks[:1]
    sets = [days_of(e, today, customs) for e in dated]
    if not sets:
        return Days(problem="No day was said.")
    broken = next((s for s in sets if s.problem), None)
    if broken:
        return broken
    kept = [day for day in sets[0].candidates if all(day in s.candidates for s in sets[1:])]
    if not kept:
        said = " and ".join(day_in_words(s.candidates[0]) for s in sets)
        instead = tuple(s.candidates[0] for s in sets)
        return Days(problem=f"Those are different days: {said}.", instead=instead)
    return _checked(tuple(kept), checks)


def _checked(days: tuple[date, ...], checks: list[OnWeekday]) -> Days:
    for check in checks:
        agreeing = tuple(day for day in days if day.weekday() == check.weekday)
        if not agreeing:
            real = WEEKDAYS[days[0].weekday()]
            plain = day_in_words(days[0]).removeprefix(f"{real} ")
            problem = f"{plain} is a {real}, not a {WEEKDAYS[check.weekday]}."
            return Days(problem=problem, instead=(days[0], _nearest(days[0], check.weekday)))
        days = agreeing
    return Days(days)


def _nearest(day: date, weekday: int) -> date:
    """Return the day of that name that lies nearest, three days before it to three after."""
    return day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)


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


def _after(base: Days, days: int, months: int) -> Days:
    moved = (add_months(day, months) + timedelta(days=days) for day in base.candidates)
    return Days(tuple(moved), base.problem)


def _next_to(day: date, sign: int, weekday: int | None) -> date:
    step = 1 if weekday is None else ((weekday - day.weekday()) * sign) % 7 or 7
    return day + timedelta(days=sign * step)


def _weekdays(expr: OnWeekday, today: date, customs: Customs) -> tuple[date, ...]:
    first, _ = week_of(today, 1 if expr.which is Which.NEXT else 0, customs)
    day = first + timedelta(days=(expr.weekday - first.weekday()) % 7)
    if expr.weeks_later < 0:
        return _previous(expr, today, first)
    later = timedelta(weeks=expr.weeks_later)
    if expr.which is Which.THIS and day < today:
        return (day, day + timedelta(weeks=1))
    if expr.which in (Which.THIS, Which.NEXT):
        return (day + later,)
    if expr.which is Which.COMING:
        return (day if day > today else day + timedelta(weeks=1),)
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
