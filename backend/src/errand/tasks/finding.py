"""Finding tasks, inside a transaction that is open already."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from errand.db import Session
from errand.errors import InvalidInput
from errand.tasks import cursor, naming, queries, searching
from errand.tasks.folding import folded
from errand.tasks.inputs import DueFilter, FindTasks, LabelFilter, TaskFilter
from errand.tasks.model import STATUSES, UNFINISHED, Status
from errand.tasks.presenting import seen
from errand.tasks.queries import Resolved
from errand.tasks.reminding import Reminding
from errand.tasks.store import Clock
from errand.tasks.views import Now, TaskList, TasksFound, TaskView


async def find(
    session: Session, owner_id: UUID, wanted: FindTasks, clock: Clock, reminding: Reminding
) -> TasksFound:
    """Return a page of what fits, and say what was searched for.

    Raises:
        InvalidInput: A project, section or label that is named does not exist.
    """
    statuses = _statuses(wanted)
    filters = _filters(wanted, statuses)
    asked = await _resolved(session, owner_id, wanted, clock, statuses)
    of, total = cursor.fingerprint(owner_id, filters), await queries.count(session, asked)
    if total <= searching.MOST_LISTED:
        asked = await queries.listed(session, asked)
    tasks, following = await _page(session, asked, reminding, of=of)
    return TasksFound(
        tasks=tasks,
        has_more=following is not None,
        next_cursor=following,
        applied_filters=filters | {"limit": wanted.limit},
        total=total,
        now=now_of(clock),
    )


async def list_tasks(
    session: Session, owner_id: UUID, asked: TaskFilter, clock: Clock, reminding: Reminding
) -> TaskList:
    """Return a page of what a page of the frontend shows.

    Raises:
        InvalidInput: `due` is none of its words and no range of days, or a name means nothing.
    """
    # Of what was asked, not of what it means today: a list stays the same list after midnight.
    of = cursor.fingerprint(owner_id, asked.model_dump(mode="json", exclude={"limit", "after"}))
    wanted = FindTasks(
        text=asked.q,
        due=_due_filter(asked.due, clock),
        priorities=None if asked.priority is None else [asked.priority],
        project=asked.project,
        section=asked.section,
        labels=None if asked.label is None else LabelFilter(all=[asked.label]),
        parent=asked.parent,
        deferred="exclude" if asked.due in {"today", "overdue"} else "include",
        sort=asked.sort,
        limit=asked.limit,
        cursor=asked.after,
    )
    found = await _resolved(session, owner_id, wanted, clock, _statuses_of(asked))
    # Nobody has counted them, as `find` has: this keeps a page from passing through all tasks.
    found = await queries.listed(session, found)
    tasks, following = await _page(session, found, reminding, of=of)
    return TaskList(tasks=tasks, has_more=following is not None, after=following)


async def some(
    session: Session, owner_id: UUID, wanted: FindTasks, clock: Clock, reminding: Reminding
) -> list[TaskView]:
    """Return the first page of what fits, and nothing about it."""
    asked = await _resolved(session, owner_id, wanted, clock, _statuses(wanted))
    tasks, _following = await _page(session, asked, reminding, of="")
    return tasks


def now_of(clock: Clock) -> Now:
    """Show the person's clock."""
    here = clock.now.astimezone(clock.zone).replace(tzinfo=None)
    return Now(local=here, tz=clock.zone.key)


async def _page(
    session: Session, asked: Resolved, reminding: Reminding, *, of: str
) -> tuple[list[TaskView], str | None]:
    wanted, after = asked.wanted, None
    if wanted.cursor is not None:
        after = cursor.decoded(wanted.cursor, of=of, by_text=wanted.sort == "position")
    rows = await queries.search(session, asked, after)
    shown, following = rows[: wanted.limit], None
    if len(rows) > wanted.limit:
        following = cursor.encoded(shown[-1][1], of=of)
    tasks = [task for task, _ in shown]
    return await seen(session, asked.owner_id, tasks, asked.clock, reminding), following


async def _resolved(
    session: Session,
    owner_id: UUID,
    wanted: FindTasks,
    clock: Clock,
    statuses: tuple[Status, ...],
) -> Resolved:
    """Return the search with every name looked up: what does not exist is said, not found empty."""
    project, section = None, None
    if wanted.project is not None:
        project = await naming.project_of(session, owner_id=owner_id, given=wanted.project)
    if wanted.section is not None:
        project_id = None if project is None else project.id
        section = await naming.section_of(
            session, owner_id=owner_id, project_id=project_id, given=wanted.section
        )
    labels = wanted.labels or LabelFilter()
    return Resolved(
        owner_id,
        wanted,
        clock,
        statuses,
        project_id=None if project is None else project.id,
        section_id=None if section is None else section.id,
        any_label=await _labels(session, owner_id, labels.any),
        every_label=await _labels(session, owner_id, labels.all),
        hits=await searching.hits(session, wanted.text),
    )


async def _labels(session: Session, owner_id: UUID, names: Sequence[str]) -> tuple[UUID, ...]:
    if not names:
        return ()
    found = await naming.labels_named(session, owner_id=owner_id, names=names)
    for name in names:
        if folded(name) not in found and name not in found:
            raise InvalidInput("labels: there is no label of one of these names")
    return tuple({label.id for label in found.values()})


def _statuses(wanted: FindTasks) -> tuple[Status, ...]:
    if wanted.statuses:
        return tuple(dict.fromkeys(wanted.statuses))
    if wanted.sort == "completed":
        return ("done",)
    return STATUSES if wanted.ids or wanted.numbers else UNFINISHED


def _statuses_of(asked: TaskFilter) -> tuple[Status, ...]:
    match asked.status:
        case "all":
            return STATUSES
        case "open":
            return UNFINISHED
        case one:
            return (one,)


def _filters(wanted: FindTasks, statuses: tuple[Status, ...]) -> dict[str, Any]:
    given = wanted.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"cursor", "limit"}
    )
    named = {name: value for name, value in given.items() if value or value is False}
    return named | {"statuses": list(statuses), "sort": wanted.sort}


def _due_filter(asked: str | None, clock: Clock) -> DueFilter | None:
    match asked:
        case None | "":
            return None
        case "overdue":
            return DueFilter(overdue=True)
        case "none":
            return DueFilter(undated=True)
        case "today":
            return _days(clock.today, clock.today)
        case _:
            first, dots, last = asked.partition("..")
            if not dots or not (first or last):
                raise _not_due()
            return _days(_parsed(first), _parsed(last))


def _days(first: date | None, last: date | None) -> DueFilter:
    return DueFilter.model_validate({"from": first, "to": last})


def _parsed(day: str) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError as error:
        raise _not_due() from error


def _not_due() -> InvalidInput:
    return InvalidInput("due: must be overdue, today, none or days as 2026-11-23..2026-11-29")
