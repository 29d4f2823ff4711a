"""The caller's own settings over REST."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request

from errand.accounts.service import AccountService
from errand.accounts.views import ModelChoice, Profile, ProfileChange
from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS

router = APIRouter(prefix="/api/me", tags=["me"], responses=PROBLEMS, dependencies=[client_secret])


async def _accounts(request: Request) -> AccountService:
    return cast("AccountService", request.app.state.accounts)


Accounts = Annotated[AccountService, Depends(_accounts)]


@router.get("")
async def get_profile(actor: CurrentActor, accounts: Accounts) -> Profile:
    """Return the caller's settings."""
    return await accounts.profile(actor)


@router.patch("")
async def change_profile(change: ProfileChange, actor: CurrentActor, accounts: Accounts) -> Profile:
    """Change the settings that are given."""
    return await accounts.change(actor, change)


@router.get("/models")
async def get_models(actor: CurrentActor, accounts: Accounts) -> ModelChoice:
    """Return the models that the caller may choose from."""
    return await accounts.choice(actor)
