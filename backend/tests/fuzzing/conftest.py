"""An API of its own, whose limits let a flood of requests through to the routes."""

from collections.abc import Iterator

import pytest

from api import Api, settings_of
from beating import Heart
from databases import fresh_database
from errand.app import create_app
from forging import Issuer
from people import People
from serving import KeyServer, Server


@pytest.fixture(scope="package")
def flooded_url(admin_url: str) -> Iterator[str]:
    """URL of the database behind that API."""
    with fresh_database(admin_url, "fuzzed") as url:
        yield url


@pytest.fixture(scope="package")
def heart(
    flooded_url: str,
    better_auth: tuple[Issuer, KeyServer],
    tmp_path_factory: pytest.TempPathFactory,
) -> Heart:
    """The application, with its event loop watched."""
    settings = settings_of(
        flooded_url,
        tmp_path_factory.mktemp("errand"),
        errand_limit_sends=1_000_000,
        errand_limit_running=100,
        errand_limit_streams=10_000,
    )
    return Heart(create_app(settings, frontend_url=better_auth[1].origin))


@pytest.fixture(scope="package")
def flooded(heart: Heart, flooded_url: str, better_auth: tuple[Issuer, KeyServer]) -> Iterator[Api]:
    """The running API."""
    with Server(heart, lifespan=True) as server:
        yield Api(server.origin, better_auth[0], People(flooded_url))
