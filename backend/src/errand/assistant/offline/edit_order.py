"""A part of a task, the task and the words for its value: to the command that they make."""

from collections.abc import Iterator
from dataclasses import replace

from errand.assistant.offline.commands import Command, Edit, Move, Rename, SetStatus
from errand.assistant.offline.edit_values import CLEARED, label_names, read_value, whole_when
from errand.assistant.offline.edits import Labels, Notes
from errand.assistant.offline.references import read_ref, without_s
from errand.assistant.offline.refs import It, Nothing, Ref
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary_talk import Part

#: Parts that "add" and "put" do not stand before, since a task may well begin so.
CHANGED_ONLY = (Part.TITLE, Part.PROJECT, Part.SECTION, Part.STATUS)


#: Parts that only a task has: what follows them is one, also where it begins like a deed.
RANKED = (Part.PRIORITY, Part.DEADLINE, Part.ESTIMATE, Part.PROJECT, Part.LABELS)


TEXTS = (Part.NOTES, Part.TITLE)


def order(part: Part, ref: Ref, value: Tokens | None, *, anew: bool = False) -> Command | None:
    """Return the command that gives this part of a task its value; None: no value of it.

    Args:
        part: What is changed.
        ref: The task.
        value: The words; None: to be asked for.
        anew: Nothing of the old stays: for notes and labels, which else are added to.
    """
    if value is None or not len(value.trimmed()):
        return None if part in (Part.STATUS, Part.TIME) else _unsaid(part, ref, anew=anew)
    value = value if part is Part.NOTES else value.trimmed()
    gone = value.words.talk.nothing_of.read(value, 0)
    if gone and gone.end == len(value) and gone.value is part:
        return Edit(ref, CLEARED[part])
    if part in (Part.DUE, Part.TIME):
        when = whole_when(value)
        return Move(ref, when) if when else None
    if part is Part.STATUS:
        status = value.words.commands.statuses.read(value, 0)
        return SetStatus(ref, status.value) if status and status.end == len(value) else None
    change = read_value(part, value)
    if isinstance(change, Notes) and anew:
        change = replace(change, how="replace")
    if isinstance(change, Labels) and anew:
        change = replace(change, every=True)
    return Edit(ref, change, part) if change else None


def _unsaid(part: Part, ref: Ref, *, anew: bool) -> Command | None:
    if part is Part.TITLE:
        return Rename(((ref, ""),))
    if part is Part.DUE:
        return Move(ref)
    return Edit(ref, None, part, anew=anew)


def after_determiner(tokens: Tokens, at: int) -> int:
    """Return the place behind "a", "the", "another" and the like."""
    while found := tokens.words.talk.determiners.read(tokens, at):
        at = found.end
    return at


def ref_of(tokens: Tokens) -> Ref:
    """Read the task, also where it owns something: "the report's"."""
    tokens = tokens.trimmed()
    if tokens.words.talk.own.read(tokens, 0) and len(tokens) == 1:
        return It()
    return read_ref(without_s(tokens))


def parts_in(tokens: Tokens) -> Iterator[tuple[Found[Part], Tokens]]:
    """Give each name of a part, with the words before it."""
    for at in range(len(tokens)):
        part = tokens.words.talk.parts.read(tokens, at)
        if part:
            yield part, tokens.window(0, at)


#: A label's own name before the word "label" is no longer than this.
MOST_LABEL_WORDS = 3


def is_plain_day(tokens: Tokens, part: Found[Part], before: Tokens) -> bool:
    """Tell "pills twice a day" and "date night" from a date that is given to a task."""
    if part.value is not Part.DUE or part.end - part.start > 1:
        return False
    talk = tokens.words.talk
    valued = talk.of_task.read(tokens, part.end) or talk.becomes.read(tokens, part.end)
    # "Mother's Day" is no day of hers.
    owned = before.word(len(before) - 1).endswith("'s") and tokens.word(part.start) != "day"
    return not valued and not owned


def named_label(tokens: Tokens, part: Found[Part], before: Tokens) -> Command | None:
    """Read "a work label on the report", "the urgent tag to #2"."""
    of = tokens.words.talk.of_task.read(tokens, part.end)
    start = after_determiner(before, 0)
    if part.value is not Part.LABELS or not of or not start or start == len(before):
        return None
    names = label_names(before.window(start, len(before)))
    ref = ref_of(tokens.window(of.end, len(tokens)))
    fine = names and not isinstance(ref, Nothing) and len(before) - start <= MOST_LABEL_WORDS
    return Edit(ref, Labels(add=names), Part.LABELS) if fine else None
