"""What is written down about a request: its id, route, status and time, and never its content."""

import json
import logging
import threading
from collections.abc import Iterator
from io import StringIO
from typing import Any
from uuid import UUID

import httpx2
import pytest
import structlog
from whole import NextLike, small_api, whole

from errand.edge.http.logs import configure_logs
from errand.edge.http.observability import Observed
from errand.operation.audit import Entry
from serving import Server

REPORTED: list[BaseException] = []


class Lines(StringIO):
    """The log lines of a test; the server writes them in another thread, after it has answered."""

    def __init__(self) -> None:
        super().__init__()
        self._written = threading.Condition()

    def write(self, text: str) -> int:
        with self._written:
            self._written.notify_all()
            return super().write(text)

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        """Return the lines when there are that many."""
        with self._written:
            assert self._written.wait_for(lambda: self.getvalue().count("\n") >= count, 10)
        lines = [json.loads(line) for line in self.getvalue().splitlines()]
        assert len(lines) == count
        return lines


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Collect logs as JSON; everything is as before afterwards."""
    root, ours = logging.getLogger(), logging.getLogger("errand")
    before = (root.handlers, root.level, ours.level, structlog.get_config())
    with Lines() as collected:
        configure_logs("json", stream=collected)
        yield collected
    root.handlers = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    structlog.configure(**before[3])


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with Server(NextLike()) as behind, whole(behind.origin, reported=REPORTED) as front:
        yield front.origin


@pytest.fixture
def client(origin: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=origin, trust_env=False) as connected:
        yield connected


def test_each_request_gets_an_id_of_ours(client: httpx2.Client, lines: Lines) -> None:
    answer = client.get("/api/things/x", headers={"x-request-id": "forged"})

    request_id = answer.headers["x-request-id"]
    assert str(UUID(request_id)) == request_id
    assert answer.json()["request_id"] == request_id
    assert client.get("/api/things/x").headers["x-request-id"] != request_id
    lines.wait_for(2)


def test_a_problem_names_its_request(client: httpx2.Client, lines: Lines) -> None:
    for path in ("/api/nothing", "/api/broken"):
        answer = client.get(path)
        assert answer.json()["request_id"] == answer.headers["x-request-id"]
    lines.wait_for(3)


def test_a_request_is_one_line_by_its_route(client: httpx2.Client, lines: Lines) -> None:
    answer = client.get("/api/things/buy-oats", params={"q": "private"})

    (line,) = lines.wait_for(1)
    assert line["event"] == "request"
    assert line["request_id"] == answer.headers["x-request-id"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/things/{name}", 200)
    assert line["ms"] >= 0
    assert "oats" not in lines.getvalue()
    assert "private" not in lines.getvalue()


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/api/auth/reset-password/secret-token", "/api/auth*"),
        ("/chat?thread=secret", "page"),
        ("/secret", "page"),
        ("/api/secret", "/api*"),
        ("/mcp", "/mcp*"),
        ("/chatkit.js", "/chatkit.js*"),
        ("/chatkit-parts/x-1.js", "/chatkit-parts/*"),
        ("/_next/static/secret.js", "/_next/static/*"),
    ],
)
def test_a_path_that_may_be_secret_is_not_written_down(
    client: httpx2.Client, lines: Lines, path: str, route: str
) -> None:
    client.get(path)

    assert [line["route"] for line in lines.wait_for(1)] == [route]
    assert "secret" not in lines.getvalue()


def test_what_breaks_is_answered_reported_and_logged_once_without_its_words(
    client: httpx2.Client, lines: Lines
) -> None:
    REPORTED.clear()

    answer = client.get("/api/broken")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert [type(error) for error in REPORTED] == [RuntimeError]
    failed, request = lines.wait_for(2)
    assert (failed["event"], request["status"]) == ("request failed", 500)
    assert "builtins.RuntimeError" in failed["error"]
    assert "in broken" in failed["error"]
    assert "oats" not in lines.getvalue() + answer.text


async def test_a_request_inherits_no_ids_from_what_ran_before_it(lines: Lines) -> None:
    structlog.contextvars.bind_contextvars(turn_id="of another")
    noted: list[Entry] = []
    app = Observed(small_api(), report=REPORTED.append, audit=noted.append)

    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app), base_url="http://localhost"
    ) as client:
        await client.get("/api/things/x")

    (line,) = lines.wait_for(1)
    assert "turn_id" not in line
