"""What a person's own message asks for, as far as it can be told without a model."""

import re

from errand.assistant.offline.commands import (
    Command,
    Details,
    More,
    Overview,
    Several,
    Show,
    Talk,
    Unknown,
)
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.grammar import parse
from errand.tools.wishes import Wish

# Latin, full-width and Arabic.
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")
_WORD = re.compile(r"\w+")
_UPDATES = frozenset({"update_tasks", "reschedule_tasks"})
_TOOLS: dict[str, frozenset[str]] = {
    "SetStatus": frozenset({"set_status"}),
    "Rename": frozenset({"update_tasks"}),
    "Edit": frozenset({"update_tasks", "move_tasks"}),
    "Under": frozenset({"update_tasks", "move_tasks"}),
    "AddUnder": frozenset({"add_tasks"}),
    "Arrange": frozenset({"manage_structure"}),
    "Move": _UPDATES,
    "Delete": frozenset({"delete_tasks"}),
    "Cancel": frozenset({"delete_tasks", "set_status"}),
}
"""Commands of the grammar that only these tools carry out; of others it cannot be told."""
_IDLE = {"help", "hello", "thanks", "bye", "dropped", "left", "no"}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_POINTING = _set(
    """it its that this them they those these both first second third fourth fifth last one ones
    former latter same others other rest
    es das dies diese dieser beide erste zweite dritte letzte la lo le les ese esta esto cela ça"""
)
_MANY = _set("all everything every each any rest alle alles jede todo todos todas tout toutes tous")
_UNDOING = _set(
    """undo undone revert restore back oops mistake wrong reverse
    rückgängig zurück widerrufen annule annuler deshacer deshaz desfazer annulla"""
)
_COMMON = _set(
    """the and for with from into onto about task tasks list lists notes note item items todo todos
    day today tomorrow tonight week month year morning evening please can could would should will
    you your yours mine our have has had are was were not now then when what which who how all any
    every each everything anything first second third last next new old add make get got put set
    this that these those they them one two three der die das und für mit von aufgabe aufgaben
    bitte ist sind nicht alle alles ein eine el los las una uno por para con que del les des une
    est pour avec dans"""
)


def wish_of(said: str) -> Wish:
    """Return what the message asks for.

    In a language that the grammar does not read, every question mark makes a question.
    """
    command = parse(said, ENGLISH)
    words = set(_WORD.findall(said.casefold()))
    return Wish(
        tools=_tools(command),
        asks=_only_asks(command, said),
        points=bool(words & _POINTING),
        many=bool(words & _MANY),
        undoes=bool(words & _UNDOING),
        common=_COMMON,
    )


def _only_asks(command: Command, said: str) -> bool:
    """Tell whether nothing is to be changed for it; "Friday" alone may well answer a question."""
    if isinstance(command, Show):
        return command.asked
    if isinstance(command, Talk):
        return command.kind != "yes"
    if isinstance(command, Unknown):
        return said.rstrip().endswith(_QUESTION_MARKS)
    return isinstance(command, Details | Overview | More)


def _tools(command: Command) -> frozenset[str] | None:
    if isinstance(command, Several):
        each = [_tools(one) for one in command.commands]
        known = [tools for tools in each if tools is not None]
        return frozenset[str]().union(*known) if len(known) == len(each) else None
    if isinstance(command, Details | Overview | More):
        return frozenset()
    if isinstance(command, Show) and not command.asked:
        return None
    if isinstance(command, Show) or (isinstance(command, Talk) and command.kind in _IDLE):
        return frozenset()
    return _TOOLS.get(type(command).__name__)
