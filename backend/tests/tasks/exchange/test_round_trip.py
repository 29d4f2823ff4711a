"""What is taken out comes in again as it was: to the same person, or to somebody else."""

import csv
import io
from datetime import datetime
from typing import Any

import pytest
from carrying import exported, imported, kept
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from errand.identity import Actor
from errand.tasks.acts import Undo
from errand.tasks.due import DueDay, DueTime
from errand.tasks.exchange import calendar_read, calendar_write, table_read, table_write
from errand.tasks.exchange.record import Notes, TaskRecord
from errand.tasks.exchange.service import ExchangeService
from errand.tasks.exchange.views import Format
from errand.tasks.inputs import AddTasks, NewTask, SetStatus
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import ManageStructure
from task_world import Watch, live_in

from zoneinfo import ZoneInfo  # isort: skip

BERLIN = ZoneInfo("Europe/Berlin")
FORMS: tuple[Format, ...] = ("ics", "csv")
TASKS: list[dict[str, Any]] = [
    {"title": "Plain"},
    {
        "title": "=cmd|'/c calc'!A1, \"quoted\"; and «so on»",
        "notes": "First line\nsecond, with ; and \\ and\n\n- [ ] a list",
        "due": {"local": "2026-11-25T09:00", "tz": "America/New_York"},
        "deadline": "2026-12-01",
        "defer_until": "2026-11-24",
        "priority": "urgent",
        "labels": ["home", "with, comma", "semi;colon"],
        "project": "House",
        "section": "Roof",
        "estimate_minutes": 90,
        "links": [{"url": "https://example.org/a?b=c,d;e", "title": "More, here"}],
        "reminders": [
            {"minutes_before": 30},
            {"local": "2026-11-25T08:00", "tz": "Europe/Berlin"},
        ],
    },
    {"title": "Sub", "parent_ref": "#1", "due": {"date": "2026-11-25"}, "priority": "low"},
    {
        "title": "Back again",
        "due": {"date": "2026-11-30"},
        "recurrence": {"rrule": "FREQ=MONTHLY;BYMONTHDAY=31", "anchor": "schedule_catch_up"},
        "reminders": [{"minutes_before": 0}, {"minutes_before": 1440}],
    },
    {
        "title": "After it is done",
        "due": {"local": "2026-11-24T18:30", "tz": "Europe/Berlin"},
        "recurrence": {"rrule": "FREQ=DAILY;INTERVAL=3;COUNT=5", "anchor": "completion"},
    },
    {"title": "In UTC", "due": {"local": "2026-11-24T18:30", "tz": "UTC"}, "priority": "medium"},
    {"title": "Waits", "priority": "high"},
    {"title": "Done", "due": {"date": "2026-11-20"}},
    {"title": "Given up"},
]


async def furnish(tasks: TaskService, actor: Actor) -> None:
    """Give the person one task of each kind."""
    for name in ("House", "Garden"):
        await tasks.manage(actor, ManageStructure(op="create", kind="project", name=name))
    await tasks.manage(
        actor, ManageStructure(op="create", kind="section", name="Roof", project="House")
    )
    added = await tasks.add(actor, AddTasks(tasks=[NewTask.model_validate(each) for each in TASKS]))
    ids = {each.title: each.id for each in added.tasks}
    for title, status in (("Waits", "waiting"), ("Done", "done"), ("Given up", "cancelled")):
        await tasks.set_status(
            actor, SetStatus.model_validate({"ids": [ids[title]], "status": status})
        )


@pytest.mark.parametrize("form", FORMS)
async def test_somebody_else_gets_the_same_tasks(
    exchange: ExchangeService,
    tasks: TaskService,
    owner: Actor,
    stranger: Actor,
    form: Format,
    database: Any,
) -> None:
    for actor in (owner, stranger):
        await live_in(database, actor, "Europe/Berlin")
    await furnish(tasks, owner)
    file = await exported(exchange, owner, form)

    result = await imported(exchange, stranger, file, form)

    assert result.issues == []
    assert result.counts == {"added": len(TASKS)}
    assert sorted(result.new_projects) == ["House"]
    assert await kept(tasks, stranger) == await kept(tasks, owner)


@pytest.mark.parametrize("form", FORMS)
async def test_the_same_file_again_changes_nothing(
    exchange: ExchangeService, tasks: TaskService, owner: Actor, form: Format
) -> None:
    await furnish(tasks, owner)
    before = await kept(tasks, owner)
    file = await exported(exchange, owner, form)

    once = await imported(exchange, owner, file, form)
    again = await imported(exchange, owner, file, form)

    assert once.counts == again.counts == {"unchanged": len(TASKS)}
    assert (once.event_ids, once.issues) == ([], [])
    assert await kept(tasks, owner) == before


@pytest.mark.parametrize("form", FORMS)
async def test_the_order_of_the_tasks_is_kept(
    exchange: ExchangeService, tasks: TaskService, owner: Actor, stranger: Actor, form: Format
) -> None:
    new = [NewTask(title=name, position="first") for name in ("three", "two", "one")]
    await tasks.add(owner, AddTasks(tasks=new))

    await imported(exchange, stranger, await exported(exchange, owner, form), form)

    from errand.tasks.inputs import TaskFilter  # noqa: PLC0415

    listed = await tasks.list(stranger, TaskFilter.model_validate({"sort": "position"}))
    assert [each.title for each in listed.tasks] == ["one", "two", "three"]


