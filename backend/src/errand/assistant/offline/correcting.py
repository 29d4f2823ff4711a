"""Corrections: "no, Friday", "I meant the rent", "not milk, bread"; and what is meant by them."""

from errand.assistant.offline.commands import (
    Correct,
)
from errand.assistant.offline.contrasts import plainly_said
from errand.assistant.offline.edit_values import whole_when
from errand.assistant.offline.filters import read_wanted
from errand.assistant.offline.respelling import read_spelled
from errand.assistant.offline.tokens import Kind, Tokens

MOST_LEFT = 4
_POINTING = ("the", "my", "that", "this", "#")


def read_correction(tokens: Tokens) -> Correct | None:
    """Read words that correct what was said or done before; None when they do not."""
    if _only_wrong(tokens):
        return Correct("")
    spelled = read_spelled(own_words(tokens))
    special = Correct(*spelled, spelled=True) if spelled else _narrowed(tokens)
    if special:
        return special
    rest, marked, meant = _leads(tokens)
    named = _is_named(tokens, rest)
    plain = plainly_said(rest)
    if plain is not None:
        return Correct(plain.raw(), earlier="was" in rest.raw().casefold().split())
    last = rest.words.talk.instead.ending(rest, len(rest), start=1)
    if last and not _is_done_then(rest, last.start):
        rest, marked = rest.window(0, last.start).trimmed(), True
    wrong, rest = _negated(rest)
    led = rest.words.talk.meant.read(rest, 0) if wrong else None
    if led and rest.word(0).startswith(("it", "that")):
        rest = rest.window(led.end, len(rest))
    if rest.word(0) == "back" and rest.words.time.until.read(rest, 1):
        rest = rest.window(1, len(rest))
    if not len(rest) or not (marked or wrong):
        return None
    return Correct(rest.raw(), wrong.raw() if wrong else "", meant=meant, named=named)


def _is_done_then(rest: Tokens, end: int) -> bool:
    """Tell "buy ink is done then", which puts nothing right."""
    told = rest.words.commands.done_suffix.ending(rest, end, start=1)
    return told is not None and rest.word(end) == "then"


def _is_named(tokens: Tokens, rest: Tokens) -> bool:
    """Tell whether "call it" or "name it" leads to what is meant."""
    start = len(tokens) - len(rest)
    call = tokens.words.talk.call_it.ending(tokens, start - 1)
    return bool(call) and tokens.word(start - 1) in ("it", "that", "this", "them")


def _narrowed(tokens: Tokens) -> Correct | None:
    """Read "only the urgent ones"."""
    if tokens.word(0) not in ("only", "just"):
        return None
    last = tokens.words.talk.ones.ending(tokens, len(tokens), start=2)
    if last and tokens.word(last.start) == "ones" and last.start < MOST_LEFT:
        start = 1 + (tokens.word(1) in ("the", "my"))
        return Correct(tokens.window(start, last.start).raw(), narrow=True)
    wanted = read_wanted(tokens.window(1, len(tokens)))
    fits = wanted is not None and (
        (wanted.filtered and not wanted.left) or (wanted.plural and len(wanted.left) < MOST_LEFT)
    )
    return Correct(tokens.window(1, len(tokens)).raw(), narrow=True) if fits else None


def _only_wrong(tokens: Tokens) -> bool:
    """Read "wrong one", "not that one": which one is meant was not said."""
    while len(tokens):
        found = tokens.words.talk.correction.read(tokens, 0)
        if not found:
            return False
        if found.end == len(tokens):
            said = tokens.slice(0, found.end).casefold()
            return "wrong" in said or said.startswith("not that")
        tokens = tokens.window(found.end, len(tokens)).trimmed()
    return False


def own_words(tokens: Tokens) -> Tokens:
    """Return "move it to Friday" of "no, wait, move it to Friday instead"."""
    rest = _leads(tokens, only_marks=True)[0]
    last = rest.words.talk.instead.ending(rest, len(rest), start=1)
    return rest.window(0, last.start).trimmed() if last else rest


