"""How REST says no: one shape, the right status, and nothing of what was sent or what broke."""

from collections.abc import AsyncIterator
from typing import Annotated

import httpx2
import pytest
import pytest_asyncio
from fastapi import FastAPI, Query
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from errand.edge.http import problems
from errand.errors import AppError, InvalidInput, Kind, SignedOut, Unavailable

SECRET = "hunter2-do-not-repeat"


class Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    count: int


def application() -> FastAPI:
    app = FastAPI(responses=problems.PROBLEMS)
    problems.install(app)

    @app.post("/wanted")
    async def wanted(body: Wanted, limit: Annotated[int, Query(le=5)] = 1) -> int:
        return body.count + limit

    @app.get("/expected/{kind}")
    async def expected(kind: str) -> None:
        raise type("Raised", (AppError,), {"kind": Kind(kind), "code": f"a_{kind}"})(
            "Said plainly."
        )

    @app.get("/signed-out")
    async def signed_out() -> None:
        raise SignedOut

    @app.get("/unavailable")
    async def unavailable() -> None:
        raise Unavailable("Wait a little.", retry_after_seconds=1.2)

    @app.get("/teapot")
    async def teapot() -> None:
        raise HTTPException(418, "short and stout")

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError(SECRET)

    return app


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(application(), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://errand.test") as opened:
        yield opened


@pytest.mark.parametrize("kind", list(Kind))
async def test_every_kind_of_expected_failure_has_its_status_and_its_own_words(
    client: httpx2.AsyncClient, kind: Kind
) -> None:
    answer = await client.get(f"/expected/{kind.value}")

    assert answer.status_code == problems.STATUS[kind]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == f"a_{kind.value}"
    assert answer.json()["detail"] == "Said plainly."
    assert answer.json()["status"] == answer.status_code


async def test_an_ended_sign_in_is_a_401_with_a_challenge(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/signed-out")

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["detail"] == "Invalid token"


async def test_waiting_is_announced_in_whole_seconds_rounded_up(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/unavailable")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


async def test_wrong_fields_are_named_and_their_values_are_not_repeated(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.post("/wanted?limit=9", json={"count": SECRET, "other": SECRET})

    assert answer.status_code == 422
    fields = {each["field"] for each in answer.json()["errors"]}
    assert fields == {"query.limit", "body.count", "body.other"}
    assert SECRET not in answer.text


async def test_a_field_named_with_half_a_character_is_still_answered(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.post(
        "/wanted",
        content=b'{"count": 1, "\\ud800": 1}',
        headers={"content-type": "application/json"},
    )

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("DELETE", "/wanted", 405, "method_not_allowed"),
        ("GET", "/teapot", 418, "i_m_a_teapot"),
    ],
)
async def test_what_the_framework_refuses_is_a_problem_document_too(
    client: httpx2.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await client.request(method, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code


async def test_an_unexpected_error_tells_nothing_of_itself(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/broken")

    assert answer.status_code == 500
    assert answer.json()["code"] == "internal_error"
    assert SECRET not in answer.text


def test_the_openapi_document_shows_problems_and_not_the_frameworks_own_errors() -> None:
    responses = application().openapi()["paths"]["/wanted"]["post"]["responses"]

    assert set(responses) == {"200", "4XX", "5XX"}
    assert "application/problem+json" in responses["4XX"]["content"]


def test_an_input_error_is_a_422() -> None:
    assert problems.STATUS[InvalidInput("x").kind] == 422
