"""What was done in a conversation, as its answers tell it."""

import re
from dataclasses import dataclass

from errand.assistant.offline.history import Conversation, Turn

_DID = re.compile(
    r"^(?:Added|Done|Open again|In progress|Waiting|Cancelled|Deleted|Renamed|Moved|Changed|Undone"
    r"|Subtask|Completed|Reopened|Updated|Rescheduled|Undid|Marked|Set|Created|Archived)\b.*",
    re.MULTILINE,
)
_NUMBER = re.compile(r"^(?:- |\d+\. |[A-Z][A-Za-z ]{0,30}: )#(\d{1,9}) ", re.MULTILINE)
_WAITS = "Please confirm."


@dataclass(frozen=True, slots=True)
class Deed:
    """One answer that tells of something done; `turn` is the place of the order for it."""

    turn: int
    words: str
    numbers: tuple[int, ...]
    undone: bool = False
    waits: bool = False
    """Nothing was done yet: a card waits for the person."""

    @property
    def added(self) -> bool:
        """Whether all that it tells of is new."""
        return self.words.startswith("Added") and not self.waits


def deeds_of(conversation: Conversation) -> tuple[Deed, ...]:
    """Return what was done before the last turn, newest first; what was undone is left out."""
    found: list[Deed] = []
    turns = conversation.turns[:-1]
    for at, turn in enumerate(turns):
        deed = _deed(turn, at, turns)
        if deed and deed.undone:
            del found[-1:]
        elif deed and not deed.waits:
            found.append(deed)
    return tuple(reversed(found))


def last_deed(conversation: Conversation) -> Deed | None:
    """Return what the last answer did, small talk between left out."""
    turns = conversation.turns[:-1]
    for at in range(len(turns) - 1, max(-1, len(turns) - 4), -1):
        deed = _deed(turns[at], at, turns)
        if deed:
            return deed
        if not _idle(turns[at]):
            return None
    return None


def _deed(turn: Turn, at: int, turns: tuple[Turn, ...]) -> Deed | None:
    reply = turn.reply
    waits = reply.startswith(_WAITS)
    did = _DID.search(reply)
    if not did and not waits:
        return None
    numbers = tuple(dict.fromkeys(int(n) for n in _NUMBER.findall(reply)))
    asked = at
    while asked and turns[asked - 1].reply.startswith(_WAITS) and len(turns[asked].said) < 30:
        asked -= 1
    undone = bool(did) and reply.startswith(("Undone", "Undid"))
    return Deed(asked, reply, numbers, undone=undone, waits=waits)


def _idle(turn: Turn) -> bool:
    """Tell whether a turn was small talk: it neither listed nor asked."""
    return "\n" not in turn.reply.strip() and "#" not in turn.reply and "?" not in turn.reply
