"""What a language has to supply for changes of mind within a sentence: tables alone."""

from dataclasses import dataclass
from enum import IntEnum

from errand.assistant.offline.tables import Table


class Strength(IntEnum):
    """How surely words mark a repair, weakest first."""

    WEAK = 1
    """Between two marks, or before a value that takes the place of one: "no", "sorry"."""
    MARKED = 2
    """Behind a mark: "actually", "I mean"."""
    SURE = 3
    """Anywhere: "no wait", "scratch that"."""


@dataclass(frozen=True)
class RepairWords:
    """Words around a repair."""

    markers: Table[Strength]
    fillers: Table[bool]
    """Between marker and repair; true where only a value can follow: "make it"."""
    additions: Table[bool]
    """What begins so is added to what was said, and puts nothing right: "and", "also"."""
    same: Table[str]
    """What stays as it was: "same time", "same day"."""
    idle: Table[bool]
    """All that may stand before a marker that begins a correction of an earlier turn."""
    suits: Table[bool]
    """Behind a value that is meant: "is better", "is enough"."""
    too: Table[bool]
    """Behind a value that is added: "too", "as well"."""
    no_title: Table[bool]
    """What begins so speaks to the assistant, and is no title: "you", "that"."""
    points: Table[bool]
    """Words that no title of its own has: "text her" is said of somebody."""
    contrast: Table[bool]
    """Before what it is not; true where the verb stands in it: "isn't"."""
    contrasted: Table[bool]
    """Between what it is not and what it is: "but", "it's"."""
