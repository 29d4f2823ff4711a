"""Processes: who they are beyond a number that may be reused, how they start and how they end."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PAUSE_SECONDS = 0.02


@dataclass(frozen=True)
class Running:
    """A process that was started: its number, and the moment of its start in the kernel's words."""

    pid: int
    started: str

    @classmethod
    def of(cls, pid: int) -> "Running":
        """The process that has this number now."""
        return cls(pid, _start_of(pid))

    def is_alive(self) -> bool:
        """Whether this very process still runs; a successor with the same number does not count."""
        return self.started != "" and _start_of(self.pid) == self.started

    def send(self, number: int) -> None:
        """Send a signal, if it is still there."""
        if self.is_alive():
            _quietly(lambda: os.kill(self.pid, number))

    def end(self, *, politely: int = signal.SIGTERM, grace_seconds: float = 5) -> bool:
        """Ask it to end, insist after the grace; return whether it is gone."""
        self.send(politely)
        if self.wait(grace_seconds):
            return True
        if self.is_alive():
            _quietly(lambda: os.killpg(self.pid, signal.SIGKILL))
            self.send(signal.SIGKILL)
        return self.wait(5)

    def wait(self, seconds: float) -> bool:
        """Wait for its end; return whether it came."""
        deadline = time.monotonic() + seconds
        while self.is_alive():
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE_SECONDS)
        return True


def _quietly(act: Callable[[], None]) -> None:
    with contextlib.suppress(ProcessLookupError):
        act()


def _start_of(pid: int) -> str:
    """When the process started; "" when there is none, or only its unburied entry."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "" if Path("/proc/self/stat").exists() else _start_by_ps(pid)
    # The name in parentheses may itself hold spaces and parentheses.
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in {"Z", "X"} else f"{_boot()}:{fields[19]}"


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()


def _start_by_ps(pid: int) -> str:
    command = ["/bin/ps", "-o", "lstart=", "-p", str(pid)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False, timeout=5)
    return shown.stdout.strip()


@dataclass(frozen=True)
class Identity:
    """The system user that a process runs as, when it is not ours."""

    uid: int
    gid: int


def spawn(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path,
    cwd: Path,
    identity: Identity | None = None,
    if_orphaned: int = signal.SIGTERM,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, its output appended to a log.

    Call it from the main thread: the kernel signals the child when the starting thread ends.

    Args:
        command: Program and arguments.
        env: The whole environment.
        log: Where output goes.
        cwd: Working directory.
        identity: Run as this user.
        if_orphaned: Signal that the kernel sends when this process dies without stopping it.
        pass_fds: Descriptors that the child keeps.
    """
    mine = os.getpid()

    def tie_to_parent() -> None:
        if sys.platform == "linux":
            _libc.prctl(_PR_SET_PDEATHSIG, if_orphaned)
            if os.getppid() != mine:
                os.kill(os.getpid(), if_orphaned)

    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=tie_to_parent,  # noqa: PLW1509 - one system call; it must be in the child
            pass_fds=pass_fds,
            user=identity.uid if identity else None,
            group=identity.gid if identity else None,
            extra_groups=[] if identity else None,
        )


_libc = ctypes.CDLL(None)
