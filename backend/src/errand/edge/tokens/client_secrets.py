"""The client secret: what the chat component and API clients carry for half an hour."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from errand.edge.tokens import claims as check
from errand.edge.tokens.jws import Claims, InvalidToken, parse_hs256, sign_hs256
from errand.identity import Actor, Bearer, SignIn, Via, uuid7

LIFETIME_SECONDS = 30 * 60
REFRESH_GRACE_SECONDS = 24 * 60 * 60
_TYP = "chatkit+jwt"
_KIND = "chatkit_session"


@dataclass(frozen=True)
class ClientSecret:
    """A new client secret and when it ends."""

    token: str = field(repr=False)
    user_id: UUID
    expires_at: datetime
    expires_in: int
    """Seconds from its making."""


class ClientSecrets:
    """Makes and verifies client secrets, without the database.

    Whether the sign-in behind one is still alive is asked at the start of each transaction.

    Args:
        key: Signs client secrets and nothing else.
        issuer: Public origin of this installation.
        audience: The address of its API.
        now: Unix seconds.
    """

    def __init__(self, key: bytes, *, issuer: str, audience: str, now: Callable[[], float]) -> None:
        self._key, self._issuer, self._audience, self._now = key, issuer, audience, now

    def mint(self, actor: Actor) -> ClientSecret:
        """Return a secret for the actor, by the authority that they have.

        Raises:
            InvalidToken: They came with a personal token, which opens no chat session.
        """
        if not isinstance(actor.authority, SignIn | Bearer):
            raise InvalidToken
        issued_at = int(self._now())
        user_id, expires_at = str(actor.user_id), issued_at + LIFETIME_SECONDS
        claims: dict[str, object] = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": user_id,
            "user_id": user_id,
            "type": _KIND,
            "jti": str(uuid7()),
            "iat": issued_at,
            "exp": expires_at,
        }
        if isinstance(actor.authority, SignIn):
            claims["sid"] = str(actor.authority.sign_in_id)
        return ClientSecret(
            sign_hs256(claims, typ=_TYP, key=self._key),
            actor.user_id,
            datetime.fromtimestamp(expires_at, UTC),
            LIFETIME_SECONDS,
        )

    def verify(self, token: str, *, via: Via = "rest") -> Actor:
        """Return who carries this secret.

        Raises:
            InvalidToken: It is not a client secret of ours, or it has expired.
        """
        return self._verified(token, via=via, grace_seconds=0)

    def verify_for_refresh(self, token: str) -> Actor:
        """Return who may have a new secret for this one, which may have expired a day ago.

        Raises:
            InvalidToken: It is no client secret, too old, or names no sign-in that could end.
        """
        actor = self._verified(token, via="rest", grace_seconds=REFRESH_GRACE_SECONDS)
        if not isinstance(actor.authority, SignIn):
            raise InvalidToken
        return actor

    def _verified(self, token: str, *, via: Via, grace_seconds: float) -> Actor:
        claims = parse_hs256(token, typ=_TYP, key=self._key)
        check.check_origin(claims, issuer=self._issuer, audience=self._audience)
        check.check_times(claims, now=self._now(), grace_seconds=grace_seconds)
        lasts_seconds = check.seconds(claims, "exp") - check.seconds(claims, "iat")
        if claims.get("type") != _KIND or lasts_seconds != LIFETIME_SECONDS:
            raise InvalidToken
        return _actor(claims, via=via)


def _actor(claims: Claims, *, via: Via) -> Actor:
    user_id = check.uuid(claims, "user_id")
    if check.uuid(claims, "sub") != user_id:
        raise InvalidToken
    check.uuid(claims, "jti")
    authority = SignIn(check.uuid(claims, "sid")) if "sid" in claims else Bearer()
    return Actor(user_id, authority, via)
