#!/usr/bin/env python3
# ruff: noqa: T201
"""Proves that a backup can be restored.

Dumps DATABASE_URL, loads it into SCRATCH_URL (an empty database that `errand migrate` has prepared)
and compares the number of rows of every table. Run it with Errand's own Python.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

HERE = Path(__file__).parent
ROLES = {"app": "errand_maintenance", "auth": "errand_auth"}
_SECONDS = 3600
Counts = dict[str, int]


def counts(url: str) -> Counts:
    """Count the rows of every table, each schema as the role that sees all of them."""
    found: Counts = {}
    with psycopg.connect(url, connect_timeout=10) as connection:
        for schema, role in ROLES.items():
            connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
            tables = connection.execute(
                "select tablename from pg_tables where schemaname = %s order by 1", (schema,)
            ).fetchall()
            for (table,) in tables:
                if table == "alembic_version":
                    continue
                name = sql.Identifier(schema, table)
                row = connection.execute(sql.SQL("select count(*) from {}").format(name)).fetchone()
                found[f"{schema}.{table}"] = row[0] if row else 0
            connection.execute("reset role")
    return found


def run(script: str, url: str, folder: str | Path) -> str:
    """Run one of the two scripts beside this one and return what it said last."""
    done = subprocess.run(  # noqa: S603
        [HERE / script, folder],
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=_SECONDS,
    )
    return done.stdout.strip().rpartition("\n")[2]


def main() -> int:
    """Run the drill; 0 when every table came back."""
    source, scratch = os.environ["DATABASE_URL"], os.environ["SCRATCH_URL"]
    first = counts(source)
    with tempfile.TemporaryDirectory() as work:
        run("restore.sh", scratch, run("backup.sh", source, work))
    restored, last = counts(scratch), counts(source)
    wrong = False
    for table, before in first.items():
        # The source may go on meanwhile: what came back lies between before and after the dump.
        bounds = sorted((before, last[table]))
        fits = bounds[0] <= restored.get(table, -1) <= bounds[1]
        wrong = wrong or not fits
        print("ok" if fits else "DIFFERS", table, restored.get(table, "missing"))
    print("The backup does not match." if wrong else "The backup was restored and compared.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
