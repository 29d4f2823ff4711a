"""Real HTTP servers in a thread, for what a test must reach over the wire."""

import json
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self, cast

import uvicorn
from starlette.types import ASGIApp


class Server:
    """Serves an ASGI application on a free port of the loopback address while it is entered."""

    def __init__(self, app: ASGIApp, *, lifespan: bool = False) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = cast("int", self._socket.getsockname()[1])
        self.origin = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            app,
            interface="asgi3",
            lifespan="on" if lifespan else "off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    def __enter__(self) -> Self:
        # The socket listens already: whoever connects early waits in its queue.
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()


class KeyServer:
    """Answers every request with one JSON document and counts them."""

    def __init__(self, document: object) -> None:
        self.document: object = document
        self.status = 200
        self.body: bytes | None = None
        """Sent as it is, when set."""
        self.requests = 0
        self.before_answer: Callable[[], None] | None = None
        serving = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                serving.answer(self)

            def do_HEAD(self) -> None:
                self.send_response(serving.status)
                self.end_headers()

            def log_message(self, format: str, *_: object) -> None:  # noqa: A002
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.origin}/api/auth/jwks"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.requests += 1
        if self.before_answer is not None:
            self.before_answer()
        body = json.dumps(self.document).encode() if self.body is None else self.body
        handler.send_response(self.status)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=10)
