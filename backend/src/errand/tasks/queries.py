"""Searching the rows of tasks: every filter, and each order by an index that has it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    and_,
    false,
    func,
    literal_column,
    or_,
    tuple_,
)
from sqlmodel import col, select

from errand.db import Session
from errand.tasks import due as dues
from errand.tasks import searching
from errand.tasks.cursor import Position
from errand.tasks.inputs import DueFilter, FindTasks
from errand.tasks.model import UNFINISHED, Status, Task, TaskLabel
from errand.tasks.searching import Hits
from errand.tasks.store import Clock

Conditions = list[ColumnElement[bool]]
_DAY, _INSTANT, _NUMBER = col(Task.due_date), col(Task.due_utc), col(Task.number)


@dataclass(frozen=True)
class Resolved:
    """What is searched for, with the names in it looked up."""

    owner_id: UUID
    wanted: FindTasks
    clock: Clock
    statuses: tuple[Status, ...]
    project_id: UUID | None = None
    """Meant only where the filter names a project; None is the inbox then."""
    section_id: UUID | None = None
    any_label: tuple[UUID, ...] = ()
    every_label: tuple[UUID, ...] = ()
    hits: Hits | None = None
    """Of the words that are looked for, if there are any."""


async def count(session: Session, asked: Resolved) -> int:
    """Return how many tasks fit, on all pages."""
    query = select(func.count()).select_from(Task).where(*_conditions(asked, of_all=True))
    if asked.wanted.due is None or not (kinds := _due_kinds(asked.wanted.due, asked.clock)):
        return (await session.execute(query)).scalar_one()
    # No task is of two kinds, and each kind has an index that counts without its rows. Only the
    # very many hits of common words are not gone through twice.
    many = asked.hits is not None and asked.hits.ids is None
    parts = [or_(*kinds.all)] if many else kinds.apart
    counts = [(await session.execute(query.where(part))).scalar_one() for part in parts]
    return sum(counts)


async def listed(session: Session, asked: Resolved) -> Resolved:
    """Return the same search; where few tasks fit although very many have its words, of those few.

    Otherwise a page that is not full would be looked for through the whole of its order.
    """
    if asked.hits is None or asked.hits.ids is not None:
        return asked
    query = select(Task.id).where(*_conditions(asked, of_all=True))
    if asked.wanted.due is not None and (kinds := _due_kinds(asked.wanted.due, asked.clock)):
        query = query.where(or_(*kinds.all))
    ids = (await session.execute(query.limit(searching.MOST_LISTED + 1))).scalars().all()
    return (
        asked
        if len(ids) > searching.MOST_LISTED
        else replace(asked, hits=replace(asked.hits, ids=ids))
    )


async def search(
    session: Session, asked: Resolved, after: Position | None
) -> list[tuple[Task, Position]]:
    """Return one task more than the page holds, if there is one, each with its place."""
    if asked.wanted.sort == "due":
        return await _by_due(session, asked, after)
    column, order = _order(asked.wanted.sort)
    # Only of what is unfinished an index has the person's own order.
    unordered = asked.wanted.sort == "position" and not set(asked.statuses) <= set(UNFINISHED)
    query = select(Task).where(*_conditions(asked, of_all=unordered))
    if asked.wanted.due is not None and (kinds := _due_kinds(asked.wanted.due, asked.clock)):
        query = query.where(or_(*kinds.all))
    if asked.wanted.sort == "completed":
        query = query.where(column.is_not(None))
    if after is not None:
        query = query.where(_beyond(column, after, asked.wanted.sort))
    rows = await session.execute(query.order_by(*order).limit(asked.wanted.limit + 1))
    return [(task, Position(_key(task, asked.wanted.sort), task.number)) for task in rows.scalars()]


def _order(sort: str) -> tuple[Any, tuple[Any, ...]]:
    if sort == "position":
        return col(Task.position), (col(Task.position), _NUMBER)
    if sort == "created":
        # Numbers are given out in the order in which tasks are made.
        return _NUMBER, (_NUMBER.desc(),)
    column = col(Task.updated_at if sort == "updated" else Task.completed_at)
    return column, (column.desc(), _NUMBER.desc())


def _key(task: Task, sort: str) -> datetime | str | None:
    match sort:
        case "position":
            return task.position
        case "created":
            return None
        case "updated":
            return task.updated_at
        case _:
            return task.completed_at


def _beyond(column: Any, after: Position, sort: str) -> ColumnElement[bool]:
    if sort == "created":
        return after.number > _NUMBER
    here, there = tuple_(column, _NUMBER), tuple_(after.key, after.number)
    return here > there if sort == "position" else here < there


# Soonest first: days and times lie in indexes of their own, of which the next few are merged.
# A day counts from its midnight at today's offset: near enough to put it among times, and needs
# no zone database in PostgreSQL.


async def _by_due(
    session: Session, asked: Resolved, after: Position | None
) -> list[tuple[Task, Position]]:
    most = asked.wanted.limit + 1
    kinds = _due_kinds(asked.wanted.due, asked.clock) if asked.wanted.due is not None else None
    dated: list[tuple[Task, Position]] = []
    if after is None or after.key is not None:
        days = await _days(session, asked, after, None if not kinds else kinds.days)
        times = await _times(session, asked, after, None if not kinds else kinds.times)
        dated = sorted(days + times, key=lambda each: (each[1].key, each[1].number))[:most]
    if len(dated) == most or (kinds and not kinds.undated):
        return dated
    query = select(Task).where(*_conditions(asked), _DAY.is_(None), _INSTANT.is_(None))
    if after is not None and after.key is None:
        query = query.where(after.number < _NUMBER)
    rows = await session.execute(query.order_by(_NUMBER).limit(most - len(dated)))
    return dated + [(task, Position(None, task.number)) for task in rows.scalars()]


async def _days(
    session: Session, asked: Resolved, after: Position | None, kinds: Conditions | None
) -> list[tuple[Task, Position]]:
    offset = asked.clock.now.astimezone(asked.clock.zone).utcoffset() or timedelta()
    query = select(Task).where(*_conditions(asked), _DAY.is_not(None))
    if kinds is not None:
        query = query.where(or_(false(), *kinds))
    if after is not None and isinstance(after.key, datetime):
        here = (after.key.astimezone(UTC) + offset).replace(tzinfo=None)
        day, number = here.date(), tuple_(_DAY, _NUMBER)
        of_day = number > tuple_(day, after.number)
        query = query.where(of_day if here.time() == time.min else day < _DAY)
    rows = await session.execute(query.order_by(_DAY, _NUMBER).limit(asked.wanted.limit + 1))
    return [
        (task, Position(datetime.combine(task.due_date, time.min, UTC) - offset, task.number))
        for task in rows.scalars()
        if task.due_date is not None
    ]


async def _times(
    session: Session, asked: Resolved, after: Position | None, kinds: Conditions | None
) -> list[tuple[Task, Position]]:
    query = select(Task).where(*_conditions(asked), _INSTANT.is_not(None))
    if kinds is not None:
        query = query.where(or_(false(), *kinds))
    if after is not None:
        query = query.where(tuple_(_INSTANT, _NUMBER) > tuple_(after.key, after.number))
    rows = await session.execute(query.order_by(_INSTANT, _NUMBER).limit(asked.wanted.limit + 1))
    return [(task, Position(task.due_utc, task.number)) for task in rows.scalars()]


@dataclass
class _Kinds:
    """What a due filter asks of tasks with a day, with a time, and without either."""

    days: Conditions = field(default_factory=Conditions)
    times: Conditions = field(default_factory=Conditions)
    undated: bool = False

    @property
    def all(self) -> Conditions:
        """Every condition, of which a task meets one."""
        return [*self.days, *self.times, *self._none]

    @property
    def apart(self) -> Conditions:
        """One condition for each kind that is asked for."""
        of_kinds = (self.days, _DAY.is_not(None)), (self.times, _INSTANT.is_not(None))
        return [or_(*each) & has for each, has in of_kinds if each] + self._none

    @property
    def _none(self) -> Conditions:
        return [_DAY.is_(None) & _INSTANT.is_(None)] if self.undated else []

    def __bool__(self) -> bool:
        return bool(self.all)


def _due_kinds(due: DueFilter, clock: Clock) -> _Kinds:
    kinds = _Kinds(undated=due.undated)
    if due.overdue:
        unfinished = status_in(UNFINISHED)
        kinds.days.append((clock.today > _DAY) & unfinished)
        kinds.times.append((clock.now > _INSTANT) & unfinished)
    if due.from_ is not None or due.to is not None:
        first, last = _bounded(due.from_ or date.min), _bounded(due.to or date.max)
        kinds.days.append(_DAY.between(first, last))
        begins, ends = dues.start_of(first, clock.zone), dues.end_of(last, clock.zone)
        kinds.times.append(and_(begins <= _INSTANT, ends > _INSTANT))
    return kinds


def _bounded(day: date) -> date:
    """No task is due outside these years, and beyond them the arithmetic of time zones ends."""
    return min(max(day, date(dues.FIRST_YEAR - 1, 1, 1)), date(dues.LAST_YEAR + 1, 12, 31))


def status_in(statuses: Sequence[Status]) -> ColumnElement[bool]:
    """Return the condition that a task has one of these."""
    # Written out, not bound: only then can a plan for any values use an index of the unfinished.
    return col(Task.status).in_([literal_column(f"'{each}'") for each in statuses])


def _conditions(asked: Resolved, *, of_all: bool = False) -> Conditions:
    conditions = [
        col(Task.owner_id) == asked.owner_id,
        col(Task.deleted_at).is_(None),
        status_in(asked.statuses),
    ]
    if asked.hits is not None:
        conditions.append(asked.hits.of_all() if of_all else asked.hits.along_an_index())
    return conditions + _of_content(asked.wanted) + _of_place(asked) + _of_days(asked)


def _of_content(wanted: FindTasks) -> Conditions:
    conditions: Conditions = []
    if wanted.priorities:
        conditions.append(col(Task.priority).in_(wanted.priorities))
    if wanted.ids:
        conditions.append(col(Task.id).in_(wanted.ids))
    if wanted.numbers:
        conditions.append(_NUMBER.in_(wanted.numbers))
    if wanted.recurring is not None:
        recurs = col(Task.recurrence).is_not(None)
        conditions.append(recurs if wanted.recurring else ~recurs)
    return conditions


def _of_place(asked: Resolved) -> Conditions:
    conditions: Conditions = []
    if asked.wanted.project is not None:
        project = col(Task.project_id)
        given = asked.project_id
        conditions.append(project.is_(None) if given is None else project == given)
    if asked.section_id is not None:
        conditions.append(col(Task.section_id) == asked.section_id)
    if asked.wanted.parent is not None:
        conditions.append(col(Task.parent_id) == asked.wanted.parent)
    if asked.any_label:
        conditions.append(_labelled(asked.owner_id, asked.any_label))
    conditions += [_labelled(asked.owner_id, (each,)) for each in asked.every_label]
    return conditions


def _labelled(owner_id: UUID, labels: Sequence[UUID]) -> ColumnElement[bool]:
    return col(Task.id).in_(
        select(TaskLabel.task_id).where(
            col(TaskLabel.owner_id) == owner_id, col(TaskLabel.label_id).in_(labels)
        )
    )


def _of_days(asked: Resolved) -> Conditions:
    conditions: Conditions = []
    wanted, today, hidden = asked.wanted, asked.clock.today, col(Task.defer_until)
    if wanted.deadline is not None:
        if wanted.deadline.from_ is not None:
            conditions.append(col(Task.deadline) >= wanted.deadline.from_)
        if wanted.deadline.to is not None:
            conditions.append(col(Task.deadline) <= wanted.deadline.to)
    if wanted.deferred == "only":
        conditions.append(hidden > today)
    if wanted.deferred == "exclude":
        conditions.append(hidden.is_(None) | (hidden <= today))
    return conditions
