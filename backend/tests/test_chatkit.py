"""The six endpoints under /api/chatkit, as clients of the earlier system know them.

The real application over HTTP, on a real PostgreSQL, with user JWTs in Better Auth's format.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from api import Api
from errand.edge.tokens import ClientSecrets, InvalidToken
from errand.identity import Actor
from forging import API, ORIGIN, Clock, Issuer, with_hmac
from own_tokens import KEYS, secret_claims
from people import People


def refused(answer: httpx2.Response, status: int, detail: str) -> None:
    """Assert that this is the problem document for that."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith(detail)
    assert answer.json()["status"] == status


def instant(text: str) -> datetime:
    """Return a time of the API, which is UTC and says so."""
    assert text.endswith("Z")
    return datetime.fromisoformat(text)


def thread_with_a_message(client: httpx2.Client, text: str) -> tuple[str, dict[str, Any]]:
    """Return a new thread in which this was said and answered, and that answer."""
    thread_id = client.post("/api/chatkit/threads", json={}).raise_for_status().json()["id"]
    said = client.post("/api/chatkit/messages", json={"thread_id": thread_id, "message": text})
    return thread_id, said.raise_for_status().json()


class TestSessionEndpoint:
    """POST /api/chatkit/session."""

    def test_create_session_success(self, api: Api, owner: Actor) -> None:
        with api.client(authorization=f"Bearer {api.user_jwt(owner)}") as client:
            answer = client.post("/api/chatkit/session")

        session = answer.json()
        assert answer.status_code == 200
        assert session["user_id"] == str(owner.user_id)
        with api.client(authorization=f"Bearer {session['client_secret']}") as client:
            assert client.get("/api/chatkit/threads").status_code == 200

    def test_create_session_missing_auth(self, api: Api) -> None:
        malformed = ["", "Bearer", "Basic abc", "x"]

        for headers in [{}, *({"authorization": each} for each in malformed)]:
            with api.client(**headers) as client:
                answer = client.post("/api/chatkit/session")
            refused(answer, 401, "Missing or invalid Authorization header")
            assert answer.headers["www-authenticate"] == "Bearer"

    def test_create_session_invalid_token(self, api: Api, owner: Actor) -> None:
        secret = api.open_session(owner)["client_secret"]
        tokens = ["invalid", Issuer().token(owner, now=2e9), secret]

        for token in tokens:
            with api.client(authorization=f"Bearer {token}") as client:
                refused(client.post("/api/chatkit/session"), 401, "Invalid token")

    def test_session_token_has_30min_expiry(self, api: Api, owner: Actor) -> None:
        before = datetime.now().astimezone()

        session = api.open_session(owner)

        lasts = instant(session["expires_at"]) - before
        assert session["expires_in"] == 1800
        assert timedelta(seconds=1795) <= lasts <= timedelta(seconds=1830)


class TestRefreshEndpoint:
    """POST /api/chatkit/refresh."""

    def test_refresh_token_success(self, api: Api, owner: Actor) -> None:
        secret = api.open_session(owner)["client_secret"]

        with api.client(authorization="ignored") as client:
            answer = client.post("/api/chatkit/refresh", json={"token": secret})

        session = answer.json()
        assert answer.status_code == 200
        assert session["client_secret"] != secret
        assert (session["user_id"], session["expires_in"]) == (str(owner.user_id), 1800)

    def test_refresh_token_missing_token(self, api: Api) -> None:
        with api.client() as client:
            for body in ({}, {"token": ""}, {"token": None}, [], None):
                refused(client.post("/api/chatkit/refresh", json=body), 400, "Missing token")
            refused(client.post("/api/chatkit/refresh"), 400, "Missing token")

    def test_refresh_token_invalid(self, api: Api, owner: Actor, people: People) -> None:
        secret = api.open_session(owner)["client_secret"]
        people.sign_out(owner)

        with api.client() as client:
            for token in ("invalid", api.user_jwt(owner), secret):
                answer = client.post("/api/chatkit/refresh", json={"token": token})
                refused(answer, 401, "Invalid token")


