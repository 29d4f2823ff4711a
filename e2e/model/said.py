"""What a model gives in one step: text, or tools that it wants called."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """A tool that the model wants called."""

    name: str
    arguments: str
    call_id: str


@dataclass(frozen=True, slots=True)
class Say:
    """Text, in the pieces in which it streams."""

    tokens: tuple[str, ...]


Answer = Say | tuple[Call, ...]


def say(text: str) -> Say:
    """Split a text so that its pieces give it back when joined."""
    return Say(tuple(re.findall(r"\s*\S+\s*", text)))
