"""Checks that every kind of token shares: by whom, for whom, from when until when."""

from uuid import UUID

from errand.edge.tokens.jws import Claims, InvalidToken

CLOCK_SKEW_SECONDS = 60
"""How far another clock may run ahead of ours; an expiry gets no such leeway."""
_LAST_SECOND = 253_402_300_799  # of the year 9999


def check_origin(claims: Claims, *, issuer: str, audience: str) -> None:
    """Refuse claims of another issuer, or for more than exactly this audience.

    Raises:
        InvalidToken: They are.
    """
    if claims.get("iss") != issuer or claims.get("aud") != audience:
        raise InvalidToken


def check_times(claims: Claims, *, now: float, grace_seconds: float = 0) -> None:
    """Refuse claims that are over, or that begin more than a minute from now.

    Args:
        claims: `exp` is required; `iat` and `nbf` are checked where they are.
        now: Unix seconds.
        grace_seconds: How long after its expiry the token is still good.

    Raises:
        InvalidToken: One of the times does not fit, or is not a whole number.
    """
    if now >= seconds(claims, "exp") + grace_seconds:
        raise InvalidToken
    for name in ("iat", "nbf"):
        if name in claims and seconds(claims, name) > now + CLOCK_SKEW_SECONDS:
            raise InvalidToken


def seconds(claims: Claims, name: str) -> int:
    """Return a time claim in Unix seconds.

    Raises:
        InvalidToken: It is missing or not a whole number of this era (a bool is none).
    """
    value = claims.get(name)
    if type(value) is not int or not 0 <= value <= _LAST_SECOND:
        raise InvalidToken
    return value


def uuid(claims: Claims, name: str) -> UUID:
    """Return an id claim.

    Raises:
        InvalidToken: It is missing or not a UUID in its canonical spelling.
    """
    value = claims.get(name)
    if not isinstance(value, str):
        raise InvalidToken
    try:
        found = UUID(value)
    except ValueError as error:
        raise InvalidToken from error
    if str(found) != value:
        raise InvalidToken
    return found
