"""Which tasks are asked for, as typed values: to be listed, or to be changed."""

from dataclasses import dataclass

from errand.assistant.offline import ranges
from errand.assistant.offline.values import Stretch, When
from errand.assistant.offline.vocabulary_talk import Part

EVERY_STATUS = ["open", "in_progress", "waiting", "done", "cancelled"]
UNFINISHED = ["open", "in_progress", "waiting"]
FINISHED = ["done", "cancelled"]


@dataclass(frozen=True, slots=True)
class Range:
    """Days to list: a phrase, a stretch of the calendar, or a number of days from today."""

    when: When | None = None
    stretch: Stretch | None = None
    coming_days: int = 0
    past_days: int = 0
    until: When | None = None
    before: bool = False
    """The day of `until` itself is left out."""
    since: When | None = None
    after: bool = False
    """The day of `since` itself is left out."""
    span: "ranges.Range | None" = None
    """An interval as it was said."""


@dataclass(frozen=True, slots=True)
class Show:
    """List tasks; what was not said does not filter."""

    text: str = ""
    range: Range | None = None
    overdue: bool = False
    undated: bool = False
    status: str = ""
    priorities: tuple[str, ...] = ()
    refusal: str = ""
    labels: tuple[str, ...] = ()
    every_label: bool = False
    project: str = ""
    without: tuple[Part, ...] = ()
    """Parts that the tasks must not have."""
    recurring: bool = False
    deadline: bool = False
    """The days are those of the deadline; without days: there is one."""
    counted: bool = False
    """Only how many there are was asked."""
    alone: bool = False
    """No more than a name was said: where nothing has it, that was no request."""
    asked: bool = True
    """It began like a request, or named tasks; else only filters were said."""
