"""Who wrote the words that a call writes: the person, or whatever was read for them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_WORD = re.compile(r"\w+")
_SHORTEST = 4
"""Characters; shorter texts stand in anything."""


@dataclass
class Provenance:
    """What the person said in this conversation, and what came from elsewhere."""

    said: str = ""
    asks_only: bool = False
    """The person's newest message is a question: nothing is to be changed for it."""
    read: list[str] = field(default_factory=list[str])
    """Text that tools gave, or that was shown earlier."""
    looked: bool = False
    """A tool has given something in this turn."""

    def heard(self, result: dict[str, Any]) -> None:
        """Note what a tool gave to the model."""
        self.looked = True
        self.read += (_plain(each) for each in _texts(result))

    def borrowed(self, texts: Iterable[str]) -> list[str]:
        """Return those of the texts that were read somewhere and that the person did not say."""
        own = set(_WORD.findall(_plain(self.said)))
        return [
            text
            for text in texts
            if len(plain := _plain(text)) >= _SHORTEST
            and not set(_WORD.findall(plain)) <= own
            and any(plain in read for read in self.read)
        ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for each in node.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(each)
    elif isinstance(node, list):
        for each in node:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(each)
