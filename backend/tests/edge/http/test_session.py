"""Sessions: who gets a client secret, who gets the next one, and when that ends."""

import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from errand.identity import Actor, Bearer, uuid7
from forging import Issuer, with_hmac, without
from own_tokens import BETTER_AUTH_SECRET, KEYS, secret_claims
from people import People
from serving import KeyServer, Server
from small_app import small_app

ISSUER = Issuer()


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[httpx2.Client]:
    with (
        KeyServer({"keys": [ISSUER.jwk]}) as keys,
        Server(small_app(database_url, keys.url), lifespan=True) as server,
        httpx2.Client(base_url=server.origin, trust_env=False, timeout=30) as connected,
    ):
        yield connected


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def user_jwt(actor: Actor) -> str:
    return ISSUER.token(actor, now=time.time())


def opened(client: httpx2.Client, actor: Actor, **body: object) -> dict[str, Any]:
    answer = client.post("/api/chatkit/session", headers=bearer(user_jwt(actor)), json=body)
    return answer.raise_for_status().json()


def test_an_opened_session_says_who_and_how_long(client: httpx2.Client, owner: Actor) -> None:
    session = opened(client, owner)

    assert sorted(session) == ["client_secret", "expires_at", "expires_in", "user_id"]
    assert session["expires_at"].endswith("Z")
    who = client.get("/api/who", headers=bearer(session["client_secret"])).json()
    assert who["user_id"] == session["user_id"] == str(owner.user_id)


def test_the_time_zone_and_the_locale_of_the_page_are_kept(
    client: httpx2.Client, owner: Actor
) -> None:
    session = opened(client, owner, time_zone="Europe/Berlin", locale="de")

    who = client.get("/api/who", headers=bearer(session["client_secret"])).json()
    assert who["remembered"] == ["Europe/Berlin", "de"]


def test_a_session_that_names_no_time_zone_changes_none(
    client: httpx2.Client, owner: Actor
) -> None:
    session = opened(client, owner)

    who = client.get("/api/who", headers=bearer(session["client_secret"])).json()
    assert who["remembered"] is None


def test_a_time_zone_of_absurd_length_is_refused(client: httpx2.Client, owner: Actor) -> None:
    answer = client.post(
        "/api/chatkit/session", headers=bearer(user_jwt(owner)), json={"time_zone": "x" * 65}
    )

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer  two-spaces",
        "Bearer a b",
        "Bearer\ttoken",
        "Basic dXNlcjpwYXNz",
        "token",
    ],
)
def test_a_header_that_carries_no_token_is_said_to_be_missing(
    client: httpx2.Client, header: str | None
) -> None:
    headers = {} if header is None else {"authorization": header}

    for call in (("POST", "/api/chatkit/session"), ("GET", "/api/who")):
        answer = client.request(*call, headers=headers)
        assert answer.status_code == 401
        assert answer.json()["detail"] == "Missing or invalid Authorization header"
        assert answer.headers["www-authenticate"] == "Bearer"


def test_two_tokens_in_one_request_are_none(client: httpx2.Client, owner: Actor) -> None:
    token = f"Bearer {user_jwt(owner)}"

    answer = client.post(
        "/api/chatkit/session", headers=[("authorization", token), ("authorization", token)]
    )

    assert answer.json()["detail"] == "Missing or invalid Authorization header"


def test_the_scheme_is_read_in_any_case(client: httpx2.Client, owner: Actor) -> None:
    answer = client.post(
        "/api/chatkit/session", headers={"authorization": f"bearer {user_jwt(owner)}"}
    )

    assert answer.status_code == 200


def test_every_token_that_does_not_fit_is_refused_in_the_same_words(
    client: httpx2.Client, owner: Actor
) -> None:
    expired = ISSUER.token(owner, now=time.time() - 901)
    unsigned = ISSUER.token(owner, now=time.time()).rsplit(".", 1)[0] + "."
    personal = with_hmac({"alg": "HS256", "typ": "mcp+jwt"}, {}, KEYS.personal_tokens)
    calls = [
        ("POST", "/api/chatkit/session", [opened(client, owner)["client_secret"]]),
        ("GET", "/api/who", [user_jwt(owner)]),
    ]

    bodies = [
        client.request(method, path, headers=bearer(token))
        for method, path, tokens in calls
        for token in [*tokens, expired, unsigned, personal, "x", "a.b.c", "x" * 9000]
    ]

    assert {(each.status_code, each.text) for each in bodies} == {(401, bodies[0].text)}
    assert bodies[0].json()["detail"] == "Invalid token"
    assert {each.headers["www-authenticate"] for each in bodies} == {"Bearer"}


