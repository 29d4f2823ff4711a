"""What is said of tasks rather than ordered: that they are done, or not after all."""

from errand.assistant.offline.commands import Command, SetStatus
from errand.assistant.offline.references import read_ref, without_s
from errand.assistant.offline.refs import Nothing
from errand.assistant.offline.tokens import Tokens

_DENIED = ("not", "never", "no", "to", "be", "get", "have", "need", "i", "want")
_NOT_DONE = ("no", "not", "when", "if", "never", "get", "have", "need", "want", "be", "getting",
             "isn't", "un",
             "i", "almost", "nearly", "half", "to", "show", "list", "are", "is", "was", "were",
             "i'm", "aren't", "wasn't", "what", "which", "things", "stuff", "i've", "we're",
             "see")  # fmt: skip
_PUT_BACK = ("move", "flip", "bring", "change", "set", "switch", "turn", "put", "return", "restore",
             "revert", "reset", "mark", "push", "roll")  # fmt: skip


def past_alone(tokens: Tokens) -> Command | None:
    """Read "paid the rent": a deed in the past without "I"."""
    words, first = tokens.words, tokens.word(0)
    base = words.lemmas.get(first, first.removesuffix("ed"))
    known = base != first and words.commands.deed_words.read(Tokens(base, words), 0)
    known = known or words.commands.deed_words.read(Tokens(f"{base}e", words), 0)
    fine = known and len(tokens) > 1 and base != first
    return SetStatus(read_ref(without_tail(tokens)), "done") if fine else _past_last(tokens)


def _past_last(tokens: Tokens) -> Command | None:
    """Read "rent paid", "the dentist has been called": what was done, then how."""
    tokens = without_tail(tokens)
    end = len(tokens) - 1
    denied = any(
        tokens.word(at).endswith("n't")
        or (tokens.word(at) in _DENIED and tokens.word(at + 1) != "been")
        for at in range(end)
    )
    if end < 1 or denied or not _is_past(tokens, end):
        return None
    last = next((n for n in (2, 1) if _passive(tokens, end - n, end)), 0)
    said = f"{tokens.slice(0, end - last)} {tokens.raw_word(end)}"
    return SetStatus(read_ref(Tokens(said, tokens.words)), "done") if end > last else None


def _passive(tokens: Tokens, start: int, end: int) -> bool:
    said = " ".join(tokens.word(at) for at in range(max(start, 0), end))
    return said in ("has been", "have been", "is", "are", "was", "were", "got")


def _is_past(tokens: Tokens, at: int) -> bool:
    words, said = tokens.words, tokens.word(at)
    bases = {words.lemmas.get(said, said), said.removesuffix("ed"), said.removesuffix("d")} - {said}
    return any(words.commands.deed_words.read(Tokens(base, words), 0) for base in bases if base)


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


def without_tail(tokens: Tokens) -> Tokens:
    """Return a deed without when it was done: "bought the milk this morning"."""
    also = tokens.words.commands.also
    while last := also.ending(tokens, len(tokens), start=2):
        tokens = tokens.window(0, last.start)
    return tokens
