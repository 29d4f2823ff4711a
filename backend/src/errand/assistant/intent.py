"""What a person's own message asks for, as far as it can be told without a model."""

from errand.assistant.offline.commands import Show, Talk, Unknown
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.grammar import parse

# Latin, full-width and Arabic.
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")


def asks_only(said: str) -> bool:
    """Tell whether the message wants to know something, and nothing to be done.

    In a language that the grammar does not read, every question counts as one.
    """
    command = parse(said, ENGLISH)
    if isinstance(command, Show | Talk):
        return True
    return isinstance(command, Unknown) and said.rstrip().endswith(_QUESTION_MARKS)
