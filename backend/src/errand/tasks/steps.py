"""Entries of the history that are to be taken back, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from errand.tasks.errors import UndoConflict
from errand.tasks.model import TaskEvent

AT_ONCE = 500
"""So many things of one kind are taken back together."""
_NO_FIELDS = {"version"}


@dataclass(frozen=True)
class Step:
    """One entry of the history to take back."""

    event: TaskEvent
    leading: UUID
    """The new entry that leads all that is taken back with this one."""
    leads: bool
    """This one's new entry is that; otherwise it is brought about by it."""

    @property
    def cause(self) -> UUID | None:
        """What brings the new entry about."""
        return None if self.leads else self.leading

    @property
    def event_id(self) -> UUID | None:
        """The id of the new entry, where it has one already."""
        return self.leading if self.leads else None


def waves(steps: Sequence[Step]) -> list[list[Step]]:
    """Part them into runs that can be taken back together: of different things, alike."""
    parted: list[list[Step]] = []
    there: set[UUID] = set()
    alike: str | None = None
    for step in steps:
        kind, subject_id = _kind(step.event), step.event.subject_id
        if kind is None or kind != alike or subject_id in there or len(there) == AT_ONCE:
            parted.append([])
            there = set()
        parted[-1].append(step)
        there.add(subject_id)
        alike = kind
    return parted


def _kind(event: TaskEvent) -> str | None:
    """Return what things have in common of which none can stand in the other's way; or None.

    Names can: where one gets another name, the one before it may have to be gone by then.
    """
    if event.subject == "task":
        return "task"
    if event.before is None or event.before.keys() != {"deleted_at"}:
        return None if event.before else f"{event.subject} goes"
    return f"{event.subject} {'comes' if event.before['deleted_at'] is None else 'goes'}"


def refuse_later_changes(what: str, state: dict[str, Any], event: TaskEvent) -> None:
    expected = {n: value for n, value in (event.after or {}).items() if n not in _NO_FIELDS}
    later = sorted(name for name, value in expected.items() if state.get(name) != value)
    if later:
        raise UndoConflict(
            f"{what} has been changed since ({', '.join(later)}). Undo the later change first, or"
            " change it directly; nothing was changed now."
        )
