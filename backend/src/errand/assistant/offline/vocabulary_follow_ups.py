"""What a language has to supply for going back to what was said or done before: tables alone."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Table
from errand.assistant.offline.vocabulary_answers import AnswerWords
from errand.assistant.offline.vocabulary_done import DoneWords
from errand.assistant.offline.vocabulary_minds import MindWords
from errand.assistant.offline.vocabulary_told import ToldWords


@dataclass(frozen=True)
class FollowUpWords:
    """Words around an order that goes back to the one before."""

    for_good: Table[bool]
    """Behind a new title, and no part of it: "from now on"."""
    regrets: Table[bool]
    """Before an order to take something back: "that was a mistake"."""
    did_before: Table[bool]
    """Behind "undo": what was done last, whatever was looked up since."""
    not_yet: Table[bool]
    """Why it is to be taken back: "isn't ordered yet"."""
    answers: AnswerWords
    """What people answer to our own questions."""
    told: ToldWords
    """What is told of a task, and orders something."""
    done: DoneWords
    """Words around what has been done."""
    minds: MindWords
    """Corrections of a deed, and changes of mind after it."""
