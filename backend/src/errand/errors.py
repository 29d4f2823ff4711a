"""Expected failures. Features name what went wrong; each edge maps the kind to its protocol."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar


class Kind(StrEnum):
    """Sort of failure: decides status, retry and log level at the edge."""

    BAD_REQUEST = "bad_request"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    TOO_LARGE = "too_large"
    INVALID = "invalid"
    RATE_LIMITED = "rate_limited"
    UNSUPPORTED = "unsupported"
    UPSTREAM = "upstream"
    UNAVAILABLE = "unavailable"


class AppError(Exception):
    """An expected failure whose message is safe to show to the person who caused it.

    Attributes:
        kind: Sort of failure.
        code: Stable machine name, part of the public API; never reworded.
        message: One sentence for people and models; holds no secret and no one else's data.
        retry_after_seconds: When trying again may help; None where waiting changes nothing.
    """

    kind: ClassVar[Kind]
    code: ClassVar[str]

    def __init__(self, message: str, *, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.retry_after_seconds = retry_after_seconds

    @property
    def details(self) -> Mapping[str, Any]:
        """What else the caller may be told, as JSON by name."""
        return {}


class InvalidCursor(AppError):
    """A page cursor that this list never gave out, or that is someone else's."""

    kind, code = Kind.BAD_REQUEST, "invalid_cursor"

    def __init__(self) -> None:
        super().__init__("Invalid cursor")


class InvalidInput(AppError):
    """Input of the right shape that makes no sense; the message says which field and why."""

    kind, code = Kind.INVALID, "invalid_input"


class IdempotencyMismatch(AppError):
    """The same idempotency key came with another request."""

    kind, code = Kind.CONFLICT, "idempotency_mismatch"

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was already used for a different request.")


class SignedOut(AppError):
    """The sign-in or token behind this request has ended."""

    kind, code = Kind.UNAUTHENTICATED, "signed_out"

    def __init__(self) -> None:
        super().__init__("Invalid token")


class Unavailable(AppError):
    """A part that Errand needs does not answer; trying again may help."""

    kind, code = Kind.UNAVAILABLE, "unavailable"
