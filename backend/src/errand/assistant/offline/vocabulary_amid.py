"""What a language has to supply for remarks around an order."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Table


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked how to do: the lower rank says more ("repeats" than "add")."""

    rank: int
    example: str


@dataclass(frozen=True)
class AmidWords:
    """Words that stand around an order without being a part of it."""

    plain: Table[bool]
    """Whole remarks that change nothing, whatever words are in them: "not today"."""
    reasons: Table[bool]
    """Before the reason for an order: "because", "as it"."""
    needless: Table[bool]
    """After a deletion: that the task is not needed."""
    did_it: Table[bool]
    """After a completion: that it is done."""
    once_only: Table[bool]
    """After the end of a repetition: that this one stays."""
    changing: Table[bool]
    """After the news that a task was moved: that it is to be changed here, too."""
    excuses: Table[bool]
    """Before the tasks that are not got to, or are begun: "I won't get to"."""
    spans: Table[bool]
    """After those tasks: "today", "now"."""
    states: Table[bool]
    """After a task: how it stands, before an order about "it"."""
    signs: frozenset[str]
    """Words with which, or in which, something is told rather than asked for."""
    doubts: frozenset[str]
    """Words by which a remark may change the order, or is one of its own."""
    starts: frozenset[str]
    """What "it" may follow without a task that was named: "it's raining, move it"."""
    noting: Table[bool]
    """After how long a task takes: that it is to be noted."""
    altering: Table[bool]
    """Verbs that change the day of a task: "change X from Thursday to Monday"."""
    shifting: Table[bool]
    """Between a task and by how much it is later: "must be"."""
    proposing: Table[bool]
    """Before a task and by how much it is later: "can we do"."""
    noting_in: Table[bool]
    """Before a task whose notes are written in."""
    how_to: Table[bool]
    """Before what somebody asks how to do."""
    topics: Table[Topic]
    """What can be asked how to do."""
