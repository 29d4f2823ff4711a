"""Orders with a verb of their own that change when a task is due, shown, or comes back."""

from collections.abc import Callable

from errand.assistant.offline.add_phrases import read_add
from errand.assistant.offline.commands import Add, Command, Edit, Move, Skip, Whether
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import (
    read_value,
    whole_when,
)
from errand.assistant.offline.edits import Day, Rhythm
from errand.assistant.offline.refs import It, Named, Nothing, Numbers
from errand.assistant.offline.repeats import read_repeat
from errand.assistant.offline.shifts import shift_of
from errand.assistant.offline.tables import Table
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary import Verb
from errand.assistant.offline.vocabulary_talk import Part


def rest_after(table: Table[bool], tokens: Tokens) -> Tokens | None:
    """Return what follows a phrase of this table; None: it does not begin so, or nothing does."""
    found = table.read(tokens, 0)
    return tokens.window(found.end, len(tokens)) if found and found.end < len(tokens) else None


def _repeat(tokens: Tokens) -> Command | None:
    """Read "repeat X every Monday", "make X recurring every week", "set X to repeat daily"."""
    talk = tokens.words.talk
    verb = talk.repeat_it.read(tokens, 0) or talk.replace.read(tokens, 0)
    verb = verb or tokens.words.commands.verbs.read(tokens, 0)
    adds = verb and isinstance(verb.value, tuple) and verb.value[0] in _ADDS
    if not verb or adds:
        return None
    for at in range(verb.end, len(tokens)):
        found = read_repeat(tokens, at)
        value = read_value(Part.RHYTHM, tokens.window(at, len(tokens))) if found else None
        if not isinstance(value, Rhythm):
            continue
        end = at
        while (tail := talk.repeats.ending(tokens, end, start=verb.end)) or tokens.word(
            end - 1
        ) in ("a", "on", "go"):
            end = tail.start if tail else end - 1
        ref = ref_of(tokens.window(verb.end, end))
        article = tokens.word(verb.end) in ("a", "an")
        return None if isinstance(ref, Nothing) or article else Edit(ref, value, Part.RHYTHM)
    return None


def _no_repeat(tokens: Tokens) -> Command | None:
    """Read "stop repeating X", "X no longer repeats", "make X a one-off"."""
    talk = tokens.words.talk
    rest = rest_after(talk.stop_repeat, tokens)
    if rest is not None:
        return Edit(ref_of(rest), Rhythm(), Part.RHYTHM)
    last = talk.no_repeat.ending(tokens, len(tokens), start=1)
    verb = talk.attach.read(tokens, 0)
    start = verb.end if verb else 0
    if not last or last.start <= start:
        return None
    return Edit(ref_of(tokens.window(start, last.start)), Rhythm(), Part.RHYTHM)


def _hide(tokens: Tokens) -> Command | None:
    """Read "hide X until Monday"."""
    rest = rest_after(tokens.words.talk.hide, tokens)
    if rest is None or tokens.word(0) == "defer":
        return None
    for at in range(1, len(rest)):
        until = rest.words.talk.until.read(rest, at)
        when = whole_when(rest.window(until.end, len(rest))) if until else None
        if when:
            return Edit(ref_of(rest.window(0, at)), Day("defer_until", when), Part.DEFER)
    return None


_FORWARD = ("forward", "forwards", "up", "in")


def _forward(tokens: Tokens) -> Command | None:
    """Read "bring the dentist forward to Wednesday", "pull it up to noon"."""
    if tokens.word(0) not in ("bring", "pull"):
        return None
    if tokens.word(1) in _FORWARD:
        tail = next((at for at in range(3, len(tokens)) if tokens.word(at) in ("to", "by")), 0)
        said = f"{tokens.slice(2, tail)} forward {tokens.slice(tail, len(tokens))}" if tail else ""
        return _forward(Tokens(f"bring {said}", tokens.words)) if tail else None
    for at in range(2, len(tokens) - 1):
        sooner = shift_of(tokens.window(at + 1, len(tokens)))
        if tokens.word(at) in _FORWARD and sooner:
            return Move(ref_of(tokens.window(1, at)), shift=sooner.times(-1))
        if tokens.word(at) in ("forward", "up", "forwards") and tokens.word(at + 1) == "to":
            when = whole_when(tokens.window(at + 2, len(tokens)))
            return Move(ref_of(tokens.window(1, at)), when) if when else None
    return None


def _do_on(tokens: Tokens) -> Command | None:
    """Read "do it at noon", "do the dentist on Thursday instead"."""
    said = tokens.words.follow_ups.told.doing.read(tokens, 0)
    if said:
        tokens = Tokens(f"do {tokens.window(said.end, len(tokens)).raw()}", tokens.words)
    last = tokens.words.talk.instead.ending(tokens, len(tokens), start=1)
    end = last.start if last else len(tokens)
    if tokens.word(0) not in ("do", "have", "schedule", "we"):
        return None
    for at in range(2, end):
        when = whole_when(tokens.window(at, end))
        ref = ref_of(tokens.window(1, at))
        if when and (last or isinstance(ref, It | Numbers)):
            return Move(ref, when)
        sure = when and (when.days or tokens.word(at) in ("at", "by", "in", "on"))
        sure = sure and tokens.word(0) == "do" and not _asks(tokens)
        if when and sure and isinstance(ref, Named):
            return Whether(Move(ref, when), fresh) if (fresh := _done_anew(tokens)) else None
    return None


def _asks(tokens: Tokens) -> bool:
    """Tell "do I have anything on Friday?" from "do the laundry on Friday"."""
    same = tokens.word(1) == "the" and tokens.word(2) == "same"
    return same or tokens.text.rstrip().endswith("?") or tokens.word(1) in _WHO


_WHO = ("i", "you", "we", "they", "he", "she", "it", "there", "any", "not", "people", "these",
        "those", "all", "both", "everything", "nothing", "something", "that", "this", "what",
        "anything", "tasks")  # fmt: skip


def _done_anew(tokens: Tokens) -> Add | None:
    """Return what "do buy paint tomorrow" adds where there is no such task."""
    deed = tokens.words.commands.deed_words.read(tokens, 1)
    add = read_add(
        Tokens(f"add {tokens.window(1 if deed else 0, len(tokens)).raw()}", tokens.words)
    )
    one = add.body.one if isinstance(add, Add) and add.body else None
    return add if isinstance(add, Add) and one and not (one.doubtful or one.refusal) else None


def _skip(tokens: Tokens) -> Command | None:
    """Read "skip the gym this time", "skip this week's gym"."""
    if tokens.word(0) != "skip":
        return None
    start, end = 1, len(tokens)
    for phrase in (("this", "time"), ("this", "week"), ("today",), ("once",), ("tomorrow",)):
        size = len(phrase)
        if tuple(tokens.word(p) for p in range(end - size, end)) == phrase:
            end -= size
    while tokens.word(start) in _SKIPPED:
        start += 1
    return Skip(ref_of(tokens.window(start, end)))


_SKIPPED = ("the", "next", "this", "week's", "today's", "coming", "occurrence", "one", "of",
            "time's", "tomorrow's", "month's", "once")  # fmt: skip


_ADDS = (Verb.ADD, Verb.REMIND, Verb.INTEND, Verb.REPORT)


_ORDERS: tuple[Callable[[Tokens], Command | None], ...] = (
    _forward,
    _do_on,
    _skip,
    _no_repeat,
    _repeat,
    _hide,
)


def read_time_order(tokens: Tokens) -> Command | None:
    """Read one of these orders."""
    return next((c for read in _ORDERS if (c := read(tokens))), None)
