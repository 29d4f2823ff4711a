"""Tokens of every shape, made by hand: real ones as Better Auth makes them, and forged ones."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from errand.identity import Actor

ORIGIN = "http://localhost:3000"
API = f"{ORIGIN}/api"
MCP = f"{ORIGIN}/mcp"


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, seconds: float = 1_800_000_000) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds


def base64url(value: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def part(value: object) -> str:
    """Return one part of a token; text and bytes go in as they are."""
    if isinstance(value, str):
        value = value.encode()
    return base64url(value if isinstance(value, bytes) else json.dumps(value).encode())


def with_hmac(header: object, claims: object, key: bytes) -> str:
    """Return a token with a correct HS256 signature, whatever it says."""
    signed = f"{part(header)}.{part(claims)}"
    return f"{signed}.{base64url(hmac.digest(key, signed.encode(), hashlib.sha256))}"


class Issuer:
    """Signs user JWTs in the shape that Better Auth's JWT plugin gives them."""

    def __init__(self, *, issuer: str = ORIGIN, audience: str = API) -> None:
        self.issuer, self.audience = issuer, audience
        self.key_id = str(uuid4())
        self._key = Ed25519PrivateKey.generate()

    @property
    def public_bytes(self) -> bytes:
        """The public half, 32 bytes."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def jwk(self) -> dict[str, object]:
        """The public half as Better Auth publishes it."""
        return {
            "alg": "EdDSA",
            "crv": "Ed25519",
            "kty": "OKP",
            "x": base64url(self.public_bytes),
            "kid": self.key_id,
        }

    def claims(self, actor: Actor, *, now: float) -> dict[str, Any]:
        """Return the claims of somebody's token, good for 15 minutes."""
        return {
            "iat": int(now),
            "sid": str(actor.authority_id),
            "sub": str(actor.user_id),
            "exp": int(now) + 900,
            "iss": self.issuer,
            "aud": self.audience,
        }

    def sign(self, claims: object, header: object = None) -> str:
        """Return a token with a correct signature, whatever it says."""
        signed = f"{part(header or {'alg': 'EdDSA', 'kid': self.key_id})}.{part(claims)}"
        return f"{signed}.{base64url(self._key.sign(signed.encode()))}"

    def token(self, actor: Actor, *, now: float) -> str:
        """Return somebody's user JWT."""
        return self.sign(self.claims(actor, now=now))


def without(claims: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the claims without one of them."""
    return {key: value for key, value in claims.items() if key != name}


USER = UUID("0193a8f0-0000-7000-8000-000000000001")
SIGN_IN = UUID("0193a8f0-0000-7000-8000-000000000002")
TOKEN_ID = UUID("0193a8f0-0000-7000-8000-000000000003")
