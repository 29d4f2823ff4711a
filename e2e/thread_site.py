"""A small site for the element's thread: strict policy, a long conversation, streamed answers."""

import json
import os
import queue
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

BUILT = Path(__file__).resolve().parent.parent / "element" / "dist"
DIST = Path(os.environ.get("ELEMENT_DIST") or BUILT)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; require-trusted-types-for 'script'; trusted-types chatkit"
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Thread</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/page.css"><script src="/chatkit.js"></script>
<script src="/page.js" defer></script></head>
<body><openai-chatkit></openai-chatkit></body></html>"""
CSS = "html,body{height:100%;margin:0} openai-chatkit{height:100%}"
SCRIPT = """
window.heard = []; window.violations = []
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(event.violatedDirective + ' ' + event.blockedURI))
const kit = document.querySelector('openai-chatkit')
for (const name of ['error', 'response.end', 'deeplink', 'thread.load.end'])
  kit.addEventListener('chatkit.' + name, ({ detail }) => heard.push([name, detail ?? null]))
window.begin = (options) => kit.setOptions({
  api: { url: '/api/chatkit', domainKey: 'local' },
  threadItemActions: { feedback: true, retry: true }, ...options })
window.inside = (selector) => [...kit.shadowRoot.querySelectorAll(selector)]
window.pane = () => inside('.scroller')[0]
window.topOf = (element) => element.getBoundingClientRect().top
"""
CREATED = "2026-11-23T08:00:00Z"
WAIT_SECONDS = 30
PIXEL = """<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200">
<rect width="320" height="200" fill="#7a9"/><circle cx="160" cy="100" r="60" fill="#fff"/></svg>"""
Event = dict[str, Any]


@dataclass(slots=True)
class Site:
    """What the conversation holds, and what comes next.

    Attributes:
        items: The thread's items, oldest first.
        page: How many items a page of them has.
        coming: Events of the answer to the next message; None ends it.
    """

    items: list[Event] = field(default_factory=list[Event])
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    coming: "queue.Queue[Event | None]" = field(default_factory=queue.Queue[Event | None])
    domains: list[str] | None = None
    page: int = 20
    url: str = ""

    def say(self, *events: Event, end: bool = False) -> None:
        """Send events of the answer; the last ones end it."""
        for event in events:
            self.coming.put(event)
        if end:
            self.coming.put(None)

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the parameters of every operation of a kind, in order."""
        return [one["params"] for one in self.asked if one["type"] == kind]


def item(kind: str, item_id: str, **rest: Any) -> Event:
    """Return one item of the thread."""
    return {"type": kind, "id": item_id, "thread_id": "thr_1", "created_at": CREATED, **rest}


def said(name: str, text: str, *annotations: Event) -> Event:
    """Return an assistant's message."""
    part = {"type": "output_text", "text": text, "annotations": list(annotations)}
    return item("assistant_message", name, content=[part])


def asked(name: str, text: str) -> Event:
    """Return a person's message."""
    content = [{"type": "input_text", "text": text}]
    return item("user_message", name, content=content, attachments=[], inference_options={})


def added(one: Event) -> Event:
    """Return the event with which an item begins."""
    return {"type": "thread.item.added", "item": one}


def done(one: Event) -> Event:
    """Return the event with which an item is finished."""
    return {"type": "thread.item.done", "item": one}


def delta(name: str, text: str) -> Event:
    """Return the event that adds words to a message."""
    update = {"type": "assistant_message.content_part.text_delta", "content_index": 0}
    return {"type": "thread.item.updated", "item_id": name, "update": update | {"delta": text}}


@contextmanager
def serve() -> Generator[Site]:
    """Run the site on a free port of this machine."""
    site = Site()
    handler = type("Handler", (Handler,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        site.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.coming.put(None)
            server.shutdown()


class Handler(BaseHTTPRequestHandler):
    """The page, the bundle with its parts, an image, and the chat endpoint."""

    site: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Keep the test's output to itself."""

    def do_GET(self) -> None:
        """Serve the page or a file of the build."""
        plain = {
            "/": (PAGE, "text/html"),
            "/page.css": (CSS, "text/css"),
            "/page.js": (SCRIPT, "text/javascript"),
            "/picture.svg": (PIXEL, "image/svg+xml"),
        }
        path = self.path.partition("?")[0]
        if path in plain:
            text, kind = plain[path]
            return self._send(200, text.encode(), f"{kind}; charset=utf-8")
        file = DIST / path.lstrip("/")
        if re.fullmatch(r"/chatkit(-parts/[\w.-]+)?\.js", path) and file.is_file():
            return self._send(200, file.read_bytes(), "text/javascript; charset=utf-8")
        return self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        """Answer an operation."""
        operation = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)))
        self.site.asked.append(operation)
        kind, params = operation["type"], operation["params"]
        if kind == "threads.get_by_id":
            return self._json(self._thread())
        if kind == "items.list":
            return self._json(self._page(params))
        if kind in ("threads.list", "items.feedback"):
            return self._json({"data": [], "has_more": False})
        return self._answer(kind, params)

    def _thread(self) -> dict[str, Any]:
        items = self.site.items
        page = {"data": items[: self.site.page], "has_more": len(items) > self.site.page}
        thread = {"id": "thr_1", "title": "A thread", "created_at": CREATED, "items": page}
        domains = {} if self.site.domains is None else {"allowed_image_domains": self.site.domains}
        return thread | {"status": {"type": "active"}} | domains

    def _page(self, params: dict[str, Any]) -> dict[str, Any]:
        newest = self.site.items[::-1]
        after = params.get("after")
        names = [one["id"] for one in newest]
        start = names.index(after) + 1 if after else 0
        data = newest[start : start + self.site.page]
        more = start + len(data) < len(newest)
        return {"data": data, "has_more": more} | ({"after": data[-1]["id"]} if more else {})

    def _answer(self, kind: str, params: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        if kind == "threads.create":
            self._event({"type": "thread.created", "thread": self._thread()})
        if "input" in params and "content" in params["input"]:
            name = f"msg_u{len(self.site.asked)}"
            words = params["input"] | {"attachments": []}
            self._event(done(item("user_message", name, **words)))
        self._event({"type": "stream_options", "stream_options": {"allow_cancel": True}})
        while (event := self.site.coming.get(timeout=WAIT_SECONDS)) is not None:
            self._event(event)
        self.close_connection = True

    def _event(self, event: Event) -> None:
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())

    def _json(self, value: dict[str, Any]) -> None:
        self._send(200, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.send_header("content-security-policy", POLICY)
        self.end_headers()
        self.wfile.write(body)
