"""What people did and saw, written down as it happens; the checker reads nothing else of them."""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

Moment = Literal["idle", "streaming", "tool"]
_MARK = re.compile(r"\bq\d{3}q\b")


@dataclass(frozen=True, slots=True)
class Sent:
    """Somebody is about to send something; every attempt of it has the same key."""

    person: str
    key: str
    what: Literal["message", "retry", "edit", "task"]
    text: str
    """Of a message: what is said. Of a task: its title. Of a retry: the message's text."""
    title: str = ""
    """Of the task that the assistant is asked to add; empty where it is asked for none."""
    words: int = 0
    """So many numbered words does a sound model say in the end."""
    model: str = ""
    sound: bool = True
    """Whether the model comes to a good end, for all that it does on the way."""
    replaces: str = ""
    """Of an edit: text of the message that gives way to this one."""
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Taken:
    """The server has said that it has what was sent; `made` is the turn's or the task's id."""

    person: str
    key: str
    made: str
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Opened:
    """A page begins to read a turn after an event, -1 for all of it."""

    person: str
    reader: str
    turn: str
    after: int
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Heard:
    """A page was told one event."""

    person: str
    reader: str
    turn: str
    seq: int
    digest: str
    marks: tuple[str, ...] = ()
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Closed:
    """A page has stopped reading; `whole`: the server said that this was all."""

    person: str
    reader: str
    whole: bool
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Stopped:
    """The server has said that the turn is stopped."""

    person: str
    turn: str
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class GaveUp:
    """Somebody has waited for too long."""

    person: str
    key: str
    why: str
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Viewed:
    """What a person's pages show: texts of messages, titles of tasks."""

    person: str
    messages: tuple[str, ...]
    tasks: tuple[str, ...]
    marks: tuple[str, ...] = ()
    at: float = field(default_factory=time.time)


@dataclass(frozen=True, slots=True)
class Struck:
    """A fault was done; `seconds` is how long it lasted."""

    kind: str
    moment: Moment
    victim: str
    seconds: float = 0.0
    at: float = field(default_factory=time.time)


Record = Sent | Taken | Opened | Heard | Closed | Stopped | GaveUp | Viewed | Struck
One = TypeVar("One")


@dataclass
class History:
    """Everything in the order in which it was written; `people` maps names to owner ids."""

    people: dict[str, str] = field(default_factory=dict[str, str])
    records: list[Record] = field(default_factory=list[Record])
    hear: Callable[[Record], None] = lambda _record: None

    def add(self, record: Record) -> None:
        """Write one record."""
        self.records.append(record)
        self.hear(record)

    def of(self, kind: type[One]) -> Iterator[One]:
        """Give the records of one kind."""
        return (record for record in self.records if isinstance(record, kind))

    def save(self, path: Path) -> None:
        """Write it to a file, a line of JSON for each record."""
        with path.open("w", encoding="utf-8") as file:
            file.write(json.dumps({"people": self.people}) + "\n")
            for record in self.records:
                file.write(json.dumps({"is": type(record).__name__} | asdict(record)) + "\n")


def mark_of(number: int) -> str:
    """Return the word that a person puts into everything that is theirs."""
    return f"q{number:03}q"


def marks_in(data: object) -> tuple[str, ...]:
    """Return whose words are in there."""
    return tuple(sorted(set(_MARK.findall(data if isinstance(data, str) else json.dumps(data)))))


def digest(data: Any) -> str:
    """Return a short name of an event's content, however it is spelled."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]
