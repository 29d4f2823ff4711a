"""Reminders from the alarms of a calendar file."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from icalendar import Todo

from errand.tasks import due as dues
from errand.tasks.due import DueDay, DueTime
from errand.tasks.exchange import texts
from errand.tasks.exchange.calendar_own import dated, own_text
from errand.tasks.exchange.calendar_write import DAY_BEGINS, trigger
from errand.tasks.exchange.texts import NotUnderstood
from errand.tasks.parts import (
    LONGEST_NOTICE_MINUTES,
    MOST_REMINDERS,
    ReminderAt,
    ReminderBefore,
)

_MINUTE = timedelta(minutes=1)


def read_alarms(
    todo: Todo,
    due: DueDay | DueTime | None,
    start: DueDay | DueTime | None,
    home: ZoneInfo,
    say: Callable[[str, str], None],
) -> list[ReminderBefore | ReminderAt]:
    """Return the reminders of a task that is due then, none twice."""
    found: dict[str, ReminderBefore | ReminderAt] = {}
    for alarm in cast("Any", todo).walk("VALARM"):
        value: Any = dated(alarm.get("TRIGGER"))
        related = str(getattr(alarm.get("TRIGGER"), "params", {}).get("RELATED", "START")).upper()
        try:
            base = start if related == "START" else due
            kept = _reminder(value, due, base, home)
            kept = _refined(own_text(alarm, "REMINDER"), kept, due)
            found[texts.reminder_text(kept)] = kept
        except (NotUnderstood, OverflowError) as error:
            say("VALARM", str(error))
    if len(found) > MOST_REMINDERS:
        say("VALARM", f"a task has at most {MOST_REMINDERS} reminders; the first were taken")
    return list(found.values())[:MOST_REMINDERS]


def _reminder(
    value: Any, due: DueDay | DueTime | None, base: DueDay | DueTime | None, home: ZoneInfo
) -> ReminderBefore | ReminderAt:
    """Return what a trigger means; `base` is the date from which it counts."""
    if isinstance(value, datetime):
        wall = value if value.tzinfo is None else value.astimezone(home)
        return _at(wall.replace(tzinfo=None), home)
    if not isinstance(value, timedelta):
        raise NotUnderstood("it has no TRIGGER that we understand")
    if base is None:
        raise NotUnderstood("it counts from a date, and the task has none")
    before = -value + (DAY_BEGINS if isinstance(base, DueDay) else timedelta())
    if base == due and before >= timedelta():
        return _before(before)
    # Not before the due date, or not counted from it: a moment of its own.
    zone = home if isinstance(base, DueDay) else dues.zone_of(base)
    begins = (
        dues.start_of(base.date, zone)
        if isinstance(base, DueDay)
        else dues.instant_of(base.local, zone)
    )
    return _at((begins + value).astimezone(zone).replace(tzinfo=None), zone)


def _before(by: timedelta) -> ReminderBefore:
    minutes = by // _MINUTE
    if minutes > LONGEST_NOTICE_MINUTES:
        raise NotUnderstood("it is more than a year before")
    return ReminderBefore(minutes_before=minutes)


def _at(wall: datetime, zone: ZoneInfo) -> ReminderAt:
    return ReminderAt(local=wall.replace(second=0, microsecond=0, fold=0), tz=zone.key)


def _refined(
    said: str, plain: ReminderBefore | ReminderAt, due: DueDay | DueTime | None
) -> ReminderBefore | ReminderAt:
    """Return what we wrote ourselves, if the alarm still says the same."""
    if not said:
        return plain
    try:
        ours = texts.read_reminder(said, ZoneInfo("UTC"))
    except NotUnderstood:
        return plain
    if isinstance(ours, ReminderAt) and isinstance(plain, ReminderAt):
        same = _instant(ours) == _instant(plain)
    elif isinstance(ours, ReminderBefore) and isinstance(plain, ReminderBefore):
        same = trigger(ours, due) == trigger(plain, due)
    else:
        same = False
    return ours if same else plain


def _instant(reminder: ReminderAt) -> datetime:
    return dues.instant_of(reminder.local, ZoneInfo(reminder.tz))
