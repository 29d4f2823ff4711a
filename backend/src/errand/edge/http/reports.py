"""Unexpected errors, sent to a Sentry-compatible server where the operator named one."""

from typing import Any, Self, cast

import sentry_sdk
from sentry_sdk.types import Event, Hint
from sentry_sdk.utils import event_from_exception
from structlog.contextvars import get_contextvars

_FLUSH_SECONDS = 2
_KEPT = ("event_id", "timestamp", "platform", "level", "release", "sdk", "tags")


class Reports:
    """Sends errors as types and places in the code: no message, no variable, no request, no person.

    Args:
        dsn: Where to; None sends nothing.
        release: Version of Errand.
    """

    def __init__(self, dsn: str | None, *, release: str) -> None:
        self._client = None if dsn is None else _client(dsn, release)

    def __call__(self, error: BaseException) -> None:
        """Send one error, with the ids of what was being done; returns at once."""
        if self._client is None:
            return
        event, hint = event_from_exception(error, client_options=self._client.options)
        ids = {key: str(value) for key, value in get_contextvars().items() if key.endswith("_id")}
        self._client.capture_event(cast("Event", {**event, "tags": ids}), hint=hint)

    def close(self) -> None:
        """Send what waits, for two seconds at most."""
        if self._client is not None:
            self._client.close(timeout=_FLUSH_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()


def _client(dsn: str, release: str) -> sentry_sdk.Client:
    return sentry_sdk.Client(
        dsn=dsn,
        release=release,
        default_integrations=False,
        auto_enabling_integrations=False,
        data_collection={
            "user_info": False,
            "http_bodies": [],
            "stack_frame_variables": False,
            "frame_context_lines": 0,
        },
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        before_send=_only_places,
        traces_sample_rate=None,
    )


def _only_places(event: Event, _hint: Hint) -> Event:
    """Keep what is known to hold nothing of anybody; messages of errors quote what people wrote."""
    found = cast("dict[str, Any]", event)
    values = [_without_message(each) for each in found.get("exception", {}).get("values", [])]
    kept = {name: found[name] for name in _KEPT if name in found}
    return cast("Event", {**kept, "exception": {"values": values}})


def _without_message(value: dict[str, Any]) -> dict[str, Any]:
    return {name: value[name] for name in ("type", "module", "stacktrace") if name in value}
