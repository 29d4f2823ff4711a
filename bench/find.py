"""`find_tasks` for somebody with very many tasks among very many people's."""

import re
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy import event

from errand.db import Database
from errand.identity import Actor
from errand.tasks.inputs import FindTasks
from errand.tasks.service import TaskService

from .figures import Measured, Verdict

MOST_MILLISECONDS = 250
"""For the first page of everything, the total included."""
_ROUNDS = 60
_SCAN = re.compile(r"(Seq Scan on \w+|(?:Index|Bitmap Index|Index Only) Scan (?:using|on) \w+)")
_AS = "select set_config('role', 'errand_app', true), set_config('app.user_id', %s, true)"
_FLOOR = (
    "select * from app.tasks where owner_id = %s and deleted_at is null and status in"
    " ('open', 'in_progress', 'waiting') and due_date is not null order by due_date, number"
    " limit 21"
)
SEARCHES: Mapping[str, Mapping[str, Any]] = {
    "unfinished, soonest first": {},
    "due in a week": {"due": {"from": "2026-11-23", "to": "2026-11-29"}},
    "overdue": {"due": {"overdue": True}},
    "by two words": {"text": "call bank"},
    "by a rare word": {"text": "1869f"},
    "done, newest first": {"sort": "completed"},
}


async def measure(database: Database, url: str, person: Actor) -> list[Measured]:
    """Return the times of the bare SELECT, the floor, and of each search."""
    rows = [Measured("a bare SELECT of a page", _floor(url, person))]
    tasks = TaskService(database)
    for name, asked in SEARCHES.items():
        wanted, taken = FindTasks.model_validate(asked), list[float]()
        for _ in range(_ROUNDS):
            begun = perf_counter()
            await tasks.find(person, wanted)
            taken.append(perf_counter() - begun)
        rows.append(Measured(name, taken[_ROUNDS // 6 :]))
    return rows


def verdicts(rows: Sequence[Measured], title: str) -> list[Verdict]:
    """Return whether the default page comes as fast as promised."""
    promise = f"p50 of find_tasks, {title}, the default page"
    return [Verdict(promise, rows[1].p50, MOST_MILLISECONDS, " ms")]


def by_index(scans: Mapping[str, Sequence[str]], title: str) -> Verdict:
    """Return whether no search goes through the whole table."""
    whole = [each for used in scans.values() for each in used if each == "Seq Scan on tasks"]
    return Verdict(f"find_tasks, {title}, passes through all tasks", len(whole), 0, "")


def _floor(url: str, person: Actor) -> list[float]:
    taken: list[float] = []
    with psycopg.connect(url) as connection:
        for _ in range(_ROUNDS):
            begun = perf_counter()
            with connection.transaction():
                connection.execute(_AS, (str(person.user_id),))
                connection.execute(_FLOOR, (person.user_id,)).fetchall()
            taken.append(perf_counter() - begun)
    return taken[_ROUNDS // 6 :]


async def scans(database: Database, url: str, person: Actor) -> dict[str, list[str]]:
    """Return how PostgreSQL looks, for each search: by which indexes, or through whole tables."""
    tasks, found = TaskService(database), dict[str, list[str]]()
    for name, asked in SEARCHES.items():
        seen: list[tuple[str, Any]] = []
        stop = _listening(database, seen)
        await tasks.find(person, FindTasks.model_validate(asked))
        stop()
        found[name] = _explained(url, person, seen)
    return found


def _listening(database: Database, seen: list[tuple[str, Any]]) -> Callable[[], None]:
    engine = database.engine.sync_engine

    def note(_connection: Any, _cursor: Any, sql: str, given: Any, *_more: Any) -> None:
        seen.append((sql, given))

    event.listen(engine, "before_cursor_execute", note)
    return lambda: event.remove(engine, "before_cursor_execute", note)


def _explained(url: str, person: Actor, seen: Sequence[tuple[str, Any]]) -> list[str]:
    scans: dict[str, None] = {}
    with psycopg.connect(url) as connection:
        connection.execute(_AS, (str(person.user_id),))
        for sql, given in seen:
            if "app.tasks" not in sql or not sql.lstrip().lower().startswith("select"):
                continue
            plan = connection.execute(f"explain (costs off) {sql}".encode(), given).fetchall()
            scans |= dict.fromkeys(_SCAN.findall("\n".join(line for (line,) in plan)))
    return list(scans)
