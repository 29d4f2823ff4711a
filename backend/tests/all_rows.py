"""A database without its second lock: every row is everybody's, as if a policy had been lost."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy import text

from errand.db import Database, Session
from errand.identity import Actor

_AS = text("select set_config('app.user_id', :person, true)")


class AllRows(Database):
    """Transactions that PostgreSQL confines to nobody: only the queries' own owner is left."""

    @asynccontextmanager
    async def transaction(self, actor: Actor, *, closing: bool = False) -> AsyncGenerator[Session]:
        async with self.as_role("errand_maintenance") as session:
            # Functions that look with all rights go by this alone.
            await session.execute(_AS, {"person": str(actor.user_id)})
            yield session

    @asynccontextmanager
    async def reading(self, actor: Actor) -> AsyncGenerator[Session]:
        async with self.transaction(actor) as session:
            yield session
