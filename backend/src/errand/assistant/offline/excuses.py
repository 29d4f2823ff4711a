"""Why something is taken back, said behind the order: "undo that, I mixed it up"."""

from collections.abc import Callable

from errand.assistant.offline.commands import Command, SetStatus, Unknown
from errand.assistant.offline.refs import It, Named, Numbers
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary import Verb

Parse = Callable[[Tokens], Command]
#: A reason with more words than these is a story, in which anything may stand.
MOST_REASON_WORDS = 14
_ENDS = (",", ".", ";", "-", "!", "?", "\u2013", "\u2014")
PUT = ("open", "put", "set", "mark", "move", "bring", "change")
_PLAIN = (Kind.WORD, Kind.MARK)
#: Words by which a reason is an order or a correction of its own.
_OTHER = frozenset({"and", ",", ";", "?", "mean", "meant", "instead"})
_POINTS = frozenset({"was", "it's", "that's"})
_STATES = frozenset({"not", "no", "never", "need", "needs", "want", "wants"})


def read_excused(tokens: Tokens, parse: Parse) -> Command | None:
    """Read an order and, behind it, why it is given; None where it may be more than a reason."""
    verbs = tokens.words.commands.verbs.read(tokens, 0)
    reopens = verbs is not None and Verb.REOPEN in verbs.value
    if not (reopens or tokens.words.talk.undo.read(tokens, 0) or tokens.word(0) in PUT):
        return None
    # Only behind the first mark: to read what stands before each takes twice as long for each.
    spots = ((at, _reason_at(tokens, at)) for at in range(1, len(tokens) - 1))
    at, reason = next(((at, each) for at, each in spots if each), (0, None))
    if reason is None:
        return None
    command = parse(tokens.window(0, at).trimmed())
    ref = command.ref if isinstance(command, SetStatus) else None
    if ref and not isinstance(ref, It | Named | Numbers):
        return None
    # "Undo that, it was the drill" says what was meant; "reopen X, it's filthy" does not.
    named = isinstance(ref, Named | Numbers)
    return command if is_excuse(reason, parse, named=named) else None


def _reason_at(tokens: Tokens, at: int) -> Tokens | None:
    """Return what stands behind a mark, or from "because" on."""
    marked = tokens.kind(at) is Kind.MARK and tokens.word(at) in _ENDS
    because = tokens.words.asides.amid.reasons.read(tokens, at) is not None
    reason = tokens.window(at + marked, len(tokens)).trimmed()
    return reason if (marked or because) and 1 < len(reason) <= MOST_REASON_WORDS else None


def is_excuse(reason: Tokens, parse: Parse, *, named: bool = False) -> bool:
    """Tell whether it only says why: no other order, no condition, and nothing to be corrected."""
    words = reason.words
    if not 1 < len(reason) <= MOST_REASON_WORDS:
        return False
    regret = words.follow_ups.regrets.read(reason, 0)
    if (regret and regret.end == len(reason)) or words.follow_ups.not_yet.read(reason, 0):
        return True
    said = {reason.word(at) for at in range(len(reason))}
    other = (words.asides.amid.doubts - _STATES) | _OTHER
    other = other if named else other | _POINTS
    plain = all(reason.kind(at) in _PLAIN for at in range(len(reason)))
    if said & other or not plain or words.commands.verbs.read(reason, 0):
        return False
    return isinstance(parse(reason), Unknown)
