"""What the database holds in the end, as far as the checker asks."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn."""

    id: str
    owner: str
    status: str
    created: float
    ended: float | None
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a turn's log; the last one of a turn says that it has ended."""

    turn: str
    owner: str
    seq: int
    digest: str
    last: bool = False
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One item of a conversation."""

    owner: str
    turn: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A task that was made, and by which call of which turn; no turn: by the person."""

    owner: str
    turn: str
    call: str
    title: str
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task."""

    id: str
    owner: str
    title: str


@dataclass
class Rows:
    """All of it; `keys` maps a person's id and key to the turn that it asked for."""

    turns: list[TurnRow] = field(default_factory=list[TurnRow])
    events: list[EventRow] = field(default_factory=list[EventRow])
    messages: list[MessageRow] = field(default_factory=list[MessageRow])
    deeds: list[DeedRow] = field(default_factory=list[DeedRow])
    tasks: list[TaskRow] = field(default_factory=list[TaskRow])
    keys: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
