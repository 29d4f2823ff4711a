"""Failures of every class, provoked with secrets in hand: no answer, stream or log tells them."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2
import pytest
import structlog

from api import Api
from errand.edge.http.logs import configure_logs
from errand.tasks.service import TaskService
from forging import ORIGIN
from own_tokens import BETTER_AUTH_SECRET
from printing import say

CANARY = f"canary{uuid4().hex[:8]}"
# Never to be told to anybody who asks.
OF_INSIDE = ("Traceback", 'File "', "site-packages", "psycopg", "sqlalchemy", "select ", "insert ")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged meanwhile, as an installation writes it."""
    root, ours = logging.getLogger(), logging.getLogger("errand")
    before = root.handlers, root.level, ours.level, structlog.get_config()
    written = io.StringIO()
    configure_logs("json", stream=written)
    yield written
    root.handlers, root.level, ours.level = before[0], before[1], before[2]
    structlog.configure(**before[3])


def provoked(client: httpx2.Client, thread: str) -> Iterator[httpx2.Response]:
    """Ask for one failure after another, each with the canary in what is sent."""
    text = {"content-type": "text/plain"}
    chat = {"type": "threads.get_by_id", "params": {"thread_id": CANARY}}
    cut = {"type": "threads.resume", "params": {"thread_id": thread, "after": CANARY}}
    keyed = {"idempotency-key": CANARY}
    yield client.get("/api/me", headers={"authorization": f"Bearer {CANARY}"})  # 401
    yield client.get("/api/me", headers={"authorization": f"Bearer {CANARY}.{CANARY}.{CANARY}"})
    yield client.post("/api/tasks", json={}, headers={"origin": f"https://{CANARY}.test"})  # 403
    yield client.get(f"/api/tasks/{CANARY}")  # 404
    yield client.get(f"/api/{CANARY}")
    yield client.put("/api/tasks", json={"title": CANARY})  # 405
    yield client.post("/api/tasks", json={"title": "One"}, headers=keyed)
    yield client.post("/api/tasks", json={"title": CANARY}, headers=keyed)  # 409
    yield client.post("/api/tasks", json={"title": CANARY * 200_000})  # 413
    yield client.post("/api/tasks", content=CANARY, headers=text)  # 415
    yield client.get("/api/me", headers={"host": f"{CANARY}.test"})  # 421
    yield client.post("/api/tasks", json={"owner_id": CANARY, "title": 1})  # 422
    yield client.post("/api/tasks", json={"title": CANARY * 100})
    yield client.post("/api/tasks", content=f'{{"{CANARY}', headers={"content-type": JSON})
    yield client.get("/api/tasks", params={"cursor": CANARY, "limit": CANARY})
    yield client.post("/api/import", content=CANARY, headers={"content-type": "text/csv"})
    yield client.post("/api/import", content=CANARY, headers={"content-type": "text/calendar"})
    yield client.post("/api/chatkit", json=chat)
    yield client.post("/api/chatkit", json=cut)
    yield client.post("/api/chatkit", json={"type": CANARY})
    yield client.post("/api/chatkit", json={"type": "attachments.delete", "params": {}})  # 501
    yield client.post("/api/chatkit/refresh", json={"token": CANARY})
    yield client.post("/api/chatkit/refresh", json={CANARY: CANARY})  # 400
    yield client.post("/mcp", json={"jsonrpc": "2.0", "method": CANARY})


JSON = "application/json"


def test_no_failure_tells_what_was_sent_or_what_is_inside(
    flooded: Api, log: io.StringIO, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = flooded.people.sign_up("Lea")
    secrets = [BETTER_AUTH_SECRET, flooded.user_jwt(actor), CANARY]
    with flooded.signed_in(actor) as client:
        secrets.append(str(client.headers["authorization"]).removeprefix("Bearer "))
        thread = client.post("/api/chatkit/threads", json={"title": "Leaks"}).json()["id"]
        answers = list(provoked(client, thread))
        answers.append(broken(client, monkeypatch))
        answers.append(programs(flooded, client))

    assert {answer.status_code for answer in answers} >= {
        400, 401, 403, 404, 405, 409, 413, 415, 421, 422, 500, 501,
    }  # fmt: skip
    for answer in answers:
        told = answer.text + json.dumps(dict(answer.headers))
        assert not [each for each in (*secrets, *OF_INSIDE) if each in told], told
    written = log.getvalue()
    assert "request failed" in written
    assert not [each for each in secrets if each in written]
    lines = written.count("\n")
    say(request, f"leaks: {len(answers)} answers and {lines} lines of log searched, 0 hits")


def broken(client: httpx2.Client, monkeypatch: pytest.MonkeyPatch) -> httpx2.Response:
    """Let a use case fail as no one foresaw, quoting what it should not."""

    async def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError(f"select title from app.tasks where title = '{CANARY}'")

    with monkeypatch.context() as patch:
        patch.setattr(TaskService, "overview", fail)
        return client.get("/api/tasks/overview")


def programs(flooded: Api, client: httpx2.Client) -> httpx2.Response:
    """Call a tool with arguments that make no sense."""
    token = client.post("/api/tokens", json={"name": "A program"}).json()["token"]
    params = {"name": "add_tasks", "arguments": {"tasks": [{"title": 1, "notes": CANARY}]}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    headers = {"authorization": f"Bearer {token}", "host": urlsplit(ORIGIN).netloc}
    with flooded.client(accept="application/json, text/event-stream", **headers) as program:
        return program.post("/mcp", json=message)
