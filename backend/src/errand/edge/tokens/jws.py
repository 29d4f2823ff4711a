"""Compact JWS as RFC 8725 wants it read: one spelling for each token, nothing guessed.

PyJWT does the cryptography. The parsing is our own because a lenient parser lets two spellings
of a token differ between what is checked and what is used.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NoReturn, cast

from jwt.algorithms import HMACAlgorithm

from errand.errors import AppError, Kind

MAX_CHARACTERS = 8 * 1024
# Every other header member either moves the choice of key to the sender (jku, x5u, jwk, x5c) or
# asks for something that we do not do (crit, b64, zip).
_HEADER_MEMBERS = frozenset({"alg", "typ", "kid"})
_HS256 = HMACAlgorithm(HMACAlgorithm.SHA256)

Claims = Mapping[str, object]


class InvalidToken(AppError):
    """A token that does not open this door; says the same whatever is wrong with it."""

    kind, code = Kind.UNAUTHENTICATED, "invalid_token"

    def __init__(self) -> None:
        super().__init__("Invalid token")


@dataclass(frozen=True)
class Jws:
    """A token taken apart; nothing in it is believed before its signature is checked."""

    header: Claims
    claims: Claims
    signed: bytes
    signature: bytes

    @property
    def algorithm(self) -> object:
        """The algorithm that the sender names: compared with ours, never used to choose."""
        return self.header.get("alg")


def parse(token: str) -> Jws:
    """Take a compact JWS apart.

    Raises:
        InvalidToken: It is longer than 8 KiB, not in its one canonical spelling, or has a header
            member other than `alg`, `typ` and `kid`.
    """
    parts = token.split(".")
    if len(token) > MAX_CHARACTERS or len(parts) != 3 or not token.isascii():
        raise InvalidToken
    header = _object(_decoded(parts[0]))
    if not header.keys() <= _HEADER_MEMBERS:
        raise InvalidToken
    signed = f"{parts[0]}.{parts[1]}".encode()
    return Jws(header, _object(_decoded(parts[1])), signed, _decoded(parts[2]))


def parse_hs256(token: str, *, typ: str, key: bytes) -> Claims:
    """Return the claims of a token of ours: exactly this type, signed with this key.

    Raises:
        InvalidToken: It is anything else.
    """
    jws = parse(token)
    if dict(jws.header) != {"alg": "HS256", "typ": typ}:
        raise InvalidToken
    check_hs256(jws, key)
    return jws.claims


def check_hs256(jws: Jws, key: bytes) -> None:
    """Refuse a token that was not signed by HS256 with this key, whatever its header says.

    Raises:
        InvalidToken: It was not.
    """
    if not _HS256.verify(jws.signed, key, jws.signature):
        raise InvalidToken


def sign_hs256(claims: Claims, *, typ: str, key: bytes) -> str:
    """Return the one spelling of these claims as a token of this type."""
    signed = f"{_encoded({'alg': 'HS256', 'typ': typ})}.{_encoded(claims)}"
    return f"{signed}.{_base64url(_HS256.sign(signed.encode(), key))}"


def _encoded(value: Claims) -> str:
    return _base64url(json.dumps(value, separators=(",", ":")).encode())


def _base64url(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _decoded(part: str) -> bytes:
    """Decode base64url; padding, foreign characters and stray bits at the end are refused."""
    try:
        value = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError as error:
        raise InvalidToken from error
    # Python skips characters that it does not know, so only the way back tells.
    if _base64url(value) != part:
        raise InvalidToken
    return value


def _object(text: bytes) -> dict[str, object]:
    try:
        # Decoded here: given bytes, json would also take UTF-16 and UTF-32.
        value = json.loads(
            text.decode(),
            object_pairs_hook=_once_each,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except (ValueError, RecursionError) as error:
        raise InvalidToken from error
    if not isinstance(value, dict):
        raise InvalidToken
    return cast("dict[str, object]", value)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InvalidToken
    return found


def _refuse_constant(_name: str) -> NoReturn:
    raise InvalidToken


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):  # 1e400
        raise InvalidToken
    return value
