"""The whole task model: projects, labels, subtasks, recurrence, order, search, history to undo."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

from errand.tasks.folding import folded

revision = "0002"
down_revision = "0001"

_BATCH = 1000
_READ = sa.text(
    "select owner_id, id, title, notes from app.tasks where (owner_id, id) >"
    " (cast(:owner as uuid), cast(:id as uuid)) order by owner_id, id limit :most"
)
_WRITE = sa.text(
    "insert into app.task_search (owner_id, task_id, folded) values (:owner, :id, :folded)"
)
_NOBODY = "00000000-0000-0000-0000-000000000000"


def upgrade() -> None:
    """Apply the statements of the file beside this one, then make what exists findable."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    # A dollar-quoted script must not be split, nor its colons and percents be bound.
    connection.exec_driver_sql(script.replace("%", "%%"))
    connection.execute(sa.text("set local role errand_maintenance"))
    last = {"owner": _NOBODY, "id": _NOBODY}
    while rows := connection.execute(_READ, last | {"most": _BATCH}).all():
        connection.execute(
            _WRITE,
            [
                {"owner": row.owner_id, "id": row.id, "folded": folded(row.title, row.notes)}
                for row in rows
            ],
        )
        last = {"owner": str(rows[-1].owner_id), "id": str(rows[-1].id)}
    connection.execute(sa.text("reset role"))
