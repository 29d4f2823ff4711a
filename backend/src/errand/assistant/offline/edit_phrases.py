"""Orders that change one part of a task: "add a note to X: ...", "remove the label work from X"."""

from collections.abc import Callable, Iterator

from errand.assistant.offline.changes import as_state
from errand.assistant.offline.commands import Command, Edit
from errand.assistant.offline.edit_order import (
    CHANGED_ONLY,
    RANKED,
    TEXTS,
    after_determiner,
    is_plain_day,
    named_label,
    order,
    parts_in,
    ref_of,
)
from errand.assistant.offline.edit_values import CLEARED, label_names
from errand.assistant.offline.edits import Labels
from errand.assistant.offline.refs import It, Nothing, Ref
from errand.assistant.offline.renaming import retitled
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary_talk import Part


def read_edit(tokens: Tokens) -> Command | None:
    """Read an order that names a part of a task by its name."""
    return next((c for read in (_detached, _attached) if (c := read(tokens))), None)


# -- taking away ------------------------------------------------------------------------------


def _detached(tokens: Tokens) -> Command | None:
    verb = tokens.words.talk.detach.read(tokens, 0)
    if not verb and tokens.word(0) == "take":
        verb = tokens.words.talk.take.read(tokens, 0)
    if not verb:
        return None
    rest = tokens.window(verb.end, len(tokens))
    return _detached_tag(rest) or next(
        (c for part, before in parts_in(rest) if (c := _without_part(rest, part, before))), None
    )


def _detached_tag(tokens: Tokens) -> Command | None:
    """Read "@work from #3"."""
    of = tokens.words.talk.of_task.read(tokens, 1)
    if tokens.kind(0) not in (Kind.TAG, Kind.LABEL) or not of:
        return None
    ref = ref_of(tokens.window(of.end, len(tokens)))
    return Edit(ref, Labels(remove=label_names(tokens.window(0, 1))), Part.LABELS)


def _without_part(tokens: Tokens, part: Found[Part], before: Tokens) -> Command | None:
    if part.value not in CLEARED:
        return None
    owner, names = _owner(before, part.value)
    if owner is None:
        return None
    for at in range(part.end, len(tokens) + 1):
        of = tokens.words.talk.of_task.read(tokens, at)
        if not of and at < len(tokens):
            continue
        value = tokens.window(part.end, at).trimmed()
        ref = ref_of(tokens.window(of.end, len(tokens))) if of else owner
        if of and isinstance(ref, Nothing):
            continue
        command = _taken(part.value, ref, value, names)
        if command:
            return command
    return None


def _taken(part: Part, ref: Ref, value: Tokens, names: tuple[str, ...]) -> Command | None:
    said = label_names(value) if len(value) else ()
    if part is Part.LABELS and (names or said):
        return Edit(ref, Labels(remove=names or said), part)
    if len(value):
        return None
    return Edit(ref, CLEARED[part], part)


def _owner(before: Tokens, part: Part) -> tuple[Ref | None, tuple[str, ...]]:
    """Read what stands before the part: an article, "its", "the report's", a label's name."""
    start = after_determiner(before, 0)
    own = before.words.talk.own.read(before, start)
    start = own.end if own else start
    if start == len(before):
        return It(), ()
    if before.word(len(before) - 1).endswith("'s"):
        return ref_of(before), ()
    if part is Part.LABELS:
        names = label_names(before.window(start, len(before)))
        return (It(), names) if names else (None, ())
    return None, ()


# -- giving -----------------------------------------------------------------------------------


def _attached(tokens: Tokens) -> Command | None:
    talk = tokens.words.talk
    verb = talk.attach.read(tokens, 0)
    if not verb:
        return _attached_bare(tokens)
    anew = talk.replace.read(tokens, 0) is not None
    rest = tokens.window(verb.end, len(tokens))
    if tokens.kind(verb.end) in (Kind.TAG, Kind.LABEL):
        return _attached_tag(rest)
    named = talk.parts.read(rest, after_determiner(rest, 0))
    adds = tokens.word(0) in ("add", "create", "write", "i'd") or named is not None
    wished = tokens.word(0) in ("get", "i")
    state = None if adds or wished else as_state(rest)
    if state and not isinstance(getattr(state, "ref", None), Nothing):
        return state
    found = (
        _attached_part(rest, part, before, anew=anew)
        for part, before in parts_in(rest)
        if (part.value not in CHANGED_ONLY or anew)
        and not (tokens.word(0) == "add" and is_plain_day(rest, part, before))
        and not _is_rhythm(part, before)
    )
    return next((command for command in found if command), None)


