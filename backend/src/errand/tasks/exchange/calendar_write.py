"""Tasks as iCalendar (RFC 5545 VTODO), for calendar programs.

What the standard has no word for stands in properties of our own, X-ERRAND-…. These only refine
what the standard ones say: where another program has changed those, ours count no longer.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from icalendar import Alarm, Component, Timezone, Todo, vRecur, vText

from errand import __version__
from errand.tasks.due import DueDay, DueTime, instant_of
from errand.tasks.exchange import texts
from errand.tasks.exchange.calendar_own import OWN
from errand.tasks.exchange.record import TaskRecord
from errand.tasks.model import Priority, Status
from errand.tasks.parts import ReminderAt, ReminderBefore

STATUS: Final[dict[Status, str]] = {
    "open": "NEEDS-ACTION",
    "in_progress": "IN-PROCESS",
    "waiting": "NEEDS-ACTION",
    "done": "COMPLETED",
    "cancelled": "CANCELLED",
}
PRIORITY: Final[dict[Priority, int]] = {"urgent": 1, "high": 3, "medium": 5, "low": 7, "none": 0}
DAY_BEGINS = timedelta(hours=9)
"""From when "30 minutes before" counts where a task is due on a day."""
_ZONES_FROM, _ZONES_UNTIL = date(2000, 1, 1), date(2038, 1, 1)
END = "END:VCALENDAR\r\n"


def begin(zones: Iterable[str]) -> str:
    """Return what stands before the tasks, the rules of the time zones that they use included."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Errand//Errand {__version__}//EN", ""]
    parts = [_zone(name) for name in zones if name not in _UTC]
    return "\r\n".join(lines) + "".join(parts)


_UTC = {"UTC", "Etc/UTC"}


def _zone(name: str) -> str:
    zone = Timezone.from_tzid(name, first_date=_ZONES_FROM, last_date=_ZONES_UNTIL)
    return zone.to_ical().decode()


def todo(record: TaskRecord, *, stamp: datetime) -> str:
    """Return one VTODO.

    Args:
        stamp: Aware instant of the export.
    """
    made = Todo()
    _put(made, "UID", record.uid)
    _put(made, "DTSTAMP", stamp.astimezone(UTC).replace(microsecond=0))
    _put(made, "SUMMARY", record.title)
    if record.notes:
        _put(made, "DESCRIPTION", record.notes)
    _add_state(made, record)
    _add_dates(made, record)
    _add_sorting(made, record)
    for name, value in (
        ("CREATED", record.created_at),
        ("LAST-MODIFIED", record.updated_at),
        ("COMPLETED", record.completed_at),
    ):
        if value is not None:
            _put(made, name, value.astimezone(UTC))
    for reminder in record.reminders:
        made.add_component(_alarm(reminder, record))
    return made.to_ical().decode()


def _put(made: Component, name: str, value: object, **parameters: str) -> None:
    cast("Any", made).add(name, value, parameters=parameters)


def _put_own(made: Component, name: str, value: str) -> None:
    # The library would let a text of an unknown property stand as it is, a line's end included.
    _put(made, f"{OWN}{name}", vText(value))


def _add_state(made: Todo, record: TaskRecord) -> None:
    _put(made, "STATUS", STATUS[record.status])
    if record.status == "done":
        _put(made, "PERCENT-COMPLETE", 100)
    if record.status == "waiting":
        _put_own(made, "STATUS", "waiting")
    if record.priority != "none":
        _put(made, "PRIORITY", PRIORITY[record.priority])
    if record.cancelled_at is not None:
        _put_own(made, "CANCELLED", texts.instant_text(record.cancelled_at))


def _add_dates(made: Todo, record: TaskRecord) -> None:
    due = _value(record.due)
    if due is not None:
        _put(made, "DUE", due)
    if record.recurrence is not None and due is not None:
        # A rule needs a beginning. Like the calendar programs that write tasks we give it the due
        # date itself, although the standard would have DUE later than that.
        _put(made, "DTSTART", due)
        _put(made, "RRULE", vRecur.from_ical(record.recurrence.rrule))
        _put_own(made, "ANCHOR", record.recurrence.anchor)
    elif record.defer_until is not None and _may_start(record):
        _put(made, "DTSTART", record.defer_until)
    if isinstance(record.due, DueTime) and record.due.tz in _UTC:
        _put_own(made, "TZ", record.due.tz)
    for name, day in (("DEADLINE", record.deadline), ("DEFER-UNTIL", record.defer_until)):
        if day is not None:
            _put_own(made, name, texts.day_text(day))
    if record.series is not None:
        _put_own(made, "SERIES", record.series)


def _may_start(record: TaskRecord) -> bool:
    """Whether the day until which it is deferred may stand as DTSTART: a day before a due day."""
    day = record.due.date if isinstance(record.due, DueDay) else None
    return day is not None and record.defer_until is not None and record.defer_until < day


def _value(due: DueDay | DueTime | None) -> date | datetime | None:
    if isinstance(due, DueTime):
        return due.local.replace(tzinfo=ZoneInfo(due.tz))
    return None if due is None else due.date


def _add_sorting(made: Todo, record: TaskRecord) -> None:
    if record.labels:
        _put(made, "CATEGORIES", list(record.labels))
    if record.parent is not None:
        _put(made, "RELATED-TO", record.parent, RELTYPE="PARENT")
    minutes = record.estimate_minutes
    ours = {
        "PROJECT": record.project,
        "SECTION": record.section,
        "POSITION": record.position,
        "ESTIMATE": None if minutes is None else str(minutes),
    }
    for name, value in ours.items():
        if value:
            _put_own(made, name, value)
    if record.links:
        _put(made, "URL", record.links[0].url)
    for link in record.links:
        _put_own(made, "LINK", f"{link.url} {link.title or ''}".strip())


def _alarm(reminder: ReminderBefore | ReminderAt, record: TaskRecord) -> Alarm:
    made = Alarm()
    _put(made, "ACTION", "DISPLAY")
    _put(made, "DESCRIPTION", record.title)
    _put_own(made, "REMINDER", texts.reminder_text(reminder))
    if isinstance(reminder, ReminderAt):
        at = instant_of(reminder.local, ZoneInfo(reminder.tz))
        _put(made, "TRIGGER", at, VALUE="DATE-TIME")
        return made
    _put(made, "TRIGGER", trigger(reminder, record.due), RELATED="END")
    return made


def trigger(reminder: ReminderBefore, due: DueDay | DueTime | None) -> timedelta:
    """Return how long after the due, or after the midnight of the due day; mostly negative."""
    before = -timedelta(minutes=reminder.minutes_before)
    return before + DAY_BEGINS if isinstance(due, DueDay) else before
