"""Deleting for good by hand: of the trash alone, only one's own, with all that hangs on it."""

from datetime import timedelta

import psycopg
import pytest

from errand.identity import Actor, uuid7
from errand.tasks import purging
from errand.tasks.acts import Trash, Undo
from errand.tasks.errors import EventNotFound, TaskNotFound
from errand.tasks.inputs import FindTasks
from errand.tasks.purging import EmptyTrash, NotInTrash, PurgeTask
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import StructureFilter
from errand.tools.tasks import task_tools
from task_world import Watch
from tasks.structure import UNDO_LAST, delete, made, manage, one, restore

TABLES = ("tasks", "task_events", "task_search", "task_labels", "projects", "sections", "labels")


def counts(url: str, actor: Actor) -> dict[str, int]:
    """So many rows of this person there are, deleted ones too."""
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_maintenance")
        return {
            table: len(
                connection.execute(
                    f"select 1 from app.{table} where owner_id = %s".encode(), (actor.user_id,)
                ).fetchall()
            )
            for table in TABLES
        }


async def titles(tasks: TaskService, actor: Actor) -> list[str]:
    return [task.title for task in (await tasks.trash(actor, Trash())).tasks]


async def test_one_task_goes_for_good_with_its_history_and_its_subtasks_of_the_trash(
    tasks: TaskService, database_url: str, owner: Actor
) -> None:
    top = await one(tasks, owner, "top", labels=["x"])
    low = await one(tasks, owner, "low", parent_ref=str(top.id))
    await one(tasks, owner, "lowest", parent_ref=str(low.id))
    other = await one(tasks, owner, "other")
    await tasks.delete(owner, delete(top))
    deleted = await tasks.delete(owner, delete(other))
    kept = await one(tasks, owner, "kept")

    answer = await purging.purge(tasks, owner, PurgeTask(id=top.id))

    assert (answer.deleted, answer.has_more, answer.event_ids) == (3, False, [])
    assert await titles(tasks, owner) == ["other"]
    left = counts(database_url, owner)
    assert (left["tasks"], left["task_search"], left["task_labels"]) == (2, 2, 0)
    with pytest.raises(TaskNotFound):
        await tasks.restore(owner, restore(top))
    with pytest.raises(TaskNotFound):
        await purging.purge(tasks, owner, PurgeTask(id=top.id))
    await tasks.undo(owner, Undo(event_id=deleted.event_ids[0]))
    assert {task.id for task in (await tasks.find(owner, FindTasks())).tasks} == {other.id, kept.id}


async def test_what_is_not_in_the_trash_stays(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    top = await one(tasks, owner, "top")
    low = await one(tasks, owner, "low", parent_ref=str(top.id))
    await tasks.delete(owner, delete(low))

    with pytest.raises(NotInTrash, match="Task #1 is not in the trash"):
        await purging.purge(tasks, owner, PurgeTask(id=top.id))
    for actor, task_id in ((stranger, low.id), (owner, uuid7())):
        with pytest.raises(TaskNotFound):
            await purging.purge(tasks, actor, PurgeTask(id=task_id))
    assert (await purging.empty(tasks, stranger, EmptyTrash())).deleted == 0

    assert await titles(tasks, owner) == ["low"]
    assert (await tasks.find(owner, FindTasks())).total == 1


async def test_a_subtask_that_came_back_stays_when_its_parent_goes_for_good(
    tasks: TaskService, owner: Actor
) -> None:
    top = await one(tasks, owner, "top")
    low = await one(tasks, owner, "low", parent_ref=str(top.id))
    await tasks.delete(owner, delete(top))
    await tasks.restore(owner, restore(low))

    assert (await purging.purge(tasks, owner, PurgeTask(id=top.id))).deleted == 1

    [left] = (await tasks.find(owner, FindTasks())).tasks
    assert (left.id, left.parent_id) == (low.id, None)


async def test_the_emptied_trash_leaves_nothing_but_what_is_in_use(
    tasks: TaskService, database_url: str, owner: Actor
) -> None:
    await made(tasks, owner, "project", "Work")
    await made(tasks, owner, "section", "Now", project="Work")
    gone = await one(tasks, owner, "gone", project="Work", section="Now", labels=["x", "y"])
    kept = await one(tasks, owner, "kept", labels=["y"])
    await tasks.delete(owner, delete(gone))
    await manage(tasks, owner, "delete", "project", target="Work")
    await manage(tasks, owner, "delete", "label", target="x")

    answer = await purging.empty(tasks, owner, EmptyTrash())

    assert (answer.deleted, answer.has_more) == (1, False)
    left = counts(database_url, owner)
    assert {name: left[name] for name in TABLES if name != "task_events"} == {
        "tasks": 1, "task_search": 1, "task_labels": 1, "projects": 0, "sections": 0, "labels": 1,
    }  # fmt: skip
    assert (await tasks.find(owner, FindTasks())).tasks == [kept]
    assert [each.name for each in (await tasks.labels(owner, StructureFilter())).labels] == ["y"]
    assert await titles(tasks, owner) == []
    with pytest.raises(Exception, match="for good"):
        await tasks.undo(owner, UNDO_LAST)


async def test_what_was_deleted_after_the_person_looked_stays(
    tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    first, second = [await one(tasks, owner, title) for title in ("first", "second")]
    await tasks.delete(owner, delete(first))
    seen = (await tasks.trash(owner, Trash())).tasks[0].deleted_at
    watch.pass_by(seconds=1)
    await tasks.delete(owner, delete(second))

    assert (await purging.empty(tasks, owner, EmptyTrash(until=seen))).deleted == 1

    assert await titles(tasks, owner) == ["second"]
    assert (await purging.empty(tasks, owner, EmptyTrash(until=seen))).deleted == 0


async def test_a_very_full_trash_is_emptied_by_parts(
    tasks: TaskService, owner: Actor, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(purging, "_EMPTY", purging.emptying_of(2))
    for title in "abc":
        await tasks.delete(owner, delete(await one(tasks, owner, title)))
        watch.now += timedelta(minutes=1)

    answers = [await purging.empty(tasks, owner, EmptyTrash()) for _ in range(2)]

    assert [(each.deleted, each.has_more) for each in answers] == [(2, True), (1, False)]


async def test_an_undone_import_that_was_deleted_for_good_cannot_be_done_again(
    tasks: TaskService, owner: Actor
) -> None:
    task = await one(tasks, owner, "a")
    undone = await tasks.undo(owner, UNDO_LAST)
    await purging.purge(tasks, owner, PurgeTask(id=task.id))

    with pytest.raises(EventNotFound):
        await tasks.undo(owner, Undo(call_id=undone.call_id))


async def test_asked_twice_with_one_key_it_is_done_once(
    tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    asked = EmptyTrash(idempotency_key="k")
    await tasks.delete(owner, delete(await one(tasks, owner, "a")))
    first = await purging.empty(tasks, owner, asked)
    await tasks.delete(owner, delete(await one(tasks, owner, "b")))

    assert await purging.empty(tasks, owner, asked) == first.model_copy(update={"replayed": True})
    assert await titles(tasks, owner) == ["b"]


def test_no_tool_deletes_for_good(tasks: TaskService) -> None:
    takes = {tool.takes for tool in task_tools(tasks)}

    assert len(takes) == 11
    assert takes.isdisjoint({PurgeTask, EmptyTrash})
