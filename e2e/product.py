"""The whole product for tests: the same `errand up` that people run, in a home of its own."""

import asyncio
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, LiteralString

import httpx2
import psycopg
from psycopg import sql
from psycopg.abc import Params

from errand.local.ports import free_port
from errand.local.processes import spawn
from errand.settings import Settings

from .waiting import until

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120
STOP_SECONDS = 30
KEPT_LINES = 40

Rows = list[tuple[Any, ...]]


class NotStarted(RuntimeError):
    """The product did not come up; the message holds the end of its output."""


class Product:
    """One installation: its home, its address, and the process that runs it while it runs."""

    def __init__(self, home: Path, settings: Mapping[str, str]) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.auth_secret = secrets.token_urlsafe(32)
        self._settings = dict(settings)
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self, **settings: str) -> None:
        """Start it and wait until every part of it is well; `settings` hold from now on.

        Raises:
            NotStarted: It ended, or is not well after two minutes.
        """
        self._settings |= settings
        self._launch()
        await self.well()

    def _launch(self) -> None:
        # Tied to us, so that a suite that is killed leaves no product running.
        self._process = spawn(
            [sys.executable, "-m", "errand", "up"],
            env=self._environment(),
            log=self.output,
            cwd=ROOT,
        )

    async def stop(self) -> None:
        """Stop it as Ctrl-C does; what does not end in time is killed."""
        process = self._process
        if process is None:
            return
        self._process = None
        process.send_signal(signal.SIGINT)
        try:
            await asyncio.to_thread(process.wait, STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise

    @property
    def is_up(self) -> bool:
        """Whether it was started and not stopped."""
        return self._process is not None

    def has(self, setting: str) -> bool:
        """Whether a setting was given to it."""
        return bool(self._settings.get(setting))

    async def restart(self, **settings: str) -> None:
        """Stop and start it; "" takes a setting away."""
        await self.stop()
        await self.start(**settings)

    async def well(self, *, seconds: float = START_SECONDS) -> None:
        """Wait until `/api/health` says that every part is up."""
        async with httpx2.AsyncClient(base_url=self.url, timeout=5) as http:

            async def healthy() -> bool:
                if self._process is None or self._process.poll() is not None:
                    raise NotStarted(self.tail())
                try:
                    return (await http.get("/api/health")).status_code == 200
                except httpx2.TransportError:
                    return False

            try:
                await until(healthy, seconds=seconds, what="a healthy product")
            except TimeoutError as error:
                raise NotStarted(f"{error}\n{self.tail()}") from error

    @property
    def output(self) -> Path:
        """Where everything that `errand up` prints goes."""
        return self.home / "up.out"

    def tail(self) -> str:
        """Return the last lines of the output and of each log."""
        logs = [self.output, *sorted((self.home / "logs").glob("*.log"))]
        return "\n".join(f"--- {log.name}\n{_end(log)}" for log in logs if log.exists())

    def pid(self, part: str) -> int:
        """Return the process id of a part, `API`, `page server` or `database`."""
        return int(self._state()["children"][part]["pid"])

    def kill(self, part: str = "API") -> int:
        """kill -9 a part, and return its process id; `errand up` starts it again."""
        pid = self.pid(part)
        os.kill(pid, signal.SIGKILL)
        return pid

    @property
    def database_url(self) -> str:
        """The login's URL of the embedded database."""
        password = (self.home / "secrets" / "postgres_owner").read_text().strip()
        port = self._state()["ports"]["database"]
        return f"postgresql://errand:{password}@127.0.0.1:{port}/errand"

    async def sql(
        self,
        query: LiteralString,
        values: Params = (),
        *,
        role: LiteralString = "errand_maintenance",
    ) -> Rows:
        """Run one statement as a role that sees everybody's rows; return its rows."""
        connection = await psycopg.AsyncConnection.connect(self.database_url, connect_timeout=10)
        async with connection:
            await connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
            cursor = await connection.execute(query, values)
            return await cursor.fetchall() if cursor.description else []

    def _state(self) -> dict[str, Any]:
        return json.loads((self.home / "run.json").read_text())

    def _environment(self) -> dict[str, str]:
        """Ours without any setting of Errand that this shell happens to have."""
        names = {name.upper() for name in Settings.model_fields} - {"ERRAND_NODE"}
        kept = {name: value for name, value in os.environ.items() if name not in names}
        return {
            **kept,
            "ERRAND_HOME": str(self.home),
            "ERRAND_ENV_FILE": os.devnull,
            "PORT": str(self.port),
            "BETTER_AUTH_SECRET": self.auth_secret,
            **{name: value for name, value in self._settings.items() if value},
        }


def _end(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-KEPT_LINES:])


@asynccontextmanager
async def running(*, started: bool = True, **settings: str) -> AsyncGenerator[Product]:
    """Start a product in an empty home, and stop and remove it in the end.

    Args:
        started: False leaves the start to the caller.
        settings: By their names in the environment.
    """
    home = Path(tempfile.mkdtemp(prefix="errand-e2e-"))
    product = Product(home, settings)
    try:
        if started:
            await product.start()
        yield product
    finally:
        try:
            await product.stop()
        finally:
            if os.environ.get("ERRAND_KEEP_HOME") is None:
                shutil.rmtree(home, ignore_errors=True)
