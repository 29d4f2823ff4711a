"""A new task with its subtasks: "add pack the car with subtasks: tent, stove"."""

from errand.assistant.offline.bodies import Body, read_body
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
