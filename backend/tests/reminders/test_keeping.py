"""Tasks keep reminders: which they have, and when each of them goes out."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from reminding import Reminded, before, moment
from sqlalchemy import text

from errand.db import Database
from errand.errors import InvalidInput
from errand.identity import Actor, uuid7
from errand.reminders.keeping import MOST_REMINDERS
from task_world import Watch, at, live_in, on

DUE = at("2026-11-25T09:00")  # 08:00 UTC


@pytest.mark.parametrize(
    ("due", "reminder", "fires"),
    [
        (DUE, before(0), "2026-11-25 08:00"),
        (DUE, before(30), "2026-11-25 07:30"),
        (DUE, moment("2026-11-24T20:15"), "2026-11-24 19:15"),
        (None, moment("2026-11-24T20:15", "America/New_York"), "2026-11-25 01:15"),
        # A day begins at nine where the person is.
        (on("2026-11-25"), before(0), "2026-11-25 08:00"),
        (on("2026-11-25"), before(24 * 60), "2026-11-24 08:00"),
        # A day before is the same time of day, though the clocks change in between (28 March);
        # twelve hours before are twelve hours.
        (at("2027-03-28T09:00"), before(24 * 60), "2027-03-27 08:00"),
        (at("2027-03-28T09:00"), before(12 * 60), "2027-03-27 19:00"),
        # 02:30 is skipped that night, so it is 03:30; 02:30 comes twice in October: the first.
        (None, moment("2027-03-28T02:30"), "2027-03-28 01:30"),
        (None, moment("2027-10-31T02:30"), "2027-10-31 00:30"),
    ],
)
async def test_a_reminder_goes_out_when_its_task_and_the_persons_clock_say(
    reminded: Reminded, database: Database, owner: Actor, due: Any, reminder: Any, fires: str
) -> None:
    await live_in(database, owner, "Europe/Berlin")

    task = await reminded.task(due, reminder)

    assert await reminded.fire_at(task) == [fires]


async def test_it_follows_the_due_and_ends_with_the_task(reminded: Reminded) -> None:
    task = await reminded.task(DUE, before(30), moment("2026-11-24T20:15"))

    await reminded.move(task, at("2026-11-26T09:00"))
    assert await reminded.fire_at(task) == ["2026-11-26 07:30", "2026-11-24 19:15"]
    await reminded.move(task, None)
    assert await reminded.fire_at(task) == [None, "2026-11-24 19:15"]
    await reminded.move(task, DUE)
    await reminded.change(task, status="done")
    assert await reminded.fire_at(task) == [None, None]
    await reminded.change(task, status="open")
    assert await reminded.fire_at(task) == ["2026-11-25 07:30", "2026-11-24 19:15"]
    await reminded.change(task, deleted_at=DUE.local.replace(tzinfo=ZoneInfo("UTC")))
    assert await reminded.fire_at(task) == [None, None]


async def test_a_moment_that_has_passed_when_it_is_set_never_comes(
    reminded: Reminded, watch: Watch
) -> None:
    task = await reminded.task(DUE, moment("2026-11-24T07:58"), moment("2026-11-24T08:00"))

    assert await reminded.fire_at(task) == [None, "2026-11-24 07:00"]  # the clock shows 08:00

    watch.pass_by(hours=2)
    await reminded.change(task, title="Call the bank, really")
    assert await reminded.fire_at(task) == [None, "2026-11-24 07:00"]  # late, but waited for


async def test_the_same_reminders_again_stay_the_same_rows(reminded: Reminded) -> None:
    task = await reminded.task(DUE, before(30), before(60))
    first = [each.id for each in await reminded.rows(task)]

    views = await reminded.give(task, before(60), before(30), before(30), before(5))

    assert [each.minutes_before for each in views] == [60, 30, 5]
    assert [each.id for each in views[:2]] == first[::-1]
    assert [each.id for each in await reminded.rows(task)] == [each.id for each in views]


async def test_what_was_taken_away_comes_back_under_its_own_id(reminded: Reminded) -> None:
    task = await reminded.task(DUE, before(30))
    views = await reminded.give(task, before(30))
    assert list(await reminded.give(task)) == []

    assert list(await reminded.give(task, *views)) == list(views)


async def test_the_next_occurrence_gets_reminders_of_its_own(reminded: Reminded) -> None:
    task = await reminded.task(DUE, before(30))
    views = await reminded.give(task, before(30))

    following = await reminded.task(at("2026-12-02T09:00"), *views)

    assert await reminded.fire_at(following) == ["2026-12-02 07:30"]
    assert (await reminded.rows(following))[0].id != views[0].id
    assert (await reminded.rows(task))[0].id == views[0].id


@pytest.mark.parametrize(
    ("due", "reminder", "why"),
    [
        (None, before(30), "needs a task that is due"),
        (DUE, moment("2026-11-24T09:00", "Mars/Olympus"), "must be an IANA time zone"),
        (DUE, moment("1969-11-24T09:00"), "the year must be 1970 to 2199"),
    ],
)
async def test_a_reminder_that_makes_no_sense_is_refused(
    reminded: Reminded, due: Any, reminder: Any, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        await reminded.task(due, reminder)


async def test_a_task_has_a_handful_of_reminders_at_most(reminded: Reminded) -> None:
    many = [before(minutes) for minutes in range(MOST_REMINDERS + 1)]

    with pytest.raises(InvalidInput, match="at most 10"):
        await reminded.task(DUE, *many)


async def test_when_the_person_moves_their_days_are_marked_to_be_worked_out_anew(
    reminded: Reminded, database: Database, owner: Actor
) -> None:
    await live_in(database, owner, "Europe/Berlin")
    task = await reminded.task(on("2026-11-25"), before(0))

    await live_in(database, owner, "Europe/Berlin")
    assert [each.stale for each in await reminded.rows(task)] == [False]
    await live_in(database, owner, "America/New_York")
    assert [each.stale for each in await reminded.rows(task)] == [True]


async def test_nobody_sees_the_reminders_of_someone_else(
    reminded: Reminded, database: Database, stranger: Actor
) -> None:
    task = await reminded.task(DUE, before(30))

    async with database.transaction(stranger) as session:
        seen = await reminded.keeping.of(session, owner_id=task.owner_id, task_ids=[task.id])
        count = await session.execute(text("select count(*) from app.reminders"))
        assert (seen, count.scalar_one()) == ({}, 0)
        assert await reminded.keeping.of(session, owner_id=task.owner_id, task_ids=[uuid7()]) == {}
