"""Every service over one database: what the API, the worker and the evaluation share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from errand.accounts.service import AccountService
from errand.accounts.zones import Zones
from errand.approvals.service import ApprovalService
from errand.assistant.models import HostedModels
from errand.assistant.offline.quick import OfflinePhrasing
from errand.configured import hosted_by, limits_by, plain, stream_limits_by
from errand.db import Database, open_database
from errand.edge.chatkit.server import Assistant, ErrandChat
from errand.operation.audit import AuditTrail
from errand.reminding import task_reminders
from errand.settings import Settings, SettingsInvalid, sqlalchemy_url
from errand.tasks.feed import TaskFeed
from errand.tasks.quick import QuickAdding
from errand.tasks.service import TaskService, utc_now
from errand.threads.service import ThreadService
from errand.tools.gate import Gate
from errand.tools.tasks import task_tools
from errand.turns.hub import Hub
from errand.turns.leaving import Leaving
from errand.turns.limits import Limits, StreamLimits
from errand.turns.service import TurnService


@dataclass(frozen=True)
class Core:
    """Everything below the edges, over one database."""

    db: Database
    hub: Hub
    turns: TurnService
    threads: ThreadService
    tasks: TaskService
    quick_add: QuickAdding
    task_feed: TaskFeed
    accounts: AccountService
    gate: Gate
    chat: ErrandChat
    hosted: HostedModels | None
    trail: AuditTrail

    async def close(self) -> None:
        """Give back every connection."""
        if self.hosted is not None:
            await self.hosted.client.close()
        await self.db.close()


def build_core(settings: Settings, leaving: Leaving) -> Core:
    """Return the services over the configured database.

    Raises:
        SettingsInvalid: There is no DATABASE_URL.
    """
    if settings.database_url is None:
        raise SettingsInvalid("DATABASE_URL: needed here; `errand up` brings its own database.")
    db = open_database(sqlalchemy_url(settings.database_url), pooled=settings.may_be_pooled)
    return compose(
        db,
        Hub(plain(settings.direct_url), leaving),
        hosted=hosted_by(settings),
        limits=limits_by(settings),
        streams=stream_limits_by(settings),
    )


def compose(
    db: Database,
    hub: Hub,
    *,
    hosted: HostedModels | None,
    limits: Limits | None = None,
    streams: StreamLimits | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Core:
    """Return the services over a database, all of which go by the clock `now`."""
    models = hosted.names if hosted is not None else ()
    accounts = AccountService(db, now=now, models=models)
    keeping = task_reminders(now)
    task_service = TaskService(db, now=now, reminding=keeping)
    quick_add = QuickAdding(task_service, OfflinePhrasing())
    thread_service = ThreadService(db, now=now, hub=hub, limits=limits)
    tools = task_tools(task_service, quick_add)
    gate = Gate(ApprovalService(db, now=now), task_service, tools)
    zones = Zones(accounts)
    assistant = Assistant(
        tools=gate.tools,
        gate=gate,
        hosted=hosted,
        zone_of=zones.of,
        customs_of=zones.customs_of,
        now=now,
        model_of=accounts.model_of,
    )
    return Core(
        db=db,
        hub=hub,
        turns=TurnService(db, hub, streams, limits),
        threads=thread_service,
        tasks=task_service,
        quick_add=quick_add,
        task_feed=TaskFeed(db, hub, reminding=keeping, now=now),
        accounts=accounts,
        gate=gate,
        chat=ErrandChat(thread_service, assistant),
        hosted=hosted,
        trail=AuditTrail(db),
    )
