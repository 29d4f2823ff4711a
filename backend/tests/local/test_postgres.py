"""The embedded PostgreSQL: survives kills and stale files and touches nothing of others."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from errand.local.database import prepare_database
from errand.local.postgres import Postgres
from errand.local.problems import Problem
from errand.local.processes import Running
from errand.local.temporary import temporary_directory


@pytest.fixture
def root() -> Iterator[Path]:
    with temporary_directory() as path:
        yield path


@pytest.fixture
def server(root: Path) -> Iterator[Postgres]:
    made = postgres(root)
    made.start()
    yield made
    made.stop(signal.SIGQUIT)


def postgres(root: Path, *, port: int = 0, durable: bool = False) -> Postgres:
    return Postgres(root, password="superuser", log=root / "log", port=port, durable=durable)


def asked(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None


def done(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
        connection.execute(statement.encode())


def pid_of(server: Postgres) -> int:
    assert server.process is not None
    return server.process.pid


def test_the_applications_login_owns_its_database_and_bypasses_nothing(server: Postgres) -> None:
    url = prepare_database(server, "owner")

    with psycopg.connect(url) as connection:
        rights = connection.execute(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles"
            " where rolname = current_user"
        ).fetchone()
        connection.execute("create schema app")
    assert rights == (False, False, False, True)


def test_preparing_the_database_again_keeps_it_and_follows_the_password(server: Postgres) -> None:
    done(prepare_database(server, "before"), "create table kept ()")

    url = prepare_database(server, "after")

    assert asked(url, "select count(*) from pg_tables where tablename = 'kept'") == 1
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace("after", "before"))


def test_only_this_machine_can_connect_and_only_with_a_password(server: Postgres) -> None:
    assert asked(server.url(), "show listen_addresses") == "127.0.0.1"
    assert asked(server.url(), "show password_encryption") == "scram-sha-256"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url().replace("superuser", "guess"))


def test_what_was_committed_survives_a_stop_and_a_kill(root: Path) -> None:
    server = postgres(root, durable=True)
    server.start()
    done(server.url(), "create table kept as select 1 as n")
    server.stop()
    server.start()
    done(server.url(), "insert into kept values (2)")
    os.kill(pid_of(server), signal.SIGKILL)
    assert server.process is not None
    server.process.wait()

    server.start()

    assert asked(server.url(), "select count(*) from kept") == 2
    server.stop()


def test_a_server_that_a_killed_start_left_behind_is_ended(root: Path) -> None:
    left = postgres(root)
    left.start()
    old = Running.of(pid_of(left))
    new = postgres(root)

    new.start()

    try:
        assert left.process is not None
        left.process.wait(1)
        assert not old.is_alive()
        assert asked(new.url(), "select 1") == 1
    finally:
        new.stop(signal.SIGQUIT)


def test_a_stranger_whose_number_stands_in_a_stale_file_is_spared(server: Postgres) -> None:
    server.stop()
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        (server.data / "postmaster.pid").write_text(
            f"{stranger.pid}\n{server.data}\n{int(time.time())}\n1\n\n127.0.0.1\n\nready\n"
        )

        # As root the stranger is another user's process, else PostgreSQL itself has its doubts.
        if os.geteuid() == 0:
            server.start()
            assert asked(server.url(), "select 1") == 1
        else:
            server._end_predecessor()

        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
        (server.data / "postmaster.pid").unlink(missing_ok=True)


def test_another_port_is_taken_where_the_usual_one_is_busy(root: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server = postgres(root, port=other.getsockname()[1])

        server.start()

        try:
            assert server.port != other.getsockname()[1]
            assert asked(server.url(), "select 1") == 1
        finally:
            server.stop(signal.SIGQUIT)


def test_a_half_made_data_directory_is_made_anew(root: Path) -> None:
    (root / "data.new").mkdir()
    (root / "data.new" / "PG_VERSION").write_text("18\n")
    server = postgres(root)

    server.start()

    assert asked(server.url(), "select 1") == 1
    server.stop(signal.SIGQUIT)
    assert not (root / "data.new").exists()
    assert not (root / "data.password").exists()


def test_data_of_another_version_is_left_alone_with_a_sentence(root: Path) -> None:
    (root / "data").mkdir()
    (root / "data" / "PG_VERSION").write_text("16\n")

    with pytest.raises(Problem, match=r"made by PostgreSQL 16 and this is 18"):
        postgres(root).start()

    assert [path.name for path in (root / "data").iterdir()] == ["PG_VERSION"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's database runs as another user")
def test_programs_that_the_databases_user_cannot_reach_are_copied_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_root_is_passable(path: Path) -> bool:
        return path == root

    monkeypatch.setattr("errand.local.binaries.is_passable", only_root_is_passable)
    server = postgres(root)

    server.start()

    assert asked(server.url(), "select 1") == 1
    assert server.programs.folder.is_relative_to(root)
    made = server.programs.folder.stat().st_ino
    server.stop()
    server = postgres(root)
    server.start()
    assert server.programs.folder.stat().st_ino == made
    server.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's database runs as another user")
def test_a_home_that_the_databases_user_cannot_reach_is_refused_with_a_way_out(root: Path) -> None:
    closed = root / "closed"
    closed.mkdir(mode=0o700)
    (closed / "home").mkdir(mode=0o711)

    with pytest.raises(Problem, match="set ERRAND_HOME to a place such as /var/lib/errand"):
        postgres(closed / "home").start()


def test_what_people_write_is_not_in_the_servers_log(server: Postgres) -> None:
    with (
        psycopg.connect(server.url(), autocommit=True) as connection,
        pytest.raises(psycopg.errors.DivisionByZero),
    ):
        connection.execute("select %s::text, 1 / (length(%s) - 7)", ("diary entry", "private"))
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("select pg_sleep(0.6), %s::text", ("private diary",))

    log = server.log.read_text()
    assert "division by zero" in log
    assert "private" not in log
    assert "diary" not in log


@pytest.mark.skipif(sys.platform != "linux", reason="ties to the parent are Linux's")
def test_it_ends_cleanly_when_what_started_it_is_killed(root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from errand.local.postgres import Postgres;"
        "s = Postgres(Path(sys.argv[1]), password='superuser', log=Path(sys.argv[1]) / 'log');"
        "s.start(); print(s.process.pid, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = Running.of(int(parent.stdout.readline()))

    parent.kill()
    parent.communicate()

    assert child.wait(20)
    assert "database system is shut down" in (root / "log").read_text()
