"""Everything that one person can name of another's, through every door: never seen, never changed.

The doors come from the OpenAPI document, the ChatKit protocol and the tool registry; one without
a probe here turns the first test red. The probes run three times: as shipped; with row-level
security off, so that only the queries' own owner is left; and with queries that name the wrong
owner, so that only row-level security is left.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx2
import psycopg
import pytest
from pydantic import SecretStr

import errand.core
from all_rows import AllRows
from api import Api
from chat.test_sdk import OPERATIONS
from errand.app import create_app
from errand.db import Database, Session, open_database
from errand.identity import Actor
from errand.settings import Settings
from errand.tasks.service import TaskService
from errand.tools.tasks import task_tools
from forging import ORIGIN, Issuer
from own_tokens import BETTER_AUTH_SECRET
from people import People
from probes import CHATKIT, ENDLESS, PATH_IDS, ROUTES, TOOLS, WORDS, Json
from serving import KeyServer, Server

CANARY = f"{WORDS}{uuid4().hex[:8]}"
"""In everything that the victim has; an answer that echoes the search does not contain it."""


@dataclass(frozen=True)
class Belongings:
    """What the victim has: ids by name, as `{thread}` and the like in the probes."""

    actor: Actor
    ids: dict[str, str]


def filled(probe: Any, ids: dict[str, str]) -> Any:
    """The probe with the victim's ids."""
    text = json.dumps(probe)
    for name, value in ids.items():
        text = text.replace(f'"{{{name}}}', f'"{value}')
    return json.loads(text)


@pytest.fixture(scope="module")
def victim(api: Api, people: People) -> Belongings:
    """Somebody with one of everything."""
    actor = people.sign_up("Victoria")
    with api.signed_in(actor) as client:
        place = {"name": f"Place {CANARY}"}
        project = client.post("/api/projects", json=place).json()["id"]
        section = client.post(f"/api/projects/{project}/sections", json=place).json()["id"]
        label = client.post("/api/labels", json=place).json()["id"]
        where = {"project": project, "section": section, "labels": [place["name"]]}
        task = client.post("/api/tasks", json={"title": f"Task {CANARY}"} | where).json()
        details = client.get(f"/api/tasks/{task['id']}/details").json()
        client.post(
            "/api/tasks",
            json={"title": f"Keyed {CANARY}"},
            headers={"idempotency-key": "theirs"},
        )
        token = client.post("/api/tokens", json={"name": f"Token {CANARY}"}).json()
        body = {"title": f"Thread {CANARY}"}
        thread = client.post("/api/chatkit/threads", json=body).json()["id"]
        said = {"thread_id": thread, "message": f"add {CANARY} tomorrow at 9 am"}
        client.post("/api/chatkit/messages", json=said).raise_for_status()
        asked = {"type": "items.list", "params": {"thread_id": thread, "order": "asc"}}
        items = client.post("/api/chatkit", json=asked).json()["data"]
    ids = {
        "task": task["id"],
        "event": details["history"][0]["id"],
        "project": project,
        "section": section,
        "label": label,
        "token": token["id"],
        "thread": thread,
        "item": next(item["id"] for item in items if item["type"] == "user_message"),
        "widget": next(item["id"] for item in items if item["type"] == "widget"),
    }
    return Belongings(actor, ids)


@pytest.fixture(scope="module")
def belongings(victim: Belongings, database_url: str) -> Belongings:
    """The same, with the turn of the last answer, and a reminder that has gone out."""
    owner, reminder = victim.actor.user_id, uuid4()
    with as_maintenance(database_url) as connection:
        row = connection.execute("select id from app.turns where owner_id = %s", (owner,))
        [turn] = row.fetchone() or [None]
        connection.execute(
            "insert into app.reminder_deliveries (owner_id, id, reminder_id, task_id, occurrence,"
            " remind_at, channel, state, created_at, settled_at)"
            " values (%s, %s, %s, %s, '2026-11-24', now(), 'page', 'delivered', now(), now())",
            (owner, reminder, uuid4(), victim.ids["task"]),
        )
    assert turn is not None
    return Belongings(victim.actor, victim.ids | {"turn": str(turn), "reminder": str(reminder)})


@contextmanager
def as_maintenance(url: str) -> Generator[psycopg.Connection]:
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_maintenance")
        yield connection


