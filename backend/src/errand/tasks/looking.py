"""Looking closely at tasks, and at all of them from afar; in a transaction that is open already."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text

from errand.db import Session
from errand.tasks import chronicle, cursor, finding, store
from errand.tasks.acts import GetTasks, Overview, Trash
from errand.tasks.cursor import Position
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import DueFilter, FindTasks
from errand.tasks.looking_views import (
    Counts,
    EventView,
    LabelCount,
    OverviewView,
    ProjectBranch,
    SectionBranch,
    TaskDetails,
    TasksGot,
)
from errand.tasks.model import Task, TaskEvent
from errand.tasks.presenting import seen
from errand.tasks.reminding import Reminding
from errand.tasks.store import Clock
from errand.tasks.trashing import TRASH_KEPT
from errand.tasks.views import TaskList, TaskView

MOST_SUBTASKS = 100
MOST_IN_OVERVIEW = 50
MOST_IN_TREE = 200
_NO_FIELDS = {"version"}
_TREE = text(
    "select p.id, p.name, p.archived_at is not null as archived,"
    " (select count(*) from app.tasks t where t.owner_id = p.owner_id and t.project_id = p.id"
    "  and t.deleted_at is null and t.status in ('open', 'in_progress', 'waiting')) as open"
    " from app.projects p where p.owner_id = :owner and p.deleted_at is null"
    " order by p.archived_at is not null, p.position, p.id limit :most"
)
_SECTIONS = text(
    "select s.id, s.project_id, s.name,"
    " (select count(*) from app.tasks t where t.owner_id = s.owner_id"
    "  and t.project_id = s.project_id and t.section_id = s.id"
    "  and t.deleted_at is null and t.status in ('open', 'in_progress', 'waiting')) as open"
    " from app.sections s where s.owner_id = :owner and s.deleted_at is null"
    " and s.archived_at is null order by s.position, s.id limit :most"
)
_LABELS = text(
    "select l.id, l.name, (select count(*) from app.task_labels x join app.tasks t"
    "  on t.owner_id = x.owner_id and t.id = x.task_id where x.owner_id = l.owner_id"
    "  and x.label_id = l.id and t.deleted_at is null"
    "  and t.status in ('open', 'in_progress', 'waiting')) as open"
    " from app.labels l where l.owner_id = :owner and l.deleted_at is null"
    " and l.archived_at is null order by l.position, l.id limit :most"
)


class Looking:
    """Reads for one person at one moment."""

    def __init__(
        self, session: Session, owner_id: UUID, clock: Clock, reminding: Reminding
    ) -> None:
        self._session, self._owner_id = session, owner_id
        self._clock, self._reminding = clock, reminding

    async def one(self, task_id: UUID) -> TaskView:
        """Return one task.

        Raises:
            TaskNotFound: It is not there.
        """
        found = await store.find(self._session, owner_id=self._owner_id, ids=[task_id])
        if not found:
            raise TaskNotFound(task_id)
        [view] = await self._seen(found)
        return view

    async def get(self, asked: GetTasks) -> TasksGot:
        """Return tasks in the order in which they were named, and which are not there."""
        found = await store.find(self._session, owner_id=self._owner_id, ids=asked.ids)
        by_id = {task.id: task for task in found}
        ids = [each for each in dict.fromkeys(asked.ids) if each in by_id]
        details = [
            await self._details(view, asked) for view in await self._seen([by_id[i] for i in ids])
        ]
        return TasksGot(
            tasks=details, missing=[each for each in dict.fromkeys(asked.ids) if each not in by_id]
        )

    async def _details(self, view: TaskView, asked: GetTasks) -> TaskDetails:
        subtasks, history = None, None
        if "subtasks" in asked.include:
            rows = await store.subtasks(
                self._session, owner_id=self._owner_id, parent_id=view.id, most=MOST_SUBTASKS
            )
            subtasks = await self._seen(rows)
        if "history" in asked.include:
            history = await self._history(view.id)
        return TaskDetails(task=view, subtasks=subtasks, history=history)

    async def _history(self, task_id: UUID) -> list[EventView]:
        events = await chronicle.of_tasks(self._session, owner_id=self._owner_id, task_id=task_id)
        ids = [event.id for event in events]
        undone = await chronicle.undone(self._session, self._owner_id, ids)
        return [event_view(event, undone=event.id in undone) for event in events]

    async def trash(self, asked: Trash) -> TaskList:
        """Return a page of what can still be restored, last deleted first."""
        of = cursor.fingerprint(self._owner_id, {"trash": True})
        after = None if asked.after is None else cursor.decoded(asked.after, of=of)
        rows = await store.trashed(
            self._session,
            owner_id=self._owner_id,
            since=self._clock.now - TRASH_KEPT,
            after=after,
            most=asked.limit + 1,
        )
        shown, following = rows[: asked.limit], None
        if len(rows) > asked.limit:
            last = shown[-1]
            following = cursor.encoded(Position(last.deleted_at, last.number), of=of)
        return TaskList(
            tasks=await self._seen(shown), has_more=following is not None, after=following
        )

    async def overview(self, asked: Overview) -> OverviewView:
        """Return how it all stands."""
        today, last = self._clock.today, self._clock.today + timedelta(days=asked.horizon_days)
        upcoming = {"from": today + timedelta(days=1), "to": last}
        counts = await store.counts(
            self._session, owner_id=self._owner_id, clock=self._clock, until=last
        )
        return OverviewView(
            counts=Counts.model_validate(counts),
            overdue=await self._due(DueFilter(overdue=True)),
            today=await self._due(DueFilter.model_validate({"from": today, "to": today})),
            upcoming=await self._due(DueFilter.model_validate(upcoming)),
            projects=await self._tree(),
            labels=[LabelCount.model_validate(row) for row in await self._rows(_LABELS)],
            horizon_days=asked.horizon_days,
            now=finding.now_of(self._clock),
        )

    async def _due(self, due: DueFilter) -> list[TaskView]:
        wanted = FindTasks(due=due, deferred="exclude", limit=MOST_IN_OVERVIEW)
        return await finding.some(
            self._session, self._owner_id, wanted, self._clock, self._reminding
        )

    async def _tree(self) -> list[ProjectBranch]:
        sections = await self._rows(_SECTIONS)
        return [
            ProjectBranch(
                **project,
                sections=[
                    SectionBranch(id=each["id"], name=each["name"], open=each["open"])
                    for each in sections
                    if each["project_id"] == project["id"]
                ],
            )
            for project in await self._rows(_TREE)
        ]

    async def _rows(self, query: TextClause) -> list[dict[str, Any]]:
        values = {"owner": self._owner_id, "most": MOST_IN_TREE}
        return [dict(row) for row in (await self._session.execute(query, values)).mappings()]

    async def _seen(self, tasks: Sequence[Task]) -> list[TaskView]:
        return await seen(self._session, self._owner_id, tasks, self._clock, self._reminding)


def event_view(event: TaskEvent, *, undone: bool) -> EventView:
    """Show an entry of the history."""
    return EventView.model_validate(
        {
            "id": event.id,
            "at": event.at,
            "via": event.via,
            "verb": event.verb,
            "fields": sorted((event.after or {}).keys() - _NO_FIELDS) if event.before else [],
            "before": event.before,
            "after": event.after,
            "undoes": event.undoes,
            "undone": undone,
            "conversation_id": event.conversation_id,
        }
    )
