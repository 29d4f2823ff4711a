"""Adding tasks: all or what can be, in order, numbered, once per key, and never for another."""

import asyncio
from typing import Any

import pytest

from errand.db import Database
from errand.errors import IdempotencyMismatch, InvalidInput
from errand.identity import Actor
from errand.tasks.inputs import AddTasks, FindTasks, NewTask, TaskRef
from errand.tasks.service import TaskService
from task_world import Watch, added, at, history_of, live_in, on


def batch(*titles: str, **more: Any) -> AddTasks:
    return AddTasks(tasks=[NewTask(title=title) for title in titles], **more)


async def titles_of(tasks: TaskService, actor: Actor) -> list[str]:
    found = await tasks.find(actor, FindTasks(sort="created", limit=100))
    return [task.title for task in reversed(found.tasks)]


async def test_a_task_is_added_with_everything_that_was_said(
    tasks: TaskService, database: Database, owner: Actor, watch: Watch
) -> None:
    await live_in(database, owner, "Europe/Berlin")
    due = at("2026-11-25T09:00", "europe/berlin")
    new = NewTask(title="  Call the bank ", notes="Ask\r\nfor Eve\n", due=due, priority="high")

    [task] = await added(tasks, owner, new)

    assert task.model_dump(mode="json") == {
        "id": str(task.id),
        "number": 1,
        "title": "Call the bank",
        "notes": "Ask\nfor Eve",
        "status": "open",
        "priority": "high",
        "due": {"local": "2026-11-25T09:00", "tz": "Europe/Berlin"},
        "due_words": "Wed 25 Nov 2026, 09:00",
        "overdue": False,
        "deadline": None,
        "defer_until": None,
        "recurrence": None,
        "recurrence_words": "",
        "reminders": [],
        "labels": [],
        "project": None,
        "section": None,
        "parent_id": None,
        "subtasks": {"open": 0, "done": 0},
        "position": task.position,
        "estimate_minutes": None,
        "links": [],
        "series_id": None,
        "version": 1,
        "created_at": "2026-11-24T07:00:00Z",
        "updated_at": "2026-11-24T07:00:00Z",
        "completed_at": None,
        "cancelled_at": None,
        "deleted_at": None,
    }
    assert await tasks.get(owner, TaskRef(id=task.id)) == task


async def test_tasks_keep_their_order_and_are_numbered_on(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    first = await added(tasks, owner, "a", "b", "c")
    second = await added(tasks, owner, "d")
    other = await added(tasks, stranger, "x")

    assert [task.number for task in first + second] == [1, 2, 3, 4]
    assert [task.title for task in first] == ["a", "b", "c"]
    assert other[0].number == 1
    assert await titles_of(tasks, owner) == ["a", "b", "c", "d"]


async def test_numbers_stay_apart_when_twenty_add_at_once(tasks: TaskService, owner: Actor) -> None:
    every = await asyncio.gather(*(added(tasks, owner, f"t{n}", f"u{n}") for n in range(20)))

    assert sorted(task.number for two in every for task in two) == list(range(1, 41))


async def test_one_bad_task_saves_none_and_is_named(tasks: TaskService, owner: Actor) -> None:
    with pytest.raises(InvalidInput, match=r"^tasks\.1\.title: must not be blank$"):
        await tasks.add(owner, batch("good", " \u200b "))

    assert await titles_of(tasks, owner) == []


async def test_with_continue_the_good_are_saved_and_the_bad_reported(
    tasks: TaskService, owner: Actor
) -> None:
    nowhere = at("2026-11-25T09:00", "Mars/Olympus")
    items = [NewTask(title="a"), NewTask(title=""), NewTask(title="b", due=nowhere)]

    answer = await tasks.add(owner, AddTasks(tasks=items, on_error="continue"))

    assert [task.title for task in answer.tasks] == ["a"]
    assert [(each.index, each.code) for each in answer.failures] == [
        (1, "invalid_input"),
        (2, "invalid_input"),
    ]
    assert "Europe/Berlin" in answer.failures[1].error
    assert await titles_of(tasks, owner) == ["a"]


async def test_with_continue_and_nothing_good_it_is_refused(
    tasks: TaskService, owner: Actor
) -> None:
    with pytest.raises(InvalidInput, match="blank"):
        await tasks.add(owner, batch("", " ", on_error="continue"))


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("", "blank"),
        ("\u3164\u200d"[1:], "blank"),
        ("x" * 501, "at most 500"),
        ("a\x00b", "control"),
        ("a\nb", "control"),
        ("a\x1b[31m", "control"),
        ("a\ud800", "surrogate"),
    ],
)
async def test_titles_that_cannot_be_kept_are_refused(
    tasks: TaskService, owner: Actor, title: str, reason: str
) -> None:
    raw = NewTask.model_construct(title=title, notes="", due=None, priority="none")

    with pytest.raises(InvalidInput, match=reason):
        await tasks.add(owner, AddTasks.model_construct(tasks=[raw]))


