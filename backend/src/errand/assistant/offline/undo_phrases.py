"""Orders to take something back: "undo that", "undo the last two", "undo the delete"."""

from dataclasses import replace

from errand.assistant.offline.commands import Command, SetStatus, Undo
from errand.assistant.offline.edit_values import whole_when
from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.references import read_ref
from errand.assistant.offline.refs import Group, It, Named, Nothing, Numbers
from errand.assistant.offline.tokens import Kind, Tokens

_AGAIN = ("change", "changes", "action", "actions", "thing", "things", "step", "steps", "one")
_OF = ("to", "on", "of", "for", "with")
_BACK_TO = ("to", "on", "at", "until", "till", "for")


def read_undo(tokens: Tokens) -> Command | None:
    """Read an order to undo or redo; None when it is none."""
    talk = tokens.words.talk
    redo = talk.redo.read(tokens, 0)
    if redo and redo.end == len(tokens):
        return Undo(again=True)
    lead = talk.undo.read(tokens, 0)
    tokens = tokens if lead else _without_sorry(tokens)
    lead = talk.undo.read(tokens, 0)
    if lead:
        rest = _without_too(tokens.window(lead.end, len(tokens)).trimmed())
        if whole_when(rest) is not None and rest.word(0) in _BACK_TO:
            return None  # "put it back to Friday"
        spared = _spared(tokens)
        if spared:
            return spared
        again = talk.undo.read(rest, 0)
        found = Undo() if again and again.end == len(rest) else _what(rest)
        if found:
            return found
    return _restore(tokens)


def _without_too(rest: Tokens) -> Tokens:
    """Return "the time change" of "the time change too"."""
    too = rest.words.asides.too.ending(rest, len(rest), start=1)
    return rest.window(0, too.start).trimmed() if too else rest


def _spared(tokens: Tokens) -> Command | None:
    """Read "undo that but leave the guitar done"."""
    for at in range(1, len(tokens) - 2):
        but = tokens.words.follow_ups.minds.spared.read(tokens, at)
        undone = read_undo(tokens.window(0, at)) if but else None
        state = tokens.words.commands.statuses.ending(tokens, len(tokens), start=at + 2)
        if not but or not isinstance(undone, Undo) or not state or state.value == "open":
            continue
        ref = read_ref(tokens.window(but.end, state.start))
        return replace(undone, but=SetStatus(ref, state.value)) if but.end < state.start else None
    return None


def _without_sorry(tokens: Tokens) -> Tokens:
    """Return the words after "oops," and the like."""
    while (lead := tokens.words.talk.correction.read(tokens, 0)) and lead.end < len(tokens):
        tokens = tokens.window(lead.end, len(tokens)).trimmed()
    return tokens


def _what(rest: Tokens) -> Command | None:
    talk = rest.words.talk
    everything = talk.undo_all.read(rest, 0)
    if everything and everything.end == len(rest):
        return Undo()
    at = 0
    while tail := talk.undo_tail.read(rest, at) or rest.words.follow_ups.did_before.read(rest, at):
        at = tail.end
        while rest.kind(at) is Kind.MARK:
            at += 1
    if at == len(rest):
        return Undo()
    return _counted(rest) or _deed(rest) or _done_to(rest) or _one_of(rest)


def _counted(rest: Tokens) -> Command | None:
    """Read "the last two changes", "two steps"."""
    start = 0
    while rest.word(start) in ("the", "my", "your", "last", "previous", "both"):
        start += 1
    count = read_count(rest, start)
    end = count.end if count else 0
    while end and end < len(rest) and rest.word(end) in _AGAIN:
        end += 1
    if not count or end != len(rest) or not 1 <= count.value <= 20:
        return None
    return Undo(last=count.value)


def _deed(rest: Tokens) -> Command | None:
    """Read "the delete", "the move of the report", "completing milk"."""
    start = 0
    while rest.word(start) in ("the", "that", "my", "your", "last", "this"):
        start += 1
    deed = rest.words.talk.deeds.read(rest, start)
    if not deed:
        return _deed_last(rest, start)
    end = deed.end + (rest.word(deed.end) in (*_OF, *_AGAIN))
    ref = read_ref(rest.window(end, len(rest))) if end < len(rest) else None
    return Undo(deed=deed.value, ref=None if isinstance(ref, (It, Group, Nothing)) else ref)


def _deed_last(rest: Tokens, start: int) -> Command | None:
    """Read "the dentist move", "my report rename"."""
    deed = rest.words.talk.deeds.ending(rest, len(rest), start=start + 1)
    if any(rest.words.commands.and_words.read(rest, at) for at in range(len(rest))):
        return None  # "undo that and mark the report done"
    ref = read_ref(rest.window(start, deed.start)) if deed else None
    return Undo(deed=deed.value, ref=ref) if deed and isinstance(ref, Named | Numbers) else None


def _one_of(rest: Tokens) -> Command | None:
    """Read "the report one"."""
    if rest.word(0) not in ("the", "that", "my") or rest.word(len(rest) - 1) != "one":
        return None
    ref = read_ref(rest.window(1, len(rest) - 1)) if len(rest) > 2 else None
    return Undo(ref=ref, vague=True) if isinstance(ref, Named) else None


def _done_to(rest: Tokens) -> Command | None:
    """Read "the change to the report", "what you did to #3"."""
    for at in range(len(rest) - 1):
        if rest.word(at) in _OF:
            ref = read_ref(rest.window(at + 1, len(rest)))
            return Undo(ref=ref) if isinstance(ref, (Named, Numbers)) else Undo()
    return None


def _restore(tokens: Tokens) -> Command | None:
    """Read "restore buy milk", "bring back the report"."""
    lead = tokens.words.talk.restore.read(tokens, 0)
    if not lead or lead.end == len(tokens):
        return None
    ref = read_ref(tokens.window(lead.end, len(tokens)))
    return Undo(deed="deleted", ref=None if isinstance(ref, (It, Group)) else ref)
