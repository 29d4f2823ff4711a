"""What a language has to supply for answers to our own questions: tables alone."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Table


@dataclass(frozen=True)
class AnswerWords:
    """Words of answers, beside those that pick one of the readings."""

    given_up: Table[bool]
    """That nothing is wanted any more, where we asked for words: "leave it as it is"."""
    idle: Table[bool]
    """Around an answer, and none by itself: "hmm", "you know what"."""
    title_lead: Table[bool]
    """Before a new title: "call it"."""
    value_lead: Table[bool]
    """Before a value: "make it"."""
    later: Table[int]
    """Which of several times is picked: the first of them, or the last (-1)."""
