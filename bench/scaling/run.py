"""`python -m bench scaling`: partitions by owner and a streaming replica, tried and measured."""

import asyncio
import secrets
from pathlib import Path

import psycopg
from pydantic import SecretStr

from errand.local.migrate import upgrade
from errand.local.postgres import Postgres
from errand.local.temporary import temporary_directory, temporary_postgres

from ..figures import Measured, Verdict
from . import replica
from .loads import PEOPLE, Person, fill, sign_in_tables
from .loads import measure as use
from .partitions import PARTS, partition


async def measure() -> list[Verdict]:
    """Print both tables; there is nothing that they promise."""
    await asyncio.to_thread(_partitions)
    await asyncio.to_thread(_replica)
    return []


def _migrated(server: Postgres, name: str) -> str:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    url = server.url(name)
    upgrade(SecretStr(url))
    sign_in_tables(url)
    return url


def _partitions() -> None:
    people = [Person() for _ in range(PEOPLE)]
    with temporary_postgres() as server:
        plain, parts = _migrated(server, "plain"), _migrated(server, "parts")
        tables = partition(parts)
        print(f"\n{len(tables)} tables in {PARTS} partitions each: {', '.join(tables)}")
        rates = [fill(url, people) for url in (plain, parts)]
        for table in rates[0]:
            print(f"  {table}: {rates[0][table]:,.0f} rows/s plain, {rates[1][table]:,.0f} parts")
        timings = [asyncio.run(use(url, people)) for url in (plain, parts)]
    for one, other in zip(*timings, strict=True):
        print(f"  {one.name}: {_said(one)} plain, {_said(other)} in partitions")


def _replica() -> None:
    people = [Person() for _ in range(PEOPLE // 4)]
    with temporary_directory() as root:
        # What a power cut may not take is what a replica has to wait for: durable.
        primary = Postgres(root, password=secrets.token_urlsafe(16), log=root / "postgres.log")
        primary.start()
        try:
            _follow(_migrated(primary, "errand"), root, people)
        finally:
            primary.stop()


def _follow(url: str, root: Path, people: list[Person]) -> None:
    fill(url, people)
    with replica.replica_of(url, root) as copy:
        seen, early = replica.lag(url, copy, people[0])
        print(f"\n{seen.name}: {_said(seen)}; {early} of {replica.WRITES} first looks too early")
        behind = replica.busy(url, [Person() for _ in range(PEOPLE // 4)])
        print(f"{behind.name}: {_said(behind)}, at most {max(behind.seconds) * 1000:.0f} ms")
        for name, where in (("primary", url), ("replica", copy)):
            print(f"{name}: {_said(asyncio.run(replica.read(where, people)))}")
        for waited_for in (False, True, False):
            times = replica.commits(url, people[2], waited_for=waited_for)
            print(f"{times.name}: {_said(times)}")
            people.pop(2)
        for name, said in replica.refused(copy).items():
            print(f"{name}: {said}")
        late = replica.after_the_end(url, copy, people[1])
        print(f"an ended account reads while the replica is behind: {late[0]}, later: {late[1]}")
        print(f"promoted in {replica.promoted(copy):.2f} s")


def _said(times: Measured) -> str:
    return f"{times.p50:.2f} / {times.p99:.2f} ms"
