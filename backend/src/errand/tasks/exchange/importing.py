"""Bringing tasks in, inside a transaction that is open already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from errand.errors import AppError, InvalidInput
from errand.tasks import adding, chronicle, completing, placing, records, recurrence
from errand.tasks.exchange.names import Names
from errand.tasks.exchange.record import Notes, TaskRecord, task_id_of
from errand.tasks.exchange.values import ENDS, Values
from errand.tasks.exchange.views import MOST_SHOWN, Action, Imported, ImportedTask, ImportTasks
from errand.tasks.inputs import SetStatus
from errand.tasks.model import Task
from errand.tasks.parts import ReminderAt, ReminderBefore
from errand.tasks.placing import Spot
from errand.tasks.presenting import rule_of
from errand.tasks.records import Change, Held
from errand.tasks.working import Work

AT_ONCE = 200
"""So many new tasks are written together."""


@dataclass(frozen=True)
class _New:
    """A task that is to be written."""

    held: Held
    reminders: Sequence[ReminderBefore | ReminderAt]
    line: int


class Importing:
    """One file while it is brought in. The same file again changes nothing."""

    def __init__(self, work: Work, asked: ImportTasks, notes: Notes) -> None:
        self._work, self._asked, self._notes = work, asked, notes
        self._names, self._values = Names(work), Values(work, notes)
        self._held: dict[UUID, Held] = {}
        self._taken_back: set[UUID] = set()
        self._done: dict[UUID, ImportedTask] = {}
        self._waiting: list[_New] = []
        """New tasks that are written together, before anything that may have to see them."""

    async def run(self) -> Imported:
        """Add what is new, change what was changed there, and say what became of each task."""
        asked = self._asked.records
        ids = [self._id(each.uid) for each in asked]
        parents = [self._id(each.parent) for each in asked if each.parent]
        self._held = await records.load(self._work, [*ids, *parents], trashed=True)
        gone = [each for each, held in self._held.items() if held.task.deleted_at is not None]
        self._taken_back = set(gone) - await chronicle.deleted_once(self._work, gone)
        self._say_twice(ids)
        tasks = dict(zip(ids, asked, strict=True))
        in_order = dict(sorted(tasks.items(), key=lambda pair: pair[1].position))
        for task_id in self._parents_first(in_order):
            await self._one(task_id, tasks[task_id])
        await self._write()
        return self._answer(list(dict.fromkeys(ids)))

    def _id(self, uid: str) -> UUID:
        return task_id_of(self._work.owner_id, uid)

    def _say_twice(self, ids: Sequence[UUID]) -> None:
        seen: set[UUID] = set()
        for task_id, record in zip(ids, self._asked.records, strict=True):
            if task_id in seen:
                self._notes.say(record.line, "", "it comes twice; the last one counts")
            seen.add(task_id)

    def _parents_first(self, tasks: dict[UUID, TaskRecord]) -> list[UUID]:
        """Return them in this order, but none before the one above it; circles end."""
        ordered: dict[UUID, None] = {}
        for task_id in tasks:
            chain: dict[UUID, None] = {}
            each = task_id
            while each in tasks and each not in ordered and each not in chain:
                chain[each] = None
                each = self._id(tasks[each].parent or "")
            ordered |= dict.fromkeys(reversed(chain))
        return list(ordered)

    def _answer(self, ids: Sequence[UUID]) -> Imported:
        done, trial = [self._done[each] for each in ids], self._asked.dry_run
        counts: dict[Action, int] = {}
        for each in done:
            counts[each.action] = counts.get(each.action, 0) + 1
        return Imported(
            dry_run=trial,
            counts=counts,
            tasks=done[:MOST_SHOWN],
            new_projects=self._names.new_projects,
            new_labels=self._names.new_labels,
            issues=sorted(self._notes.issues, key=lambda issue: issue.line),
            issues_total=self._notes.total,
            event_ids=[] if trial else self._work.event_ids,
            call_id=None if trial else self._work.done["call_id"],
            remarks=self._work.remarks,
        )

    async def _one(self, task_id: UUID, record: TaskRecord) -> None:
        action: Action = "left_out"
        if task_id in self._held or record.parent is not None or len(self._waiting) == AT_ONCE:
            await self._write()
        try:
            async with self._work.attempt():
                action = await self._bring(task_id, record)
        except AppError as refusal:
            await self._write()
            await self._names.forget()
            self._notes.say(record.line, "", refusal.message, left_out=True)
        held = None if action == "left_out" else self._held.get(task_id)
        rule = None if held is None else rule_of(held.task)
        self._done[task_id] = ImportedTask(
            line=record.line,
            title=record.title[:500],
            action=action,
            id=None if held is None else task_id,
            recurrence_words="" if rule is None else recurrence.words(rule),
        )

    async def _bring(self, task_id: UUID, record: TaskRecord) -> Action:
        held = self._held.get(task_id)
        if held is None:
            self._held[task_id] = await self._add(task_id, record)
            return "added"
        if held.task.deleted_at is not None and task_id in self._taken_back:
            await self._add_again(held, record)
            return "added"
        if held.task.deleted_at is not None:
            raise InvalidInput("it is in the trash here, and stays there")
        if record.updated_at is None:
            return "unchanged"
        if _seconds(held.task.updated_at) > _seconds(record.updated_at):
            return "kept"
        return "updated" if await self._change(held, record) else "unchanged"

    async def _add(self, task_id: UUID, record: TaskRecord) -> Held:
        columns, reminders = self._values.of(task_id, record)
        spot, now = await self._spot(record, None), self._work.clock.now
        task = Task(
            owner_id=self._work.owner_id,
            id=task_id,
            number=0,
            created_at=min(record.created_at or now, now),
            updated_at=now,
            position=await self._names.place(spot),
            **spot.columns,
            **columns,
        )
        held = Held(task, await self._names.labels(record.labels))
        self._waiting.append(_New(held, reminders, record.line))
        return held

    async def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        new = [each.held for each in waiting]
        await adding.number(self._work, *(each.task for each in new))
        await records.insert_all(self._work, new)
        for each in waiting:
            if each.reminders:
                await self._remind(each)
        await records.enter_all(self._work, new)

    async def _remind(self, new: "_New") -> None:
        try:
            async with self._work.attempt():
                new.held.reminders = await self._work.reminding.replace(
                    self._work.session, task=new.held.task, reminders=new.reminders
                )
        except AppError as refusal:
            self._notes.say(new.line, "reminders", refusal.message)

    async def _add_again(self, held: Held, record: TaskRecord) -> None:
        """Bring back a task whose import was undone, as the file says it is now."""
        columns, reminders = self._values.of(held.task.id, record)
        spot = await self._spot(record, held.task.id)
        columns |= spot.columns | {"position": await self._names.place(spot), "deleted_at": None}
        labels = await self._names.labels(record.labels)
        await records.save(self._work, held, "restored", Change(columns, labels, reminders))

    async def _change(self, held: Held, record: TaskRecord) -> bool:
        task, before = held.task, len(self._work.event_ids)
        columns, reminders = self._values.of(task.id, record)
        # A task that is done elsewhere is done as here: one that comes back has a next date.
        status = columns["status"]
        columns = {name: value for name, value in columns.items() if name not in ENDS}
        spot = await self._spot(record, task.id)
        if spot != placing.spot_of(task):
            columns |= spot.columns | {"position": await self._names.place(spot)}
        labels = await self._names.labels(record.labels)
        await records.save(self._work, held, "updated", Change(columns, labels, reminders))
        if status != task.status:
            await completing.set_status(self._work, SetStatus(ids=[task.id], status=status))
        return len(self._work.event_ids) > before

    async def _spot(self, record: TaskRecord, moving: UUID | None) -> Spot:
        """Return where a task goes; `moving` is its id if it is here already."""
        if record.parent is not None and (above := await self._under(record, moving)) is not None:
            return above
        name = record.project if record.project is not None else self._asked.project
        project_id = None if name is None else await self._names.project(name)
        if record.section is None:
            return Spot(project_id)
        if project_id is None:
            self._notes.say(record.line, "section", "a section needs a project")
            return Spot()
        return Spot(project_id, await self._names.section(project_id, record.section))

    async def _under(self, record: TaskRecord, moving: UUID | None) -> Spot | None:
        parent_id = self._id(record.parent or "")
        held = self._held.get(parent_id)
        if held is None or held.task.deleted_at is not None:
            self._notes.say(record.line, "parent", "the task above it is not there")
            return None
        try:
            return await placing.under(self._work, parent_id, moving=moving)
        except InvalidInput as refusal:
            self._notes.say(record.line, "parent", refusal.message)
            return None


def _seconds(instant: datetime) -> datetime:
    """Return the instant as calendar files say it."""
    return instant.replace(microsecond=0)
