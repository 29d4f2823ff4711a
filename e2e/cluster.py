"""Errand as several processes over one PostgreSQL, behind the balancer of `deploy/`."""

import asyncio
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import httpx2
import psycopg
from psycopg import sql
from psycopg.abc import Params

from errand.local.database import prepare_database
from errand.local.ports import free_port
from errand.local.processes import spawn
from errand.local.temporary import temporary_directory, temporary_postgres
from errand.settings import Settings

from .waiting import until

ROOT = Path(__file__).resolve().parent.parent
CADDY = Path(sys.executable).with_name("caddy")
READY_SECONDS = 60
STOP_SECONDS = 60


@dataclass
class Member:
    """One process of the cluster, and how to start it again."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        self.process = spawn(self.command, env=self.env, log=self.log, cwd=ROOT)

    def tell(self, number: int) -> None:
        """Send it a signal."""
        assert self.process is not None, f"{self.name} was not started"
        self.process.send_signal(number)

    async def end(self, number: int = signal.SIGTERM) -> int:
        """Send it a signal, wait until it has ended, and return its exit status."""
        self.tell(number)
        assert self.process is not None
        return await asyncio.to_thread(self.process.wait, STOP_SECONDS)

    def dispose(self) -> None:
        """Leave nothing of it."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)


class Cluster:
    """`url` is the balancer's; what is asked there any of the APIs answers."""

    def __init__(self, folder: Path, database_url: str, settings: dict[str, str]) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.auth_secret = secrets.token_urlsafe(32)
        self.database_url = database_url
        self._folder, self._settings = folder, settings
        self.members: dict[str, Member] = {}

    async def start(self, *, apis: int, workers: int) -> None:
        """Migrate, start every role and the balancer, and wait until it is well."""
        migrating = self._add("migrate", "migrate")
        migrating.start()
        assert migrating.process is not None
        assert await asyncio.to_thread(migrating.process.wait, READY_SECONDS) == 0, self.tail()
        pages = self._add("pages", "pages", port=free_port())
        frontend = f"--frontend-url=http://127.0.0.1:{pages.port}"
        members = [pages]
        members += [
            self._add(f"api-{number}", "api", frontend, "--host=127.0.0.1", port=free_port())
            for number in range(1, apis + 1)
        ]
        members += [self._add(f"worker-{number}", "worker") for number in range(1, workers + 1)]
        members.append(self._balancer())
        for member in members:
            member.start()
        await self.well(*(member.name for member in members if member.name.startswith("api")))

    def _add(self, name: str, *command: str, port: int = 0) -> Member:
        env = self._environment() | ({"PORT": str(port)} if port else {})
        log = self._folder / f"{name}.log"
        member = Member(name, [sys.executable, "-m", "errand", *command], env, log, port)
        self.members[name] = member
        return member

    def _balancer(self) -> Member:
        apis = [each for name, each in self.members.items() if name.startswith("api-")]
        env = os.environ | {
            "HOME": str(self._folder),
            "ERRAND_SITE": f":{self.port}",
            "ERRAND_UPSTREAMS": " ".join(f"127.0.0.1:{each.port}" for each in apis),
        }
        command = [str(CADDY), "run", "--adapter=caddyfile"]
        command += [f"--config={ROOT / 'deploy' / 'proxy' / 'Caddyfile'}"]
        member = Member("balancer", command, env, self._folder / "balancer.log", self.port)
        self.members["balancer"] = member
        return member

    async def well(self, *apis: str) -> None:
        """Wait until these APIs and the balancer say that all is well."""
        addresses = [f"http://127.0.0.1:{self.members[name].port}" for name in apis]
        async with httpx2.AsyncClient(timeout=5) as http:
            for address in [*addresses, self.url]:

                async def healthy(address: str = address) -> bool:
                    try:
                        return (await http.get(f"{address}/api/health")).status_code == 200
                    except httpx2.TransportError:
                        return False

                try:
                    await until(healthy, seconds=READY_SECONDS, what=f"health at {address}")
                except TimeoutError as error:
                    raise AssertionError(f"{error}\n{self.tail()}") from error

    def tail(self) -> str:
        """Return the end of every log."""
        logs = sorted(self._folder.glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text()[-2000:]}" for log in logs)

    async def sql(
        self,
        query: LiteralString,
        values: Params = (),
        *,
        role: LiteralString = "errand_maintenance",
    ) -> list[tuple[object, ...]]:
        """Run one statement as a role that sees everybody's rows; return its rows."""
        connection = await psycopg.AsyncConnection.connect(self.database_url, connect_timeout=10)
        async with connection:
            await connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
            cursor = await connection.execute(query, values)
            return await cursor.fetchall() if cursor.description else []

    def _environment(self) -> dict[str, str]:
        names = {name.upper() for name in Settings.model_fields} - {"ERRAND_NODE"}
        kept = {name: value for name, value in os.environ.items() if name not in names}
        return {
            **kept,
            "ERRAND_HOME": str(self._folder / "home"),
            "ERRAND_ENV_FILE": os.devnull,
            "ERRAND_WORKER": "off",
            "PUBLIC_URL": self.url,
            "DATABASE_URL": self.database_url,
            "DATABASE_DIRECT_URL": self.database_url,
            "BETTER_AUTH_SECRET": self.auth_secret,
            "CHATKIT_SESSION_SECRET": secrets.token_urlsafe(32)
            if not self.members
            else self.members["migrate"].env["CHATKIT_SESSION_SECRET"],
            **self._settings,
        }


@asynccontextmanager
async def cluster(*, apis: int = 2, workers: int = 2, **settings: str) -> AsyncGenerator[Cluster]:
    """Run a cluster over a PostgreSQL of its own; nothing of it is left in the end."""
    async with AsyncExitStack() as stack:
        server = stack.enter_context(temporary_postgres())
        url = prepare_database(server, secrets.token_urlsafe(16))
        made = Cluster(stack.enter_context(temporary_directory()), url, settings)
        stack.callback(lambda: [member.dispose() for member in made.members.values()])
        await made.start(apis=apis, workers=workers)
        yield made
