"""Values as they stand in a cell or a property, written and read."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from errand.fields import zone_named
from errand.tasks.due import DueDay, DueTime
from errand.tasks.parts import ReminderAt, ReminderBefore

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOCAL = re.compile(r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})(?::00)?(?:\s+(\S+))?", re.ASCII)
_SEPARATES = re.compile(r"[\\;,]")
_MINUTES = re.compile(r"(\d{1,6})\s*m", re.ASCII)


class NotUnderstood(ValueError):
    """A value that means nothing; the sentence says what would."""


def day_text(day: date | None) -> str:
    """Return `2026-11-25`."""
    return "" if day is None else day.isoformat()


def read_day(text: str) -> date | None:
    """Return the day that this says; None where it says nothing.

    Raises:
        NotUnderstood: It is no day.
    """
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise NotUnderstood("must be a day that exists, as YYYY-MM-DD")


def wall_text(local: datetime, tz: str | None) -> str:
    """Return `2026-11-25T09:00 Europe/Berlin`."""
    return f"{local.isoformat(timespec='minutes')} {tz}"


def due_text(due: DueDay | DueTime | None) -> str:
    """Return `2026-11-25` or `2026-11-25T09:00 Europe/Berlin`."""
    if due is None:
        return ""
    return day_text(due.date) if isinstance(due, DueDay) else wall_text(due.local, due.tz)


def read_due(text: str, home: ZoneInfo) -> DueDay | DueTime | None:
    """Return the due that this says; a time without a zone is the person's own.

    Raises:
        NotUnderstood: It is none.
    """
    if not text or _DAY.fullmatch(text):
        day = read_day(text)
        return None if day is None else DueDay(date=day)
    local, zone = _wall(text, home)
    return DueTime(local=local, tz=zone.key)


def reminder_text(reminder: ReminderBefore | ReminderAt) -> str:
    """Return `30m` or `2026-11-25T08:30 Europe/Berlin`."""
    if isinstance(reminder, ReminderBefore):
        return f"{reminder.minutes_before}m"
    return wall_text(reminder.local, reminder.tz)


def read_reminder(text: str, home: ZoneInfo) -> ReminderBefore | ReminderAt:
    """Return the reminder that this says.

    Raises:
        NotUnderstood: It is none.
    """
    if found := _MINUTES.fullmatch(text):
        return ReminderBefore(minutes_before=int(found[1]))
    local, zone = _wall(text, home)
    return ReminderAt(local=local, tz=zone.key)


def _wall(text: str, home: ZoneInfo) -> tuple[datetime, ZoneInfo]:
    found = _LOCAL.fullmatch(text)
    zone = home if found is None or found[2] is None else zone_named(found[2])
    try:
        if found is not None and zone is not None:
            return datetime.fromisoformat(found[1].replace(" ", "T")), zone
    except ValueError:
        pass
    raise NotUnderstood("must be YYYY-MM-DD, or YYYY-MM-DDTHH:MM with a zone as Europe/Berlin")


def instant_text(instant: datetime | None) -> str:
    """Return `2026-11-25T08:00:00Z`, with microseconds where there are any."""
    return "" if instant is None else instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_instant(text: str) -> datetime | None:
    """Return the instant; one without an offset is UTC.

    Raises:
        NotUnderstood: It is none.
    """
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotUnderstood("must be a time such as 2026-11-25T08:00:00Z") from error
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def joined(parts: list[str]) -> str:
    """Return the parts in one text; what would separate them is escaped with a backslash."""
    return "; ".join(_SEPARATES.sub(r"\\\g<0>", each) for each in parts)


def split(text: str, *, at: str = ";") -> list[str]:
    """Return the parts of a joined text, the blank ones left out."""
    parts, escaped = [""], False
    for character in text:
        if escaped:
            parts[-1] += character
            escaped = False
        elif character == "\\":
            escaped = True
        elif character in at:
            parts.append("")
        else:
            parts[-1] += character
    return [each.strip() for each in parts if each.strip()]
