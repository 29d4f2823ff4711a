"""One RFC 5545 rule as a value: read, checked against our limits, written in one canonical way."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, cast
from zoneinfo import ZoneInfo

from errand.errors import InvalidInput

Freq = Literal["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
MOST_INTERVAL, MOST_COUNT, MOST_VALUES, MOST_CHARACTERS = 999, 1000, 31, 500
MOST_TIMES_A_DAY = 24
_LONGEST: Final = {"WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQS: Final = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,4}", re.ASCII)
_UNTIL = re.compile(r"(\d{8})(T\d{6}Z?)?", re.ASCII)
# Part: our name, smallest, largest, whether it also counts from the end.
_LISTS: Final[dict[str, tuple[str, int, int, bool]]] = {
    "BYMONTH": ("months", 1, 12, False),
    "BYWEEKNO": ("weeks", 1, 53, True),
    "BYYEARDAY": ("year_days", 1, 366, True),
    "BYMONTHDAY": ("month_days", 1, 31, True),
    "BYHOUR": ("hours", 0, 23, False),
    "BYMINUTE": ("minutes", 0, 59, False),
    "BYSETPOS": ("positions", 1, 366, True),
}


class RecurrenceRefused(InvalidInput):
    """A recurrence that we cannot or will not keep; the sentence says why."""

    def __init__(self, why: str) -> None:
        super().__init__(f"recurrence: {why}")


@dataclass(frozen=True)
class Rule:
    """A rule whose parts may be combined. Weekdays count from Monday, 0."""

    freq: Freq
    interval: int = 1
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    days: tuple[tuple[int, int], ...] = ()
    """(which one in its month or year, weekday); which one is 0 for every one."""
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0
    until: date | None = None
    """The last day on which it may happen, on the wall calendar of the task."""
    count: int | None = None
    """How many times it happens from the task's own date on, that date included."""

    @property
    def timed(self) -> bool:
        """Whether it says times of day, and so fits no task that is due on a whole day."""
        return self.freq == "HOURLY" or bool(self.hours or self.minutes)

    @property
    def names_days(self) -> bool:
        """Whether it says by itself on which days of its period it happens."""
        return bool(self.weeks or self.year_days or self.month_days or self.days)

    def __str__(self) -> str:
        """Return the canonical RRULE value."""
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        for name in ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"):
            parts += self._listed(name)
        if self.days:
            parts.append("BYDAY=" + ",".join(f"{n or ''}{WEEKDAYS[day]}" for n, day in self.days))
        for name in ("BYHOUR", "BYMINUTE", "BYSETPOS"):
            parts += self._listed(name)
        if self.week_start:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        return ";".join(parts)

    def _listed(self, name: str) -> list[str]:
        values = cast("tuple[int, ...]", getattr(self, _LISTS[name][0]))
        return [f"{name}={','.join(map(str, values))}"] if values else []


def read(text: str, *, zone: ZoneInfo | None = None, hourly: bool = False) -> Rule:
    """Return the rule that this RRULE value says.

    Args:
        text: With or without `RRULE:` before it.
        zone: On whose calendar an UNTIL that is given in UTC is a day.
        hourly: Whether it may happen more often than daily.

    Raises:
        RecurrenceRefused: It is no rule, or none that we keep.
    """
    given = _parts(text)
    freq = _freq(given.pop("FREQ", None), hourly=hourly)
    rule = Rule(
        freq,
        interval=_bounded(given.pop("INTERVAL", "1"), "INTERVAL", MOST_INTERVAL),
        days=_days(given.pop("BYDAY", None)),
        week_start=_week_start(given.pop("WKST", "MO")),
        until=_until(given.pop("UNTIL", None), zone),
        count=_count(given.pop("COUNT", None)),
    )
    # The two parts of RFC 7529 that say what we do anyway.
    _only(given.pop("RSCALE", None), "RSCALE", ("GREGORIAN",))
    _only(given.pop("SKIP", None), "SKIP", ("OMIT", "BACKWARD"))
    _only(given.pop("BYSECOND", None), "BYSECOND", ("0", "00"))
    lists: dict[str, Any] = {
        _LISTS[name][0]: _numbers(given.pop(name), name) for name in tuple(given) if name in _LISTS
    }
    if given:
        raise RecurrenceRefused(f"{min(given)[:20]} is not a part of a rule that we know.")
    rule = replace(rule, **lists)
    _check_combination(rule)
    _check_numbers(rule)
    # A week's beginning matters only where weeks are counted.
    counted = rule.weeks or (rule.freq == "WEEKLY" and rule.interval > 1)
    return rule if counted else replace(rule, week_start=0)


def _parts(text: str) -> dict[str, str]:
    body = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    if len(body) > MOST_CHARACTERS:
        raise RecurrenceRefused(f"a rule has at most {MOST_CHARACTERS} characters.")
    given: dict[str, str] = {}
    for part in body.split(";"):
        name, equals, value = part.strip().partition("=")
        if not equals or not name or not value:
            raise RecurrenceRefused("it must be an RRULE such as FREQ=WEEKLY;BYDAY=MO.")
        if name in given:
            raise RecurrenceRefused(f"{name[:20]} is said twice.")
        given[name] = value
    return given


