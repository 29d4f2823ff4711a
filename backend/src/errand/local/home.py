"""ERRAND_HOME: one directory with the data, the secrets, the logs and what is running now."""

import fcntl
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from errand.local.problems import Problem, explained
from errand.local.processes import Running
from errand.settings import Settings

KEPT_LOG_BYTES = 10_000_000


@dataclass
class State:
    """What an `errand up` wrote down about itself, so that others can find or end it."""

    supervisor: Running | None = None
    public_url: str = ""
    ports: dict[str, int] = field(default_factory=dict[str, int])
    children: dict[str, Running] = field(default_factory=dict[str, Running])
    stop_seconds: float = 0
    """So long the children may take to stop, one after the other."""


class Home:
    """Paths below ERRAND_HOME, made on demand, closed to other users.

    Raises:
        Problem: The place cannot be used.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.expanduser().absolute()
        self._lock: int | None = None
        try:
            # As root the database's own user has to pass through, and may read nothing on the way.
            self._directory(self.root, 0o711 if os.geteuid() == 0 else 0o700)
            self._directory(self.root / "secrets", 0o700)
            self._directory(self.root / "logs", 0o700)
        except OSError as error:
            raise explained(error, self.root) from error

    @staticmethod
    def _directory(path: Path, mode: int) -> None:
        path.mkdir(parents=True, exist_ok=True)
        if path.stat().st_mode & 0o777 != mode:
            path.chmod(mode)

    def log(self, name: str) -> Path:
        """A log file; one that has grown large is set aside first, replacing the one before."""
        path = self.root / "logs" / f"{name}.log"
        if path.exists() and path.stat().st_size > KEPT_LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        return path

    def secret(self, name: str) -> str:
        """A secret made once, of 43 characters, readable by this user alone."""
        path = self.root / "secrets" / name
        try:
            if not path.exists():
                write_whole(path, secrets.token_urlsafe(32))
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise explained(error, path) from error

    def claim(self) -> None:
        """Hold this home until the process ends.

        Raises:
            Problem: Another process holds it.
        """
        descriptor = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise self._taken() from None
        self._lock = descriptor

    def release(self) -> None:
        """Let others claim it."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _taken(self) -> Problem:
        state = self.read_state()
        number = state.supervisor.pid if state.supervisor else "unknown"
        return Problem(
            f"Errand is already running from {self.root} (process {number}, {state.public_url}):"
            " stop it with `make down`, or set ERRAND_HOME and PORT to start a second one."
        )

    def read_state(self) -> State:
        """What is written down about the last start; empty when there is nothing readable."""
        try:
            kept: dict[str, Any] = json.loads((self.root / "run.json").read_text(encoding="utf-8"))
            return State(
                supervisor=Running(**kept["supervisor"]) if kept["supervisor"] else None,
                public_url=kept["public_url"],
                ports=kept["ports"],
                children={name: Running(**child) for name, child in kept["children"].items()},
                stop_seconds=kept.get("stop_seconds", 0),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return State()

    def write_state(self, state: State) -> None:
        """Replace what is written down about this start."""
        kept = {
            "supervisor": vars(state.supervisor) if state.supervisor else None,
            "public_url": state.public_url,
            "ports": state.ports,
            "children": {name: vars(child) for name, child in state.children.items()},
            "stop_seconds": state.stop_seconds,
        }
        try:
            write_whole(self.root / "run.json", json.dumps(kept, indent=2))
        except OSError as error:
            raise explained(error, self.root) from error


def with_secrets(settings: Settings, home: Home) -> Settings:
    """Fill in the secrets that nobody gave with those of this home, made when missing."""
    names = ("better_auth_secret", "chatkit_session_secret")
    made = {name: SecretStr(home.secret(name)) for name in names if getattr(settings, name) is None}
    return settings.model_copy(update=made)


def write_whole(path: Path, text: str) -> None:
    """Write a file, mode 0600, that is either all there or not at all."""
    new = path.with_name(f".{path.name}.new")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
