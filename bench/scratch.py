"""A database of its own with very many tasks, and the person who has the most of them."""

from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from pydantic import SecretStr

from errand.identity import Actor, Bearer
from errand.local.migrate import upgrade
from errand.local.temporary import temporary_postgres

from .filling import fill

# As much of the sign-in's tables as tells that somebody exists.
_SIGN_IN = """
set role errand_auth;
create table auth."user" (id uuid primary key);
create table auth.session (id uuid primary key, "userId" uuid, "expiresAt" timestamptz)
"""


@contextmanager
def filled(*, one_has: int, all_have: int) -> Generator[tuple[str, Actor]]:
    """Yield the superuser's `postgresql://` address and the person."""
    with temporary_postgres() as server:
        upgrade(SecretStr(server.url()))
        with psycopg.connect(server.url()) as connection:
            for statement in _SIGN_IN.split(";"):
                connection.execute(statement.encode())
        person = fill(server.url(), one_has=one_has, all_have=all_have)
        _sign_up(server.url(), person)
        yield server.url(), Actor(person, Bearer(), "rest")


def _sign_up(url: str, person: UUID) -> None:
    with psycopg.connect(url) as connection:
        connection.execute('insert into auth."user" (id) values (%s)', (person,))
