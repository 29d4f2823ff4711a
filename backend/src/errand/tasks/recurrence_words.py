"""A rule in English words, with what was made of days that not every month has."""

from collections.abc import Sequence

from errand.tasks.recurrence_clamp import MONTHS, meant_day
from errand.tasks.recurrence_rule import Rule

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNITS = {
    "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year",
}  # fmt: skip
_POSITIONS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_WORKDAYS, _ALL = ((0, 0), (0, 1), (0, 2), (0, 3), (0, 4)), 7


def in_words(rule: Rule, *, after_completion: bool = False) -> str:
    """Return `every Monday`, `on the last day of every month`, `every 3 days after completion`."""
    said = _short(rule) or _long(rule)
    said += _times(rule)
    if after_completion:
        said += " after completion"
    if rule.until is not None:
        said += f", until {rule.until.day} {MONTHS[rule.until.month - 1]} {rule.until.year}"
    if rule.count is not None:
        said += ", once" if rule.count == 1 else f", {rule.count} times"
    return said


def _short(rule: Rule) -> str | None:
    """Return how people say the usual ones; None for the others."""
    if rule.weeks or rule.year_days or rule.freq == "HOURLY":
        return None
    if rule.freq in {"DAILY", "WEEKLY"}:
        return _by_weekday(rule) if rule.days and not rule.month_days else None
    if rule.month_days:
        return _by_month_day(rule)
    return _by_place(rule) if rule.days else None


def _by_weekday(rule: Rule) -> str | None:
    if rule.positions or rule.interval > 1:
        return None
    return f"every {_weekdays(rule)}{_in_months(rule)}"


def _by_month_day(rule: Rule) -> str | None:
    if rule.days or (rule.positions and meant_day(rule) is None and not _kept_early(rule)):
        return None
    if rule.freq == "YEARLY" and len(rule.months) == 1:
        return _yearly_date(rule)
    if rule.freq == "YEARLY" and rule.interval > 1:
        return None
    days, note = _month_days(rule)
    if rule.interval > 1:
        return f"{_every(rule)} on the {days}{_in_months(rule)}{note}"
    return f"on the {days} of {_of_months(rule)}{note}"


def _month_days(rule: Rule) -> tuple[str, str]:
    """Return the days in words, and what happens in months that lack one."""
    if (day := meant_day(rule)) is not None:
        return _ordinal(day), ", or its last day where it is shorter"
    if early := _kept_early(rule):
        late = _ordinal(rule.month_days[-1])
        return (
            f"{_joined([*map(_ordinal, early), late])}",
            ", or the last day where the month is shorter",
        )
    days = _joined([_day_of_month(day) for day in rule.month_days])
    late = [day for day in rule.month_days if day > 28]
    return days, _left_out(rule, late)


def _left_out(rule: Rule, late: Sequence[int]) -> str:
    if not late or rule.freq not in {"MONTHLY", "YEARLY"}:
        return ""
    lacking = {29: {2}, 30: {2}, 31: {2, 4, 6, 9, 11}}[late[-1]]
    if rule.months and not lacking & set(rule.months):
        return ""
    return ", leaving out months without it"


def _kept_early(rule: Rule) -> tuple[int, ...]:
    """Return the 15 of "the 15th and the 30th, or the last day"; empty for other rules."""
    if not rule.positions or rule.positions[-1] != -1 or len(rule.positions) < 2 or rule.days:
        return ()
    early = rule.month_days[: len(rule.positions) - 1]
    rest = rule.month_days[len(early) :]
    ends = rest and rest[0] in {28, 29} and rest == tuple(range(rest[0], rest[-1] + 1))
    counted = rule.positions[:-1] == tuple(range(1, len(early) + 1))
    return early if ends and counted and all(0 < day <= 28 for day in early) else ()


def _yearly_date(rule: Rule) -> str:
    month = MONTHS[rule.months[0] - 1]
    days = [rule.month_days[-1]] if meant_day(rule) else list(rule.month_days)
    if rule.positions and meant_day(rule) is None:
        return _long(rule)
    dates = _joined([f"{day}" if day > 0 else f"the {_day_of_month(day)}" for day in days])
    late, of = [day for day in days if day > 28], "of " if days[-1] < 0 else ""
    note = ", or the 28th where there is none" if meant_day(rule) else _left_out(rule, late)
    return f"{_every(rule)} on {dates} {of}{month}{note.replace('months', 'years')}"


