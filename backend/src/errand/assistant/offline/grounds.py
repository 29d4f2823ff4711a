"""Why something is put right, and the order to do so: "that's too early, make it 10"."""

from collections.abc import Callable

from errand.assistant.offline.commands import Command, Correct, SetStatus, Undo
from errand.assistant.offline.edit_values import whole_when
from errand.assistant.offline.refs import It, Named
from errand.assistant.offline.several import is_order
from errand.assistant.offline.tables import Table
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.undo_phrases import read_undo

Parse = Callable[[Tokens], Command]
#: A day or time before "doesn't work" has no more tokens.
LONGEST_VALUE = 6
#: Between a correction and the order that says it once more: "no, Ring Ola only. Rename it ...".
MOST_SAID_BEFORE = 6
_STOPS = (".", "!", ";", "\n", "\u2014", "\u2013", "-")


def read_kept(tokens: Tokens) -> Command | None:
    """Read "no, keep it" and "I still need that one. Bring it back": against a deletion."""
    rest = _bare(tokens)
    kept = rest.words.follow_ups.minds.kept.read(rest, 0)
    if not kept:
        return None
    rest = rest.window(kept.end, len(rest)).trimmed()
    if not len(rest) or isinstance(read_undo(rest), Undo):
        return Undo(deed="deleted", kept=True)
    return None


def read_grounded(tokens: Tokens, parse: Parse) -> Command | None:
    """Read an order on what was done last behind the reason for it."""
    rest = _bare(tokens)
    ground = _ground_end(rest)
    order = rest.window(ground, len(rest)).trimmed() if ground else _said_again(tokens, rest)
    while order is not None and order.word(0) in ("so", "and", "but", "then", "just", "let's"):
        order = order.window(1, len(order)).trimmed()
    if order is None or not len(order):
        return None
    command = parse(Tokens(f"no, {order.raw()}", order.words))
    if isinstance(command, Correct):
        return command if command.said or command.fresh else None
    return command if ground and isinstance(command, SetStatus | Undo) else None


def _bare(tokens: Tokens) -> Tokens:
    """Return the words behind "no", "damn", "oh wait" and the like."""
    tokens = tokens.trimmed()
    talk, regrets = tokens.words.talk, tokens.words.follow_ups.regrets
    while len(tokens):
        found = talk.correction.read(tokens, 0) or regrets.read(tokens, 0)
        if found is None or found.end == len(tokens):
            break
        tokens = tokens.window(found.end, len(tokens)).trimmed()
    return tokens


def _ground_end(rest: Tokens) -> int:
    """Return the end of "it's not that important" and "Friday doesn't work"; 0: none."""
    minds = rest.words.follow_ups.minds
    said = minds.grounds.read(rest, 0) or minds.kept.read(rest, 0)
    for at in range(1, 0 if said else min(LONGEST_VALUE, len(rest))):
        unfit = minds.unfit.read(rest, at)
        if unfit and whole_when(rest.window(0, at)) is not None:
            said = unfit
            break
    if said is None or said.end >= len(rest):
        return 0
    parted = rest.kind(said.end) in (Kind.MARK, Kind.LINE) or rest.word(said.end) in ("so", "and")
    return said.end if parted or _leads(rest.words.talk.make_it, rest, said.end) else 0


def _said_again(tokens: Tokens, rest: Tokens) -> Tokens | None:
    """Return the last sentence of a correction, where it is an order on what was done."""
    if len(rest) == len(tokens.trimmed()) or rest.word(0) in ("the", "my", "#"):
        return None  # nothing marks it as a correction, or another task is named
    for at in range(1, min(len(rest) - 2, MOST_SAID_BEFORE + 1)):
        if rest.word(at) in _STOPS and rest.kind(at) in (Kind.MARK, Kind.LINE):
            order = rest.window(at + 1, len(rest)).trimmed()
            points = order.word(1) in ("it", "that", "this", "them")
            verb = order.words.commands.verbs.read(order, 0)
            return (
                order if points and (verb or _leads(order.words.talk.make_it, order, 0)) else None
            )
    return None


def _leads(table: Table[bool], tokens: Tokens, at: int) -> bool:
    return table.read(tokens, at) is not None


def points_back(command: Command | None) -> bool:
    """Tell whether it is an order on what was done last: "no, move it to Friday"."""
    ref = getattr(command, "ref", None)
    return isinstance(ref, It) and command is not None and is_order(command)


def begins_again(command: Command | None, tokens: Tokens) -> bool:
    """Tell whether words like "actually that" were taken for the title of a task."""
    ref = getattr(command, "ref", None)
    said = Tokens(ref.words, tokens.words) if isinstance(ref, Named) else None
    lead = said.words.talk.correction.read(said, 0) if said else None
    pronoun = said.words.commands.pronouns.read(said, lead.end) if said and lead else None
    return said is not None and pronoun is not None and pronoun.end == len(said)
