"""Changing tasks: what is asked and nothing else, once, and by nobody else."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import text

from errand.db import Database, open_database
from errand.errors import IdempotencyMismatch, InvalidInput
from errand.identity import Actor, uuid7
from errand.tasks.errors import TaskNotFound, VersionConflict
from errand.tasks.inputs import (
    DeleteTasks,
    FindTasks,
    NewTask,
    SetStatus,
    TaskRef,
    TaskUpdate,
    UpdateTasks,
)
from errand.tasks.service import TaskService
from errand.tasks.views import TaskView
from task_world import Watch, added, at, history_of, on

HOLD = text("select 1 from app.tasks where id = :task for update")
WAITING = text(
    "select count(distinct pid) from pg_locks join pg_stat_activity using (pid)"
    " where not granted and datname = current_database()"
)


@pytest_asyncio.fixture
async def wide(database_url: str) -> AsyncGenerator[TaskService]:
    """Tasks over twenty connections."""
    url = database_url.replace("postgresql://", "postgresql+psycopg://")
    opened = open_database(url, pooled=False, size=20)
    yield TaskService(opened)
    await opened.close()


def change(task: TaskView | UUID, **more: Any) -> TaskUpdate:
    task_id = task if isinstance(task, UUID) else task.id
    return TaskUpdate.model_validate({"id": task_id, **more})


async def test_a_change_touches_what_it_names_and_shows_before_and_after(
    tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    due = at("2026-11-25T09:00")
    [task] = await added(tasks, owner, NewTask(title="a", notes="n", due=due, priority="low"))
    watch.pass_by(minutes=5)

    answer = await tasks.update(
        owner, UpdateTasks(tasks=[change(task, set={"due": {"date": "2026-11-28"}})])
    )

    [changed] = answer.tasks
    assert changed.before == task
    assert changed.after == await tasks.get(owner, TaskRef(id=task.id))
    assert changed.after == task.model_copy(
        update={
            "due": on("2026-11-28"),
            "due_words": "Sat 28 Nov 2026",
            "version": 2,
            "updated_at": watch.now,
        }
    )


async def test_clearing_empties_and_leaves_the_rest(tasks: TaskService, owner: Actor) -> None:
    new = NewTask(title="a", notes="n", due=at("2026-11-25T09:00"), priority="low")
    [task] = await added(tasks, owner, new)

    after = await tasks.change(owner, change(task, clear=["notes", "due", "priority"]))

    assert (after.title, after.notes, after.due, after.priority) == ("a", "", None, "none")


@pytest.mark.parametrize("more", [{}, {"set": {}}, {"set": {"title": " a "}}, {"clear": ["due"]}])
async def test_a_change_to_what_is_so_already_changes_nothing(
    tasks: TaskService, database: Database, owner: Actor, watch: Watch, more: Any
) -> None:
    [task] = await added(tasks, owner, "a")
    watch.pass_by(minutes=5)

    answer = await tasks.update(owner, UpdateTasks(tasks=[change(task, **more)]))

    assert (answer.tasks[0].after, answer.event_ids) == (task, [])
    assert len(await history_of(database, owner, task.id)) == 1


async def test_a_change_to_a_task_that_changed_since_is_refused_and_names_the_version(
    tasks: TaskService, owner: Actor
) -> None:
    [task] = await added(tasks, owner, "a")
    await tasks.change(owner, change(task, if_version=1, set={"title": "b"}))

    with pytest.raises(VersionConflict, match=r"Task #1 .* version is 2 now, not 1") as refused:
        await tasks.change(owner, change(task, if_version=1, set={"title": "c"}))
    assert refused.value.code == "version_conflict"
    assert (await tasks.get(owner, TaskRef(id=task.id))).title == "b"


async def test_of_twenty_with_one_version_one_wins(
    wide: TaskService, tasks: TaskService, database: Database, owner: Actor
) -> None:
    [task] = await added(tasks, owner, "a")
    asked = [change(task, if_version=1, set={"title": f"t{n}"}) for n in range(20)]

    async with database.transaction(owner) as session:
        # Held until all twenty have arrived, so that every one of them meets the others.
        await session.execute(HOLD, {"task": task.id})
        running = [asyncio.create_task(wide.change(owner, each)) for each in asked]
        async with asyncio.timeout(30):
            while (await session.execute(WAITING)).scalar_one() < len(asked):
                pass
    results = await asyncio.gather(*running, return_exceptions=True)

    [won] = [result for result in results if isinstance(result, TaskView)]
    lost = [result for result in results if isinstance(result, VersionConflict)]
    assert (len(lost), won.version) == (19, 2)
    assert await tasks.get(owner, TaskRef(id=task.id)) == won
    assert len(await history_of(database, owner, task.id)) == 2


async def test_one_bad_change_aborts_them_all(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    mine = await added(tasks, owner, "a", "b")
    [foreign] = await added(tasks, stranger, "x")
    good = change(mine[0], set={"title": "changed"})

    for bad, refusal in [
        (change(foreign, set={"title": "stolen"}), TaskNotFound),
        (change(uuid7(), set={"title": "c"}), TaskNotFound),
        (change(mine[1], if_version=7, set={"title": "c"}), VersionConflict),
        (change(mine[1], set={"title": " "}), InvalidInput),
        (change(mine[1], set={"notes": "n"}, clear=["notes"]), InvalidInput),
        (change(mine[0], set={"title": "twice"}), InvalidInput),
    ]:
        with pytest.raises(refusal):
            await tasks.update(owner, UpdateTasks(tasks=[good, bad]))

    found = await tasks.find(owner, FindTasks())
    assert [task.title for task in found.tasks] == ["a", "b"]
    assert (await tasks.find(stranger, FindTasks())).tasks == [foreign]


async def test_with_continue_a_half_wrong_change_leaves_its_task_as_it_was(
    tasks: TaskService, owner: Actor
) -> None:
    a, b = await added(tasks, owner, "a", "b")
    half = {"title": "half", "due": {"local": "2026-11-25T09:00", "tz": "Nowhere"}}
    items = [change(a, set=half), change(b, set={"title": "B"}), change(uuid7())]

    answer = await tasks.update(owner, UpdateTasks(tasks=items, on_error="continue"))

    assert [(each.index, each.code) for each in answer.failures] == [
        (0, "invalid_input"),
        (2, "task_not_found"),
    ]
    assert [each.after.title for each in answer.tasks] == ["B"]
    assert await tasks.get(owner, TaskRef(id=a.id)) == a


async def test_a_change_with_a_key_happens_once(tasks: TaskService, owner: Actor) -> None:
    [task] = await added(tasks, owner, "a")
    asked = UpdateTasks(tasks=[change(task, set={"title": "b"})], idempotency_key="k")

    first = await tasks.update(owner, asked)
    await tasks.change(owner, change(task, set={"title": "c"}))
    again = await tasks.update(owner, asked)

    assert again == first.model_copy(update={"replayed": True})
    assert (await tasks.get(owner, TaskRef(id=task.id))).title == "c"
    with pytest.raises(IdempotencyMismatch):
        await tasks.update(owner, asked.model_copy(update={"on_error": "continue"}))


async def test_done_is_done_once_and_reopening_takes_it_back(
    tasks: TaskService, database: Database, owner: Actor, watch: Watch
) -> None:
    [task] = await added(tasks, owner, NewTask(title="a", due=on("2026-11-01")))
    assert task.overdue
    done = SetStatus(ids=[task.id, task.id], status="done")

    first = await tasks.set_status(owner, done)
    watch.pass_by(hours=1)
    again = await tasks.set_status(owner, done)
    reopened = await tasks.set_status(owner, SetStatus(ids=[task.id], status="open"))

    [finished] = first.changed
    assert (finished.status, finished.overdue, finished.version) == ("done", False, 2)
    assert finished.completed_at == task.created_at
    assert (again.changed, again.noop, again.event_ids) == ([], [finished], [])
    assert (reopened.changed[0].completed_at, reopened.changed[0].overdue) == (None, True)
    verbs = [event.verb for event in await history_of(database, owner, task.id)]
    assert verbs == ["added", "status_set", "status_set"]


async def test_a_status_reaches_every_task_that_is_there_and_reports_the_others(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    a, b = await added(tasks, owner, "a", "b")
    [foreign] = await added(tasks, stranger, "x")
    await tasks.set_status(owner, SetStatus(ids=[b.id], status="waiting"))

    answer = await tasks.set_status(
        owner, SetStatus(ids=[foreign.id, b.id, a.id], status="waiting")
    )

    assert [task.id for task in answer.changed] == [a.id]
    assert [task.id for task in answer.noop] == [b.id]
    assert [(each.id, each.code) for each in answer.failures] == [(foreign.id, "task_not_found")]
    assert (await tasks.get(stranger, TaskRef(id=foreign.id))).status == "open"


async def test_a_deleted_task_is_gone_from_every_view_and_kept_in_the_trash(
    tasks: TaskService, database: Database, owner: Actor
) -> None:
    a, b = await added(tasks, owner, "a", "b")

    answer = await tasks.delete(owner, DeleteTasks(ids=[a.id]))

    assert [task.id for task in answer.trashed] == [a.id]
    assert answer.model_dump(mode="json")["restore_until"] == "2026-12-24T07:00:00Z"
    assert (await tasks.find(owner, FindTasks(statuses=["open"]))).tasks == [b]
    assert (await tasks.find(owner, FindTasks(ids=[a.id]))).tasks == []
    for use_case in (
        tasks.get(owner, TaskRef(id=a.id)),
        tasks.delete(owner, DeleteTasks(ids=[a.id])),
        tasks.set_status(owner, SetStatus(ids=[a.id], status="done")),
        tasks.change(owner, change(a, set={"title": "c"})),
    ):
        with pytest.raises(TaskNotFound):
            await use_case
    events = await history_of(database, owner, a.id)
    assert [event.verb for event in events] == ["added", "deleted"]
    assert events[1].before["deleted_at"] is None
    assert events[1].after["deleted_at"] is not None


async def test_deleting_somebody_elses_task_is_as_if_there_were_none(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    [task] = await added(tasks, owner, "a")

    with pytest.raises(TaskNotFound, match=f"There is no task {task.id}"):
        await tasks.delete(stranger, DeleteTasks(ids=[task.id]))
    assert await tasks.get(owner, TaskRef(id=task.id)) == task


async def test_a_number_is_never_given_out_again(tasks: TaskService, owner: Actor) -> None:
    [task] = await added(tasks, owner, "a")
    await tasks.delete(owner, DeleteTasks(ids=[task.id], idempotency_key="k"))
    replayed = await tasks.delete(owner, DeleteTasks(ids=[task.id], idempotency_key="k"))

    [following] = await added(tasks, owner, "b")

    assert replayed.replayed
    assert following.number == 2


async def test_two_batches_over_the_same_tasks_in_opposite_order_both_end(
    tasks: TaskService, owner: Actor
) -> None:
    ids = [task.id for task in await added(tasks, owner, *"abcdefghij")]

    for status in ("done", "open", "waiting"):
        await asyncio.gather(
            tasks.set_status(owner, SetStatus(ids=ids, status=status)),
            tasks.set_status(owner, SetStatus(ids=ids[::-1], status="cancelled")),
        )

    found = await tasks.find(owner, FindTasks(ids=ids))
    assert len({task.status for task in found.tasks}) == 1


async def test_a_sign_in_that_has_ended_changes_nothing(
    tasks: TaskService, owner: Actor, people: Any
) -> None:
    [task] = await added(tasks, owner, "a")
    people.sign_out(owner)

    with pytest.raises(Exception, match="Invalid token"):
        await tasks.set_status(owner, SetStatus(ids=[task.id], status="done"))
    assert (await tasks.get(people.sign_in(owner.user_id), TaskRef(id=task.id))).status == "open"