def _is_rhythm(part: Found[Part], before: Tokens) -> bool:
    """Tell "every day at 8" from a day that is given to a task."""
    every = before.words.repeats.every.ending(before, len(before))
    return part.value is Part.DUE and every is not None


def _attached_part(
    tokens: Tokens, part: Found[Part], before: Tokens, *, anew: bool
) -> Command | None:
    labelled = named_label(tokens, part, before)
    owner = None if labelled else _given_to(before, anew=anew)
    return labelled if owner is None else _valued(tokens, part, owner, anew=anew)


def _attached_bare(tokens: Tokens) -> Command | None:
    """Read "note on buy milk: the oat one", "deadline for the report: Friday"."""
    start = after_determiner(tokens, 0)
    part = tokens.words.talk.parts.read(tokens, start)
    of = tokens.words.talk.of_task.read(tokens, part.end) if part else None
    if not part or not of or part.value in (Part.TITLE, Part.STATUS, Part.SECTION):
        return None
    if tokens.word(of.end) in ("self", "myself", "me"):
        return None
    return _of_ref(tokens, part, of.end, anew=False, silent=False)


def _attached_tag(tokens: Tokens) -> Command | None:
    """Read "@work to the report"."""
    of = tokens.words.talk.of_task.read(tokens, 1)
    names = label_names(tokens.window(0, 1))
    rest = tokens.window(of.end, len(tokens)) if of else tokens
    if not of or tokens.kind(0) is not Kind.TAG:
        return None
    return Edit(ref_of(rest), Labels(add=names), Part.LABELS)


def _given_to(before: Tokens, *, anew: bool) -> Ref | None:
    """Read what stands before the part: nothing much, "its", or the task that it is of."""
    start = after_determiner(before, 1 if before.word(0) in ("to", "in", "into") else 0)
    own = before.words.talk.own.read(before, start)
    if start == len(before) or (own and own.end == len(before)):
        return It()
    end = len(before)
    while end and before.words.talk.determiners.ending(before, end):
        end -= 1
    if before.word(end - 1) in ("with", "and", ",") and not anew:
        # "Add dinner with a note ..." is a new task and what it has.
        return None
    owned = before.word(end - 1).endswith("'s")
    given = end < len(before) and end > 0
    if not (owned or given or anew):
        return None
    ref = ref_of(before.window(0, end))
    return None if isinstance(ref, Nothing) else ref


def _valued(tokens: Tokens, part: Found[Part], owner: Ref, *, anew: bool) -> Command | None:
    talk = tokens.words.talk
    of = talk.of_task.read(tokens, part.end)
    if isinstance(owner, It) and tokens.word(part.end) == ":" and part.value is Part.NOTES:
        return order(part.value, owner, tokens.window(part.end + 1, len(tokens)), anew=anew)
    if isinstance(owner, It):
        found = _value_or_ref(tokens, part, of, anew=anew)
        if found:
            return found
    says = talk.says if part.value in TEXTS else talk.becomes
    sep = says.read(tokens, part.end) or talk.becomes.read(tokens, part.end) or of
    if part.value is Part.TITLE and not sep:
        return None
    value = tokens.window(sep.end if sep else part.end, len(tokens))
    if not len(value.trimmed()):
        named = not isinstance(owner, It) or part.end == len(tokens)
        return order(part.value, owner, None, anew=anew) if named else None
    return order(part.value, owner, value, anew=anew)


def _value_or_ref(
    tokens: Tokens, part: Found[Part], of: Found[bool] | None, *, anew: bool
) -> Command | None:
    """Read value and task after the part, in either order."""
    closed = part.value not in (*TEXTS, Part.LABELS, Part.PROJECT, Part.SECTION)
    first = _value_then_ref(tokens, part, anew=anew) if closed else None
    found = first or (_of_ref(tokens, part, of.end, anew=anew) if of else None)
    return found or _value_then_ref(tokens, part, anew=anew)


