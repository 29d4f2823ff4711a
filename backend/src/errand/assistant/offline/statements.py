"""Sentences about a task that are no orders by their form: "the report takes 3 hours"."""

from collections.abc import Callable

from errand.assistant.offline.commands import Command, Edit, Move, Rename
from errand.assistant.offline.edit_order import order, ref_of
from errand.assistant.offline.edit_values import (
    label_names,
    place_of,
    read_value,
    whole_when,
)
from errand.assistant.offline.edits import Labels, Priority
from errand.assistant.offline.new_titles import title_anew
from errand.assistant.offline.refs import It, Named, Nothing, Numbers
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary_talk import Part


def _stated(tokens: Tokens) -> Command | None:
    """Read "X takes two hours", "X is due Friday", "X should be called Y", "#5 high priority"."""
    talk = tokens.words.talk
    for at in range(1, len(tokens)):
        for table, part in (
            (talk.takes, Part.ESTIMATE),
            (talk.due_is, Part.DUE),
            (talk.deadline_is, Part.DEADLINE),
            (talk.repeats, Part.RHYTHM),
        ):
            found = table.read(tokens, at)
            value = tokens.window(found.end, _end(tokens)) if found else None
            command = _said_of(part, tokens.window(0, at), value)
            if command:
                return command
    return _called(tokens) or _ranked(tokens) or _now(tokens) or _numbers(tokens)


def _now(tokens: Tokens) -> Command | None:
    """Read "the dentist is tomorrow now"."""
    end = _end(tokens)
    for at in range(1, end - 1 if end < len(tokens) else 0):
        if tokens.word(at) in ("is", "are"):
            when = whole_when(tokens.window(at + 1, end))
            ref = ref_of(tokens.window(0, at))
            return Move(ref, when) if when and not isinstance(ref, Nothing) else None
    return None


def _numbers(tokens: Tokens) -> Command | None:
    """Read "#2 and #5 on Sunday"."""
    at = 0
    while at < len(tokens) and (
        tokens.kind(at) is Kind.TASK_NUMBER
        or tokens.word(at) == ","
        or tokens.words.commands.and_words.read(tokens, at)
    ):
        at += 1
    when = whole_when(tokens.window(at, len(tokens))) if at else None
    ref = ref_of(tokens.window(0, at)) if when else None
    return Move(ref, when) if when and isinstance(ref, Numbers) else None


def _said_of(part: Part, who: Tokens, value: Tokens | None) -> Command | None:
    if value is None or not len(value) or not len(who):
        return None
    # The value first: it is short, and most words that may stand before one have none behind them.
    ref = ref_of(who) if order(part, It(), value) else Nothing()
    return None if isinstance(ref, Nothing) else order(part, ref, value)


def _called(tokens: Tokens) -> Command | None:
    for at in range(1, len(tokens) - 1):
        if tokens.words.talk.call_it.read(tokens, 0) and tokens.word(at) == "task" and at > 1:
            ref = ref_of(tokens.window(1, at))
            return Rename(((ref, title_anew(tokens.window(at + 1, len(tokens)))),))
    for at in range(1, len(tokens)):
        found = tokens.words.talk.called.read(tokens, at)
        if not found or found.end - found.start < 2 or found.end == len(tokens):
            continue
        title = tokens.window(found.end, len(tokens))
        if tokens.word(found.end - 1) in ("called", "named", "titled", "read", "say"):
            return Rename(((ref_of(tokens.window(0, at)), title_anew(title)),))
    return None


def _ranked(tokens: Tokens) -> Command | None:
    """Read "#5 medium priority", "the report is urgent"."""
    for at in range(1, len(tokens)):
        is_ = tokens.word(at) in ("is", "should", "has", "gets", "needs", "are", ":")
        start = at + (2 if tokens.word(at + 1) in ("be", "a", "now", "very", "really") else 1)
        value = read_value(Part.PRIORITY, tokens.window(start if is_ else at, _end(tokens)))
        if not isinstance(value, Priority):
            continue
        ref = ref_of(tokens.window(0, at))
        sure = is_ or not isinstance(ref, (Named, Nothing))
        return Edit(ref, value, Part.PRIORITY) if sure else None
    return None


