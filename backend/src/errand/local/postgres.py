"""An embedded PostgreSQL: made once, started and stopped with us, reached over loopback only."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from errand.local.binaries import Programs, programs
from errand.local.ports import free_port, is_free
from errand.local.problems import Problem, disk_full, explained
from errand.local.processes import Running, spawn

SUPERUSER = "postgres"
_START_SECONDS = 60
_STOP_SECONDS = 20
STOP_SECONDS = 3 * _STOP_SECONDS
"""So long `stop` may take: it asks three times, each time with more force."""
_PAUSE_SECONDS = 0.02
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a path in a deep home would be too long for a socket
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",
    "idle_in_transaction_session_timeout": "60s",
    "log_min_duration_statement": "500",
    "log_parameter_max_length": "0",  # what people write stays out of the log
    "log_parameter_max_length_on_error": "0",
}
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# A predecessor that was killed leaves helpers behind for a second or two.
_PREDECESSOR_LEAVING = ("lock file", "pre-existing shared memory block")
_PORT_TAKEN = ("could not bind", "could not create any TCP/IP sockets")


class Postgres:
    """One server over one data directory.

    Args:
        root: Directory for the data; made when missing.
        password: Of the superuser; fixed when the data directory is made.
        log: Where the server writes.
        port: Preferred loopback port; another one is taken where it is not free.
        durable: False gives up safety against power loss for speed; for tests.
    """

    def __init__(
        self, root: Path, *, password: str, log: Path, port: int = 0, durable: bool = True
    ) -> None:
        self.root, self.data, self.log = root, root / "data", log
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._password, self._durable = password, durable
        self._programs: Programs | None = None

    @property
    def programs(self) -> Programs:
        """The programs, found at first use."""
        if self._programs is None:
            self._programs = programs(self.root)
        return self._programs

    def url(self, database: str = SUPERUSER) -> str:
        """The superuser's URL: for making logins and databases, never for serving."""
        return f"postgresql://{SUPERUSER}:{self._password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Make the data directory if there is none, then start and wait until it answers.

        Raises:
            Problem: It cannot be started.
        """
        try:
            self.root.mkdir(mode=0o711, parents=True, exist_ok=True)
            if not self.data.exists():
                self._initialise()
            self._check_version()
        except OSError as error:
            raise explained(error, self.root) from error
        self._end_predecessor()
        self._start_until_ready()

    def stop(self, number: int = signal.SIGINT) -> None:
        """Stop it: SIGINT is a fast and clean stop, SIGQUIT one that recovers at the next start."""
        if self.process is None:
            return
        for attempt in (number, signal.SIGQUIT, signal.SIGKILL):
            if self.process.poll() is not None:
                break
            self.process.send_signal(attempt)
            try:
                self.process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def _initialise(self) -> None:
        new = self.root / "data.new"  # renamed when complete: a killed initdb leaves no half of one
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        password_file = self.root / "data.password"
        descriptor = os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(self._password)
        if identity := self.programs.identity:
            for path in (new, password_file):
                os.chown(path, identity.uid, identity.gid)
        try:
            self._run_initdb(new, password_file)
            new.rename(self.data)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        finally:
            password_file.unlink(missing_ok=True)

    def _run_initdb(self, data: Path, password_file: Path) -> None:
        command = [self.programs.folder / "initdb", "-D", data, "-U", SUPERUSER, "--encoding=UTF8"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command += ["--auth=scram-sha-256", f"--pwfile={password_file}", "--no-instructions"]
        command += [] if self._durable else ["--no-sync"]
        already = self._log_size()
        process = spawn(
            command,
            env=_environment(),
            log=self.log,
            cwd=Path("/"),
            identity=self.programs.identity,
        )
        try:
            failed = process.wait(120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Problem(
                "PostgreSQL's data directory took over 2 minutes to make.", log=self.log
            ) from None
        if failed:
            raise self._explained_log(already, "PostgreSQL could not make its data directory.")

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text(encoding="utf-8").strip()
        if made_by != self.programs.major:
            raise Problem(
                f"The data in {self.data} was made by PostgreSQL {made_by} and this is"
                f" {self.programs.major}: start it once more with the Errand that made it, dump it"
                " with pg_dump, move the directory away, and load the dump here."
            )

    def _end_predecessor(self) -> None:
        """End the server that a killed `errand up` left on our data directory."""
        try:
            pid = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
            # Only a server works in its data directory; the number alone may be anyone's by now.
            if Path(f"/proc/{pid}/cwd").resolve(strict=True) != self.data.resolve():
                return
        except (OSError, ValueError, IndexError):
            return
        if not Running.of(pid).end(politely=signal.SIGINT, grace_seconds=_STOP_SECONDS):
            raise Problem(f"An earlier PostgreSQL (process {pid}) does not end: end it by hand.")

    def _start_until_ready(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        already = self._spawn()
        while not self._is_ready():
            if time.monotonic() > deadline:
                self.stop()
                raise Problem("PostgreSQL did not start within a minute.", log=self.log)
            if self.process is None or self.process.poll() is not None:
                said = self._log_since(already)
                if any(words in said for words in _PORT_TAKEN):
                    self.port = free_port()
                elif not any(words in said for words in _PREDECESSOR_LEAVING):
                    raise self._explained_log(already, "PostgreSQL could not start.")
                already = self._spawn()
            time.sleep(_PAUSE_SECONDS)

    def _spawn(self) -> int:
        """Start the server; return how long the log was before."""
        already = self._log_size()
        if not is_free(self.port):
            self.port = free_port()
        settings = _SETTINGS | ({} if self._durable else _CARELESS)
        command: list[str | Path] = [self.programs.folder / "postgres", "-D", self.data]
        for name, value in {**settings, "port": str(self.port)}.items():
            command += ["-c", f"{name}={value}"]
        self.process = spawn(
            command,
            env=_environment(),
            log=self.log,
            cwd=Path("/"),
            identity=self.programs.identity,
            if_orphaned=signal.SIGINT,
        )
        return already

    def _is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return False
        mine = self.process is not None and lines[:1] == [str(self.process.pid)]
        return mine and len(lines) > 7 and lines[7].strip() == "ready"

    def _log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def _log_since(self, start: int) -> str:
        with self.log.open("rb") as stream:
            stream.seek(start)
            return stream.read(200_000).decode(errors="replace")

    def _explained_log(self, start: int, sentence: str) -> Problem:
        if "No space left on device" in self._log_since(start):
            return disk_full(self.root)
        return Problem(f"{sentence} Its log is {self.log}.", log=self.log)


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
