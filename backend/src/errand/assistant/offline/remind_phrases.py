"""Reminders of tasks that are there, and short remarks on the task that was just spoken of."""

from errand.assistant.offline.commands import (
    Add,
    Command,
    Edit,
    Either,
    Move,
    Show,
    Unknown,
    Whether,
)
from errand.assistant.offline.edit_order import order, ref_of
from errand.assistant.offline.edit_values import CLEARED, read_value, whole_when
from errand.assistant.offline.edits import Remind, Rhythm
from errand.assistant.offline.lengths import read_spell
from errand.assistant.offline.nudges import leading_nudges
from errand.assistant.offline.refs import Group, It, Named, Nothing, Ref
from errand.assistant.offline.shifts import shift_on
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary_talk import Part

_ON = ("on", "to")
_ABOUT = ("about", "of", "for")


def read_reminder(tokens: Tokens, add: Command | None) -> Command | None:
    """Read an order about a reminder; `add` is the new task that it may be as well."""
    talk = tokens.words.talk
    no = talk.no_remind.read(tokens, 0)
    if no:
        return _unremind(tokens.window(no.end, len(tokens)))
    lead = talk.remind.read(tokens, 0)
    timed = _timed_new(tokens, add)
    if timed or not lead:
        return timed
    rest = tokens.window(lead.end, len(tokens))
    nudged = leading_nudges(rest)
    if nudged and rest.word(nudged.end - 1) != "of":
        return None
    return _ahead(rest) or _about(rest, add) or _timed(rest, add)


def _timed_new(tokens: Tokens, add: Command | None) -> Command | None:
    """Read "set a reminder for Sunday at 10 to repot the orchid": of that task, or a new one."""
    words = tokens.words
    lead = words.talk.remind.read(tokens, 0) or words.commands.verbs.read(tokens, 0)
    if not lead or not isinstance(add, Add) or tokens.word(lead.end - 1) != "reminder":
        return None
    when = read_when(tokens, lead.end + (tokens.word(lead.end) == "for"))
    if not when or tokens.word(when.end) not in ("to", ":"):
        return None
    rest = tokens.window(when.end, len(tokens))
    ref = ref_of(rest.window(1, len(rest)))
    if not (_is_deed(rest) and isinstance(ref, Named)):
        return None
    return Whether(Edit(ref, Remind(when=when.value), Part.REMINDER), add)


def _timed(tokens: Tokens, add: Command | None) -> Command | None:
    """Read "at 3pm about the report"."""
    for at in range(1, len(tokens) - 1):
        when = whole_when(tokens.window(0, at)) if tokens.word(at) in ("about", "of") else None
        if when:
            ref = ref_of(tokens.window(at + 1, len(tokens)))
            return _reminded(ref, Remind(when=when), "about", add)
    return None


def _unremind(tokens: Tokens) -> Command | None:
    """Read "about the flight anymore"; "to ..." is something else."""
    more = tokens.words.talk.no_more.ending(tokens, len(tokens))
    tokens = tokens.window(0, more.start if more else len(tokens))
    if tokens.word(0) not in (*_ABOUT, "on"):
        return None if len(tokens) else Edit(It(), Remind(clear=True), Part.REMINDER)
    ref = ref_of(tokens.window(1, len(tokens)))
    return Edit(ref, Remind(clear=True), Part.REMINDER)


def _ahead(tokens: Tokens) -> Command | None:
    """Read "30 minutes before the dentist", "an hour before that", "15 minutes early"."""
    start = 1 if tokens.word(0) in ("for", "at") else 0
    spell = read_spell(tokens, start)
    before = tokens.words.talk.before.read(tokens, spell.end) if spell else None
    value = read_value(Part.REMINDER, tokens)
    if isinstance(value, Remind) and value.before:
        return Edit(It(), value, Part.REMINDER)
    if not spell or not before or spell.value.length.months:
        return None
    rest = tokens.window(before.end, len(tokens))
    change = Remind(before=spell.value.length)
    due = ("it's due", "it is due", "the time", "it starts", "then", "the due time", "it begins")
    vague = rest.raw().casefold() in due
    if tokens.word(len(tokens) - 1) in ("due", "starts", "begins"):
        rest = rest.window(0, len(rest) - (2 if rest.word(len(rest) - 2) == "is" else 1))
    return Edit(It() if vague or not len(rest) else ref_of(rest), change, Part.REMINDER)