def _of_ref(
    tokens: Tokens, part: Found[Part], start: int, *, anew: bool, silent: bool = True
) -> Command | None:
    """Read what follows "the note of": the task, then the value, in any place where both fit."""
    if part.value is Part.REMINDER and tokens.word(start - 1) == "to" and _is_new(tokens, start):
        return None
    if part.value is Part.TITLE and anew:
        # "The title to X": what follows is the new one, and no task.
        named = tokens.word(start - 1) != "to"
        rest = tokens.window(start, len(tokens))
        return retitled(rest) or order(part.value, ref_of(rest), None) if named else None
    for at, end in _cuts(tokens, part.value, start, anew=anew):
        ref = ref_of(tokens.window(start, at))
        if not isinstance(ref, Nothing):
            found = order(part.value, ref, tokens.window(end, len(tokens)), anew=anew)
            if found:
                return found
    # What a sentence that is no order at all ends with is no task.
    ranked = part.value in RANKED or (anew and part.value is Part.DUE)
    deed = not ranked and tokens.words.commands.deed_words.read(tokens, start)
    ref = ref_of(tokens.window(start, len(tokens)))
    if not silent or deed or isinstance(ref, Nothing) or _is_value(tokens, part.value, start):
        return None
    return order(part.value, ref, None, anew=anew)


def _is_new(tokens: Tokens, at: int) -> bool:
    """Tell whether a verb follows "a reminder to": what is to be done, and no task there is."""
    named = tokens.word(at) in ("the", "my", "it", "that", "this", "both", "them")
    return not named and tokens.kind(at) not in (Kind.TASK_NUMBER, Kind.QUOTED, Kind.NUMBER)


def _is_value(tokens: Tokens, part: Part, start: int) -> bool:
    """Tell whether what follows is the value itself: "set the deadline to Friday"."""
    if part in TEXTS or part in (Part.LABELS, Part.PROJECT, Part.SECTION):
        return tokens.word(start - 1) == "to" and part in (Part.TITLE, Part.PROJECT)
    return order(part, It(), tokens.window(start, len(tokens))) is not None


def _cuts(tokens: Tokens, part: Part, start: int, *, anew: bool) -> Iterator[tuple[int, int]]:
    """Give the places where the task may end, and where then the value begins."""
    talk = tokens.words.talk
    table = talk.says if part is Part.NOTES else talk.becomes
    seps = [
        (at, sep.end) for at in range(start + 1, len(tokens)) if (sep := table.read(tokens, at))
    ]
    yield from seps
    if part is Part.NOTES and anew:
        for at in range(start + 1, len(tokens)):
            if tokens.word(at) == "to":
                yield at, at + 1
    if part not in (*TEXTS, Part.LABELS, Part.PROJECT, Part.SECTION):
        yield from ((at, at) for at in range(start + 1, len(tokens)))


def _value_then_ref(tokens: Tokens, part: Found[Part], *, anew: bool) -> Command | None:
    """Read "the label work to the report", "priority high for #2"."""
    if part.value is Part.TITLE:
        return None
    last = range(len(tokens) - 1, part.end, -1)
    for at in last:
        of = tokens.words.talk.of_task.read(tokens, at)
        if not of or of.end == len(tokens):
            continue
        start = part.end + (tokens.word(part.end) == "of")
        value = tokens.window(start, at)
        ref = ref_of(tokens.window(of.end, len(tokens)))
        if isinstance(ref, Nothing) or not _plausible(part.value, value):
            continue
        found = order(part.value, ref, value, anew=anew and part.value is not Part.LABELS)
        if found and len(value.trimmed()):
            return found
    return None


def _plausible(part: Part, value: Tokens) -> bool:
    """Tell whether a text before "to the report" is the value: a note has to be marked as one."""
    if part is not Part.NOTES:
        return True
    return value.kind(0) is Kind.QUOTED or value.word(0) == ":"


Production = Callable[[Tokens], Command | None]
