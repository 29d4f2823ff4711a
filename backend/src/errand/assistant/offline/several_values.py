"""Corrections that say more than one thing: "Friday at noon and urgent"."""

from dataclasses import replace

from errand.assistant.offline.commands import (
    Change,
    Command,
    Correct,
    Edit,
    Move,
    Several,
)
from errand.assistant.offline.corrected_orders import of_new
from errand.assistant.offline.edit_values import title_of
from errand.assistant.offline.edits import Title
from errand.assistant.offline.refs import Ref
from errand.assistant.offline.remind_phrases import value_alone
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary import Vocabulary
from errand.assistant.offline.vocabulary_talk import Part

MOST_VALUES = 4


def all_of_new(ref: Ref, said: Correct, words: Vocabulary) -> Command | None:
    """Return the changes of "Friday at noon and urgent"; None where it is not several values."""
    rest = Tokens(said.said, words).trimmed()
    found = _values(rest, ref, said, MOST_VALUES)
    return Several(tuple(found)) if len(found) > 1 else None


def _values(rest: Tokens, ref: Ref, said: Correct, most: int) -> list[Change]:
    whole = _value(rest, ref, said)
    if whole is not None or most < 2:
        return [whole] if whole is not None else []
    for at in range(1, len(rest) - 1):
        join = rest.words.commands.and_words.read(rest, at)
        if not join and rest.word(at) not in (",", "with"):
            continue
        first = _value(rest.window(0, at).trimmed(), ref, said)
        end = join.end if join else at + (rest.word(at) == ",")
        others = _values(rest.window(end, len(rest)).trimmed(), ref, said, most - 1)
        if first is not None and others:
            return [first, *others]
    return []


def _value(piece: Tokens, ref: Ref, said: Correct) -> Change | None:
    called = piece.words.talk.call_it.read(piece, 0)
    if called and piece.word(called.end) in ("it", "that") and called.end + 1 < len(piece):
        title = title_of(piece.window(called.end + 1, len(piece)))
        return Edit(ref, Title(title), Part.TITLE)
    while len(piece) > 1 and (lead := piece.words.talk.make_it.read(piece, 0)):
        piece = piece.window(lead.end, len(piece)).trimmed()
    join = piece.words.commands.and_words.read(piece, 0)
    piece = piece.window(join.end, len(piece)) if join else piece
    change = of_new(ref, replace(said, said=piece.raw()), piece.words) if len(piece) else None
    if change is None and len(piece):
        alone = value_alone(piece)
        change = replace(alone, ref=ref) if isinstance(alone, Move | Edit) else None
    return change
