"""One of everything that a person can have, each with a word in it that nobody else has."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx2
import psycopg

from api import Api
from errand.identity import Actor


@dataclass(frozen=True)
class Belongings:
    """What somebody has: ids by name, as `{thread}` and the like in the probes."""

    actor: Actor
    ids: dict[str, str]


def filled(probe: Any, ids: dict[str, str]) -> Any:
    """Return the probe with somebody's ids."""
    text = json.dumps(probe)
    for name, value in ids.items():
        text = text.replace(f'"{{{name}}}', f'"{value}')
    return json.loads(text)


def furnish(api: Api, actor: Actor, canary: str, database_url: str) -> Belongings:
    """Give somebody one of everything, with the canary in all that can hold words."""
    with api.signed_in(actor) as client:
        ids = _tasks(client, canary) | _talk(client, canary)
        token = client.post("/api/tokens", json={"name": f"Token {canary}"}).json()
    ids |= {"token": token["id"]} | _made_by_us(actor.user_id, ids["task"], database_url)
    return Belongings(actor, ids)


def _tasks(client: httpx2.Client, canary: str) -> dict[str, str]:
    place = {"name": f"Place {canary}"}
    project = client.post("/api/projects", json=place).json()["id"]
    section = client.post(f"/api/projects/{project}/sections", json=place).json()["id"]
    label = client.post("/api/labels", json=place).json()["id"]
    where = {"project": project, "section": section, "labels": [place["name"]]}
    said = {"title": f"Task {canary}", "notes": f"Notes {canary}"}
    task = client.post("/api/tasks", json=said | where).raise_for_status().json()
    details = client.get(f"/api/tasks/{task['id']}/details").json()
    keyed = {"title": f"Keyed {canary}"}
    client.post("/api/tasks", json=keyed, headers={"idempotency-key": "theirs"})
    binned = client.post("/api/tasks", json={"title": f"Trash {canary}"}).json()
    client.delete(f"/api/tasks/{binned['id']}").raise_for_status()
    return {
        "task": task["id"],
        "event": details["history"][0]["id"],
        "project": project,
        "section": section,
        "label": label,
    }


def _talk(client: httpx2.Client, canary: str) -> dict[str, str]:
    thread = client.post("/api/chatkit/threads", json={"title": f"Thread {canary}"}).json()["id"]
    said = {"thread_id": thread, "message": f"add {canary} tomorrow at 9 am"}
    client.post("/api/chatkit/messages", json=said).raise_for_status()
    asked = {"type": "items.list", "params": {"thread_id": thread, "order": "asc"}}
    items = client.post("/api/chatkit", json=asked).json()["data"]
    return {
        "thread": thread,
        "item": next(item["id"] for item in items if item["type"] == "user_message"),
        "widget": next(item["id"] for item in items if item["type"] == "widget"),
    }


def _made_by_us(owner: UUID, task: str, database_url: str) -> dict[str, str]:
    """Return the turn of the last answer, and a reminder that has gone out."""
    reminder = uuid4()
    with as_maintenance(database_url) as connection:
        row = connection.execute("select id from app.turns where owner_id = %s", (owner,))
        [turn] = row.fetchone() or [None]
        assert turn is not None
        connection.execute(
            "insert into app.reminder_deliveries (owner_id, id, reminder_id, task_id, occurrence,"
            " remind_at, channel, state, created_at, settled_at)"
            " values (%s, %s, %s, %s, '2026-11-24', now(), 'page', 'delivered', now(), now())",
            (owner, reminder, uuid4(), task),
        )
    return {"turn": str(turn), "reminder": str(reminder)}


@contextmanager
def as_maintenance(url: str) -> Generator[psycopg.Connection]:
    """Look at the rows of all people."""
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_maintenance")
        yield connection


def snapshot(url: str, person: UUID) -> dict[str, object]:
    """Return a digest of every row that the person owns; the trail of who asked stays out."""
    with as_maintenance(url) as connection:
        tables = connection.execute(
            "select relname from pg_class c where relnamespace = 'app'::regnamespace"
            " and relkind = 'r' and relname <> 'audit' and exists (select from pg_attribute a"
            " where a.attrelid = c.oid and a.attname = 'owner_id')"
        ).fetchall()
        return {
            table: connection.execute(
                f"select count(*), md5(string_agg(t::text, ',' order by t::text))"
                f" from app.{table} t where owner_id = %s".encode(),
                (person,),
            ).fetchone()
            for (table,) in tables
        }
