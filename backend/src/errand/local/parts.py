"""The three parts of a running Errand: database, pages, API."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from errand.local.database import prepare_database
from errand.local.postgres import STOP_SECONDS, Postgres
from errand.local.problems import Problem
from errand.local.processes import Running, spawn

_PAUSE_SECONDS = 0.05
_KILL_SECONDS = 5


class DatabasePart:
    """The embedded PostgreSQL, with the application's login and database in it."""

    name = "database"
    stop_seconds: float = STOP_SECONDS

    def __init__(self, server: Postgres, *, owner_password: str) -> None:
        self.server, self.log = server, server.log
        self.url = ""
        self._owner_password = owner_password

    @property
    def pid(self) -> int | None:
        """The postmaster."""
        return self.server.process.pid if self.server.process else None

    def start(self) -> None:
        """Start it and see that login and database are there."""
        self.server.start()
        self.url = prepare_database(self.server, self._owner_password)

    def ended(self) -> int | None:
        """Its exit status, if it ended."""
        return self.server.process.poll() if self.server.process else 0

    def stop(self) -> None:
        """Stop it cleanly."""
        self.server.stop()


class ProgramPart:
    """A program that serves HTTP.

    Args:
        name: What people call it.
        command: Program and arguments.
        env: Its whole environment.
        cwd: Its working directory.
        log: Where its output goes.
        missing: What it still lacks to serve; asked until that is nothing at the first start.
        pass_fds: Descriptors that it keeps.
        grace_seconds: How long it may take to stop.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        cwd: Path,
        log: Path,
        missing: Callable[[], str],
        pass_fds: Sequence[int] = (),
        grace_seconds: float = 10,
    ) -> None:
        self.name, self.log = name, log
        self._command, self._env, self._cwd = command, env, cwd
        self._missing, self._pass_fds, self._grace_seconds = missing, pass_fds, grace_seconds
        self.stop_seconds = grace_seconds + _KILL_SECONDS
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its process."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it; return at once, `wait_until_ready` waits."""
        self._process = spawn(
            self._command,
            env=self._env,
            log=self.log,
            cwd=self._cwd,
            pass_fds=self._pass_fds,
        )

    def wait_until_ready(self, seconds: float = 60) -> None:
        """Wait until it serves.

        Raises:
            Problem: It ended, or did not serve in time.
        """
        deadline = time.monotonic() + seconds
        while missing := self._missing():
            if self.ended() is not None:
                raise Problem(
                    f"The {self.name} could not start: its log is {self.log}.", log=self.log
                )
            if time.monotonic() > deadline:
                raise Problem(
                    f"The {self.name} was not ready within {seconds:.0f} seconds ({missing}):"
                    f" its log is {self.log}.",
                    log=self.log,
                )
            time.sleep(_PAUSE_SECONDS)

    def ended(self) -> int | None:
        """Its exit status, if it ended."""
        return self._process.poll() if self._process else 0

    def stop(self) -> None:
        """Ask it to stop, insist after the grace, and leave nothing of its group."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(self._grace_seconds)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(_KILL_SECONDS)
        self._process = None


def missing_at(port: int) -> str:
    """ "" when something accepts connections on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return "" if probe.connect_ex(("127.0.0.1", port)) == 0 else "nothing listens yet"


def unwell(host: str, port: int) -> str:
    """ "" when the API says that it and everything that it needs are well; else what it says."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/api/health")
        answer = connection.getresponse()
        said = answer.read(400).decode(errors="replace").strip()
    except (OSError, http.client.HTTPException) as error:
        return f"/api/health: {error}"
    finally:
        connection.close()
    return "" if answer.status == 200 else f"/api/health answers {answer.status} {said}"


def end_left_over(children: Mapping[str, Running]) -> list[str]:
    """End what a killed predecessor left running; return the names of what was ended.

    Raises:
        Problem: One of them does not end.
    """
    ended: list[str] = []
    for name, child in children.items():
        if not child.is_alive():
            continue
        if not child.end(politely=signal.SIGINT if name == DatabasePart.name else signal.SIGTERM):
            raise Problem(
                f"The {name} of an earlier start (process {child.pid}) does not end: end it with"
                f" `kill -9 {child.pid}`, then start again."
            )
        ended.append(name)
    return ended
