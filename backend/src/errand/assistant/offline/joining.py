"""Orders that stand side by side: what is told in one of them, and what contradicts another."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from errand.assistant.offline.commands import Command, Edit, Move, Rename, SetStatus
from errand.assistant.offline.edits import Labels, Notes, Remind
from errand.assistant.offline.refs import Named, Numbers, Positions, Ref
from errand.assistant.offline.tokens import Tokens

Parse = Callable[[Tokens], Command | None]


def stated(tokens: Tokens, parse: Parse) -> Command | None:
    """Read "the first one is done" behind another order."""
    command = parse(tokens)
    if isinstance(command, SetStatus):
        fine = command.status == "done"
    elif isinstance(command, Edit):
        fine = command.change is not None and not isinstance(command.change, Notes | Labels)
    else:
        fine = isinstance(command, Move) and bool(command.when or command.shift)
    ref = getattr(command, "ref", None)
    apart = isinstance(ref, Positions | Numbers) or (isinstance(ref, Named) and not ref.parts)
    said = any(tokens.word(at) in ("is", "are", "was") for at in range(1, len(tokens)))
    return command if fine and apart and said else None


def contradiction(commands: Sequence[Command]) -> str:
    """Return a question where two orders want different things of the same task."""
    for one, other in pairwise(commands):
        if type(one) is type(other) and one != other and _same_task(one, other):
            what = _what(one)
            if what and what == _what(other):
                named = _task_of(one)
                told = f" of \u201c{named.words}\u201d" if isinstance(named, Named) else ""
                return f"You want two different things{told}. Which one is it? I changed nothing."
    return ""


def _same_task(one: Command, other: Command) -> bool:
    first, second = _task_of(one), _task_of(other)
    if isinstance(first, Named) and isinstance(second, Named):
        return first.words.casefold() == second.words.casefold()
    return isinstance(first, Numbers | Positions) and first == second


def _task_of(command: Command) -> Ref | None:
    if isinstance(command, Rename):
        return command.readings[0][0] if len(command.readings) == 1 else None
    return getattr(command, "ref", None)


def _what(command: Command) -> str:
    """Return what of a task becomes different, where it can only be one thing."""
    match command:
        case Rename():
            return "title"
        case SetStatus():
            return "status"
        case Move(when=when) if when:
            # "Move it to Friday and move it to 5pm" are both meant.
            return "day" if when.days else "clock" if when.clocks else ""
        case Edit(change=change) if change and not isinstance(change, Labels | Notes | Remind):
            return type(change).__name__
        case _:
            return ""
