"""The tools: searching among very many tasks, and the dates of the worst rules."""

from errand.db import open_database

from . import find, recurrence, undoing
from .figures import Measured, Verdict, table
from .scratch import filled

ONE_HAS = 100_000
ALL_HAVE, ALL_HAVE_IN_FULL = 1_000_000, 10_000_000
"""The latter takes half an hour to fill; `python -m bench tools-in-full`."""


async def measure(all_have: int = ALL_HAVE) -> list[Verdict]:
    """Show the tables of the tools and return their verdicts."""
    rule_rows, verdicts = recurrence.measure()
    _show("Reading a rule and each of its steps, in time of the processor", rule_rows)
    with filled(one_has=ONE_HAS, all_have=all_have) as (url, person):
        address = url.replace("postgresql://", "postgresql+psycopg://")
        database = open_database(address, pooled=False)
        rows = await find.measure(database, url, person)
        scans = await find.scans(database, url, person)
        undo_rows, undo_verdicts = await undoing.measure(database, person)
        await database.close()
    title = f"{ONE_HAS:,} tasks of {all_have:,}"
    _show(f"find_tasks, {title}", rows)
    for name, used in scans.items():
        print(f"  {name}: {', '.join(used)}")
    _show(f"Bringing {undoing.COUNT:,} tasks in, and taking that back", undo_rows)
    return [
        *verdicts,
        *find.verdicts(rows, title),
        find.by_index(scans, title),
        *undo_verdicts,
    ]


def _show(title: str, rows: list[Measured]) -> None:
    print(f"\n{title}\n{table(rows, rows[0])}", flush=True)