def _about(tokens: Tokens, add: Command | None) -> Command | None:
    """Read "about the dentist 90 minutes before", "on buy milk for 6pm today"."""
    lead = tokens.word(0)
    day = read_when(tokens, 0) if lead in _ON else None
    timed = day is not None and (day.end == len(tokens) or tokens.word(day.end) == "to")
    if lead not in (*_ABOUT, *_ON) or timed:
        return None
    for at in range(2, len(tokens)):
        value = read_value(Part.REMINDER, tokens.window(at, len(tokens)))
        ref = ref_of(tokens.window(1, at))
        if not isinstance(value, Remind) or isinstance(ref, Nothing):
            continue
        if not value.before and lead == "to" and _is_deed(tokens):
            return None
        return _reminded(ref, value, lead, add)
    ref = ref_of(tokens.window(1, len(tokens)))
    if lead in _ON and not _is_deed(tokens) and not isinstance(ref, Nothing):
        return Edit(ref, None, Part.REMINDER)
    return None


def _reminded(ref: Ref, value: Remind, lead: str, add: Command | None) -> Command:
    """Return what is meant: a time that is no length before may as well be that of a new task."""
    edit = Edit(ref, value, Part.REMINDER)
    unsure = value.when is not None and lead in _ABOUT and isinstance(ref, Named)
    return Whether(edit, add) if unsure and isinstance(add, Add) else edit


def _is_deed(tokens: Tokens) -> bool:
    """Tell whether a verb follows "to": what is to be done is new."""
    word = tokens.word(1)
    named = word in ("the", "my", "it", "that", "this", "both", "them") or word[:1] in '#“"'
    return not named and tokens.number(1) is None


def read_of_all(tokens: Tokens) -> Command | None:
    """Read "both for Saturday", of the tasks that were just added or shown."""
    found = tokens.words.commands.groups.read(tokens, 0) or tokens.words.talk.view_groups.read(
        tokens, 0
    )
    start = found.end if found else 0
    start += tokens.word(start) in ("are", "is")
    when = whole_when(tokens.window(start, len(tokens))) if found else None
    if not found or not when:
        return None
    return Move(Group(2 if tokens.word(0) == "both" else None), when)


def read_remark(tokens: Tokens, otherwise: Command | None) -> Command | None:
    """Read a value alone: of the task that was just added or changed, if there is one."""
    rest = _joined_on(tokens)
    edit = _remark(rest) or _clock(rest) or _shift(rest)
    if edit is None:
        return None
    fallback = otherwise or Unknown("I don't know which task you mean by that. I changed nothing.")
    if isinstance(otherwise, Show) and otherwise.asked:
        return None
    return Either(edit, fallback)


def _joined_on(tokens: Tokens) -> Tokens:
    """Return a remark without "and", "with" and the like before it."""
    while len(tokens) > 1:
        join = tokens.words.commands.and_words.read(tokens, 0) or tokens.words.talk.then.read(
            tokens, 0
        )
        end = join.end if join else int(tokens.word(0) in ("with", "also", "oh", "plus", ","))
        end = end or int(tokens.word(0) in ("a", "an") and tokens.word(1) != "note")
        if not end:
            break
        tokens = tokens.window(end, len(tokens))
    return tokens


def _clock(tokens: Tokens) -> Command | None:
    """Read "at 5pm", "tomorrow at noon"."""
    when = whole_when(tokens)
    return Move(It(), when) if when and when.clocks else None


def _shift(tokens: Tokens) -> Command | None:
    """Read "half an hour later", "the day after"."""
    shift = shift_on(tokens)
    return Move(It(), shift=shift) if shift else None


def value_alone(tokens: Tokens) -> Command | None:
    """Read "due tomorrow" or "urgent", of the task that was just spoken of."""
    when = whole_when(tokens)
    return Move(It(), when) if when and when.days else _remark(tokens)


def _remark(tokens: Tokens) -> Command | None:
    talk = tokens.words.talk
    gone = talk.nothing_of.read(tokens, 0)
    if gone and gone.end == len(tokens):
        return Edit(It(), CLEARED[gone.value], gone.value)
    takes = talk.takes.read(tokens, 0)
    if takes:
        return order(Part.ESTIMATE, It(), tokens.window(takes.end, len(tokens)))
    for part in (Part.PRIORITY, Part.RHYTHM):
        value = read_value(part, tokens)
        if value and not (isinstance(value, Rhythm) and tokens.word(0) not in ("every", "each")):
            return Edit(It(), value, part)
    lead = tokens.word(0) in ("with", "the", "and", "a", "an")
    named = talk.parts.read(tokens, int(lead))
    apart = named and (tokens.word(named.end) == ":" or named.value in _CLOSED)
    if not named or not apart or named.end == len(tokens):
        return None
    says = talk.says.read(tokens, named.end) or talk.becomes.read(tokens, named.end)
    return order(named.value, It(), tokens.window(says.end if says else named.end, len(tokens)))


_CLOSED = (Part.DEADLINE, Part.PRIORITY, Part.ESTIMATE, Part.REMINDER)
