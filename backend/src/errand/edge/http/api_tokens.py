"""Personal tokens over REST: what a person gives to other programs that speak MCP."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, status

from errand.accounts.tokens import ApiTokenService, TokenNotFound
from errand.accounts.views import NewToken, TokenFilter, TokenList, TokenMade, TokenRef
from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS

router = APIRouter(
    prefix="/api/tokens", tags=["tokens"], responses=PROBLEMS, dependencies=[client_secret]
)


async def _tokens(request: Request) -> ApiTokenService:
    return cast("ApiTokenService", request.app.state.api_tokens)


Tokens = Annotated[ApiTokenService, Depends(_tokens)]


@router.get("")
async def list_tokens(
    wanted: Annotated[TokenFilter, Query()], actor: CurrentActor, tokens: Tokens
) -> TokenList:
    """List the caller's tokens that are not revoked, newest first."""
    return await tokens.list(actor, wanted)


@router.post("", status_code=status.HTTP_201_CREATED)
async def create_token(new: NewToken, actor: CurrentActor, tokens: Tokens) -> TokenMade:
    """Make a token for `/mcp`; it is shown this once."""
    return await tokens.create(actor, new)


@router.delete("/{token_id}", status_code=status.HTTP_204_NO_CONTENT)
async def revoke_token(token_id: str, actor: CurrentActor, tokens: Tokens) -> None:
    """End a token at once; doing it twice changes nothing."""
    try:
        ref = TokenRef(id=UUID(token_id))
    except ValueError as error:
        raise TokenNotFound from error
    await tokens.revoke(actor, ref)
