"""Whatever is done in whatever order: undoing it all leads back, step by step, exactly."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from errand.db import Database, open_database
from errand.errors import AppError
from errand.tasks.acts import MoveTasks, Trash, Undo
from errand.tasks.errors import NothingToUndo
from errand.tasks.inputs import AddTasks, NewTask, TaskFilter, UpdateTasks
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import ManageStructure, StructureFilter
from people import People
from task_world import Watch
from tasks.structure import change, delete, reschedule, restore, status

Json = dict[str, Any]
MOVING = {"version", "updated_at", "overdue"}
PICK = st.integers(0, 30)
NAMES = st.sampled_from(["Work", "Home", "Büro"])
LABELS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2)
DUES = st.sampled_from(
    [None, {"date": "2026-11-24"}, {"local": "2026-12-01T09:00", "tz": "Europe/Berlin"}]
)
RULES = st.sampled_from([None, {"rrule": "FREQ=WEEKLY;BYDAY=MO"}, {"rrule": "FREQ=DAILY;COUNT=2"}])


class Anything(RuleBasedStateMachine):
    """One person who does anything, and then takes it back."""

    loop: asyncio.AbstractEventLoop
    tasks: TaskService
    watch: Watch
    people: People

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do one thing; what is refused has changed nothing."""
        before = self.seen()
        self.watch.pass_by(minutes=1)
        try:
            answer = self.loop.run_until_complete(work)
        except AppError:
            assert self.seen() == before
            return None
        if answer.event_ids:
            self.past.append(before)
        return answer

    def seen(self) -> Json:
        """Everything that the person can see of their tasks, versions and times of change aside."""
        return self.loop.run_until_complete(self._seen())

    async def _seen(self) -> Json:
        wanted = TaskFilter(status="all", sort="created", limit=100)
        tasks = (await self.tasks.list(self.actor, wanted)).tasks
        structure = StructureFilter(archived=True)
        projects = (await self.tasks.projects(self.actor, structure)).projects
        labels = (await self.tasks.labels(self.actor, structure)).labels
        self.shown, self.projects = tasks, projects
        self.trashed = (await self.tasks.trash(self.actor, Trash(limit=100))).tasks
        return {
            "tasks": [task.model_dump(exclude=MOVING) for task in tasks],
            "projects": [project.model_dump(exclude=MOVING | {"sections"}) for project in projects],
            "sections": [
                section.model_dump(exclude=MOVING)
                for project in projects
                for section in project.sections
            ],
            "labels": [label.model_dump(exclude=MOVING) for label in labels],
        }

    def one(self, pick: int) -> Any:
        return self.shown[pick % len(self.shown)] if self.shown else None

    @initialize()
    def begin(self) -> None:
        self.actor = self.people.sign_up()
        self.past: list[Json] = []
        self.shown: list[Any] = []
        self.seen()

    @rule(
        pick=PICK,
        due=DUES,
        recurrence=RULES,
        labels=LABELS,
        below=st.booleans(),
        twice=st.booleans(),
    )
    def add(
        self, pick: int, due: Any, recurrence: Any, labels: list[str], below: bool, twice: bool
    ) -> None:
        parent = self.one(pick) if below else None
        new = NewTask.model_validate(
            {
                "title": "t",
                "due": due,
                "recurrence": recurrence,
                "labels": labels,
                "parent_ref": parent and str(parent.id),
            }
        )
        more = [NewTask(title="u", parent_ref="#0")] if twice else []
        self.do(self.tasks.add(self.actor, AddTasks(tasks=[new, *more])))

    @rule(pick=PICK, due=DUES, labels=LABELS, name=NAMES, scope=st.sampled_from(["this", "series"]))
    def change(self, pick: int, due: Any, labels: list[str], name: str, scope: str) -> None:
        if (task := self.one(pick)) is None:
            return
        asked = {"set": {"notes": name}, "labels": {"replace": labels}, "scope": scope}
        if due is not None:
            asked["set"] = {"due": due, "priority": "high"}
        self.do(self.tasks.update(self.actor, UpdateTasks(tasks=[change(task, **asked)])))

    @rule(pick=PICK, other=PICK, wanted=st.sampled_from(["done", "open", "cancelled", "waiting"]))
    def set_status(self, pick: int, other: int, wanted: str) -> None:
        if self.one(pick) is not None:
            asked = status(wanted, self.one(pick), self.one(other))
            self.do(self.tasks.set_status(self.actor, asked))

    @rule(
        pick=PICK,
        other=PICK,
        where=st.sampled_from(["after", "before", "parent", "first", "detach", "project"]),
        name=NAMES,
    )
    def move(self, pick: int, other: int, where: str, name: str) -> None:
        if (task := self.one(pick)) is None:
            return
        ways: dict[str, Json] = {
            "first": {"position": "first"},
            "detach": {"detach": True},
            "project": {"project": name},
        }
        asked = ways.get(where, {where: self.one(other).id})
        moved = MoveTasks.model_validate({"ids": [task.id], **asked})
        self.do(self.tasks.move(self.actor, moved))

    @rule(pick=PICK, days=st.integers(-3, 3), scope=st.sampled_from(["this", "series"]))
    def reschedule(self, pick: int, days: int, scope: str) -> None:
        if (task := self.one(pick)) is not None:
            asked = reschedule(task, shift={"days": days}, scope=scope)
            self.do(self.tasks.reschedule(self.actor, asked))

    @rule(pick=PICK, other=PICK)
    def delete(self, pick: int, other: int) -> None:
        if self.one(pick) is not None:
            self.do(self.tasks.delete(self.actor, delete(self.one(pick), self.one(other))))

    @rule(pick=PICK)
    def restore(self, pick: int) -> None:
        if self.trashed:
            task = self.trashed[pick % len(self.trashed)]
            self.do(self.tasks.restore(self.actor, restore(task)))

    @rule(
        op=st.sampled_from(["create", "rename", "archive", "unarchive", "delete"]),
        name=NAMES,
        new=NAMES,
        tasks=st.sampled_from(["keep", "trash"]),
    )
    def manage(self, op: str, name: str, new: str, tasks: str) -> None:
        asked = {"op": op, "kind": "project", "target": name, "name": new, "tasks": tasks}
        self.do(self.tasks.manage(self.actor, ManageStructure.model_validate(asked)))

    @rule(name=NAMES)
    def section(self, name: str) -> None:
        asked = {"op": "create", "kind": "section", "project": name, "name": "Part"}
        self.do(self.tasks.manage(self.actor, ManageStructure.model_validate(asked)))

    @rule(label=st.sampled_from(["a", "b"]))
    def drop_label(self, label: str) -> None:
        asked = {"op": "delete", "kind": "label", "target": label}
        self.do(self.tasks.manage(self.actor, ManageStructure.model_validate(asked)))

    @rule()
    def undo(self) -> None:
        """The last thing is taken back: all is as it was before it."""
        if not self.past:
            return
        self.loop.run_until_complete(self.tasks.undo(self.actor, Undo(last=1)))
        assert self.seen() == self.past.pop()

    @rule()
    def undo_and_do_again(self) -> None:
        """Undoing an undo leads forward again."""
        if not self.past:
            return
        after = self.seen()
        undone = self.loop.run_until_complete(self.tasks.undo(self.actor, Undo(last=1)))
        again = Undo(call_id=undone.call_id)
        self.loop.run_until_complete(self.tasks.undo(self.actor, again))
        assert self.seen() == after

    @invariant()
    def order_is_total_and_nothing_is_homeless(self) -> None:
        alive = {task.id for task in self.shown}
        projects = {project.id for project in self.projects}
        for task in self.shown:
            assert task.parent_id is None or task.parent_id in alive
            assert task.project is None or task.project.id in projects

    def teardown(self) -> None:
        while self.past:
            self.undo()
        try:
            self.loop.run_until_complete(self.tasks.undo(self.actor, Undo(last=1)))
        except NothingToUndo:
            return
        raise AssertionError("there was something left to undo")


def test_undo_leads_back_through_any_sequence(database_url: str, people: People) -> None:
    loop = asyncio.new_event_loop()
    url = database_url.replace("postgresql://", "postgresql+psycopg://")
    database: Database = open_database(url, pooled=False, size=2)
    Anything.loop, Anything.watch = loop, Watch()
    Anything.tasks = TaskService(database, now=Anything.watch)
    Anything.people = people
    try:
        run_state_machine_as_test(
            Anything,
            settings=settings(
                max_examples=25,
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
                # What fails is short enough to read, and each step costs a dozen statements.
                phases=(Phase.explicit, Phase.reuse, Phase.generate),
                database=None,
            ),
        )
    finally:
        loop.run_until_complete(database.close())
        loop.close()
