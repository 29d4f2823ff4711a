"""The settings of whoever is being answered, without asking the database for every answer."""

import time
from uuid import UUID
from zoneinfo import ZoneInfo

from errand.accounts.service import AccountService
from errand.accounts.views import DateOrder, Profile, WeekStart
from errand.identity import Actor

KEPT_SECONDS = 5
"""So late may an answer notice that the person has chosen another zone."""
MOST_KEPT = 10_000


class Zones:
    """Remembers settings for moments."""

    def __init__(self, accounts: AccountService) -> None:
        self._accounts = accounts
        self._kept: dict[tuple[UUID, str | None], tuple[float, Profile]] = {}

    async def of(self, actor: Actor, told: str | None) -> ZoneInfo:
        """Return the person's zone; `told` is what their page says of it, if anything."""
        return ZoneInfo((await self._profile(actor, told)).time_zone)

    async def customs_of(
        self, actor: Actor, told: str | None
    ) -> tuple[DateOrder | None, WeekStart]:
        """Return how the person writes dates, if they said so, and with which day weeks begin."""
        profile = await self._profile(actor, told)
        return profile.date_order, profile.week_start

    async def _profile(self, actor: Actor, told: str | None) -> Profile:
        until, kept = self._kept.get((actor.user_id, told), (0.0, None))
        if kept is not None and time.monotonic() < until:
            return kept
        profile = await self._accounts.profile(actor)
        if told is not None and told != profile.time_zone:
            await self._accounts.remember(actor, told, None)
            profile = await self._accounts.profile(actor)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[actor.user_id, told] = (time.monotonic() + KEPT_SECONDS, profile)
        return profile
