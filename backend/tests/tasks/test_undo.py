"""Undo: exact, of everything, never twice, and never at the cost of what was done later."""

from typing import Any

import pytest
from sqlalchemy import text

from errand.db import Database
from errand.identity import Actor, Origin, coming_from, uuid7
from errand.tasks.acts import GetTasks, Undo
from errand.tasks.errors import AlreadyUndone, EventNotFound, NothingToUndo, UndoConflict
from errand.tasks.inputs import AddTasks, FindTasks, NewTask, TaskRef, UpdateTasks
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import StructureFilter
from errand.tasks.views import TaskView
from task_world import Watch, added
from tasks.structure import (
    UNDO_LAST,
    change,
    delete,
    made,
    manage,
    move,
    one,
    reschedule,
    restore,
    status,
)

MOVING = {"version", "updated_at"}


async def now(tasks: TaskService, actor: Actor, task: TaskView) -> dict[str, Any]:
    return (await tasks.get(actor, TaskRef(id=task.id))).model_dump(exclude=MOVING)


@pytest.mark.parametrize(
    "asked",
    [
        {"set": {"title": "other"}},
        {"set": {"due": {"local": "2026-12-01T10:00", "tz": "Asia/Tokyo"}}},
        {"set": {"deadline": "2026-12-01", "defer_until": "2026-11-30", "estimate_minutes": 30}},
        {"set": {"priority": "urgent", "links": [{"url": "mailto:a@b.c", "title": "A"}]}},
        {"set": {"recurrence": {"rrule": "FREQ=DAILY"}}},
        {"set": {"project": "Work", "section": "Now"}},
        {"labels": {"replace": ["new", "old"]}},
        {"clear": ["notes", "due", "labels"]},
    ],
)
async def test_a_change_undone_is_as_if_it_had_not_been(
    tasks: TaskService, owner: Actor, watch: Watch, asked: dict[str, Any]
) -> None:
    await made(tasks, owner, "project", "Work")
    await made(tasks, owner, "section", "Now", project="Work")
    task = await one(tasks, owner, notes="n", due={"date": "2026-11-24"}, labels=["old"])
    before = await now(tasks, owner, task)
    changed = await tasks.change(owner, change(task, **asked))
    watch.pass_by(hours=1)

    answer = await tasks.undo(owner, UNDO_LAST)

    assert changed.model_dump(exclude=MOVING) != before
    assert await now(tasks, owner, task) == before
    undone = answer.undone[0]
    assert undone.before == changed
    assert undone.after is not None
    assert undone.after.version == changed.version + 1
    # And forward again.
    await tasks.undo(owner, Undo(event_id=answer.event_ids[0]))
    assert await now(tasks, owner, task) == changed.model_dump(exclude=MOVING)


async def test_one_call_is_undone_whole_and_the_calls_before_it_in_turn(
    tasks: TaskService, owner: Actor
) -> None:
    await added(tasks, owner, "a", "b")
    c = await one(tasks, owner, "c", labels=["fresh"])
    await tasks.set_status(owner, status("done", c))

    counts: list[int] = []
    for _ in range(3):
        await tasks.undo(owner, UNDO_LAST)
        counts.append((await tasks.find(owner, FindTasks())).total)

    assert counts == [3, 2, 0]
    assert (await tasks.labels(owner, StructureFilter())).labels == []
    with pytest.raises(NothingToUndo, match="There is nothing to undo"):
        await tasks.undo(owner, UNDO_LAST)


async def test_three_calls_are_undone_at_once(tasks: TaskService, owner: Actor) -> None:
    task = await one(tasks, owner)
    before = await now(tasks, owner, task)
    for title in "bcd":
        await tasks.change(owner, change(task, set={"title": title}))

    answer = await tasks.undo(owner, Undo(last=3))

    assert len(answer.undone) == 3
    assert await now(tasks, owner, task) == before


async def test_what_is_undone_is_not_undone_again_unless_it_was_done_again(
    tasks: TaskService, owner: Actor
) -> None:
    task = await one(tasks, owner)
    done = (await tasks.set_status(owner, status("done", task))).event_ids[0]
    undoing = (await tasks.undo(owner, Undo(event_id=done))).event_ids[0]

    with pytest.raises(AlreadyUndone, match="undone already"):
        await tasks.undo(owner, Undo(event_id=done))
    await tasks.undo(owner, Undo(event_id=undoing))
    assert (await tasks.get(owner, TaskRef(id=task.id))).status == "done"
    await tasks.undo(owner, Undo(event_id=done))

    assert (await tasks.get(owner, TaskRef(id=task.id))).status == "open"


