"""What the tests of tokens share: the key of client secrets and claims made by hand."""

from typing import Any

from errand.edge.tokens import signing_keys
from forging import API, ORIGIN, SIGN_IN, TOKEN_ID, USER, Clock

BETTER_AUTH_SECRET = "Zq3-test-only-better-auth-secret-77x"
KEYS = signing_keys(chatkit_session_secret=None, better_auth_secret=BETTER_AUTH_SECRET)
SECRET_KEY = KEYS.client_secrets


def secret_claims(clock: Clock | None = None) -> dict[str, Any]:
    """Return the claims of a client secret that begins now."""
    now = int((clock or Clock())())
    return {
        "iss": ORIGIN,
        "aud": API,
        "sub": str(USER),
        "user_id": str(USER),
        "type": "chatkit_session",
        "jti": str(TOKEN_ID),
        "iat": now,
        "exp": now + 1800,
        "sid": str(SIGN_IN),
    }
