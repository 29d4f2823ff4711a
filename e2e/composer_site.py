"""A small site for the element's composer: strict policy, a stock chat, and what was asked."""

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
    "img-src 'self' blob:; require-trusted-types-for 'script'; trusted-types chatkit"
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Composer</title>
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
for (const name of ['tool.change', 'error', 'response.end', 'thread.change'])
  kit.addEventListener('chatkit.' + name, ({ detail }) =>
    heard.push([name, detail?.toolId ?? null]))
const people = ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Edsger Dijkstra']
window.tags = {
  onTagSearch: async (query) => {
    if (query === 'fail') throw new Error('no')
    const found = [
      ...people.map((title, at) => ({ id: 'p' + at, title, group: 'People', icon: 'profile',
        interactive: true, data: { kind: 'person' } })),
      { id: 'd1', title: 'Quarterly plan', group: 'Documents', icon: 'document' },
    ]
    return found.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()))
  },
  showComposerMenu: true,
  onClick: (entity) => heard.push(['click', entity.title]),
  onRequestPreview: async (entity) => ({ preview: { type: 'Basic', children: [
    { type: 'Title', value: entity.title, size: 'sm' },
    { type: 'Text', value: 'Wrote the first program.', size: 'sm', color: 'secondary' }] } }),
}
window.commands = {
  enabled: true,
  onSearch: async (query) => [
    { id: 'new', label: 'New task', description: 'Add a task to a list', icon: 'plus',
      group: 'Tasks' },
    { id: 'move', label: 'Move to list', icon: 'suitcase', group: 'Tasks' },
    { id: 'ping', label: 'Ping the page', icon: 'bolt', group: 'Page' },
  ].filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())),
  onSelect: async ({ id }) => {
    if (id === 'new') return { type: 'entity', entity: { id: 't1', title: 'Task', icon: 'check' } }
    if (id === 'move') return { type: 'menu', commands: [
      { id: 'home', label: 'Home list' }, { id: 'work', label: 'Work list' }] }
    heard.push(['command', id])
  },
}
window.tools = [
  { id: 'search', label: 'Search the web', shortLabel: 'Search', icon: 'globe',
    placeholderOverride: 'Search for what?' },
  { id: 'plan', label: 'Plan my week', shortLabel: 'Plan', icon: 'calendar', persistent: true },
]
window.models = [
  { id: 'small', label: 'Swift', description: 'Quick answers' },
  { id: 'large', label: 'Thorough', description: 'Thinks before it speaks', default: true },
  { id: 'off', label: 'Retired', description: 'Not available any more', disabled: true },
]
window.begin = (options) => kit.setOptions({
  api: { url: '/api/chatkit', domainKey: 'local', ...options.api }, ...options.rest })
"""


@dataclass(slots=True)
class Site:
    """What the server has heard, and what it holds back.

    Attributes:
        hold: While clear, an answer waits before its end.
        upload: While clear, an upload waits before it is answered.
    """

    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    uploads: list[tuple[str, str, bytes]] = field(default_factory=list[tuple[str, str, bytes]])
    hold: threading.Event = field(default_factory=threading.Event)
    upload: threading.Event = field(default_factory=threading.Event)
    refuse_uploads: int = 0
    url: str = ""
    count: int = 0

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the parameters of every operation of a kind, in order."""
        return [one["params"] for one in self.asked if one["type"] == kind]

    def asked_to_write(self) -> list[dict[str, Any]]:
        """Return the parameters of every message, in order."""
        kinds = ("threads.create", "threads.add_user_message")
        return [one["params"] for one in self.asked if one["type"] in kinds]

    def name(self, kind: str) -> str:
        """Return a new id."""
        self.count += 1
        return f"{kind}_{self.count}"


@contextmanager
def serve() -> Generator[Site]:
    """Run the site on a free port of this machine."""
    site = Site()
    site.hold.set()
    site.upload.set()
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
            site.upload.set()
            server.shutdown()


class Handler(BaseHTTPRequestHandler):
    """Pages, the bundle, the chat endpoint and the place for files."""

    site: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Keep the test's output to itself."""

    def do_GET(self) -> None:
        """Serve a page or a file of the build."""
        plain = {"/": (PAGE, "text/html"), "/page.css": (CSS, "text/css")}
        plain["/page.js"] = (SCRIPT, "text/javascript")
        path = self.path.partition("?")[0]
        if path in plain:
            text, kind = plain[path]
            return self._send(200, text.encode(), f"{kind}; charset=utf-8")
        file = DIST / path.lstrip("/")
        if re.fullmatch(r"/chatkit(-parts/[\w.-]+)?\.js", path) and file.is_file():
            return self._send(200, file.read_bytes(), "text/javascript; charset=utf-8")
        return self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        """Answer an operation, or take a file."""
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.path.startswith("/files"):
            return self._take(body)
        asked = json.loads(body)
        self.site.asked.append(asked)
        if asked["type"] in ("threads.create", "threads.add_user_message"):
            return self._answer(asked)
        return self._json(self._told(asked["type"], asked["params"]))

    def do_PUT(self) -> None:
        """Take the bytes of a file."""
        self._take(self.rfile.read(int(self.headers.get("content-length") or 0)))

    def _take(self, body: bytes) -> None:
        self.site.uploads.append((self.command, self.path, body))
        self.site.upload.wait(20)
        if self.site.refuse_uploads > 0:
            self.site.refuse_uploads -= 1
            return self._send(500, b"", "text/plain")
        named = re.search(rb'filename="([^"]*)"', body)
        name = named.group(1).decode() if named else "file"
        return self._json(_attachment(self.site.name("atc"), name, "text/plain"))

    def _told(self, kind: str, params: dict[str, Any]) -> dict[str, Any]:
        if kind == "attachments.create":
            name = self.site.name("atc")
            where = {"url": f"/files/{name}", "method": "PUT", "headers": {"x-upload": "yes"}}
            described = _attachment(name, params["name"], params["mime_type"])
            return described | {"upload_descriptor": where}
        if kind == "input.transcribe":
            return {"text": "Call the bank."}
        if kind == "threads.get_by_id":
            return _thread(params["thread_id"])
        return {"data": [], "has_more": False}

    def _answer(self, asked: dict[str, Any]) -> None:
        params = asked["params"]
        thread = params.get("thread_id") or self.site.name("thr")
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        base = {"thread_id": thread, "created_at": "2026-11-23T08:00:00Z"}
        if "thread_id" not in params:
            self._event({"type": "thread.created", "thread": _thread(thread)})
        question = base | {"type": "user_message", "id": self.site.name("msg")}
        given = params["input"] | {"attachments": []}
        self._event({"type": "thread.item.done", "item": question | given})
        self._event({"type": "stream_options", "stream_options": {"allow_cancel": True}})
        self.site.hold.wait(20)
        text = [{"type": "output_text", "text": "Done.", "annotations": []}]
        answer = base | {"type": "assistant_message", "id": self.site.name("msg"), "content": text}
        self._event({"type": "thread.item.done", "item": answer})
        self.close_connection = True

    def _event(self, event: dict[str, Any]) -> None:
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


def _thread(name: str) -> dict[str, Any]:
    items = {"data": [], "has_more": False}
    created = "2026-11-23T08:00:00Z"
    status = {"type": "active"}
    return {"id": name, "created_at": created, "status": status, "items": items}


def _attachment(name: str, title: str, kind: str) -> dict[str, Any]:
    return {"type": "file", "id": name, "name": title, "mime_type": kind}
