""" "And #4 too", "same for the report": what was done last, for another task."""

from dataclasses import replace

from errand.assistant.offline.add_phrases import read_bare
from errand.assistant.offline.bodies import Body, read_body
from errand.assistant.offline.commands import (
    Add,
    Cancel,
    Command,
    Delete,
    Edit,
    Likewise,
    Move,
    SameDay,
    SetStatus,
    Several,
    Unknown,
    Whether,
)
from errand.assistant.offline.deeds import Deed
from errand.assistant.offline.drafts import read_draft
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import read_value, whole_when
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.imperatives import is_deed, is_guessed_deed
from errand.assistant.offline.lengths import read_spell
from errand.assistant.offline.nameless import is_nameless
from errand.assistant.offline.refs import It, Named, Nothing, Numbers, Ref
from errand.assistant.offline.renewing import timed_anew
from errand.assistant.offline.retitling import retitled
from errand.assistant.offline.shifts import shift_said
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary import Vocabulary

_JOINS = ("and", "also", "plus", "&", ",")
_ARTICLES = ("a", "an", "some", "two", "three", "four", "another", "more")
_KNOWN = ("the", "my", "our", "his", "her", "their", "that", "this")
_NOBODY = ("me", "us", "you", "same", "myself", "again")
_TAILS = ("is", "are", "was", "does", "did")
_LINKS = ("to", "of", "for", "on", "from", "with", "is", "are", "was", "gets")


def read_likewise(tokens: Tokens, *, politely: Tokens) -> Likewise | None:
    """Read another task that is named in passing; None where nothing says that it is one.

    Args:
        tokens: All that was said.
        politely: The same without what surrounds it, "and" among it.
    """
    asides = tokens.words.asides
    same = asides.same_for.read(politely, 0) or asides.same_for.read(tokens, 0)
    if same:
        whole = politely if asides.same_for.read(politely, 0) else tokens
        rest = whole.window(same.end, len(whole))
    else:
        last = asides.too.ending(politely, len(politely), start=1)
        rest = politely.window(0, last.start if last else len(politely)).trimmed()
        if not (last or tokens.word(0) in _JOINS or goes_on(tokens) or _is_timed(rest)):
            return None
        if _begins_anew(rest):
            return None
    plain = not same and rest.word(0) not in _LINKS
    to_do = not same and rest.word(0) == "to" and is_deed(rest.window(1, len(rest)))
    while len(rest) > 1 and rest.word(0) in _LINKS:
        rest = rest.window(1, len(rest))
    rest = _without_too(rest)
    if not len(rest) or isinstance(ref_of(rest), Nothing):
        return None
    return Likewise(rest.raw(), added=_added_too(rest) if plain or to_do else None)


def goes_on(tokens: Tokens) -> bool:
    """Tell whether it begins with "oh and also" or the like."""
    return tokens.words.adding.onward.read(tokens, 0) is not None


def _added_too(rest: Tokens) -> Add | None:
    """Return "and a lantern" as what may go on with adding."""
    deed = is_deed(rest) or is_guessed_deed(rest)
    if not isinstance(ref_of(rest), Named) or rest.text.rstrip().endswith("?"):
        return None
    if is_nameless(rest):
        return Add(None, joined=True)
    body = read_body(rest, loose=True)
    one = body.one
    article = rest.word(0) in _ARTICLES
    part = rest.words.talk.parts.read(rest, int(article))
    if one is None or one.doubtful or one.refusal or part or read_spell(rest, 0):
        return None  # "and a note: ...", "plus 2 days"
    known = rest.word(0) in _KNOWN
    thing = deed or article or rest.number(0) is not None
    return Add(body, certain=thing, joined=True, guess=rest.raw() if known else "")


def _without_too(rest: Tokens) -> Tokens:
    """Return the tokens without "too" or "is" behind them."""
    tables = (rest.words.asides.too, rest.words.commands.polite_end)
    while last := next((f for t in tables if (f := t.ending(rest, len(rest), start=1))), None):
        rest = rest.window(0, last.start).trimmed()
    while len(rest) > 1 and rest.word(len(rest) - 1) in _TAILS:
        rest = rest.window(0, len(rest) - 1)
    return rest


