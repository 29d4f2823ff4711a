"""What can go wrong with a model, in words for the person who waits for its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import time
from typing import Any

import httpx2
import openai
from agents.exceptions import AgentsException, MaxTurnsExceeded, ModelBehaviorError

_KEY_REFUSED = (
    "The model refused our key. Whoever runs this installation needs to look at OPENAI_API_KEY "
    "and OPENAI_BASE_URL."
)
_UNKNOWN = (
    "The model is not known where we ask for it. Whoever runs this installation needs to look at "
    "ERRAND_MODEL and OPENAI_BASE_URL."
)
_BUSY = "The model is busy just now. Please try again in a moment."
_QUOTA = (
    "The account at the model's provider has run out. Whoever runs this installation needs to "
    "look at it."
)
_DOWN = "The model's server has trouble just now. Please try again."
_SILENT = "The model does not answer. Please try again."
_BROKEN = "The connection to the model broke off. Please try again."
_UNUSABLE = "The model's answer could not be used. Please try again."
_FILTERED = (
    "The model's provider held this answer back by its content filter. Please put it differently."
)
_CUT_SHORT = "The model's answer grew longer than it may be. Please ask for less at once."
_TOO_LONG = (
    "This is more than the model can read at once. Please begin a new conversation; whoever runs "
    "this installation may lower ERRAND_MODEL_CONTEXT."
)
_STEPS = "This took more steps than one answer may take. Please ask for less at once."
_LATE = "The answer took longer than one may take. Please ask for less at once."
_EMPTY = "The model gave an empty answer. Please try again."


@dataclass(frozen=True)
class Fault:
    """One thing that went wrong."""

    name: str
    words: str
    """What the person is told."""
    passing: bool = False
    """Whether asking again soon may help."""
    away: bool = False
    """Whether the model cannot be had at all, so that another one may answer instead."""
    wait_seconds: float | None = None
    """How long the server wants to be left alone, where it says so."""


class ModelFault(AgentsException):
    """The model did not give a usable answer."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


SILENT = Fault("silent", _SILENT, passing=True, away=True)
BROKEN = Fault("broken", _BROKEN, passing=True, away=True)
EMPTY = Fault("empty", _EMPTY, passing=True)
FILTERED = Fault("filtered", _FILTERED)
CUT_SHORT = Fault("cut_short", _CUT_SHORT)
TOO_MUCH = Fault("too_much", _CUT_SHORT)
BUDGET = Fault("budget", _STEPS)
LATE = Fault("late", _LATE)
UNUSABLE = Fault("unusable", _UNUSABLE)
DOWN = Fault("down", _DOWN, passing=True, away=True)
BUSY = Fault("busy", _BUSY, passing=True, away=True)
KEY_REFUSED = Fault("key_refused", _KEY_REFUSED, away=True)
UNKNOWN_MODEL = Fault("unknown_model", _UNKNOWN, away=True)
TOO_LONG = Fault("too_long", _TOO_LONG)
_REFUSALS = {401: KEY_REFUSED, 403: KEY_REFUSED, 404: UNKNOWN_MODEL, 413: TOO_LONG}
_BUSY_STATUSES = {408, 409, 425, 429}


def fault_of(error: BaseException) -> Fault:  # noqa: PLR0911  one line for each kind
    """Return what an error of the model, its client or the agent's loop means."""
    match error:
        case ModelFault():
            return error.fault
        case MaxTurnsExceeded():
            return BUDGET
        case openai.APIError():
            return _of_client(error)
        case TimeoutError() | httpx2.TimeoutException():
            return SILENT
        case httpx2.TransportError() | httpx2.StreamError():
            return BROKEN
        case ModelBehaviorError() if "finish_reason='length'" in str(error):
            return CUT_SHORT
        case _:
            return UNUSABLE


def _of_client(error: openai.APIError) -> Fault:
    if isinstance(error, openai.APIStatusError):
        return _refused(error)
    if isinstance(error, openai.APIConnectionError):
        # Wrapped by the client, also when the connection goes in the middle of a stream.
        begun = isinstance(error.__cause__, ModelFault | httpx2.ReadError | httpx2.ProtocolError)
        return fault_of(error.__cause__) if begun and error.__cause__ else SILENT
    # An error in the middle of a stream has no status, at most a code.
    return coded(str(error.code or ""), default=DOWN)


def coded(code: str, *, default: Fault) -> Fault:
    """Return what a code of the OpenAI error format means."""
    return {
        "rate_limit_exceeded": BUSY,
        "429": BUSY,
        "server_error": DOWN,
        "insufficient_quota": Fault("quota", _QUOTA, away=True),
        "context_length_exceeded": TOO_LONG,
        "model_not_found": UNKNOWN_MODEL,
        "content_filter": FILTERED,
        "invalid_api_key": KEY_REFUSED,
    }.get(code, default)


def _refused(error: openai.APIStatusError) -> Fault:
    known = coded(str(error.code or ""), default=UNUSABLE)
    if known.name in {"quota", "too_long", "filtered", "unknown_model"}:
        return known
    status = error.status_code
    if status in _BUSY_STATUSES:
        return Fault("busy", _BUSY, passing=True, away=True, wait_seconds=_wanted(error))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Fault("down", _DOWN, passing=True, away=True, wait_seconds=_wanted(error))
    return _REFUSALS.get(status, UNUSABLE)


def _wanted(error: openai.APIStatusError) -> float | None:
    return retry_after(error.response.headers, now=time())


def retry_after(headers: Mapping[str, Any], *, now: float) -> float | None:
    """Return for how many seconds the server wants no request; None where it does not say.

    Args:
        headers: Of its answer; `Retry-After-Ms`, or `Retry-After` in seconds or as a date.
        now: Seconds since 1970.
    """
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        given = str(headers.get("retry-after", ""))
        if given.replace(".", "", 1).isdigit():
            return float(given)
        return max(0.0, parsedate_to_datetime(given).timestamp() - now) if given else None
    except (ValueError, OverflowError):
        return None
