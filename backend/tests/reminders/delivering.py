"""Deliverers for tests, in this process and in one that may be killed.

    python delivering.py <database url> <home> <now> <smtp url>

lets everything go out that is to be out by then. ERRAND_FAULT names the point at which it dies.
"""

import asyncio
import sys
from collections.abc import Callable
from datetime import date, datetime
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

from errand.db import Database, open_database
from errand.reminders.addresses import Addresses
from errand.reminders.delivery import Deliverer
from errand.reminders.mail import Mailer
from errand.reminders.model import Channel
from errand.reminders.news import News
from errand.reminders.sending import Way
from errand.reminders.webhook import Webhooks
from errand.tasks import due as dues
from errand.tasks.due import DueDay, DueTime
from errand.turns.faults import Faults

PUBLIC_URL = "https://errand.example.org"
LOOPBACK = (ip_network("127.0.0.0/8"),)


def say_due(day: date | None, local: datetime | None, tz: str | None, home: ZoneInfo) -> str:
    if day is not None:
        return dues.in_words(DueDay(date=day), at_home=home)
    if local is not None and tz is not None:
        return dues.in_words(DueTime(local=local, tz=tz), at_home=home)
    return ""


def deliverer(
    db: Database,
    now: Callable[[], datetime],
    *,
    smtp_url: str | None = None,
    faults: Faults | None = None,
    addresses: Addresses | None = None,
) -> Deliverer:
    """Return one that may post to the loopback addresses."""
    webhooks = Webhooks(addresses or Addresses(LOOPBACK), public_url=PUBLIC_URL, now=now)
    ways: dict[Channel, Way] = {"webhook": webhooks}
    if smtp_url:
        ways["email"] = Mailer(smtp_url, public_url=PUBLIC_URL)
    return Deliverer(
        db,
        News(),
        ways=ways,
        say_due=say_due,
        faults=faults or Faults(),
        now=now,
    )


async def run(url: str, home: Path, now: datetime, smtp_url: str) -> None:
    db = open_database(url, pooled=False)
    faults = Faults.asked_for(home)
    await deliverer(db, lambda: now, smtp_url=smtp_url, faults=faults).drain()
    await db.close()


if __name__ == "__main__":
    _, address, folder, instant, server = sys.argv
    asyncio.run(run(address, Path(folder), datetime.fromisoformat(instant), server))
