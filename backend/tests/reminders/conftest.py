"""Reminders over a database of their own: a worker lets everything go out that is due in it."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from post import Letterbox, Listener, letterbox, listener
from reminding import Reminded, shown
from sqlalchemy import text

from databases import fresh_database, sqlalchemy_url
from errand.db import Database, open_database
from errand.identity import Actor
from errand.reminders.keeping import TaskReminders
from people import People
from task_world import Watch


@pytest.fixture(scope="session")
def database_url(admin_url: str) -> Iterator[str]:
    with fresh_database(admin_url, "reminders") as url:
        yield url


@pytest_asyncio.fixture(scope="session")
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = open_database(sqlalchemy_url(database_url), pooled=False)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def people(database_url: str) -> People:
    return People(database_url)


@pytest_asyncio.fixture(autouse=True)
async def nothing_waiting(database: Database) -> None:
    """Leave nothing of the test before that a worker would let go out."""
    async with database.as_role("errand_maintenance") as session:
        await session.execute(text("delete from app.reminders"))
        await session.execute(text("delete from app.reminder_deliveries"))


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def reminded(database: Database, owner: Actor, watch: Watch) -> Reminded:
    return Reminded(database, owner, TaskReminders(shown, now=watch))


@pytest_asyncio.fixture
async def box() -> AsyncIterator[Letterbox]:
    async with letterbox() as opened:
        yield opened


@pytest.fixture
def hook() -> Iterator[Listener]:
    with listener() as opened:
        yield opened
