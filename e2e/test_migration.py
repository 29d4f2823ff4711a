"""Migrations that run at the same time: one of them does it, and the others find it done."""

import asyncio
import os
import secrets
import sys

import psycopg
import pytest

from errand.local.database import prepare_database
from errand.local.temporary import temporary_postgres

pytestmark = pytest.mark.timeout(120)


async def test_migrations_at_the_same_time_leave_one_key_that_signs_tokens() -> None:
    with temporary_postgres() as server:
        url = prepare_database(server, secrets.token_urlsafe(16))
        settings = {
            "DATABASE_URL": url,
            "DATABASE_DIRECT_URL": url,
            "BETTER_AUTH_SECRET": secrets.token_urlsafe(32),
            "ERRAND_ENV_FILE": os.devnull,
        }

        assert await asyncio.gather(*(_migrate(settings) for _ in range(3))) == [0, 0, 0]

        async with await psycopg.AsyncConnection.connect(url) as connection:
            await connection.execute("set local role errand_auth")
            keys = await connection.execute("select count(*) from auth.jwks")
            assert await keys.fetchone() == (1,)


async def _migrate(settings: dict[str, str]) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "errand", "migrate", env=os.environ | settings
    )
    return await process.wait()
