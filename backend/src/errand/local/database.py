"""The database `errand` and its owner: a login that may make roles and bypasses nothing."""

import psycopg
from psycopg import sql

from errand.local.postgres import Postgres

NAME = "errand"


def prepare_database(server: Postgres, password: str) -> str:
    """Make the login and the database where they are missing; return the login's URL.

    The login is like a hosted provider's: it owns the database and is no superuser, because
    row-level security does not hold a superuser back.
    """
    with psycopg.connect(server.url(), autocommit=True, connect_timeout=10) as admin:
        login, secret = sql.Identifier(NAME), sql.Literal(password)
        if not _exists(admin, "select 1 from pg_roles where rolname = %s"):
            admin.execute(sql.SQL("create role {}").format(login))
        # Every time: the password follows the secrets, and the rights never exceed these.
        admin.execute(
            sql.SQL(
                "alter role {} login nosuperuser nobypassrls nocreatedb createrole password {}"
            ).format(login, secret)
        )
        if not _exists(admin, "select 1 from pg_database where datname = %s"):
            admin.execute(sql.SQL("create database {} owner {}").format(login, login))
    return f"postgresql://{NAME}:{password}@127.0.0.1:{server.port}/{NAME}"


def _exists(admin: psycopg.Connection, query: str) -> bool:
    return admin.execute(query.encode(), (NAME,)).fetchone() is not None
