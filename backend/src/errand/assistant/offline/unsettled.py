"""What is no order on tasks, or one that nobody can carry out without asking."""

from errand.assistant.offline.commands import Command, Unknown
from errand.assistant.offline.tokens import Tokens


def to_a_task(tokens: Tokens) -> Command | None:
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


def of_the_calendar(tokens: Tokens) -> Command | None:
    """Read "what day is it today", which asks for no task."""
    said = [tokens.word(at) for at in range(len(tokens))]
    if said and said[-1] in ("today", "now", "tomorrow"):
        said.pop()
    asks = len(said) > 2 and said[0] == "what" and said[2:] in (["is"], ["is", "it"])
    return Unknown() if asks and said[1] in ("day", "date", "time", "year", "month") else None
