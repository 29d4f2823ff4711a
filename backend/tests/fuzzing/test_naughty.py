"""What programs tend to trip over, at every door: refused in words or kept as it came, never a 500.

While it is handled, the event loop of the API is never held for 250 ms by any of it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from api import Api
from beating import Heart
from forging import ORIGIN
from naughty import BODIES, ONE_OF_EACH, PACKED, STRINGS
from printing import say

JSON = {"content-type": "application/json"}
HELD_SECONDS = 0.25


@dataclass
class Visitor:
    """Somebody with a page's secret and a program's token."""

    page: httpx2.Client
    program: httpx2.Client
    thread: str
    seen: Counter[str]

    def send(self, path: str, body: object, **more: Any) -> httpx2.Response:
        # As Python writes it: half a surrogate pair goes out as an escape.
        return self.send_raw(path, json.dumps(body).encode(), **more)

    def send_raw(self, path: str, body: bytes, **headers: str) -> httpx2.Response:
        client = self.program if path == "/mcp" else self.page
        answer = client.post(path, content=body, headers=JSON | headers)
        self.seen[path] += 1
        check(answer)
        return answer


def check(answer: httpx2.Response) -> None:
    """Check that the answer is one of ours: what was wrong is said in the one shape."""
    assert answer.status_code < 500, answer.text[:500]
    if answer.status_code >= 400 and answer.request.url.path != "/mcp":
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"title", "status", "detail", "code"} <= answer.json().keys()
        assert len(answer.content) < 20_000


@pytest.fixture(scope="module")
def visitor(flooded: Api, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    actor = flooded.people.sign_up("Nora")
    counts: Counter[str] = Counter()
    with flooded.signed_in(actor) as page:
        token = page.post("/api/tokens", json={"name": "A program"}).json()["token"]
        thread = page.post("/api/chatkit/threads", json={"title": "Naughty"}).json()["id"]
        host = urlsplit(ORIGIN).netloc
        accept = "application/json, text/event-stream"
        bearer = f"Bearer {token}"
        with flooded.client(authorization=bearer, host=host, accept=accept) as program:
            yield Visitor(page, program, thread, counts)
    say(request, f"naughty: {counts.total()} requests ({dict(counts)}), no answer of 500")


@pytest.fixture(autouse=True)
def not_held(heart: Heart) -> Iterator[None]:
    """The event loop goes on during each test."""
    heart.longest = 0.0
    yield
    assert heart.longest < HELD_SECONDS


def test_every_text_is_kept_as_a_title_and_as_notes_or_refused(visitor: Visitor) -> None:
    for name, text in STRINGS:
        answer = visitor.send("/api/tasks", {"title": text})
        noted = visitor.send("/api/tasks", {"title": "Notes", "notes": text})

        for field, said in (("title", answer), ("notes", noted)):
            assert said.status_code in {201, 422}, (name, said.text[:300])
            if said.status_code == 201:
                kept = visitor.page.get(f"/api/tasks/{said.json()['id']}").json()[field]
                assert kept == said.json()[field], name
                assert squeezed(kept) == squeezed(text), name
        if any(bad in text for bad in "\x00\ud800\udfff\ud83d\ude00"):
            assert (answer.status_code, noted.status_code) == (422, 422), name


def squeezed(text: str) -> str:
    """Return the text without what is declared not to be kept: white space around and within."""
    return " ".join(text.split())


def mcp_call(name: str, **arguments: object) -> dict[str, object]:
    params = {"name": name, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


def spoken(text: str) -> dict[str, object]:
    said = {"content": [{"type": "input_text", "text": text}], "attachments": []}
    return {"input": said | {"inference_options": {}}}


DOORS: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "a line": ("/api/tasks/quick-add/preview", lambda text, _: {"text": text}),
    "a project": ("/api/projects", lambda text, _: {"name": text}),
    "a label": ("/api/labels", lambda text, _: {"name": text}),
    "a token": ("/api/tokens", lambda text, _: {"name": text}),
    "a conversation": ("/api/chatkit/threads", lambda text, _: {"title": text}),
    "a message": (
        "/api/chatkit/messages",
        lambda text, thread: {"thread_id": thread, "message": text},
    ),
    "a title in the chat": (
        "/api/chatkit",
        lambda text, thread: {
            "type": "threads.update",
            "params": {"thread_id": thread, "title": text},
        },
    ),
    "a search": (
        "/api/chatkit",
        lambda text, _: {"type": "threads.list", "params": {"query": text}},
    ),
    "an id": (
        "/api/chatkit",
        lambda text, _: {"type": "threads.get_by_id", "params": {"thread_id": text}},
    ),
    "the first words": (
        "/api/chatkit",
        lambda text, _: {"type": "threads.create", "params": spoken(text)},
    ),
    "a program's task": (
        "/mcp",
        lambda text, _: mcp_call("add_tasks", tasks=[{"title": text}]),
    ),
    "a program's search": ("/mcp", lambda text, _: mcp_call("find_tasks", text=text)),
    "a program's tool": ("/mcp", lambda text, _: mcp_call(text)),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_text_of_each_class_at_every_door(visitor: Visitor, door: str) -> None:
    path, body = DOORS[door]

    for name, text in ONE_OF_EACH:
        answer = visitor.send(path, body(text, visitor.thread))
        assert answer.status_code in {200, 201, 400, 404, 413, 422}, (name, answer.text[:300])


@pytest.mark.parametrize("kind", ["text/csv", "text/calendar"])
def test_a_file_with_a_text_of_each_class(visitor: Visitor, kind: str) -> None:
    for name, text in [*ONE_OF_EACH, ("noise", BODIES["noise"].decode("latin-1"))]:
        row = f"title,notes\n{text},{text}\n"
        event = f"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:{text}\r\nRRULE:{text}\r\nEND:VTODO"
        body = (row if kind == "text/csv" else event).encode("utf-8", "surrogatepass")
        answer = visitor.send_raw("/api/import", body, **{"content-type": kind})
        assert answer.status_code in {200, 413, 422}, (name, answer.text[:300])


@pytest.mark.parametrize("path", ["/api/tasks", "/api/chatkit", "/api/chatkit/messages", "/mcp"])
@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_proper_json(visitor: Visitor, path: str, name: str) -> None:
    answer = visitor.send_raw(path, BODIES[name])

    # A name that comes twice counts once; a title is a title, whoever else is named.
    assert answer.status_code in {200, 201, 400, 413, 422}, answer.text[:300]
    if name == "ten megabytes":
        assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/api/tasks", "/api/chatkit", "/api/chatkit/refresh", "/mcp"])
def test_nothing_is_unpacked(visitor: Visitor, path: str) -> None:
    answer = visitor.send_raw(path, PACKED, **{"content-encoding": "gzip"})

    assert answer.status_code in {400, 415, 422}


@pytest.mark.parametrize("kind", ["text/csv", "text/calendar"])
def test_a_file_of_ten_megabytes_is_too_large(visitor: Visitor, kind: str) -> None:
    answer = visitor.send_raw("/api/import", b"x" * 10_000_000, **{"content-type": kind})

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