def _is_timed(rest: Tokens) -> bool:
    """Tell "chapter 4 to Tuesday", which goes on with a move."""
    return any(
        rest.word(at) == "to" and whole_when(rest.window(at, len(rest))) is not None
        for at in range(1, len(rest) - 1)
    )


def _begins_anew(rest: Tokens) -> bool:
    """Tell whether it is an order or a question of its own."""
    words = rest.words.commands
    tables = (words.verbs, words.list_openers, words.weak_openers, words.unsure_start)
    return any(table.read(rest, 0) for table in (*tables, words.negations))


def carried_on(command: Command | None, whole: Tokens) -> Likewise | None:
    """Read "same with Ann on Saturday", "and with Ann": no title begins so."""
    sure = not isinstance(command, Unknown) and not (isinstance(command, Add) and command.bare)
    if command is not None and sure:
        return None
    rest = whole.window(whole.word(0) in _JOINS, len(whole)).trimmed()
    found = [whole.words.asides.same_for.read(each, 0) for each in (whole, rest)]
    for each, same in zip((whole, rest), found, strict=True):
        if same and same.end < len(each):
            return Likewise(_without_too(each.window(same.end, len(each))).raw())
    bound = whole.word(0) in _JOINS and rest.words.commands.binding.read(rest, 0)
    timed = rest.word(0) in ("on", "at", "in", "to", "from", "of", "about")
    return Likewise(_without_too(rest).raw()) if bound and not timed else None


def joined_on(command: Command | None, whole: Tokens) -> Command | None:
    """Return "and fix the shutter tomorrow" as what may go on with what was done last."""
    if not isinstance(command, Add) or not command.bare:
        return command
    last = whole.words.asides.too.ending(whole, len(whole), start=2)
    if last and not command.certain:
        onward = whole.words.adding.onward.read(whole, 0)
        start = onward.end if onward else int(whole.word(0) in _JOINS)
        rest = whole.window(start, last.start).trimmed()
        plain = read_bare(rest)
        command = plain if isinstance(plain, Add) else command
        return Likewise(rest.raw(), replace(command, joined=True))
    return replace(command, joined=whole.word(0) in _JOINS or goes_on(whole))


def appointed(command: Command | None, whole: Tokens) -> Command | None:
    """Return "and the dentist on Friday" as what may go on with adding."""
    if not isinstance(command, Add) or command.certain or not goes_on(whole):
        return command
    return replace(command, bare=True, joined=True)


def meant_likewise(command: Likewise, prior: Command | None, words: Vocabulary) -> Command | None:
    """Return the last order for another task, or the same new task once more."""
    said = Tokens(command.said, words)
    return _again(prior, said) if command.again else likewise(prior, said)


def _again(prior: Command | None, said: Tokens) -> Add | None:
    """Return "and again on Saturday at 7" as another one of the task that was just added."""
    prior = prior.add if isinstance(prior, Whether) else prior
    body = prior.body if isinstance(prior, Add) else None
    one, when = body.one if body and not body.several else None, whole_when(said)
    if not isinstance(prior, Add) or one is None or when is None or prior.below is not None:
        return None
    if one.refusal or one.doubtful or one.extras.repeat or not one.title:
        return None
    draft = replace(one, when=timed_anew(prior.lead.joined(one.when), when), pieces=())
    return replace(prior, body=Body(draft), lead=When(), certain=True, bare=False, joined=False)


