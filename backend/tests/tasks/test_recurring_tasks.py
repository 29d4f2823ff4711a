"""Tasks that come back: their next occurrence, moving one or all, and undoing each exactly."""

from collections.abc import Sequence
from typing import Any

import pytest

from errand.db import Database
from errand.errors import InvalidInput
from errand.identity import Actor
from errand.tasks.acts import Undo
from errand.tasks.errors import UndoConflict
from errand.tasks.inputs import FindTasks, SetStatus, TaskRef, UpdateTasks
from errand.tasks.service import TaskService
from errand.tasks.views import TaskView
from task_world import Watch, history_of, live_in, on
from tasks.structure import UNDO_LAST, change, delete, one, reschedule, status

WEEKLY = {"rrule": "FREQ=WEEKLY;BYDAY=MO"}


async def opened(tasks: TaskService, actor: Actor) -> list[TaskView]:
    return (await tasks.find(actor, FindTasks(sort="created"))).tasks


def dues(tasks: Sequence[TaskView]) -> list[Any]:
    return [None if task.due is None else task.due.model_dump(mode="json") for task in tasks]


async def test_completing_one_adds_the_next_in_its_place(
    tasks: TaskService, database: Database, owner: Actor
) -> None:
    task = await one(
        tasks, owner, "Bins", due={"date": "2026-11-23"}, recurrence=WEEKLY, labels=["home"],
        deadline="2026-11-24", notes="n", priority="high", estimate_minutes=5,
        links=[{"url": "https://example.org"}],
    )  # fmt: skip
    later = await one(tasks, owner, "later")

    answer = await tasks.set_status(owner, status("done", task))

    [following] = answer.next_occurrences
    assert dues([following]) == [{"date": "2026-11-30"}]
    assert (following.number, following.status, following.series_id) == (3, "open", task.series_id)
    assert str(following.deadline) == "2026-12-01"
    same = {"title", "notes", "priority", "labels", "links", "estimate_minutes", "recurrence"}
    assert following.model_dump(include=same) == task.model_dump(include=same)
    assert task.position < following.position < later.position
    assert (await tasks.get(owner, TaskRef(id=task.id))).status == "done"
    verbs = [event.verb for event in await history_of(database, owner, task.id)]
    assert verbs == ["added", "status_set"]


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("schedule", "2026-11-09"),
        ("schedule_catch_up", "2026-11-30"),
        ("completion", "2026-11-30"),
    ],
)
async def test_the_next_date_follows_the_anchor(
    tasks: TaskService, owner: Actor, anchor: str, expected: str
) -> None:
    recurrence = WEEKLY | {"anchor": anchor}
    task = await one(tasks, owner, due={"date": "2026-11-02"}, recurrence=recurrence)

    answer = await tasks.set_status(owner, status("done", task))

    assert dues(answer.next_occurrences) == [{"date": expected}]


async def test_a_rule_without_a_date_begins_with_its_first_day(
    tasks: TaskService, owner: Actor
) -> None:
    task = await one(tasks, owner, recurrence={"rrule": "FREQ=MONTHLY;BYMONTHDAY=31"})

    assert dues([task]) == [{"date": "2026-11-30"}]
    assert task.recurrence_words


async def test_monthly_on_the_31st_says_that_shorter_months_end_sooner(
    tasks: TaskService, owner: Actor
) -> None:
    task = await one(tasks, owner, due={"date": "2026-11-24"})
    again = change(task, set={"recurrence": {"rrule": "FREQ=MONTHLY;BYMONTHDAY=31"}})

    answer = await tasks.update(owner, UpdateTasks(tasks=[again]))

    [remark] = answer.remarks
    assert "on their last day" in remark


async def test_a_count_runs_out(tasks: TaskService, owner: Actor) -> None:
    task = await one(
        tasks, owner, due={"date": "2026-11-24"}, recurrence={"rrule": "FREQ=DAILY;COUNT=3"}
    )
    seen, remarks = 1, list[str]()
    while found := await opened(tasks, owner):
        [task] = found
        answer = await tasks.set_status(owner, status("done", task))
        seen, remarks = seen + len(answer.next_occurrences), answer.remarks

    assert seen == 3
    assert remarks == ["Task #3 does not come back any more."]


async def test_one_that_is_cancelled_or_deleted_does_not_come_back(
    tasks: TaskService, owner: Actor
) -> None:
    first = await one(tasks, owner, recurrence=WEEKLY)
    cancelled = await tasks.set_status(owner, status("cancelled", first))
    gone = await tasks.delete(owner, delete(await one(tasks, owner, recurrence=WEEKLY)))

    assert cancelled.remarks == ["Task #1 does not come back any more."]
    assert gone.remarks == ["Task #2 does not come back any more."]
    assert await opened(tasks, owner) == []


