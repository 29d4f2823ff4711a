"""Bringing a thousand tasks in at once, taking that back, and doing it again."""

from collections.abc import Awaitable
from time import perf_counter
from typing import TypeVar

from errand.db import Database
from errand.exporting import build_exchange
from errand.identity import Actor
from errand.reminding import task_reminders
from errand.tasks.acts import Undo
from errand.tasks.exchange.views import ImportOptions
from errand.tasks.service import TaskService, utc_now

from .figures import Measured, Verdict

T = TypeVar("T")
COUNT = 1000
MOST_MILLISECONDS = 3000
_ROUNDS = 5
_HEAD = "Title,Notes,Due,Labels,Project,Reminders"


async def measure(database: Database, person: Actor) -> tuple[list[Measured], list[Verdict]]:
    """Return the times, for somebody who has very many tasks already."""
    tasks = TaskService(database, reminding=task_reminders())
    exchange = build_exchange(database, tasks, utc_now)
    taken: dict[str, list[float]] = {"import (the floor)": [], "undo": [], "redo": []}
    for turn in range(_ROUNDS):
        file = _file(turn).encode()
        done, seconds = await _timed(
            exchange.bring_in(person, file, "csv", ImportOptions(), key=None)
        )
        taken["import (the floor)"].append(seconds)
        undone, seconds = await _timed(tasks.undo(person, Undo(call_id=done.call_id)))
        taken["undo"].append(seconds)
        again, seconds = await _timed(tasks.undo(person, Undo(call_id=undone.call_id)))
        taken["redo"].append(seconds)
        await tasks.undo(person, Undo(call_id=again.call_id))
    rows = [Measured(name, seconds) for name, seconds in taken.items()]
    promise = f"undo of an import of {COUNT:,} tasks, p50"
    return rows, [Verdict(promise, rows[1].p50, MOST_MILLISECONDS, " ms")]


def _file(turn: int) -> str:
    """Return a table of tasks with all that other tables keep of them; none is like another."""
    rows = [
        f"Task {turn}.{n},Some notes {n},2026-12-{n % 28 + 1:02d},l{n % 20},P{n % 10},30m"
        for n in range(COUNT)
    ]
    return "\n".join([_HEAD, *rows])


async def _timed(doing: Awaitable[T]) -> tuple[T, float]:
    begun = perf_counter()
    return await doing, perf_counter() - begun
