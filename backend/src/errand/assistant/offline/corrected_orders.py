"""The order as it was corrected to: with another day, task, value or title."""

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
from errand.assistant.offline.drafts import Draft
from errand.assistant.offline.edit_values import CLEARED, read_value, whole_when
from errand.assistant.offline.edits import Labels, Notes, Place, Rhythm, Title
from errand.assistant.offline.new_titles import title_anew
from errand.assistant.offline.pasts import is_past
from errand.assistant.offline.references import read_ref
from errand.assistant.offline.refs import Named, Ref
from errand.assistant.offline.renewing import timed_anew, timed_as
from errand.assistant.offline.respelling import place_of_words, put_in
from errand.assistant.offline.shifts import is_negative, shift_of, shift_on, so_many
from errand.assistant.offline.showing import read_show
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary import Vocabulary
from errand.assistant.offline.vocabulary_talk import Part

_POINTING = ("the", "my", "that", "this", "#")


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
