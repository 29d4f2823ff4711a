"""What is told of a task, and orders something: "X can wait until Friday", "X isn't urgent"."""

from collections.abc import Callable
from typing import TypeVar

from errand.assistant.offline.commands import Command, Edit, Move, SetStatus
from errand.assistant.offline.edit_order import order, ref_of
from errand.assistant.offline.edit_values import read_value, whole_when
from errand.assistant.offline.edits import Priority
from errand.assistant.offline.refs import Nothing, Ref
from errand.assistant.offline.shifts import shift_of
from errand.assistant.offline.tables import Found, Table
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import Length, When
from errand.assistant.offline.vocabulary import Verb
from errand.assistant.offline.vocabulary_talk import Part

T = TypeVar("T")
#: Before a noun, "move the slides to Friday", or a clause, "delete everything that is urgent".
_CUT = ("the", "a", "an", "my", "our", "to", "for", "that", "which", "what", "who", "whatever",
        "there")  # fmt: skip
_DONE = ("done", "finished", "complete", "completed")
_LAST = ("now", "too", "also", "actually", "then", "though", "please")
LONGEST = 40
#: Orders that begin so say themselves what becomes of a task, or make a new one.
_OTHERS = {Verb.ADD, Verb.REMIND, Verb.INTEND, Verb.MAKE, Verb.SET, Verb.REPORT}
_STOPS = (",", ".", ";", "!", "-", "\u2013", "\u2014", "so")
_RUNNING = ("running", "starting", "coming", "beginning", "getting")


def read_told(tokens: Tokens) -> Command | None:
    """Read a sentence about a task, also about one whose title begins like an order."""
    words = tokens.words.commands
    verbs = words.verbs.read(tokens, 0)
    others = verbs is not None and bool(_OTHERS & set(verbs.value))
    if len(tokens) > LONGEST or tokens.text.rstrip().endswith("?"):
        return None
    unable = _unable(tokens)
    asking = (words.unsure_start, words.negations, words.list_openers, words.search_openers)
    if unable or others or any(table.read(tokens, 0) for table in asking):
        return unable
    said = _plainly(tokens)
    return next((c for read in _SENTENCES if (c := read(said))), None)


def _plainly(tokens: Tokens) -> Tokens:
    """Return the sentence without "now" or "too" behind it."""
    while len(tokens) > 2 and tokens.word(len(tokens) - 1) in _LAST:
        tokens = tokens.window(0, len(tokens) - 1).trimmed()
    return tokens


# -- when it is done instead ---------------------------------------------------------------------


def _unable(tokens: Tokens) -> Command | None:
    """Read "I can't do the gym today, tomorrow instead"; without a day it is asked for."""
    lead = tokens.words.follow_ups.told.unable.read(tokens, 0)
    rest = tokens.window(lead.end, len(tokens)).trimmed() if lead else tokens.window(0, 0)
    end = next((at for at in range(len(rest)) if rest.word(at) in _STOPS), len(rest))
    subject, tail = rest.window(0, end), rest.window(end + 1, len(rest))
    left = _without_span(subject)
    return _done_later(left, tail, spanned=len(left) < len(subject))


def _unlikely(tokens: Tokens) -> Command | None:
    """Read "the gym won't happen today, tomorrow instead"."""
    for at, found in _places(tokens, tokens.words.follow_ups.told.unlikely):
        rest = tokens.window(found.end, len(tokens))
        end = next((at for at in range(len(rest)) if rest.word(at) in _STOPS), len(rest))
        span, tail = rest.window(0, end).trimmed(), rest.window(end + 1, len(rest))
        if not len(_without_span(span)):
            return _done_later(tokens.window(0, at), tail, spanned=len(span) > 0)
    return None


