"""Migrated databases on the test server, each with a login like any operator's."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config

from people import AUTH_TABLES

MIGRATIONS = Path(__file__).parents[1] / "migrations"
ROLES = (
    "errand_app",
    "errand_worker",
    "errand_maintenance",
    "errand_auth",
    "errand_operator",
)


@contextmanager
def fresh_database(admin_url: str, label: str) -> Generator[str]:
    """Make a database and its owner, migrate it, and drop both at the end."""
    name = f"errand_test_{os.getpid()}_{label}"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"create role {name} login createrole password 'x'".encode())
        admin.execute(f"create database {name} owner {name}".encode())
        for role in ROLES:
            admin.execute(
                f"do $$ begin create role {role} nologin; exception when duplicate_object"
                f" then null; end $$; grant {role} to {name} with admin true, inherit false,"
                " set true".encode()
            )
    host = admin_url.split("@")[1].rsplit("/", 1)[0]
    url = f"postgresql://{name}:x@{host}/{name}"
    migrate(url)
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_auth")
        connection.execute("set local search_path to auth")
        connection.execute(AUTH_TABLES)
    try:
        yield url
    finally:
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute(f"drop database {name} with (force)".encode())
            admin.execute(f"drop owned by {name} cascade; drop role {name}".encode())


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest migration."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = sqlalchemy_url(url)
    command.upgrade(config, "head")


def sqlalchemy_url(url: str) -> str:
    """The same URL for SQLAlchemy."""
    return url.replace("postgresql://", "postgresql+psycopg://")
