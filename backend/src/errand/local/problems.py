"""What can go wrong at the start, in one sentence that says what to do."""

import errno
from pathlib import Path


class Problem(Exception):
    """Errand cannot start or stop; the message is one sentence for the person at the terminal.

    Attributes:
        log: A log whose last lines say more, if there is one.
    """

    def __init__(self, message: str, *, log: Path | None = None) -> None:
        super().__init__(message)
        self.log = log

    def report(self, lines: int = 25) -> str:
        """The end of the log, if there is one, then the sentence."""
        return "\n".join([*tail(self.log, lines), str(self)])


def disk_full(place: Path) -> Problem:
    """The disk under `place` has no room left."""
    return Problem(
        f"The disk that holds {place} is full: free at least 1 GB there (or set ERRAND_HOME to a"
        " roomier place) and start again."
    )


def explained(error: OSError, place: Path) -> Problem:
    """Turn an operating-system error at `place` into a sentence."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(place)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Problem(
            f"{error.filename or place} cannot be written by this user: set ERRAND_HOME to a place"
            " that is yours, or give this one to yourself with chown."
        )
    return Problem(f"{error.filename or place}: {error.strerror or error}.")


def tail(log: Path | None, lines: int) -> list[str]:
    """The last lines of a log; none where it cannot be read."""
    if log is None:
        return []
    try:
        with log.open("rb") as stream:
            stream.seek(0, 2)
            stream.seek(max(0, stream.tell() - 64_000))
            text = stream.read().decode(errors="replace")
    except OSError:
        return []
    return [f"  | {line}" for line in text.splitlines()[-lines:]]
