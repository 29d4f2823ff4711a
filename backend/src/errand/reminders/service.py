"""Use cases over reminders that have gone out, and over the ways in which a person wants them."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert

from errand.db import Database, Session
from errand.errors import InvalidCursor, InvalidInput
from errand.identity import Actor
from errand.reminders import reading
from errand.reminders.addresses import Addresses, NotAllowed
from errand.reminders.model import ReminderSettings
from errand.reminders.news import News
from errand.reminders.queue import settings_of
from errand.reminders.sending import NotSent
from errand.reminders.views import (
    Acknowledge,
    Acknowledged,
    ReminderDelivered,
    ReminderFilter,
    ReminderList,
    ReminderWays,
    ReminderWaysChange,
    WebhookTried,
)
from errand.reminders.webhook import Webhooks, new_secret
from errand.turns.leaving import Leaving

LOOK_AGAIN_SECONDS = 15.0
"""So late may a page hear of a reminder, or that it was signed out, when all news is lost."""
MOST_AT_ONCE = 100


class ReminderService:
    """Each method is one transaction, `follow` one for each look."""

    def __init__(
        self,
        db: Database,
        news: News,
        *,
        leaving: Leaving,
        webhooks: Webhooks,
        addresses: Addresses,
        mail: bool,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`mail`: whether this server can send mail."""
        self._db, self._news, self._now, self._mail = db, news, now, mail
        self._webhooks, self._addresses, self._leaving = webhooks, addresses, leaving
        leaving.then(news.wake)

    async def list(self, actor: Actor, asked: ReminderFilter) -> ReminderList:
        """Return a page of reminders that have gone out, newest first.

        Raises:
            InvalidCursor: It is not a cursor of this person's list.
        """
        async with self._db.transaction(actor) as session:
            after = await _cursor(session, actor, asked.after)
            rows = await reading.page(session, actor.user_id, asked, after=after)
            shown = rows[: asked.limit]
            has_more = len(rows) > asked.limit
            return session.answer(
                ReminderList(
                    reminders=shown,
                    has_more=has_more,
                    after=str(shown[-1].id) if has_more else None,
                )
            )

    async def acknowledge(self, actor: Actor, asked: Acknowledge) -> Acknowledged:
        """Take reminders off every page of the person; doing it twice changes nothing."""
        async with self._db.transaction(actor) as session:
            ids = await reading.acknowledge(session, actor.user_id, asked.ids, now=self._now())
            return session.answer(Acknowledged(ids=ids))

    async def ways(self, actor: Actor) -> ReminderWays:
        """Return how the person is told, beside the page."""
        async with self._db.transaction(actor) as session:
            return session.answer(self._seen(await settings_of(session, actor.user_id)))

    async def change_ways(self, actor: Actor, asked: ReminderWaysChange) -> ReminderWays:
        """Change how the person is told; a new address or `new_secret` gives a new secret.

        Raises:
            InvalidInput: The address is none for a webhook, or there is none to make a secret for.
        """
        given = asked.model_fields_set
        if asked.webhook_url is not None:
            await self._check(asked.webhook_url)
        secret: str | None = None
        async with self._db.transaction(actor) as session:
            kept = await settings_of(session, actor.user_id)
            url = asked.webhook_url if "webhook_url" in given else kept.webhook_url
            if asked.new_secret and url is None:
                raise InvalidInput("new_secret: there is no webhook")
            if url is not None and (asked.new_secret or url != kept.webhook_url):
                secret = new_secret()
            values: dict[str, Any] = {
                "email": asked.email if "email" in given else kept.email,
                "webhook_url": url,
                "webhook_secret": None if url is None else secret or kept.webhook_secret,
                "updated_at": self._now(),
            }
            row = insert(ReminderSettings).values(owner_id=actor.user_id, **values)
            await session.execute(
                row.on_conflict_do_update(index_elements=["owner_id"], set_=values)
            )
            # Companions may store what was answered, and the secret must not be kept.
            seen = session.answer(self._seen(ReminderSettings(owner_id=actor.user_id, **values)))
        return seen.model_copy(update={"secret": secret})

    async def try_webhook(self, actor: Actor) -> WebhookTried:
        """Send a message on trial to the person's webhook.

        Raises:
            InvalidInput: There is none.
        """
        async with self._db.reading(actor) as session:
            kept = await settings_of(session, actor.user_id)
        if kept.webhook_url is None or kept.webhook_secret is None:
            raise InvalidInput("webhook_url: there is no webhook")
        body = json.dumps({"type": "webhook.test", "timestamp": self._now().isoformat()})
        try:
            await self._webhooks.post(
                kept.webhook_url, kept.webhook_secret, uuid4().hex, body.encode()
            )
        except NotSent as problem:
            return WebhookTried(delivered=False, error=problem.why)
        return WebhookTried(delivered=True, error=None)

    async def follow(
        self, actor: Actor
    ) -> AsyncGenerator[tuple[Sequence[ReminderDelivered], Sequence[UUID]]]:
        """Yield what is to be shown and what no longer, at first all that is not acknowledged.

        Nothing new yields two empty ones, so that whoever is gone is noticed. Ends when the process
        is told to stop.

        Raises:
            SignedOut: The sign-in has ended.
        """
        shown: set[UUID] = set()
        with self._news.page(actor.user_id) as something:
            while not self._leaving.asked:
                something.clear()
                async with self._db.reading(actor) as session:
                    rows = await reading.new(session, actor.user_id, most=MOST_AT_ONCE)
                now = {row.id for row in rows}
                yield [row for row in rows if row.id not in shown], sorted(shown - now)
                shown = now
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                        await something.wait()

    def _seen(self, row: ReminderSettings) -> ReminderWays:
        return ReminderWays(
            email=row.email, email_available=self._mail, webhook_url=row.webhook_url
        )

    async def _check(self, url: str) -> None:
        try:
            await self._addresses.resolved(url)
        except NotAllowed as error:
            raise InvalidInput(f"webhook_url: {error}") from error


async def _cursor(session: Session, actor: Actor, after: str | None) -> UUID | None:
    if after is None:
        return None
    try:
        found = UUID(after)
    except ValueError as error:
        raise InvalidCursor from error
    if not await reading.is_there(session, actor.user_id, found):
        raise InvalidCursor
    return found
