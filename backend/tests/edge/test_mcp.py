"""`/mcp` as other programs meet it: the SDK's own client, over HTTP, by personal token."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import httpx2
import pytest
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, CallToolResult, TextContent
from starlette.applications import Starlette

from errand.accounts.service import AccountService
from errand.accounts.tokens import ApiTokenService
from errand.accounts.views import NewToken, TokenRef
from errand.approvals.service import ApprovalService
from errand.db import Database, open_database
from errand.edge.mcp import build_mcp
from errand.edge.tokens import ClientSecrets, PersonalTokens
from errand.errors import Unavailable
from errand.identity import Actor, uuid7
from errand.tasks.service import TaskService, utc_now
from errand.tools.gate import Gate
from errand.tools.tasks import task_tools
from forging import Issuer, with_hmac
from own_tokens import KEYS
from people import People
from serving import Server

HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}}
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": HELLO | {"clientInfo": {"name": "test", "version": "1"}},
}
TOOLS = task_tools(TaskService(cast("Database", None)))  # described here, never called
ACCEPT = {"accept": "application/json, text/event-stream"}


@dataclass
class Endpoint:
    """A served `/mcp`, and tokens for it."""

    database_url: str
    origin: str = ""
    down: bool = False
    personal: PersonalTokens = field(init=False)

    def app(self, origin: str) -> Starlette:
        self.origin = origin
        self.personal = PersonalTokens(
            KEYS.personal_tokens, issuer=origin, audience=f"{origin}/mcp", now=time.time
        )
        url = self.database_url.replace("postgresql://", "postgresql+psycopg://")
        database = open_database(url, pooled=False)
        accounts = AccountService(database)

        async def alive(actor: Actor) -> None:
            if self.down:
                raise Unavailable("The database rests.", retry_after_seconds=2)
            await accounts.alive(actor)

        tasks = TaskService(database)
        mcp = build_mcp(
            Gate(ApprovalService(database, now=utc_now), tasks, task_tools(tasks)),
            verify=self.personal.verify,
            alive=alive,
            public_url=origin,
        )

        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
            async with mcp.running():
                yield
            await database.close()

        return Starlette(routes=mcp.routes, lifespan=lifespan)

    @asynccontextmanager
    async def client(self, token: str, **more: Any) -> AsyncGenerator[Client]:
        """Return the SDK's client with this token, after its handshake."""
        headers = {"authorization": f"Bearer {token}"}
        async with (
            httpx2.AsyncClient(headers=headers, trust_env=False) as http,
            Client(
                streamable_http_client(f"{self.origin}/mcp", http_client=http), **more
            ) as opened,
        ):
            yield opened

    async def post(
        self, message: Any = None, *, path: str = "/mcp", **headers: str
    ) -> httpx2.Response:
        """Send one raw message."""
        async with httpx2.AsyncClient(base_url=self.origin, trust_env=False) as http:
            return await http.post(path, json=message or INITIALIZE, headers=ACCEPT | headers)


class Late:
    """An application that is made once its address is known."""

    def __init__(self) -> None:
        self.app: Starlette | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def endpoint(database_url: str) -> Iterator[Endpoint]:
    late, made = Late(), Endpoint(database_url)
    server = Server(late, lifespan=True)
    late.app = made.app(server.origin)
    with server:
        yield made


@pytest.fixture
def api_tokens(endpoint: Endpoint, database: Any) -> ApiTokenService:
    return ApiTokenService(database, mint=endpoint.personal.mint)


