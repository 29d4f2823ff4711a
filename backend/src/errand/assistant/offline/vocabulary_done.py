"""What a language has to supply for deeds that are told, and for looking tasks over."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Table


@dataclass(frozen=True)
class DoneWords:
    """Words around what has been done, and before what is there."""

    when_done: Table[bool]
    """Behind a deed: when it was done, or how it feels; no part of the task."""
    deeds: Table[bool]
    """Verbs that are told of in the past, beside those with which titles begin."""
    reported: frozenset[str]
    """Words of which one stands in an opening that tells of a deed: "did", "finished"."""
    determiners: frozenset[str]
    """Before a thing: behind an unknown verb they show that something is done to it."""
    calling: Table[bool]
    """A deed said with a noun: "made the call"."""
    ringing: Table[bool]
    """The same behind the person: "gave Anna a call"."""
    same_deeds: tuple[frozenset[str], ...]
    """Verbs that say the same, told of instead of those in the title."""
    vague: frozenset[str]
    """Behind what a task is about, and no part of its title: "the dog thing"."""
    acknowledged: Table[bool]
    """Before an order, with a mark between: "fine.", "fair enough,"."""
    possessives: frozenset[str]
    """Which thing is meant, said for short: "his nails"."""
    subjects: frozenset[str]
    """After "did" they make a question."""
    whole_list: Table[bool]
    """All of a request to see what is there."""
    name_openers: Table[bool]
    """Before no more than the name of a project or a label: "list Kitchen"."""
    place_nouns: frozenset[str]
    """Behind such a name: "the office label"."""
    abilities: Table[bool]
    """Before a question what can be done here: "can you rename tasks?"."""
    in_general: Table[bool]
    """Any tasks, not some that are there."""
    told_of: frozenset[str]
    """After the task that is meant, what was done to it: "the drill I took back"."""
    negated: Table[bool]
    """Between a task and a deed that is not so after all: "the oven isn't clean"."""
    by_mistake: Table[bool]
    """With a deed that was told of: it was not so."""
    ticked: Table[bool]
    """Before a task and "done": "I marked"."""
    yet: Table[bool]
    """Behind that deed."""
