"""Files of other programs, damaged and hostile ones: what is clear comes in, the rest is said."""

import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from carrying import calendar, exported, imported, issues, kept, todo

from errand.db import Database
from errand.errors import InvalidInput
from errand.exporting import build_exchange
from errand.identity import Actor
from errand.tasks.exchange import calendar_read
from errand.tasks.exchange.record import MOST_TASKS, Notes
from errand.tasks.exchange.service import MOST_BYTES, PAGE, ExchangeService
from errand.tasks.exchange.views import MOST_SHOWN, Format, ImportOptions
from errand.tasks.service import TaskService
from task_world import Watch, live_in

BERLIN = ZoneInfo("Europe/Berlin")
LONGEST_SECONDS = 10
"""For a file of the greatest size, on a busy machine; without bounds it is minutes."""


async def test_a_row_that_is_wrong_costs_itself_alone(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    file = "\n".join(
        [
            "title,due,priority,links,estimate",
            "Good,2026-11-25,high,,",
            "Odd date,31.11.2026,,,",
            ",2026-11-25,,,",
            'Odd link,,,"javascript:alert(1)",-4',
        ]
    )

    result = await imported(exchange, owner, file, "csv")

    assert result.counts == {"added": 3}
    assert [(line, field) for line, field, _ in issues(result)] == [
        (3, "due"),
        (4, "title"),
        (5, "estimate_minutes"),
        (5, "links"),
    ]
    assert [each["title"] for each in await kept(tasks, owner)] == ["Good", "Odd date", "Odd link"]


async def test_a_table_without_ids_brings_each_line_in_once(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    file = "Task;Tags\nMilk;home\nMilk;home\nBread;\n"

    once = await imported(exchange, owner, file, "csv")
    again = await imported(exchange, owner, file + "Eggs;\n", "csv")

    assert (once.counts, again.counts) == ({"added": 3}, {"unchanged": 3, "added": 1})
    assert len(await kept(tasks, owner)) == 4


async def test_on_trial_nothing_is_kept_and_the_same_is_told(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    file = "title,project,labels,recurrence,due\nMow,Garden,green,FREQ=WEEKLY,2026-11-25\n"

    trial = await imported(exchange, owner, file, "csv", dry_run=True)
    before = await kept(tasks, owner)
    real = await imported(exchange, owner, file, "csv")

    assert before == []
    assert (trial.call_id, trial.event_ids, real.call_id is None) == (None, [], False)
    same = {"counts", "new_projects", "new_labels", "issues"}
    assert trial.model_dump(include=same) == real.model_dump(include=same)
    assert trial.tasks[0].recurrence_words == "every Wednesday" == real.tasks[0].recurrence_words


async def test_an_import_is_taken_back_as_one(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    from errand.tasks.acts import Undo  # noqa: PLC0415

    result = await imported(exchange, owner, "title\none\ntwo\nthree\n", "csv")
    await tasks.undo(owner, Undo(call_id=result.call_id))

    assert await kept(tasks, owner) == []


async def test_a_repeated_request_with_its_key_is_done_once(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    file = "title\none\n"

    first = await imported(exchange, owner, file, "csv", key="k")
    second = await imported(exchange, owner, file, "csv", key="k")

    assert (first.replayed, second.replayed) == (False, True)
    assert second.tasks == first.tasks


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
async def test_what_spreadsheets_save_is_read(
    exchange: ExchangeService, tasks: TaskService, owner: Actor, encoding: str
) -> None:
    data = "title\tdue\nÄpfel\t2026-11-25\n".encode(encoding)

    result = await exchange.bring_in(owner, data, "csv", ImportOptions(), key=None)

    assert (result.counts, result.issues) == ({"added": 1}, [])
    assert (await kept(tasks, owner))[0]["title"] == "Äpfel"


async def test_other_programs_times_keep_their_wall_clock_and_zone(
    exchange: ExchangeService, tasks: TaskService, owner: Actor, database: Any
) -> None:
    await live_in(database, owner, "Europe/Berlin")
    dues = {
        "a day": "DUE;VALUE=DATE:20261125",
        "floating": "DUE:20261125T090000",
        "instant": "DUE:20261125T080000Z",
        "named": "DUE;TZID=Asia/Tokyo:20261125T090000",
        "of Windows": "DUE;TZID=Pacific Standard Time:20261125T090000",
        "unknown": "DUE;TZID=Moon/Base:20261125T090000",
    }
    lines = [
        line
        for title, due in dues.items()
        for line in todo(f"{title}@other", f"SUMMARY:{title}", due)
    ]

    result = await imported(exchange, owner, calendar(*lines), "ics")

    nine = "2026-11-25T09:00"
    found = {each["title"]: each["due"] for each in await kept(tasks, owner)}
    assert found == {
        "a day": {"date": "2026-11-25"},
        "floating": {"local": nine, "tz": "Europe/Berlin"},
        "instant": {"local": nine, "tz": "Europe/Berlin"},
        "named": {"local": nine, "tz": "Asia/Tokyo"},
        "of Windows": {"local": nine, "tz": "America/Los_Angeles"},
        "unknown": {"local": nine, "tz": "Europe/Berlin"},
    }
    [(_, field, problem)] = issues(result)
    assert (field, "Moon/Base is not known" in problem) == ("DUE", True)


async def test_what_our_own_properties_hold_survives_a_program_that_writes_them_anew(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    lines = todo(
        "1@other",
        "SUMMARY:Roof",
        "URL:https://example.org/?a=b\\,c",
        "X-ERRAND-PROJECT;X-ODD=1:House\\, old\\; and new",
        "X-ERRAND-LINK:https://example.org/?a=b\\,c More\\, here",
    )

    await imported(exchange, owner, calendar(*lines), "ics")

    [task] = await kept(tasks, owner)
    assert task["project"] == "House, old; and new"


@pytest.mark.parametrize(
    ("form", "data", "said"),
    [
        ("csv", b"title\n\xc4pfel\n", "must be in UTF-8"),
        ("csv", b"what,when\na,b\n", "one of them title"),
        ("csv", b'title\n"open\n', "is no line of a CSV file"),
        ("csv", b"title\n" + b"x\n" * (MOST_TASKS + 1), "more than 1000 tasks"),
        ("csv", b"x" * (MOST_BYTES + 1), "more than 1 MiB"),
        ("ics", b"", "no iCalendar file"),
        ("ics", b"BEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\n", "no iCalendar file"),
        ("ics", b"BEGIN:VCALENDAR\r\n" * 900, "no iCalendar file"),
        ("ics", b"\x00" * 1000, "no iCalendar file"),
        ("ics", calendar("X:1\r\n" * 30_001).encode(), "more than 30,000 lines"),
        ("ics", calendar("X:" + "a" * 200_000).encode(), "lines of 200,000 bytes"),
    ],
)
async def test_what_is_no_such_file_or_too_big_is_refused_whole(
    exchange: ExchangeService, owner: Actor, form: Format, data: bytes, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        await exchange.bring_in(owner, data, form, ImportOptions(), key=None)


EVIL_ZONE = [
    "BEGIN:VTIMEZONE",
    "TZID:Evil",
    "BEGIN:STANDARD",
    "DTSTART:16010101T000000",
    "RRULE:FREQ=SECONDLY",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:STANDARD",
    "END:VTIMEZONE",
]


@pytest.mark.parametrize(
    "lines",
    [
        [*EVIL_ZONE, *todo("1", "SUMMARY:x", "DUE;TZID=Evil:20261125T090000")],
        [*EVIL_ZONE * 3000, *todo("1", "SUMMARY:x")],
        todo("1", "SUMMARY:x", "CATEGORIES:" + "a," * 90_000),
        todo("1", "SUMMARY:x", *["CATEGORIES:a,b,c"] * 29_000),
        todo("1", "SUMMARY:x", "DUE:20261125", "RRULE:FREQ=SECONDLY;BYSECOND=" + "5," * 90_000),
        todo("1", "SUMMARY:x", "DTSTART:20261125", "DURATION:P99999999999W"),
        todo("1", "SUMMARY:x", "DTSTART;VALUE=DATE:99991231", "DURATION:P9999W"),
        todo("1", "SUMMARY:x", "DUE:99991231T235959Z"),
        todo("1", "SUMMARY:x", "DUE:00010101T000000Z"),
        todo("1", "SUMMARY:x", "BEGIN:VALARM", "TRIGGER:-P99999W", "END:VALARM"),
    ],
    ids=lambda lines: f"{lines[3][:30]} {lines[-2][:30]}",
)
def test_a_hostile_calendar_is_read_in_bounded_time(lines: list[str]) -> None:
    notes, began = Notes(), time.process_time()

    [record] = calendar_read.read(calendar(*lines).encode(), BERLIN, notes)

    assert record.title == "x"
    assert time.process_time() - began < LONGEST_SECONDS


async def test_a_rule_that_we_do_not_keep_is_said_and_the_task_comes_in(
    exchange: ExchangeService, tasks: TaskService, owner: Actor
) -> None:
    lines = todo("1", "SUMMARY:Blink", "DUE:20261125T090000Z", "RRULE:FREQ=SECONDLY")

    result = await imported(exchange, owner, calendar(*lines), "ics")

    assert result.counts == {"added": 1}
    assert [field for _, field, _ in issues(result)] == ["recurrence"]
    assert (await kept(tasks, owner))[0]["recurrence"] is None


async def test_more_tasks_than_a_page_go_out_and_come_in(
    exchange: ExchangeService, owner: Actor, stranger: Actor
) -> None:
    rows = "".join(f"Task {n}\n" for n in range(PAGE + 5))
    await imported(exchange, owner, f"title\n{rows}", "csv")

    file = await exported(exchange, owner, "csv")
    result = await imported(exchange, stranger, file, "csv")

    assert result.counts == {"added": PAGE + 5}
    assert (len(result.tasks), result.issues) == (MOST_SHOWN, [])


async def test_a_task_whose_reminders_are_refused_comes_in_without_them_and_it_is_said(
    database: Database, watch: Watch, owner: Actor
) -> None:
    tasks = TaskService(database, now=watch)  # nothing here reminds
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT30M", "END:VALARM"]
    file = calendar(
        *todo("a", "SUMMARY:One", "DUE:20261201T090000Z", *alarm), *todo("b", "SUMMARY:Two")
    )

    result = await imported(build_exchange(database, tasks, watch), owner, file, "ics")

    assert result.counts == {"added": 2}
    assert [(each.field, each.left_out) for each in result.issues] == [("reminders", False)]
    assert [each["title"] for each in await kept(tasks, owner)] == ["One", "Two"]
