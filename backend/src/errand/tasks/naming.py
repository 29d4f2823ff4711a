"""Projects, sections and labels as people name them: by id, or by a name in any case."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from errand.db import Session
from errand.errors import InvalidInput
from errand.fields import is_blank, problem_of_text
from errand.tasks import named
from errand.tasks.folding import folded
from errand.tasks.model import Label, Project, Section
from errand.tasks.parts import MOST_LABELS
from errand.tasks.positions import between
from errand.tasks.working import Work

INBOX = "inbox"
LONGEST_LABEL, LONGEST_NAME = 100, 200
_MOST_TOLD = 10


def id_in(given: str) -> UUID | None:
    """Return the id that this text is; None where it must be a name."""
    try:
        return UUID(given)
    except ValueError:
        return None


def checked_name(raw: str, *, most: int, field: str = "name") -> str:
    """Return a name without the space around it.

    Raises:
        InvalidInput: It is blank, too long, not plain text, or reads as something else.
    """
    name = " ".join(raw.split())
    if is_blank(name) or not folded(name):
        raise InvalidInput(f"{field}: must not be blank")
    if len(name) > most:
        raise InvalidInput(f"{field}: must have at most {most} characters")
    if problem := problem_of_text(name, lines=False):
        raise InvalidInput(f"{field}: {problem}")
    if id_in(name) is not None:
        raise InvalidInput(f"{field}: must not look like an id")
    return name


async def project_of(session: Session, *, owner_id: UUID, given: str) -> Project | None:
    """Return the project that is meant; None for the inbox.

    Raises:
        InvalidInput: There is none, or it is archived.
    """
    if folded(given) == INBOX:
        return None
    query = select(Project).where(
        col(Project.owner_id) == owner_id, col(Project.deleted_at).is_(None)
    )
    found = (await session.execute(_meant(query, Project, given))).scalar_one_or_none()
    if found is None:
        told = await _told(session, query, Project)
        raise InvalidInput(f"project: there is none called that; {told}")
    return found


async def section_of(
    session: Session, *, owner_id: UUID, project_id: UUID | None, given: str
) -> Section:
    """Return the section of that project that is meant.

    Raises:
        InvalidInput: There is none, or no project was named with a section's name.
    """
    query = select(Section).where(
        col(Section.owner_id) == owner_id, col(Section.deleted_at).is_(None)
    )
    if project_id is not None:
        query = query.where(col(Section.project_id) == project_id)
    elif id_in(given) is None:
        raise InvalidInput("section: name the project too, or give the id of the section")
    found = (await session.execute(_meant(query, Section, given))).scalar_one_or_none()
    if found is None:
        told = await _told(session, query, Section)
        raise InvalidInput(f"section: there is none called that; {told}")
    return found


async def labels_named(
    session: Session, *, owner_id: UUID, names: Sequence[str]
) -> dict[str, Label]:
    """Return those of the labels that exist, by their folded names; ids are names too."""
    keys = {folded(name) for name in names}
    ids = {each for name in names if (each := id_in(name)) is not None}
    query = select(Label).where(
        col(Label.owner_id) == owner_id,
        col(Label.deleted_at).is_(None),
        col(Label.folded).in_(keys) | col(Label.id).in_(ids),
    )
    found = (await session.execute(query)).scalars().all()
    return {label.folded: label for label in found} | {str(label.id): label for label in found}


async def labels_for(work: Work, names: Sequence[str], *, cause: UUID) -> list[UUID]:
    """Return the labels of these names, made where there are none yet.

    Raises:
        InvalidInput: A name makes no sense.
    """
    found = await labels_named(work.session, owner_id=work.owner_id, names=names)
    wanted: list[UUID] = []
    for raw in names:
        key = folded(raw)
        label = found.get(key) or found.get(raw)
        if label is None:
            label = found[key] = await new_label(work, raw, cause=cause)
        wanted.append(label.id)
    return list(dict.fromkeys(wanted))


async def labels_gone(work: Work, names: Sequence[str]) -> set[UUID]:
    """Return the ids of the labels of these names; one that does not exist is nothing to remove."""
    found = await labels_named(work.session, owner_id=work.owner_id, names=names)
    return {label.id for label in found.values()}


async def new_label(work: Work, raw: str, *, cause: UUID | None = None) -> Label:
    """Make a label after all others.

    Raises:
        InvalidInput: Its name makes no sense.
    """
    name = checked_name(raw, most=LONGEST_LABEL, field="labels")
    last = await named.last_position(work, Label)
    return await named.add(work, Label, name, position=between(last, None), cause=cause)


def checked_count(labels: Sequence[UUID]) -> Sequence[UUID]:
    """Return the labels.

    Raises:
        InvalidInput: They are too many for one task.
    """
    if len(labels) > MOST_LABELS:
        raise InvalidInput(f"labels: a task has at most {MOST_LABELS}")
    return labels


def _meant(query: Select[Any], kind: type[Project | Section], given: str) -> Select[Any]:
    found = id_in(given)
    return query.where(
        col(kind.folded) == folded(given) if found is None else col(kind.id) == found
    )


async def _told(session: Session, query: Select[Any], kind: type[Project | Section]) -> str:
    """Say which there are, so that whoever asked can choose."""
    shown = query.with_only_columns(col(kind.name)).order_by(col(kind.position))
    names = (await session.execute(shown.limit(_MOST_TOLD + 1))).scalars().all()
    if not names:
        return "there are none yet"
    more = ", and more" if len(names) > _MOST_TOLD else ""
    return f"there are: {', '.join(names[:_MOST_TOLD])}{more}"