def structure(result: object) -> dict[str, Any]:
    """Return a result's structure, which its text repeats."""
    assert isinstance(result, CallToolResult)
    [text] = result.content
    assert isinstance(text, TextContent)
    answer = cast("dict[str, Any]", result.structured_content)
    assert json.loads(text.text) == answer
    assert result.is_error is (answer["ok"] is False)
    return answer


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_client_shakes_hands_sees_the_tools_and_uses_them(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, mode: str
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))

    async with endpoint.client(made.token, mode=mode) as client:
        offered = (await client.list_tools()).tools
        added = structure(await client.call_tool("add_tasks", {"tasks": [{"title": "Käse 🧀"}]}))
        found = structure(await client.call_tool("find_tasks", {}))
        instructions = client.instructions

    assert [tool.name for tool in offered] == [tool.name for tool in TOOLS]
    hints = {tool.name: tool.annotations for tool in offered}
    assert hints["find_tasks"] is not None
    assert hints["find_tasks"].read_only_hint is True
    assert hints["delete_tasks"] is not None
    assert hints["delete_tasks"].destructive_hint is True
    assert [task["title"] for task in found["tasks"]] == ["Käse 🧀"]
    assert found["tasks"] == added["tasks"]
    assert "never UTC" in (instructions or "")


async def test_each_token_reaches_its_own_persons_tasks_alone(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, stranger: Actor
) -> None:
    mine = await api_tokens.create(owner, NewToken(name="test"))
    theirs = await api_tokens.create(stranger, NewToken(name="test"))

    async with endpoint.client(mine.token) as ada, endpoint.client(theirs.token) as mallory:
        made, _ = await asyncio.gather(
            ada.call_tool("add_tasks", {"tasks": [{"title": "ada's"}]}),
            mallory.call_tool("add_tasks", {"tasks": [{"title": "mallory's"}]}),
        )
        ids = [structure(made)["tasks"][0]["id"]]
        stolen = structure(await mallory.call_tool("delete_tasks", {"ids": ids}))
        lists = [structure(await who.call_tool("find_tasks", {})) for who in (ada, mallory)]

    assert stolen["code"] == "task_not_found"
    titles = [[task["title"] for task in answer["tasks"]] for answer in lists]
    assert titles == [["ada's"], ["mallory's"]]


async def test_what_a_tool_refuses_is_an_error_result_with_one_sentence(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))

    async with endpoint.client(made.token) as client:
        promised = {tool.name: tool.output_schema for tool in (await client.list_tools()).tools}
        for name, arguments, code in [
            ("add_tasks", {"tasks": [{"title": 5}]}, "invalid_arguments"),
            ("add_tasks", {"tasks": [{"title": "a", "user_id": "x"}]}, "invalid_arguments"),
            ("add_tasks", None, "invalid_arguments"),
            ("set_status", {"ids": [str(uuid7())], "status": "done"}, "task_not_found"),
            ("find_tasks", {"cursor": "x"}, "invalid_cursor"),
        ]:
            answer = structure(await client.call_tool(name, arguments))
            assert (set(answer), answer["code"]) == ({"ok", "code", "error"}, code)
            Draft202012Validator(promised[name] or False).validate(answer)
        assert structure(await client.call_tool("find_tasks", {}))["tasks"] == []


async def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))

    async with endpoint.client(made.token) as client:
        with pytest.raises(MCPError, match=r"Unknown tool\. They are: find_tasks, ") as refused:
            await client.call_tool("format_disk", {})

    assert refused.value.error.code == INVALID_PARAMS


async def test_a_repeated_call_with_a_key_adds_one_task(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))
    arguments = {"tasks": [{"title": "a"}], "idempotency_key": str(uuid7())}

    answers: list[dict[str, Any]] = []
    for _ in range(2):
        async with endpoint.client(made.token) as client:
            answers.append(structure(await client.call_tool("add_tasks", arguments)))

    assert answers[1] == answers[0] | {"replayed": True}


def challenge(answer: httpx2.Response) -> str:
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.headers["www-authenticate"]


async def test_without_a_token_the_answer_is_401_and_says_where_to_look(
    endpoint: Endpoint,
) -> None:
    metadata_url = f"{endpoint.origin}/.well-known/oauth-protected-resource/mcp"

    refused = await endpoint.post()

    assert challenge(refused) == f'Bearer resource_metadata="{metadata_url}"'
    async with httpx2.AsyncClient(trust_env=False) as http:
        metadata = (await http.get(metadata_url)).raise_for_status().json()
    assert metadata["resource"] == f"{endpoint.origin}/mcp"
    assert metadata["bearer_methods_supported"] == ["header"]