def _done_later(who: Tokens, tail: Tokens, *, spanned: bool) -> Command | None:
    """Return the move to the day that is said instead, or to one that is asked for."""
    tail = tail.trimmed()
    lead = tail.words.follow_ups.answers.value_lead.read(tail, 0)
    said = tail.window(lead.end if lead else 0, len(tail))
    for table in (said.words.commands.polite_end, said.words.talk.instead):
        last = table.ending(said, len(said), start=1)
        said = said.window(0, last.start).trimmed() if last else said
    when = whole_when(said) if len(said) else None
    return _moved(who, len(who), when) if when or (spanned and not len(tail)) else None


def _without_span(tokens: Tokens) -> Tokens:
    """Return the tokens without "today" or "this week" at the end."""
    spans = tokens.words.asides.amid.spans
    while last := spans.ending(tokens, len(tokens)):
        tokens = tokens.window(0, last.start).trimmed()
    return tokens


def _left(tokens: Tokens) -> Command | None:
    """Read "let the laundry wait until Friday", "leave the report for tomorrow"."""
    for at in range(2, len(tokens) - 1) if tokens.word(0) in ("let", "leave") else ():
        if tokens.word(at) in ("until", "till", "til") or tokens.word(at) == "for":
            when = whole_when(tokens.window(at + 1, len(tokens)))
            end = at - (tokens.word(at - 1) in ("wait", "be", "lie", "off"))
            return _moved(tokens.window(1, len(tokens)), end - 1, when) if when else None
    return None


def _due(tokens: Tokens) -> Command | None:
    """Read "finish essay is due on Friday", "cancel gym is done", which are no orders to do so."""
    if not tokens.words.commands.verbs.read(tokens, 0):
        return None
    last = len(tokens) - 1
    if tokens.word(last - 1) in ("is", "are") and tokens.word(last) in _DONE:
        ref = _who(tokens, last - 1)
        return None if isinstance(ref, Nothing) else SetStatus(ref, "done")
    for at, found in _places(tokens, tokens.words.talk.due_is):
        when = whole_when(tokens.window(found.end, len(tokens)))
        if when and "due" in tokens.slice(at, found.end).split():
            return _moved(tokens, at, when)
    return None


def _waits(tokens: Tokens) -> Command | None:
    """Read "the last one can wait till tomorrow", "the report can wait another week"."""
    told = tokens.words.follow_ups.told
    for at, found in _places(tokens, told.waits):
        when = whole_when(tokens.window(found.end, len(tokens)))
        if when:
            return _moved(tokens, at, when)
    for at, found in _places(tokens, told.waits_for):
        rest = tokens.window(found.end, len(tokens))
        shift = shift_of(rest) or shift_of(Tokens(f"a {rest.raw()}", tokens.words))
        if shift:
            return _moved(tokens, at, shift=shift)
    return None


def _delayed(tokens: Tokens) -> Command | None:
    """Read "the session is delayed by half an hour", "the train is running an hour late"."""
    for at, found in _places(tokens, tokens.words.follow_ups.told.delayed):
        rest = tokens.window(found.end, len(tokens))
        shift = shift_of(rest)
        if shift:
            return _moved(tokens, at, shift=shift.times(found.value))
        when = None if tokens.word(found.end - 1) == "by" else whole_when(rest)
        if when or (not len(rest) and tokens.word(found.end - 1) != "by"):
            return _moved(tokens, at, when)
    return _late(tokens)


def _late(tokens: Tokens) -> Command | None:
    last = tokens.words.follow_ups.told.behind.ending(tokens, len(tokens), start=2)
    for at in range(1, last.start if last else 0):
        if last and tokens.word(at) in ("is", "are", "starts", "begins", ":"):
            start = at + 1 + (tokens.word(at + 1) in _RUNNING)
            shift: Length | None = shift_of(tokens.window(start, last.start))
            return _moved(tokens, at, shift=shift.times(last.value)) if shift else None
    return None


# -- what it is worth, and what is to be known about it ------------------------------------------


def _not_so_urgent(tokens: Tokens) -> Command | None:
    """Read "the report isn't urgent any more, low is enough"; without a rank it is asked for."""
    told = tokens.words.follow_ups.told
    for at, found in _places(tokens, told.not_):
        rank = told.rank.read(tokens, found.end)
        if rank:
            rest = _behind(tokens, rank.end)
            value = _rank_said(rest)
            if value or not len(rest):
                return _ranked(tokens, at, value)
    return None


