"""Phrases and what they mean: the one shape in which a language supplies its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

V = TypeVar("V")


class Words(Protocol):
    """A row of normalised words, empty strings beyond its end."""

    def word(self, at: int) -> str:
        """Return the word at this place."""
        ...


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """What a production read, and the half-open range of tokens it read it from."""

    value: V
    start: int
    end: int


class Table(Generic[V]):
    """Phrases and what they mean; the longest phrase at a place wins."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in phrases.items():
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, value))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))
        self.first_words = frozenset(self._by_first)

    def has(self, word: str) -> bool:
        """Tell whether this one word is a phrase of it."""
        return any(phrase == (word,) for phrase, _ in self._by_first.get(word, ()))

    def read(self, words: Words, at: int) -> Found[V] | None:
        """Return the longest phrase that starts here."""
        word = words.word(at)
        if word not in self._by_first:
            return None
        for phrase, value in self._by_first[word]:
            if len(phrase) == 1 or self._fits(phrase, words, at):
                return Found(value, at, at + len(phrase))
        return None

    @staticmethod
    def _fits(phrase: tuple[str, ...], words: Words, at: int) -> bool:
        return all(words.word(at + step) == part for step, part in enumerate(phrase))

    def ending(self, words: Words, end: int, *, start: int = 0) -> Found[V] | None:
        """Return the longest phrase that stops before `end`."""
        for at in range(max(start, end - 8), end):
            for phrase, value in self._by_first.get(words.word(at), ()):
                if at + len(phrase) == end and self._fits(phrase, words, at):
                    return Found(value, at, end)
        return None


def phrases(*rows: str) -> Table[bool]:
    """Return a table that only knows whether a phrase is there; `|` separates phrases."""
    return Table({phrase.strip(): True for row in rows for phrase in row.split("|")})


def merged(*groups: tuple[V, str]) -> Table[V]:
    """Return a table from (meaning, "phrase | phrase") pairs."""
    return Table({phrase.strip(): value for value, row in groups for phrase in row.split("|")})
