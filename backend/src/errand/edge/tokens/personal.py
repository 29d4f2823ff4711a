"""Personal tokens: what a person gives to other programs that speak MCP."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from errand.edge.tokens import claims as check
from errand.edge.tokens.jws import parse_hs256, sign_hs256
from errand.identity import Actor, PersonalToken

_TYP = "mcp+jwt"


class PersonalTokens:
    """Makes and verifies personal tokens, without the database.

    Whether one was revoked is asked at the start of each transaction.

    Args:
        key: Signs personal tokens and nothing else.
        issuer: Public origin of this installation.
        audience: The address of its MCP endpoint.
        now: Unix seconds.
    """

    def __init__(self, key: bytes, *, issuer: str, audience: str, now: Callable[[], float]) -> None:
        self._key, self._issuer, self._audience, self._now = key, issuer, audience, now

    def mint(self, user_id: UUID, token_id: UUID, *, expires_at: datetime) -> str:
        """Return the token that stands for this row; `expires_at` is aware."""
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": str(user_id),
            "jti": str(token_id),
            "iat": int(self._now()),
            "exp": int(expires_at.timestamp()),
        }
        return sign_hs256(claims, typ=_TYP, key=self._key)

    def verify(self, token: str) -> Actor:
        """Return whose token this is.

        Raises:
            InvalidToken: It is not a personal token of ours, or it has expired.
        """
        claims = parse_hs256(token, typ=_TYP, key=self._key)
        check.check_origin(claims, issuer=self._issuer, audience=self._audience)
        check.check_times(claims, now=self._now())
        check.seconds(claims, "iat")
        token_id = check.uuid(claims, "jti")
        return Actor(check.uuid(claims, "sub"), PersonalToken(token_id), "mcp")
