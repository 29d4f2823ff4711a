"""Orders with a verb of their own: "tag X as work", "put X into House", "X takes two hours"."""

from collections.abc import Callable

from errand.assistant.offline.bodies import read_body
from errand.assistant.offline.commands import AddUnder, Command, Edit, Rename, Under
from errand.assistant.offline.edit_order import order, ref_of
from errand.assistant.offline.edit_values import (
    label_names,
    place_of,
    text_of,
    title_of,
    whole_when,
)
from errand.assistant.offline.edits import Labels, Notes, Place, Priority
from errand.assistant.offline.leaving import out_of_place
from errand.assistant.offline.move_orders import read_time_order, rest_after
from errand.assistant.offline.refs import It, Named, Nothing
from errand.assistant.offline.renaming import called_instead
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary_talk import Part


def read_order(tokens: Tokens) -> Command | None:
    """Read an order whose verb says which part it changes."""
    return next((c for read in _ORDERS if (c := read(tokens))), None)


def _tag(tokens: Tokens) -> Command | None:
    """Read "tag X as work", "label it wedding", "tag #3 @work"."""
    rest = rest_after(tokens.words.talk.tag, tokens)
    if rest is None or rest.word(0) == ":":
        return None
    too = rest.words.repairs.too.ending(rest, len(rest), start=1)
    rest = rest.window(0, too.start) if too else rest
    for at in range(len(rest)):
        sep = rest.words.talk.becomes.read(rest, at)
        names = label_names(rest.window(sep.end, len(rest))) if sep else ()
        if names and sep and sep.end < len(rest):
            ref = ref_of(rest.window(0, at)) if at else It()
            return Edit(ref, Labels(add=names), Part.LABELS)
    return _tag_last(rest)


def _tag_last(tokens: Tokens) -> Command | None:
    """Read "it wedding", "the call finance": a pronoun and the rest, or all but the last word."""
    pronoun = tokens.words.commands.pronouns.read(tokens, 0)
    group = tokens.words.talk.view_groups.read(tokens, 0)
    group = group or tokens.words.commands.groups.read(tokens, 0)
    numbered = tokens.kind(0) is Kind.TASK_NUMBER
    end = next((f.end for f in (pronoun, group) if f), 1 if numbered else len(tokens) - 1)
    names = label_names(tokens.window(end, len(tokens)))
    ref = ref_of(tokens.window(0, end))
    if not names or isinstance(ref, Nothing):
        return None
    return Edit(ref, Labels(add=names), Part.LABELS)


def _untag(tokens: Tokens) -> Command | None:
    """Read "untag X", "untag X from work" either way round."""
    rest = rest_after(tokens.words.talk.untag, tokens)
    return Edit(ref_of(rest), Labels(every=True), Part.LABELS) if rest else None


def _swap(tokens: Tokens) -> Command | None:
    """Read "replace the label work with office on the report"."""
    talk = tokens.words.talk
    verb = talk.replace.read(tokens, 0)
    start = verb.end + 1 if verb and tokens.word(verb.end) in ("the", "its") else 0
    part = talk.parts.read(tokens, start) if start else None
    if not part or part.value is not Part.LABELS:
        return None
    if talk.of_task.read(tokens, part.end):
        return _swapped_of(tokens, part.end)
    for at in range(part.end + 1, len(tokens)):
        if tokens.word(at) not in ("with", "by", "to"):
            continue
        of = next((p for p in range(at + 2, len(tokens)) if talk.of_task.read(tokens, p)), 0)
        old = label_names(tokens.window(part.end, at))
        new = label_names(tokens.window(at + 1, of or len(tokens)))
        ref = ref_of(tokens.window(of + 1, len(tokens))) if of else It()
        return Edit(ref, Labels(add=new, remove=old), Part.LABELS) if old and new else None
    return None


