""" "And #4 too", "same for the report": what was done last, for another task."""

from dataclasses import replace

from errand.assistant.offline.bodies import Body
from errand.assistant.offline.commands import (
    Add,
    Cancel,
    Command,
    Delete,
    Edit,
    Likewise,
    Move,
    SetStatus,
    Several,
    Whether,
)
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import read_value, whole_when
from errand.assistant.offline.refs import It, Nothing, Numbers, Ref
from errand.assistant.offline.renewing import timed_anew
from errand.assistant.offline.shifts import shift_said
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary import Vocabulary

_JOINS = ("and", "also", "plus", "&", ",")
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
        if not (last or tokens.word(0) in _JOINS):
            return None
        if _begins_anew(rest):
            return None
    while len(rest) > 1 and rest.word(0) in _LINKS:
        rest = rest.window(1, len(rest))
    last = asides.too.ending(rest, len(rest), start=1)
    rest = rest.window(0, last.start if last else len(rest)).trimmed()
    return Likewise(rest.raw()) if len(rest) and not isinstance(ref_of(rest), Nothing) else None


def _begins_anew(rest: Tokens) -> bool:
    """Tell whether it is an order or a question of its own."""
    words = rest.words.commands
    tables = (words.verbs, words.list_openers, words.weak_openers, words.unsure_start)
    return any(table.read(rest, 0) for table in (*tables, words.negations))


def joined_on(command: Command | None, whole: Tokens) -> Command | None:
    """Return "and fix the shutter tomorrow" as what may go on with what was done last."""
    if not isinstance(command, Add) or not command.bare:
        return command
    last = whole.words.asides.too.ending(whole, len(whole), start=2)
    if last and not command.certain:
        rest = whole.window(whole.word(0) in _JOINS, last.start).trimmed()
        return Likewise(rest.raw(), command)
    return replace(command, joined=whole.word(0) in _JOINS)


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
    if not isinstance(prior, SetStatus | Delete | Cancel | Move | Edit):
        return None
    valued = _valued(prior, said)
    if valued:
        return valued
    ref = _whole(ref_of(said))
    return replace(prior, ref=ref) if ref else None


def _valued(prior: Command, said: Tokens) -> Command | None:
    """Read "#1 two hours", "the report to Monday": a value of the same kind for another task."""
    for at in range(1, len(said)):
        ref = _whole(ref_of(said.window(0, at)))
        start = at + (said.word(at) in ("to", "as", "at", "is", ":", "takes"))
        value = said.window(start, len(said))
        if not ref or not len(value):
            continue
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