async def test_a_later_change_of_the_same_field_stands_and_is_named(
    tasks: TaskService, owner: Actor
) -> None:
    task = await one(tasks, owner)
    first = await tasks.update(owner, _update(change(task, set={"title": "b", "priority": "high"})))
    await tasks.change(owner, change(task, set={"title": "c"}))
    before = await now(tasks, owner, task)

    with pytest.raises(UndoConflict, match=r"Task #1 has been changed since \(title\)"):
        await tasks.undo(owner, Undo(event_id=first.event_ids[0]))

    assert await now(tasks, owner, task) == before


async def test_a_later_change_of_another_field_stays(tasks: TaskService, owner: Actor) -> None:
    task = await one(tasks, owner)
    first = await tasks.update(owner, _update(change(task, set={"title": "b"})))
    await tasks.change(owner, change(task, set={"notes": "kept"}))

    await tasks.undo(owner, Undo(event_id=first.event_ids[0]))

    after = await tasks.get(owner, TaskRef(id=task.id))
    assert (after.title, after.notes) == ("a", "kept")


async def test_a_part_that_cannot_be_undone_leaves_the_whole_as_it_is(
    tasks: TaskService, owner: Actor
) -> None:
    a, b = await added(tasks, owner, "a", "b")
    done = await tasks.set_status(owner, status("done", a, b))
    await tasks.change(owner, change(b, set={"title": "other"}))
    await tasks.set_status(owner, status("open", b))

    with pytest.raises(UndoConflict):
        await tasks.undo(owner, Undo(event_id=done.event_ids[1]))
    assert (await tasks.get(owner, TaskRef(id=a.id))).status == "done"
    await tasks.undo(owner, Undo(last=3))

    assert (await tasks.get(owner, TaskRef(id=a.id))).status == "open"
    assert (await tasks.get(owner, TaskRef(id=b.id))).title == "b"


async def test_moves_deletions_and_restoring_are_undone(tasks: TaskService, owner: Actor) -> None:
    await made(tasks, owner, "project", "Work")
    top = await one(tasks, owner, "top", labels=["x"])
    low = await one(tasks, owner, "low", parent_ref=str(top.id))
    other = await one(tasks, owner, "other")
    before = [await now(tasks, owner, each) for each in (top, low, other)]

    for act in (
        tasks.move(owner, move(top, project="Work")),
        tasks.move(owner, move(other, before=top.id)),
        tasks.move(owner, move(other, parent=low.id)),
        tasks.delete(owner, delete(top)),
        tasks.reschedule(owner, reschedule(low, to={"date": "2026-12-01"})),
    ):
        await act
        await tasks.undo(owner, UNDO_LAST)
        assert [await now(tasks, owner, each) for each in (top, low, other)] == before
    await tasks.delete(owner, delete(top))
    await tasks.restore(owner, restore(top))
    await tasks.undo(owner, UNDO_LAST)
    assert [task.title for task in (await tasks.find(owner, FindTasks())).tasks] == ["other"]


async def test_what_was_done_to_projects_sections_and_labels_is_undone(
    tasks: TaskService, owner: Actor
) -> None:
    await made(tasks, owner, "project", "Work")
    await made(tasks, owner, "project", "Home")
    await made(tasks, owner, "section", "Now", project="Work")
    task = await one(tasks, owner, project="Work", section="Now", labels=["x"])
    before = await now(tasks, owner, task)
    listed = [
        each.model_dump(exclude=MOVING)
        for each in (await tasks.projects(owner, StructureFilter(archived=True))).projects
    ]

    for op, kind, more in [
        ("rename", "project", {"target": "Work", "name": "Job"}),
        ("archive", "project", {"target": "Work"}),
        ("move", "project", {"target": "Home", "position": "first"}),
        ("delete", "project", {"target": "Work"}),
        ("delete", "project", {"target": "Work", "tasks": "trash"}),
        ("delete", "section", {"target": "Now", "project": "Work"}),
        ("delete", "label", {"target": "x"}),
        ("create", "label", {"name": "y"}),
    ]:
        await manage(tasks, owner, op, kind, **more)
        await tasks.undo(owner, UNDO_LAST)
        assert await now(tasks, owner, task) == before
    again = (await tasks.projects(owner, StructureFilter(archived=True))).projects
    assert [_without_versions(each) for each in again] == [_without(each) for each in listed]


