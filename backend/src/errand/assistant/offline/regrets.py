"""Why something is taken back, and the order to do so: "it's still wet, undo that"."""

from dataclasses import replace

from errand.assistant.offline.commands import Command, SetStatus, Undo
from errand.assistant.offline.excuses import MOST_REASON_WORDS, PUT, Parse, is_excuse, read_excused
from errand.assistant.offline.pasts import base_of, is_deed
from errand.assistant.offline.references import read_ref
from errand.assistant.offline.refs import It, Named, Nothing, Numbers
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary import Verb

_KNOWN = (Named, Numbers)


def read_regretted(tokens: Tokens, parse: Parse) -> Command | None:
    """Read an order to undo or reopen behind the reason for it; None where there is no such."""
    for at in range(1, min(len(tokens), MOST_REASON_WORDS + 1)):
        start, reason = _order_at(tokens, at), tokens.window(0, at).trimmed()
        # Only before what reopens: what stands before each mark is read anew.
        told = start and (_is_reason(reason) or _tells_why(tokens, start, reason, parse))
        if not told:
            continue
        command = parse(tokens.window(start, len(tokens)).trimmed())
        reopened = command.ref if isinstance(command, SetStatus) else None
        if not _takes_back(command) or not (_is_reason(reason) or isinstance(reopened, _KNOWN)):
            continue
        if isinstance(reopened, It | Nothing) and isinstance(command, SetStatus):
            # "The oven isn't clean yet, put it back to open" says which.
            ref = _unfinished(reason) if _names_it(reason) else It()
            return replace(command, ref=ref) if ref else None
        return command
    command = read_excused(tokens, parse)
    return command if command and _takes_back(command) else None


def _tells_why(tokens: Tokens, start: int, reason: Tokens, parse: Parse) -> bool:
    """Tell whether a task is reopened there, and what stands before it is only why."""
    polite = tokens.words.commands.polite_start.read(tokens, start)
    at = polite.end if polite else start
    verbs = tokens.words.commands.verbs.read(tokens, at)
    reopens = (verbs is not None and Verb.REOPEN in verbs.value) or tokens.word(at) in PUT
    return reopens and is_excuse(reason, parse)


def _unfinished(reason: Tokens, *, sure: bool = False) -> Named | None:
    """Return the task that is not done after all: "the oven isn't clean yet".

    Args:
        reason: What was said.
        sure: Only where it says what has not been done.
    """
    done, rest = reason.words.follow_ups.done, _without_sorry(reason)
    for at in range(1, len(rest)):
        found = done.negated.read(rest, at)
        short = rest.word(at) == "not" and rest.word(at - 1).endswith("'s")
        if not found and not short:
            continue
        deed = rest.window(found.end if found else at + 1, len(rest))
        while tail := done.yet.ending(deed, len(deed)):
            deed = deed.window(0, tail.start).trimmed()
        known = len(deed) == 1 and not rest.words.commands.statuses.read(deed, 0)
        known = known and bool(
            is_deed(deed.word(0), rest.words) or base_of(deed.word(0), rest.words)
        )
        if sure and not known:
            return None
        return Named(f"{rest.slice(0, at)} {deed.raw()}" if known else rest.slice(0, at))
    return None


def read_undone(tokens: Tokens) -> Command | None:
    """Read "the cat isn't fed yet", "I ticked off the bread by mistake"."""
    if tokens.raw().endswith("?") or tokens.words.commands.unsure_start.read(tokens, 0):
        return None
    ref = _unfinished(tokens, sure=True) or _mistaken(tokens)
    return SetStatus(ref, "open") if ref else None


def _mistaken(tokens: Tokens) -> Named | None:
    """Return the task that was ticked off by mistake."""
    words = tokens.words
    spots = (words.follow_ups.done.by_mistake.read(tokens, at) for at in range(len(tokens)))
    found = next((each for each in spots if each), None)
    if not found:
        return None
    items = (*tokens.items[: found.start], *tokens.items[found.end :])
    rest = Tokens(tokens.text, words, items).trimmed()
    verbs = words.commands.verbs.read(rest, 0)
    ticked = words.follow_ups.done.ticked.read(rest, 0)
    last = words.commands.statuses.ending(rest, len(rest), start=1)
    marked = ticked and last and last.value == "done"
    start = ticked.end if marked and ticked else verbs.end if verbs else 0
    if not marked and (verbs is None or Verb.COMPLETE not in verbs.value):
        return None
    end = last.start - (rest.word(last.start - 1) == "as") if marked and last else len(rest)
    ref = read_ref(rest.window(start, end))
    return ref if isinstance(ref, Named) else None


def _without_sorry(said: Tokens) -> Tokens:
    """Return the words after "oops," and the like."""
    tables = (said.words.talk.correction, said.words.follow_ups.regrets)
    while lead := next((f for t in tables if (f := t.read(said, 0)) and f.end < len(said)), None):
        said = said.window(lead.end, len(said)).trimmed()
    return said


def _takes_back(command: Command) -> bool:
    reopens = isinstance(command, SetStatus) and command.status == "open"
    return reopens or isinstance(command, Undo)


def _order_at(tokens: Tokens, at: int) -> int:
    """Return where an order may begin: behind a mark, or where a verb takes something back."""
    if tokens.kind(at) is Kind.MARK and at + 1 < len(tokens):
        return at + 1
    return at if tokens.word(at) in ("undo", "reopen", "revert") else 0


def _names_it(said: Tokens) -> bool:
    """Tell whether the reason names a task, which is meant by "it"."""
    said = _without_sorry(said)
    regret = said.words.follow_ups.regrets.read(said, 0)
    if regret and regret.end == len(said):
        return False
    if said.words.follow_ups.not_yet.read(said, 0):
        return False  # "wasn't finished" is said of what was just done
    words = {said.word(at) for at in range(len(said))}
    points = words & {"it", "it's", "its", "that", "that's", "this", "they", "they're", "i", "i'm"}
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
    verbs = rest.words.commands.verbs.read(rest, 0)
    if verbs and Verb.REPORT not in verbs.value:
        return False  # "add it's not fair" is an order of its own
    marked = any(rest.kind(place) is Kind.MARK for place in range(len(rest)))
    told = any(words.not_yet.read(rest, place) for place in range(len(rest)))
    return not len(rest) or (told and not marked)
