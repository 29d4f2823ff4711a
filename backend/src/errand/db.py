"""Transactions: whose rows they see, and what must commit together with them."""

from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

from sqlalchemy import Result, TextClause, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    create_async_engine,
)

from errand.direct import Direct
from errand.errors import SignedOut, Unavailable
from errand.identity import Actor

STATEMENT_TIMEOUT = "15s"
IDLE_TIMEOUT = "10s"
"""A process that stands still in a transaction would keep its turns from everybody else."""
POOL_WAIT_SECONDS = 10

View = TypeVar("View")


class Session(AsyncSession):
    """One transaction of one use case; `answer` hands its result to the companions."""

    answered: object | None = None

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection, expire_on_commit=False)
        self._direct = Direct(connection)

    async def run(
        self, statement: TextClause, values: Mapping[str, Any] | None = None
    ) -> Result[Any]:
        """Do what `execute` does with a statement that is written out, for less work."""
        if self.in_transaction() and (self.new or self.dirty or self.deleted):
            await self.flush()
        return await self._direct.execute(statement, values or {})

    async def keep(self) -> None:
        """Commit what was done in either way."""
        if self.in_transaction():
            await self.commit()
        else:
            await self._direct.commit()

    async def drop(self) -> None:
        """Take back what was done in either way."""
        if self.in_transaction():
            await self.rollback()
        await self._direct.roll_back()

    def answer(self, view: View) -> View:
        """Give what the use case returns, so that companions can store it; returns it."""
        self.answered = view
        return view


class Companion(Protocol):
    """Rides in a use case's transaction: what it writes commits with it or not at all."""

    async def before(self, session: Session) -> None:
        """Run after the owner is set and before the use case.

        Raises:
            Replayed: The use case was done already.
        """
        ...

    async def after(self, session: Session, view: object | None) -> None:
        """Run after the use case and before the commit; `view` is what it answered."""
        ...


class Replayed(Exception):
    """The use case ran before; `stored` is what was kept of its answer."""

    def __init__(self, stored: object) -> None:
        super().__init__("already done")
        self.stored = stored


_companions: ContextVar[tuple[Companion, ...]] = ContextVar("companions", default=())


@contextmanager
def companions(*riding: Companion) -> Generator[None]:
    """Let these companions ride in every transaction that this context opens."""
    token = _companions.set((*_companions.get(), *riding))
    try:
        yield
    finally:
        _companions.reset(token)


_TIMEOUTS = (
    f"set_config('statement_timeout', '{STATEMENT_TIMEOUT}', true),"
    f" set_config('idle_in_transaction_session_timeout', '{IDLE_TIMEOUT}', true),"
    # Our statements are short: to start processes for one costs more than they save.
    " set_config('max_parallel_workers_per_gather', '0', true)"
)
# One round trip: the role first, so that nothing after it runs with the login's rights.
_AS_PERSON = text(
    "select set_config('role', 'errand_app', true), set_config('app.user_id', :person, true),"
    f" {_TIMEOUTS},"
    " app.check_authority(:kind, cast(:authority as uuid), cast(:person as uuid))"
)
_AS_PERSON_UNCHECKED = text(
    "select set_config('role', 'errand_app', true), set_config('app.user_id', :person, true),"
    f" {_TIMEOUTS}"
)
_AS_ROLE = text(f"select set_config('role', :role, true), {_TIMEOUTS}")
_AUTHORITY_ENDED = "28000"


class Database:
    """The one way to PostgreSQL: every transaction is somebody's."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    @asynccontextmanager
    async def _session(self) -> AsyncGenerator[Session]:
        """Open a transaction that nobody has entered yet."""
        with _translated():
            async with self.engine.connect() as connection:
                session = Session(connection)
                try:
                    yield session
                    await session.keep()
                except BaseException:
                    await session.drop()
                    raise
                finally:
                    session.expunge_all()

    @asynccontextmanager
    async def transaction(self, actor: Actor, *, closing: bool = False) -> AsyncGenerator[Session]:
        """Open one transaction that sees only the actor's rows; it commits at the end.

        Args:
            actor: Whose rows, and by what authority.
            closing: Skip the check of the authority: only to record that it has ended.

        Raises:
            SignedOut: The authority has ended.
            Unavailable: The database does not answer.
            Replayed: A companion found that this was done before.
        """
        riding = _companions.get()
        async with self._session() as session:
            await _enter(session, actor, closing=closing)
            for companion in riding:
                await companion.before(session)
            yield session
            for companion in reversed(riding):
                await companion.after(session, session.answered)

    @asynccontextmanager
    async def reading(self, actor: Actor) -> AsyncGenerator[Session]:
        """Open a transaction that only looks; companions, whose affair is what is done, stay out.

        Raises:
            SignedOut: The authority has ended.
            Unavailable: The database does not answer.
        """
        async with self._session() as session:
            await _enter(session, actor, closing=False)
            yield session

    @asynccontextmanager
    async def as_role(self, role: str) -> AsyncGenerator[Session]:
        """Open one transaction under `errand_worker` or `errand_maintenance`; no companions."""
        async with self._session() as session:
            await session.run(_AS_ROLE, {"role": role})
            yield session

    async def ping(self) -> None:
        """Return when the database answers.

        Raises:
            Unavailable: It does not.
        """
        with _translated():
            async with self.engine.connect() as connection:
                await connection.execute(text("select 1"))

    async def close(self) -> None:
        """Give back every connection."""
        await self.engine.dispose()


def open_database(url: str, *, pooled: bool, size: int = 16) -> Database:
    """Return a database over `url`.

    Args:
        url: `postgresql+psycopg://…`.
        pooled: The URL may lead through a transaction pooler, which breaks prepared statements.
        size: Connections at most.
    """
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_recycle=600,
        # An error's text reaches the log, and parameters are what people wrote.
        hide_parameters=True,
        connect_args={"connect_timeout": 10} | ({"prepare_threshold": None} if pooled else {}),
    )
    return Database(engine)


async def _enter(session: Session, actor: Actor, *, closing: bool) -> None:
    if closing:
        await session.run(_AS_PERSON_UNCHECKED, {"person": str(actor.user_id)})
        return
    authority = None if actor.authority_id is None else str(actor.authority_id)
    try:
        await session.run(
            _AS_PERSON,
            {"person": str(actor.user_id), "kind": actor.authority_kind, "authority": authority},
        )
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _AUTHORITY_ENDED:
            raise SignedOut from error
        raise


@contextmanager
def _translated() -> Generator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise Unavailable(
            "The database does not answer just now. Please try again.", retry_after_seconds=2
        ) from error
