"""The database: reachable, up to date, safe, and able to tell processes of news."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import psycopg
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import sql
from pydantic import SecretStr

from errand.db import open_database
from errand.doctor.findings import Finding, note, ok, wrong
from errand.errors import Unavailable
from errand.guard import Unsafe, refuse_unsafe
from errand.local.database import NAME
from errand.local.home import Home
from errand.settings import REPOSITORY, Settings, sqlalchemy_url

_SECONDS = 5
_OLDEST = 150000
_SKEW_SECONDS = 2
_BUSY = 0.8
_WAITING_SECONDS = 30

_ABOUT = (
    "select current_setting('server_version_num')::int as number,"
    " current_setting('server_version') as version, clock_timestamp() as now,"
    " pg_size_pretty(pg_database_size(current_database())) as size,"
    " current_setting('max_connections')::int as most,"
    " (select count(*) from pg_stat_activity) as used,"
    " pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()"
)
_TURNS = (
    "select count(*) filter (where status = 'queued') as queued,"
    " count(*) filter (where status = 'running') as running,"
    " coalesce(extract(epoch from now() - min(created_at) filter (where status = 'queued')), 0)"
    " as seconds, count(*) filter (where status = 'failed' and ended_at > now() - interval '1 day')"
    " as failed, count(distinct worker) filter (where lease_until > now()) as workers"
    " from app.turns"
)


def url_of(settings: Settings, home: Home) -> str | None:
    """Return the database's address past any pooler: the configured one, or the embedded one."""
    if settings.direct_url is not None:
        return settings.direct_url.get_secret_value()
    port = home.read_state().ports.get("database")
    if port is None:
        return None
    login = f"{NAME}:{quote(home.secret('postgres_owner'))}"
    return f"postgresql://{login}@127.0.0.1:{port}/{NAME}"


async def database(settings: Settings, home: Home) -> AsyncIterator[Finding]:
    """Look at the database, as far as it can be reached."""
    url = url_of(settings, home)
    if url is None:
        yield note("database", "the embedded one, not running", "`make up` starts it.")
        return
    try:
        async with await psycopg.AsyncConnection.connect(
            url, autocommit=True, connect_timeout=_SECONDS
        ) as connection:
            async for finding in _connected(connection):
                yield finding
            yield await _listening(connection, url)
            async for finding in _ours(connection):
                yield finding
    except (psycopg.Error, OSError) as error:
        said = type(error).__name__
        yield wrong(
            "database", f"cannot be used ({said})", "See DATABASE_URL and the server's log."
        )
        return
    yield await _safe(url)


async def _row(connection: psycopg.AsyncConnection, query: str) -> dict[str, Any]:
    cursor = await connection.execute(query.encode())
    names = [column.name for column in cursor.description or ()]
    row = await cursor.fetchone()
    return dict(zip(names, row or (), strict=False))


async def _connected(connection: psycopg.AsyncConnection) -> AsyncIterator[Finding]:
    about = await _row(connection, _ABOUT)
    said = f"PostgreSQL {about['version']}, {about['size']}"
    if about["number"] < _OLDEST:
        yield wrong("database", said, "Use PostgreSQL 15 or newer.")
    else:
        yield ok("database", said)
    if about["encoding"] != "UTF8":
        yield wrong("database encoding", about["encoding"], "Make the database with UTF8.")
    used = f"{about['used']} of {about['most']} in use"
    if about["used"] > about["most"] * _BUSY:
        yield wrong("connections", used, "Raise max_connections, or put a pooler in front.")
    else:
        yield ok("connections", used)
    apart = abs((datetime.now(UTC) - about["now"]).total_seconds())
    if apart > _SKEW_SECONDS:
        yield wrong("clocks", f"{apart:.0f} s apart from the database's", "Let both follow NTP.")
    else:
        yield ok("clocks", "the same as the database's")


async def _listening(connection: psycopg.AsyncConnection, url: str) -> Finding:
    channel = sql.Identifier("errand_doctor")
    await connection.execute(sql.SQL("listen {}").format(channel))
    async with await psycopg.AsyncConnection.connect(
        url, autocommit=True, connect_timeout=_SECONDS
    ) as other:
        await other.execute("select pg_notify('errand_doctor', '')")
    async for _ in connection.notifies(timeout=_SECONDS, stop_after=1):
        return ok("LISTEN", "news arrives")
    return note(
        "LISTEN",
        "nothing arrives: a transaction pooler is on the way, so everybody polls",
        "Set DATABASE_DIRECT_URL to the database past its pooler.",
    )


async def _ours(connection: psycopg.AsyncConnection) -> AsyncIterator[Finding]:
    config = Config()
    config.set_main_option("script_location", str(REPOSITORY / "backend" / "migrations"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    try:
        at = (await _row(connection, "select version_num from app.alembic_version"))["version_num"]
    except (psycopg.errors.UndefinedTable, KeyError):
        yield wrong("tables", "not there", "Run `errand migrate`, or `make up`.")
        return
    if at == newest:
        yield ok("tables", f"up to date ({at})")
    else:
        yield wrong("tables", f"at {at}, this version needs {newest}", "Run `errand migrate`.")
        return
    yield await _queue(connection)


async def _queue(connection: psycopg.AsyncConnection) -> Finding:
    async with connection.transaction():
        await connection.execute("set local role errand_worker")
        turns = await _row(connection, _TURNS)
    said = f"{turns['running']} running, {turns['queued']} waiting, {turns['failed']} failed today"
    if turns["seconds"] > _WAITING_SECONDS and not turns["workers"]:
        oldest = f"{said}; the oldest waits for {turns['seconds']:.0f} s and no worker runs"
        return wrong("answers", oldest, "Start `errand worker`, or let ERRAND_WORKER be on.")
    if turns["seconds"] > _WAITING_SECONDS:
        oldest = f"{said}; the oldest waits for {turns['seconds']:.0f} s"
        return note("answers", oldest, "Start more workers, or raise ERRAND_WORKER_TURNS.")
    return ok("answers", said)


async def _safe(url: str) -> Finding:
    db = open_database(sqlalchemy_url(SecretStr(url)), pooled=False)
    try:
        async with asyncio.timeout(_SECONDS):
            await refuse_unsafe(db)
    except Unsafe as error:
        return wrong("row-level security", str(error), "Nobody is served from it until then.")
    except (Unavailable, TimeoutError) as error:
        return wrong("row-level security", type(error).__name__, "Look at the database.")
    finally:
        await db.close()
    return ok("row-level security", "forced on every table of people, for every role that serves")
