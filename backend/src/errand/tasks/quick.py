"""Adding tasks in words: what was understood is shown first, and nothing unclear is written."""

from errand.db import Session
from errand.errors import InvalidInput
from errand.identity import Actor
from errand.tasks import adding, naming
from errand.tasks.inputs import AddTasks
from errand.tasks.phrasing import (
    AddTasksOrText,
    Habits,
    Line,
    NotUnderstood,
    Obstacle,
    Phrasing,
    QuickAdd,
    QuickAdded,
    Understood,
    lines_of,
)
from errand.tasks.service import TaskService
from errand.tasks.store import Clock
from errand.tasks.views import Ref
from errand.tasks.working import Work


class QuickAdding:
    """Use cases over tasks in words; each is one transaction."""

    def __init__(self, tasks: TaskService, phrasing: Phrasing) -> None:
        self._tasks, self._phrasing = tasks, phrasing

    async def preview(self, actor: Actor, line: Line) -> Understood:
        """Return what is understood; nothing is written."""
        async with self._tasks.reading(actor) as (session, clock):
            return session.answer(await self._read(session, actor, clock, line))

    async def quick_add(self, actor: Actor, asked: QuickAdd) -> QuickAdded:
        """Add one line as a task, once for each key.

        Raises:
            NotUnderstood: It has several readings, or something is in the way.
        """

        async def do(work: Work, asked: QuickAdd) -> QuickAdded:
            return await self._add(work, [asked])

        return await self._tasks.write(actor, "quick_add", asked, do, QuickAdded)

    async def add_tasks(self, actor: Actor, asked: AddTasksOrText) -> QuickAdded:
        """Add tasks, given by their fields or, one a line, in words.

        Raises:
            NotUnderstood: A line has several readings, or something is in the way of it.
            InvalidInput: A task makes no sense.
        """
        if asked.text is None:
            plain = AddTasks.model_validate(asked.model_dump(exclude={"text", "dry_run"}))
            return await self._tasks.write(actor, "add_tasks", plain, _by_fields, QuickAdded)
        lines = lines_of(asked.text)
        if asked.dry_run:
            return await self._foreseen(actor, lines)

        async def do(work: Work, _asked: AddTasksOrText) -> QuickAdded:
            return await self._add(work, lines)

        return await self._tasks.write(actor, "add_tasks", asked, do, QuickAdded)

    async def _foreseen(self, actor: Actor, lines: list[Line]) -> QuickAdded:
        async with self._tasks.reading(actor) as (session, clock):
            read = [await self._read(session, actor, clock, line) for line in lines]
            return session.answer(QuickAdded(event_ids=[], tasks=[], failures=[], understood=read))

    async def _add(self, work: Work, lines: list[Line]) -> QuickAdded:
        read = [await self._read(work.session, work.actor, work.clock, line) for line in lines]
        for each in read:
            if not each.ready:
                raise NotUnderstood(each)
        added = await adding.add(work, AddTasks(tasks=[each.new_task() for each in read]))
        return QuickAdded.model_validate(added.model_dump() | {"understood": read})

    async def _read(self, session: Session, actor: Actor, clock: Clock, line: Line) -> Understood:
        habits = Habits(clock.now, clock.zone, clock.week_start, clock.date_order)
        understood, project = self._phrasing.read(line, habits)
        if not project:
            return understood
        try:
            found = await naming.project_of(session, owner_id=actor.user_id, given=project)
        except InvalidInput as error:
            return _without_project(understood, f"{error.message}.")
        place = None if found is None else Ref(id=found.id, name=found.name)
        return understood.model_copy(update={"project": place})


async def _by_fields(work: Work, asked: AddTasks) -> QuickAdded:
    return QuickAdded.model_validate((await adding.add(work, asked)).model_dump())


def _without_project(understood: Understood, why: str) -> Understood:
    at = next((span for span in understood.spans if span.kind == "project"), None)
    problem = Obstacle(message=why, start=at and at.start, end=at and at.end)
    return understood.model_copy(
        update={"ready": False, "problems": [*understood.problems, problem]}
    )
