"""A step with very many tasks is taken back whole, exactly, and in few statements."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from errand.db import Database
from errand.errors import AppError
from errand.identity import Actor
from errand.tasks import steps
from errand.tasks.acts import RestoreTasks, Trash, Undo
from errand.tasks.errors import UndoConflict
from errand.tasks.exchange.service import ExchangeService
from errand.tasks.exchange.views import Imported
from errand.tasks.inputs import DeleteTasks, TaskFilter
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import StructureFilter
from task_world import Watch
from tasks.exchange.carrying import imported
from tasks.structure import change, manage, one

MOVING = {"version", "updated_at"}


def table(count: int, *, labels: int = 3, flat: bool = False) -> str:
    """A file of tasks with all that other tables keep of them, each tenth above three others."""
    rows = ["Id,Title,Notes,Due,Labels,Project,Reminders,Parent"]
    for n in range(count):
        parent = f"t{n - n % 10}" if 0 < n % 10 < 4 and not flat else ""
        sorted_into = f"l{n % labels},P{n % 10 // 5}"
        rows.append(f"t{n},Task {n},Notes {n},2026-12-{n % 28 + 1:02d},{sorted_into},30m,{parent}")
    return "\n".join(rows)


async def brought_in(exchange: ExchangeService, actor: Actor, count: int, **more: Any) -> Imported:
    done = await imported(exchange, actor, table(count, **more), "csv")
    assert (done.counts, done.issues) == ({"added": count}, [])
    return done


async def seen(tasks: TaskService, actor: Actor) -> list[dict[str, Any]]:
    """All of the person's tasks, page by page, and what they are sorted into."""
    found, after = list[dict[str, Any]](), None
    while True:
        asked = TaskFilter(status="all", sort="created", limit=100, after=after)
        page = await tasks.list(actor, asked)
        found += [each.model_dump(exclude=MOVING) for each in page.tasks]
        after = page.after
        if after is None:
            break
    projects = (await tasks.projects(actor, StructureFilter())).projects
    labels = (await tasks.labels(actor, StructureFilter())).labels
    return found + [each.model_dump(exclude=MOVING) for each in [*projects, *labels]]


@contextmanager
def counted(database: Database) -> Generator[list[str]]:
    """Collect the statements that go to PostgreSQL."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, sql: str, *_more: Any) -> None:
        statements.append(sql)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_of_very_many_the_first_hundred_are_told_and_how_many_more_there_are(
    tasks: TaskService, exchange: ExchangeService, owner: Actor
) -> None:
    done = await brought_in(exchange, owner, 130, flat=True)

    undone = await tasks.undo(owner, Undo(call_id=done.call_id))

    assert (await tasks.list(owner, TaskFilter(status="all"))).tasks == []
    assert len(undone.undone) == len(undone.event_ids) == 100
    assert undone.more >= 30
    assert len(undone.model_dump_json()) < 250_000


@pytest.mark.parametrize("at_once", [500, 7])
async def test_an_import_is_taken_back_and_done_again_exactly(
    tasks: TaskService,
    exchange: ExchangeService,
    database: Database,
    owner: Actor,
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
) -> None:
    monkeypatch.setattr(steps, "AT_ONCE", at_once)
    await one(tasks, owner, "before")
    nothing = await seen(tasks, owner)
    done = await brought_in(exchange, owner, 60)
    everything = await seen(tasks, owner)
    watch.pass_by(hours=1)

    undone = await tasks.undo(owner, Undo(call_id=done.call_id))
    assert await seen(tasks, owner) == nothing
    assert (await tasks.trash(owner, Trash(limit=100))).tasks[0].version == 2
    again = await tasks.undo(owner, Undo(call_id=undone.call_id))
    assert await seen(tasks, owner) == everything
    await tasks.undo(owner, Undo(call_id=again.call_id))

    assert await seen(tasks, owner) == nothing
    assert [each.verb for each in undone.undone].count("added") == 60
    assert {each.words for each in undone.undone if each.after} == {
        f"#{n + 2} “Task {n}” is gone." for n in range(60)
    }
    async with database.transaction(owner) as session:
        history = await session.execute(
            text(
                "select e.verb, e.before->>'version' as was, e.after->>'version' as is, t.version"
                " from app.task_events e join app.tasks t on t.id = e.task_id"
                " where t.title = 'Task 59' order by e.seq"
            )
        )
        assert [tuple(row) for row in history] == [
            ("added", None, "1", 4), ("undone", "1", "2", 4),
            ("undone", "2", "3", 4), ("undone", "3", "4", 4),
        ]  # fmt: skip


async def test_ten_times_as_many_tasks_take_no_more_statements(
    tasks: TaskService, exchange: ExchangeService, database: Database, people: Any
) -> None:
    counts: list[list[int]] = []
    for size in (20, 200):
        actor = people.sign_up()
        done = await brought_in(exchange, actor, size, labels=size // 2, flat=True)
        with counted(database) as undoing:
            undone = await tasks.undo(actor, Undo(call_id=done.call_id))
        with counted(database) as redoing:
            await tasks.undo(actor, Undo(call_id=undone.call_id))
        counts.append([len(undoing), len(redoing)])

    assert counts[0] == counts[1]


async def test_what_hangs_below_one_task_goes_and_comes_back_in_few_statements(
    tasks: TaskService, exchange: ExchangeService, database: Database, people: Any
) -> None:
    counts: list[list[int]] = []
    for size in (10, 100):
        actor = people.sign_up()
        rows = "\n".join(["Id,Title,Parent", "top,Top,", *(f"{n},t{n},top" for n in range(size))])
        top = (await imported(exchange, actor, rows, "csv")).tasks[0]
        assert top.id is not None
        before = await seen(tasks, actor)
        with counted(database) as statements:
            await tasks.delete(actor, DeleteTasks(ids=[top.id]))
            assert await seen(tasks, actor) == []
            await tasks.restore(actor, RestoreTasks(ids=[top.id]))
            await tasks.undo(actor, Undo(last=1))
            await tasks.undo(actor, Undo(last=1))
        assert await seen(tasks, actor) == before
        counts.append([len(statements)])

    assert counts[0] == counts[1]


async def test_one_task_that_was_changed_since_keeps_the_whole_import(
    tasks: TaskService, exchange: ExchangeService, owner: Actor
) -> None:
    done = await brought_in(exchange, owner, 30)
    page = await tasks.list(owner, TaskFilter(limit=1, sort="created"))
    await tasks.change(owner, change(page.tasks[0], set={"title": "mine"}))
    before = await seen(tasks, owner)

    with pytest.raises(UndoConflict, match=r"has been changed since \(title\)"):
        await tasks.undo(owner, Undo(call_id=done.call_id))

    assert await seen(tasks, owner) == before


async def test_a_project_that_came_back_under_another_name_keeps_the_whole_import_away(
    tasks: TaskService, exchange: ExchangeService, owner: Actor
) -> None:
    done = await brought_in(exchange, owner, 30)
    undone = await tasks.undo(owner, Undo(call_id=done.call_id))
    await manage(tasks, owner, "create", "project", name="p1")
    before = await seen(tasks, owner)

    with pytest.raises(AppError, match="There is another project called “P1” by now"):
        await tasks.undo(owner, Undo(call_id=undone.call_id))

    assert await seen(tasks, owner) == before
