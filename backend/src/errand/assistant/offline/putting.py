"""What is put on the list or on a day: a new task, or one that is there."""

from errand.assistant.offline.add_phrases import read_add
from errand.assistant.offline.commands import (
    Add,
    Command,
    Move,
    Whether,
)
from errand.assistant.offline.refs import Named
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary import Verb


def read_onto_my_list(tokens: Tokens) -> Command | None:
    """Read "put X on my list for Monday": a new task, unless it points at one."""
    words = tokens.words.commands
    verbs = words.verbs.read(tokens, 0)
    listed = any(words.to_my_list.read(tokens, at) for at in range(2, len(tokens)))
    if not verbs or Verb.MAKE not in verbs.value or not listed:
        return None
    points = words.pronouns.read(tokens, verbs.end) or words.groups.read(tokens, verbs.end)
    back = any(tokens.word(at) == "back" for at in range(len(tokens)))
    old = points or back or tokens.kind(verbs.end) is Kind.TASK_NUMBER
    return None if old else read_add(tokens)


def new_or_moved(command: Command, tokens: Tokens, end: int) -> Command:
    """Return what "schedule lunch on Friday" may be: of the task that is there, or a new one."""
    if not (isinstance(command, Move) and command.when and isinstance(command.ref, Named)):
        return command
    quoted = tokens.word(0) == "put" and tokens.kind(end) is Kind.QUOTED
    if tokens.word(0) != "schedule" and not quoted:
        return command
    fresh = read_add(Tokens(f"add {tokens.window(end, len(tokens)).raw()}", tokens.words))
    return Whether(command, fresh) if isinstance(fresh, Add) else command
