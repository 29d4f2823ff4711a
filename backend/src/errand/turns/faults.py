"""Points at which a test may kill the process, to see that nothing is lost or done twice."""

import os
import signal
from pathlib import Path


class Faults:
    """Kills this process once, with SIGKILL, when it reaches the named point."""

    def __init__(self, point: str | None = None, marker: Path | None = None) -> None:
        """`marker`: made at the kill, so that the restarted process lives."""
        self._point, self._marker = point, marker

    @classmethod
    def asked_for(cls, home: Path) -> "Faults":
        """Return what ERRAND_FAULT asks for; no setting of operators, the kill tests' own."""
        point = os.environ.get("ERRAND_FAULT")
        return cls(point, home / "fault" if point else None)

    def reach(self, point: str) -> None:
        """Say that the process is here."""
        if self._point != point or self._marker is None:
            return
        try:
            self._marker.touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)
