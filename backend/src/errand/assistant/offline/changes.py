"""Commands on tasks that exist: a verb, a reference, and for some what they shall become."""

from collections.abc import Callable

from errand.assistant.offline.commands import (
    Cancel,
    Command,
    Delete,
    Edit,
    Move,
    Rename,
    SetStatus,
)
from errand.assistant.offline.edits import NoDue, Priority
from errand.assistant.offline.lengths import read_length
from errand.assistant.offline.pasts import got_done, without_tail
from errand.assistant.offline.references import read_ref
from errand.assistant.offline.refs import It, Nothing, Ref
from errand.assistant.offline.renaming import numbered, retitled
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_bare_hour, read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Length
from errand.assistant.offline.vocabulary import Field, Verb
from errand.assistant.offline.vocabulary_talk import Part


def _complete(tokens: Tokens) -> Command | None:
    if "wrong" in (tokens.word(0), tokens.word(1)):
        return None
    off = tokens.words.commands.off_list.ending(tokens, len(tokens), start=1)
    if tokens.word(1) == "again" and len(tokens) == 2 and read_ref(tokens.window(0, 1)) == It():
        return SetStatus(It(), "done")  # "close it again"
    return SetStatus(read_ref(tokens.window(0, off.start if off else len(tokens))), "done")


def _report(tokens: Tokens) -> Command | None:
    """Read "I've paid the rent": a deed in the past, matched by its base form."""
    words, first = tokens.words, tokens.word(0)
    got = got_done(tokens)
    if got:
        return got
    past = first in words.lemmas or (first.endswith("ed") and len(first) > 4)
    past = past and first != "got"
    return SetStatus(read_ref(without_tail(tokens)), "done") if past and len(tokens) > 1 else None


def _reopen(tokens: Tokens) -> Command | None:
    last = tokens.words.commands.after_all.ending(tokens, len(tokens), start=1)
    return SetStatus(read_ref(tokens.window(0, last.start if last else len(tokens))), "open")


def _start(tokens: Tokens) -> Command | None:
    return SetStatus(read_ref(tokens), "in_progress") if len(tokens) else None


def _wait(tokens: Tokens) -> Command | None:
    return SetStatus(read_ref(tokens), "waiting") if len(tokens) else None


def _back(tokens: Tokens) -> Command | None:
    """Read "X back on the list"."""
    last = tokens.words.commands.back_on_list.ending(tokens, len(tokens), start=1)
    return SetStatus(read_ref(tokens.window(0, last.start)), "open") if last else None


def _delete(tokens: Tokens) -> Command | None:
    last = tokens.words.talk.no_more.ending(tokens, len(tokens), start=1)
    last = last or tokens.words.commands.off_list.ending(tokens, len(tokens), start=1)
    return Delete(read_ref(tokens.window(0, last.start if last else len(tokens))))


def _cancel(tokens: Tokens) -> Command | None:
    return Cancel(read_ref(tokens))


def _rename(tokens: Tokens) -> Command | None:
    return retitled(tokens) or numbered(tokens) or Rename(((read_ref(tokens), ""),))


def _move(tokens: Tokens) -> Command | None:
    return _moved(tokens) or _vaguely(tokens) or Move(read_ref(tokens))


def _vaguely(tokens: Tokens) -> Command | None:
    """Read "the bank to the afternoon", which leaves the time to be asked."""
    time = tokens.words.time
    part = time.parts.ending(tokens, len(tokens), start=1)
    start = part.start - bool(time.article.read(tokens, part.start - 1)) if part else 0
    until = time.until.ending(tokens, start, start=1) if part else None
    return Move(read_ref(tokens.window(0, until.start))) if until else None


def _moved(tokens: Tokens) -> Command | None:
    """Read a reference and the when, or the length of time, that ends the sentence."""
    words = tokens.words.time
    for at in range(len(tokens)):
        until = words.until.read(tokens, at)
        hour = read_bare_hour(tokens, until.end) if until else None
        for start in {until.end if until else at, at}:
            found = read_when(tokens, start) or hour
            if found and found.end == len(tokens):
                return Move(_moved_ref(tokens, at), when=found.value)
        shift = _shift(tokens, at)
        if shift and tokens.word(at - 1) == "up" and at > 1:
            shift = shift.times(-1)
        if shift:
            either = tokens.word(at - 1) in _EITHER_WAY
            return Move(_moved_ref(tokens, at), shift=shift, either=either)
    return None


