"""A new task with its subtasks: "add pack the car with subtasks: tent, stove"."""

from errand.assistant.offline.bodies import Body, read_body
from errand.assistant.offline.commands import Command, Unknown
from errand.assistant.offline.tokens import Tokens

_LEADS = ("with", "and", "having", "including", ",", "-")
_SUBTASKS = ("subtasks", "sub-tasks", "steps", "subtask", "sub-task", "checklist")


def parted(tokens: Tokens) -> tuple[Tokens, Body | None]:
    """Return what stands before the subtasks, and these."""
    for at in range(1, len(tokens) - 1):
        start = at + 1
        while tokens.words.talk.determiners.read(tokens, start):
            start += 1
        if tokens.word(at) not in _LEADS or tokens.word(start) not in _SUBTASKS:
            continue
        end = start + 1
        while tokens.word(end) in (":", "of", "-", "called"):
            end += 1
        rest = tokens.window(end, len(tokens)).trimmed()
        if len(rest):
            return tokens.window(0, at).trimmed(), read_body(rest, many=True)
    return tokens, None


def read_to_a_task(tokens: Tokens) -> Command | None:
    """Read "add eggs to the milk task", which may be a note or a subtask of it."""
    last = tokens.words.commands.task_noun.ending(tokens, len(tokens), start=3)
    the = any(
        tokens.word(at) == "to" and tokens.word(at + 1) in ("the", "my", "that", "this")
        for at in range(2, len(tokens) - 2)
    )
    single = last is not None and not last.value and tokens.word(len(tokens) - 1) == "task"
    if tokens.word(0) != "add" or not the or not single:
        return None
    return Unknown(
        "Should that be a note or a subtask? Say “add a note to …” or “add a subtask to …”, with"
        " the task and the text. I changed nothing."
    )
