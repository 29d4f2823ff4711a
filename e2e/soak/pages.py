"""Where a simulated person stands in what they read, and what they mean to do meanwhile."""

from dataclasses import dataclass


@dataclass(slots=True)
class Plan:
    """What a person does while they read, by the number of events that they have heard."""

    leave_at: int = 0
    from_scratch: bool = False
    second_at: int = 0
    stop_at: int = 0


@dataclass(slots=True)
class Page:
    """Where a reader stands."""

    thread: str = ""
    turn: str = ""
    last: int = -1
    item: str = ""
    """The person's message."""
