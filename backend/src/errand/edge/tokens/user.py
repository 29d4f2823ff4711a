"""The user JWT: what Better Auth gives to a signed-in page so that it can open a session."""

from collections.abc import Callable
from uuid import UUID

from errand.edge.tokens import claims as check
from errand.edge.tokens.jws import Claims, InvalidToken, Jws, check_hs256, parse
from errand.edge.tokens.key_set import KeySet
from errand.edge.tokens.public_keys import is_key_id
from errand.identity import Actor, Bearer, SignIn

_TYPES = (None, "JWT")
"""Better Auth sets no `typ`; any other one belongs to another kind of token."""


class UserTokens:
    """Verifies user JWTs.

    Args:
        keys: Better Auth's public keys.
        issuer: Public origin of this installation.
        audience: The address of its API.
        now: Unix seconds.
        hs256_secret: Better Auth's secret, where tokens signed with it are switched on.
    """

    def __init__(
        self,
        keys: KeySet,
        *,
        issuer: str,
        audience: str,
        now: Callable[[], float],
        hs256_secret: bytes | None = None,
    ) -> None:
        self._keys, self._issuer, self._audience, self._now = keys, issuer, audience, now
        self._hs256_secret = hs256_secret

    async def verify(self, token: str) -> Actor:
        """Return who carries this token, by their sign-in; by none where HS256 signed it.

        Raises:
            InvalidToken: It is not a user JWT for this API, or it has expired.
            Unavailable: The keys cannot be fetched just now.
        """
        jws = parse(token)
        if jws.header.get("typ") not in _TYPES:
            raise InvalidToken
        if jws.algorithm == "HS256":
            return self._by_secret(jws)
        return await self._by_key(jws)

    async def _by_key(self, jws: Jws) -> Actor:
        key_id = jws.header.get("kid")
        if not is_key_id(key_id):
            raise InvalidToken
        (await self._keys.find(key_id)).check(jws)
        self._check(jws.claims)
        sign_in = SignIn(check.uuid(jws.claims, "sid"))
        return Actor(check.uuid(jws.claims, "sub"), sign_in, "rest")

    def _by_secret(self, jws: Jws) -> Actor:
        if self._hs256_secret is None:
            raise InvalidToken
        check_hs256(jws, self._hs256_secret)
        self._check(jws.claims)
        return Actor(_person(jws.claims), Bearer(), "rest")

    def _check(self, claims: Claims) -> None:
        check.check_origin(claims, issuer=self._issuer, audience=self._audience)
        check.check_times(claims, now=self._now())


def _person(claims: Claims) -> UUID:
    """Return `sub`; HS256 tokens of earlier clients say `user_id`. Both must not disagree."""
    named = [check.uuid(claims, name) for name in ("sub", "user_id") if name in claims]
    if len(set(named)) != 1:
        raise InvalidToken
    return named[0]