def _freq(value: str | None, *, hourly: bool) -> Freq:
    if value is None:
        raise RecurrenceRefused("it must say FREQ, such as FREQ=WEEKLY;BYDAY=MO.")
    if value not in _FREQS or (value == "HOURLY" and not hourly):
        raise RecurrenceRefused("FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY.")
    return value


def _bounded(value: str, name: str, most: int) -> int:
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value[:9]) <= most:
        raise RecurrenceRefused(f"{name} must be a number from 1 to {most}.")
    return int(value[:9])


def _count(value: str | None) -> int | None:
    return None if value is None else _bounded(value, "COUNT", MOST_COUNT)


def _week_start(value: str) -> int:
    if value not in WEEKDAYS:
        raise RecurrenceRefused("WKST must be a weekday such as MO.")
    return WEEKDAYS.index(value)


def _only(value: str | None, name: str, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise RecurrenceRefused(f"{name} can only be {' or '.join(allowed)}.")


def _until(value: str | None, zone: ZoneInfo | None) -> date | None:
    if value is None:
        return None
    try:
        if (found := _UNTIL.fullmatch(value)) is None:
            raise ValueError
        if not value.endswith("Z"):
            return datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007  a calendar's day
        instant = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return instant.astimezone(zone or UTC).date()
    except (ValueError, OverflowError) as error:
        raise RecurrenceRefused("UNTIL must be a day that exists, as YYYYMMDD.") from error


def _values(value: str, name: str) -> list[str]:
    values = [each.strip() for each in value.split(",")]
    if len(values) > MOST_VALUES:
        raise RecurrenceRefused(f"{name} can have at most {MOST_VALUES} values.")
    return values


def _numbers(value: str, name: str) -> tuple[int, ...]:
    _, least, most, from_end = _LISTS[name]
    numbers = [int(each) if _NUMBER.fullmatch(each) else None for each in _values(value, name)]
    if not all(
        each is not None and least <= (abs(each) if from_end else each) <= most for each in numbers
    ):
        signed = f", or -{most} to -{least}" if from_end else ""
        raise RecurrenceRefused(f"{name} must be numbers from {least} to {most}{signed}.")
    return tuple(sorted({each for each in numbers if each is not None}, key=_from_end_last))


def _from_end_last(number: int) -> tuple[bool, int]:
    return number < 0, number


def _days(value: str | None) -> tuple[tuple[int, int], ...]:
    if value is None:
        return ()
    found = [_DAY.fullmatch(each) for each in _values(value, "BYDAY")]
    days = {(int(each[1] or 0), WEEKDAYS.index(each[2])) for each in found if each}
    wrong = any(each is None or (each[1] is not None and int(each[1]) == 0) for each in found)
    if wrong or any(abs(n) > 53 for n, _ in days):
        raise RecurrenceRefused("BYDAY must be weekdays such as MO, or 1MO for the first Monday.")
    return tuple(sorted(days, key=lambda each: (_from_end_last(each[0]), each[1])))


def _check_combination(rule: Rule) -> None:
    """Refuse what RFC 5545 forbids (3.3.10) and what dateutil would read in a way of its own."""
    numbered = any(n for n, _ in rule.days)
    wrong = {
        "COUNT and UNTIL cannot both be given.": rule.count is not None and rule.until is not None,
        "BYWEEKNO needs FREQ=YEARLY.": rule.weeks and rule.freq != "YEARLY",
        "BYYEARDAY needs FREQ=YEARLY.": rule.year_days and rule.freq != "YEARLY",
        "BYMONTHDAY does not go with FREQ=WEEKLY.": rule.month_days and rule.freq == "WEEKLY",
        "a numbered BYDAY such as 1MO needs FREQ=MONTHLY or FREQ=YEARLY.": numbered
        and rule.freq not in {"MONTHLY", "YEARLY"},
        "a numbered BYDAY such as 1MO goes neither with BYWEEKNO nor with plain weekdays.": numbered
        and (rule.weeks or not all(n for n, _ in rule.days)),
        "there are at most five of a weekday in a month.": any(abs(n) > 5 for n, _ in rule.days)
        and (rule.freq == "MONTHLY" or rule.months),
        "BYSETPOS needs FREQ=WEEKLY, MONTHLY or YEARLY and another BY part.": rule.positions
        and (rule.freq in {"DAILY", "HOURLY"} or not rule.names_days),
    }
    for sentence, so in wrong.items():
        if so:
            raise RecurrenceRefused(sentence)


def _check_numbers(rule: Rule) -> None:
    times = max(1, len(rule.hours)) * max(1, len(rule.minutes))
    if times * (24 if rule.freq == "HOURLY" and not rule.hours else 1) > MOST_TIMES_A_DAY:
        raise RecurrenceRefused(f"it can happen at most {MOST_TIMES_A_DAY} times a day.")
    most = _LONGEST.get(rule.freq, 1) * times
    if any(abs(position) > most for position in rule.positions):
        raise RecurrenceRefused(f"BYSETPOS cannot go beyond {most} in this rule.")
