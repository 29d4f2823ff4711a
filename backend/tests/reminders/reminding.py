"""What tests about reminders have in common."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from errand.db import Database
from errand.identity import Actor, uuid7
from errand.reminders.keeping import TaskReminders
from errand.reminders.model import Delivery, Reminder
from errand.tasks import rules
from errand.tasks.due import DueDay, DueTime
from errand.tasks.model import Task
from errand.tasks.parts import ReminderAt, ReminderBefore
from errand.tasks.views import ReminderView

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()


def shown(
    reminder_id: UUID, minutes_before: int | None, local: datetime | None, tz: str | None
) -> ReminderView:
    return ReminderView(id=reminder_id, minutes_before=minutes_before, local=local, tz=tz)


def before(minutes: int) -> ReminderBefore:
    return ReminderBefore(minutes_before=minutes)


def moment(local: str, tz: str = "Europe/Berlin") -> ReminderAt:
    return ReminderAt.model_validate({"local": local, "tz": tz})


async def wants(
    database: Database, actor: Actor, *, email: bool = False, webhook: str | None = None
) -> None:
    """Choose by which ways the person is told."""
    async with database.transaction(actor) as session:
        await session.execute(
            text(
                "insert into app.reminder_settings (owner_id, email, webhook_url, webhook_secret,"
                " updated_at) values (:owner, :email, :url, :secret, now())"
            ),
            {
                "owner": actor.user_id,
                "email": email,
                "url": webhook,
                "secret": SECRET if webhook else None,
            },
        )


class Reminded:
    """One person's tasks with reminders, changed the way the use cases of tasks change them."""

    def __init__(self, db: Database, actor: Actor, keeping: TaskReminders[ReminderView]) -> None:
        self.db, self.actor, self.keeping = db, actor, keeping

    async def task(
        self, due: DueDay | DueTime | None, *reminders: object, title: str = "Call the bank"
    ) -> Task:
        """Add a task with these reminders."""
        now = datetime.now(UTC)
        async with self.db.transaction(self.actor) as session:
            last = await session.execute(text("select coalesce(max(number), 0) from app.tasks"))
            task = Task(
                owner_id=self.actor.user_id,
                id=uuid7(),
                number=last.scalar_one() + 1,
                title=title,
                created_at=now,
                updated_at=now,
                **rules.due_columns(due),
            )
            session.add(task)
            await session.flush()
            await self.keeping.replace(session, task=task, reminders=reminders)  # pyright: ignore[reportArgumentType]
        return task

    async def give(self, task: Task, *reminders: Any) -> Sequence[ReminderView]:
        """Give the task these reminders and no others."""
        async with self.db.transaction(self.actor) as session:
            return await self.keeping.replace(session, task=task, reminders=reminders)

    async def change(self, task: Task, **columns: Any) -> None:
        """Change the task, then say so."""
        async with self.db.transaction(self.actor) as session:
            held = await session.get_one(Task, (task.owner_id, task.id))
            held.sqlmodel_update(columns)
            await session.flush()
            await self.keeping.changed(session, tasks=[held])

    async def move(self, task: Task, due: DueDay | DueTime | None) -> None:
        """Make the task due at another time."""
        await self.change(task, **rules.due_columns(due))

    async def rows(self, task: Task) -> Sequence[Reminder]:
        """Return the reminders as stored."""
        async with self.db.transaction(self.actor) as session:
            query = select(Reminder).where(col(Reminder.task_id) == task.id)
            return (await session.execute(query.order_by(col(Reminder.rank)))).scalars().all()

    async def fire_at(self, task: Task) -> list[str | None]:
        """Return when each reminder goes out, in UTC."""
        return [
            each.fire_at and each.fire_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
            for each in await self.rows(task)
        ]

    async def deliveries(self, task: Task) -> Sequence[Delivery]:
        """Return what became of the reminders."""
        async with self.db.transaction(self.actor) as session:
            query = select(Delivery).where(col(Delivery.task_id) == task.id)
            return (await session.execute(query.order_by(col(Delivery.id)))).scalars().all()
