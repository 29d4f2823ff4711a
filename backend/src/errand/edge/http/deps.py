"""Who makes a request: what routes ask for instead of reading headers themselves."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from errand.edge.tokens import ClientSecrets, UserTokens
from errand.errors import AppError, Kind
from errand.identity import Actor


class MissingAuthorization(AppError):
    """There is no bearer token in the request, or more than one."""

    kind, code = Kind.UNAUTHENTICATED, "missing_authorization"

    def __init__(self) -> None:
        super().__init__("Missing or invalid Authorization header")


@dataclass(frozen=True)
class Doors:
    """What decides who may come in; `app.state.doors`."""

    client_secrets: ClientSecrets
    user_tokens: UserTokens
    alive: Callable[[Actor], Awaitable[None]]
    """Returns while the actor's authority lasts; raises SignedOut when it has ended."""
    remember: Callable[[Actor, str | None, str | None], Awaitable[None]]
    """Keeps the time zone and the locale of the actor's page; raises SignedOut as `alive` does.

    None changes nothing.
    """


async def doors(request: Request) -> Doors:
    """Return the doors of this application."""
    return cast("Doors", request.app.state.doors)


async def bearer_token(request: Request) -> str:
    """Return the request's bearer token, unverified.

    Raises:
        MissingAuthorization: There is not exactly one well-formed `Authorization: Bearer` header.
    """
    given = request.headers.getlist("authorization")
    scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
    # RFC 6750: the scheme in any case, one space, a token without white space.
    if scheme.lower() != "bearer" or not token or token.split() != [token]:
        raise MissingAuthorization
    return token


async def current_actor(
    request: Request,
    token: Annotated[str, Depends(bearer_token)],
    opened: Annotated[Doors, Depends(doors)],
) -> Actor:
    """Return who carries the client secret of this request, without asking the database.

    Raises:
        MissingAuthorization: There is no bearer token.
        InvalidToken: It is no valid client secret.
    """
    actor = opened.client_secrets.verify(token)
    request.state.actor = actor  # for the trail
    return actor


BearerToken = Annotated[str, Depends(bearer_token)]
OpenedBy = Annotated[Doors, Depends(doors)]
CurrentActor = Annotated[Actor, Depends(current_actor)]

client_secret = Security(
    HTTPBearer(
        scheme_name="ClientSecret",
        description="The client secret from POST /api/chatkit/session.",
        auto_error=False,
    )
)
"""For a router's `dependencies`: says in the OpenAPI document which token opens its routes."""
user_jwt = Security(
    HTTPBearer(
        scheme_name="UserToken",
        description="The user JWT from GET /api/auth/token.",
        auto_error=False,
    )
)
"""The same for the one route that takes a user JWT."""