def _leads(tokens: Tokens, *, only_marks: bool = False) -> tuple[Tokens, bool, bool]:
    """Take "no, sorry, I meant" off; tells whether there was such, and whether it was "meant"."""
    talk = tokens.words.talk
    marked = meant = False
    while len(tokens):
        gone = talk.nothing_of.read(tokens, 0)
        if gone and gone.end == len(tokens):
            break
        lead = talk.correction.read(tokens, 0)
        meaning = None if only_marks else talk.meant.read(tokens, 0)
        making = None if only_marks else talk.make_it.read(tokens, 0)
        found = max((f for f in (lead, meaning, making) if f), key=lambda f: f.end, default=None)
        if found is None or (found is lead and not _apart(tokens, found.end, marked=marked)):
            break
        said = tokens.slice(0, found.end).casefold()
        sure = tokens.word(0) in ("i", "make", "change", "set", "call", "what") or "should" in said
        sure = sure or ("supposed" in said and _is_time(tokens, found.end))
        weak = found is not lead and not sure
        if found.end == len(tokens) or (weak and not (marked or _tells(tokens, found.end))):
            break
        meant = meant or (found is meaning and "meant" in tokens.slice(0, found.end).casefold())
        marked = True
        tokens = tokens.window(found.end, len(tokens)).trimmed()
    return tokens, marked, meant


def _is_time(tokens: Tokens, at: int) -> bool:
    return whole_when(tokens.window(at, len(tokens))) is not None


def _tells(tokens: Tokens, end: int) -> bool:
    """Tell "it's the 4th" and "it's the 4th, not the 3rd" from the beginning of a title."""
    if not tokens.word(0).startswith(("it", "that", "should")):
        return False
    wrong, rest = _negated(tokens.window(end, len(tokens)))
    when = whole_when(rest)
    sure = when is not None and (when.part or any(clock.certain for clock in when.clocks))
    return when is not None and (wrong is not None or bool(when.days or sure))


def _apart(tokens: Tokens, end: int, *, marked: bool) -> bool:
    """Tell whether a word like "no" stands for itself, and not in a title: "no sugar"."""
    follows = tokens.kind(end) is Kind.MARK or marked or tokens.words.talk.not_.read(tokens, end)
    if follows or tokens.word(0) in ("oops", "actually", "correction", "sorry", "whoops"):
        return True
    again = tokens.words.talk.correction.read(tokens, end) or tokens.words.talk.meant.read(
        tokens, end
    )
    value = whole_when(tokens.window(end, len(tokens)))
    the = tokens.word(end) in ("the", "my", "make", "change") and tokens.word(0) == "no"
    # "Hmm make that high"
    the = the or tokens.words.talk.make_it.read(tokens, end) is not None
    return bool(again or value or the)


def _negated(tokens: Tokens) -> tuple[Tokens | None, Tokens]:
    """Read "not X, Y", "not X but Y", "Y, not X"."""
    not_ = tokens.words.talk.not_.read(tokens, 0)
    for at in range(len(tokens)):
        if not_ and at > not_.end and (tokens.kind(at) is Kind.MARK or tokens.word(at) == "but"):
            rest = tokens.window(at, len(tokens)).trimmed()
            rest = rest.window(1, len(rest)) if rest.word(0) == "but" else rest
            return tokens.window(not_.end, at), rest
        later = tokens.words.talk.not_.read(tokens, at + 1)
        if not not_ and tokens.kind(at) is Kind.MARK and later and at:
            return tokens.window(later.end, len(tokens)), tokens.window(0, at)
        if not not_ and later and whole_when(tokens.window(0, at + 1)) is not None:
            # "Friday not Thursday"
            return tokens.window(later.end, len(tokens)), tokens.window(0, at + 1)
    return None, tokens
