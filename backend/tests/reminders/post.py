"""Where letters arrive: a real SMTP server and a real HTTP server."""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Letterbox:
    """Takes mail, or answers something else while `answer` is set."""

    letters: list[EmailMessage] = field(default_factory=list[EmailMessage])
    recipients: list[str] = field(default_factory=list[str])
    answer: str | None = None
    url: str = ""

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer is not None:
            return self.answer
        content = envelope.content
        assert isinstance(content, bytes)
        self.letters.append(BytesParser(policy=default).parsebytes(content))
        self.recipients += envelope.rcpt_tos
        return "250 taken"


@asynccontextmanager
async def letterbox() -> AsyncGenerator[Letterbox]:
    """Run an SMTP server on a free port, in the running event loop."""
    box, loop = Letterbox(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, loop=loop), "127.0.0.1", 0)
    box.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()


@dataclass
class Call:
    """One request."""

    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> dict[str, Any]:
        return json.loads(self.body)


@dataclass
class Listener:
    """Takes what is posted, and answers with `status`."""

    url: str = ""
    status: int = 200
    location: str | None = None
    calls: list[Call] = field(default_factory=list[Call])
    hold: threading.Event | None = None
    """Answers only once this is set."""


@contextmanager
def listener() -> Generator[Listener]:
    """Run an HTTP server on a free port of the loopback address."""
    heard = Listener()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            heard.calls.append(
                Call({name.lower(): value for name, value in self.headers.items()}, body)
            )
            if heard.hold is not None:
                heard.hold.wait(30)
            self.send_response(heard.status)
            if heard.location is not None:
                self.send_header("location", heard.location)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    heard.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield heard
    finally:
        if heard.hold is not None:
            heard.hold.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
