"""Finding tasks, inside a transaction that is open already."""

from datetime import date
from typing import Any
from uuid import UUID

from errand.db import Session
from errand.errors import InvalidInput
from errand.tasks import cursor, store
from errand.tasks.cursor import Position
from errand.tasks.inputs import DueFilter, FindTasks, TaskFilter
from errand.tasks.model import STATUSES, UNFINISHED, Status
from errand.tasks.presenting import seen
from errand.tasks.reminding import NoReminders
from errand.tasks.store import Clock
from errand.tasks.views import Now, TaskList, TasksFound, TaskView


async def find(session: Session, owner_id: UUID, wanted: FindTasks, clock: Clock) -> TasksFound:
    """Return a page of what fits, and say what was searched for."""
    statuses = _statuses(wanted)
    filters = _filters(wanted, statuses)
    tasks, following = await _page(
        session,
        owner_id,
        wanted,
        clock,
        statuses=statuses,
        of=cursor.fingerprint(owner_id, filters),
    )
    total = await store.count(
        session, owner_id=owner_id, wanted=wanted, statuses=statuses, clock=clock
    )
    here = clock.now.astimezone(clock.zone).replace(tzinfo=None)
    return TasksFound(
        tasks=tasks,
        has_more=following is not None,
        next_cursor=following,
        applied_filters=filters | {"limit": wanted.limit},
        total=total,
        now=Now(local=here, tz=clock.zone.key),
    )


async def list_tasks(session: Session, owner_id: UUID, asked: TaskFilter, clock: Clock) -> TaskList:
    """Return a page of what a page of the frontend shows.

    Raises:
        InvalidInput: `due` is none of its words and no range of days.
    """
    # Of what was asked, not of what it means today: a list stays the same list after midnight.
    of = cursor.fingerprint(owner_id, asked.model_dump(exclude={"limit", "after"}))
    wanted = FindTasks(
        text=asked.q, due=_due_filter(asked.due, clock), limit=asked.limit, cursor=asked.after
    )
    statuses = _statuses_of(asked)
    tasks, following = await _page(session, owner_id, wanted, clock, statuses=statuses, of=of)
    return TaskList(tasks=tasks, has_more=following is not None, after=following)


async def _page(
    session: Session,
    owner_id: UUID,
    wanted: FindTasks,
    clock: Clock,
    *,
    statuses: tuple[Status, ...],
    of: str,
) -> tuple[list[TaskView], str | None]:
    after = None if wanted.cursor is None else cursor.decoded(wanted.cursor, of=of)
    rows = await store.search(
        session, owner_id=owner_id, wanted=wanted, statuses=statuses, clock=clock, after=after
    )
    shown = rows[: wanted.limit]
    following = None
    if len(rows) > wanted.limit:
        last, key = shown[-1]
        following = cursor.encoded(Position(key, last.number), of=of)
    return await seen(
        session, owner_id, [task for task, _ in shown], clock, NoReminders()
    ), following


def _statuses(wanted: FindTasks) -> tuple[Status, ...]:
    if wanted.statuses:
        return tuple(dict.fromkeys(wanted.statuses))
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
    return {name: value for name, value in given.items() if value} | {
        "statuses": list(statuses),
        "sort": wanted.sort,
    }


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
