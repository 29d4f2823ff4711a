"""The time zone of whoever is being answered, without asking the database for every answer."""

import time
from uuid import UUID
from zoneinfo import ZoneInfo

from errand.accounts.service import AccountService
from errand.identity import Actor

KEPT_SECONDS = 5
"""So late may an answer notice that the person has chosen another zone."""
MOST_KEPT = 10_000


class Zones:
    """Remembers zones for moments."""

    def __init__(self, accounts: AccountService) -> None:
        self._accounts = accounts
        self._kept: dict[tuple[UUID, str | None], tuple[float, ZoneInfo]] = {}

    async def of(self, actor: Actor, told: str | None) -> ZoneInfo:
        """Return the person's zone; `told` is what their page says of it, if anything."""
        until, zone = self._kept.get((actor.user_id, told), (0.0, ZoneInfo("UTC")))
        if time.monotonic() < until:
            return zone
        profile = await self._accounts.profile(actor)
        if told is not None and told != profile.time_zone:
            await self._accounts.remember(actor, told, None)
            profile = await self._accounts.profile(actor)
        zone = ZoneInfo(profile.time_zone)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[actor.user_id, told] = (time.monotonic() + KEPT_SECONDS, zone)
        return zone
