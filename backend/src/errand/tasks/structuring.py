"""Making, renaming, ordering, archiving and deleting projects, sections and labels."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from errand.errors import InvalidInput
from errand.identity import uuid7
from errand.tasks import named, naming, placing, positions, records, structure_store
from errand.tasks.errors import NameTaken, StructureConflict, StructureNotFound
from errand.tasks.folding import folded
from errand.tasks.model import Label, Project, Section, Task, TaskLabel
from errand.tasks.placing import Spot
from errand.tasks.records import Change, Saving
from errand.tasks.structure_inputs import Managed, ManageStructure
from errand.tasks.working import Work

Row = Project | Section | Label
MOST = {"project": 200, "section": 50, "label": 500}
"""So many at most: sections in one project, the others in all."""
_LONGEST = {"project": naming.LONGEST_NAME, "section": naming.LONGEST_NAME, "label": 100}


async def manage(work: Work, asked: ManageStructure) -> Managed:
    """Do it, and say what it is now."""
    kind = named.KINDS[asked.kind]
    moved = 0
    if asked.op == "create":
        row = await _create(work, kind, asked)
    else:
        row = await _target(work, kind, asked)
        if asked.if_version is not None and asked.if_version != row.version:
            raise StructureConflict(asked.kind, row.name, current=row.version)
        moved = await _change(work, row, asked)
    [view] = await structure_store.seen(work.session, work.owner_id, [row])
    return Managed(changed=view, tasks_moved=moved, **work.done)


async def _create(work: Work, kind: type[Row], asked: ManageStructure) -> Row:
    name = naming.checked_name(asked.name or "", most=_LONGEST[asked.kind])
    more: dict[str, Any] = {}
    if kind is Section:
        more = {"project_id": (await _project(work, asked)).id}
    there = await named.siblings(work, kind, **more)
    _refuse_taken(asked.kind, there, name)
    if kind is Project and folded(name) == naming.INBOX:
        raise NameTaken("project", name)
    if len(there) >= MOST[asked.kind]:
        raise InvalidInput(f"name: there are {len(there)} already, and no more than that can be")
    position = positions.between(there[-1].position if there else None, None)
    if asked.position == "first" and there:
        position = positions.between(None, there[0].position)
    return await named.add(work, kind, name, position=position, **more)


async def _project(work: Work, asked: ManageStructure) -> Project:
    if asked.project is None:
        raise InvalidInput("project: say of which project the section is")
    project_id = naming.id_in(asked.project)
    if project_id is not None and await named.load(work, Project, project_id) is None:
        raise StructureNotFound("project")
    found = await naming.project_of(work.session, owner_id=work.owner_id, given=asked.project)
    if found is None:
        raise InvalidInput("project: the inbox has no sections")
    return found


def _refuse_taken(kind: str, there: Sequence[Row], name: str, *, but: UUID | None = None) -> None:
    if any(each.folded == folded(name) and each.id != but for each in there):
        raise NameTaken(kind, name)


async def _target(work: Work, kind: type[Row], asked: ManageStructure) -> Row:
    if asked.target is None:
        raise InvalidInput("target: say which one, by id or name")
    row_id = naming.id_in(asked.target)
    if row_id is None and kind is Section and asked.project is None:
        raise InvalidInput("project: name the project too, or give the id of the section")
    if row_id is not None:
        row = await named.load(work, kind, row_id)
    else:
        more = {"project_id": (await _project(work, asked)).id} if kind is Section else {}
        there = await named.siblings(work, kind, **more)
        row = next((each for each in there if each.folded == folded(asked.target or "")), None)
    if row is None:
        raise StructureNotFound(asked.kind)
    return row


async def _change(work: Work, row: Row, asked: ManageStructure) -> int:
    """Return how many tasks went elsewhere."""
    match asked.op:
        case "rename":
            name = naming.checked_name(asked.name or "", most=_LONGEST[asked.kind])
            _refuse_taken(asked.kind, await _beside(work, row), name, but=row.id)
            if isinstance(row, Project) and folded(name) == naming.INBOX:
                raise NameTaken("project", name)
            await named.save(work, row, "renamed", {"name": name})
        case "archive":
            if row.archived_at is None:
                await named.save(work, row, "archived", {"archived_at": work.clock.now})
        case "unarchive":
            await named.save(work, row, "unarchived", {"archived_at": None})
        case "move":
            await named.save(work, row, "moved", {"position": await _position(work, row, asked)})
        case _:
            return await _delete(work, row, trash=asked.tasks == "trash")
    return 0


async def _beside(work: Work, row: Row) -> Sequence[Row]:
    project_id = row.project_id if isinstance(row, Section) else None
    return await named.siblings(work, type(row), project_id=project_id)


async def _position(work: Work, row: Row, asked: ManageStructure) -> str:
    there = [each for each in await _beside(work, row) if each.id != row.id]
    if asked.after is None and asked.position is None:
        raise InvalidInput("position: say first, last, or after which one")
    if asked.after is not None:
        wanted = folded(asked.after)
        found = [n for n, each in enumerate(there) if wanted in {each.folded, str(each.id)}]
        if not found:
            raise StructureNotFound(asked.kind)
        place = found[0] + 1
    else:
        place = 0 if asked.position == "first" else len(there)
    low = there[place - 1].position if place else None
    high = there[place].position if place < len(there) else None
    if low is not None and high is not None and low >= high:
        raise InvalidInput("after: two of them share one place; move the other one first")
    return positions.between(low, high)


async def _delete(work: Work, row: Row, *, trash: bool) -> int:
    event = uuid7()
    moved = 0
    if isinstance(row, Label):
        moved = await _unlabel(work, row, cause=event)
    else:
        moved = await _vacate(work, row, cause=event, trash=trash)
    if isinstance(row, Project):
        for section in await named.siblings(work, Section, project_id=row.id):
            gone = {"deleted_at": work.clock.now}
            await named.save(work, section, "deleted", gone, cause=event)
    await named.save(work, row, "deleted", {"deleted_at": work.clock.now}, event=event)
    return moved


async def _unlabel(work: Work, label: Label, *, cause: UUID) -> int:
    query = select(TaskLabel.task_id).where(
        col(TaskLabel.owner_id) == work.owner_id, col(TaskLabel.label_id) == label.id
    )
    ids = (await work.session.execute(query)).scalars().all()
    if len(ids) > placing.MOST_AT_ONCE:
        raise placing.TooMany(len(ids))
    tasks = (await records.load(work, ids)).values()
    left = [Change({}, [each for each in held.labels if each != label.id]) for held in tasks]
    savings = [Saving(*each, cause=cause) for each in zip(tasks, left, strict=True)]
    await records.save_all(work, "updated", savings)
    return len(tasks)


async def _vacate(work: Work, row: Project | Section, *, cause: UUID, trash: bool) -> int:
    """Let the tasks of a project or section go to the trash, or to where they are kept."""
    place = col(Task.project_id if isinstance(row, Project) else Task.section_id)
    query = select(Task.id).where(
        col(Task.owner_id) == work.owner_id, place == row.id, col(Task.deleted_at).is_(None)
    )
    ids = (await work.session.execute(query)).scalars().all()
    if len(ids) > placing.MOST_AT_ONCE:
        raise placing.TooMany(len(ids))
    tasks = (await records.load(work, ids)).values()
    in_order = sorted(tasks, key=lambda each: (each.task.position, each.task.number))
    if trash:
        below = {each for each, _ in await placing.below(work, *ids)}
        in_order += (await records.load(work, below - set(ids))).values()
        changes = [Change({"deleted_at": work.clock.now})] * len(in_order)
    else:
        changes = await _homes(work, [held.task for held in in_order], row)
    savings = [Saving(*each, cause=cause) for each in zip(in_order, changes, strict=True)]
    await records.save_all(work, "deleted" if trash else "moved", savings)
    return len(tasks)


async def _homes(work: Work, tasks: Sequence[Task], row: Project | Section) -> list[Change]:
    """Return the changes that put tasks, in this order, to the end of where they are kept."""
    home = Spot() if isinstance(row, Project) else Spot(row.project_id)
    changes: list[Change] = []
    last: str | None = None
    for task in tasks:
        columns = {"project_id": home.project_id, "section_id": home.section_id}
        if task.parent_id is None:
            last = positions.between(last, None) if last else await placing.at_end(work, home)
            columns |= {"position": last}
        changes.append(Change(columns))
    return changes
