"""What a language has to supply for what is told of a task, and orders something: tables alone."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Table


@dataclass(frozen=True)
class ToldWords:
    """Words of sentences about a task that is there."""

    delayed: Table[int]
    """Before by how much it is later (1) or earlier (-1): "is delayed by"."""
    behind: Table[int]
    """Behind by how much: "(is running half an hour) late"."""
    waits: Table[bool]
    """Before the day that it can be left until: "can wait until"."""
    waits_for: Table[bool]
    """Before how long it can be left: "can wait"."""
    unable: Table[bool]
    """Before a task that will not be done on the day that is named: "I can't do"."""
    unlikely: Table[bool]
    """Behind such a task: "won't happen"."""
    doing: Table[bool]
    """Before a task that one is going to do on another day: "I'll do"."""
    not_: Table[bool]
    """Before a rank that it no longer has: "isn't", "isn't that"."""
    no_more: Table[bool]
    """Behind that rank: "any more"."""
    rank: Table[str]
    """Ranks as people speak of them; empty where it is only the rank that is gone."""
    is_: Table[bool]
    """Before a rank that it has by now: "has become"."""
    rank_lead: Table[bool]
    """Before the rank that it is to have: "set it to"."""
    noted: Table[bool]
    """Between a task and its note: "needs the note"."""
    placing: Table[bool]
    """After where it belongs: that it is to be put there."""
    marking: Table[bool]
    """After its rank: that it is to be marked so."""
    forward: Table[bool]
    """Before or behind by how much it is moved: earlier for some, later for others."""
    same_day: Table[str]
    """The day, or the time, of another task: "the same day"."""
    as_of: Table[bool]
    """Before that other task: "as"."""
