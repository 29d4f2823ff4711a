"""The right of a repair in place of the end of its left, read as one sentence."""

from collections.abc import Callable

from errand.assistant.offline.commands import Add, Command, Show
from errand.assistant.offline.refs import Nothing
from errand.assistant.offline.repairs import KINDS, starts_of
from errand.assistant.offline.several import is_order
from errand.assistant.offline.tokens import Tokens

Parse = Callable[[Tokens], Command]
POINTING = ("the", "my", "that", "this")
#: No name of a project or thing that is put right has more words.
MOST_NAME_PARTS = 3


def joined(left: Tokens, end: int, right: Tokens) -> Tokens:
    """Return the right behind the first tokens of the left."""
    return Tokens(f"{left.slice(0, end)} {right.raw()}", left.words)


def spliced(left: Tokens, right: Tokens, prior: Command, parse: Parse) -> Command | None:
    """Read the right in place of the end of the left: "mark the laundry, no, the gym as done"."""
    known = is_order(prior)
    found: list[Command] = []
    for at in _timed_starts(left, right) if known else _starts(left, right):
        command = parse(joined(left, at, right))
        if is_order(command) and (not known or _is_same(prior, command)):
            found.append(command)
    return found[0] if found and all(each == found[0] for each in found) else None


def _timed_starts(left: Tokens, right: Tokens) -> list[int]:
    return [
        at
        for kind in KINDS
        if starts_of(left, kind)
        for at in starts_of(left, kind)[:1]
        if starts_of(right.window(0, 1), kind) or _opens(right, kind)
    ]


def _opens(right: Tokens, kind: str) -> bool:
    return any(0 in starts_of(right.window(0, end), kind) for end in range(1, len(right) + 1))


def _starts(left: Tokens, right: Tokens) -> list[int]:
    """Return where the words on the right can take over."""
    timed = _timed_starts(left, right)
    if timed:
        return timed
    again = [
        at
        for at in range(1, len(left))
        if left.word(at) == right.word(0)
        or (left.word(at) in POINTING and right.word(0) in POINTING)
    ]
    verbs = left.words.commands.verbs.read(left, 0)
    whole = verbs is not None and len(left) - verbs.end <= MOST_NAME_PARTS
    return again[-1:] or ([verbs.end] if verbs and whole else [])


def _is_same(prior: Command, command: Command) -> bool:
    """Tell whether it is the same order for the same task, but for its value."""
    if type(prior) is not type(command):
        return False
    if isinstance(prior, Add) and isinstance(command, Add):
        titles = [c.body.one.title if c.body and c.body.one else None for c in (prior, command)]
        several = (prior.body and prior.body.several) or (command.body and command.body.several)
        return titles[0] is not None and titles[0] == titles[1] and not several
    ref = getattr(prior, "ref", Nothing())
    return isinstance(prior, Show) or ref == getattr(command, "ref", Nothing())
