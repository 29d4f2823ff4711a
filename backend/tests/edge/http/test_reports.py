"""Error reports: what really arrives at a Sentry-compatible server."""

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import structlog

from errand.edge.http.reports import Reports


class Collector(ThreadingHTTPServer):
    """Takes envelopes."""

    def __init__(self) -> None:
        self.received: list[tuple[str, str]] = []
        super().__init__(("127.0.0.1", 0), Taking)


class Taking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Collector)
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.server.received.append((self.path, body.decode()))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
    structlog.contextvars.clear_contextvars()


def fail(private: str) -> None:
    raise ValueError(f"cannot read {private}")


def test_a_report_says_what_and_where_and_in_which_request_and_nothing_else(
    collector: Collector,
) -> None:
    structlog.contextvars.bind_contextvars(request_id="r1", turn_id="t1", note="buy oats")

    with Reports(f"http://key@127.0.0.1:{collector.server_port}/7", release="0.1.0") as report:
        try:
            fail("buy oats")
        except ValueError as error:
            report(error)

    ((path, envelope),) = collector.received
    event: dict[str, Any] = json.loads(envelope.splitlines()[2])
    (value,) = event["exception"]["values"]
    assert path == "/api/7/envelope/"
    assert (value["type"], event["release"]) == ("ValueError", "0.1.0")
    assert value["stacktrace"]["frames"][-1]["function"] == "fail"
    assert event["tags"] == {"request_id": "r1", "turn_id": "t1"}
    for private in ("oats", "cannot read", "server_name", "vars", "modules", "argv"):
        assert private not in envelope


def test_without_a_server_nothing_is_sent() -> None:
    with Reports(None, release="0.1.0") as report:
        report(ValueError())


def test_a_server_that_is_gone_holds_nothing_up(collector: Collector) -> None:
    url = f"http://key@127.0.0.1:{collector.server_port}/7"
    collector.server_close()

    with Reports(url, release="0.1.0") as report:
        report(ValueError())