def test_after_sign_out_neither_session_nor_refresh_is_given(
    client: httpx2.Client, owner: Actor, people: People
) -> None:
    secret, token = opened(client, owner)["client_secret"], user_jwt(owner)

    people.sign_out(owner)

    refresh = client.post("/api/chatkit/refresh", json={"token": secret})
    for body in ({}, {"time_zone": "Europe/Berlin"}):
        session = client.post("/api/chatkit/session", headers=bearer(token), json=body)
        assert (session.status_code, session.json()["detail"]) == (401, "Invalid token")
    assert (refresh.status_code, refresh.json()["detail"]) == (401, "Invalid token")


def test_another_sign_in_of_the_same_person_goes_on(
    client: httpx2.Client, owner: Actor, people: People
) -> None:
    other = people.sign_in(owner.user_id)
    secret = opened(client, other)["client_secret"]

    people.sign_out(owner)

    assert client.post("/api/chatkit/refresh", json={"token": secret}).status_code == 200


def test_a_deleted_person_gets_nothing(client: httpx2.Client, owner: Actor, people: People) -> None:
    secret = opened(client, owner)["client_secret"]

    people.delete(owner)

    assert client.post("/api/chatkit/refresh", json={"token": secret}).status_code == 401


def test_a_secret_is_refreshed_up_to_a_day_after_its_end(
    client: httpx2.Client, owner: Actor
) -> None:
    claims = secret_claims_of(owner)

    for ended_ago, status in ((1, 200), (86_300, 200), (86_401, 401)):
        exp = int(time.time()) - ended_ago
        old = claims | {"iat": exp - 1800, "exp": exp}
        token = with_hmac({"alg": "HS256", "typ": "chatkit+jwt"}, old, KEYS.client_secrets)
        assert client.get("/api/who", headers=bearer(token)).status_code == 401
        answer = client.post("/api/chatkit/refresh", json={"token": token})
        assert answer.status_code == status


def secret_claims_of(actor: Actor) -> dict[str, Any]:
    person = {"sub": str(actor.user_id), "user_id": str(actor.user_id)}
    return secret_claims() | person | {"sid": str(actor.authority_id)}


@pytest.mark.parametrize("body", ["", "null", "{}", "[]", '"x"', '{"token": " "}', '{"token": 5}'])
def test_a_refresh_without_a_secret_says_so(client: httpx2.Client, body: str) -> None:
    answer = client.post(
        "/api/chatkit/refresh", content=body, headers={"content-type": "application/json"}
    )

    assert (answer.status_code, answer.json()["detail"]) == (400, "Missing token")


def test_an_hs256_token_opens_a_session_that_is_not_refreshed(
    client: httpx2.Client, owner: Actor
) -> None:
    claims = without(ISSUER.claims(owner, now=time.time()), "sid")
    token = with_hmac({"alg": "HS256"}, claims, BETTER_AUTH_SECRET.encode())

    session = client.post("/api/chatkit/session", headers=bearer(token)).json()

    refresh = client.post("/api/chatkit/refresh", json={"token": session["client_secret"]})
    assert client.get("/api/who", headers=bearer(session["client_secret"])).status_code == 200
    assert (refresh.status_code, refresh.json()["detail"]) == (401, "Invalid token")


def test_an_hs256_token_of_nobody_opens_nothing(client: httpx2.Client) -> None:
    nobody = Actor(uuid7(), Bearer(), "rest")
    claims = without(ISSUER.claims(nobody, now=time.time()), "sid")

    answer = client.post(
        "/api/chatkit/session",
        headers=bearer(with_hmac({"alg": "HS256"}, claims, BETTER_AUTH_SECRET.encode())),
    )

    assert (answer.status_code, answer.json()["detail"]) == (401, "Invalid token")


def test_the_openapi_document_says_which_token_opens_what(client: httpx2.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    assert paths["/api/chatkit/session"]["post"]["security"] == [{"UserToken": []}]
    assert "security" not in paths["/api/chatkit/refresh"]["post"]
    body = paths["/api/chatkit/refresh"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["required"] == ["token"]