def _by_place(rule: Rule) -> str | None:
    """Return `on the second Tuesday of every month`."""
    if rule.positions and (len(rule.positions) > 1 or any(n for n, _ in rule.days)):
        return None
    numbered = all(n for n, _ in rule.days)
    if not rule.positions and not numbered:
        return None
    if rule.freq == "YEARLY" and len(rule.months) != 1:
        return None
    if rule.positions:
        places = [f"{_place(rule.positions[0])} {_weekdays(rule, 'or')}"]
    else:
        places = [f"{_place(n)} {DAY_NAMES[day]}" for n, day in rule.days]
    on = f"on the {_joined(places)}"
    if rule.freq == "YEARLY":
        return f"{_every(rule)} {on} of {MONTHS[rule.months[0] - 1]}"
    if rule.interval > 1:
        return f"{_every(rule)} {on}{_in_months(rule)}"
    return f"{on} of {_of_months(rule)}"


def _long(rule: Rule) -> str:
    """Return every part of the rule, one after the other; right for all of them."""
    said = _every(rule)
    if rule.weeks:
        said += f" in week {_joined([_counted(week) for week in rule.weeks])}"
    if rule.year_days:
        said += f" on day {_joined([_counted(day) for day in rule.year_days])} of the year"
    if rule.month_days:
        said += f" on the {_joined([_day_of_month(day) for day in rule.month_days])} of the month"
        said += _left_out(rule, [day for day in rule.month_days if day > 28])
    if rule.days:
        also = " that is a " if rule.month_days or rule.year_days else " on "
        said += also + _days_in_words(rule, "or" if rule.month_days or rule.year_days else "and")
    said += _in_months(rule)
    if rule.positions:
        places = _joined([_place(position) for position in rule.positions])
        said += f", of these the {places} in each {_UNITS[rule.freq]}"
    if rule.week_start:
        said += f", weeks beginning on {DAY_NAMES[rule.week_start]}"
    return said


def _every(rule: Rule) -> str:
    unit = _UNITS[rule.freq]
    return f"every {unit}" if rule.interval == 1 else f"every {rule.interval} {unit}s"


def _days_in_words(rule: Rule, link: str) -> str:
    if any(n for n, _ in rule.days):
        of = "month" if rule.freq == "MONTHLY" or rule.months else "year"
        places = [f"the {_place(n)} {DAY_NAMES[day]}" for n, day in rule.days]
        return f"{_joined(places, link)} of the {of}"
    return _weekdays(rule, link)


def _weekdays(rule: Rule, link: str = "and") -> str:
    if rule.days == _WORKDAYS:
        return "weekday"
    if len(rule.days) == _ALL:
        return "day"
    return _joined([DAY_NAMES[day] for _, day in rule.days], link)


def _in_months(rule: Rule) -> str:
    if not rule.months:
        return ""
    return f" in {_joined([MONTHS[month - 1] for month in rule.months])}"


def _of_months(rule: Rule) -> str:
    return _in_months(rule).removeprefix(" in ") or "every month"


def _times(rule: Rule) -> str:
    if not rule.hours:
        minutes = _joined([f"{minute:02}" for minute in rule.minutes])
        return f" at minute {minutes}" if minutes else ""
    minutes = [f":{minute:02}" for minute in rule.minutes] or ["h"]
    return f" at {_joined([f'{hour:02}{minute}' for hour in rule.hours for minute in minutes])}"


def _day_of_month(day: int) -> str:
    if day == -1:
        return "last day"
    return f"{_ordinal(-day)} last day" if day < 0 else _ordinal(day)


def _place(position: int) -> str:
    if position in _POSITIONS:
        return _POSITIONS[position]
    return f"{_ordinal(-position)} last" if position < 0 else _ordinal(position)


def _counted(number: int) -> str:
    return f"{-number} from the end" if number < 0 else str(number)


def _ordinal(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _joined(parts: Sequence[str], link: str = "and") -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {link} {parts[-1]}"
