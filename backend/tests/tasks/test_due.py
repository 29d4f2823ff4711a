"""What a due means: days are days, wall clocks keep their time, gaps and overlaps have a rule."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import text

from errand.db import Database
from errand.identity import Actor
from errand.tasks import due as dues
from errand.tasks.due import Due
from errand.tasks.inputs import NewTask
from errand.tasks.service import TaskService
from task_world import added, at, on

reading: TypeAdapter[Any] = TypeAdapter(Due)


@pytest.mark.parametrize(
    ("local", "zone", "instant"),
    [
        ("2026-07-01T09:00", "Europe/Berlin", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("2026-11-25T09:00", "Europe/Berlin", datetime(2026, 11, 25, 8, tzinfo=UTC)),
        # Skipped by the clock: an hour further on, 03:30 summer time.
        ("2026-03-29T02:30", "Europe/Berlin", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # Shown twice: the first, still summer time.
        ("2026-10-25T02:30", "Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-11-01T01:30", "America/New_York", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("2026-11-25T09:00", "Asia/Kathmandu", datetime(2026, 11, 25, 3, 15, tzinfo=UTC)),
    ],
)
async def test_the_stored_instant_follows_from_wall_clock_and_zone(
    tasks: TaskService,
    database: Database,
    owner: Actor,
    local: str,
    zone: str,
    instant: datetime,
) -> None:
    [task] = await added(tasks, owner, NewTask(title="a", due=at(local, zone)))

    async with database.transaction(owner) as session:
        query = text("select due_utc from app.tasks where id = :id")
        stored = (await session.execute(query, {"id": task.id})).scalar_one()
    assert stored == instant
    assert task.due == at(local, zone)


@pytest.mark.parametrize(
    "value",
    [
        {"date": "2026-11-25"},
        {"local": "2026-11-25T09:05", "tz": "Europe/Berlin"},
    ],
)
def test_a_due_is_written_as_it_is_read(value: Any) -> None:
    assert reading.dump_python(reading.validate_python(value), mode="json") == value


def test_full_seconds_may_be_written_out() -> None:
    assert reading.validate_python({"local": "2026-11-25T09:05:00", "tz": "UTC"}).local.minute == 5


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-25",
        1764028800,
        {},
        {"date": "tomorrow"},
        {"date": "2026-02-30"},
        {"date": "2026-11-25T00:00:00"},
        {"date": 1764028800},
        {"date": "20261125"},
        {"date": "\uff12\uff10\uff12\uff16-11-25"},
        {"date": "2026-11-25", "tz": "Europe/Berlin"},
        {"date": "2026-11-25", "local": "2026-11-25T09:00", "tz": "UTC"},
        {"local": "2026-11-25T09:00"},
        {"local": "2026-11-25T09:00Z", "tz": "UTC"},
        {"local": "2026-11-25T09:00+01:00", "tz": "UTC"},
        {"local": "2026-11-25T09:00:30", "tz": "UTC"},
        {"local": "2026-11-25T24:30", "tz": "UTC"},
        {"local": "2026-11-25", "tz": "UTC"},
        {"local": "2026-11-25T09:00", "tz": 5},
    ],
)
def test_what_is_neither_a_day_nor_a_wall_clock_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        reading.validate_python(value)


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "", "../../etc/passwd", "localtime", "a\x00b", "+01:00", "America"]
)
def test_zones_that_are_nowhere_are_refused(zone: str) -> None:
    with pytest.raises(Exception, match=r"due\.tz: must be an IANA time zone"):
        dues.checked(at("2026-11-25T09:00", zone))


def test_words_name_a_zone_only_when_it_is_not_the_persons_own() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    assert dues.in_words(None, at_home=berlin) == ""
    assert dues.in_words(on("2026-11-05"), at_home=berlin) == "Thu 5 Nov 2026"
    assert dues.in_words(at("2026-11-05T18:05"), at_home=berlin) == "Thu 5 Nov 2026, 18:05"
    there = at("2026-11-05T18:05", "Asia/Tokyo")
    assert dues.in_words(there, at_home=berlin) == "Thu 5 Nov 2026, 18:05 (Asia/Tokyo)"
