"""Rows of projects, sections and labels, and their history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import insert
from sqlmodel import col, select

from errand.identity import uuid7
from errand.tasks import writing
from errand.tasks.folding import folded
from errand.tasks.model import Label, Named, Project, Section, Subject
from errand.tasks.working import Work, in_utc

Kind = TypeVar("Kind", bound=Project | Section | Label)
COLUMNS = ("name", "position", "archived_at", "deleted_at")
SUBJECTS: dict[type[Named], Subject] = {Project: "project", Section: "section", Label: "label"}
KINDS: Mapping[str, type[Project | Section | Label]] = {
    "project": Project,
    "section": Section,
    "label": Label,
}
_adapters: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(cast("Any", Named.model_fields[name].annotation)) for name in COLUMNS
}


def subject_of(name: str) -> Subject:
    """Return the kind of this name, which is none of a task.

    Raises:
        KeyError: There is none.
    """
    return SUBJECTS[KINDS[name]]


def state(row: Project | Section | Label) -> dict[str, Any]:
    """Return all of it that can change, as JSON."""
    return {
        "name": row.name,
        "position": row.position,
        "archived_at": in_utc(row.archived_at),
        "deleted_at": in_utc(row.deleted_at),
    }


def columns_of(earlier: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that give a row these values of an earlier state."""
    return {n: _adapters[n].validate_python(earlier[n]) for n in COLUMNS if n in earlier}


async def load(work: Work, kind: type[Kind], row_id: UUID, *, trashed: bool = False) -> Kind | None:
    """Return the row, if it is there; a deleted one only on request."""
    return (await load_all(work, kind, [row_id], trashed=trashed)).get(row_id)


async def load_all(
    work: Work, kind: type[Kind], ids: Sequence[UUID], *, trashed: bool = False
) -> dict[UUID, Kind]:
    """Return those of the rows that are there; deleted ones only on request."""
    query = select(kind).where(col(kind.owner_id) == work.owner_id, col(kind.id).in_(ids))
    if not trashed:
        query = query.where(col(kind.deleted_at).is_(None))
    rows = (await work.session.execute(query)).scalars().all()
    for row in rows:
        work.session.expunge(row)
    return {row.id: row for row in rows}


async def siblings(
    work: Work, kind: type[Kind], *, project_id: UUID | None = None
) -> Sequence[Kind]:
    """Return all of a kind, in their order; of sections those of one project."""
    query = select(kind).where(col(kind.owner_id) == work.owner_id, col(kind.deleted_at).is_(None))
    if project_id is not None:
        query = query.where(col(Section.project_id) == project_id)
    rows = await work.session.execute(query.order_by(col(kind.position), col(kind.id)))
    found = rows.scalars().all()
    for row in found:
        work.session.expunge(row)
    return found


async def last_position(
    work: Work, kind: type[Kind], *, project_id: UUID | None = None
) -> str | None:
    """Return the position after which a new one comes; None where it is the first."""
    rows = await siblings(work, kind, project_id=project_id)
    return rows[-1].position if rows else None


async def add(
    work: Work,
    kind: type[Kind],
    name: str,
    *,
    position: str,
    cause: UUID | None = None,
    **more: Any,
) -> Kind:
    """Store a new one and its first entry in the history."""
    now = work.clock.now
    row = kind(
        owner_id=work.owner_id,
        id=uuid7(),
        name=name,
        folded=folded(name),
        position=position,
        created_at=now,
        updated_at=now,
        **more,
    )
    await work.session.execute(insert(kind).values(row.model_dump()))
    await work.record(SUBJECTS[kind], row.id, "created", before=None, after=state(row), cause=cause)
    return row


@dataclass(frozen=True)
class Saving:
    """What one of them gets, and what its entry in the history says beside it."""

    row: Project | Section | Label
    columns: Mapping[str, Any]
    cause: UUID | None = None
    undoes: UUID | None = None
    event: UUID | None = None


async def save(
    work: Work,
    row: Project | Section | Label,
    verb: str,
    columns: Mapping[str, Any],
    *,
    cause: UUID | None = None,
    event: UUID | None = None,
) -> None:
    """Give it what is new; where nothing differs nothing is written."""
    await save_all(work, verb, [Saving(row, columns, cause, event=event)])


async def save_all(work: Work, verb: str, savings: Sequence[Saving]) -> None:
    """Give these of one kind, each named once, what is new."""
    found = [(saving.row, _entry(work, verb, saving)) for saving in savings]
    entries = [entry for _, entry in found if entry is not None]
    if not entries:
        return
    written = [row for row, entry in found if entry is not None]
    await writing.update_named(work, SUBJECTS[type(written[0])], written)
    await work.record_all(entries)


def _entry(work: Work, verb: str, saving: Saving) -> dict[str, Any] | None:
    """Change the row, and return the entry in the history; None: nothing differs."""
    row, before = saving.row, state(saving.row)
    row.sqlmodel_update(dict(saving.columns))
    after = state(row)
    different = [name for name in COLUMNS if after[name] != before[name]]
    if not different and saving.undoes is None:
        return None
    row.version, row.updated_at, row.folded = row.version + 1, work.clock.now, folded(row.name)
    entry = work.entry(
        SUBJECTS[type(row)],
        row.id,
        verb,
        before={name: before[name] for name in different},
        after={name: after[name] for name in different},
        cause=saving.cause,
        event_id=saving.event,
    )
    return entry | {"undoes": saving.undoes}
