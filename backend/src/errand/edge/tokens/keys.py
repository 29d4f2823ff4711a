"""The keys that sign our own tokens, each for one kind of token."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MIN_CHARACTERS = 32
_MIN_DISTINCT = 8
# Defaults that are printed in the documentation of what we build on.
_KNOWN = frozenset({"better-auth-secret-12345678901234567890"})


class WeakSecret(ValueError):
    """A secret that others could guess; the message names the setting and repeats no secret."""


@dataclass(frozen=True)
class SigningKeys:
    """One key for each kind of token that we sign."""

    client_secrets: bytes = field(repr=False)
    personal_tokens: bytes = field(repr=False)


def signing_keys(*, chatkit_session_secret: str | None, better_auth_secret: str) -> SigningKeys:
    """Return the keys that follow from the configured secrets.

    Args:
        chatkit_session_secret: Signs client secrets as it is; None derives a key for them.
        better_auth_secret: What is derived comes from this where the other is not set.

    Raises:
        WeakSecret: One of them is short, monotonous or a published default.
    """
    usable_secret("BETTER_AUTH_SECRET", better_auth_secret)
    if chatkit_session_secret is None:
        return SigningKeys(
            client_secrets=_derived(better_auth_secret, "client secrets"),
            personal_tokens=_derived(better_auth_secret, "personal tokens"),
        )
    return SigningKeys(
        client_secrets=usable_secret("CHATKIT_SESSION_SECRET", chatkit_session_secret),
        personal_tokens=_derived(chatkit_session_secret, "personal tokens"),
    )


def usable_secret(setting: str, secret: str) -> bytes:
    """Return the secret as a key.

    Raises:
        WeakSecret: It is short, monotonous or a published default.
    """
    if len(secret) < MIN_CHARACTERS or len(set(secret)) < _MIN_DISTINCT or secret in _KNOWN:
        raise WeakSecret(
            f"{setting} is too easy to guess: use {MIN_CHARACTERS} random characters or more."
        )
    return secret.encode()


def _derived(secret: str, purpose: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"errand {purpose} v1".encode())
    return hkdf.derive(secret.encode())
