"""`errand up` and `errand down`: everything on one machine, from nothing to ready and back."""

import os
import signal
import socket
import subprocess
import sys
import time

from pydantic import SecretStr

from errand.local.environment import for_frontend, for_our_own, node_program
from errand.local.home import Home, State, with_secrets
from errand.local.pages import built_pages
from errand.local.parts import DatabasePart, ProgramPart, end_left_over, missing_at, unwell
from errand.local.ports import free_port, is_free, open_front_door
from errand.local.postgres import Postgres
from errand.local.problems import Problem
from errand.local.processes import Running, spawn
from errand.local.supervisor import (
    StopAsked,
    Supervisor,
    no_more_signals,
    say,
    stop_signals,
)
from errand.settings import REPOSITORY, Settings

_MIGRATION_SECONDS = 600
_CLOSING_SECONDS = 10
"""So long the API may take when its answers are whole or given up, the audit trail 5 s of it."""
_DOWN_SECONDS = 60
"""So long `up` itself may take to stop, without its parts: a database may be about to begin."""


def up(settings: Settings) -> None:
    """Start everything, keep it running, and stop it all when asked.

    Raises:
        Problem: Something could not start or would not keep running; everything is stopped.
    """
    home = Home(settings.errand_home)
    home.claim()
    run = _Run(settings, home)
    try:
        with stop_signals():
            run.start()
            run.supervisor.watch()
    except StopAsked:
        say("\nStopping …")
        run.stop()
        say("Errand is stopped.")
    finally:
        no_more_signals()
        run.stop()
        home.release()


class _Run:
    def __init__(self, settings: Settings, home: Home) -> None:
        self.settings, self.home = settings, home
        self.supervisor = Supervisor(changed=self._write_down, say=say)
        self._before = home.read_state()
        # Kept open here: an API that is started again needs them.
        self._doors: list[socket.socket] = []
        self._state = State(supervisor=Running.of(os.getpid()), public_url=settings.public_url)

    def start(self) -> None:
        began = time.monotonic()
        for name in end_left_over(self._before.children):
            say(f"Ended the {name} that an earlier start had left behind.")
        self._doors = open_front_door(self.settings.listening_host, self.settings.port)
        self._write_down()
        self.settings = with_secrets(self.settings, self.home)
        if self.settings.database_url is None:
            self._start_database()
        frontend_port = self._port("frontend")
        # Loading the API takes longest, so it loads while the rest is made ready for it.
        may_serve, closed_when_migrated = os.pipe()
        self._start_api(frontend_port, may_serve)
        self._start_frontend(frontend_port)
        self._migrate()
        os.close(closed_when_migrated)
        for part in self.supervisor.parts:
            if isinstance(part, ProgramPart):
                part.wait_until_ready()
        say(f"  started in {time.monotonic() - began:.1f} s; data and logs are in {self.home.root}")
        say(f"Errand is ready: {self.settings.public_url}")

    def stop(self) -> None:
        no_more_signals()
        self.supervisor.stop()

    def _start_database(self) -> None:
        say("  starting PostgreSQL …")
        server = Postgres(
            self.home.root / "postgres",
            password=self.home.secret("postgres_superuser"),
            log=self.home.log("postgres"),
            port=self._port("database"),
        )
        part = DatabasePart(server, owner_password=self.home.secret("postgres_owner"))
        self.supervisor.add(part)
        self._state.ports["database"] = server.port
        url = SecretStr(part.url)
        # Told as direct too: there is no pooler on the way.
        self.settings = self.settings.model_copy(
            update={"database_url": url, "database_direct_url": url}
        )

    def _start_frontend(self, port: int) -> None:
        say("  starting the pages …")
        server = built_pages()
        self._state.ports["frontend"] = port
        part = ProgramPart(
            "page server",
            [node_program(self.settings), server.name],
            env=for_frontend(self.settings, port),
            cwd=server.parent,
            log=self.home.log("frontend"),
            missing=lambda: missing_at(port),
        )
        self.supervisor.add(part)

    def _migrate(self) -> None:
        say("  bringing the database up to date …")
        log = self.home.log("migrate")
        command = [sys.executable, "-m", "errand", "migrate"]
        process = spawn(command, env=for_our_own(self.settings), log=log, cwd=REPOSITORY)
        try:
            failed = process.wait(_MIGRATION_SECONDS)
        except (subprocess.TimeoutExpired, StopAsked):
            process.kill()
            raise
        if failed:
            raise Problem(
                f"The database could not be brought up to date: its log is {log}.", log=log
            )

    def _start_api(self, frontend_port: int, may_serve: int) -> None:
        say("  starting the API …")
        host, port = self._doors[0].getsockname()[:2]
        descriptors = [door.fileno() for door in self._doors]
        command = [sys.executable, "-m", "errand", "api"]
        command += [f"--frontend-url=http://127.0.0.1:{frontend_port}", f"--after={may_serve}"]
        command += [f"--descriptor={descriptor}" for descriptor in descriptors]
        api = ProgramPart(
            "API",
            command,
            env=for_our_own(self.settings),
            cwd=REPOSITORY,
            log=self.home.log("api"),
            missing=lambda: unwell("127.0.0.1" if host == "0.0.0.0" else host, port),  # noqa: S104
            pass_fds=[*descriptors, may_serve],
            grace_seconds=self.settings.errand_drain + _CLOSING_SECONDS,
        )
        self.supervisor.add(api)

    def _port(self, name: str) -> int:
        """The inner port of the last time, which tools may remember; else a free one."""
        before = self._before.ports.get(name, 0)
        return before if before and is_free(before) else free_port()

    def _write_down(self) -> None:
        self._state.children = {
            part.name: Running.of(part.pid) for part in self.supervisor.parts if part.pid
        }
        self._state.stop_seconds = sum(part.stop_seconds for part in self.supervisor.parts)
        self.home.write_state(self._state)


def down(settings: Settings) -> None:
    """Stop what `up` started from this home, from anywhere; also what a killed one left.

    Raises:
        Problem: Something does not end.
    """
    home = Home(settings.errand_home)
    state = home.read_state()
    if state.supervisor is not None and state.supervisor.is_alive():
        say("Stopping …")
        grace = state.stop_seconds + _DOWN_SECONDS
        state.supervisor.end(politely=signal.SIGTERM, grace_seconds=grace)
        end_left_over(home.read_state().children)
        say("Errand is stopped.")
    elif end_left_over(state.children):
        say("Ended what an earlier start had left behind.")
    else:
        say(f"Errand is not running from {home.root}.")
