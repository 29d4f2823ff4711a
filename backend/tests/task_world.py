"""What tests about tasks have in common: a clock, a person's zone, tasks and their history."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from errand.db import Database
from errand.identity import Actor
from errand.tasks.due import DueDay, DueTime
from errand.tasks.inputs import AddTasks, NewTask
from errand.tasks.service import TaskService
from errand.tasks.views import TaskView


@dataclass
class Watch:
    """A clock that stands still until it is told to go on."""

    now: datetime = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)  # 08:00 in Berlin, a Tuesday

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **much: float) -> None:
        self.now += timedelta(**much)


async def live_in(database: Database, actor: Actor, zone: str) -> None:
    """Set the person's time zone."""
    async with database.transaction(actor) as session:
        await session.execute(
            text(
                "insert into app.user_settings (owner_id, time_zone, updated_at)"
                " values (:owner, :zone, now()) on conflict (owner_id)"
                " do update set time_zone = :zone"
            ),
            {"owner": actor.user_id, "zone": zone},
        )


async def added(tasks: TaskService, actor: Actor, *asked: NewTask | str) -> list[TaskView]:
    """Add tasks by title, or whole."""
    new = [NewTask(title=each) if isinstance(each, str) else each for each in asked]
    return (await tasks.add(actor, AddTasks(tasks=new))).tasks


async def history_of(database: Database, actor: Actor, task_id: UUID) -> list[Any]:
    async with database.transaction(actor) as session:
        rows = await session.execute(
            text("select * from app.task_events where task_id = :task order by at, id"),
            {"task": task_id},
        )
        return list(rows)


def at(local: str, zone: str = "Europe/Berlin") -> DueTime:
    """A due on a wall clock, as a caller writes it."""
    return DueTime.model_validate({"local": local, "tz": zone})


def on(day: str) -> DueDay:
    """A floating due day, as a caller writes it."""
    return DueDay.model_validate({"date": day})