def _urgent(tokens: Tokens) -> Command | None:
    """Read "the report is important, make it high", "finish essay is urgent"."""
    told, words = tokens.words.follow_ups.told, tokens.words.commands
    for at, found in _places(tokens, told.is_):
        rank = words.priorities.read(tokens, found.end) or told.rank.read(tokens, found.end)
        rest = _behind(tokens, rank.end) if rank else tokens
        marked = _whole(told.marking, rest) or not len(rest)
        value = rank.value if rank and marked else _rank_said(rest)
        if rank and (value or marked):
            return _ranked(tokens, at, value)
    return None


def _behind(tokens: Tokens, at: int) -> Tokens:
    """Return what follows a rank, without "any more"."""
    no_more = tokens.words.follow_ups.told.no_more
    while found := no_more.read(tokens, at):
        at = found.end
    apart = tokens.kind(at) is Kind.MARK or tokens.word(at) in ("so", "and", "but")
    return tokens.window(at, len(tokens)).trimmed() if apart or at == len(tokens) else tokens


def _rank_said(tokens: Tokens) -> str:
    """Read "set it to low", "low priority is enough"; empty where all of it says no rank."""
    tokens = tokens.window(tokens.word(0) in ("and", "so", "but"), len(tokens)).trimmed()
    lead = tokens.words.follow_ups.told.rank_lead.read(tokens, 0)
    said = tokens.window(lead.end if lead else 0, len(tokens))
    suits = said.words.repairs.suits.ending(said, len(said), start=1)
    end = suits.start if suits else len(said)
    polite = said.words.commands.polite_end.ending(said, end, start=1)
    value = read_value(Part.PRIORITY, said.window(0, polite.start if polite else end))
    return value.value if isinstance(value, Priority) and (lead or suits) else ""


def _noted(tokens: Tokens) -> Command | None:
    """Read "the kettle needs the note 'vinegar is under the sink'"."""
    for at, found in _places(tokens, tokens.words.follow_ups.told.noted):
        start = found.end + (tokens.word(found.end) == ":")
        marked = start > found.end or tokens.word(found.end - 1) in (":", "saying", "that", "says")
        value = tokens.window(start, len(tokens))
        if marked or value.kind(0) is Kind.QUOTED or not len(value):
            ref = _who(tokens, at)
            return None if isinstance(ref, Nothing) else order(Part.NOTES, ref, value)
    return None


# -- common --------------------------------------------------------------------------------------


def _places(tokens: Tokens, table: Table[T]) -> list[tuple[int, Found[T]]]:
    """Return where such words stand behind something."""
    found = ((at, table.read(tokens, at)) for at in range(1, len(tokens)))
    return [(at, each) for at, each in found if each]


def _who(tokens: Tokens, end: int) -> Ref:
    """Return the task that is named before this place."""
    who = tokens.window(0, end).trimmed()
    broken = any(who.word(at) in (".", "!", ";", "\n", ",") for at in range(len(who)))
    return Nothing() if broken or who.word(len(who) - 1) in _CUT else ref_of(who)


def _moved(
    tokens: Tokens, end: int, when: When | None = None, *, shift: Length | None = None
) -> Command | None:
    ref = _who(tokens, end)
    return None if isinstance(ref, Nothing) else Move(ref, when, shift)


def _ranked(tokens: Tokens, end: int, value: str) -> Command | None:
    ref = _who(tokens, end)
    change = Priority(value) if value else None
    return None if isinstance(ref, Nothing) else Edit(ref, change, Part.PRIORITY)


def _whole(table: Table[bool], tokens: Tokens) -> bool:
    found = table.read(tokens, 0)
    return found is not None and found.end == len(tokens)


_SENTENCES: tuple[Callable[[Tokens], Command | None], ...] = (
    _left,
    _due,
    _delayed,
    _waits,
    _unlikely,
    _not_so_urgent,
    _urgent,
    _noted,
)
