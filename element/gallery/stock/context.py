"""What every call of the SDK carries in the stock server."""

import asyncio
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Visit:
    """One request.

    Attributes:
        origin: Scheme, host and port that the browser asked, for addresses of files.
        pace: Factor on every pause of a script; 0 plays it at once.
        thread_id: What a thread that is created now shall be called; None makes one up.
    """

    origin: str = "http://127.0.0.1"
    pace: float = 1
    thread_id: str | None = None


@dataclass(slots=True)
class Gates:
    """Points at which a script waits until somebody lets it go on; each opening lets one pass."""

    seconds: float = 60
    _gates: dict[str, asyncio.Event] = field(default_factory=dict[str, asyncio.Event])

    def open(self, name: str) -> None:
        """Let go whoever waits, or will wait, at a gate."""
        self._gates.setdefault(name, asyncio.Event()).set()

    def shut(self, name: str) -> None:
        """Make the next one wait again."""
        self._gates.pop(name, None)

    async def passed(self, name: str) -> None:
        """Wait until the gate opens; it shuts behind whoever passes.

        Raises:
            TimeoutError: It did not within `seconds`.
        """
        gate = self._gates.setdefault(name, asyncio.Event())
        await asyncio.wait_for(gate.wait(), self.seconds)
        self.shut(name)
