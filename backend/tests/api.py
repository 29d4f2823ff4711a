"""The API over real HTTP on the real PostgreSQL, and people who hold Better Auth's JWTs.

Only Better Auth itself is not here: a small server publishes a key in its format, and tokens are
signed with it. The tests under `e2e/` run with Better Auth.
"""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from errand.app import create_app
from errand.identity import Actor
from errand.settings import Settings
from forging import ORIGIN, Issuer
from own_tokens import BETTER_AUTH_SECRET
from people import People
from serving import KeyServer, Server


@dataclass(frozen=True)
class Api:
    """A running API and the issuer whose user JWTs it accepts."""

    origin: str
    issuer: Issuer
    people: People

    def client(self, **headers: str) -> httpx2.Client:
        """Return a client of this API; every request carries these headers."""
        return httpx2.Client(
            base_url=self.origin, headers=headers, trust_env=False, timeout=httpx2.Timeout(30)
        )

    def user_jwt(self, actor: Actor) -> str:
        """Return the JWT that Better Auth would give this sign-in."""
        return self.issuer.token(actor, now=time.time())

    def open_session(self, actor: Actor) -> dict[str, Any]:
        """Return what `POST /api/chatkit/session` answers to this sign-in."""
        with self.client(authorization=f"Bearer {self.user_jwt(actor)}") as client:
            return client.post("/api/chatkit/session").raise_for_status().json()

    def signed_in(self, actor: Actor) -> httpx2.Client:
        """Return a client with this sign-in's client secret."""
        return self.client(authorization=f"Bearer {self.open_session(actor)['client_secret']}")


def settings_of(database_url: str, home: Path, **given: Any) -> Settings:
    """The product's settings over that database; nothing but the offline model, unless given."""
    usual: dict[str, Any] = {
        "public_url": ORIGIN,
        "errand_home": home,
        "database_url": SecretStr(database_url),
        "better_auth_secret": SecretStr(BETTER_AUTH_SECRET),
        "openai_api_key": None,
        "openai_base_url": None,
    }
    return Settings(**usual | given)


@contextmanager
def running(
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    home: Path,
    **given: Any,
) -> Generator[Api]:
    """Serve the API with a worker inside; Next.js is only what publishes the keys."""
    issuer, key_server = better_auth
    app = create_app(settings_of(database_url, home, **given), frontend_url=key_server.origin)
    with Server(app, lifespan=True) as server:
        yield Api(server.origin, issuer, people)


@pytest.fixture(scope="session")
def better_auth() -> Iterator[tuple[Issuer, KeyServer]]:
    """An issuer and the server that publishes its key."""
    issuer = Issuer()
    with KeyServer({"keys": [issuer.jwk]}) as server:
        yield issuer, server


@pytest.fixture(scope="session")
def api(
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """The running API."""
    home = tmp_path_factory.mktemp("errand")
    with running(database_url, people, better_auth, home) as api:
        yield api
