"""The same rows and the same use of them, over plain tables and over partitions."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import psycopg
from sqlalchemy import text

from errand.db import Database, open_database
from errand.identity import Actor, Bearer, uuid7
from errand.threads import store
from errand.turns import leases, log, queue
from errand.turns.model import Claim, Event

from ..figures import Measured

PEOPLE = 200
THREADS = 5
MESSAGES = 300
TURNS = 10
EVENTS = 150
REPEATS = 300
CLAIMS = 20
WARM = 10
_SIGN_IN = """
set role errand_auth;
create table auth."user" (id uuid primary key);
create table auth.session (id uuid primary key, "userId" uuid, "expiresAt" timestamptz)
"""
_LOAD = {
    "conversations": (
        "insert into app.conversations (owner_id, id, created_at, updated_at)"
        " select %(owner)s, id, now(), now() from unnest(%(threads)s::uuid[]) as id"
    ),
    "messages": (
        "insert into app.messages (owner_id, conversation_id, id, seq, role, kind, text, item,"
        " created_at) select %(owner)s, t, gen_random_uuid(), n, 'user', 'user_message',"
        " repeat('word ', 20), '{}', now() from unnest(%(threads)s::uuid[]) as t,"
        f" generate_series(1, {MESSAGES}) as n"
    ),
    "turns": (
        "insert into app.turns (owner_id, id, conversation_id, kind, input, via, authority_kind,"
        " status, created_at, worker, fence, lease_until) select %(owner)s, id, t, 'message',"
        " '{}', 'rest', 'bearer', case when n = 1 then 'running' else 'done' end, now(),"
        " 'p:bench', 1, now() + interval '1 hour' from unnest(%(turns)s::uuid[],"
        " %(of)s::uuid[]) with ordinality as u (id, t, n)"
    ),
    "turn_events": (
        "insert into app.turn_events (owner_id, turn_id, seq, data) select %(owner)s, t, n,"
        " repeat('x', 120) from unnest(%(turns)s::uuid[]) as t,"
        f" generate_series(0, {EVENTS - 1}) as n"
    ),
}


@dataclass
class Person:
    """Somebody, their threads and turns; the first turn runs."""

    id: UUID = field(default_factory=uuid7)
    threads: list[UUID] = field(default_factory=lambda: [uuid7() for _ in range(THREADS)])
    turns: list[UUID] = field(default_factory=lambda: [uuid7() for _ in range(TURNS)])

    @property
    def actor(self) -> Actor:
        """This person as somebody who acts."""
        return Actor(self.id, Bearer(), "rest")


def sign_in_tables(url: str) -> None:
    """Make as much of the sign-in's tables as tells that somebody exists."""
    with psycopg.connect(url) as connection:
        for statement in _SIGN_IN.split(";"):
            connection.execute(statement.encode())


def fill(url: str, people: list[Person]) -> dict[str, float]:
    """Write everybody's rows as the application's role does; return rows a second by table."""
    spent = dict.fromkeys(_LOAD, 0.0)
    rows = dict.fromkeys(_LOAD, 0)
    with psycopg.connect(url) as connection:
        for person in people:
            connection.execute('insert into auth."user" (id) values (%s)', (person.id,))
            connection.execute("select set_config('app.user_id', %s, true)", (str(person.id),))
            connection.execute("set local role errand_app")
            of = [person.threads[n % THREADS] for n in range(TURNS)]
            values = {"owner": person.id, "threads": person.threads, "turns": person.turns}
            for table, statement in _LOAD.items():
                begun = time.perf_counter()
                done = connection.execute(statement.encode(), values | {"of": of})
                spent[table] += time.perf_counter() - begun
                rows[table] += done.rowcount
            connection.commit()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    return {table: rows[table] / spent[table] for table in _LOAD}


async def timed(name: str, times: int, once: Callable[[int], Awaitable[object]]) -> Measured:
    """Do it that often, one after another."""
    seconds: list[float] = []
    for n in range(times + WARM):
        begun = time.perf_counter()
        await once(n)
        seconds.append(time.perf_counter() - begun)
    return Measured(name, seconds[WARM:])


@asynccontextmanager
async def opened(url: str) -> AsyncGenerator[Database]:
    """The application's database over this server."""
    db = open_database(url.replace("postgresql://", "postgresql+psycopg://"), pooled=False)
    try:
        yield db
    finally:
        await db.close()


async def measure(url: str, people: list[Person]) -> list[Measured]:
    """Time what people and workers do most, with the application's own functions."""
    async with opened(url) as db:

        async def newest_page(n: int) -> None:
            person = people[n % len(people)]
            async with db.reading(person.actor) as session:
                await store.page(
                    session,
                    owner_id=person.id,
                    thread_id=person.threads[0],
                    after=None,
                    limit=50,
                    direction="desc",
                )

        async def follow(n: int) -> None:
            person = people[n % len(people)]
            async with db.reading(person.actor) as session:
                await log.read(session, owner_id=person.id, turn_id=person.turns[0], after=100)

        async def renew(n: int) -> None:
            mine = [people[(n + k) % len(people)].turns[0] for k in range(50)]
            async with db.as_role("errand_worker") as session:
                await leases.renew(session, worker="p:bench", turn_ids=mine)

        async def waiting(_: int) -> None:
            async with db.as_role("errand_worker") as session:
                await queue.waiting(session)

        return [
            await timed("newest 50 items of a conversation", REPEATS, newest_page),
            await timed("50 events of a turn", REPEATS, follow),
            await timed("leases of 50 turns renewed", REPEATS, renew),
            await timed("age of the queue", REPEATS, waiting),
            await _appends(db, people),
            await _claims(db, people),
        ]


async def _appends(db: Database, people: list[Person]) -> Measured:
    """Events of 50 turns of 50 people, committed together."""
    claims = [_claim(person) for person in people[:50]]
    events = log.EventLog(db, sender="bench", deliver=_unheard, lost=_unheard)
    running = asyncio.create_task(events.run())
    for held in claims:
        events.open(held)

    async def once(n: int) -> None:
        for held in claims:
            await events.append(held, Event(EVENTS + n, "x" * 120))
        for held in claims:
            await events.flushed(held)

    try:
        return await timed("50 turns say something, one commit", REPEATS, once)
    finally:
        running.cancel()


def _unheard(*_: object) -> None:
    """Nobody follows these turns."""


def _claim(person: Person) -> Claim:
    return Claim(
        turn_id=person.turns[0],
        conversation_id=person.threads[0],
        actor=person.actor,
        fence=1,
        attempts=1,
        stop_requested=False,
        created_at=datetime.now(UTC),
    )


async def _claims(db: Database, people: list[Person]) -> Measured:
    """Workers take 20 turns at a time, of 1,000 that wait."""
    async with db.as_role("errand_maintenance") as session:
        await session.execute(
            text(
                "update app.turns set status = 'queued', worker = null, lease_until = null"
                " where id = any(cast(:turns as uuid[]))"
            ),
            {"turns": [str(turn) for person in people for turn in person.turns[1 : THREADS + 1]]},
        )

    async def once(_: int) -> None:
        async with db.as_role("errand_worker") as session:
            taken = await queue.claim(session, worker="p:other", most=20, running=5, busy=[])
        assert len(taken) == 20

    return await timed("20 of 1,000 waiting turns claimed", CLAIMS, once)
