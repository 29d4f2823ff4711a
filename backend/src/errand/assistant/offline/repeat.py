"""What comes back, as it was said."""

from dataclasses import dataclass, field, replace
from typing import Literal

from errand.assistant.offline.repeat_days import Days
from errand.assistant.offline.values import Length, When

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
    if said.days and not repeat.starts:
        repeat = replace(repeat, starts=replace(said, clocks=(), part=None))
    if said.clocks or said.part:
        repeat = replace(repeat, when=repeat.when.joined(replace(said, days=())))
    if said.ahead or said.instant or said.others or said.problem:
        repeat = replace(repeat, problem="two times at once")
    return repeat
