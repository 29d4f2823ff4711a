"""What comes back, as it was said."""

from dataclasses import dataclass, field, replace
from typing import Literal

from errand.assistant.offline.repeat_days import WORKDAYS, Days
from errand.assistant.offline.values import DayExpr, Length, NthDay, OnDate, OnWeekday, When

Anchor = Literal["schedule", "schedule_catch_up", "completion"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule as it was said; `problem` when it is none that a task can have."""

    freq: str = ""
    interval: int = 1
    days: Days = field(default_factory=Days)
    when: When = field(default_factory=When)
    hour: int | None = None
    """Of the part of the day that was said with "every"."""
    starts: When | None = None
    until: When | None = None
    count: int = 0
    length: Length | None = None
    anchor: Anchor = "schedule"
    other: tuple[str, int, Days] | None = None
    """Rhythm and days of its other reading: "every second Friday"."""
    problem: str = ""


def with_when(repeat: Repeat, said: When) -> Repeat:
    """Return the rule with a time that stands apart from it: "3pm every day"."""
    placed = _placed(repeat, said.days)
    if placed:
        repeat = replace(repeat, days=placed)
    elif said.days and not repeat.starts:
        repeat = replace(repeat, starts=replace(said, clocks=(), part=None))
    if said.clocks or said.part:
        repeat = replace(repeat, when=repeat.when.joined(replace(said, days=())))
    if said.ahead or said.instant or said.others or said.problem:
        repeat = replace(repeat, problem="two times at once")
    return repeat


def _placed(repeat: Repeat, said: tuple[DayExpr, ...]) -> Days | None:
    """Return the days of "the last day of the month, every month": a place in each period."""
    if len(said) != 1 or repeat.days != Days() or repeat.freq != "MONTHLY":
        return None
    day = said[0]
    if isinstance(day, OnDate) and day.month is None and 1 <= day.day <= 31:
        return Days(month_days=(day.day,))
    if isinstance(day, OnWeekday) and day.weeks_later < 0:
        return Days((day.weekday,), nth=(-1,))
    return _nth(day) if isinstance(day, NthDay) and day.month is None and not day.offset else None


def _nth(day: NthDay) -> Days:
    if day.work:
        return Days(WORKDAYS, place=day.place)
    if day.weekday is None:
        return Days(month_days=(day.place,))
    return Days((day.weekday,), nth=(day.place,))
