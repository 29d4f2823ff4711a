"""What goes on with the task that was just added: "and again on Saturday", "every Friday after"."""

from errand.assistant.offline.add_phrases import read_bare
from errand.assistant.offline.commands import (
    Add,
    Command,
    Correct,
    Edit,
    Likewise,
    Move,
    Unknown,
    Whether,
)
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import read_value, whole_when
from errand.assistant.offline.edits import Rhythm
from errand.assistant.offline.refs import It, Named
from errand.assistant.offline.shifts import shift_said
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary_talk import Part

WHAT_AGAIN = Unknown("I don't know what you want once more. Please give the whole order.")
#: A shift like "half an hour later" has no more tokens.
LONGEST_SHIFT = 7


def read_again(tokens: Tokens) -> Command | None:
    """Read "again on Saturday at 7am": what was just added, at another time."""
    lead = tokens.words.follow_ups.minds.again.read(tokens, 0)
    when = whole_when(tokens.window(lead.end, len(tokens))) if lead else None
    if lead is None or when is None or when.empty:
        return None
    return Likewise(tokens.window(lead.end, len(tokens)).raw(), WHAT_AGAIN, again=True)


def read_thereafter(tokens: Tokens) -> Command | None:
    """Read "every Friday after that": the rhythm of what was just added or changed."""
    last = tokens.words.follow_ups.minds.thereafter.ending(tokens, len(tokens), start=1)
    said = tokens.window(0, last.start).trimmed() if last else tokens.window(0, 0)
    if said.word(0) in ("then", "also") and len(said) > 1:
        said = said.window(1, len(said))
    value = read_value(Part.RHYTHM, said) if len(said) else None
    if not isinstance(value, Rhythm) or value.repeat is None:
        return None
    return Correct(said.raw(), fresh=Edit(It(), value, Part.RHYTHM), onward=True)


def read_later(tokens: Tokens) -> Command | None:
    """Read "book meeting room an hour later": of the task that is there."""
    fresh = read_bare(tokens)
    one = fresh.body.one if isinstance(fresh, Add) and fresh.body else None
    if not isinstance(fresh, Add) or one is None or not one.refusal:
        return None
    for at in range(max(1, len(tokens) - LONGEST_SHIFT), len(tokens) - 1):
        shift = shift_said(tokens.window(at, len(tokens)))
        ref = ref_of(tokens.window(0, at)) if shift else None
        if shift and isinstance(ref, Named):
            return Whether(Move(ref, shift=shift), fresh)
    return None
