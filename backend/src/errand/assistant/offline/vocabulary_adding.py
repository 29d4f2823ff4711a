"""What a language has to supply for new tasks: words around what is to be done."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Table


@dataclass(frozen=True)
class AddWords:
    """Words around what is to be done."""

    announcers: Table[bool]
    """Said before "I must ...", and no part of the task: "note down that"."""
    no_deeds: Table[bool]
    """Said after "I need to", and nothing that is to be kept as a task: "know when"."""
    into_project: Table[bool]
    """Before the name of a project at the end of what is to be done."""
    filing: frozenset[str]
    """Those of them after which a name is rather that of a project than part of the title."""
    towards: Table[bool]
    """Deeds that go to a place or a person: "drive to work"."""
    going: frozenset[str]
    """Deeds that another may be the aim of: "go to the shop and buy milk"."""
    counted: Table[bool]
    """After "a", which then is no article that a title can do without: "a few"."""
    plain_deeds: Table[bool]
    """Verbs with which titles begin, beside the usual ones."""
    bookings: Table[bool]
    """Deeds whose day may be that of what is booked: "book a table for Friday"."""
    booked: Table[bool]
    """What has a day of its own, so that "for Friday" may belong to it: tickets."""
    order_behind: Table[bool]
    """Behind what is to be kept as a task: "remind me"."""
    particles: frozenset[str]
    """With "put" they make a chore: "put the bins out"."""
    no_chores: frozenset[str]
    """Words of which no title of a chore is made."""
    pointers: Table[bool]
    """After "add", and no task: "it", "something else"."""
    counters: frozenset[str]
    """Before such things: "a few more"."""
    things: Table[bool]
    """What is counted there: "three things"."""
    onward: Table[bool]
    """Before what goes on with what was done last: "oh and also"."""
    no_deed_words: frozenset[str]
    """Before an article, and no verb of what is to be done."""
    entering: Table[bool]
    """Verbs that order a task only before "a new task": "file", "log"."""
    put_places: frozenset[str]
    """Where things are put, and no task: "put the bread in the oven"."""
