"""Why something is taken back, and the order to do so: "it's still wet, undo that"."""

from collections.abc import Callable

from errand.assistant.offline.commands import Command, SetStatus, Undo
from errand.assistant.offline.refs import It
from errand.assistant.offline.tokens import Kind, Tokens

Parse = Callable[[Tokens], Command]
#: A reason with more words than these is a story, in which anything may stand.
MOST_REASON_WORDS = 14


def read_regretted(tokens: Tokens, parse: Parse) -> Command | None:
    """Read an order to undo or reopen behind the reason for it; None where there is no such."""
    for at in range(1, min(len(tokens), MOST_REASON_WORDS + 1)):
        start = _order_at(tokens, at)
        if not start or not _is_reason(tokens.window(0, at).trimmed()):
            continue
        command = parse(tokens.window(start, len(tokens)).trimmed())
        reopened = command.ref if isinstance(command, SetStatus) else None
        if isinstance(reopened, It) and _names_it(tokens.window(0, at)):
            return None  # "the gas bill isn't done after all, open it again" says which
        reopens = isinstance(command, SetStatus) and command.status == "open"
        if reopens or isinstance(command, Undo):
            return command
    return None


def _order_at(tokens: Tokens, at: int) -> int:
    """Return where an order may begin: behind a mark, or where a verb takes something back."""
    if tokens.kind(at) is Kind.MARK and at + 1 < len(tokens):
        return at + 1
    return at if tokens.word(at) in ("undo", "reopen", "revert") else 0


def _names_it(said: Tokens) -> bool:
    """Tell whether the reason names a task, which is meant by "it"."""
    words = {said.word(at) for at in range(len(said))}
    points = words & {"it", "it's", "that", "that's", "this", "they", "they're", "i", "i'm"}
    return bool(words & {"the", "my"}) or not points


def _is_reason(said: Tokens) -> bool:
    """Tell whether it only regrets what was done, or says that it is not so."""
    words, at = said.words.follow_ups, 0
    while at < len(said):
        found = words.regrets.read(said, at) or said.words.talk.correction.read(said, at)
        if found is None and said.kind(at) is not Kind.MARK:
            break
        at = found.end if found else at + 1
    rest = said.window(at, len(said))
    if rest.words.commands.verbs.read(rest, 0):
        return False  # "add it's not fair" is an order of its own
    marked = any(rest.kind(place) is Kind.MARK for place in range(len(rest)))
    told = any(words.not_yet.read(rest, place) for place in range(len(rest)))
    return not len(rest) or (told and not marked)
