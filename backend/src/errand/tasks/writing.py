"""Statements that write many rows of one person's tasks at once, however many they are."""

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import TextClause, text

from errand.tasks.model import Named, Subject, Task
from errand.tasks.working import Work

Pair = tuple[UUID, UUID]
"""A task and a label."""

_KEPT = {"owner_id", "id", "number", "created_at"}
_COLUMNS = sorted(set(Task.model_fields) - _KEPT)


def _update(table: str, columns: Sequence[str]) -> TextClause:
    return text(
        f"update app.{table} t set ({', '.join(columns)})"  # noqa: S608  constants only
        f" = ({', '.join(f'x.{name}' for name in columns)})"
        f" from jsonb_populate_recordset(null::app.{table}, cast(:rows as jsonb)) x"
        " where t.owner_id = :owner and t.id = x.id and t.version = x.version - 1"
    )


_UPDATE = _update("tasks", _COLUMNS)
_NAMED = ("name", "folded", "position", "version", "updated_at", "archived_at", "deleted_at")
_UPDATE_NAMED = {
    subject: _update(f"{subject}s", _NAMED) for subject in ("project", "section", "label")
}
_PAIRS = "unnest(cast(:tasks as uuid[]), cast(:labels as uuid[])) as x (task_id, label_id)"
_UNLABEL = text(
    f"delete from app.task_labels l using {_PAIRS}"  # noqa: S608  constants only
    " where l.owner_id = :owner and l.task_id = x.task_id and l.label_id = x.label_id"
)
_LABEL = text(
    "insert into app.task_labels (owner_id, task_id, label_id)"  # noqa: S608  constants only
    f" select :owner, x.task_id, x.label_id from {_PAIRS} on conflict do nothing"
)


async def update_all(work: Work, tasks: Sequence[Task]) -> None:
    """Write these tasks as they are now, each a version after the one that is stored.

    Raises:
        RuntimeError: One is stored in another version, or not at all: it was not held.
    """
    await _write(work, _UPDATE, tasks, {"id", *_COLUMNS})


async def update_named(work: Work, subject: Subject, rows: Sequence[Named]) -> None:
    """Write these projects, sections or labels as they are now, each a version later.

    Raises:
        RuntimeError: As `update_all`.
    """
    await _write(work, _UPDATE_NAMED[subject], rows, {"id", *_NAMED})


async def _write(
    work: Work, statement: TextClause, rows: Sequence[Task | Named], columns: set[str]
) -> None:
    if not rows:
        return
    values = json.dumps([row.model_dump(mode="json", include=columns) for row in rows])
    connection = await work.session.connection()
    done = await connection.execute(statement, {"owner": work.owner_id, "rows": values})
    if done.rowcount != len(rows):
        raise RuntimeError(f"{done.rowcount} of {len(rows)} rows were as they had been read")


async def relabel_all(work: Work, *, gone: Iterable[Pair], new: Iterable[Pair]) -> None:
    """Take labels from tasks, and give labels to tasks."""
    for statement, pairs in ((_UNLABEL, sorted(gone)), (_LABEL, sorted(new))):
        if pairs:
            tasks, labels = zip(*pairs, strict=True)
            values = {"tasks": [str(each) for each in tasks], "labels": list(map(str, labels))}
            await work.session.execute(statement, {"owner": work.owner_id, **values})
