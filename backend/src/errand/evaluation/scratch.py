"""A database for one evaluation: made, migrated, filled with people, dropped afterwards."""

import os
import secrets
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from uuid import UUID

import psycopg
from psycopg import sql
from pydantic import SecretStr
from sqlalchemy.engine import make_url

from errand.local.migrate import upgrade
from errand.local.problems import Problem
from errand.local.temporary import temporary_postgres

_ROLES = ("errand_app", "errand_worker", "errand_maintenance", "errand_auth", "errand_operator")
# All that our tables ask of a sign-in: that the person is there.
_PEOPLE = 'create table "user" (id uuid primary key);'


@contextmanager
def scratch_database(server_url: str | None) -> Generator[str]:
    """Give the `postgresql://` address of an empty, migrated database of its own.

    Args:
        server_url: A login that may make databases and roles there; None: an embedded server,
            gone afterwards.

    Raises:
        Problem: The server does not take us.
    """
    if server_url is None:
        with temporary_postgres() as server, scratch_database(server.url()) as url:
            yield url
        return
    name = f"errand_eval_{os.getpid()}_{secrets.token_hex(4)}"
    password = secrets.token_urlsafe(16)
    try:
        _make(server_url, name, password)
    except psycopg.Error as error:
        with suppress(psycopg.Error):
            _drop(server_url, name)
        raise Problem(f"The evaluation needs a database of its own there: {error}") from error
    try:
        own = make_url(server_url).set(
            drivername="postgresql", username=name, password=password, database=name
        )
        url = own.render_as_string(hide_password=False)
        upgrade(SecretStr(url))
        with psycopg.connect(url) as connection:
            connection.execute("set local role errand_auth")
            connection.execute("set local search_path to auth")
            connection.execute(_PEOPLE)
        yield url
    finally:
        _drop(server_url, name)


def _make(server_url: str, name: str, password: str) -> None:
    owner = sql.Identifier(name)
    with psycopg.connect(server_url, autocommit=True, connect_timeout=10) as admin:
        admin.execute(
            sql.SQL("create role {} login createrole password {}").format(owner, password)
        )
        admin.execute(sql.SQL("create database {} owner {}").format(owner, owner))
        for role in _ROLES:
            admin.execute(
                sql.SQL(
                    "do $$ begin create role {role} nologin; exception when duplicate_object"
                    " then null; end $$"
                ).format(role=sql.Identifier(role))
            )
            admin.execute(
                sql.SQL("grant {} to {} with admin true, inherit false, set true").format(
                    sql.Identifier(role), owner
                )
            )


def _drop(server_url: str, name: str) -> None:
    owner = sql.Identifier(name)
    with psycopg.connect(server_url, autocommit=True, connect_timeout=10) as admin:
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(owner))
        admin.execute(sql.SQL("drop owned by {} cascade").format(owner))
        admin.execute(sql.SQL("drop role {}").format(owner))


def add_people(url: str, people: Iterable[UUID]) -> None:
    """Let these people be there, as if they had signed up."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("set local role errand_auth")
        cursor.executemany('insert into auth."user" (id) values (%s)', [(each,) for each in people])
