"""What is said of tasks rather than ordered: that they are done, or not after all."""

from errand.assistant.offline.bodies import read_body
from errand.assistant.offline.commands import Add, Command, SetStatus, Whether
from errand.assistant.offline.pasts import base_of, read_past, without_tail
from errand.assistant.offline.references import read_ref, without_s
from errand.assistant.offline.refs import Named, Nothing
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary import Verb

_DENIED = ("not", "never", "no", "to", "be", "get", "have", "need", "i", "want")
_NOT_DONE = ("no", "not", "when", "if", "never", "get", "have", "need", "want", "be", "getting",
             "isn't", "un",
             "i", "almost", "nearly", "half", "to", "show", "list", "are", "is", "was", "were",
             "i'm", "aren't", "wasn't", "what", "which", "things", "stuff", "i've", "we're",
             "see")  # fmt: skip
_PASSIVE = frozenset(
    f"{be}{how}"
    for be in ("has been", "have been", "is", "are", "was", "were", "got", "has got")
    for how in ("", " now", " finally", " already", " all", " both")
)
_PUT_BACK = ("move", "flip", "bring", "change", "set", "switch", "turn", "put", "return", "restore",
             "revert", "reset", "mark", "push", "roll")  # fmt: skip


def past_alone(tokens: Tokens) -> Command | None:
    """Read "paid the rent": a deed in the past without "I"."""
    return read_past(tokens) or _past_last(tokens)


def _past_last(tokens: Tokens) -> Command | None:
    """Read "rent paid", "the dentist has been called": what was done, then how."""
    tokens = without_tail(tokens)
    end = len(tokens) - 1
    denied = any(
        tokens.word(at).endswith("n't")
        or (tokens.word(at) in _DENIED and tokens.word(at + 1) != "been")
        for at in range(end)
    )
    if end < 1 or denied or not base_of(tokens.word(end), tokens.words):
        return None
    last = _passive(tokens, end)
    said = f"{tokens.slice(0, end - last)} {tokens.raw_word(end)}"
    return SetStatus(read_ref(Tokens(said, tokens.words)), "done") if end > last else None


def _passive(tokens: Tokens, end: int) -> int:
    """Return how many words of "has been" and the like stand before the deed."""
    if tokens.word(end - 1) == "been" and tokens.word(end - 2).endswith("'s"):
        return 1  # "the car's been washed"
    for count in (3, 2, 1):
        said = " ".join(tokens.word(at) for at in range(max(end - count, 0), end))
        if said in _PASSIVE:
            return count
    return 0


def read_to_reopen(tokens: Tokens) -> Command | None:
    """Read "I need to reopen the tax return": of the task that is there, if there is one."""
    words = tokens.words.commands
    intends = words.verbs.read(tokens, 0)
    rest = tokens.window(intends.end, len(tokens)) if intends else tokens
    again = words.verbs.read(rest, 0)
    if not intends or Verb.INTEND not in intends.value or not again:
        return None
    ref = read_ref(rest.window(again.end, len(rest)))
    if Verb.REOPEN not in again.value or not isinstance(ref, Named):
        return None
    return Whether(SetStatus(ref, "open"), Add(read_body(rest)))


def suffixed(tokens: Tokens) -> Command | None:
    """Read "X is done"."""
    found = tokens.words.commands.done_suffix.ending(tokens, len(tokens), start=1)
    if found:
        return SetStatus(read_ref(tokens.window(0, found.start)), found.value)
    last = tokens.words.commands.also.ending(tokens, len(tokens), start=2)
    if last:
        return suffixed(tokens.window(0, last.start))
    done = tokens.words.commands.statuses.ending(tokens, len(tokens), start=1)
    if done and tokens.word(done.start - 1).endswith("'s") and done.value != "open":
        return SetStatus(read_ref(without_s(tokens.window(0, done.start))), done.value)
    if done and done.value == "done":
        return _bare_done(tokens.window(0, done.start))
    return None


def _bare_done(tokens: Tokens) -> Command | None:
    """Read "milk: done", "that's the milk done", "both done", without what precedes it."""
    if tokens.word(0) in ("they're", "these", "those") and len(tokens) < 3:
        # "They're all done" speaks of what was shown, not of all there is.
        said = "both" if tokens.word(1) == "both" else "them"
        return SetStatus(read_ref(Tokens(said, tokens.words)), "done")
    start = 1 if tokens.word(0) in ("that's", "it's") and len(tokens) > 1 else 0
    tokens = tokens.window(start, len(tokens)).trimmed()
    joined = any(tokens.word(at) in ("and", "&", ",") for at in range(1, len(tokens) - 2))
    if joined and tokens.word(len(tokens) - 1) in ("both", "all"):
        tokens = tokens.window(0, len(tokens) - 1)
    if tokens.word(len(tokens) - 1) in _NOT_DONE or tokens.word(0) in _NOT_DONE:
        return None
    ref = read_ref(tokens) if len(tokens) else Nothing()
    return None if isinstance(ref, Nothing) else SetStatus(ref, "done")


def ticked_off(tokens: Tokens) -> Command | None:
    """Read "check buy milk off the list"."""
    off = tokens.words.commands.off_list.ending(tokens, len(tokens), start=2)
    if not off or tokens.word(0) not in ("check", "tick", "strike", "mark", "cross", "knock"):
        return None
    return SetStatus(read_ref(tokens.window(1, off.start)), "done")


def put_back(tokens: Tokens) -> Command | None:
    """Read "move the report back to open", "open the report again"."""
    last = len(tokens) - 1
    if tokens.word(0) == "open" and tokens.word(last) == "again" and last > 1:
        return SetStatus(read_ref(tokens.window(1, last)), "open")
    if tokens.word(0) not in _PUT_BACK:
        return None
    state = tokens.words.commands.statuses.ending(tokens, len(tokens), start=2)
    if not state or state.value != "open":
        return None
    end = state.start
    to = tokens.word(end - 1) in ("to", "as")
    while tokens.word(end - 1) in ("to", "as", "back") and end > 2:
        end -= 1
    back = to or "back" in (tokens.word(end), tokens.word(state.start))
    return SetStatus(read_ref(tokens.window(1, end)), "open") if back else None
