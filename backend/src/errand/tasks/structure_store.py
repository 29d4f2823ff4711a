"""Projects, sections and labels as they are shown and listed. Every statement names the owner."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from errand.db import Session
from errand.tasks import cursor
from errand.tasks.cursor import Position
from errand.tasks.model import UNFINISHED, Label, Project, Section, Task, TaskLabel
from errand.tasks.named import SUBJECTS
from errand.tasks.queries import status_in
from errand.tasks.structure_inputs import (
    LabelList,
    NamedView,
    ProjectList,
    ProjectView,
    StructureFilter,
)

Row = Project | Section | Label


async def projects(session: Session, owner_id: UUID, asked: StructureFilter) -> ProjectList:
    """Return a page of projects with their sections.

    Raises:
        InvalidCursor: It is not a cursor of this list.
    """
    rows, following = await _page(session, Project, owner_id, asked)
    ids = [row.id for row in rows]
    query = _own(Section, owner_id, asked).where(col(Section.project_id).in_(ids))
    parts = (await session.execute(query)).scalars().all()
    sections = await seen(session, owner_id, parts)
    views = [
        ProjectView(
            **view.model_dump(),
            sections=[each for each in sections if each.project_id == view.id],
        )
        for view in await seen(session, owner_id, rows)
    ]
    loose = _unfinished(owner_id).where(col(Task.project_id).is_(None))
    return ProjectList(
        projects=views,
        inbox_open=(await session.execute(loose)).scalar_one(),
        has_more=following is not None,
        after=following,
    )


async def labels(session: Session, owner_id: UUID, asked: StructureFilter) -> LabelList:
    """Return a page of labels.

    Raises:
        InvalidCursor: It is not a cursor of this list.
    """
    rows, following = await _page(session, Label, owner_id, asked)
    return LabelList(
        labels=await seen(session, owner_id, rows),
        has_more=following is not None,
        after=following,
    )


async def seen(session: Session, owner_id: UUID, rows: Sequence[Row]) -> list[NamedView]:
    """Show them, in their order, each with how many unfinished tasks it has."""
    if not rows:
        return []
    counted = await _counts(session, owner_id, type(rows[0]), [row.id for row in rows])
    return [
        NamedView.model_validate(
            row.model_dump(include=set(NamedView.model_fields))
            | {"kind": SUBJECTS[type(row)], "open": counted.get(row.id, 0)}
        )
        for row in rows
    ]


async def _counts(
    session: Session, owner_id: UUID, kind: type[Row], ids: Sequence[UUID]
) -> dict[UUID, int]:
    if kind is Label:
        place: Any = col(TaskLabel.label_id)
        query = (
            select(place, func.count())
            .join(
                Task,
                (col(Task.owner_id) == TaskLabel.owner_id) & (col(Task.id) == TaskLabel.task_id),
            )
            .where(col(TaskLabel.owner_id) == owner_id)
        )
    else:
        place = col(Task.project_id if kind is Project else Task.section_id)
        query = select(place, func.count())
    query = query.where(
        col(Task.owner_id) == owner_id,
        col(Task.deleted_at).is_(None),
        status_in(UNFINISHED),
        place.in_(ids),
    )
    return {row[0]: row[1] for row in await session.execute(query.group_by(place))}


async def _page(
    session: Session, kind: type[Any], owner_id: UUID, asked: StructureFilter
) -> tuple[Sequence[Any], str | None]:
    of = cursor.fingerprint(owner_id, {"list": SUBJECTS[kind], "archived": asked.archived})
    query = _own(kind, owner_id, asked)
    if asked.after is not None:
        at = cursor.decoded(asked.after, of=of, by_text=True)
        query = query.offset(at.number)
    rows = (await session.execute(query.limit(asked.limit + 1))).scalars().all()
    if len(rows) <= asked.limit:
        return rows, None
    begun = 0 if asked.after is None else cursor.decoded(asked.after, of=of, by_text=True).number
    return rows[: asked.limit], cursor.encoded(Position("page", begun + asked.limit), of=of)


def _own(kind: type[Any], owner_id: UUID, asked: StructureFilter) -> Any:
    query = select(kind).where(col(kind.owner_id) == owner_id, col(kind.deleted_at).is_(None))
    archived = col(kind.archived_at)
    if not asked.archived:
        query = query.where(archived.is_(None))
    return query.order_by(archived.is_not(None), col(kind.position), col(kind.id))


def _unfinished(owner_id: UUID) -> Any:
    return select(func.count()).where(
        col(Task.owner_id) == owner_id, col(Task.deleted_at).is_(None), status_in(UNFINISHED)
    )
