"""Failures of the set-up in one sentence that says what to do."""

import errno
import shutil
import sys
import tempfile
from pathlib import Path

_FULL = ("no space left on device", "enospc", "os error 28", "errno 28", "disk quota exceeded")
_UNREACHABLE = (
    "temporary failure in name resolution",
    "name or service not known",
    "failed to establish a new connection",
    "newconnectionerror",
    "connecttimeouterror",
    "read timed out",
    "max retries exceeded",
    "proxyerror",
    "error sending request",
    "dns error",
    "tcp connect error",
    "network is unreachable",
    "could not connect",
    "enotfound",
    "eai_again",
    "econnrefused",
    "econnreset",
    "etimedout",
    "err_socket_timeout",
    "could not find a version that satisfies the requirement",
)
_ROOM_BYTES = 50_000_000
_DENIED = ("permission denied", "eacces", "eperm", "read-only file system")


class SetupProblem(Exception):
    """The set-up cannot go on; the message says what to do."""


def explain(step: str, output: str, status: int, root: Path) -> str:
    """Say what to do about a step that failed.

    Args:
        step: What was being done, as the progress line said it.
        output: What the failed program printed.
        status: Its exit status; negative for a signal.
        root: The clone.
    """
    said = output.lower()
    if any(words in said for words in _FULL) or _is_full(root):
        return full(root)
    if status in {-9, 137}:
        return f"{step} was killed, most likely for want of memory: it needs about 1.5 GB free."
    if any(words in said for words in _UNREACHABLE):
        return (
            "A package registry cannot be reached: check the network (and proxy or mirror"
            " settings of pip and npm), then run the same command again; it goes on where it was."
        )
    if any(words in said for words in _DENIED):
        return denied(root)
    return f"{step} failed (exit status {status}); what it printed is above."


def explain_error(error: OSError, root: Path) -> str:
    """Say what to do about an operating-system error of our own."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return full(root)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return denied(root)
    return f"{error.filename or root}: {error.strerror or error}."


def _is_full(root: Path) -> bool:
    """Whether there is no room to work in; some programs fail without saying why."""
    places = (root, Path(tempfile.gettempdir()), Path.home())
    return any(shutil.disk_usage(place).free < _ROOM_BYTES for place in places if place.exists())


def full(root: Path) -> str:
    """The sentence for a full disk."""
    return (
        f"The disk is full: free at least 3 GB where {root} and your home directory are, then run"
        " the same command again."
    )


def denied(root: Path) -> str:
    """The sentence for files that are somebody else's."""
    return (
        f"Something below {root} belongs to another user or cannot be written: run the command as"
        " the user who made this clone, or clone afresh."
    )


def no_venv() -> str:
    """The sentence for a Python without venv."""
    number = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (
        f"This Python ({sys.executable}) cannot make virtual environments: install the package"
        f" python{number}-venv (`apt-get install python3-venv`), then run the same command again."
    )
