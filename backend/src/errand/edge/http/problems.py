"""RFC 9457 problem documents: the one shape in which REST says no."""

import math
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from errand.errors import AppError, Kind
from errand.metrics import REFUSED

STATUS: Mapping[Kind, int] = {
    Kind.BAD_REQUEST: 400,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.TOO_LARGE: 413,
    Kind.INVALID: 422,
    Kind.RATE_LIMITED: 429,
    Kind.UNSUPPORTED: 501,
    Kind.UPSTREAM: 502,
    Kind.UNAVAILABLE: 503,
}
_MEDIA_TYPE = "application/problem+json"
_LONGEST_PATH = 200


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str = Field(description="Where: `body.title`, `query.limit`.")
    message: str
    code: str


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str = Field(description="Stable machine name of the failure.")
    request_id: str | None = Field(default=None, description="Name it when you report the failure.")
    errors: list[FieldProblem] | None = Field(default=None, description="Only with status 422.")
    current: dict[str, Any] | None = Field(
        default=None, description="With version_conflict: the task as it is now."
    )


def _described(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {_MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
    }


PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": _described("The request was refused; `code` and `detail` say why."),
    "5XX": _described("Errand or a part that it needs failed; trying again may help."),
}


def problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[FieldProblem] | None = None,
    details: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return a problem document as an answer."""
    document = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        request_id=getattr(request.state, "request_id", None),
        errors=None if errors is None else list(errors),
        **(details or {}),
    )
    return JSONResponse(
        document.model_dump(exclude_none=True), status, headers, media_type=_MEDIA_TYPE
    )


def problem_of(request: Request, error: AppError) -> JSONResponse:
    """Return the problem document of an expected failure."""
    headers: dict[str, str] = {}
    if error.kind is Kind.RATE_LIMITED:
        REFUSED.labels(error.code).inc()
    if error.kind is Kind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = "Bearer"
    if error.retry_after_seconds is not None:
        headers["Retry-After"] = str(max(1, math.ceil(error.retry_after_seconds)))
    return problem(
        request,
        STATUS[error.kind],
        error.code,
        error.message,
        details=error.details,
        headers=headers,
    )


def install(app: FastAPI) -> None:
    """Answer every failure of `app` with a problem document."""
    app.exception_handler(AppError)(_expected)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_refused)
    app.exception_handler(Exception)(_unexpected)


async def _expected(request: Request, error: AppError) -> JSONResponse:
    return problem_of(request, error)


async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    """Name the fields and the rules, never the values: they may be secret or huge."""
    found = [_field_problem(each) for each in error.errors()[:20]]
    first = found[0]
    detail = f"{first.field}: {first.message}"
    return problem(request, 422, "invalid_input", detail, errors=found)


def _field_problem(error: Mapping[str, Any]) -> FieldProblem:
    path = ".".join(str(part) for part in error["loc"])
    # A client may name a field with half a surrogate pair, which no answer can carry.
    path = path[:_LONGEST_PATH].encode("utf-8", "replace").decode()
    message = str(error["msg"])
    if error["type"] == "union_tag_invalid":  # pydantic repeats what was sent
        message = f"Input should be one of {error['ctx']['expected_tags']}"
    return FieldProblem(field=path, message=message, code=str(error["type"]))


async def _refused(request: Request, error: HTTPException) -> JSONResponse:
    phrase = HTTPStatus(error.status_code).phrase
    code = re.sub(r"[^a-z]+", "_", phrase.lower())
    return problem(request, error.status_code, code, error.detail, headers=error.headers)


async def _unexpected(request: Request, _error: Exception) -> JSONResponse:
    """Say nothing of the cause; Starlette raises it again, and the server logs it once."""
    return problem(
        request, 500, "internal_error", "Something went wrong on our side. Please try again."
    )
