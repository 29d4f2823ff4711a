"""What people write for a field of a task, brought to the one form that is compared."""

import re
from datetime import date, datetime
from typing import Annotated, Any, cast
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from errand.fields import zone_named


class Shape(BaseModel):
    """Refuses fields that it does not know, by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DueWish(Shape):
    """A day, or a time on the wall clock; `tz` None: whichever zone the case is set in."""

    at: str
    tz: str | None = None


class RepeatWish(Shape):
    """A rule; `anchor` None: whichever."""

    rrule: str
    anchor: str | None = None


class NotesWish(Shape):
    """Notes as a whole, or what must be in them."""

    text: str | None = None
    contains: list[str] = Field(default_factory=list[str])


def _moment(value: str) -> str:
    """Bring a day to `2026-11-25`, a time on the wall clock to `2026-11-25T09:00`."""
    text = value.strip()
    if len(text) == 10:
        return date.fromisoformat(text).isoformat()
    return datetime.fromisoformat(text).replace(tzinfo=None).isoformat(timespec="minutes")


def as_object(value: object) -> dict[str, Any] | None:
    """Return a JSON object as such; None for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def due_wish(value: object) -> object:
    """Read "2026-11-25", "2026-11-25T09:00", {"date": …} or {"local": …, "tz": …}."""
    given = {"date": value} if isinstance(value, str) else as_object(value)
    if value is None or value == "":
        return None
    if given is not None and "datetime" in given:
        given = {**given, "local": given["datetime"]}
        del given["datetime"]
    if given is not None and "timezone" in given:
        given = {**given, "tz": given["timezone"]}
        del given["timezone"]
    if given is None or not given.keys() <= {"date", "local", "tz"}:
        raise ValueError('should be "2026-11-25", "2026-11-25T09:00" or a due of the tools')
    return {"at": _moment(str(given.get("date") or given.get("local"))), "tz": given.get("tz")}


def _day(value: object) -> object:
    given = as_object(value)
    return value if given is None else given.get("date")


def _repeat(value: object) -> object:
    if isinstance(value, str):
        return {"rrule": value.removeprefix("RRULE:")}
    given = as_object(value)
    dropped = {"words", "source_text", "text"}
    return value if given is None else {name: given[name] for name in given if name not in dropped}


def _reminder(value: object) -> object:
    given = as_object(value) or {}
    before = given.get("minutes_before", value)
    if isinstance(before, int) and not isinstance(before, bool):
        return f"-{before}"
    local = given.get("local") or given.get("at") or value
    if (
        isinstance(local, str)
        and (match := _LENGTH.fullmatch(local.strip()))
        and any(match.groups())
    ):
        return f"-{60 * int(match[1] or 0) + int(match[2] or 0)}"
    if isinstance(local, str):
        return _moment(local)
    raise ValueError("should be minutes before, a time, or a reminder of the tools")


def _notes(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


_STATUSES = {
    "todo": "open", "to do": "open", "pending": "open", "active": "open", "new": "open",
    "in progress": "in_progress", "in-progress": "in_progress", "doing": "in_progress",
    "started": "in_progress", "blocked": "waiting", "on hold": "waiting",
    "completed": "done", "complete": "done", "finished": "done", "canceled": "cancelled",
}  # fmt: skip
_PRIORITIES = {"p1": "urgent", "p2": "high", "p3": "medium", "p4": "low", "normal": "medium"}
_LENGTH = re.compile(
    r"(?:P?T?(?:(\d+)\s*h(?:ours?|rs?)?)?\s*(?:(\d+)\s*m(?:in(?:utes?|s)?)?)?)", re.IGNORECASE
)


def as_status(value: object) -> object:
    """Take a status also by its other names, and true for done."""
    if isinstance(value, bool):
        return "done" if value else "open"
    word = value.strip().casefold() if isinstance(value, str) else value
    return _STATUSES.get(word, word) if isinstance(word, str) else word


def as_priority(value: object) -> object:
    """Take a priority in any case, as p1 to p4, and null for none."""
    if not value:
        return "none"
    word = value.strip().casefold() if isinstance(value, str) else value
    return _PRIORITIES.get(word, word) if isinstance(word, str) else word


def as_minutes(value: object) -> object:
    """Take minutes as a number, "45m", "1h30m" or "PT45M"."""
    given = as_object(value)
    found = given.get("minutes") if given else value
    match = _LENGTH.fullmatch(found.strip()) if isinstance(found, str) else None
    if match and any(match.groups()):
        return 60 * int(match[1] or 0) + int(match[2] or 0)
    return found


def with_number(row: dict[str, Any]) -> dict[str, Any]:
    """Bring what names a task ("id", "ref", "#3") to `number` or `ref`, and `done` to a status."""
    given = dict(row)
    for name in ("id", "ref", "number"):
        value = given.pop(name, None)
        text = str(value).strip().removeprefix("#")
        if value is None or isinstance(value, bool):
            continue
        if text.isdigit():
            given.setdefault("number", int(text))
        else:
            given.setdefault("ref", str(value))
    for name in ("done", "completed"):
        if isinstance(given.get(name), bool):
            given.setdefault("status", "done" if given[name] else "open")
            del given[name]
    return given


def _named(value: object) -> object:
    """Take a project or section by name, also where it is written as an object."""
    given = as_object(value)
    return value if given is None else given.get("name")


def _known_zone(name: str) -> str:
    if zone_named(name) is None:
        raise ValueError("should be a time zone such as Europe/Berlin")
    return name


Due = Annotated[DueWish | None, BeforeValidator(due_wish)]
Day = Annotated[date | None, BeforeValidator(_day)]
Repeat = Annotated[RepeatWish | None, BeforeValidator(_repeat)]
Reminder = Annotated[str, BeforeValidator(_reminder)]
Notes = Annotated[NotesWish | None, BeforeValidator(_notes)]
Named = Annotated[str | None, BeforeValidator(_named)]
Zone = Annotated[str, AfterValidator(_known_zone)]


def local_now(value: Any, zone: str) -> datetime:
    """Return `now` on the wall clock of the zone, naive; one with an offset is brought there.

    Raises:
        ValueError: It cannot be read.
    """
    try:
        read = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError('now should be a time such as "2026-11-24T08:00"') from None
    if read.tzinfo is None:
        return read
    return read.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def plain(text: str) -> str:
    """Return the text for comparing: in any case, any spacing, with straight apostrophes."""
    return " ".join(text.casefold().replace("\u2019", "'").split())