def _swapped_of(tokens: Tokens, at: int) -> Command | None:
    """Read "of the report from home to work" after "change the label"."""
    start = tokens.words.talk.of_task.read(tokens, at)
    words = [tokens.word(place) for place in range(len(tokens))]
    if not start or "from" not in words[start.end :] or "to" not in words[start.end :]:
        return None
    from_ = words.index("from", start.end)
    if "to" not in words[from_:]:
        return None
    to = words.index("to", from_)
    old = label_names(tokens.window(from_ + 1, to))
    new = label_names(tokens.window(to + 1, len(tokens)))
    ref = ref_of(tokens.window(start.end, from_))
    fine = old and new and not isinstance(ref, Nothing)
    return Edit(ref, Labels(add=new, remove=old), Part.LABELS) if fine else None


def _describe(tokens: Tokens) -> Command | None:
    """Read "describe X as: ..."."""
    rest = rest_after(tokens.words.talk.describe, tokens)
    for at in range(1, len(rest) if rest else 0):
        sep = rest.words.talk.becomes.read(rest, at) if rest else None
        if rest and sep and sep.end < len(rest):
            value = rest.window(sep.end, len(rest))
            return order(Part.NOTES, ref_of(rest.window(0, at)), value, anew=True)
    return None


def _noted(tokens: Tokens) -> Command | None:
    """Read "add "..." as a note to X", "note that ... for X"; a text in quotes or after a colon."""
    talk = tokens.words.talk
    verb = talk.attach.read(tokens, 0)
    for at in range(verb.end if verb else len(tokens), len(tokens)):
        if tokens.word(at) not in ("as", "to", "in"):
            continue
        start = at + 1
        owned = talk.parts.ending(tokens, len(tokens), start=at + 2)
        quoted = verb and tokens.kind(verb.end) is Kind.QUOTED and at == verb.end + 1
        if quoted and owned and owned.value is Part.NOTES and tokens.word(at) == "to":
            text = text_of(tokens.window(verb.end, at)) if verb else ""
            return Edit(ref_of(tokens.window(start, owned.start)), Notes(text), Part.NOTES)
        while talk.determiners.read(tokens, start):
            start += 1
        part = talk.parts.read(tokens, start)
        of = talk.of_task.read(tokens, part.end) if part and part.value is Part.NOTES else None
        if verb and part and of and at > verb.end:
            text = text_of(tokens.window(verb.end, at))
            return Edit(ref_of(tokens.window(of.end, len(tokens))), Notes(text), Part.NOTES)
    return None


def _put(tokens: Tokens) -> Command | None:
    """Read "put X into Work", "file X under House", "add it to the House project"."""
    talk = tokens.words.talk
    verb = talk.put.read(tokens, 0)
    if not verb:
        return None
    adds = tokens.word(0) in ("add", "bring", "throw", "stick", "get")
    listed = tokens.words.commands.to_my_list
    if any(listed.read(tokens, at) for at in range(1, len(tokens))):
        return None
    for at in range(len(tokens) - 1, verb.end - 1, -1):
        into = talk.into.read(tokens, at)
        place = place_of(tokens.window(into.end, len(tokens))) if into else None
        if not place or not into:
            continue
        end = at - 1 if tokens.word(at - 1) in _LOOSE and at - 1 > verb.end else at
        ref = out_of_place(tokens.window(verb.end, end))
        vague = isinstance(ref, (Named, Nothing))
        if whole_when(tokens.window(at, len(tokens))) or (adds and vague):
            continue
        if isinstance(ref, Nothing) and not place.kind:
            continue
        return Edit(It() if isinstance(ref, Nothing) else ref, place, Part.PROJECT)
    return None


_LOOSE = ("over", "to", "back", "across", "up", "out")


def read_out_of_project(tokens: Tokens) -> Command | None:
    """Read "remove the report from its project", which deletes no project."""
    talk = tokens.words.talk
    verb, last = talk.take.read(tokens, 0), len(tokens) - 1
    whose = ("its", "the", "that", "any", "their", "every")
    if not verb or tokens.word(last) != "project" or tokens.word(last - 1) not in whose:
        return None
    out = talk.out_of.ending(tokens, last - 1, start=verb.end + 1)
    if not out:
        return None
    return Edit(ref_of(tokens.window(verb.end, out.start)), Place(), Part.PROJECT)


