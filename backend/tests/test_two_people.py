"""Everything that one person can name of another's, through every door: never seen, never changed.

The doors come from the OpenAPI document, the ChatKit protocol and the tool registry; one without
a probe here turns the first test red. The probes run three times: as shipped; with row-level
security off, so that only the queries' own owner is left; and with queries that name the wrong
owner, so that only row-level security is left.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx2
import pytest
from chatkit.types import ChatKitReq

import errand.core
from all_rows import AllRows
from api import Api, running
from belongings import Belongings, filled, furnish, snapshot
from chat.test_sdk import kinds
from errand.db import Database, Session, open_database
from errand.identity import Actor
from errand.tasks.service import TaskService
from errand.tools.tasks import task_tools
from forging import ORIGIN, Issuer
from people import People
from printing import say
from probes import CHATKIT, ENDLESS, PATH_IDS, ROUTES, TOOLS, WORDS, Json
from serving import KeyServer

OURS = {"threads.stop", "threads.resume", "threads.edit_user_message"}
CANARY = f"{WORDS}{uuid4().hex[:8]}"
"""In everything that the victim has; an answer that echoes the search does not contain it."""


@pytest.fixture(scope="module")
def belongings(api: Api, people: People, database_url: str) -> Belongings:
    """Somebody with one of everything."""
    return furnish(api, people.sign_up("Victoria"), CANARY, database_url)


@pytest.fixture(scope="module")
def asked_in_all(request: pytest.FixtureRequest) -> Iterator[Counter[str]]:
    """How often each kind of attack asked at each kind of door; printed in the end."""
    counts: Counter[str] = Counter()
    yield counts
    shown = ", ".join(f"{count} {name}" for name, count in counts.items())
    say(request, f"two people: {counts.total()} requests for what is another's ({shown}), 0 leaks")


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

    counts: Counter[str]

    @cached_property
    def secret(self) -> str:
        return self.api.open_session(self.claims)["client_secret"]

    def client(self) -> httpx2.Client:
        return self.api.client(authorization=f"Bearer {self.secret}")

    def count(self, door: str) -> None:
        self.counts[f"{door} {self.kind}"] += 1


@pytest.fixture(scope="module", params=["as shipped", "without policies", "with wrong owners"])
def attack(
    request: pytest.FixtureRequest,
    belongings: Belongings,
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    tmp_path_factory: pytest.TempPathFactory,
    asked_in_all: Counter[str],
) -> Iterator[Attack]:
    """An API over the same database, attacked by somebody else."""
    attacker = people.sign_up("Mallory")
    # The API that the victim uses runs everybody's turns.
    given = {"errand_worker": False, "errand_limit_sends": 1000}
    home = tmp_path_factory.mktemp("errand")
    databases = {
        "as shipped": Database,
        "without policies": AllRows,
        "with wrong owners": WrongOwner,
    }
    kind = databases[request.param]
    WrongOwner.victim, WrongOwner.attacker = belongings.actor.user_id, attacker
    patch = pytest.MonkeyPatch()

    def open_attacked(url: str, *, pooled: bool) -> Database:
        return kind(open_database(url, pooled=pooled).engine)

    patch.setattr(errand.core, "open_database", open_attacked)
    with running(database_url, people, better_auth, home, **given) as own:
        claims = belongings.actor if kind is WrongOwner else attacker
        yield Attack(own, attacker, claims, request.param, asked_in_all)
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
    assert set(CHATKIT) == kinds(ChatKitReq) | OURS
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

    attack.count("routes")
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

    attack.count("operations")
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

    attack.count("tools")
    assert CANARY not in json.dumps(result)
    assert not result.get("replayed")
    assert snapshot(database_url, belongings.actor.user_id) == before


@pytest.fixture(scope="module")
def personal(api: Api, attack: Attack) -> str:
    """A personal token of whoever attacks."""
    with api.signed_in(attack.claims) as client:
        return client.post("/api/tokens", json={"name": "A program"}).json()["token"]


@pytest.mark.parametrize("name", TOOLS)
def test_no_program_sees_or_changes_what_is_anothers(
    attack: Attack, belongings: Belongings, personal: str, database_url: str, name: str
) -> None:
    before = snapshot(database_url, belongings.actor.user_id)
    call = {"name": name, "arguments": filled(TOOLS[name], belongings.ids)}
    # The host as the public address has it: the MCP library looks at the port as well.
    headers = {"authorization": f"Bearer {personal}", "host": urlsplit(ORIGIN).netloc}

    with attack.api.client(accept="application/json, text/event-stream", **headers) as client:
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        answer = client.post("/mcp", json=message)

    attack.count("tools of programs")
    check_answer(answer, attack, {200, 401} if attack.kind == "with wrong owners" else {200})
    assert snapshot(database_url, belongings.actor.user_id) == before
