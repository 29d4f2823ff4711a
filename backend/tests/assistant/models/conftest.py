"""The real application, answered by models that mean harm, in both dialects of the wire format."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from api import Api, running
from assistant.models.injections import MODELS
from e2e.model_server import ModelServer, serve
from forging import Issuer
from people import People
from serving import KeyServer


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
    home = tmp_path_factory.mktemp("errand")
    with running(
        database_url,
        people,
        better_auth,
        home,
        openai_base_url=hostile_server.base_url,
        openai_api_key=SecretStr("sk-hostile"),
        errand_model_api=request.param,
        errand_model=("mock-tools", *MODELS),
    ) as api:
        yield api
