"""Composes reminders: what tasks keep of them, the use cases over them, and who delivers them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from errand.db import Database
from errand.reminders.addresses import Addresses
from errand.reminders.delivery import Deliverer, FaultPoints
from errand.reminders.keeping import TaskReminders
from errand.reminders.mail import Mailer
from errand.reminders.model import Channel
from errand.reminders.news import CHANNEL, News
from errand.reminders.sending import Way
from errand.reminders.service import ReminderService
from errand.reminders.webhook import Webhooks
from errand.settings import Settings
from errand.tasks import due as dues
from errand.tasks.due import DueDay, DueTime
from errand.tasks.service import utc_now
from errand.tasks.views import ReminderView
from errand.turns.hub import Hub


@dataclass(frozen=True)
class Reminding:
    """Everything about reminders that a process needs, over one database."""

    db: Database
    news: News
    ways: dict[Channel, Way]
    service: ReminderService

    def deliverer(
        self, faults: FaultPoints, report: Callable[[BaseException], None] | None
    ) -> Deliverer:
        """Return what lets reminders go out from this process."""
        return Deliverer(
            self.db, self.news, ways=self.ways, say_due=_say_due, faults=faults, report=report
        )


def build_reminding(settings: Settings, db: Database, hub: Hub) -> Reminding:
    """Return the reminders of this installation; to be called before the hub listens."""
    news = News()
    hub.on_news(CHANNEL, news.hear)
    addresses = Addresses(settings.errand_webhook_networks)
    webhooks = Webhooks(addresses, public_url=settings.public_url)
    ways: dict[Channel, Way] = {"webhook": webhooks}
    if settings.smtp_url is not None:
        url = settings.smtp_url.get_secret_value()
        ways["email"] = Mailer(url, public_url=settings.public_url)
    service = ReminderService(
        db,
        news,
        leaving=hub.leaving,
        webhooks=webhooks,
        addresses=addresses,
        mail="email" in ways,
    )
    return Reminding(db, news, ways, service)


def task_reminders(now: Callable[[], datetime] = utc_now) -> TaskReminders[ReminderView]:
    """Return what tasks keep of reminders."""
    return TaskReminders(_shown, now=now)


def _shown(
    reminder_id: UUID, minutes_before: int | None, local: datetime | None, tz: str | None
) -> ReminderView:
    return ReminderView(id=reminder_id, minutes_before=minutes_before, local=local, tz=tz)


def _say_due(day: date | None, local: datetime | None, tz: str | None, home: ZoneInfo) -> str:
    if day is not None:
        return dues.in_words(DueDay(date=day), at_home=home)
    if local is not None and tz is not None:
        return dues.in_words(DueTime(local=local, tz=tz), at_home=home)
    return ""
