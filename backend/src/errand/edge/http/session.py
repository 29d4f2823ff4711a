"""How a signed-in page gets its client secret, and the next one."""

from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, Field

from errand.edge.http.deps import BearerToken, OpenedBy, user_jwt
from errand.edge.http.problems import PROBLEMS
from errand.edge.tokens import ClientSecret
from errand.errors import AppError, Kind

router = APIRouter(prefix="/api/chatkit", tags=["session"], responses=PROBLEMS)


class MissingToken(AppError):
    """A refresh without the secret that it is to replace."""

    kind, code = Kind.BAD_REQUEST, "missing_token"

    def __init__(self) -> None:
        super().__init__("Missing token")


class Opening(BaseModel):
    """What the page knows of the person's surroundings; both are kept as their settings."""

    time_zone: Annotated[str | None, Field(max_length=64, examples=["Europe/Berlin"])] = None
    """IANA name."""
    locale: Annotated[str | None, Field(max_length=35, examples=["de-DE"])] = None
    """BCP 47 tag."""


class SessionView(BaseModel):
    """A client secret for the chat component and for every other API call."""

    client_secret: str
    user_id: UUID
    expires_at: datetime
    expires_in: int
    """Seconds."""


_REFRESH_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["token"],
                    "properties": {"token": {"type": "string", "title": "Client secret"}},
                }
            }
        },
    }
}


@router.post("/session", dependencies=[user_jwt])
async def open_session(
    request: Request, token: BearerToken, opened: OpenedBy, opening: Opening | None = None
) -> SessionView:
    """Exchange a user JWT for a client secret, while its sign-in lasts."""
    actor = request.state.actor = await opened.user_tokens.verify(token)
    # Either of the two asks whether the sign-in is alive: one transaction is enough.
    if opening is not None and (opening.time_zone or opening.locale):
        await opened.remember(actor, opening.time_zone, opening.locale)
    else:
        await opened.alive(actor)
    return _view(opened.client_secrets.mint(actor))


@router.post("/refresh", openapi_extra=_REFRESH_BODY)
async def refresh_session(
    request: Request,
    opened: OpenedBy,
    asked: Annotated[object, Body(include_in_schema=False)] = None,
) -> SessionView:
    """Exchange a client secret for a new one, up to 24 hours past its expiry.

    The Authorization header is not looked at.
    """
    actor = request.state.actor = opened.client_secrets.verify_for_refresh(_token_in(asked))
    await opened.alive(actor)
    return _view(opened.client_secrets.mint(actor))


def _token_in(asked: object) -> str:
    token = cast("dict[str, object]", asked).get("token") if isinstance(asked, dict) else None
    if not isinstance(token, str) or not token.strip():
        raise MissingToken
    return token


def _view(secret: ClientSecret) -> SessionView:
    return SessionView(
        client_secret=secret.token,
        user_id=secret.user_id,
        expires_at=secret.expires_at,
        expires_in=secret.expires_in,
    )
