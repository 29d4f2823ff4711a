"""Why something is taken back, and the order to do so: "it's still wet, undo that"."""

from collections.abc import Callable
from dataclasses import replace

from errand.assistant.offline.commands import Command, SetStatus, Undo, Unknown
from errand.assistant.offline.pasts import is_deed
from errand.assistant.offline.refs import It, Named, Numbers
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary import Verb

Parse = Callable[[Tokens], Command]
#: A reason with more words than these is a story, in which anything may stand.
MOST_REASON_WORDS = 14
_KNOWN = (Named, Numbers)
_PUT = ("open", "put", "set", "mark", "move", "bring", "change")


def read_regretted(tokens: Tokens, parse: Parse) -> Command | None:
    """Read an order to undo or reopen behind the reason for it; None where there is no such."""
    for at in range(1, min(len(tokens), MOST_REASON_WORDS + 1)):
        start, reason = _order_at(tokens, at), tokens.window(0, at).trimmed()
        if not start or not (_is_reason(reason) or _is_excuse(reason, parse)):
            continue
        command = parse(tokens.window(start, len(tokens)).trimmed())
        reopened = command.ref if isinstance(command, SetStatus) else None
        if not _takes_back(command) or not (_is_reason(reason) or isinstance(reopened, _KNOWN)):
            continue
        if isinstance(reopened, It) and isinstance(command, SetStatus) and _names_it(reason):
            ref = _unfinished(reason)  # "the oven isn't clean yet, put it back to open" says which
            return replace(command, ref=ref) if ref else None
        return command
    return _excused(tokens, parse)


def _unfinished(reason: Tokens) -> Named | None:
    """Return the task that is not done after all: "the oven isn't clean yet"."""
    done, rest = reason.words.follow_ups.done, _without_sorry(reason)
    for at in range(1, len(rest)):
        found = done.negated.read(rest, at)
        if not found:
            continue
        deed = rest.window(found.end, len(rest))
        while tail := done.yet.ending(deed, len(deed)):
            deed = deed.window(0, tail.start).trimmed()
        known = len(deed) == 1 and is_deed(deed.word(0), rest.words)
        return Named(f"{rest.slice(0, at)} {deed.raw()}" if known else rest.slice(0, at))
    return None


def _without_sorry(said: Tokens) -> Tokens:
    """Return the words after "oops," and the like."""
    while (lead := said.words.talk.correction.read(said, 0)) and lead.end < len(said):
        said = said.window(lead.end, len(said)).trimmed()
    return said


def _takes_back(command: Command) -> bool:
    reopens = isinstance(command, SetStatus) and command.status == "open"
    return reopens or isinstance(command, Undo)


def _excused(tokens: Tokens, parse: Parse) -> Command | None:
    """Read "undo that, I mixed it up": an order to take something back, and why."""
    verbs = tokens.words.commands.verbs.read(tokens, 0)
    reopens = verbs is not None and Verb.REOPEN in verbs.value
    if not (reopens or tokens.words.talk.undo.read(tokens, 0) or tokens.word(0) in _PUT):
        return None
    reasons = tokens.words.asides.amid.reasons
    for at in range(1, len(tokens) - 1):
        marked = tokens.kind(at) is Kind.MARK and tokens.word(at) in (
            ",",
            ".",
            ";",
            "-",
            "!",
            "\u2013",
        )
        because = reasons.read(tokens, at) is not None
        reason = tokens.window(at + marked, len(tokens)).trimmed()
        if not (marked or because) or not _is_excuse(reason, parse):
            continue
        command = parse(tokens.window(0, at).trimmed())
        pointed = not isinstance(command, SetStatus) or isinstance(command.ref, (It, *_KNOWN))
        if _takes_back(command) and pointed:
            return command
    return None


def _is_excuse(reason: Tokens, parse: Parse) -> bool:
    """Tell whether it only says why: no other order, no condition, and nothing to be corrected."""
    words = reason.words
    if not 1 < len(reason) <= MOST_REASON_WORDS:
        return False
    regret = words.follow_ups.regrets.read(reason, 0)
    if regret and regret.end == len(reason):
        return True
    if words.follow_ups.not_yet.read(reason, 0):
        return True
    said = {reason.word(at) for at in range(len(reason))}
    doubts = words.asides.amid.doubts - {"not", "no", "never", "need", "needs", "want", "wants"}
    if said & (doubts | {"and", ",", ";", "?", "mean", "meant", "instead", "was", "it's"}):
        return False
    plain = all(reason.kind(at) in (Kind.WORD, Kind.MARK) for at in range(len(reason)))
    return plain and not words.commands.verbs.read(reason, 0) and isinstance(parse(reason), Unknown)


def _order_at(tokens: Tokens, at: int) -> int:
    """Return where an order may begin: behind a mark, or where a verb takes something back."""
    if tokens.kind(at) is Kind.MARK and at + 1 < len(tokens):
        return at + 1
    return at if tokens.word(at) in ("undo", "reopen", "revert") else 0


def _names_it(said: Tokens) -> bool:
    """Tell whether the reason names a task, which is meant by "it"."""
    said = _without_sorry(said)
    if said.words.follow_ups.not_yet.read(said, 0):
        return False  # "wasn't finished" is said of what was just done
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
