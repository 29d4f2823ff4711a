"""Runs tests of the backend over partitioned tables, and asks PostgreSQL how it plans each query.

With PYTHONPATH=backend/tests: `python -m pytest -p bench.scaling.plugin backend/tests/turns …`
"""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from sqlalchemy import Connection, Engine, event

from .partitions import PARTITION, PARTS, partition

# The tests' own module.
databases: Any = import_module("databases")
_seen: dict[str, tuple[str, dict[str, int]]] = {}
_fresh = databases.fresh_database
_EXPLAINED = ("select", "with", "insert", "update", "delete")


@contextmanager
def _partitioned(admin_url: str, label: str) -> Generator[str]:
    with _fresh(admin_url, label) as url:
        database = urlsplit(url).path
        partition(urlunsplit(urlsplit(admin_url)._replace(path=database)))
        yield url


def _touched(plan: dict[str, Any], found: set[str]) -> set[str]:
    """Return the partitions that the plan reads or may write; of one that ran, those it did."""
    if plan.get("Actual Loops") == 0:
        return found
    if named := PARTITION.fullmatch(plan.get("Relation Name", "")):
        found.add(named[0])
    for part in plan.get("Plans", ()):
        _touched(part, found)
    return found


def _explain(
    connection: Connection, _cursor: object, statement: str, parameters: Any, *_: object
) -> None:
    if not statement.lstrip().lower().startswith(_EXPLAINED) or " app." not in statement:
        return
    if statement in _seen or "pg_notify" in statement:
        return
    values = parameters if isinstance(parameters, dict) else next(iter(parameters), ())
    cursor = connection.connection.cursor()
    cursor.execute("select current_user")
    [[role]] = cursor.fetchall()
    # What only looks is run: which partitions it passes over shows then alone.
    ran = "analyze, " if statement.lstrip().lower().startswith("select") else ""
    cursor.execute(f"explain ({ran}format json) {statement}", values)
    [[said]] = cursor.fetchall()
    cursor.close()
    tables = Counter(one.rsplit("_p", 1)[0] for one in _touched(said[0]["Plan"], set()))
    _seen[statement] = (str(role), dict(tables))


# Before any test imports what makes its databases.
databases.fresh_database = _partitioned
event.listen(Engine, "before_cursor_execute", _explain)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many queries meet one partition of each table, and all that meet more."""
    planned = {said: each for said, each in _seen.items() if each[1]}
    wide = {said: each for said, each in planned.items() if max(each[1].values()) > 1}
    write = terminalreporter.write_line
    write(f"{PARTS} partitions of each table; statements that meet one of each alone:")
    by_role = Counter(role for role, _ in planned.values())
    wide_by_role = Counter(role for role, _ in wide.values())
    for role, count in sorted(by_role.items()):
        write(f"  {role}: {count - wide_by_role[role]} of {count}")
    for said, (role, tables) in sorted(wide.items(), key=lambda each: each[1][0]):
        write(f"  {role} {tables}: {' '.join(said.split())[:400]}")