async def test_undoing_a_completion_takes_the_next_one_back(
    tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    before = await one(tasks, owner, due={"date": "2026-11-23"}, recurrence=WEEKLY)
    done = await tasks.set_status(owner, status("done", before))
    watch.pass_by(hours=1)

    undone = await tasks.undo(owner, UNDO_LAST)

    assert [each.words for each in undone.undone] == [
        "#1 “a”: status done → open.",
        "#2 “a” is gone.",
    ]
    [again] = await opened(tasks, owner)
    changing = {"version", "updated_at", "overdue"}
    assert again.model_dump(exclude=changing) == before.model_dump(exclude=changing)

    redone = await tasks.undo(owner, Undo(event_id=undone.event_ids[-1]))

    assert len(redone.undone) == 2
    assert [task.id for task in await opened(tasks, owner)] == [done.next_occurrences[0].id]


async def test_a_completion_whose_next_one_was_changed_is_not_undone(
    tasks: TaskService, owner: Actor
) -> None:
    task = await one(tasks, owner, due={"date": "2026-11-23"}, recurrence=WEEKLY)
    done = await tasks.set_status(owner, status("done", task))
    await tasks.change(owner, change(done.next_occurrences[0], set={"title": "other"}))

    with pytest.raises(UndoConflict, match=r"Task #2 has been changed since \(title\)"):
        await tasks.undo(owner, Undo(event_id=done.event_ids[0]))
    assert (await tasks.get(owner, TaskRef(id=task.id))).status == "done"


@pytest.mark.parametrize("touched", [False, True])
async def test_reopening_takes_the_next_one_back_if_nobody_touched_it(
    tasks: TaskService, owner: Actor, touched: bool
) -> None:
    task = await one(tasks, owner, due={"date": "2026-11-23"}, recurrence=WEEKLY)
    done = await tasks.set_status(owner, status("done", task))
    if touched:
        await tasks.change(owner, change(done.next_occurrences[0], set={"title": "other"}))

    answer = await tasks.set_status(owner, status("open", task))

    assert [each.number for each in await opened(tasks, owner)] == ([2, 1] if touched else [1])
    assert len(answer.remarks) == (1 if touched else 0)
    await tasks.undo(owner, UNDO_LAST)
    assert [each.number for each in await opened(tasks, owner)] == [2]


@pytest.mark.parametrize("word", ["open", "in_progress", "cancelled"])
async def test_the_next_one_stays_where_the_same_request_names_it(
    tasks: TaskService, owner: Actor, word: str
) -> None:
    task = await one(tasks, owner, due={"date": "2026-11-23"}, recurrence=WEEKLY)
    done = await tasks.set_status(owner, status("done", task))

    answer = await tasks.set_status(owner, status(word, task, done.next_occurrences[0]))

    assert {each.number: each.status for each in (*answer.changed, *answer.noop)} == {
        1: word,
        2: word,
    }
    left = {each.number: each.status for each in await opened(tasks, owner)}
    assert left == ({} if word == "cancelled" else {1: word, 2: word})
    assert "The occurrence that followed #1 stays as well." in answer.remarks


async def test_the_next_one_has_all_subtasks_anew(tasks: TaskService, owner: Actor) -> None:
    task = await one(tasks, owner, "Pack", due={"date": "2026-11-23"}, recurrence=WEEKLY)
    for title in ("shoes", "coat"):
        await one(tasks, owner, title, parent_ref=str(task.id))
    before = (await opened(tasks, owner))[0]
    await tasks.set_status(owner, status("done", before))

    answer = await tasks.set_status(owner, status("done", task))

    [following] = answer.next_occurrences
    assert following.subtasks.model_dump() == {"open": 2, "done": 0}
    assert answer.changed[0].subtasks.model_dump() == {"open": 0, "done": 1}
    assert answer.remarks == []
    await tasks.undo(owner, UNDO_LAST)
    assert (await tasks.get(owner, TaskRef(id=task.id))).subtasks.model_dump() == {
        "open": 1,
        "done": 1,
    }


async def test_a_date_of_one_that_comes_back_needs_to_say_which(
    tasks: TaskService, owner: Actor
) -> None:
    task = await one(tasks, owner, due={"date": "2026-11-23"}, recurrence=WEEKLY)
    wednesday = {"due": {"date": "2026-11-25"}}

    with pytest.raises(InvalidInput, match=r"^scope: task #1 comes back \(every Monday\)"):
        await tasks.change(owner, change(task, set=wednesday))
    with pytest.raises(InvalidInput, match=r"^due: a task that comes back needs a date"):
        await tasks.change(owner, change(task, clear=["due"]))
    ended = await tasks.change(owner, change(task, clear=["recurrence", "due"]))

    assert (ended.due, ended.recurrence, ended.recurrence_words) == (None, None, "")


@pytest.mark.parametrize(("scope", "following"), [("this", "2026-11-30"), ("series", "2026-12-02")])
async def test_this_one_moves_alone_and_the_series_with_its_rule(
    tasks: TaskService, owner: Actor, scope: str, following: str
) -> None:
    task = await one(tasks, owner, due={"date": "2026-11-23"}, recurrence=WEEKLY)

    moved = await tasks.change(
        owner, change(task, set={"due": {"date": "2026-11-25"}}, scope=scope)
    )
    answer = await tasks.set_status(owner, SetStatus(ids=[task.id], status="done"))

    assert moved.due == on("2026-11-25")
    assert dues(answer.next_occurrences) == [{"date": following}]


async def test_a_series_of_several_days_is_not_moved_by_a_guess(
    tasks: TaskService, owner: Actor
) -> None:
    rule = {"rrule": "FREQ=WEEKLY;BYDAY=MO,TH"}
    task = await one(tasks, owner, due={"date": "2026-11-23"}, recurrence=rule)

    with pytest.raises(InvalidInput, match="that day is not one of them"):
        await tasks.reschedule(owner, reschedule(task, to={"date": "2026-11-25"}, scope="series"))
    thursday = reschedule(task, to={"date": "2026-11-26"}, scope="series")
    await tasks.reschedule(owner, thursday)
    answer = await tasks.set_status(owner, status("done", task))

    assert dues(answer.next_occurrences) == [{"date": "2026-11-30"}]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"to": {"date": "2026-11-30"}}, {"local": "2026-11-30T09:00", "tz": "Europe/Berlin"}),
        ({"to": {"date": "2026-11-30"}, "keep_time": False}, {"date": "2026-11-30"}),
        ({"shift": {"days": 2}}, {"local": "2026-11-27T09:00", "tz": "Europe/Berlin"}),
        (
            {"shift": {"months": 3, "minutes": -90}},
            {"local": "2027-02-25T07:30", "tz": "Europe/Berlin"},
        ),
        (
            {"to": {"local": "2026-11-30T10:00", "tz": "UTC"}},
            {"local": "2026-11-30T10:00", "tz": "UTC"},
        ),
    ],
)
async def test_rescheduling_keeps_the_time_unless_told_otherwise(
    tasks: TaskService, database: Database, owner: Actor, asked: dict[str, Any], expected: Any
) -> None:
    await live_in(database, owner, "Europe/Berlin")
    due = {"local": "2026-11-25T09:00", "tz": "Europe/Berlin"}
    task = await one(tasks, owner, due=due)

    answer = await tasks.reschedule(owner, reschedule(task, **asked))

    assert dues([answer.tasks[0].after]) == [expected]
    assert answer.tasks[0].words.startswith("Wed 25 Nov 2026, 09:00 → ")


