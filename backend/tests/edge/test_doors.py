"""Each token opens its own doors and no others, in the running application (N14, N16)."""

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from api import Api
from errand.identity import Actor
from forging import ORIGIN, with_hmac
from own_tokens import BETTER_AUTH_SECRET
from people import People

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    },
}


@dataclass(frozen=True)
class Tokens:
    """The three tokens of one sign-in."""

    user_jwt: str
    client_secret: str
    personal: str


@pytest.fixture
def tokens(api: Api, owner: Actor) -> Tokens:
    secret = api.open_session(owner)["client_secret"]
    with api.client(authorization=f"Bearer {secret}") as client:
        made = client.post("/api/tokens", json={"name": "Laptop"}).raise_for_status().json()
    return Tokens(api.user_jwt(owner), secret, made["token"])


def at_session(client: httpx2.Client) -> httpx2.Response:
    return client.post("/api/chatkit/session")


def at_mcp(client: httpx2.Client) -> httpx2.Response:
    # The host as the public address has it: the MCP library looks at the port as well.
    headers = {"accept": "application/json, text/event-stream", "host": "localhost:3000"}
    return client.post("/mcp", json=INITIALIZE, headers=headers)


def at_chatkit(client: httpx2.Client) -> httpx2.Response:
    params = {"limit": 1, "order": "desc"}
    return client.post("/api/chatkit", json={"type": "threads.list", "params": params})


API_DOORS = ["/api/chatkit/threads", "/api/tasks", "/api/me", "/api/tokens"]


def statuses(api: Api, token: str) -> dict[str, int]:
    """Return what each door answers to this token."""
    with api.client(authorization=f"Bearer {token}") as client:
        answers = {path: client.get(path) for path in API_DOORS}
        answers |= {"session": at_session(client), "mcp": at_mcp(client)}
        answers["chatkit"] = at_chatkit(client)
        answers["refresh"] = client.post("/api/chatkit/refresh", json={"token": token})
    for answer in answers.values():
        if answer.status_code == 401:
            assert "Bearer" in answer.headers.get("www-authenticate", "")
    return {door: answer.status_code for door, answer in answers.items()}


ALL_DOORS = {*API_DOORS, "session", "mcp", "chatkit", "refresh"}


def opens_only(api: Api, token: str, *doors: str) -> None:
    assert statuses(api, token) == {door: 200 if door in doors else 401 for door in ALL_DOORS}


def test_a_user_jwt_opens_a_session_and_nothing_else(api: Api, tokens: Tokens) -> None:
    opens_only(api, tokens.user_jwt, "session")


def test_a_client_secret_opens_the_api_and_its_refresh(api: Api, tokens: Tokens) -> None:
    opens_only(api, tokens.client_secret, *API_DOORS, "chatkit", "refresh")


def test_a_personal_token_opens_mcp_and_nothing_else(api: Api, tokens: Tokens) -> None:
    opens_only(api, tokens.personal, "mcp")


def test_what_better_auth_puts_into_cookies_opens_nothing(api: Api, owner: Actor) -> None:
    """Its `session_data` cookie is a JWT signed with its secret; its session token is no JWT."""
    claims = {
        "session": {"id": str(owner.authority_id), "userId": str(owner.user_id)},
        "user": {"id": str(owner.user_id)},
        "exp": int(time.time()) + 300,
    }
    cookie_cache = with_hmac({"alg": "HS256"}, claims, BETTER_AUTH_SECRET.encode())

    for token in (cookie_cache, str(owner.authority_id), "null", "undefined", "[object Object]"):
        with api.client(authorization=f"Bearer {token}") as client:
            assert at_session(client).status_code == 401
            assert client.get("/api/me").status_code == 401


def test_a_cookie_alone_opens_nothing(api: Api, owner: Actor) -> None:
    with api.client(cookie=f"better-auth.session_token={owner.authority_id}") as client:
        answers = [client.get("/api/me"), at_chatkit(client), at_session(client), at_mcp(client)]

    assert {answer.status_code for answer in answers} == {401}


def test_signing_out_closes_every_door_of_that_sign_in_at_once(
    api: Api, owner: Actor, tokens: Tokens, people: People
) -> None:
    people.sign_out(owner)

    opens_only(api, tokens.user_jwt)
    opens_only(api, tokens.client_secret)
    # A personal token is the person's, not the sign-in's: it ends when it is revoked.
    opens_only(api, tokens.personal, "mcp")


def test_a_deleted_person_has_no_doors(
    api: Api, owner: Actor, tokens: Tokens, people: People
) -> None:
    people.delete(owner)

    for token in (tokens.user_jwt, tokens.client_secret, tokens.personal):
        opens_only(api, token)


def test_a_revoked_personal_token_opens_nothing(api: Api, tokens: Tokens) -> None:
    with api.client(authorization=f"Bearer {tokens.client_secret}") as client:
        (listed,) = client.get("/api/tokens").json()["tokens"]
        client.delete(f"/api/tokens/{listed['id']}").raise_for_status()

    opens_only(api, tokens.personal)


def test_a_page_of_another_site_reaches_no_route_even_with_a_token(
    api: Api, tokens: Tokens
) -> None:
    secret = f"Bearer {tokens.client_secret}"
    with api.client(authorization=secret, origin="https://evil.test") as client:
        answers = [at_chatkit(client), at_session(client), at_mcp(client)]
    with api.client(authorization=secret, origin=ORIGIN, host="localhost:3000") as client:
        ours = at_chatkit(client)

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert ours.status_code == 200


def test_no_refusal_repeats_what_was_sent(api: Api, tokens: Tokens) -> None:
    canary = "canary-7f3a"
    sent: list[dict[str, Any]] = [
        {"headers": {"authorization": f"Bearer {canary}"}},
        {"headers": {"authorization": canary}},
        {"headers": {"host": f"{canary}.test"}},
        {"headers": {"origin": f"https://{canary}.test"}},
        {"content": json.dumps({"token": canary})},
        {"content": f'{{"{canary}'},
    ]
    with api.client(**{"content-type": "application/json"}) as client:
        for each in sent:
            for path in ("/api/chatkit/session", "/api/chatkit/refresh", "/api/tasks"):
                answer = client.post(path, **each)
                assert answer.status_code >= 400
                assert canary not in answer.text + str(answer.headers)