class TestThreadEndpoints:
    """/api/chatkit/threads."""

    def test_create_thread(self, api: Api, owner: Actor) -> None:
        with api.signed_in(owner) as client:
            answer = client.post("/api/chatkit/threads", json={"title": "Errands"})

        thread = answer.json()
        assert answer.status_code == 200
        assert UUID(thread["id"]).version == 7
        assert thread["title"] == "Errands"
        assert instant(thread["created_at"])

    def test_list_threads(self, api: Api, owner: Actor) -> None:
        with api.signed_in(owner) as client:
            made = [
                client.post("/api/chatkit/threads", json={"title": f"T{n}"}).json()["id"]
                for n in range(3)
            ]
            first = client.get("/api/chatkit/threads", params={"limit": 2}).json()
            second = client.get(
                "/api/chatkit/threads", params={"limit": 2, "after": first["after"]}
            ).json()
            unknown = client.get("/api/chatkit/threads", params={"after": "nonsense"})

        assert [each["id"] for each in first["threads"] + second["threads"]] == made[::-1]
        assert (first["has_more"], second["has_more"]) == (True, False)
        assert first["threads"][0]["status"] == "active"
        assert first["threads"][0]["message_count"] == 0
        assert instant(first["threads"][0]["updated_at"])
        refused(unknown, 400, "Invalid cursor")

    def test_get_thread(self, api: Api, owner: Actor) -> None:
        with api.signed_in(owner) as client:
            thread_id, said = thread_with_a_message(client, "help")
            thread = client.get(f"/api/chatkit/threads/{thread_id}").json()

        asked, answered = thread["messages"]
        assert thread["id"] == thread_id
        assert (asked["role"], asked["content"]) == ("user", "help")
        assert answered["role"] == "assistant"
        assert answered["content"] == said["assistant_message"]["content"]
        assert instant(asked["created_at"]) <= instant(answered["created_at"])

    def test_get_nonexistent_thread(self, api: Api, owner: Actor) -> None:
        with api.signed_in(owner) as client:
            for thread_id in (uuid4(), "not-an-id", "0"):
                refused(client.get(f"/api/chatkit/threads/{thread_id}"), 404, "Thread not found")


class TestMessageEndpoint:
    """POST /api/chatkit/messages."""

    def test_message_missing_thread_id(self, api: Api, owner: Actor) -> None:
        with api.signed_in(owner) as client:
            for body in ({"message": "hi"}, {"thread_id": "", "message": "hi"}, {}):
                answer = client.post("/api/chatkit/messages", json=body)
                refused(answer, 400, "Missing thread_id or message")

    def test_message_missing_text(self, api: Api, owner: Actor) -> None:
        with api.signed_in(owner) as client:
            thread_id = client.post("/api/chatkit/threads", json={}).json()["id"]
            for message in ({}, {"message": ""}, {"message": "  \n"}, {"message": None}):
                answer = client.post(
                    "/api/chatkit/messages", json={"thread_id": thread_id, **message}
                )
                refused(answer, 400, "Missing thread_id or message")

    def test_message_nonexistent_thread(self, api: Api, owner: Actor) -> None:
        with api.signed_in(owner) as client:
            answer = client.post(
                "/api/chatkit/messages", json={"thread_id": str(uuid4()), "message": "hi"}
            )

        refused(answer, 404, "Thread not found")


class TestUserIsolation:
    """What is one person's is nobody else's."""

    def test_user_cant_access_other_user_thread(
        self, api: Api, owner: Actor, stranger: Actor
    ) -> None:
        with api.signed_in(owner) as client:
            thread_id = client.post("/api/chatkit/threads", json={"title": "Mine"}).json()["id"]

        with api.signed_in(stranger) as client:
            read = client.get(f"/api/chatkit/threads/{thread_id}")
            written = client.post(
                "/api/chatkit/messages", json={"thread_id": thread_id, "message": "hello"}
            )
            listed = client.get("/api/chatkit/threads").json()

        refused(read, 404, "Thread not found")
        refused(written, 404, "Thread not found")
        assert listed["threads"] == []
        with api.signed_in(owner) as client:
            assert client.get(f"/api/chatkit/threads/{thread_id}").json()["messages"] == []


class TestSessionTokenManager:
    """The client secret itself."""

    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def client_secrets(self, clock: Clock) -> ClientSecrets:
        return ClientSecrets(KEYS.client_secrets, issuer=ORIGIN, audience=API, now=clock)

    def test_create_and_verify_token(self, client_secrets: ClientSecrets, owner: Actor) -> None:
        assert client_secrets.verify(client_secrets.mint(owner).token) == owner

    def test_verify_invalid_token(self, client_secrets: ClientSecrets, owner: Actor) -> None:
        header, claims, signature = client_secrets.mint(owner).token.split(".")

        for token in ("invalid", "", f"{header}.{claims}.", f"{header}.{claims}.{signature[::-1]}"):
            with pytest.raises(InvalidToken):
                client_secrets.verify(token)

    def test_verify_expired_token(
        self, client_secrets: ClientSecrets, owner: Actor, clock: Clock
    ) -> None:
        token = client_secrets.mint(owner).token

        clock.seconds += 1800

        with pytest.raises(InvalidToken):
            client_secrets.verify(token)
        assert client_secrets.verify_for_refresh(token) == owner

    def test_token_not_chatkit_type(self, client_secrets: ClientSecrets, clock: Clock) -> None:
        header, claims = {"alg": "HS256", "typ": "chatkit+jwt"}, secret_claims(clock)
        others = [
            with_hmac(header, claims | {"type": "access"}, KEYS.client_secrets),
            with_hmac(header | {"typ": "JWT"}, claims, KEYS.client_secrets),
            with_hmac({"alg": "HS256"}, claims, KEYS.client_secrets),
        ]

        for token in others:
            with pytest.raises(InvalidToken):
                client_secrets.verify(token)
