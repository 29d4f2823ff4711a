"""Corrections: "no, Friday", "I meant the rent", "not milk, bread"; and what is meant by them."""

from dataclasses import fields, replace

from errand.assistant.offline.bodies import Body
from errand.assistant.offline.commands import (
    Add,
    Cancel,
    Change,
    Command,
    Correct,
    Delete,
    Edit,
    Move,
    Rename,
    SetStatus,
    Show,
    Under,
)
from errand.assistant.offline.contrasts import plainly_said
from errand.assistant.offline.drafts import Draft
from errand.assistant.offline.edit_values import CLEARED, read_value, title_anew, whole_when
from errand.assistant.offline.edits import Labels, Notes, Place, Rhythm, Title
from errand.assistant.offline.filters import read_wanted
from errand.assistant.offline.pasts import is_past
from errand.assistant.offline.references import read_ref
from errand.assistant.offline.refs import Named, Ref
from errand.assistant.offline.renewing import timed_anew, timed_as
from errand.assistant.offline.respelling import place_of_words, put_in, read_spelled
from errand.assistant.offline.shifts import is_negative, shift_of, shift_on, so_many
from errand.assistant.offline.showing import read_show
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary import Vocabulary
from errand.assistant.offline.vocabulary_talk import Part

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


def corrected(  # noqa: PLR0911  a kind a line
    prior: Command, said: Correct, words: Vocabulary
) -> Command | None:
    """Return the earlier command as it should have been said; None when that is unclear."""
    rest = Tokens(said.said, words).trimmed()
    match prior:
        case Show():
            return _shown(prior, said, words)
        case Move():
            return _moved(prior, rest)
        case Edit():
            return _edited(prior, rest, meant=said.meant)
        case Rename():
            return _renamed(prior, said, rest)
        case SetStatus() | Delete() | Cancel() | Under():
            return _pointed(prior, rest)
        case Add(body=Body(one=Draft() as draft, several=())):
            return _added_then(prior, draft, rest)
        case _:
            return None


def _added_then(prior: Add, draft: Draft, rest: Tokens) -> Command | None:
    """Return the new task at the time that is meant; what was not said anew stays."""
    when = whole_when(rest)
    if when is None:
        return None
    timed = timed_anew(prior.lead.joined(draft.when), when)
    return replace(prior, body=Body(replace(draft, when=timed, doubtful=False)), lead=When())


def _shown(prior: Show, said: Correct, words: Vocabulary) -> Command | None:
    """Return the other list, or the same one narrowed: "only the urgent ones"."""
    other = read_show(Tokens(f"show tasks {said.said}", words))
    if not said.narrow or not isinstance(other, Show):
        return other
    plain = Show()
    new = {
        each.name: getattr(other, each.name)
        for each in fields(Show)
        if getattr(other, each.name) != getattr(plain, each.name)
    }
    return replace(prior, **new)


def _pointed(prior: SetStatus | Delete | Cancel | Under, rest: Tokens) -> Command | None:
    status = rest.words.commands.statuses.read(rest, 0)
    if isinstance(prior, SetStatus) and status and status.end == len(rest):
        return replace(prior, status=status.value)
    if whole_when(rest) is not None:
        return None
    return replace(prior, ref=read_ref(_without_deed(rest)))


def _without_deed(rest: Tokens) -> Tokens:
    """Return "the drill" of "the drill I took back", "the one for Ben that I meant"."""
    told_of = rest.words.follow_ups.done.told_of
    for at in range(1, len(rest) - 1):
        start = at + 1 + (rest.word(at + 1) in told_of)
        deed = rest.word(start) in ("meant", "mean") or is_past(rest.word(start), rest.words)
        if rest.word(at) in told_of and deed:
            return rest.window(0, at)
    return rest


def _moved(prior: Move, rest: Tokens) -> Command | None:
    length = shift_of(rest) or so_many(prior.shift, rest)
    when = None if length else whole_when(rest)
    if when is not None:
        return replace(prior, when=when, shift=None)
    if length is not None:
        earlier = prior.shift is not None and is_negative(prior.shift)
        return replace(prior, when=None, shift=length.times(-1) if earlier else length)
    return replace(prior, ref=read_ref(rest))


def _edited(prior: Edit, rest: Tokens, *, meant: bool) -> Command | None:
    open_valued = isinstance(prior.change, (Labels, Place, Notes, Title))
    pointing = meant or rest.word(0) in _POINTING or rest.kind(0) is Kind.TASK_NUMBER
    if prior.part and not (open_valued and pointing):
        value = read_value(prior.part, rest)
        if isinstance(value, Labels) and isinstance(prior.change, Labels) and prior.change.remove:
            value = Labels(remove=value.add)
        if isinstance(value, Rhythm):
            value = _same_hour(prior, value)
        if value is not None:
            return replace(prior, change=value)
    return replace(prior, ref=read_ref(rest))


def _same_hour(prior: Edit, value: Rhythm) -> Rhythm:
    """Return another rhythm at the hour that was said with the first."""
    old = prior.change.repeat if isinstance(prior.change, Rhythm) else None
    both = old is not None and value.repeat is not None
    timed = bool(value.when.clocks or value.when.part)
    return replace(value, repeat=timed_as(old, value.repeat)) if both and not timed else value  # pyright: ignore


def _renamed(prior: Rename, said: Correct, rest: Tokens) -> Command | None:
    ref, title = prior.readings[0]
    pointing = said.meant and rest.word(0) in _POINTING
    if pointing or not isinstance(read_ref(rest), Named):
        return Rename(((read_ref(rest), title),))
    wrong = Tokens(said.wrong, rest.words).trimmed()
    old = Tokens(title, rest.words)
    there = place_of_words(old, wrong) if len(wrong) and len(prior.readings) == 1 else None
    if there:
        return Rename(((ref, put_in(old, *there, rest.raw())),))
    anew = "" if len(wrong) and len(wrong) < len(old) else title_anew(rest)
    return Rename(((ref, anew),)) if anew else None


def of_new(ref: Ref, said: Correct, words: Vocabulary) -> Change | None:
    """Return what changes a task that was just added, so that it is what was meant."""
    rest = Tokens(said.said, words).trimmed()
    shift = shift_on(rest)
    if shift:
        return Move(ref, shift=shift)
    gone = words.talk.nothing_of.read(rest, 0)
    if gone and gone.end == len(rest):
        return Edit(ref, CLEARED[gone.value], gone.value)
    when: When | None = whole_when(rest)
    if when is not None:
        return Move(ref, when)
    for part in (Part.PRIORITY, Part.RHYTHM):
        value = read_value(part, rest)
        if value:
            return Edit(ref, value, part)
    if rest.kind(0) is Kind.TAG:
        return Edit(ref, read_value(Part.LABELS, rest), Part.LABELS)
    return None
