"""What can become of a task that is there, as typed values; `editing` carries them out."""

from dataclasses import dataclass, field
from typing import Literal

from errand.assistant.offline.repeat import Repeat
from errand.assistant.offline.values import Length, When


@dataclass(frozen=True, slots=True)
class Priority:
    """Another priority; "none" clears it."""

    value: str


@dataclass(frozen=True, slots=True)
class Title:
    """Another title."""

    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """A note: added to those there are, or in their place; empty: asked for."""

    text: str = ""
    how: Literal["add", "replace", "clear"] = "add"


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels added and taken away; `every` takes all away first."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Another project or section, by name; empty: out of its project."""

    name: str = ""
    kind: Literal["", "project", "section"] = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The deadline, or the day before which it is not to be seen; None clears it."""

    field: Literal["deadline", "defer_until"]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """How long it takes; 0 clears it."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How it comes back; None: no more."""

    repeat: Repeat | None = None
    when: When = field(default_factory=When)


@dataclass(frozen=True, slots=True)
class Remind:
    """A reminder: so long before, or at a time; with neither it is asked for."""

    before: Length | None = None
    when: When | None = None
    clear: bool = False


@dataclass(frozen=True, slots=True)
class NoDue:
    """No date any more, or only no time of day."""

    only_time: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An address where more is to be found; empty: none any more."""

    url: str = ""


Change = Priority | Title | Notes | Labels | Place | Day | Estimate | Rhythm | Remind | NoDue | Link