def _take_out(tokens: Tokens) -> Command | None:
    """Read "take X out of the project", "remove X from the House project"."""
    talk = tokens.words.talk
    verb = talk.take.read(tokens, 0)
    for at in range(len(tokens) - 1, verb.end if verb else len(tokens), -1):
        out = talk.out_of.read(tokens, at)
        rest = tokens.window(out.end, len(tokens)) if out else tokens
        place = place_of(rest) if out and len(rest) else None
        if not verb or not place or not out:
            continue
        if place.kind == "project" or not place.name or tokens.word(at) == "out":
            ref = ref_of(tokens.window(verb.end, at))
            return Edit(ref, Place(), Part.PROJECT)
    return None


def _call_it(tokens: Tokens) -> Command | None:
    """Read "call #3 Buy soy milk instead", "call it dinner"."""
    verb = tokens.words.talk.call_it.read(tokens, 0)
    if not verb or len(tokens) < 3:
        return None
    words = tokens.words.commands
    it = words.pronouns.read(tokens, verb.end)
    end = it.end if it else verb.end + 1 if tokens.kind(verb.end) is Kind.TASK_NUMBER else 0
    if not end:
        return called_instead(tokens.window(verb.end, len(tokens)))
    rest = tokens.window(end, len(tokens))
    instead = tokens.words.talk.instead.ending(rest, len(rest), start=1)
    title = rest.window(0, instead.start if instead else len(rest))
    if not len(title) or whole_when(title):
        return None
    return Rename(((ref_of(tokens.window(verb.end, end)), title_of(title)),))


def _prioritise(tokens: Tokens) -> Command | None:
    found = tokens.words.talk.prioritise.read(tokens, 0)
    if not found or found.end == len(tokens):
        return None
    return Edit(ref_of(tokens.window(found.end, len(tokens))), Priority(found.value), Part.PRIORITY)


def _subtask(tokens: Tokens) -> Command | None:
    """Read "make X a subtask of Y", "add a subtask to Y: ...", "add X as a subtask of Y"."""
    for at in range(1, len(tokens) - 1):
        if tokens.word(at) not in ("subtask", "sub-task", "subtasks", "step", "steps", "child"):
            continue
        of = tokens.words.talk.of_task.read(tokens, at + 1)
        before = tokens.window(1, at).trimmed()
        while before.word(len(before) - 1) in ("a", "an", "as", "the", "two", "new", "into"):
            before = before.window(0, len(before) - 1)
        adds = tokens.word(0) in ("add", "create", "new", "give", "make")
        if not adds or not of:
            continue
        rest = tokens.window(of.end, len(tokens))
        if not len(before):
            return _new_subtasks(rest)
        if tokens.word(0) == "make":
            return Under(ref_of(before), ref_of(rest))
        return AddUnder(read_body(before), ref_of(rest))
    return None


def _new_subtasks(rest: Tokens) -> Command | None:
    """Read "the report: collect figures, draw charts"."""
    for at in range(1, len(rest)):
        sep = rest.words.talk.says.read(rest, at)
        if sep and sep.end < len(rest):
            body = read_body(rest.window(sep.end, len(rest)), many=True)
            return AddUnder(body, ref_of(rest.window(0, at)))
    return AddUnder(None, ref_of(rest))


def _said_on(tokens: Tokens) -> Command | None:
    """Read "write on the report that Anna has the numbers"."""
    verbs, places = ("write", "note", "jot", "mention", "remark"), ("on", "for", "down", "in", "at")
    if tokens.word(0) not in verbs or tokens.word(1) not in places:
        return None
    start = 3 if tokens.word(2) in places else 2
    for at in range(start + 1, len(tokens) - 1):
        if tokens.word(at) in ("that", ":", "saying"):
            value = tokens.window(at + 1, len(tokens))
            return order(Part.NOTES, ref_of(tokens.window(start, at)), value)
    return None


_ORDERS: tuple[Callable[[Tokens], Command | None], ...] = (
    _subtask,
    _swap,
    _untag,
    _tag,
    _describe,
    _noted,
    _said_on,
    read_time_order,
    _prioritise,
    _call_it,
)
_PLACES: tuple[Callable[[Tokens], Command | None], ...] = (_take_out, _put)


def read_place(tokens: Tokens) -> Command | None:
    """Read an order that names a project or section: "put X into Work"."""
    return next((c for read in _PLACES if (c := read(tokens))), None)
