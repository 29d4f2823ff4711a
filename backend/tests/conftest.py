"""A real PostgreSQL for the whole run, with the migrations of the product."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from databases import fresh_database, sqlalchemy_url
from errand.db import Database, open_database
from errand.identity import Actor
from errand.local.temporary import temporary_postgres
from people import People

pytest_plugins = ["api"]


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
    with fresh_database(admin_url, "shared") as url:
        yield url


@pytest_asyncio.fixture(scope="session")
async def database(database_url: str) -> AsyncIterator[Database]:
    """The application's database over that server."""
    opened = open_database(sqlalchemy_url(database_url), pooled=False)
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
