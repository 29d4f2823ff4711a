"""Public keys from a JWKS: each fits one algorithm and no other."""

import binascii
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import Algorithm, ECAlgorithm, OKPAlgorithm, RSAAlgorithm
from jwt.exceptions import PyJWTError
from typing_extensions import TypeIs

from errand.edge.tokens.jws import InvalidToken, Jws

MAX_KEYS = 32
_MAX_KEY_ID_CHARACTERS = 128
_MIN_RSA_BITS = 2048
_PRIVATE = "d"
# By what a JWK says of itself (RFC 7518, RFC 8037), never by what a token's header asks for.
_ALGORITHMS: dict[tuple[object, object], tuple[str, Algorithm]] = {
    ("OKP", "Ed25519"): ("EdDSA", OKPAlgorithm()),
    ("EC", "P-256"): ("ES256", ECAlgorithm(ECAlgorithm.SHA256)),
    ("RSA", None): ("RS256", RSAAlgorithm(RSAAlgorithm.SHA256)),
}


@dataclass(frozen=True)
class PublicKey:
    """One key that verifies one algorithm."""

    algorithm: str
    _verifier: Algorithm
    _key: Any

    def check(self, jws: Jws) -> None:
        """Refuse a token that was not signed with the private half of this key.

        Raises:
            InvalidToken: It was not, or names another algorithm.
        """
        if jws.algorithm != self.algorithm:
            raise InvalidToken
        if not self._verifier.verify(jws.signed, self._key, jws.signature):
            raise InvalidToken


def public_keys(document: object) -> dict[str, PublicKey]:
    """Return the usable keys of a JWKS document by their ids.

    Keys for encryption, private or shared ones, unknown kinds and ids that occur twice are left
    out; a document that is no JWKS has none.
    """
    listed = cast("dict[str, object]", document).get("keys") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        return {}
    named = [entry for jwk in cast("list[object]", listed)[:MAX_KEYS] for entry in _named(jwk)]
    times = Counter(key_id for key_id, _ in named)
    return {key_id: key for key_id, key in named if times[key_id] == 1}


def _named(jwk: object) -> Iterator[tuple[str, PublicKey]]:
    if not isinstance(jwk, dict):
        return
    members = cast("dict[str, object]", jwk)
    key_id, key = members.get("kid"), public_key(members)
    if key is not None and is_key_id(key_id):
        yield key_id, key


def is_key_id(value: object) -> TypeIs[str]:
    """Whether this can name a key: some text, and not much."""
    return isinstance(value, str) and 0 < len(value) <= _MAX_KEY_ID_CHARACTERS


def public_key(jwk: dict[str, object]) -> PublicKey | None:
    """Return the key that a JWK describes; None when it is not one for verifying signatures."""
    known = _ALGORITHMS.get((_word(jwk.get("kty")), _word(jwk.get("crv"))))
    if known is None or _PRIVATE in jwk or not _for_signatures(jwk, known[0]):
        return None
    name, verifier = known
    try:
        key = verifier.from_jwk(jwk)
    except (PyJWTError, ValueError, TypeError, KeyError, AttributeError, binascii.Error):
        return None
    if isinstance(key, RSAPublicKey) and key.key_size < _MIN_RSA_BITS:
        return None
    return PublicKey(name, verifier, key)


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _for_signatures(jwk: dict[str, object], algorithm: str) -> bool:
    operations = jwk.get("key_ops", ["verify"])
    return (
        jwk.get("use", "sig") == "sig"
        and jwk.get("alg", algorithm) == algorithm
        and isinstance(operations, list)
        and "verify" in cast("list[object]", operations)
    )