def snapshot(url: str, person: UUID) -> dict[str, object]:
    """A digest of every row that the person owns."""
    with as_maintenance(url) as connection:
        tables = connection.execute(
            "select relname from pg_class c where relnamespace = 'app'::regnamespace"
            " and relkind = 'r' and exists (select from pg_attribute a"
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


class WrongOwner(Database):
    """Queries name the victim; PostgreSQL is told that it is the attacker who asks."""

    victim: UUID
    attacker: Actor

    @asynccontextmanager
    async def transaction(self, actor: Actor, *, closing: bool = False) -> AsyncGenerator[Session]:
        async with super().transaction(self._seen_as(actor), closing=closing) as session:
            yield session

    @asynccontextmanager
    async def reading(self, actor: Actor) -> AsyncGenerator[Session]:
        async with super().reading(self._seen_as(actor)) as session:
            yield session

    def _seen_as(self, actor: Actor) -> Actor:
        return self.attacker if actor.user_id == self.victim else actor


@dataclass(frozen=True)
class Attack:
    """A running API of one kind, and who attacks through it."""

    api: Api
    attacker: Actor
    claims: Actor
    """Whose client secret the attacker holds: their own, or, under the third kind, the victim's."""
    kind: str

    def client(self) -> httpx2.Client:
        return self.api.signed_in(self.claims)


@pytest.fixture(scope="module", params=["as shipped", "without policies", "with wrong owners"])
def attack(
    request: pytest.FixtureRequest,
    belongings: Belongings,
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Attack]:
    """An API over the same database, attacked by somebody else."""
    attacker = people.sign_up("Mallory")
    issuer, key_server = better_auth
    settings = Settings(
        public_url=ORIGIN,
        errand_home=tmp_path_factory.mktemp("errand"),
        database_url=SecretStr(database_url),
        better_auth_secret=SecretStr(BETTER_AUTH_SECRET),
        openai_api_key=None,
        openai_base_url=None,
        # The API that the victim uses runs everybody's turns.
        errand_worker=False,
    )
    kinds = {"as shipped": Database, "without policies": AllRows, "with wrong owners": WrongOwner}
    kind = kinds[request.param]
    WrongOwner.victim, WrongOwner.attacker = belongings.actor.user_id, attacker
    patch = pytest.MonkeyPatch()

    def open_attacked(url: str, *, pooled: bool) -> Database:
        return kind(open_database(url, pooled=pooled).engine)

    patch.setattr(errand.core, "open_database", open_attacked)
    with Server(create_app(settings, frontend_url=key_server.origin), lifespan=True) as server:
        claims = belongings.actor if kind is WrongOwner else attacker
        yield Attack(Api(server.origin, issuer, people), attacker, claims, request.param)
    patch.undo()


def check_answer(answer: httpx2.Response, attack: Attack, expected: set[int]) -> None:
    """The answer hides what is the victim's; a query for the wrong owner may also be refused."""
    allowed = expected | ({403, 404, 422, 500} if attack.kind == "with wrong owners" else set())
    assert answer.status_code in allowed, answer.text
    assert CANARY not in answer.text


def test_every_door_has_a_probe(api: Api) -> None:
    with api.client() as client:
        paths = client.get("/api/openapi.json").raise_for_status().json()["paths"]

    routes = {f"{verb.upper()} {path}" for path, verbs in paths.items() for verb in verbs}
    assert set(ROUTES) == routes
    assert set(CHATKIT) == OPERATIONS | {"threads.stop", "threads.resume"}
    assert set(TOOLS) == {tool.name for tool in task_tools(TaskService(None))}  # type: ignore[arg-type]


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_shows_or_changes_what_is_anothers(
    attack: Attack, belongings: Belongings, database_url: str, route: str
) -> None:
    verb, path = route.split(" ")
    probe, expected = ROUTES[route]
    for placeholder, name in PATH_IDS.items():
        path = path.replace(placeholder, belongings.ids[name])
    before = snapshot(database_url, belongings.actor.user_id)

    with (
        attack.client() as client,
        client.stream(verb, path, **filled(probe, belongings.ids)) as asked,
    ):
        said = next(asked.iter_bytes(), b"") if route in ENDLESS else asked.read()
        answer = httpx2.Response(asked.status_code, content=said)

    check_answer(answer, attack, expected)
    assert snapshot(database_url, belongings.actor.user_id) == before


@pytest.mark.parametrize("operation", CHATKIT)
def test_no_chatkit_operation_shows_or_changes_what_is_anothers(
    attack: Attack, belongings: Belongings, database_url: str, operation: str
) -> None:
    probe, expected = CHATKIT[operation]
    before = snapshot(database_url, belongings.actor.user_id)
    body = {"type": operation, "params": filled(probe, belongings.ids)}

    with attack.client() as client:
        answer = client.post("/api/chatkit", json=body)

    check_answer(answer, attack, expected)
    assert snapshot(database_url, belongings.actor.user_id) == before


@pytest.mark.parametrize("name", TOOLS)
def test_no_tool_shows_or_changes_what_is_anothers(
    attack: Attack, belongings: Belongings, database_url: str, name: str
) -> None:
    before = snapshot(database_url, belongings.actor.user_id)
    arguments = json.dumps(filled(TOOLS[name], belongings.ids))

    async def call() -> Json:
        url = database_url.replace("postgresql://", "postgresql+psycopg://")
        engine = open_database(url, pooled=False).engine
        kind = {"without policies": AllRows, "with wrong owners": WrongOwner}
        tasks = TaskService(kind.get(attack.kind, Database)(engine))
        tool = next(tool for tool in task_tools(tasks) if tool.name == name)
        result = await tool.call(attack.claims, arguments)
        await engine.dispose()
        return result

    result = asyncio.run(call())

    assert CANARY not in json.dumps(result)
    assert not result.get("replayed")
    assert snapshot(database_url, belongings.actor.user_id) == before
