"""Tasks in their own order across projects are read by an index."""

from pathlib import Path

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply the statements of the file beside this one."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    # A dollar-quoted script must not be split, nor its colons and percents be bound.
    op.get_bind().exec_driver_sql(script.replace("%", "%%"))
