"""The three verifiers over one clock, and Better Auth's keys behind a real HTTP server."""

from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
import pytest_asyncio

from errand.edge.tokens import ClientSecrets, KeySet, PersonalTokens, UserTokens
from errand.identity import Actor, SignIn
from forging import API, MCP, ORIGIN, SIGN_IN, USER, Clock, Issuer
from own_tokens import BETTER_AUTH_SECRET, KEYS
from serving import KeyServer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def actor() -> Actor:
    return Actor(USER, SignIn(SIGN_IN), "rest")


@pytest.fixture
def key_server(issuer: Issuer) -> Iterator[KeyServer]:
    """Publishes the issuer's key."""
    with KeyServer({"keys": [issuer.jwk]}) as server:
        yield server


@pytest_asyncio.fixture
async def http() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(trust_env=False) as client:
        yield client


@pytest.fixture
def key_set(http: httpx2.AsyncClient, key_server: KeyServer, clock: Clock) -> KeySet:
    return KeySet(http, key_server.url, clock=clock)


@pytest.fixture
def user_tokens(key_set: KeySet, clock: Clock) -> UserTokens:
    return UserTokens(key_set, issuer=ORIGIN, audience=API, now=clock)


@pytest.fixture
def hs256_user_tokens(key_set: KeySet, clock: Clock) -> UserTokens:
    """The same where HS256 is switched on."""
    return UserTokens(
        key_set, issuer=ORIGIN, audience=API, now=clock, hs256_secret=BETTER_AUTH_SECRET.encode()
    )


@pytest.fixture
def client_secrets(clock: Clock) -> ClientSecrets:
    return ClientSecrets(KEYS.client_secrets, issuer=ORIGIN, audience=API, now=clock)


@pytest.fixture
def personal_tokens(clock: Clock) -> PersonalTokens:
    return PersonalTokens(KEYS.personal_tokens, issuer=ORIGIN, audience=MCP, now=clock)
