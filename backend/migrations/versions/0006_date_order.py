"""How a person writes dates is their own to say: until then 3/4 has two readings."""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply the statements of the file beside this one, as one script."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    # A dollar-quoted script must not be split, nor its colons and percents be bound.
    op.get_bind().exec_driver_sql(script.replace("%", "%%"))
