"""Where a task is: project, section, parent, and its place in the order there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from errand.errors import InvalidInput
from errand.tasks import naming, positions, records
from errand.tasks.errors import TaskNotFound
from errand.tasks.model import Task
from errand.tasks.records import Change, Saving
from errand.tasks.working import Work

MOST_AT_ONCE = 1000
"""So many tasks at most follow one that is moved, deleted or finished, or leave a project."""
DEEPEST = 5
"""So many levels of tasks at most, the topmost included."""

# Depth of a task counted from the top, and of what hangs below it.
_ABOVE = text(
    "with recursive up as (select id, parent_id, 1 as level from app.tasks"
    " where owner_id = :owner and id = :task union all"
    " select t.id, t.parent_id, up.level + 1 from app.tasks t join up on t.id = up.parent_id"
    " where t.owner_id = :owner and up.level < 100)"
    " select id from up"
)
_BELOW = text(
    "with recursive down as (select id, 0 as level from app.tasks"
    " where owner_id = :owner and id = any(cast(:tasks as uuid[])) union all"
    " select t.id, down.level + 1 from app.tasks t join down on t.parent_id = down.id"
    " where t.owner_id = :owner and t.deleted_at is null and down.level < 100)"
    " select id, max(level) as level from down group by id having max(level) > 0"
    " order by level, id"
)
_ALL_BELOW = text(
    "with recursive down as (select id, 0 as level from app.tasks"
    " where owner_id = :owner and id = :task union all"
    " select t.id, down.level + 1 from app.tasks t join down on t.parent_id = down.id"
    " where t.owner_id = :owner and down.level < 100)"
    " select id from down where level > 0 order by level, id"
)


class TooMany(InvalidInput):
    """More tasks hang on this than one call may change."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"ids: {count} tasks hang on this, and one call may change {MOST_AT_ONCE}; do some of"
            " them first"
        )


@dataclass(frozen=True)
class Spot:
    """Tasks of one spot are ordered among each other."""

    project_id: UUID | None = None
    section_id: UUID | None = None
    parent_id: UUID | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """The columns that put a task there."""
        return {
            "project_id": self.project_id,
            "section_id": self.section_id,
            "parent_id": self.parent_id,
        }


def spot_of(task: Task) -> Spot:
    """Return where a task is."""
    return Spot(task.project_id, task.section_id, task.parent_id)


async def named_spot(work: Work, project: str | None, section: str | None) -> Spot:
    """Return the spot that these names mean, at its top level.

    Raises:
        InvalidInput: There is no such project or section, or it is archived.
    """
    found = None
    if project is not None:
        found = await naming.project_of(work.session, owner_id=work.owner_id, given=project)
        if found is not None and found.archived_at is not None:
            raise InvalidInput("project: it is archived; take it out of the archive first")
    project_id = None if found is None else found.id
    if section is None:
        return Spot(project_id)
    if project is not None and project_id is None:
        raise InvalidInput("section: the inbox has no sections")
    part = await naming.section_of(
        work.session, owner_id=work.owner_id, project_id=project_id, given=section
    )
    return Spot(part.project_id, part.id)


async def under(work: Work, parent_id: UUID, *, moving: UUID | None = None) -> Spot:
    """Return the spot of the subtasks of this task.

    Args:
        moving: The task that is to go there, with what hangs below it.

    Raises:
        TaskNotFound: There is no such parent.
        InvalidInput: It would be its own subtask, or hang too deep.
    """
    found = await records.load(work, [parent_id])
    if parent_id not in found:
        raise TaskNotFound(parent_id)
    named = {"owner": work.owner_id, "task": parent_id}
    above = (await work.session.execute(_ABOVE, named)).scalars().all()
    if moving is not None and moving in above:
        raise InvalidInput("parent: a task cannot be a subtask of itself or of its own subtasks")
    height = (
        0 if moving is None else max((level for _, level in await below(work, moving)), default=0)
    )
    if len(above) + 1 + height > DEEPEST:
        raise InvalidInput(f"parent: tasks can be {DEEPEST} levels deep at most")
    task = found[parent_id].task
    return Spot(task.project_id, task.section_id, task.id)


async def below(work: Work, *task_ids: UUID) -> list[tuple[UUID, int]]:
    """Return what hangs below tasks and is not deleted: id and how deep, nearest first."""
    named = {"owner": work.owner_id, "tasks": [str(each) for each in task_ids]}
    found = [(row.id, row.level) for row in await work.session.execute(_BELOW, named)]
    if len(found) > MOST_AT_ONCE:
        raise TooMany(len(found))
    return found


async def trashed_below(work: Work, task_id: UUID) -> list[UUID]:
    """Return all that hangs below a task, deleted or not, nearest first."""
    named = {"owner": work.owner_id, "task": task_id}
    return list((await work.session.execute(_ALL_BELOW, named)).scalars())


async def children(work: Work, task_id: UUID) -> list[UUID]:
    """Return the subtasks of a task that are not deleted, one level."""
    return [each for each, level in await below(work, task_id) if level == 1]


async def ordered(work: Work, spot: Spot) -> Sequence[tuple[UUID, str]]:
    """Return the tasks of a spot, in their order, each with its position."""
    query = _there(work, spot).order_by(col(Task.position), col(Task.number))
    return [(row.id, row.position) for row in await work.session.execute(query)]


async def at_end(work: Work, spot: Spot, *, first: bool = False) -> str:
    """Return a position before or after everything else in a spot."""
    position = col(Task.position)
    query = _there(work, spot).order_by(position.asc() if first else position.desc()).limit(1)
    row = (await work.session.execute(query)).one_or_none()
    edge = None if row is None else row.position
    return positions.between(None, edge) if first else positions.between(edge, None)


def _there(work: Work, spot: Spot) -> Any:
    query = select(Task.id, Task.position).where(
        col(Task.owner_id) == work.owner_id, col(Task.deleted_at).is_(None)
    )
    for name, value in spot.columns.items():
        column = col(getattr(Task, name))
        query = query.where(column.is_(None) if value is None else column == value)
    return query


async def beside(
    work: Work, neighbour: Task, *, after: bool, cause: UUID, moving: UUID | None = None
) -> str:
    """Return a position directly before or after a task, among those of its spot.

    Where there is no room the spot's tasks are spread anew, in history as parts of the move.
    """
    there = [each for each in await ordered(work, spot_of(neighbour)) if each[0] != moving]
    place = [task_id for task_id, _ in there].index(neighbour.id) + (1 if after else 0)
    low = there[place - 1][1] if place else None
    high = there[place][1] if place < len(there) else None
    roomy = low is None or high is None or low < high
    if roomy and len(found := positions.between(low, high)) <= positions.LONGEST:
        return found
    fresh = positions.spread(len(there) + 1)
    mine = fresh.pop(place)
    held = await records.load(work, [task_id for task_id, _ in there])
    savings = [
        Saving(held[task_id], Change({"position": position}), cause=cause)
        for (task_id, _), position in zip(there, fresh, strict=True)
    ]
    await records.save_all(work, "reordered", savings)
    return mine
