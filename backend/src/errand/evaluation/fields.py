"""What people write for a field of a task, brought to the one form that is compared."""

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
    if value is None:
        return None
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
    return value if given is None else {name: given[name] for name in given if name != "words"}


def _reminder(value: object) -> object:
    given = as_object(value) or {}
    before = given.get("minutes_before", value)
    if isinstance(before, int) and not isinstance(before, bool):
        return f"-{before}"
    local = given.get("local", value)
    if isinstance(local, str):
        return _moment(local)
    raise ValueError("should be minutes before, a time, or a reminder of the tools")


def _notes(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


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
