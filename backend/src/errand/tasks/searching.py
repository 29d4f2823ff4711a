"""What can be searched of each task, kept beside it as it is compared."""

from sqlalchemy import text

from errand.db import Session
from errand.tasks.folding import folded
from errand.tasks.model import Task

_KEEP = text(
    "insert into app.task_search (owner_id, task_id, folded) values (:owner, :task, :folded)"
    " on conflict (owner_id, task_id) do update set folded = excluded.folded"
)


async def keep(session: Session, task: Task) -> None:
    """Let the task be found by the words that it has now."""
    values = {"owner": task.owner_id, "task": task.id, "folded": folded(task.title, task.notes)}
    await session.execute(_KEEP, values)
