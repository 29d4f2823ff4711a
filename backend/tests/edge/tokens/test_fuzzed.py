"""Whatever comes in as a token, a verifier refuses it in its own words and never breaks."""

import json
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from errand.edge.tokens import ClientSecrets, KeySet, PersonalTokens, UserTokens
from errand.errors import AppError
from errand.identity import Actor, SignIn
from forging import API, MCP, ORIGIN, SIGN_IN, USER, Clock, Issuer, part, with_hmac
from own_tokens import BETTER_AUTH_SECRET, KEYS, secret_claims
from serving import KeyServer

CLOCK, ISSUER = Clock(), Issuer()
SECRETS = ClientSecrets(KEYS.client_secrets, issuer=ORIGIN, audience=API, now=CLOCK)
PERSONAL = PersonalTokens(KEYS.personal_tokens, issuer=ORIGIN, audience=MCP, now=CLOCK)
CLAIMS = secret_claims(CLOCK)
USER_CLAIMS = ISSUER.claims(Actor(USER, SignIn(SIGN_IN), "rest"), now=CLOCK())
SEVERAL = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

anything = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)
names = some.sampled_from([*CLAIMS, "nbf", "kid", "alg", "typ", "crit", "b64", "jwk", "x"])
objects = some.dictionaries(names | some.text(max_size=5), anything, max_size=4)
bodies = objects | some.binary(max_size=60) | some.text(max_size=60)
strings = some.text(max_size=80) | some.text("AB_-=.e", max_size=80)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def user_tokens() -> AsyncIterator[UserTokens]:
    with KeyServer({"keys": [ISSUER.jwk]}) as server:
        async with httpx2.AsyncClient(trust_env=False) as http:
            keys = KeySet(http, server.url, clock=time.monotonic)
            secret = BETTER_AUTH_SECRET.encode()
            yield UserTokens(keys, issuer=ORIGIN, audience=API, now=CLOCK, hs256_secret=secret)


def encodable(value: object) -> str | bytes:
    """Return what stands for the value in a token; lone surrogates become question marks."""
    if isinstance(value, bytes):
        return value
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "replace")


async def opens(user_tokens: UserTokens, token: str) -> set[str]:
    """Return which doors the token opens; a failure that is no refusal goes through."""
    opened: set[str] = set()
    for name, verify in (
        ("secret", SECRETS.verify),
        ("refresh", SECRETS.verify_for_refresh),
        ("personal", PERSONAL.verify),
    ):
        try:
            verify(token)
            opened.add(name)
        except AppError:
            pass
    try:
        await user_tokens.verify(token)
        opened.add("user")
    except AppError:
        pass
    return opened


@SEVERAL
@given(token=strings)
async def test_any_text(user_tokens: UserTokens, token: str) -> None:
    assert await opens(user_tokens, token) == set()


@SEVERAL
@given(header=bodies, claims=bodies, signature=some.binary(max_size=70))
async def test_three_parts_of_anything(
    user_tokens: UserTokens, header: Any, claims: Any, signature: bytes
) -> None:
    token = ".".join(part(encodable(each)) for each in (header, claims, signature))

    assert await opens(user_tokens, token) == set()


@SEVERAL
@given(header=objects, claims=objects)
async def test_rightly_signed_but_anything_inside(
    user_tokens: UserTokens, header: dict[str, Any], claims: dict[str, Any]
) -> None:
    """What opens a door anyway is what the changes left as it was, and only at its own door."""
    body = encodable(CLAIMS | claims)
    ours = encodable({"alg": "HS256", "typ": "chatkit+jwt"} | header)
    theirs = encodable({"alg": "EdDSA", "kid": ISSUER.key_id} | header)

    assert await opens(user_tokens, with_hmac(ours, body, KEYS.client_secrets)) <= {
        "secret",
        "refresh",
    }
    user_body = encodable(USER_CLAIMS | claims)
    assert await opens(user_tokens, ISSUER.sign(user_body, theirs)) <= {"user"}


@SEVERAL
@given(data=some.data())
async def test_one_character_changed(user_tokens: UserTokens, data: some.DataObject) -> None:
    token = data.draw(
        some.sampled_from(
            [
                with_hmac({"alg": "HS256", "typ": "chatkit+jwt"}, CLAIMS, KEYS.client_secrets),
                ISSUER.sign(USER_CLAIMS),
            ]
        )
    )
    at = data.draw(some.integers(0, len(token) - 1))
    other = data.draw(some.characters().filter(lambda each: each != token[at]))

    assert await opens(user_tokens, token[:at] + other + token[at + 1 :]) == set()