def likewise(prior: Command | None, said: Tokens) -> Command | None:
    """Return the last order for the task that is named; None where it cannot be meant."""
    if isinstance(prior, Several):
        prior = prior.commands[-1]
    if isinstance(prior, Add):
        return _added(prior, said)
    if isinstance(prior, SameDay):
        other = likewise(prior.order, said) if isinstance(prior.order, Move) else None
        return replace(prior, order=other) if isinstance(other, Move) else None
    if not isinstance(prior, SetStatus | Delete | Cancel | Move | Edit):
        return None
    while len(said) > 1 and said.word(0) in _LINKS:
        said = said.window(1, len(said))
    valued = _valued(prior, said)
    if valued:
        return valued
    ref = _whole(ref_of(said))
    return replace(prior, ref=ref) if ref else None


def _added(prior: Add, said: Tokens) -> Command | None:
    """Return the same for somebody else: "call dad", at the time at which mum is called."""
    one, other = prior.body.one if prior.body else None, read_draft(said)
    if one is None or (prior.body and prior.body.several) or prior.below:
        return None
    plain = other.extras == Extras() and not (other.priority or other.doubtful or other.refusal)
    if not plain or said.words.commands.deed_words.read(said, 0):
        return None
    if said.word(0) in _NOBODY or (not other.title and not len(said)):
        return None
    title = retitled(one.title, other.title, said) if other.title else one.title
    title = title or _named_anew(one.title, said)
    when = timed_anew(prior.lead.joined(one.when), other.when) if other.when != When() else one.when
    lead = prior.lead if other.when == When() else When()
    draft = replace(one, title=title, verbatim=title, when=when, pieces=())
    fresh = replace(prior, body=Body(draft), lead=lead, certain=True, bare=False, joined=False)
    return fresh if title else None


def _named_anew(title: str, said: Tokens) -> str:
    """Return "Email Ben about the invoice" for Ben; empty where no name stands behind the deed."""
    old = Tokens(title, said.words)
    deed = said.words.commands.deed_words.read(old, 0)
    at = deed.end if deed else len(old)
    bound = said.words.commands.binding.read(old, at + 1)
    names = len(said) == 1 and said.raw_word(0)[:1].isupper() and old.raw_word(at)[:1].isupper()
    kept = (old.slice(0, at), said.raw(), old.slice(at + 1, len(old)))
    return " ".join(kept) if deed and bound and names else ""


def as_done(prior: Command | None, deed: Deed | None) -> Command | None:
    """Return what became of the last order: a task of that title was moved, and none was added."""
    when = _time_of(prior)
    if deed is None or when is None or not deed.words.startswith("Moved"):
        return prior
    return Move(Numbers(deed.numbers), when)


def _time_of(command: Command | None) -> When | None:
    one = command.body.one if isinstance(command, Add) and command.body else None
    return command.lead.joined(one.when) if isinstance(command, Add) and one else None


def both_moved(prior: Command, said: Likewise) -> Command | None:
    """Return what "the handouts too" means where it was asked whether the slides are to be moved.

    Who goes on with another task takes the first as moved.
    """
    when = _time_of(prior)
    if when is None or when == When():
        return None
    move = Move(Named(said.said), when)
    fresh = said.otherwise if isinstance(said.otherwise, Add) else None
    other = Whether(move, replace(fresh, lead=when, certain=True, bare=False)) if fresh else move
    return Several((prior, other))


def _valued(prior: Command, said: Tokens) -> Command | None:
    """Read "#1 two hours", "the report to Monday": a value of the same kind for another task."""
    for at in range(1, len(said)):
        ref = _whole(ref_of(said.window(0, at)))
        start = at + (said.word(at) in ("to", "as", "at", "is", ":", "takes"))
        value = said.window(start, len(said))
        if not ref or not len(value):
            continue
        if start == at and len(value) == 1 and value.number(0) is not None:
            continue  # "Chapter 4" is no hour.
        if isinstance(prior, Move):
            when = whole_when(value)
            shift = None if when else shift_said(value)
            if when or shift:
                return Move(ref, when, shift)
        if isinstance(prior, Edit) and prior.part and isinstance(ref, Numbers):
            change = read_value(prior.part, value)
            if change is not None:
                return replace(prior, ref=ref, change=change)
    return None


def _whole(ref: Ref) -> Ref | None:
    return None if isinstance(ref, It | Nothing) else ref