#: "Forward by two hours" is earlier for some, and later for others.
_EITHER_WAY = ("forward", "forwards", "ahead")


def _moved_ref(tokens: Tokens, end: int) -> Ref:
    """Read the task, without the rest of the verb: "put X off until ..."."""
    if end > 1 and tokens.word(end - 1) in ("off", "back", "out", "over", "up", *_EITHER_WAY):
        end -= 1
    return read_ref(tokens.window(0, end))


def _shift(tokens: Tokens, at: int) -> Length | None:
    """Read "by two days", "back a week", "3 days later" up to the end."""
    words = tokens.words.time
    by = words.by.read(tokens, at)
    length = read_length(tokens, by.end if by else at)
    if not length:
        return None
    later = words.later.read(tokens, length.end)
    if (later.end if later else length.end) != len(tokens):
        return None
    return length.value.times(later.value if later else 1)


def _set(tokens: Tokens) -> Command | None:
    """Read "mark X as done", "make X urgent", "set X for tomorrow"."""
    return _back(tokens) or as_state(tokens) or _moved_to(tokens)


def as_state(tokens: Tokens) -> Command | None:
    """Read "X as done", "X to high priority", "X urgent"."""
    words = tokens.words.commands
    for at in range(len(tokens)):
        lead = words.as_to.read(tokens, at)
        place = lead.end if lead else at
        status = words.statuses.read(tokens, place)
        ref = tokens.window(0, at - (tokens.word(at - 1) in ("up", "down") and at > 1))
        again = status is not None and tokens.word(status.end) == "again"
        if status and status.end + again == len(tokens):
            return SetStatus(read_ref(ref), status.value)
        priority = words.priorities.read(tokens, _after_article(tokens, place))
        stated = tokens.word(at - 1) in ("is", "are", "be", "now")
        if not stated and priority and priority.end == len(tokens):
            return Edit(read_ref(ref), Priority(priority.value), Part.PRIORITY)
    return None


def _after_article(tokens: Tokens, at: int) -> int:
    return at + 1 if tokens.word(at) in ("a", "an", "the", "at") else at


def _moved_to(tokens: Tokens) -> Command | None:
    command = _moved(tokens)
    new = tokens.word(0) in ("a", "an")
    if new or not isinstance(command, Move) or isinstance(command.ref, Nothing):
        return None
    return command


def _change_field(tokens: Tokens) -> Command | None:
    """Read "the priority of X to high", "the date of X to Friday", "the title of X to Y"."""
    field, rest = _field(tokens)
    if field is None:
        return as_state(tokens) or _moved_to(tokens) or _retitled(tokens)
    if field is Field.TITLE:
        return _rename(rest)
    if field is Field.PRIORITY:
        return as_state(rest)
    return _moved(rest)


def _retitled(tokens: Tokens) -> Command | None:
    """Read "change buy milk to buy oat milk"."""
    command = _rename(tokens)
    if not isinstance(command, Rename) or not command.readings[0][1]:
        return None
    # "Change it to Saturday and call it ..." says more than a title.
    to = next((at for at in range(1, len(tokens)) if tokens.word(at) == "to"), 0)
    dated = read_when(tokens, to + 1) if to and isinstance(command.readings[0][0], It) else None
    return None if dated or tokens.word(0) in ("a", "an") else command


def _field(tokens: Tokens) -> tuple[Field | None, Tokens]:
    words = tokens.words.commands
    field: Found[Field] | None = words.fields.read(tokens, 0)
    of = words.of_from.read(tokens, field.end) if field else None
    if not field or not of:
        return None, tokens
    return field.value, tokens.window(of.end, len(tokens))


def _clear(tokens: Tokens) -> Command | None:
    field, rest = _field(tokens)
    if field is None or field is Field.TITLE:
        return None
    ref = read_ref(rest)
    if field is Field.PRIORITY:
        return Edit(ref, Priority("none"), Part.PRIORITY)
    return Edit(ref, NoDue(only_time=field is Field.TIME), Part.DUE)


CHANGES: dict[Verb, Callable[[Tokens], Command | None]] = {
    Verb.COMPLETE: _complete,
    Verb.REPORT: _report,
    Verb.REOPEN: _reopen,
    Verb.START: _start,
    Verb.WAIT: _wait,
    Verb.RENAME: _rename,
    Verb.MOVE: _move,
    Verb.SET: _set,
    Verb.CHANGE_FIELD: _change_field,
    Verb.CLEAR: _clear,
    Verb.DELETE: _delete,
    Verb.CANCEL: _cancel,
}
