"""Traces: from the page's request over the turn and the model to the tool, wherever each runs.

Spans carry ids and names, never what was said. Where nothing collects them they cost next to
nothing: the API of OpenTelemetry without its SDK.
"""

import secrets
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

from opentelemetry import trace
from opentelemetry.propagate import extract, inject
from opentelemetry.trace import Span, SpanKind, Status, StatusCode

_tracer = trace.get_tracer("errand")


def configure_tracing(endpoint: str | None, *, service: str, version: str) -> None:
    """Send the spans of this process to an OTLP collector over HTTP; None: to nobody."""
    if endpoint is None:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
        OTLPSpanExporter,
    )
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    from opentelemetry.sdk.trace.id_generator import IdGenerator  # noqa: PLC0415

    class Ids(IdGenerator):
        """Ids that no seeded generator of the process has a part in."""

        def generate_span_id(self) -> int:
            return secrets.randbits(64) or 1

        def generate_trace_id(self) -> int:
            return secrets.randbits(128) or 1

    provider = TracerProvider(
        id_generator=Ids(),
        resource=Resource.create({"service.name": service, "service.version": version}),
    )
    provider.add_span_processor(
        BatchSpanProcessor(OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces"))
    )
    trace.set_tracer_provider(provider)


def begun(
    name: str, *, after: Mapping[str, str] | None = None, kind: SpanKind = SpanKind.INTERNAL
) -> Span:
    """Begin a span that the caller ends.

    Args:
        name: What is done, such as `tool add_tasks`.
        after: Headers of the request that asked for it; None: it is part of the current span.
        kind: Its role.
    """
    return _tracer.start_span(name, context=extract(after) if after else None, kind=kind)


@contextmanager
def spanned(
    name: str, *, after: Mapping[str, str] | None = None, **attributes: Any
) -> Generator[Span]:
    """Let what happens in this context be a span; an error that leaves it marks it as failed."""
    span = begun(name, after=after)
    for key, value in attributes.items():
        span.set_attribute(key, value)
    with trace.use_span(span, end_on_exit=True, record_exception=False):
        yield span


@contextmanager
def current(span: Span) -> Generator[None]:
    """Let spans that begin in this context be parts of this one, which goes on after it."""
    with trace.use_span(span, end_on_exit=False, record_exception=False):
        yield


def failed(span: Span, why: str) -> None:
    """Mark a span as failed; `why` is a code or the name of a type."""
    span.set_status(Status(StatusCode.ERROR, why))


def carried() -> dict[str, str]:
    """Return the current trace as headers, for what goes on elsewhere."""
    headers: dict[str, str] = {}
    inject(headers)
    return headers
