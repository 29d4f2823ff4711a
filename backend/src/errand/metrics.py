"""What this process counts and times, for Prometheus; never whose it was or what was said."""

from collections.abc import Callable

from prometheus_client import Counter, Gauge, Histogram, start_http_server

_ANSWER_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 30, 60, 120, 300, 600)
_REQUEST_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

FIRST_TOKEN = Histogram(
    "errand_first_token_seconds",
    "From a message to the first piece of its answer's text.",
    buckets=_ANSWER_SECONDS,
)
TURNS = Histogram(
    "errand_turn_seconds",
    "From a message to the end of its answer.",
    ["status"],
    buckets=_ANSWER_SECONDS,
)
TAKEOVERS = Counter("errand_lease_takeovers", "Turns that were gone on with after another attempt.")
RUNNING = Gauge("errand_turns_running", "Turns that this process runs.")
QUEUED = Gauge("errand_turns_queued", "Turns of everybody that wait for a worker.")
QUEUE_AGE = Gauge("errand_queue_age_seconds", "How long the turn has waited that waits longest.")
TOKENS = Counter("errand_tokens", "Tokens of hosted models.", ["model", "direction"])
TOOL_CALLS = Counter(
    "errand_tool_calls", "Calls of tools, by what came of them.", ["tool", "outcome"]
)
STREAMS = Gauge("errand_streams_open", "Streams of answers that this process holds open.")
REFUSED = Counter("errand_refused", "Requests refused by a limit, by its code.", ["code"])
REQUESTS = Histogram(
    "errand_request_seconds",
    "From a request to the end of its answer; of a stream, to its end.",
    ["method", "route", "status"],
    buckets=_REQUEST_SECONDS,
)


def serve(address: str) -> Callable[[], None]:
    """Serve them at `host:port`, under `/metrics`; return what ends that."""
    host, _, port = address.rpartition(":")
    server, thread = start_http_server(int(port), addr=host.strip("[]") or "0.0.0.0")  # noqa: S104

    def close() -> None:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)

    return close
