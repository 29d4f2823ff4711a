"""Finding tasks: by what they are, by the person's own day, page by page, and only one's own."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from errand.db import Database
from errand.errors import InvalidCursor, InvalidInput
from errand.identity import Actor
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import DeleteTasks, FindTasks, NewTask, SetStatus, TaskFilter, TaskRef
from errand.tasks.service import TaskService
from task_world import Watch, added, at, live_in, on


def wanted(**filters: Any) -> FindTasks:
    return FindTasks.model_validate(filters)


async def titles(tasks: TaskService, actor: Actor, **filters: Any) -> list[str]:
    return [task.title for task in (await tasks.find(actor, wanted(**filters))).tasks]


async def a_week(tasks: TaskService, database: Database, owner: Actor) -> None:
    """Now is Tuesday 24 November, 08:00 in Berlin."""
    await live_in(database, owner, "Europe/Berlin")
    await added(
        tasks,
        owner,
        NewTask(title="undated"),
        NewTask(title="friday", due=on("2026-11-27")),
        NewTask(title="today at nine", due=at("2026-11-24T09:00"), priority="urgent"),
        NewTask(title="today", due=on("2026-11-24")),
        NewTask(title="today at seven", due=at("2026-11-24T07:00"), notes="Milk & 100% oats"),
        NewTask(title="yesterday", due=on("2026-11-23")),
    )


async def test_without_filters_every_unfinished_task_comes_soonest_first_and_undated_last(
    tasks: TaskService, database: Database, owner: Actor
) -> None:
    await a_week(tasks, database, owner)

    found = await tasks.find(owner, wanted())

    assert [task.title for task in found.tasks] == [
        "yesterday", "today", "today at seven", "today at nine", "friday", "undated",
    ]  # fmt: skip
    assert (found.total, found.has_more, found.next_cursor) == (6, False, None)
    assert found.applied_filters == {
        "statuses": ["open", "in_progress", "waiting"],
        "sort": "due",
        "limit": 20,
    }
    now = found.now.model_dump(mode="json")
    assert now == {"local": "2026-11-24T08:00", "tz": "Europe/Berlin"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"due": {"overdue": True}}, ["yesterday", "today at seven"]),
        ({"due": {"undated": True}}, ["undated"]),
        (
            {"due": {"from": "2026-11-24", "to": "2026-11-24"}},
            ["today", "today at seven", "today at nine"],
        ),
        ({"due": {"from": "2026-11-25"}}, ["friday"]),
        ({"due": {"to": "2026-11-23"}}, ["yesterday"]),
        (
            {"due": {"overdue": True, "from": "2026-11-27"}},
            ["yesterday", "today at seven", "friday"],
        ),
        ({"due": {"from": "0001-01-01", "to": "9999-12-31", "undated": False}}, 5),
        ({"due": {}}, 6),
        ({"priorities": ["urgent", "high"]}, ["today at nine"]),
        ({"text": "SEVEN"}, ["today at seven"]),
        ({"text": "100% milk"}, ["today at seven"]),
        ({"text": "1_0"}, []),
        ({"text": "today at"}, ["today at seven", "today at nine"]),
        ({"numbers": [1, 2, 99]}, ["friday", "undated"]),
        ({"statuses": ["done"]}, []),
        ({"statuses": [], "ids": [], "cursor": "", "text": None}, 6),
        ({"sort": "created", "limit": 2}, ["yesterday", "today at seven"]),
    ],
)
async def test_filters_find_what_they_say(
    tasks: TaskService, database: Database, owner: Actor, filters: Any, expected: Any
) -> None:
    await a_week(tasks, database, owner)

    found = await titles(tasks, owner, **filters)

    assert (found if isinstance(expected, list) else len(found)) == expected


async def test_the_answer_says_what_was_searched_for(tasks: TaskService, owner: Actor) -> None:
    due = {"overdue": True, "from": "2026-11-27"}

    found = await tasks.find(owner, wanted(due=due, text="x", limit=3, statuses=["done"]))

    assert found.applied_filters == {
        "due": due, "text": "x", "limit": 3, "statuses": ["done"], "sort": "due",
    }  # fmt: skip


async def test_a_task_named_by_number_is_found_even_when_it_is_done(
    tasks: TaskService, owner: Actor
) -> None:
    [task] = await added(tasks, owner, "a")
    await tasks.set_status(owner, SetStatus(ids=[task.id], status="done"))

    assert await titles(tasks, owner) == []
    assert await titles(tasks, owner, numbers=[1]) == ["a"]
    assert await titles(tasks, owner, ids=[str(task.id)]) == ["a"]
    assert await titles(tasks, owner, ids=[str(task.id)], statuses=["open"]) == []


async def test_today_and_overdue_are_the_persons_own(
    tasks: TaskService, database: Database, owner: Actor, watch: Watch
) -> None:
    await added(tasks, owner, NewTask(title="a", due=on("2026-11-24")))
    watch.now = datetime(2026, 11, 25, 1, tzinfo=UTC)

    await live_in(database, owner, "America/New_York")  # still the evening of the 24th
    assert await titles(tasks, owner, due={"overdue": True}) == []
    assert not (await tasks.find(owner, wanted())).tasks[0].overdue

    await live_in(database, owner, "Europe/Berlin")
    assert await titles(tasks, owner, due={"overdue": True}) == ["a"]
    assert (await tasks.find(owner, wanted())).tasks[0].overdue


async def test_a_time_in_another_zone_belongs_to_the_day_that_it_is_here(
    tasks: TaskService, database: Database, owner: Actor
) -> None:
    await live_in(database, owner, "Europe/Berlin")
    await added(
        tasks,
        owner,
        NewTask(title="late in New York", due=at("2026-11-24T23:00", "America/New_York")),
        NewTask(title="early in Berlin", due=at("2026-11-25T04:00")),
    )

    assert await titles(tasks, owner, due={"from": "2026-11-25"}) == [
        "early in Berlin",
        "late in New York",
    ]
    words = [task.due_words for task in (await tasks.find(owner, wanted())).tasks]
    assert words == ["Wed 25 Nov 2026, 04:00", "Tue 24 Nov 2026, 23:00 (America/New_York)"]


@pytest.mark.parametrize("sort", ["due", "created", "updated"])
async def test_pages_put_together_are_the_whole_list_once(
    tasks: TaskService, database: Database, owner: Actor, sort: str
) -> None:
    await a_week(tasks, database, owner)
    await added(tasks, owner, "u2", "u3", NewTask(title="friday too", due=on("2026-11-27")))
    whole = await titles(tasks, owner, sort=sort)

    pages: list[str] = []
    cursor = ""
    while cursor is not None:
        page = await tasks.find(owner, wanted(sort=sort, limit=2, cursor=cursor))
        assert (page.total, page.has_more) == (9, page.next_cursor is not None)
        pages += [task.title for task in page.tasks]
        cursor = page.next_cursor

    assert pages == whole


async def test_a_page_goes_on_where_it_ended_when_tasks_come_and_go(
    tasks: TaskService, owner: Actor
) -> None:
    first = await added(tasks, owner, "a", "b", "c", "d")
    page = await tasks.find(owner, wanted(limit=2))
    await tasks.delete(owner, DeleteTasks(ids=[first[1].id]))
    await added(tasks, owner, "e")

    assert await titles(tasks, owner, cursor=page.next_cursor) == ["c", "d", "e"]


async def test_cursors_of_other_lists_and_other_people_are_refused(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    await added(tasks, owner, "a", "b")
    cursor = (await tasks.find(owner, wanted(limit=1))).next_cursor

    for actor, filters in [
        (owner, {"text": "a"}),
        (owner, {"sort": "created"}),
        (owner, {"statuses": ["open"]}),
        (stranger, {}),
    ]:
        with pytest.raises(InvalidCursor):
            await tasks.find(actor, wanted(cursor=cursor, **filters))
    assert await titles(tasks, owner, cursor=cursor, limit=7) == ["b"]


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


async def test_what_only_looks_like_a_cursor_is_refused(tasks: TaskService, owner: Actor) -> None:
    await added(tasks, owner, "a", "b")
    for sort in ("due", "created"):
        cursor = (await tasks.find(owner, wanted(limit=1, sort=sort))).next_cursor
        assert cursor is not None
        of, key, _number = json.loads(base64.urlsafe_b64decode(cursor + "=="))
        instant = "2026-11-24T07:00:00+00:00"

        for forged in [
            "x", "????", "a" * 400, cursor + "=", cursor[:-1], packed([]), packed("abc"),
            packed([of, "now", 1]), packed([of, instant[:19], 1]), packed([of, instant, None]),
            packed([of, instant, 2**40]), packed([of, instant, -1]), packed([of, instant, "1"]),
            packed([of, instant, 1e400]), packed([of, 5, 1]), packed([of, None if key else "", 1]),
        ]:  # fmt: skip
            with pytest.raises(InvalidCursor):
                await tasks.find(owner, wanted(sort=sort, cursor=forged))


async def test_a_task_is_its_owners_alone(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    [task] = await added(tasks, owner, "a")

    assert await titles(tasks, stranger) == []
    assert await titles(tasks, stranger, ids=[str(task.id)]) == []
    with pytest.raises(TaskNotFound):
        await tasks.get(stranger, TaskRef(id=task.id))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["yesterday", "today", "today at seven", "today at nine", "friday", "undated"]),
        ({"due": "today"}, ["today", "today at seven", "today at nine"]),
        ({"due": "overdue"}, ["yesterday", "today at seven"]),
        ({"due": "none"}, ["undated"]),
        ({"due": "2026-11-25.."}, ["friday"]),
        ({"due": "..2026-11-23"}, ["yesterday"]),
        ({"due": "2026-11-23..2026-11-23"}, ["yesterday"]),
        ({"q": "oats"}, ["today at seven"]),
        ({"status": "done"}, []),
        ({"status": "waiting"}, []),
        ({"status": "all", "q": "friday"}, ["friday"]),
    ],
)
async def test_the_page_filters_find_what_they_say(
    tasks: TaskService, database: Database, owner: Actor, asked: Any, expected: list[str]
) -> None:
    await a_week(tasks, database, owner)

    page = await tasks.list(owner, TaskFilter.model_validate(asked))

    assert [task.title for task in page.tasks] == expected


@pytest.mark.parametrize("due", ["tomorrow", "..", "2026-02-30..", "2026-11-23", "a..b"])
async def test_a_due_filter_that_cannot_be_read_is_refused(
    tasks: TaskService, owner: Actor, due: str
) -> None:
    with pytest.raises(InvalidInput, match=r"^due: must be"):
        await tasks.list(owner, TaskFilter(due=due))


async def test_a_page_of_today_can_be_turned_after_midnight(
    tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    for day in ("2026-11-24", "2026-11-25"):
        new = [NewTask(title=f"{day} {n}", due=on(day)) for n in range(2)]
        await added(tasks, owner, *new)
    first = await tasks.list(owner, TaskFilter(due="today", limit=1))
    watch.pass_by(days=1)

    second = await tasks.list(owner, TaskFilter(due="today", after=first.after))

    assert [task.title for task in second.tasks] == ["2026-11-25 0", "2026-11-25 1"]
