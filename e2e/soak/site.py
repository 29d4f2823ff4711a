"""The installation under fire: APIs, workers, their PostgreSQL, and proxies between them."""

import asyncio
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from uuid import uuid4

import httpx2
import psycopg
from psycopg.rows import TupleRow

from errand.edge.tokens import ClientSecrets, signing_keys
from errand.identity import Actor, SignIn
from errand.local.database import prepare_database
from errand.local.ports import free_port
from errand.local.postgres import Postgres
from errand.local.temporary import temporary_directory
from errand.settings import Settings

from ..cluster import Member
from ..model_server import ModelServer, serve_apart
from ..waiting import until
from .proxy import Proxy

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 90
DISK_MEGABYTES = 900
_PERSON = """
with person as (
  insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
  values (%(user)s, 'Ada', %(email)s, false, now(), now()) returning id)
insert into auth.session (id, "userId", token, "expiresAt", "createdAt", "updatedAt")
select %(session)s, id, %(token)s, now() + interval '1 day', now(), now() from person
"""


class Site:
    """Everything that can be struck; `url` is where people are."""

    def __init__(self, folder: Path, server: Postgres, *, small_disk: bool) -> None:
        self.folder, self.server, self.small_disk = folder, server, small_disk
        self.members: dict[str, Member] = {}
        self.doors: dict[str, Proxy] = {}
        """Between each process and the database."""
        self.front = Proxy(lambda: [m.port for name, m in self.members.items() if "api" in name])
        self.auth_secret, self.chat_secret = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        # The kernel ends a child with the thread that started it: this one lives as long as we do.
        self.keeper = ThreadPoolExecutor(1)
        self.login = ""
        """Address of the database for those who serve."""

    @property
    def url(self) -> str:
        """Where people are."""
        return f"http://localhost:{self.front.port}"

    def names(self, role: str) -> list[str]:
        """Return the processes of a role: `api` or `worker`."""
        return [name for name in self.members if name.startswith(role)]

    async def database(self) -> psycopg.AsyncConnection[TupleRow]:
        """Return a superuser's connection past all proxies."""
        return await psycopg.AsyncConnection.connect(
            self.server.url("errand"), autocommit=True, connect_timeout=5
        )

    async def start_database(self) -> None:
        """Start PostgreSQL, once more if need be."""
        await asyncio.get_running_loop().run_in_executor(self.keeper, self.server.start)

    async def stop_database(self, number: int) -> None:
        """Stop PostgreSQL by a signal."""
        await asyncio.to_thread(self.server.stop, number)

    async def well(self, name: str) -> None:
        """Wait until this API answers, database included."""
        async with httpx2.AsyncClient(timeout=5) as http:

            async def healthy() -> bool:
                try:
                    address = f"http://127.0.0.1:{self.members[name].port}/api/health"
                    parts = (await http.get(address)).json()["parts"]
                except (httpx2.TransportError, ValueError, KeyError):
                    return False
                return parts.get("database") == "ok"

            await until(healthy, seconds=READY_SECONDS, what=f"health of {name}\n{self.tail()}")

    async def person(self) -> tuple[Actor, str]:
        """Sign somebody up and in; return who, and their client secret."""
        user, session = uuid4(), uuid4()
        values = {"user": user, "session": session}
        values |= {"email": f"{user.hex}@example.org", "token": secrets.token_urlsafe(24)}
        async with await self.database() as connection:
            await connection.execute(_PERSON, values)
            # The row that every tool of theirs locks, so that the storm can hold it.
            await connection.execute(
                "insert into app.user_settings (owner_id, updated_at) values (%s, now())", [user]
            )
        actor = Actor(user, SignIn(session), "chat")
        return actor, self.secret(actor)

    def secret(self, actor: Actor) -> str:
        """Return a new client secret; it is good for half an hour."""
        keys = signing_keys(
            chatkit_session_secret=self.chat_secret, better_auth_secret=self.auth_secret
        )
        tokens = ClientSecrets(
            keys.client_secrets, issuer=self.url, audience=f"{self.url}/api", now=time.time
        )
        return tokens.mint(actor).token

    def keep_logs(self, folder: Path) -> None:
        """Copy the logs of all processes there."""
        folder.mkdir(exist_ok=True)
        for log in self.folder.glob("*.log"):
            shutil.copy(log, folder)

    def tail(self) -> str:
        """Return the end of every log."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text()[-1500:]}" for log in logs)


def _environment(site: Site, url: str, model: ModelServer, models: list[str]) -> dict[str, str]:
    names = {name.upper() for name in Settings.model_fields} - {"ERRAND_NODE"}
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return {
        **kept,
        "ERRAND_HOME": str(site.folder / "home"),
        "ERRAND_ENV_FILE": os.devnull,
        "OPENAI_AGENTS_DISABLE_TRACING": "1",
        "ERRAND_WORKER": "off",
        "PUBLIC_URL": site.url,
        "DATABASE_URL": url,
        "DATABASE_DIRECT_URL": url,
        "BETTER_AUTH_SECRET": site.auth_secret,
        "CHATKIT_SESSION_SECRET": site.chat_secret,
        "OPENAI_API_KEY": "storm",
        "OPENAI_BASE_URL": model.base_url,
        "ERRAND_MODEL": ",".join(models),
        "ERRAND_MODEL_TIMEOUT": "5",
        "ERRAND_LIMIT_SENDS": "10000",
        "ERRAND_LIMIT_RUNNING": "20",
        "ERRAND_DRAIN": "8",
    }


@asynccontextmanager
async def running(*, apis: int, workers: int, models: list[str]) -> AsyncGenerator[Site]:
    """Run a site on a PostgreSQL of its own; nothing of it is left in the end."""
    async with AsyncExitStack() as stack:
        model = stack.enter_context(serve_apart())
        folder = stack.enter_context(temporary_directory())
        data = folder / "postgres"
        data.mkdir(mode=0o711)
        small = _small_disk(data)
        if small:
            stack.callback(subprocess.run, ["umount", "-l", str(data)], check=False)
        server = Postgres(data, password=secrets.token_urlsafe(16), log=folder / "postgres.log")
        site = Site(folder, server, small_disk=small)
        await site.start_database()
        stack.callback(server.stop)
        await stack.enter_async_context(site.front.serving())
        stack.callback(lambda: [member.dispose() for member in site.members.values()])
        login = site.login = prepare_database(server, secrets.token_urlsafe(16))
        await _migrate(site, _environment(site, login, model, models))
        names = [f"api-{number}" for number in range(1, apis + 1)]
        names += [f"worker-{number}" for number in range(1, workers + 1)]
        for name in names:
            door = await stack.enter_async_context(Proxy(lambda: [server.port]).serving())
            site.doors[name] = door
            url = login.replace(f":{server.port}/", f":{door.port}/") + f"?application_name={name}"
            site.members[name] = _member(site, name, _environment(site, url, model, models))
            site.members[name].start()
        for name in site.names("api"):
            await site.well(name)
        yield site


def _member(site: Site, name: str, env: dict[str, str]) -> Member:
    log, port = site.folder / f"{name}.log", 0
    command = [sys.executable, "-m", "errand", name.partition("-")[0]]
    if name.startswith("api"):
        port, command = free_port(), [*command, "--host=127.0.0.1"]
        env = env | {"PORT": str(port)}
    return Member(name, command, env, log, port)


async def _migrate(site: Site, env: dict[str, str]) -> None:
    log = site.folder / "migrate.log"
    command = [sys.executable, "-m", "errand", "migrate"]
    migrating = Member("migrate", command, env, log)
    migrating.start()
    assert migrating.process is not None
    status = await asyncio.to_thread(migrating.process.wait, READY_SECONDS)
    if status:
        raise RuntimeError(f"The database could not be migrated.\n{site.tail()}")


def _small_disk(path: Path) -> bool:
    """Put a small disk of memory there; return whether this machine lets us."""
    if (
        shutil.which("mount") is None
        or os.geteuid() != 0
        or not os.environ.get("ERRAND_SOAK_ALONE")
    ):
        return False
    options = f"size={DISK_MEGABYTES}m,mode=0711"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path)],
        check=False,
        capture_output=True,
    )
    return done.returncode == 0
