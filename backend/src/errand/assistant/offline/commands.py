"""What can be asked, as typed values; the grammar makes them and the plans carry them out."""

from dataclasses import dataclass, field
from typing import Literal

from errand.assistant.offline.bodies import Body
from errand.assistant.offline.references import Ref
from errand.assistant.offline.values import Length, Stretch, When

Status = Literal["open", "in_progress", "waiting", "done", "cancelled"]


@dataclass(frozen=True, slots=True)
class Add:
    """Add what the body says; `lead` is a time said before it, `certain` that it is an order."""

    body: Body | None
    lead: When = field(default_factory=When)
    priority: str | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Range:
    """Days to list: a phrase, a stretch of the calendar, or a number of days from today."""

    when: When | None = None
    stretch: Stretch | None = None
    coming_days: int = 0
    until: When | None = None
    before: bool = False
    """The day of `until` itself is left out."""
    since: When | None = None


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


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Complete, reopen and the states between."""

    ref: Ref
    status: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Rename; "rename a to b to c" has two readings, and the tasks decide between them."""

    readings: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Give a task another day or time; with neither it has to be asked for."""

    ref: Ref
    when: When | None = None
    shift: Length | None = None


@dataclass(frozen=True, slots=True)
class SetPriority:
    """Change a priority; "none" clears it."""

    ref: Ref
    priority: str


@dataclass(frozen=True, slots=True)
class ClearDue:
    """Take the date away, or only the time of day."""

    ref: Ref
    only_time: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """Put into the trash."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Cancel:
    """ "Cancel": delete, or mark as cancelled; it has to be asked."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Talk:
    """Small talk, help, and what needs no deed."""

    kind: Literal["help", "hello", "thanks", "bye", "dropped", "left", "yes", "no"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing that the grammar reads; `reason` when it knows why."""

    reason: str = ""


Change = SetStatus | Rename | Move | SetPriority | ClearDue | Delete | Cancel
Command = Add | Show | Talk | Unknown | Change
