"""A real PostgreSQL for the whole run, with the migrations of the product."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from alembic import command
from alembic.config import Config

from errand.db import Database, open_database
from errand.identity import Actor
from errand.local.temporary import temporary_postgres
from people import AUTH_TABLES, People

pytest_plugins = ["api"]

MIGRATIONS = Path(__file__).parents[1] / "migrations"


@pytest.fixture(scope="session")
def admin_url() -> Iterator[str]:
    """URL of a server on which this run may make databases and logins.

    One of our own, gone afterwards, unless ERRAND_TEST_ADMIN_URL names another.
    """
    if given := os.environ.get("ERRAND_TEST_ADMIN_URL"):
        yield given
        return
    with temporary_postgres() as server:
        yield server.url()


@pytest.fixture(scope="session")
def database_url(admin_url: str) -> Iterator[str]:
    """`postgresql://` URL of a migrated database, as its owner: a login like any operator's."""
    name = f"errand_test_{os.getpid()}"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"create role {name} login createrole password 'x'".encode())
        admin.execute(f"create database {name} owner {name}".encode())
        for role in ("errand_app", "errand_worker", "errand_maintenance", "errand_auth"):
            admin.execute(
                f"do $$ begin create role {role} nologin; exception when duplicate_object"
                f" then null; end $$; grant {role} to {name} with admin true, inherit false, set true".encode()
            )
    host = admin_url.split("@")[1].rsplit("/", 1)[0]
    url = f"postgresql://{name}:x@{host}/{name}"
    migrate(url)
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_auth")
        connection.execute("set local search_path to auth")
        connection.execute(AUTH_TABLES)
    yield url
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"drop database {name} with (force)".encode())
        admin.execute(f"drop owned by {name} cascade; drop role {name}".encode())


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest migration."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url.replace("postgresql://", "postgresql+psycopg://")
    command.upgrade(config, "head")


@pytest_asyncio.fixture(scope="session")
async def database(database_url: str) -> AsyncIterator[Database]:
    """The application's database over that server."""
    opened = open_database(
        database_url.replace("postgresql://", "postgresql+psycopg://"), pooled=False
    )
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def people(database_url: str) -> People:
    """Signs people up, in and out."""
    return People(database_url)


@pytest.fixture
def owner(people: People) -> Actor:
    """Somebody new, signed in."""
    return people.sign_up("Ada")


@pytest.fixture
def stranger(people: People) -> Actor:
    """Somebody else, signed in."""
    return people.sign_up("Mallory")
