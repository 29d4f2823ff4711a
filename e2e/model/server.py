"""The HTTP face: two dialects, a list of models, and the record for tests."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Any, Protocol

from openai import BaseModel
from openai.types import Model
from openai.types.shared import ErrorObject
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from . import chat, responses
from .asked import Asked, BadRequest, Json, from_chat, from_responses
from .behaviour import Behaviour, UnknownModel, read
from .record import Entry, Record
from .said import Answer
from .script import TITLE_REQUEST, answer
from .stream import Body, Part, paced, split

LISTED = ("mock", "mock-tools", "mock-ttft50-itl10-len200")


class Dialect(Protocol):
    """One of the two ways to say an answer."""

    def whole(self, answer: Answer, asked: Asked, behaviour: Behaviour) -> BaseModel:
        """Say it in one piece."""
        ...

    def stream(self, answer: Answer, asked: Asked, behaviour: Behaviour) -> Iterator[Part]:
        """Say it in server-sent events."""
        ...


@dataclass(frozen=True, slots=True)
class _Door:
    name: str
    parse: Callable[[Json], Asked]
    dialect: Dialect
    azure: bool = False
    """The key comes in a header of its own, and in no other."""
    dated: bool = False
    """The address has to end with a version of the API."""

    def key(self, request: Request) -> str:
        """Return the key that this door takes; empty where there is none."""
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self.azure:
            return "" if bearer else request.headers.get("api-key", "")
        return bearer


def build() -> Starlette:
    """Return the application, with a record of its own."""
    record = Record()
    doors = {
        "/v1/responses": _Door("responses", from_responses, responses),
        "/v1/chat/completions": _Door("chat", from_chat, chat),
        "/api/v1/chat/completions": _Door("openrouter", from_chat, chat),
        "/openai/v1/responses": _Door("azure", from_responses, responses, azure=True),
        "/openai/v1/chat/completions": _Door("azure", from_chat, chat, azure=True),
        "/openai/deployments/{name}/chat/completions": _Door(
            "azure-dated", from_chat, chat, azure=True, dated=True
        ),
    }
    return Starlette(
        routes=[
            *(
                Route(path, partial(_complete, door, record), methods=["POST"])
                for path, door in doors.items()
            ),
            Route("/v1/models", _models, methods=["GET"]),
            Route("/_log", partial(_log, record), methods=["GET"]),
        ]
    )


async def _complete(door: _Door, record: Record, request: Request) -> ASGIApp:
    key = door.key(request)
    if door.dated and not request.query_params.get("api-version"):
        return _problem(404, "404", "Resource not found")
    if not key:
        return _problem(401, "invalid_api_key", "You didn't provide an API key.")
    raw = await request.body()
    try:
        body = await request.json()
        asked = door.parse(body)
        behaviour = _now(read(asked.model), asked)
    except UnknownModel as error:
        return _problem(404, "model_not_found", f"The model `{error}` does not exist.")
    except BadRequest as error:
        return _problem(400, "invalid_request_error", str(error))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return _problem(400, "invalid_request_error", f"Malformed request: {error!r}.")
    if behaviour.once and record.refusals(key, asked) > 1:
        behaviour = behaviour.sound
    entry = record.begin(door.name, asked, raw, body)
    if refused := _refusal(record, entry, key, asked, behaviour):
        return refused
    return _body(door.dialect, record, entry, asked, behaviour)


def _now(behaviour: Behaviour, asked: Asked) -> Behaviour:
    if asked.text.startswith(TITLE_REQUEST):
        # Beside the answer, whose times and faults a test looks at.
        stalls = 0 if "late" in asked.text else None
        return Behaviour(status=500 if "nameless" in asked.text else 0, stall_after=stalls)
    if behaviour.later and not asked.outputs:
        # What goes wrong once does so later, and has not done so yet.
        return replace(behaviour.sound, too_many=0, broken=0, once=False)
    return behaviour


def _refusal(
    record: Record, entry: Entry, key: str, asked: Asked, behaviour: Behaviour
) -> Response | None:
    if behaviour.status:
        entry.status = behaviour.status
        record.end(entry, "refused")
        return _problem(behaviour.status, "refused", "sk-canary is refused.")
    wanted = behaviour.too_many + behaviour.broken
    if not wanted or record.refusals(key, asked) > wanted:
        return None
    entry.status = 429 if behaviour.too_many else 500
    record.end(entry, "refused")
    if behaviour.too_many:
        after = {} if behaviour.wait is None else {"Retry-After": str(behaviour.wait)}
        return _problem(429, "rate_limit_exceeded", "Rate limit reached.", after)
    return _problem(500, "server_error", "The server had an error.")


def _body(
    dialect: Dialect, record: Record, entry: Entry, asked: Asked, behaviour: Behaviour
) -> ASGIApp:
    decided = answer(asked, behaviour)
    if asked.stream:
        said, media_type = dialect.stream(decided, asked, behaviour), "text/event-stream"
    else:
        made = dialect.whole(decided, asked, behaviour)
        data = made.model_dump_json(by_alias=True, exclude_unset=True).encode()
        said, media_type = iter([Part(data, tokens=1)]), "application/json"
    parts = paced(said, behaviour)

    def sent(tokens: int) -> None:
        entry.tokens_sent += tokens

    return Body(
        split(parts, asked.model + asked.text) if behaviour.chunks else parts,
        media_type,
        sent,
        partial(record.end, entry),
    )


async def _models(_request: Request) -> Response:
    listed = [
        Model(id=name, object="model", created=int(time.time()), owned_by="errand")
        for name in LISTED
    ]
    return JSONResponse(
        {"object": "list", "data": [it.model_dump(exclude_unset=True) for it in listed]}
    )


async def _log(record: Record, _request: Request) -> Response:
    return JSONResponse(record.view())


def _problem(
    status: int, code: str, message: str, headers: dict[str, str] | None = None
) -> Response:
    error = ErrorObject(
        code=code, message=message, param=None, type=HTTPStatus(status).phrase.lower()
    )
    body: dict[str, Any] = {"error": error.model_dump(exclude_unset=True)}
    return JSONResponse(body, status_code=status, headers=headers)
