"""Statements that are written out, straight to psycopg: on SQLAlchemy's connection, in the same
transaction as what goes through its session.

An answer is some forty statements, nearly all of them written out; to take each of them through
the session, its compiler and its results cost four times what psycopg needs for it.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from typing import Any, cast

import psycopg
from sqlalchemy import Connection, Result, TextClause, text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

_DIALECT = PGDialect_psycopg()
_PROBE = text("select 1")


class Direct:
    """One connection as psycopg knows it; its errors are SQLAlchemy's."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        held = cast("Connection", connection.sync_connection).connection
        self._driver = cast("psycopg.AsyncConnection[Any]", held.driver_connection)

    async def execute(self, statement: TextClause, values: Mapping[str, Any]) -> Result[Any]:
        """Run the statement, whose parameters have no types of their own; begins the transaction.

        Raises:
            DBAPIError: As from SQLAlchemy.
        """
        async with self._guarded(statement.text):
            cursor = await self._driver.execute(_written(statement), values)
            if cursor.description is None:
                return IteratorResult(_named(()), iter(()))
            names = tuple(column.name for column in cursor.description)
            return IteratorResult(_named(names), iter(await cursor.fetchall()))

    async def commit(self) -> None:
        """Commit.

        Raises:
            DBAPIError: It did not, as far as is known.
        """
        async with self._guarded("commit"):
            await self._driver.commit()

    async def roll_back(self) -> None:
        """Take back whatever was done, if the connection is still there."""
        with suppress(psycopg.Error):
            await self._driver.rollback()

    @asynccontextmanager
    async def _guarded(self, statement: str) -> AsyncGenerator[None]:
        """Raise what SQLAlchemy would, and leave its pool as it would."""
        try:
            yield
        except psycopg.Error as error:
            raise await self._translated(error, statement) from error
        except BaseException:
            # Cut off in the middle: nobody knows in which state the connection is.
            await self._connection.invalidate()
            raise

    async def _translated(self, error: psycopg.Error, statement: str) -> BaseException:
        broken = self._driver.closed
        if broken:
            # SQLAlchemy finds out in its own way, and forgets all connections of that age.
            with suppress(DBAPIError):
                await self._connection.execute(_PROBE)
        return DBAPIError.instance(
            statement,
            None,
            error,
            psycopg.Error,
            hide_parameters=True,
            connection_invalidated=broken,
            dialect=_DIALECT,
        )


@lru_cache(maxsize=1024)
def _written(statement: TextClause) -> bytes:
    return str(statement.compile(dialect=_DIALECT)).encode()


@lru_cache(maxsize=1024)
def _named(columns: tuple[str, ...]) -> SimpleResultMetaData:
    return SimpleResultMetaData(columns)
