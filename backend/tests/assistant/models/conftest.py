"""The real application, answered by models that mean harm, in both dialects of the wire format."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from api import Api
from assistant.models.injections import MODELS
from e2e.model_server import ModelServer, serve
from errand.app import create_app
from errand.settings import Settings
from forging import ORIGIN, Issuer
from own_tokens import BETTER_AUTH_SECRET
from people import People
from serving import KeyServer, Server


@pytest.fixture(scope="session")
def hostile_server() -> Iterator[ModelServer]:
    """The model server."""
    with serve() as server:
        yield server


@pytest.fixture(scope="session", params=["responses", "chat_completions"])
def hostile_api(
    request: pytest.FixtureRequest,
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    hostile_server: ModelServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """The application with a worker inside."""
    issuer, key_server = better_auth
    settings = Settings(
        public_url=ORIGIN,
        errand_home=tmp_path_factory.mktemp("errand"),
        database_url=SecretStr(database_url),
        better_auth_secret=SecretStr(BETTER_AUTH_SECRET),
        openai_base_url=hostile_server.base_url,
        openai_api_key=SecretStr("sk-hostile"),
        errand_model_api=request.param,
        errand_model=("mock-tools", *MODELS),
    )
    with Server(create_app(settings, frontend_url=key_server.origin), lifespan=True) as server:
        yield Api(server.origin, issuer, people)
