"""Deeds that are told in the past: "I've mown the lawn", "scrubbed the bathtub, finally"."""

from errand.assistant.offline.commands import Command, SetStatus
from errand.assistant.offline.pointing import read_numbers, read_positions
from errand.assistant.offline.references import read_ref
from errand.assistant.offline.refs import Named, Nothing, Ref
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary import Verb, Vocabulary

SHORTEST = 5
_ED = "ed"


def base_of(word: str, words: Vocabulary) -> str:
    """Return the verb that a word is the past of, where it is one that titles begin with."""
    bases = _bases(word, words)
    return next((base for base in bases if is_deed(base, words)), "")


def is_past(word: str, words: Vocabulary) -> bool:
    """Tell whether a word may be the past of some verb."""
    return words.lemmas.get(word, word) != word or (word.endswith(_ED) and len(word) >= SHORTEST)


def _bases(word: str, words: Vocabulary) -> list[str]:
    """Return what a past may come from: "trimmed" from "trim", "tidied" from "tidy"."""
    known = words.lemmas.get(word)
    bases = [known] if known and known != word else []
    if word.endswith(_ED) and len(word) >= SHORTEST:
        stem = word.removesuffix(_ED)
        bases += [stem, f"{stem}e"]
        bases += [stem[:-1]] if stem[-1] == stem[-2] else []
        bases += [f"{stem[:-1]}y"] if stem.endswith("i") else []
    return bases


def is_deed(base: str, words: Vocabulary) -> bool:
    """Tell whether titles begin with this verb."""
    tables = (words.commands.deed_words, words.adding.plain_deeds, words.follow_ups.done.deeds)
    return any(base in table.first_words for table in tables)


def without_tail(tokens: Tokens) -> Tokens:
    """Return a deed without when it was done, or how it felt: "…this morning, finally"."""
    tables = (tokens.words.commands.also, tokens.words.follow_ups.done.when_done)
    tokens = tokens.trimmed()
    while last := next((f for t in tables if (f := t.ending(tokens, len(tokens), start=1))), None):
        tokens = tokens.window(0, last.start).trimmed()
    return tokens


def read_past(tokens: Tokens) -> Command | None:
    """Read "mown the lawn", "varnished the table": a deed in the past without "I"."""
    words, first = tokens.words, tokens.word(0)
    if _is_question(tokens):
        return None
    done = words.follow_ups.done
    called = _made_call(tokens) or got_done(tokens)
    if called:
        return called
    told = base_of(first, words) or (
        is_past(first, words) and tokens.word(1) in done.determiners and first != "got"
    )
    if not told or len(tokens) < 2:
        return None
    return SetStatus(read_ref(without_tail(tokens)), "done")


def _made_call(tokens: Tokens) -> Command | None:
    """Read "made the call", "I made the call to Anna": to have called."""
    lead = tokens.words.follow_ups.done.calling.read(tokens, 0)
    if not lead:
        return _gave_call(tokens)
    rest = without_tail(tokens.window(lead.end, len(tokens)))
    start = int(rest.word(0) in ("to", "with"))
    said = f"call {rest.window(start, len(rest)).raw()}".strip()
    return SetStatus(Named(said), "done")


def _gave_call(tokens: Tokens) -> Command | None:
    """Read "gave Anna a call"."""
    start = next((at for at in (0, 1) if tokens.word(at) == "gave"), None)
    tokens = without_tail(tokens)
    last = tokens.words.follow_ups.done.ringing.ending(tokens, len(tokens), start=2)
    who = tokens.window(start + 1, last.start) if last and start is not None else None
    return SetStatus(Named(f"call {who.raw()}"), "done") if who and len(who) else None


def got_done(tokens: Tokens) -> Command | None:
    """Read "got the lawn mowed"."""
    kept = without_tail(tokens.window(1, len(tokens)))
    got = tokens.word(0) in ("got", "had", "gotten", "get") and len(kept) > 1
    told = got and base_of(kept.word(len(kept) - 1), tokens.words)
    return SetStatus(read_ref(kept), "done") if told and not _is_question(tokens) else None


def _done_doing(tokens: Tokens) -> Command | None:
    """Read "done mowing the lawn"."""
    doing = tokens.word(0)
    bases = _bases(f"{doing.removesuffix('ing')}ed", tokens.words) if doing.endswith("ing") else []
    deed = any(is_deed(base, tokens.words) for base in bases)
    return SetStatus(read_ref(without_tail(tokens)), "done") if deed and len(tokens) > 1 else None


def read_past_told(tokens: Tokens) -> Command | None:
    """Read "finished the form finally", "I did that this evening": told, not ordered."""
    words = tokens.words
    verbs = words.commands.verbs.read(tokens, 0)
    called = _made_call(tokens)
    if called:
        return called
    if not verbs or Verb.COMPLETE not in verbs.value or _is_question(tokens):
        return None
    said = {tokens.word(at) for at in range(verbs.end)}
    rest = tokens.window(verbs.end, len(tokens))
    kept = without_tail(rest)
    if not said & words.follow_ups.done.reported or len(kept) in (0, len(rest)):
        return None
    return SetStatus(read_ref(kept), "done")


def read_did(tokens: Tokens) -> Command | None:
    """Read "did the first and the last", "did both", "did the dishes"; "did I pay?" asks."""
    done = tokens.words.follow_ups.done
    start = 1 + (tokens.word(0) in ("i'm", "we're", "all"))
    if tokens.word(start - 1) not in ("did", "done") or _is_question(tokens):
        return None
    doing = _done_doing(tokens.window(start, len(tokens))) if tokens.word(0) != "did" else None
    if doing or start > 1:
        return doing
    start = 1 + (tokens.word(1) in ("with", "already", "just"))
    rest = without_tail(tokens.window(start, len(tokens)))
    if not len(rest) or rest.word(0) in done.subjects:
        return None
    ref: Ref = read_positions(rest) or read_numbers(rest) or read_ref(rest)
    pointed = not isinstance(ref, Named | Nothing)
    named = isinstance(ref, Named) and tokens.word(0) == "did"
    return SetStatus(ref, "done") if pointed or named else None


def _is_question(tokens: Tokens) -> bool:
    """Tell whether a question mark stands behind it, in it or cut off already."""
    last = tokens.items[-1].end if len(tokens) else 0
    return tokens.raw().endswith("?") or tokens.text[last:].lstrip().startswith("?")


def goes_on(command: Command | None, first: Command) -> bool:
    """Tell whether it is another deed told after one: "… and the car is washed"."""
    if not (isinstance(command, SetStatus) and isinstance(first, SetStatus)):
        return False
    return command.status == first.status == "done" and isinstance(command.ref, Named)
