"""A small site for the element's widgets: strict policy, a chat that shows them, what was asked."""

import json
import os
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
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Widgets</title>
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
for (const name of ['error', 'response.end', 'thread.change', 'thread.load.end'])
  kit.addEventListener('chatkit.' + name, ({ detail }) =>
    heard.push([name, detail?.error?.message ?? null]))
window.begin = (options) => kit.setOptions({
  api: { url: '/api/chatkit', domainKey: 'local' },
  widgets: { onAction: async (action, item) => heard.push(['action', action, item.id]) },
  ...options })
"""
CREATED = "2026-11-23T08:00:00Z"


@dataclass(slots=True)
class Site:
    """What the server shows, and what it has heard.

    Attributes:
        widgets: What the thread holds, in order.
        answers: By action type: the widget that the asking one becomes; None says that it failed.
        threads: What the history lists.
        hold: While clear, an action waits before it is answered.
    """

    widgets: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    answers: dict[str, dict[str, Any] | None] = field(default_factory=dict[str, Any])
    threads: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    fetched: list[str] = field(default_factory=list[str])
    hold: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the parameters of every operation of a kind, in order."""
        return [one["params"] for one in self.asked if one["type"] == kind]

    def actions(self) -> list[dict[str, Any]]:
        """Return every action that came, in order."""
        kinds = ("threads.custom_action", "threads.sync_custom_action")
        return [one["params"]["action"] for one in self.asked if one["type"] in kinds]


@contextmanager
def serve() -> Generator[Site]:
    """Run the site on a free port of this machine."""
    site = Site()
    site.hold.set()
    handler = type("Handler", (Handler,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        site.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.hold.set()
            server.shutdown()


class Handler(BaseHTTPRequestHandler):
    """The page, the bundle with its parts, and the chat endpoint."""

    site: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Keep the test's output to itself."""

    def do_GET(self) -> None:
        """Serve the page or a file of the build."""
        plain = {"/": (PAGE, "text/html"), "/page.css": (CSS, "text/css")}
        plain["/page.js"] = (SCRIPT, "text/javascript")
        path = self.path.partition("?")[0]
        self.site.fetched.append(path)
        if path in plain:
            text, kind = plain[path]
            return self._send(200, text.encode(), f"{kind}; charset=utf-8")
        file = DIST / path.lstrip("/")
        if re.fullmatch(r"/chatkit(-parts/[\w.-]+)?\.js", path) and file.is_file():
            return self._send(200, file.read_bytes(), "text/javascript; charset=utf-8")
        return self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        """Answer an operation."""
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        asked = json.loads(body)
        self.site.asked.append(asked)
        kind, params = asked["type"], asked["params"]
        if kind == "threads.get_by_id":
            items = [_item(at, widget) for at, widget in enumerate(self.site.widgets)]
            return self._json(_thread("thr_1") | {"items": {"data": items, "has_more": False}})
        if kind == "threads.list":
            query = params.get("query", "").lower()
            found = [one for one in self.site.threads if query in one["title"].lower()]
            return self._json({"data": found, "has_more": False})
        if kind.endswith("custom_action"):
            return self._act(kind, params)
        return self._json({"data": [], "has_more": False})

    def _act(self, kind: str, params: dict[str, Any]) -> None:
        self.site.hold.wait(20)
        answer = self.site.answers.get(params["action"]["type"], {})
        if answer is None:
            problem = {"title": "No", "detail": "The list is closed."}
            return self._send(409, json.dumps(problem).encode(), "application/problem+json")
        item = _item(int(params["item_id"].removeprefix("wdg_")), answer) if answer else None
        if kind == "threads.sync_custom_action":
            return self._json({"updated_item": item} if item else {})
        events: list[dict[str, Any]] = [
            {"type": "stream_options", "stream_options": {"allow_cancel": True}}
        ]
        if item:
            events.append({"type": "thread.item.replaced", "item": item})
        body = "".join(f"data: {json.dumps(event)}\n\n" for event in events)
        return self._send(200, body.encode(), "text/event-stream")

    def _json(self, value: dict[str, Any]) -> None:
        self._send(200, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.send_header("content-security-policy", POLICY)
        self.send_header("chatkit-extensions", "search")
        self.end_headers()
        self.wfile.write(body)


def _item(at: int, widget: dict[str, Any]) -> dict[str, Any]:
    base = {"thread_id": "thr_1", "created_at": CREATED}
    return base | {"type": "widget", "id": f"wdg_{at}", "widget": widget}


def _thread(name: str) -> dict[str, Any]:
    items = {"data": list[Any](), "has_more": False}
    status = {"type": "active"}
    return {"id": name, "title": "Widgets", "created_at": CREATED, "status": status, "items": items}
