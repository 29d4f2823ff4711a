"""A streaming replica beside a primary: how far behind it is, and what it cannot do."""

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from errand.db import Database
from errand.errors import SignedOut
from errand.local.binaries import programs
from errand.local.ports import free_port
from errand.threads import store

from ..figures import Measured
from .loads import Person, fill, opened, timed

WRITES = 300
REFUSED = {
    "listen": "listen errand_events",
    "notify": "select pg_notify('errand_queue', '')",
    "lock rows": "select 1 from app.turns for share",
    "write": "delete from app.turns",
}
_START_SECONDS = 30


@contextmanager
def replica_of(primary: str, root: Path) -> Generator[str]:
    """Copy the primary and let the copy follow it; yield its superuser's address."""
    found = programs(root)
    user, group = (found.identity.uid, found.identity.gid) if found.identity else (None, None)
    home, data, port = root / "replica", root / "replica" / "data", free_port()
    home.mkdir()
    if found.identity is not None:
        os.chown(home, found.identity.uid, found.identity.gid)
    copy = [found.folder / "pg_basebackup", "-D", data, "-X", "stream", "-R", "-c", "fast"]
    subprocess.run([*copy, "-d", primary], check=True, cwd="/", timeout=120, user=user, group=group)
    command = [found.folder / "postgres", "-D", data, "-c", f"port={port}"]
    command += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
    command += ["-c", "max_connections=100"]
    with (root / "replica.log").open("wb") as out:
        process = subprocess.Popen(command, cwd="/", stdout=out, stderr=out, user=user, group=group)
    try:
        parts = urlsplit(primary)
        address = f"{parts.username}:{parts.password}@127.0.0.1:{port}"
        url = urlunsplit(parts._replace(netloc=address))
        _wait(url)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(_START_SECONDS)


def _wait(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(url):
        if time.monotonic() > deadline:
            raise RuntimeError("The replica did not start.")
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def lag(primary: str, replica: str, person: Person) -> tuple[Measured, int]:
    """Return from a commit to its being seen, and how many first looks came too early."""
    seconds: list[float] = []
    early = 0
    with (
        psycopg.connect(primary, autocommit=True) as writer,
        psycopg.connect(replica, autocommit=True) as reader,
    ):
        for n in range(WRITES):
            writer.execute(
                "insert into app.turn_events (owner_id, turn_id, seq, data)"
                " values (%s, %s, %s, 'x')",
                (person.id, person.turns[0], 10_000 + n),
            )
            begun, looks = time.perf_counter(), 0
            while True:
                looks += 1
                found = reader.execute(
                    "select 1 from app.turn_events where owner_id = %s and turn_id = %s"
                    " and seq = %s",
                    (person.id, person.turns[0], 10_000 + n),
                ).fetchone()
                if found:
                    break
            seconds.append(time.perf_counter() - begun)
            early += looks > 1
    return Measured("a commit seen on the replica", seconds), early


def refused(replica: str) -> dict[str, str]:
    """Return what the replica says to the statements that only a primary takes."""
    said: dict[str, str] = {}
    for name, statement in REFUSED.items():
        with psycopg.connect(replica) as connection:
            try:
                connection.execute(statement.encode())
                said[name] = "works"
            except psycopg.Error as error:
                said[name] = str(error).splitlines()[0]
    return said


async def read(url: str, people: list[Person]) -> Measured:
    """Time the newest page of conversations, as the application reads it."""
    async with opened(url) as db:
        return await timed("newest 50 items", WRITES, lambda n: _page(db, people[n % len(people)]))


async def _page(db: Database, person: Person) -> None:
    async with db.reading(person.actor) as session:
        found = await store.page(
            session,
            owner_id=person.id,
            thread_id=person.threads[0],
            after=None,
            limit=50,
            direction="desc",
        )
    assert len(found) == 50


async def lets_in(url: str, person: Person) -> bool:
    """Whether somebody may still read there."""
    async with opened(url) as db:
        try:
            await _page(db, person)
        except SignedOut:
            return False
        return True


def after_the_end(primary: str, replica: str, person: Person) -> tuple[bool, bool]:
    """Whether somebody whose account ended still reads on a replica that is behind, and later."""
    with psycopg.connect(replica, autocommit=True) as connection:
        connection.execute("select pg_wal_replay_pause()")
        with psycopg.connect(primary) as writer:
            writer.execute('delete from auth."user" where id = %s', (person.id,))
            row = writer.execute("select pg_current_wal_insert_lsn()::text").fetchone()
        behind = asyncio.run(lets_in(replica, person))
        connection.execute("select pg_wal_replay_resume()")
        assert row is not None
        behind_still = "select pg_last_wal_replay_lsn() < %s::pg_lsn"
        while connection.execute(behind_still, row).fetchone() == (True,):
            time.sleep(0.01)
        return behind, asyncio.run(lets_in(replica, person))


def busy(primary: str, more: list[Person]) -> Measured:
    """Return how far behind the replica was, again and again, while rows poured in."""
    asked = "select coalesce(extract(epoch from replay_lag), 0) from pg_stat_replication"
    seconds: list[float] = []
    with ThreadPoolExecutor(1) as pool, psycopg.connect(primary, autocommit=True) as connection:
        filling = pool.submit(fill, primary, more)
        while not filling.done():
            row = connection.execute(asked.encode()).fetchone()
            seconds.append(float(row[0]) if row else 0.0)
            time.sleep(0.02)
        filling.result()
    return Measured("behind, while rows pour in", seconds)


def commits(primary: str, person: Person, *, waited_for: bool) -> Measured:
    """Time commits of one row, with or without the replica having written it down too."""
    names = "*" if waited_for else ""
    seconds: list[float] = []
    with psycopg.connect(primary, autocommit=True) as connection:
        connection.execute(f"alter system set synchronous_standby_names = '{names}'".encode())
        connection.execute("select pg_reload_conf()")
        wanted = "sync" if waited_for else "async"
        state = "select sync_state from pg_stat_replication"
        while connection.execute(state.encode()).fetchone() != (wanted,):
            time.sleep(0.05)
        for n in range(WRITES):
            begun = time.perf_counter()
            connection.execute(
                "insert into app.turn_events (owner_id, turn_id, seq, data)"
                " values (%s, %s, %s, 'x')",
                (person.id, person.turns[0 if waited_for else 1], 20_000 + n),
            )
            seconds.append(time.perf_counter() - begun)
    return Measured("a commit that waits for the replica" if waited_for else "a commit", seconds)


def promoted(replica: str) -> float:
    """Make the replica the primary; return how many seconds that took."""
    with psycopg.connect(replica, autocommit=True) as connection:
        begun = time.perf_counter()
        connection.execute("select pg_promote(true, 60)")
        connection.execute("delete from app.turn_events where seq >= 20000")
        return time.perf_counter() - begun