async def test_skipping_goes_on_with_the_next_date(tasks: TaskService, owner: Actor) -> None:
    task = await one(tasks, owner, due={"date": "2026-11-23"}, recurrence=WEEKLY)

    answer = await tasks.reschedule(owner, reschedule(task, next_occurrence=True))

    assert dues([answer.tasks[0].after]) == [{"date": "2026-11-30"}]
    await tasks.undo(owner, UNDO_LAST)
    assert (await tasks.get(owner, TaskRef(id=task.id))).due == task.due


@pytest.mark.parametrize(
    ("due", "asked", "reason"),
    [
        (None, {"shift": {"days": 1}}, "no date yet"),
        ({"date": "2026-11-23"}, {"shift": {"hours": 1}}, "without a time"),
        ({"date": "2199-12-31"}, {"shift": {"days": 1}}, "year must be"),
        ({"date": "2026-11-23"}, {"next_occurrence": True}, "does not come back"),
    ],
)
async def test_dates_that_cannot_be_are_refused(
    tasks: TaskService, owner: Actor, due: Any, asked: dict[str, Any], reason: str
) -> None:
    task = await one(tasks, owner, due=due)

    with pytest.raises(InvalidInput, match=reason):
        await tasks.reschedule(owner, reschedule(task, **asked))


@pytest.mark.parametrize(
    "rrule", ["", "nonsense", "FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=5000"]
)
async def test_rules_that_cannot_be_kept_are_refused(
    tasks: TaskService, owner: Actor, rrule: str
) -> None:
    with pytest.raises(ValueError if not rrule else InvalidInput):
        await one(tasks, owner, due={"date": "2026-11-23"}, recurrence={"rrule": rrule})
