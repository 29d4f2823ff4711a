"""Who wrote the words that a call writes: the person, or whatever was read for them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from errand.tools.wishes import Wish

_WORD = re.compile(r"\w+")
_SHORTEST = 4
"""Characters; shorter texts stand in anything."""
_SHORTEST_NAME = 3
_ENDINGS = 3
"""So many letters may a form of a word have more than another: note, notes; Termin, Termine."""


@dataclass
class Provenance:
    """What the person said in this conversation, and what came from elsewhere."""

    said: str = ""
    newest: str = ""
    """What they said last."""
    wish: Wish = field(default_factory=Wish)
    """What that asks for, as far as it can be told without the model."""
    led: bool = False
    """The model can be led by what it reads: what the person did not ask for has to wait."""
    read: list[str] = field(default_factory=list[str])
    """Text that tools gave, or that was shown earlier."""
    shown: str = ""
    """Ids and titles of the tasks that the person has seen in this conversation."""
    looked: bool = False
    """A tool has given something in this turn."""

    def heard(self, result: dict[str, Any]) -> None:
        """Note what a tool gave to the model."""
        self.looked = True
        self.read += (_plain(each) for each in _texts(result))

    def borrowed(self, texts: Iterable[str]) -> list[str]:
        """Return those of the texts that were read somewhere and that the person did not say.

        A task that is there already is not added again for what was said long ago.
        """
        own, now = _words(self.said), _words(self.newest)
        return [
            text
            for text in texts
            if len(plain := _plain(text)) >= _SHORTEST
            and (
                (not _words(plain) <= own and any(plain in read for read in self.read))
                or (self.led and not _words(plain) <= now and f'"{plain}"' in self.shown)
            )
        ]

    def means(self, task_id: UUID, number: int, title: str) -> bool:
        """Tell whether the person's newest message speaks of this task."""
        words = _words(self.newest)
        named = str(number) in words or any(
            _alike(own, word)
            for own in words
            for word in _words(title)
            if min(len(own), len(word)) >= _SHORTEST_NAME and own not in self.wish.common
        )
        return named or (self.wish.points and str(task_id) in self.shown)

    def names(self, name: str) -> bool:
        """Tell whether the person has said this name in the conversation."""
        words = _words(name)
        return bool(words) and words <= _words(self.said)


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if one == other:
        return True
    return (
        len(shorter) >= _SHORTEST
        and longer.startswith(shorter)
        and len(longer) - len(shorter) <= _ENDINGS
    )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_plain(text)))


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