def _end(tokens: Tokens) -> int:
    """Return the place behind the last word that says something: not "now", "actually"."""
    once = tokens.words.follow_ups.minds.this_time.ending(tokens, len(tokens), start=2)
    end = once.start if once else len(tokens)
    while end > 1 and tokens.word(end - 1) in ("now", "actually", "already", "then", "again"):
        end -= 1
    return end


def _belongs(tokens: Tokens) -> Command | None:
    """Read "this belongs to Work", "the report goes into House"."""
    for at in range(1, len(tokens) - 1):
        if tokens.word(at) in ("belongs", "goes", "belong", "go", "be"):
            into = tokens.words.talk.into.read(tokens, at + 1)
            place = place_of(tokens.window(into.end, len(tokens))) if into else None
            end = at
            while tokens.word(end - 1) in ("should", "must", "to", "needs", "has", "ought"):
                end -= 1
            sure = place and (end == at or place.kind or place.name[:1].isupper())
            sure = sure and (tokens.word(at) != "be" or end < at)
            sure = sure and whole_when(tokens.window(at + 1, len(tokens))) is None
            return Edit(ref_of(tokens.window(0, end)), place, Part.PROJECT) if sure else None
    return None


def _due_of(tokens: Tokens) -> Command | None:
    """Read "the deadline for the report is Friday", "the title should be Ring the bank"."""
    start = 1 if tokens.word(0) in ("the", "its") else 0
    part: Found[Part] | None = tokens.words.talk.parts.read(tokens, start)
    if part and start and tokens.word(part.end) in ("is", "should"):
        at = part.end + (2 if tokens.word(part.end + 1) == "be" else 1)
        if tokens.words.follow_ups.minds.faulty.read(tokens, at):
            return None  # "the name is wrong" does not say what is right
        return order(part.value, It(), tokens.window(at, len(tokens)))
    of = tokens.words.talk.of_task.read(tokens, part.end) if part else None
    for at in range(of.end + 1 if of else len(tokens), len(tokens)):
        if part and of and tokens.word(at) in ("is", "should"):
            value = tokens.window(at + (2 if tokens.word(at + 1) == "be" else 1), len(tokens))
            return order(part.value, ref_of(tokens.window(of.end, at)), value)
    return None


def _labelled(tokens: Tokens) -> Command | None:
    """Read "the report should be labelled work", "the report needs the label work"."""
    talk = tokens.words.talk
    for at in range(1, len(tokens) - 1):
        needs = tokens.word(at) in ("should", "needs", "gets", "must", "ought")
        for start in range(at + 1, min(at + 5, len(tokens))) if needs else ():
            found = talk.labelled.read(tokens, start)
            part = talk.parts.read(tokens, start)
            label = part if part and part.value is Part.LABELS else None
            end = found.end if found else label.end if label else len(tokens)
            while tokens.word(end) in ("as", "with", ":"):
                end += 1
            names = label_names(tokens.window(end, len(tokens))) if end < len(tokens) else ()
            if names:
                return Edit(ref_of(tokens.window(0, at)), Labels(add=names), Part.LABELS)
    return None


def _noted(tokens: Tokens) -> Command | None:
    """Read "call the bank: note that they close at 4"."""
    for at in range(1, len(tokens) - 2):
        part = tokens.words.talk.parts.read(tokens, at + 1)
        if tokens.word(at) == ":" and part and part.value is Part.NOTES:
            says = tokens.words.talk.says.read(tokens, part.end)
            value = tokens.window(says.end, len(tokens)) if says else None
            return order(Part.NOTES, ref_of(tokens.window(0, at)), value) if value else None
    return None


_STATEMENTS: tuple[Callable[[Tokens], Command | None], ...] = (
    _due_of,
    _labelled,
    _noted,
    _belongs,
    _stated,
)


def read_statement(tokens: Tokens) -> Command | None:
    """Read a sentence about a task that is no order by its form: "the report takes 3 hours"."""
    if tokens.words.commands.unsure_start.read(tokens, 0):
        return None
    return next((c for read in _STATEMENTS if (c := read(tokens))), None)
