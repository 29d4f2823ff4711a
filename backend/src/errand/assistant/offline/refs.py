"""How people point at tasks, as typed values."""

from dataclasses import dataclass

from errand.assistant.offline.wanted import Show


@dataclass(frozen=True, slots=True)
class Numbers:
    """Tasks by their short numbers."""

    numbers: tuple[int, ...]
    bare: bool = False
    """Said without "#": it may as well be a place in the list."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Tasks by their places in the last list, from 1; -1 is the last."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class It:
    """The task that was spoken of last."""


@dataclass(frozen=True, slots=True)
class Group:
    """All tasks that were shown last: "both", "them"."""

    count: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The tasks that fit: "all overdue tasks", "both work tasks", "the urgent one".

    Attributes:
        count: How many there have to be; None: any number.
        every: Said as all of them, which is confirmed first.
        words: As it was said, in case it is a title.
    """

    show: Show
    count: int | None = None
    every: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Others:
    """Those in view beside the one that was spoken of last."""

    one: bool


@dataclass(frozen=True, slots=True)
class Without:
    """All of these but those: "all but the last"."""

    these: "Ref"
    but: "Ref"


@dataclass(frozen=True, slots=True)
class Nothing:
    """No task was named."""


@dataclass(frozen=True, slots=True)
class Named:
    """A task by (a part of) its title.

    Attributes:
        words: As it was written.
        parts: The same cut at "and" and commas, when there are such.
        deeds: Whether a part begins like another command.
    """

    words: str
    parts: tuple[str, ...] = ()
    deeds: bool = False
    shorter: str = ""
    """The same without a project that it may be moved from: where no title has all the words."""
    within: str = ""
    """That project."""


Ref = Numbers | Positions | It | Group | Chosen | Others | Without | Nothing | Named