async def test_no_cell_of_a_table_is_a_formula(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    titles = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''+x", "'quoted'", "plain"]
    await tasks.add(owner, AddTasks(tasks=[NewTask(title=each) for each in titles]))

    file = await exported(exchange, owner, "csv")

    rows = list(csv.DictReader(io.StringIO(file.removeprefix("\ufeff"), newline="")))
    assert all(not cell.startswith(tuple("=+-@\t\r")) for row in rows for cell in row.values())
    notes = Notes()
    assert [each.title for each in table_read.read(file, BERLIN, notes)] == titles


async def test_what_is_in_the_trash_stays_out(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    from errand.tasks.inputs import DeleteTasks  # noqa: PLC0415

    added = await tasks.add(owner, AddTasks(tasks=[NewTask(title="gone")]))
    file = await exported(exchange, owner, "ics")
    await tasks.delete(owner, DeleteTasks(ids=[added.tasks[0].id]))

    assert "gone" not in await exported(exchange, owner, "ics")
    result = await imported(exchange, owner, file, "ics")
    assert result.counts == {"left_out": 1}
    assert result.issues[0].problem == "it is in the trash here, and stays there"


@pytest.mark.parametrize("form", FORMS)
async def test_what_was_brought_in_and_taken_back_can_be_brought_in_again(
    exchange: ExchangeService, tasks: TaskService, owner: Actor, stranger: Actor, form: Format
) -> None:
    await furnish(tasks, owner)
    file = await exported(exchange, owner, form)
    first = await imported(exchange, stranger, file, form)
    brought = await kept(tasks, stranger)

    for _ in range(2):
        assert first.call_id is not None
        await tasks.undo(stranger, Undo(call_id=first.call_id))
        assert await kept(tasks, stranger) == []
        again = await imported(exchange, stranger, file, form)
        assert (again.counts, again.issues) == (first.counts, [])
        assert await kept(tasks, stranger) == brought
        first = again


async def test_a_calendar_file_is_what_the_standard_says(
    exchange: ExchangeService, tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    await furnish(tasks, owner)

    file = await exported(exchange, owner, "ics")

    lines = file.split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "\n" not in file.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "TZID:America/New_York" in lines
    assert "DUE;TZID=America/New_York:20261125T090000" in lines
    assert "TRIGGER;RELATED=END:-PT30M" in lines
    # A day counts from nine: nine hours after its midnight.
    assert "TRIGGER;RELATED=END:PT9H" in lines
    assert lines.count("STATUS:NEEDS-ACTION") == 7
    assert "PRIORITY:1" in lines


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=60
).map(lambda text: "\n".join(line.strip() for line in text.splitlines()).strip())
LINE = TEXT.map(lambda text: " ".join(text.split()))
NAME = LINE.filter(lambda text: bool(text) and not text.startswith("\ufeff"))
WALL = st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)).map(  # noqa: DTZ001
    lambda wall: wall.replace(second=0, microsecond=0, fold=0)
)
DUES = st.one_of(
    st.none(),
    st.dates(datetime(2000, 1, 1).date(), datetime(2037, 1, 1).date()).map(  # noqa: DTZ001
        lambda day: DueDay(date=day)
    ),
    st.builds(DueTime, local=WALL, tz=st.sampled_from(["Europe/Berlin", "Asia/Tokyo", "UTC"])),
)


def _before(minutes: int) -> dict[str, Any]:
    return {"minutes_before": minutes}


def _at(local: datetime) -> dict[str, Any]:
    return {"local": local, "tz": "Europe/Berlin"}


@st.composite
def records(draw: st.DrawFn) -> TaskRecord:
    """A task as it may stand in our tables."""
    due = draw(DUES)
    before = st.builds(_before, st.integers(0, 600))
    at = st.builds(_at, WALL)
    reminders = draw(st.lists(before if due else at, max_size=3, unique_by=str))
    rule = st.sampled_from(["FREQ=WEEKLY;BYDAY=MO", "FREQ=DAILY;INTERVAL=2;UNTIL=20301231"])
    repeats = draw(st.none() | rule) if due else None
    return TaskRecord.model_validate(
        {
            "uid": str(draw(st.uuids(version=4))),
            "title": draw(NAME),
            "notes": draw(TEXT),
            "status": draw(st.sampled_from(["open", "in_progress", "waiting"])),
            "priority": draw(st.sampled_from(["urgent", "high", "medium", "low", "none"])),
            "due": due,
            "deadline": draw(st.none() | st.dates()),
            "defer_until": draw(st.none() | st.dates()),
            "recurrence": repeats and {"rrule": repeats, "anchor": "completion"},
            "reminders": reminders,
            "labels": draw(st.lists(NAME, max_size=3, unique=True)),
            "project": draw(st.none() | NAME),
            "estimate_minutes": draw(st.none() | st.integers(1, 10_000)),
        }
    )


def understood(found: list[TaskRecord], wanted: TaskRecord, notes: Notes) -> None:
    assert notes.issues == []
    [record] = found
    ours, theirs = record.model_dump(), wanted.model_dump()
    if ours["defer_until"] is None and theirs["defer_until"] is not None:
        theirs["defer_until"] = None
    assert ours == theirs


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_any_task_reads_as_it_was_written_in_a_table(record: TaskRecord) -> None:
    notes = Notes()

    file = table_write.header() + table_write.row(record)

    understood(table_read.read(file, BERLIN, notes), record, notes)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_any_task_reads_as_it_was_written_in_a_calendar(record: TaskRecord) -> None:
    notes, stamp = Notes(), datetime(2026, 11, 24, tzinfo=BERLIN)
    zones = [record.due.tz] if isinstance(record.due, DueTime) else []

    file = calendar_write.begin(zones) + calendar_write.todo(record, stamp=stamp) + "END:VCALENDAR"

    understood(calendar_read.read(file.encode(), BERLIN, notes), record, notes)
