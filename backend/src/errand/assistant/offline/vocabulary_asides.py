"""What a language has to supply for asides: polite detours, exceptions, and "the same for"."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Table
from errand.assistant.offline.vocabulary_amid import AmidWords


@dataclass(frozen=True)
class AsideWords:
    """Words around an order or a question that are no part of it, or that narrow it."""

    detours: Table[bool]
    """Before an order: "is it possible to"; an "-ing" may follow: "would you mind"."""
    wondering: Table[bool]
    """Before a question that is asked indirectly: "I want to know"."""
    asking: Table[bool]
    """With what such a question begins: when, what."""
    excepting: Table[bool]
    """After all of them: which are left out."""
    sparing: Table[bool]
    """Before what is to stay as it is: "but don't", "but leave"."""
    only: Table[bool]
    """Before a task: no other."""
    too: Table[bool]
    """After a task: what was done to the last one is meant for this one."""
    same_for: Table[bool]
    """Before a task: the same."""
    rather_than: Table[bool]
    """Before the old value: "Friday instead of today"."""
    my_list: Table[bool]
    """What is taken off it is deleted: "off my list"."""
    taking: Table[bool]
    """Verbs with which a task is taken off the list for good."""
    web: Table[bool]
    """Where nobody can search offline."""
    note_that: Table[bool]
    """Before a note to the task that was just spoken of."""
    noted: Table[bool]
    """Before the task whose notes are asked for."""
    amid: AmidWords
    """Remarks around an order that are no part of it."""
