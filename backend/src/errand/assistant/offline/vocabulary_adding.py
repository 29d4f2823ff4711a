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
