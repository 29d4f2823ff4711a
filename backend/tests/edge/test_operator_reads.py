"""What the operator asks of very many answers and entries is read by an index."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import event

from databases import fresh_database, sqlalchemy_url
from errand.db import Database, open_database
from errand.identity import Actor, uuid7, uuid7_floor
from errand.operation.service import OperatorService
from people import People

MANY = 100_000
NOW = datetime.now(UTC)
BETWEEN = timedelta(minutes=5)
"""So many reach back for almost a year."""
REPEATED, DENIED = 250, 50
"""Of so many answers one was begun twice, of so many entries one was refused."""
MADE = "unnest(%(numbers)s::int[], %(ids)s::uuid[], %(times)s::timestamptz[]) as made (n, id, at)"
CONVERSATION = """
insert into app.conversations (owner_id, id, created_at, updated_at)
values (%(owner)s, %(thread)s, now(), now())
"""
TURNS = f"""
insert into app.turns (owner_id, id, conversation_id, kind, input, via, authority_kind,
  created_at, ended_at, status, attempts)
select %(owner)s, id, %(thread)s, 'message', '{{}}', 'chat', 'bearer',
  at, at + interval '1 second', 'done', 1 + (n %% {REPEATED} = 0)::int
from {MADE}
"""
WAITING = """
insert into app.turns (owner_id, id, conversation_id, kind, input, via, authority_kind, created_at)
values (%(owner)s, gen_random_uuid(), %(thread)s, 'message', '{}', 'chat', 'bearer',
  now() - interval '28 days')
"""
AUDIT = f"""
insert into app.audit (owner_id, id, at, door, action, status, request_id)
select %(owner)s, id, at, 'rest', 'POST /api/tasks',
  case when n %% {DENIED} = 0 then 403 else 201 end, id
from {MADE}
"""


def instants() -> Iterator[tuple[int, UUID, datetime]]:
    """When each was made, and with what id."""
    for number in range(1, MANY + 1):
        at = NOW - BETWEEN * number
        yield number, UUID(int=uuid7_floor(at, margin=timedelta()).int | 0x7 << 76 | number), at


def fill(url: str, owner: UUID) -> None:
    """Give the person a year of answers, one that waits for weeks, and as many entries."""
    numbers, ids, times = zip(*instants(), strict=True)
    made = {"numbers": [*numbers], "ids": [*ids], "times": [*times]}
    values = {"owner": owner, "thread": uuid7(), **made}
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_maintenance")
        for statement in (CONVERSATION, TURNS, WAITING, AUDIT):
            connection.execute(statement.encode(), values)
        connection.execute("reset role")
        connection.execute("analyze app.turns, app.audit")


@pytest.fixture(scope="module")
def busy_url(admin_url: str) -> Iterator[str]:
    """A database of its own."""
    with fresh_database(admin_url, "operated") as url:
        yield url


@pytest.fixture(scope="module")
def olga(busy_url: str) -> Actor:
    """The operator, who is also the one that asks so much."""
    person = People(busy_url).sign_up("Olga")
    fill(busy_url, person.user_id)
    return person


@pytest_asyncio.fixture
async def busy(busy_url: str) -> AsyncIterator[Database]:
    opened = open_database(sqlalchemy_url(busy_url), pooled=False)
    yield opened
    await opened.close()


@pytest.fixture
def asked(busy: Database) -> list[tuple[str, Any]]:
    """The statements that the service sends, with their values."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        statements.append((statement, values))

    event.listen(busy.engine.sync_engine, "before_cursor_execute", note)
    return statements


def plans(url: str, asked: list[tuple[str, Any]], table: str) -> list[str]:
    """How PostgreSQL does what was asked of that table."""
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_operator")
        return [
            "\n".join(line for (line,) in connection.execute(f"explain {each}".encode(), values))
            for each, values in asked
            if f"from {table}" in each
        ]


async def test_of_a_year_of_answers_the_overview_reads_the_last_days_by_an_index(
    busy: Database, busy_url: str, olga: Actor, asked: list[tuple[str, Any]]
) -> None:
    service = OperatorService(busy, emails=[f"{olga.user_id}@example.test"])

    shown = await service.overview(olga)

    queue, workers, slow, people = plans(busy_url, asked, "app.turns")
    assert "Seq Scan on turns" not in queue + workers + slow + people
    assert "turns_by_id" in slow, slow
    assert "turns_by_id" in people, people
    midnight = shown.at.replace(hour=0, minute=0, second=0)
    assert [each.answers_today for each in shown.people] == [
        sum(at > midnight for _, _, at in instants())
    ]
    ended = timedelta(days=1) - (shown.at - NOW)
    repeated = sum(
        NOW - at - timedelta(seconds=1) < ended and number % REPEATED == 0
        for number, _, at in instants()
    )
    assert repeated > 0
    assert [each.status for each in shown.slow] == ["queued", *["done"] * repeated]


@pytest.mark.parametrize("denied", [False, True])
async def test_a_page_of_a_long_trail_is_read_by_an_index_and_not_sorted(
    busy: Database, busy_url: str, olga: Actor, asked: list[tuple[str, Any]], denied: bool
) -> None:
    service = OperatorService(busy, emails=[f"{olga.user_id}@example.test"])

    first = await service.audit(olga, before=None, limit=20, denied=denied)
    second = await service.audit(olga, before=first.next, limit=20, denied=denied)

    for plan in plans(busy_url, asked, "app.audit"):
        assert "audit_by_id" in plan, plan
        assert "Index Cond" in plan, plan
        assert "Sort" not in plan, plan
    told = [entry.id for entry in (*first.entries, *second.entries)]
    fits = [made for number, made, _ in instants() if not denied or number % DENIED == 0]
    assert told == fits[:40]
