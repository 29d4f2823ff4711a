"""One answer, seen from outside: as metrics, and as a trace from the page's request to the tool."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx2
import pytest
from opentelemetry import trace
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from chat.conftest import Chat
from errand import metrics
from errand.tracing import configure_tracing

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


class Collector:
    """Takes spans as a collector of OpenTelemetry does, over HTTP."""

    def __init__(self) -> None:
        taken: list[Any] = []

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                    for scope in resource.scope_spans:
                        taken.extend(scope.spans)
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        self.spans = taken
        self.server = HTTPServer(("127.0.0.1", 0), Taking)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="session")
def collector() -> Iterator[Collector]:
    """A collector that this process reports to as long as it lives: the SDK has no way back."""
    collector = Collector()
    configure_tracing(collector.url, service="errand-test", version="0")
    yield collector
    provider: Any = trace.get_tracer_provider()
    provider.shutdown()  # or it would go on sending, to nobody, and say so
    collector.server.shutdown()
    collector.server.server_close()


def test_the_trace_leads_from_the_page_over_the_turn_and_the_model_to_the_tool(
    chat: Chat, collector: Collector
) -> None:
    asked = {"traceparent": f"00-{TRACE}-{PARENT}-01"}

    chat.say("add Oats of the secret garden", headers=asked)
    provider: Any = trace.get_tracer_provider()
    provider.force_flush()

    mine = {span.span_id.hex(): span for span in collector.spans if span.trace_id.hex() == TRACE}
    by_name = {span.name: span for span in mine.values()}
    requests = [span for span in mine.values() if span.name == "POST /api/chatkit"]
    turn = by_name["turn message"]
    assert {span.parent_span_id.hex() for span in requests} == {PARENT}
    assert any(_within(turn, request, mine) for request in requests)
    for inner in ("model", "tool add_tasks"):
        assert _within(by_name[inner], turn, mine), inner
    assert "secret garden" not in str(collector.spans)


def _within(span: Any, outer: Any, spans: dict[str, Any]) -> bool:
    while span is not None and span.span_id != outer.span_id:
        span = spans.get(span.parent_span_id.hex())
    return span is not None


def test_metrics_count_answers_tools_tokens_and_requests_and_name_nobody(chat: Chat) -> None:
    title = "Oats of the secret garden"

    before = _metrics()
    chat.say(f"add {title}")
    after = _metrics()

    for name in (
        'errand_turn_seconds_count{status="done"}',
        "errand_first_token_seconds_count",
        'errand_tool_calls_total{outcome="ok",tool="add_tasks"}',
        'errand_request_seconds_count{method="POST",route="/api/chatkit",status="200"}',
    ):
        assert after[name] == before.get(name, 0) + 1, name
    assert any(name.startswith("errand_tokens_total{") for name in after)
    assert title not in str(after)
    assert chat.client.headers["authorization"].split()[-1] not in str(after)


def _metrics() -> dict[str, float]:
    """What a Prometheus server reads."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    close = metrics.serve(address)
    try:
        text = httpx2.get(f"http://{address}/metrics").raise_for_status().text
    finally:
        close()
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}
