"""When a reminder is to go out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import UUID
from zoneinfo import TZPATH, ZoneInfo

import tzdata

from errand.fields import zone_named
from errand.reminders.model import Reminder

DAY_BEGINS = time(9)
"""From when "30 minutes before" counts where a task is due on a day and at no time of it."""
LATE = timedelta(minutes=1)
"""A moment that has passed by less than this when it is set is still one: clocks show minutes."""
_DAY_MINUTES = 24 * 60
_UNFINISHED = ("open", "in_progress", "waiting")


class Remindable(Protocol):
    """What reminders need to know of a task."""

    @property
    def owner_id(self) -> UUID:
        """Whose it is."""
        ...

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def status(self) -> str:
        """`open`, `in_progress`, `waiting`, `done` or `cancelled`."""
        ...

    @property
    def deleted_at(self) -> datetime | None:
        """When it was thrown away."""
        ...

    @property
    def due_date(self) -> date | None:
        """The day on which it is due, where it has no time."""
        ...

    @property
    def due_local(self) -> datetime | None:
        """The time on a wall clock at which it is due."""
        ...

    @property
    def due_tz(self) -> str | None:
        """Where that clock hangs."""
        ...


@dataclass(frozen=True)
class Moment:
    """An instant, and the date of the task that it stands for, as the task says it."""

    occurrence: str
    instant: datetime


def moment_of(reminder: Reminder, task: Remindable, *, home: ZoneInfo) -> Moment | None:
    """Return when to remind; None where the task is not to be done any more, or has no date.

    Whole days are counted on the wall clock, so that "a day before" is the same time of day also
    when the clocks change in between; hours and minutes are counted as they pass. A time that the
    clock skips moves forward, one that it shows twice means the first of the two.

    Args:
        reminder: Checked.
        task: Whose reminder it is.
        home: The zone of the person, on whose wall a day begins at nine.
    """
    if task.status not in _UNFINISHED or task.deleted_at is not None:
        return None
    if reminder.local is not None:
        at = f"{reminder.local.isoformat(timespec='minutes')}[{reminder.tz}]"
        return Moment(f"at {at}", _instant(reminder.local, _zone(reminder.tz)))
    notice = reminder.minutes_before or 0
    if task.due_date is not None:
        wall = datetime.combine(task.due_date, DAY_BEGINS)
        return Moment(task.due_date.isoformat(), _before(wall, home, notice))
    if task.due_local is not None:
        at = f"{task.due_local.isoformat(timespec='minutes')}[{task.due_tz}]"
        return Moment(at, _before(task.due_local, _zone(task.due_tz), notice))
    return None


def plan(reminder: Reminder, task: Remindable, *, home: ZoneInfo, now: datetime) -> None:
    """Set when this reminder goes out next, if at all.

    One that waits goes on waiting although its moment has come; one whose moment has passed when
    it is set never goes out.
    """
    found = moment_of(reminder, task, home=home)
    waiting = (reminder.occurrence, reminder.fire_at)
    reminder.stale, reminder.zone_data = False, zone_data()
    if found is None or found.occurrence == reminder.fired:
        reminder.occurrence, reminder.fire_at = (found.occurrence if found else None), None
    elif waiting != (found.occurrence, found.instant):
        missed = found.instant <= now - LATE
        # A change of zones may bring forward what was waiting: that is due now, not missed.
        waited = reminder.fire_at is not None and reminder.occurrence == found.occurrence
        reminder.occurrence = found.occurrence
        reminder.fire_at = None if missed and not waited else found.instant


def _before(wall: datetime, zone: ZoneInfo, minutes: int) -> datetime:
    days, rest = divmod(minutes, _DAY_MINUTES)
    if rest:
        return _instant(wall, zone) - timedelta(minutes=minutes)
    return _instant(wall - timedelta(days=days), zone)


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _zone(name: str | None) -> ZoneInfo:
    return zone_named(name or "UTC") or ZoneInfo("UTC")


@cache
def zone_data() -> str:
    """Return the version of the zone database that this process reads."""
    for folder in TZPATH:
        try:
            with (Path(folder) / "tzdata.zi").open(encoding="utf-8") as file:
                return file.readline().removeprefix("# version").strip()
        except OSError:
            continue
    return tzdata.IANA_VERSION
