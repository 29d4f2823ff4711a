"""What a language has to supply for corrections of a deed and changes of mind: tables alone."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Table


@dataclass(frozen=True)
class MindWords:
    """Words around what is meant instead of what was done."""

    grounds: Table[bool]
    """Why something is put right: "that's too early"."""
    unfit: Table[bool]
    """Behind a day or time that will not do: "doesn't work"."""
    keeping: Table[bool]
    """Before a task that stays where it was: "keep", "leave"."""
    though: Table[bool]
    """Behind it, against what was just done: "though"."""
    kept: Table[bool]
    """All that is said against a deletion: "keep it", "I still need it"."""
    back: Table[bool]
    """Verbs before "it back to Friday"."""
    spelled: Table[bool]
    """Before the right spelling: "it's spelled"."""
    named_so: Table[bool]
    """Before a name that another one is not: "it's Smyth not Smith"."""
    lettered: Table[bool]
    """Before how a word is spelled, behind the word: "with an e at the end"."""
    lettering: frozenset[str]
    """What such words are made of, beside single letters."""
    again: Table[bool]
    """Before another time of the task that was just added: "again on Saturday"."""
    thereafter: Table[bool]
    """Behind a rhythm that begins with a task that is there: "every Friday after that"."""
    faulty: Table[bool]
    """What is said of a title or date that is not the right one: "wrong"."""
    this_time: Table[bool]
    """Behind another date: "this time"."""
    spared: Table[bool]
    """Between "undo that" and what is not to be undone: "but leave"."""
