"""The trash: what is in it comes back as it was, for thirty days, and then is gone for good."""

import psycopg
import pytest

from errand.db import Database
from errand.errors import InvalidCursor
from errand.identity import Actor
from errand.tasks.acts import Trash, Undo
from errand.tasks.emptying import Emptying
from errand.tasks.errors import TaskNotFound, UndoConflict
from errand.tasks.inputs import FindTasks, TaskRef
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import StructureFilter
from task_world import Watch
from tasks.structure import delete, made, manage, one, restore


async def titles(tasks: TaskService, actor: Actor) -> list[str]:
    return [task.title for task in (await tasks.trash(actor, Trash())).tasks]


async def test_what_was_thrown_away_comes_back_where_it_was(
    tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    await made(tasks, owner, "project", "Work")
    top = await one(tasks, owner, "top", project="Work", labels=["x"])
    low = await one(tasks, owner, "low", parent_ref=str(top.id))
    await tasks.delete(owner, delete(top))
    watch.pass_by(days=29)
    assert sorted(await titles(tasks, owner)) == ["low", "top"]

    answer = await tasks.restore(owner, restore(top))

    moving = {"version", "updated_at"}
    assert [task.model_dump(exclude=moving) for task in answer.tasks] == [
        top.model_copy(update={"subtasks": answer.tasks[0].subtasks}).model_dump(exclude=moving)
    ]
    back = await tasks.get(owner, TaskRef(id=low.id))
    assert back.model_dump(exclude=moving) == low.model_dump(exclude=moving)
    assert await titles(tasks, owner) == []
    again = await tasks.restore(owner, restore(top))
    assert again.event_ids == []


async def test_a_subtask_thrown_away_before_its_parent_stays_there(
    tasks: TaskService, owner: Actor, watch: Watch
) -> None:
    top = await one(tasks, owner, "top")
    low = await one(tasks, owner, "low", parent_ref=str(top.id))
    await tasks.delete(owner, delete(low))
    watch.pass_by(minutes=1)
    await tasks.delete(owner, delete(top))

    await tasks.restore(owner, restore(top))

    assert await titles(tasks, owner) == ["low"]


async def test_what_it_belonged_to_may_be_gone(tasks: TaskService, owner: Actor) -> None:
    await made(tasks, owner, "project", "Work")
    top = await one(tasks, owner, "top", project="Work")
    low = await one(tasks, owner, "low", parent_ref=str(top.id))
    await tasks.delete(owner, delete(top))
    await manage(tasks, owner, "delete", "project", target="Work")

    answer = await tasks.restore(owner, restore(low))

    assert (answer.tasks[0].project, answer.tasks[0].parent_id) == (None, None)
    assert answer.remarks == ["What task #2 was sorted into is gone: it is elsewhere now."]


async def test_the_trash_is_paged_last_deleted_first(
    tasks: TaskService, owner: Actor, stranger: Actor, watch: Watch
) -> None:
    for title in "abcd":
        task = await one(tasks, owner, title)
        watch.pass_by(minutes=1)
        await tasks.delete(owner, delete(task))

    first = await tasks.trash(owner, Trash(limit=3))
    second = await tasks.trash(owner, Trash(limit=3, after=first.after))

    assert [task.title for task in [*first.tasks, *second.tasks]] == ["d", "c", "b", "a"]
    assert (first.has_more, second.has_more, second.after) == (True, False, None)
    assert await titles(tasks, stranger) == []
    with pytest.raises(InvalidCursor):
        await tasks.trash(stranger, Trash(after=first.after))
    with pytest.raises(TaskNotFound):
        await tasks.restore(stranger, restore(first.tasks[0]))


async def test_after_thirty_days_it_is_gone_with_its_history(
    tasks: TaskService, database: Database, database_url: str, owner: Actor, watch: Watch
) -> None:
    await made(tasks, owner, "project", "Work")
    await made(tasks, owner, "section", "Now", project="Work")
    gone = await one(tasks, owner, "gone", project="Work", section="Now", labels=["x"])
    await one(tasks, owner, "below", parent_ref=str(gone.id))
    kept = await one(tasks, owner, "kept")
    deleted = await tasks.delete(owner, delete(gone))
    await manage(tasks, owner, "delete", "project", target="Work")
    emptying = Emptying(database, now=watch)

    watch.pass_by(days=29, hours=23)
    await emptying.once()
    assert sorted(await titles(tasks, owner)) == ["below", "gone"]
    watch.pass_by(hours=2)
    assert await titles(tasks, owner) == []
    await emptying.once()

    with pytest.raises(TaskNotFound):
        await tasks.restore(owner, restore(gone))
    with pytest.raises(Exception, match=r"no such change|removed"):
        await tasks.undo(owner, Undo(event_id=deleted.event_ids[0]))
    assert (await tasks.find(owner, FindTasks())).tasks == [kept]
    assert len((await tasks.labels(owner, StructureFilter())).labels) == 1
    with psycopg.connect(database_url) as connection:
        connection.execute("set local role errand_maintenance")
        for table in ("tasks", "projects", "sections", "task_labels", "task_search"):
            found = connection.execute(
                f"select count(*) from app.{table} where owner_id = %s".encode(),
                (owner.user_id,),
            ).fetchone()
            assert found == ((1,) if table in {"tasks", "task_search"} else (0,)), table


async def test_a_project_removed_for_good_is_not_undone(
    tasks: TaskService, database: Database, owner: Actor, watch: Watch
) -> None:
    await made(tasks, owner, "project", "Work")
    deleted = await manage(tasks, owner, "delete", "project", target="Work")
    watch.pass_by(days=31)
    await Emptying(database, now=watch).once()

    with pytest.raises(UndoConflict, match="removed for good"):
        await tasks.undo(owner, Undo(event_id=deleted.event_ids[0]))