async def test_what_is_in_use_by_now_or_gone_is_not_taken_away(
    tasks: TaskService, owner: Actor
) -> None:
    project = await manage(tasks, owner, "create", "project", name="Work")
    task = await one(tasks, owner, project="Work")
    top = await one(tasks, owner, "top")
    added_top = (await tasks.get_many(owner, _history(top))).tasks[0].history or []
    await one(tasks, owner, "low", parent_ref=str(top.id))
    moved = await tasks.move(owner, move(task, parent=top.id))

    with pytest.raises(UndoConflict, match="has subtasks by now"):
        await tasks.undo(owner, Undo(event_id=added_top[0].id))
    await manage(tasks, owner, "delete", "project", target="Work")
    with pytest.raises(UndoConflict, match="project of task #1 was deleted since"):
        await tasks.undo(owner, Undo(event_id=moved.event_ids[0]))
    again = await manage(tasks, owner, "create", "project", name="work")
    with pytest.raises(UndoConflict):
        await tasks.undo(owner, Undo(event_id=project.event_ids[0]))
    assert again.changed.name == "work"


async def test_undo_in_a_conversation_is_of_that_conversation(
    tasks: TaskService, owner: Actor
) -> None:
    here, there = Origin(uuid7(), uuid7(), "c1"), Origin(uuid7(), uuid7(), "c2")
    with coming_from(here):
        await added(tasks, owner, "said")
    await one(tasks, owner, "typed")

    with coming_from(there), pytest.raises(NothingToUndo, match="last change elsewhere"):
        await tasks.undo(owner, UNDO_LAST)
    with coming_from(here):
        await tasks.undo(owner, UNDO_LAST)

    assert [task.title for task in (await tasks.find(owner, FindTasks())).tasks] == ["typed"]


async def test_the_last_answer_is_undone_with_all_its_calls_but_not_the_one_being_written(
    tasks: TaskService, owner: Actor
) -> None:
    talk = uuid7()
    first, second, third = (Origin(talk, uuid7(), "c") for _ in range(3))
    with coming_from(first):
        await added(tasks, owner, "first")
    with coming_from(second):
        await added(tasks, owner, "second")
        await added(tasks, owner, "also second")
    with coming_from(third):
        await added(tasks, owner, "third")
        answer = await tasks.undo(owner, Undo(last_turn=True))

    assert len(answer.undone) == 2
    titles = [task.title for task in (await tasks.find(owner, FindTasks())).tasks]
    assert titles == ["first", "third"]


async def test_nobody_undoes_for_another(tasks: TaskService, owner: Actor, stranger: Actor) -> None:
    answer = await tasks.add(owner, AddTasks(tasks=[NewTask(title="a")]))

    for asked in (Undo(event_id=answer.event_ids[0]), Undo(event_id=uuid7())):
        with pytest.raises(EventNotFound):
            await tasks.undo(stranger, asked)
    with pytest.raises(NothingToUndo):
        await tasks.undo(stranger, UNDO_LAST)


async def test_history_says_who_how_and_what_and_cannot_be_rewritten(
    tasks: TaskService, database: Database, owner: Actor
) -> None:
    with coming_from(Origin(uuid7(), uuid7(), "call-1")):
        task = await one(tasks, owner)
    await tasks.change(owner, change(task, set={"title": "b"}))
    await tasks.undo(owner, UNDO_LAST)

    [details] = (await tasks.get_many(owner, _history(task))).tasks

    history = details.history or []
    assert [event.verb for event in history] == ["undone", "updated", "added"]
    assert [event.undone for event in history] == [False, True, False]
    assert history[0].undoes == history[1].id
    assert (history[1].fields, history[1].after) == (["title"], {"title": "b", "version": 2})
    assert history[2].conversation_id is not None
    for statement in ("update app.task_events set verb = 'x'", "delete from app.task_events"):
        with pytest.raises(Exception, match="permission denied"):
            async with database.transaction(owner) as session:
                await session.execute(text(statement))


@pytest.mark.parametrize("asked", [{}, {"last": 1, "last_turn": True}, {"last": 0}, {"last": 21}])
async def test_an_undo_says_one_thing(asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Undo.model_validate(asked)


async def test_a_repeated_undo_with_a_key_is_one(tasks: TaskService, owner: Actor) -> None:
    await one(tasks, owner, "a")
    await one(tasks, owner, "b")
    asked = Undo(last=1, idempotency_key="k")

    first = await tasks.undo(owner, asked)
    again = await tasks.undo(owner, asked)

    assert again == first.model_copy(update={"replayed": True})
    assert [task.title for task in (await tasks.find(owner, FindTasks())).tasks] == ["a"]


def _update(*changes: Any) -> Any:
    return UpdateTasks(tasks=list(changes))


def _history(task: TaskView) -> Any:
    return GetTasks(ids=[task.id], include=["history"])


def _without(each: dict[str, Any]) -> dict[str, Any]:
    sections = [
        {name: value for name, value in section.items() if name not in MOVING}
        for section in each["sections"]
    ]
    return each | {"sections": sections}


def _without_versions(each: Any) -> dict[str, Any]:
    return _without(each.model_dump(exclude=MOVING))
