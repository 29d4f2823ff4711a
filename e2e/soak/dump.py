"""Reads the database for the checker, as it stands in the end."""

import json

import psycopg
from psycopg.rows import TupleRow

from errand.turns.model import END_EVENT

from .history import digest
from .rows import DeedRow, EventRow, MessageRow, Rows, TaskRow, TurnRow

_TURNS = (
    "select id::text, owner_id::text, status, extract(epoch from created_at)::float8,"
    " extract(epoch from ended_at)::float8, attempts from app.turns"
)
_EVENTS = (
    "select turn_id::text, owner_id::text, seq, data, extract(epoch from created_at)::float8"
    " from app.turn_events"
)
_MESSAGES = (
    "select owner_id::text, coalesce(turn_id::text, ''), role, text from app.messages"
    " where kind in ('user_message', 'assistant_message') order by seq"
)
_DEEDS = (
    "select owner_id::text, coalesce(turn_id::text, ''), coalesce(tool_call_id, ''),"
    " coalesce(after ->> 'title', ''), extract(epoch from at)::float8 from app.task_events"
    " where before is null and subject = 'task'"
)
_TASKS = "select id::text, owner_id::text, title from app.tasks where deleted_at is null"
_KEYS = "select owner_id::text, key, coalesce(turn_id::text, '') from app.idempotency_keys"


async def dump(connection: psycopg.AsyncConnection[TupleRow]) -> Rows:
    """Return everything, of one moment."""
    async with connection.transaction():
        await connection.execute("set transaction isolation level repeatable read")
        rows = Rows()
        async for row in connection.cursor().stream(_EVENTS):
            data = json.loads(row[3])
            last = data["type"] == END_EVENT
            rows.events.append(EventRow(row[0], row[1], row[2], digest(data), last, row[4]))
        rows.turns = [TurnRow(*row) for row in await _all(connection, _TURNS)]
        rows.messages = [MessageRow(*row) for row in await _all(connection, _MESSAGES)]
        rows.deeds = [DeedRow(*row) for row in await _all(connection, _DEEDS)]
        rows.tasks = [TaskRow(*row) for row in await _all(connection, _TASKS)]
        rows.keys = {(row[0], row[1]): row[2] for row in await _all(connection, _KEYS) if row[2]}
        return rows


async def _all(connection: psycopg.AsyncConnection[TupleRow], query: str) -> list[TupleRow]:
    return await (await connection.execute(query.encode())).fetchall()
