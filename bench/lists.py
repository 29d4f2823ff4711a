"""Lists of somebody who has much, beside the same rows selected through the driver."""

import time
from typing import Any, LiteralString
from uuid import uuid4

import psycopg

from e2e.people import People
from e2e.person import Person
from e2e.product import Product

from .figures import Measured, Verdict

THREADS, ITEMS = 10_000, 100_000
ASKED = 200
MOST_THREADS_P99, MOST_ITEMS_P99 = 15.0, 20.0

_THREADS: LiteralString = (
    "insert into app.conversations (owner_id, id, title, created_at, updated_at)"
    " select %(owner)s, gen_random_uuid(), 'Conversation ' || n, now() - n * interval '1 minute',"
    " now() - n * interval '1 minute' from generate_series(1, %(count)s) n"
)
_THREAD: LiteralString = (
    "insert into app.conversations (owner_id, id, title, created_at, updated_at, last_seq,"
    " message_count) values (%(owner)s, %(thread)s, 'Long', now(), now(), %(count)s, %(count)s)"
)
_ITEMS: LiteralString = (
    "insert into app.messages (owner_id, conversation_id, id, seq, role, kind, text, item,"
    " created_at) select %(owner)s, %(thread)s, ids.id, ids.n, 'user', 'user_message', 'Hello',"
    " jsonb_build_object('type', 'user_message', 'id', ids.id, 'thread_id', %(thread)s::text,"
    " 'created_at', '2026-11-01T00:00:00Z', 'content', jsonb_build_array(jsonb_build_object('type',"
    " 'input_text', 'text', 'Hello')), 'attachments', '[]'::jsonb, 'inference_options',"
    " '{}'::jsonb), now() from (select gen_random_uuid() as id, n from"
    " generate_series(1, %(count)s) n) ids"
)
_SELECT_THREADS: LiteralString = (
    "select id, title, status, created_at, updated_at from app.conversations"
    " where owner_id = %(owner)s order by updated_at desc, id desc limit 20"
)
_SELECT_ITEMS: LiteralString = (
    "select item from app.messages where owner_id = %(owner)s and conversation_id = %(thread)s"
    " order by seq desc limit 20"
)


async def measure(product: Product) -> tuple[list[Measured], list[Verdict]]:
    """Return the driver's times and the stack's, for threads and for the items of one thread."""
    async with People(product) as people:
        person, thread = await people.add(), uuid4()
        many: dict[str, Any] = {"owner": person.user_id, "count": THREADS}
        long: dict[str, Any] = {"owner": person.user_id, "thread": thread, "count": ITEMS}
        await product.sql(_THREADS, many)
        await product.sql(_THREAD, long)
        await product.sql(_ITEMS, long)
        async with await psycopg.AsyncConnection.connect(product.database_url) as connection:
            await connection.execute("analyze app.conversations, app.messages")
        floor_threads = await _selected(product, _SELECT_THREADS, long)
        floor_items = await _selected(product, _SELECT_ITEMS, long)
        threads = await _listed(person, "threads.list", limit=20, order="desc")
        items = await _listed(person, "items.list", thread_id=str(thread), limit=20, order="desc")
    rows = [
        Measured("SELECT threads (floor)", floor_threads),
        Measured("threads.list", threads),
        Measured("SELECT items (floor)", floor_items),
        Measured("items.list", items),
    ]
    return rows, [
        Verdict(f"p99 of the list of {THREADS} threads", rows[1].p99, MOST_THREADS_P99, " ms"),
        Verdict(f"p99 of the newest page of {ITEMS} items", rows[3].p99, MOST_ITEMS_P99, " ms"),
    ]


async def _selected(product: Product, query: LiteralString, values: dict[str, Any]) -> list[float]:
    taken: list[float] = []
    async with await psycopg.AsyncConnection.connect(product.database_url) as connection:
        await connection.execute("set role errand_maintenance")
        for _ in range(ASKED):
            started = time.perf_counter()
            await (await connection.execute(query, values)).fetchall()
            taken.append(time.perf_counter() - started)
    return taken


async def _listed(person: Person, kind: str, **params: Any) -> list[float]:
    taken: list[float] = []
    for _ in range(ASKED):
        started = time.perf_counter()
        page = await person.call(kind, **params)
        taken.append(time.perf_counter() - started)
        assert len(page["data"]) == params["limit"]
    return taken