async def test_every_other_kind_of_token_is_401(
    endpoint: Endpoint, owner: Actor, people: People
) -> None:
    secrets = ClientSecrets(
        KEYS.client_secrets,
        issuer=endpoint.origin,
        audience=f"{endpoint.origin}/mcp",
        now=time.time,
    )
    later = datetime.now(UTC) + timedelta(days=1)
    elsewhere = PersonalTokens(
        KEYS.personal_tokens, issuer=endpoint.origin, audience="https://other/mcp", now=time.time
    )
    past = datetime.now(UTC) - timedelta(seconds=5)
    claims = {"sub": str(owner.user_id), "aud": f"{endpoint.origin}/mcp"}

    for wrong in (
        secrets.mint(owner).token,
        Issuer(issuer=endpoint.origin, audience=f"{endpoint.origin}/mcp").token(
            owner, now=time.time()
        ),
        elsewhere.mint(owner.user_id, uuid7(), expires_at=later),
        endpoint.personal.mint(owner.user_id, uuid7(), expires_at=past),
        endpoint.personal.mint(owner.user_id, uuid7(), expires_at=later),  # no such row
        with_hmac({"alg": "HS256", "typ": "mcp+jwt"}, claims, b"x" * 32),
        "nonsense",
    ):
        for method in ("POST", "GET", "DELETE"):
            async with httpx2.AsyncClient(base_url=endpoint.origin, trust_env=False) as http:
                headers = {**ACCEPT, "authorization": f"Bearer {wrong}"}
                answer = await http.request(method, "/mcp", headers=headers)
            assert 'error="invalid_token"' in challenge(answer)
    assert "invalid_token" not in challenge(await endpoint.post(authorization="Basic eDp5"))


async def test_a_token_in_the_address_opens_nothing(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))

    challenge(await endpoint.post(path=f"/mcp?access_token={made.token}"))


async def test_a_revoked_token_is_401_at_once(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, stranger: Actor
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))
    bearer = {"authorization": f"Bearer {made.token}"}
    assert (await endpoint.post(**bearer)).status_code == 200

    await api_tokens.revoke(owner, TokenRef(id=made.id))

    challenge(await endpoint.post(**bearer))


async def test_a_deleted_persons_token_is_401(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, people: People
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))
    people.delete(owner)

    challenge(await endpoint.post(authorization=f"Bearer {made.token}"))


async def test_a_name_that_is_not_ours_is_not_answered(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))
    bearer = {"authorization": f"Bearer {made.token}"}
    port = endpoint.origin.rsplit(":", 1)[1]

    assert (await endpoint.post(host="evil.example", **bearer)).status_code == 421
    assert (await endpoint.post(origin="http://evil.example", **bearer)).status_code == 403
    assert (await endpoint.post(origin=endpoint.origin, **bearer)).status_code == 200
    assert (await endpoint.post(host=f"localhost:{port}", **bearer)).status_code == 200


async def test_there_is_no_stream_to_get_and_no_session_to_delete(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))
    headers = {**ACCEPT, "authorization": f"Bearer {made.token}"}

    async with httpx2.AsyncClient(base_url=endpoint.origin, trust_env=False) as http:
        for method in ("GET", "DELETE", "PUT"):
            answer = await http.request(method, "/mcp", headers=headers)
            assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_a_message_over_a_mebibyte_is_not_read(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))

    answer = await endpoint.post(
        INITIALIZE | {"padding": "x" * 1024 * 1024}, authorization=f"Bearer {made.token}"
    )

    assert answer.status_code == 413


async def test_while_the_database_is_away_the_answer_is_503_and_not_401(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))
    monkeypatch.setattr(endpoint, "down", True)

    answer = await endpoint.post(authorization=f"Bearer {made.token}")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
