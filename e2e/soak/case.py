"""A history beside what the database holds in the end."""

from collections import defaultdict
from functools import cached_property

from .history import History, Sent
from .rows import EventRow, Rows, TurnRow


class Case:
    """A history beside the rows, with what several invariants look up."""

    def __init__(self, history: History, rows: Rows, *, turn_seconds: float) -> None:
        self.history, self.rows, self.turn_seconds = history, rows, turn_seconds

    def owner(self, person: str) -> str:
        """Return the id that a person has in the database."""
        return self.history.people[person]

    @cached_property
    def turns(self) -> dict[str, TurnRow]:
        """Every turn by its id."""
        return {turn.id: turn for turn in self.rows.turns}

    @cached_property
    def log(self) -> dict[str, list[EventRow]]:
        """The events of each turn in order."""
        found: dict[str, list[EventRow]] = defaultdict(list)
        for event in sorted(self.rows.events, key=lambda each: each.seq):
            found[event.turn].append(event)
        return found

    @cached_property
    def sent(self) -> dict[str, Sent]:
        """What was sent, by its key."""
        return {each.key: each for each in self.history.of(Sent)}

    @cached_property
    def asked(self) -> dict[str, Sent]:
        """What each turn was asked with."""
        return {
            turn: self.sent[key]
            for (_owner, key), turn in self.rows.keys.items()
            if key in self.sent
        }

    @cached_property
    def spoken(self) -> dict[str, str]:
        """What the assistant says of each turn in the end."""
        found: dict[str, list[str]] = defaultdict(list)
        for message in self.rows.messages:
            if message.role == "assistant":
                found[message.turn].append(message.text)
        return {turn: "\n".join(texts) for turn, texts in found.items()}

    @cached_property
    def replaced(self) -> dict[tuple[str, str], str]:
        """Key of the edit that takes its place, by the person and text of a message."""
        return {
            (each.person, each.replaces): each.key for each in self.sent.values() if each.replaces
        }
