"""What a transaction promises: whose rows, by what authority, and what commits together."""

import pytest
from sqlalchemy import text

from errand.db import Database, Replayed, Session, companions
from errand.errors import SignedOut
from errand.identity import Actor
from people import People

COUNT = text("select count(*) from app.user_settings")


async def add_settings(session: Session, actor: Actor) -> None:
    await session.execute(
        text("insert into app.user_settings (owner_id, updated_at) values (:owner, now())"),
        {"owner": actor.user_id},
    )


async def test_a_person_sees_only_their_own_rows(
    database: Database, owner: Actor, stranger: Actor
) -> None:
    async with database.transaction(owner) as session:
        await add_settings(session, owner)

    async with database.transaction(stranger) as session:
        seen_by_stranger = (await session.execute(COUNT)).scalar_one()
    async with database.transaction(owner) as session:
        seen_by_owner = (await session.execute(COUNT)).scalar_one()

    assert (seen_by_owner, seen_by_stranger) == (1, 0)


async def test_writing_a_row_for_somebody_else_is_refused_by_postgresql(
    database: Database, owner: Actor, stranger: Actor
) -> None:
    with pytest.raises(Exception, match="row-level security"):
        async with database.transaction(stranger) as session:
            await add_settings(session, owner)


async def test_without_a_role_set_the_login_itself_sees_nothing(
    database: Database, owner: Actor
) -> None:
    async with database.transaction(owner) as session:
        await add_settings(session, owner)

    async with database.engine.connect() as connection:
        assert (await connection.execute(COUNT)).scalar_one() == 0


async def test_a_sign_in_that_has_ended_opens_no_transaction(
    database: Database, people: People, owner: Actor
) -> None:
    people.sign_out(owner)

    with pytest.raises(SignedOut):
        async with database.transaction(owner):
            pass


class Riding:
    """Writes a settings row in the use case's own transaction."""

    def __init__(self, actor: Actor, *, fails: bool = False, replays: bool = False) -> None:
        self.actor, self.fails, self.replays = actor, fails, replays
        self.seen: object | None = None

    async def before(self, session: Session) -> None:
        if self.replays:
            raise Replayed("stored")
        await add_settings(session, self.actor)

    async def after(self, session: Session, view: object | None) -> None:
        self.seen = view
        if self.fails:
            raise ValueError("no")


async def count_of(database: Database, actor: Actor) -> int:
    async with database.transaction(actor) as session:
        return (await session.execute(COUNT)).scalar_one()


async def test_a_companion_commits_with_the_use_case_and_sees_its_answer(
    database: Database, owner: Actor
) -> None:
    riding = Riding(owner)

    with companions(riding):
        async with database.transaction(owner) as session:
            session.answer("view")

    assert riding.seen == "view"
    assert await count_of(database, owner) == 1


async def test_a_companion_that_fails_takes_the_use_case_with_it(
    database: Database, owner: Actor
) -> None:
    with pytest.raises(ValueError, match="no"), companions(Riding(owner, fails=True)):
        async with database.transaction(owner):
            pass

    assert await count_of(database, owner) == 0


async def test_a_companion_can_say_that_it_was_done_before(
    database: Database, owner: Actor
) -> None:
    with pytest.raises(Replayed) as replayed, companions(Riding(owner, replays=True)):
        async with database.transaction(owner) as session:
            await add_settings(session, owner)

    assert replayed.value.stored == "stored"
    assert await count_of(database, owner) == 0
