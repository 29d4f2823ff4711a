"""Statements straight to psycopg are of the same transaction, and fail as SQLAlchemy's do."""

import asyncio
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlmodel import select

from databases import sqlalchemy_url
from errand.accounts.model import UserSettings
from errand.db import Database, open_database
from errand.errors import Unavailable
from errand.identity import Actor

COUNT = text("select count(*) as many from app.user_settings where owner_id = :owner")
ADD = text("insert into app.user_settings (owner_id, updated_at) values (:owner, :at)")
BACKEND = text("select pg_backend_pid() as pid")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


async def test_both_ways_see_what_the_other_has_done_and_commit_together(
    database: Database, owner: Actor, stranger: Actor
) -> None:
    async with database.transaction(owner) as session:
        await session.run(ADD, {"owner": owner.user_id, "at": NOW})
        kept = (await session.scalars(select(UserSettings))).one()
        kept.time_zone = "Europe/Berlin"
        zones = await session.run(text("select time_zone from app.user_settings"))
        assert zones.scalars().all() == ["Europe/Berlin"]
    async with database.transaction(stranger) as session:
        session.add(UserSettings(owner_id=stranger.user_id, updated_at=NOW))
        assert (await session.run(COUNT, {"owner": stranger.user_id})).one().many == 1

    for actor in (owner, stranger):
        async with database.transaction(actor) as session:
            assert (await session.run(COUNT, {"owner": actor.user_id})).scalar_one() == 1


async def test_what_either_way_has_done_is_taken_back_with_the_rest(
    database: Database, owner: Actor
) -> None:
    async def fails(*, directly: bool) -> None:
        async with database.transaction(owner) as session:
            way = session.run if directly else session.execute
            await way(ADD, {"owner": owner.user_id, "at": NOW})
            assert (await session.run(COUNT, {"owner": owner.user_id})).scalar_one() == 1
            raise ValueError("no")

    for directly in (True, False):
        with pytest.raises(ValueError, match="no"):
            await fails(directly=directly)

    async with database.transaction(owner) as session:
        assert (await session.run(COUNT, {"owner": owner.user_id})).scalar_one() == 0


async def test_an_error_is_sqlalchemys_and_shows_no_values(
    database: Database, owner: Actor
) -> None:
    async def twice() -> None:
        async with database.transaction(owner) as session:
            for _ in range(2):
                await session.run(ADD, {"owner": owner.user_id, "at": NOW})

    with pytest.raises(IntegrityError) as refused:
        await twice()

    assert getattr(refused.value.orig, "sqlstate", None) == "23505"
    assert "2026" not in str(refused.value)
    async with database.transaction(owner) as session:
        with pytest.raises(NoResultFound):
            (await session.run(text("select 1 where '%' = :sign"), {"sign": "?"})).one()


async def test_connections_that_the_server_ended_are_all_forgotten_at_the_first_error(
    database_url: str, owner: Actor
) -> None:
    database = open_database(sqlalchemy_url(database_url), pooled=False, size=3)

    async def pid() -> int:
        async with database.transaction(owner) as session:
            found = (await session.run(BACKEND)).scalar_one()
            await session.run(text("select pg_sleep(0.2)"))  # so that each takes one of its own
            return found

    def end(pids: set[int]) -> None:
        with psycopg.connect(database_url, autocommit=True) as beside:
            for each in pids:
                beside.execute("select pg_terminate_backend(%s)", (each,))

    async def cut_off() -> None:
        async with database.transaction(owner) as session:
            end(pids)
            await session.run(BACKEND)

    pids = set(await asyncio.gather(*(pid() for _ in range(3))))
    assert len(pids) == 3
    with pytest.raises(Unavailable):
        await cut_off()

    assert pids.isdisjoint(await asyncio.gather(*(pid() for _ in range(3))))
    await database.close()


async def test_whoever_is_cut_off_in_a_statement_leaves_no_connection_behind_that_is_of_no_use(
    database_url: str, owner: Actor
) -> None:
    database = open_database(sqlalchemy_url(database_url), pooled=False, size=1)

    async def slow() -> None:
        async with database.transaction(owner) as session:
            await session.run(ADD, {"owner": owner.user_id, "at": NOW})
            await session.run(text("select pg_sleep(30)"))

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await slow()

    async with asyncio.timeout(10), database.transaction(owner) as session:
        assert (await session.run(COUNT, {"owner": owner.user_id})).scalar_one() == 0
    await database.close()