@pytest.mark.parametrize(
    "title", ["x" * 500, "Überweisung 💸", "買い物", "a'; drop table --", "100%_\\"]
)
async def test_titles_of_every_kind_come_back_as_they_were(
    tasks: TaskService, owner: Actor, title: str
) -> None:
    [task] = await added(tasks, owner, title)

    assert (await tasks.get(owner, TaskRef(id=task.id))).title == title


@pytest.mark.parametrize("notes", ["x" * 10_001, "a\x00", "\x07"])
async def test_notes_that_cannot_be_kept_are_refused(
    tasks: TaskService, owner: Actor, notes: str
) -> None:
    with pytest.raises(InvalidInput, match=r"^notes: "):
        await added(tasks, owner, NewTask(title="a", notes=notes))


@pytest.mark.parametrize("year", [1, 1969, 2200, 9999])
async def test_years_out_of_this_world_are_refused(
    tasks: TaskService, owner: Actor, year: int
) -> None:
    for due in (on(f"{year:04}-01-01"), at(f"{year:04}-01-01T00:00", "UTC")):
        with pytest.raises(InvalidInput, match="year must be 1970 to 2199"):
            await added(tasks, owner, NewTask(title="a", due=due))


async def test_the_same_key_adds_once_and_answers_alike(tasks: TaskService, owner: Actor) -> None:
    first = await tasks.add(owner, batch("a", idempotency_key="k"))
    again = await tasks.add(owner, batch("a", idempotency_key="k"))

    assert again == first.model_copy(update={"replayed": True})
    assert await titles_of(tasks, owner) == ["a"]


async def test_the_same_key_for_something_else_is_refused(tasks: TaskService, owner: Actor) -> None:
    await tasks.add(owner, batch("a", idempotency_key="k"))

    with pytest.raises(IdempotencyMismatch):
        await tasks.add(owner, batch("b", idempotency_key="k"))
    assert await titles_of(tasks, owner) == ["a"]


async def test_a_key_is_its_persons_own(tasks: TaskService, owner: Actor, stranger: Actor) -> None:
    await tasks.add(owner, batch("a", idempotency_key="k"))
    other = await tasks.add(stranger, batch("b", idempotency_key="k"))

    assert not other.replayed
    assert await titles_of(tasks, stranger) == ["b"]


async def test_a_failed_call_does_not_use_up_its_key(tasks: TaskService, owner: Actor) -> None:
    with pytest.raises(InvalidInput):
        await tasks.add(owner, batch("", idempotency_key="k"))

    assert not (await tasks.add(owner, batch("a", idempotency_key="k"))).replayed


async def test_a_key_is_forgotten_after_a_day(
    tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    await tasks.add(owner, batch("a", idempotency_key="k"))
    watch.pass_by(hours=23)
    assert (await tasks.add(owner, batch("a", idempotency_key="k"))).replayed

    watch.pass_by(hours=2)

    assert not (await tasks.add(owner, batch("b", idempotency_key="k"))).replayed
    assert (await tasks.add(owner, batch("b", idempotency_key="k"))).replayed


async def test_twenty_at_once_with_one_key_add_one_task(tasks: TaskService, owner: Actor) -> None:
    asked = batch("a", idempotency_key="k")

    answers = await asyncio.gather(*(tasks.add(owner, asked) for _ in range(20)))

    assert sum(not answer.replayed for answer in answers) == 1
    assert {answer.tasks[0].id for answer in answers} == {answers[0].tasks[0].id}
    assert await titles_of(tasks, owner) == ["a"]


async def test_history_says_what_was_added_and_by_which_way(
    tasks: TaskService, database: Database, owner: Actor
) -> None:
    answer = await tasks.add(owner, batch("a"))

    [event] = await history_of(database, owner, answer.tasks[0].id)
    assert (event.verb, event.via, event.before) == ("added", "rest", None)
    assert (event.after["title"], event.after["version"]) == ("a", 1)
    assert event.id == answer.event_ids[0]
