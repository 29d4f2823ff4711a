"""What the server was asked and how each answer ended, for tests to look at."""

from collections import Counter, deque
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Literal

from .asked import Asked

KEPT = 500
CONVERSATIONS_KEPT = 10_000
BODY_KEPT = 64 * 1024

Ending = Literal["open", "complete", "cancelled", "cut", "refused"]


@dataclass(slots=True)
class Entry:
    """One request. `ended` is `cancelled` when the caller closed the connection first."""

    number: int
    dialect: str
    model: str
    stream: bool
    text: str
    outputs: list[str]
    offered: list[str]
    body: Any
    """The request itself, or None where it was larger than 64 KiB."""
    status: int = 200
    tokens_sent: int = 0
    ended: Ending = "open"


@dataclass(slots=True)
class Record:
    """The last requests and the running counts; bounded."""

    requests: int = 0
    cancelled_streams: int = 0
    entries: deque[Entry] = field(default_factory=lambda: deque[Entry](maxlen=KEPT))
    _refused: Counter[str] = field(default_factory=Counter[str])

    def begin(self, dialect: str, asked: Asked, raw: bytes, body: Any) -> Entry:
        """Note a request that has come in."""
        self.requests += 1
        entry = Entry(
            number=self.requests,
            dialect=dialect,
            model=asked.model,
            stream=asked.stream,
            text=asked.text,
            outputs=[output.text for output in asked.outputs],
            offered=sorted(asked.offered),
            body=body if len(raw) <= BODY_KEPT else None,
        )
        self.entries.append(entry)
        return entry

    def end(self, entry: Entry, ended: Ending) -> None:
        """Note how it ended; the first word counts."""
        if entry.ended == "open":
            entry.ended = ended
            self.cancelled_streams += ended == "cancelled"

    def refusals(self, key: str, asked: Asked) -> int:
        """Count this refusal of a conversation (an API key and a first message)."""
        conversation = sha256(f"{key}\0{asked.model}\0{asked.first_text}".encode()).hexdigest()
        if len(self._refused) > CONVERSATIONS_KEPT:
            self._refused.clear()
        self._refused[conversation] += 1
        return self._refused[conversation]

    def view(self) -> dict[str, Any]:
        """Everything, as JSON."""
        return {
            "requests": self.requests,
            "open_streams": sum(entry.ended == "open" for entry in self.entries),
            "cancelled_streams": self.cancelled_streams,
            "entries": [asdict(entry) for entry in self.entries],
        }
