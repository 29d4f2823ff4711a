"""What can be searched of each task, kept beside it as it is compared, and searched for words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, and_, any_, cast, column, func, table, text
from sqlmodel import col, select

from errand.db import Session
from errand.tasks.folding import folded, words_of
from errand.tasks.model import Task

MOST_LISTED = 1000
"""Words that more tasks have are met so often that a page is full long before its order ends."""

_KEPT = table(
    "task_search",
    column("owner_id", Uuid()),
    column("task_id", Uuid()),
    column("folded", Text()),
    schema="app",
)
_KEEP = text(
    "insert into app.task_search (owner_id, task_id, folded) select x.owner_id, x.task_id, x.folded"
    " from unnest(cast(:owners as uuid[]), cast(:tasks as uuid[]), cast(:folded as text[]))"
    " as x (owner_id, task_id, folded)"
    " on conflict (owner_id, task_id) do update set folded = excluded.folded"
)


async def keep(session: Session, *tasks: Task) -> None:
    """Let the tasks be found by the words that they have now."""
    values = {
        "owners": [str(each.owner_id) for each in tasks],
        "tasks": [str(each.id) for each in tasks],
        "folded": [folded(each.title, each.notes) for each in tasks],
    }
    await session.execute(_KEEP, values)


@dataclass(frozen=True)
class Hits:
    """The tasks of this person that have all of the words."""

    words: Sequence[str]
    ids: Sequence[UUID] | None
    """None: they are very many."""

    def along_an_index(self) -> ColumnElement[bool]:
        """Return the condition for a page that an index has in its order."""
        return _on_the_way(self.words) if self.ids is None else _listed(self.ids)

    def of_all(self) -> ColumnElement[bool]:
        """Return the condition where all of them are gone through: to count or to sort them."""
        if self.ids is not None:
            return _listed(self.ids)
        # "Is true" keeps PostgreSQL from looking each of them up: it hashes them and passes once
        # through the tasks that the other conditions leave.
        return col(Task.id).in_(select(_matching(self.words))).is_(True)


async def hits(session: Session, searched: str | None) -> Hits | None:
    """Look for the words once; None where there are none to look for."""
    words = words_of(searched or "")
    if not words:
        return None
    query = select(_matching(words)).limit(MOST_LISTED + 1)
    ids = (await session.execute(query)).scalars().all()
    return Hits(words, ids if len(ids) <= MOST_LISTED else None)


def _listed(ids: Sequence[UUID]) -> ColumnElement[bool]:
    return col(Task.id) == any_(cast(list(ids), ARRAY(Uuid)))


def _matching(words: Sequence[str]) -> ColumnElement[UUID]:
    """Look among this person's tasks alone; see the function."""
    return func.app.matching_tasks(cast(list(words), ARRAY(Text)), type_=Uuid())


def _on_the_way(words: Sequence[str]) -> ColumnElement[bool]:
    # A value, not a join: it is read of each task that the page's order comes to, and no other.
    has_all = and_(*(_KEPT.c.folded.contains(word, autoescape=True) for word in words))
    here = and_(_KEPT.c.owner_id == col(Task.owner_id), _KEPT.c.task_id == col(Task.id))
    return select(has_all).where(here).scalar_subquery()
