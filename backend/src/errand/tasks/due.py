"""When a task is due: a floating day, or a time on a wall clock that hangs somewhere."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from errand.errors import InvalidInput
from errand.fields import zone_named

FIRST_YEAR, LAST_YEAR = 1970, 2199
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:00)?", re.ASCII)


def _day(value: object) -> object:
    if type(value) is date:
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("day", "must be a day that exists, as YYYY-MM-DD")


def _minute(value: object) -> object:
    if isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and (found := _MINUTE.fullmatch(value)):
            return datetime.fromisoformat(found[1])
    except ValueError:
        pass
    raise PydanticCustomError(
        "wall_clock", "must be a time that exists, as YYYY-MM-DDTHH:MM, without an offset"
    )


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
WallClock = Annotated[
    datetime,
    BeforeValidator(_minute),
    PlainSerializer(lambda value: value.isoformat(timespec="minutes"), return_type=str),
    # Not the format date-time: that one has an offset.
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"}),
]


class DueDay(BaseModel):
    """Due on a day, wherever the person then is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: Day = Field(description="The day, as YYYY-MM-DD.")


class DueTime(BaseModel):
    """Due at a time of day in a named zone; keeps that time when the zone's rules change."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    local: WallClock = Field(
        description="Day and time on the wall clock of tz, as YYYY-MM-DDTHH:MM, no offset."
    )
    tz: str = Field(description="IANA time zone of that clock, such as Europe/Berlin.")


def _shape(value: Any) -> str | None:
    if isinstance(value, DueDay) or (isinstance(value, dict) and "date" in value):
        return "due-day"
    if isinstance(value, DueTime) or (isinstance(value, dict) and "local" in value):
        return "due-time"
    return None


Due = Annotated[
    Annotated[DueDay, Tag("due-day")] | Annotated[DueTime, Tag("due-time")],
    Discriminator(
        _shape,
        custom_error_type="due",
        custom_error_message='must be {"date": "YYYY-MM-DD"} or'
        ' {"local": "YYYY-MM-DDTHH:MM", "tz": "Area/City"}',
    ),
]


def checked(due: DueDay | DueTime) -> DueDay | DueTime:
    """Return the due with its zone spelt as the zone database spells it.

    Raises:
        InvalidInput: The year is out of bounds or the zone unknown.
    """
    year = due.date.year if isinstance(due, DueDay) else due.local.year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput(f"due: the year must be {FIRST_YEAR} to {LAST_YEAR}")
    if isinstance(due, DueDay):
        return due
    zone = zone_named(due.tz)
    if zone is None:
        raise InvalidInput(
            "due.tz: must be an IANA time zone such as Europe/Berlin or America/New_York"
        )
    return DueTime(local=due.local, tz=zone.key)


def zone_of(due: DueTime) -> ZoneInfo:
    """Return the zone of a checked due."""
    return ZoneInfo(due.tz)


def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which that wall clock shows `local`.

    A time that the clock skips moves forward by the length of the gap; a time that it shows twice
    means the first of the two (PEP 495, fold 0).
    """
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which this day begins in that zone."""
    return instant_of(datetime.combine(day, time.min), zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which the day after begins in that zone."""
    return start_of(day + timedelta(days=1), zone)


def in_words(due: DueDay | DueTime | None, *, at_home: ZoneInfo) -> str:
    """Return `Wed 25 Nov 2026, 09:00`; names the zone where it is not the person's own."""
    if due is None:
        return ""
    if isinstance(due, DueDay):
        return _day_words(due.date)
    words = f"{_day_words(due.local.date())}, {due.local:%H:%M}"
    return words if due.tz == at_home.key else f"{words} ({due.tz})"


def _day_words(day: date) -> str:
    # Not strftime: its names follow the process's locale.
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
