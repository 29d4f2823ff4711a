"""Brings a database up to date: our tables, then those of the sign-in."""

import subprocess

from alembic import command
from alembic.config import Config
from pydantic import SecretStr

from errand.local.environment import for_frontend, node_program
from errand.local.problems import Problem
from errand.settings import REPOSITORY, Settings, sqlalchemy_url

_AUTH_SCRIPT = REPOSITORY / "frontend" / "dist" / "migrate-auth.mjs"
_SECONDS = 300


def migrate(settings: Settings) -> None:
    """Run every migration that is missing; running it again changes nothing.

    Raises:
        Problem: There is no database to migrate, or a migration failed.
    """
    if settings.direct_url is None:
        raise Problem(
            "There is no DATABASE_URL: set it, or run `make up`, which has a database of its own."
        )
    upgrade(settings.direct_url)
    _migrate_sign_in(settings)


def upgrade(url: SecretStr) -> None:
    """Bring our own tables at this `postgresql://` address up to date."""
    config = Config()
    config.set_main_option("script_location", str(REPOSITORY / "backend" / "migrations"))
    config.attributes["url"] = sqlalchemy_url(url)
    command.upgrade(config, "head")


def _migrate_sign_in(settings: Settings) -> None:
    if not _AUTH_SCRIPT.exists():
        raise Problem(f"{_AUTH_SCRIPT} is not built: run `make up`, which builds it.")
    done = subprocess.run(
        [node_program(settings), _AUTH_SCRIPT],
        env=for_frontend(settings),
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise Problem("The tables of the sign-in could not be brought up to date (see above).")
