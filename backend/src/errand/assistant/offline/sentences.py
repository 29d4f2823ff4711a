"""Orders about one task in the shape of a sentence: "X must be a day later", "X: estimate 2h"."""

from collections.abc import Callable

from errand.assistant.offline.add_phrases import read_bare
from errand.assistant.offline.commands import Add, Command, Move, Whether
from errand.assistant.offline.edit_order import order, ref_of
from errand.assistant.offline.edit_values import whole_when
from errand.assistant.offline.refs import Named, Nothing, Numbers
from errand.assistant.offline.shifts import shift_said
from errand.assistant.offline.tables import Found, Table
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary import Verb
from errand.assistant.offline.vocabulary_talk import Part

LONGEST = 40
#: A shift or a day has no more tokens.
LONGEST_VALUE = 10


def _arrow(tokens: Tokens) -> Command | None:
    """Read "laundry -> saturday": of the task that is there, if there is one."""
    for at in range(1, len(tokens) - 1):
        width = 2 if tokens.word(at) in ("-", "=") and tokens.word(at + 1) == ">" else 1
        if width == 1 and tokens.word(at) not in ("\u2192", "\u27a1", "\u21d2"):
            continue
        who, value = tokens.window(0, at).trimmed(), tokens.window(at + width, len(tokens))
        when = whole_when(value)
        if any(who.word(stop) in (".", "!", ";", "\n") for stop in range(len(who))):
            return None
        moves = _moving(who)
        ref = ref_of(who.window(moves.end, len(who)) if moves else who)
        if when is None or not isinstance(ref, Named | Numbers):
            return None
        fresh = read_bare(Tokens(f"{who.raw()} {value.raw()}", tokens.words)) if not moves else None
        sure = isinstance(ref, Named) and isinstance(fresh, Add)
        return (
            Whether(Move(ref, when), fresh) if sure and isinstance(fresh, Add) else Move(ref, when)
        )
    return None


def _moving(tokens: Tokens) -> Found[tuple[Verb, ...]] | None:
    """Read a verb that moves, or changes what is there."""
    found = tokens.words.commands.verbs.read(tokens, 0)
    return found if found and Verb.MOVE in found.value else None


def _from_to(tokens: Tokens) -> Command | None:
    """Read "change X from Thursday to Monday", "… from Thursday on Monday"."""
    words = tokens.words.asides.amid
    verb = _moving(tokens) or words.altering.read(tokens, 0)
    for at in range(verb.end + 1 if verb else len(tokens), len(tokens) - 2):
        if tokens.word(at) != "from":
            continue
        for to in range(at + 2, min(at + LONGEST_VALUE, len(tokens) - 1)):
            old = tokens.word(to) in ("to", "on", "until") and whole_when(tokens.window(at + 1, to))
            when = whole_when(tokens.window(to + 1, len(tokens))) if old else None
            ref = ref_of(tokens.window(verb.end, at)) if verb else Nothing()
            if when and not isinstance(ref, Nothing):
                return Move(ref, when)
    return None


def _shifted(tokens: Tokens) -> Command | None:
    """Read "the test must be one day later", "can we do call Mark an hour later?"."""
    words = tokens.words.asides.amid
    asked = words.proposing.read(tokens, 0)
    for at in range(2, len(tokens) - 1):
        said = words.shifting.read(tokens, at)
        start = asked.end if asked else 0
        value = at if asked else said.end if said else len(tokens)
        shift = shift_said(tokens.window(value, len(tokens))) if at > start else None
        ref = ref_of(tokens.window(start, at)) if shift else Nothing()
        if shift and not isinstance(ref, Nothing):
            return Move(ref, shift=shift)
    return None


def _valued(tokens: Tokens) -> Command | None:
    """Read "mix demo: estimate 90 minutes"."""
    for at in range(1, len(tokens) - 2):
        part = tokens.words.talk.parts.read(tokens, at + 1) if tokens.word(at) == ":" else None
        if part and part.value in (Part.ESTIMATE, Part.DEADLINE):
            becomes = tokens.words.talk.becomes.read(tokens, part.end)
            value = tokens.window(becomes.end if becomes else part.end, len(tokens))
            ref = ref_of(tokens.window(0, at))
            return order(part.value, ref, value) if len(value) and isinstance(ref, Named) else None
    return None


def _noted_in(tokens: Tokens) -> Command | None:
    """Read "write in the notes of X: …"."""
    lead: Found[bool] | None = _read(tokens.words.asides.amid.noting_in, tokens)
    for at in range(lead.end + 1 if lead else len(tokens), len(tokens) - 1):
        if lead and tokens.word(at) == ":":
            ref = ref_of(tokens.window(lead.end, at))
            value = tokens.window(at + 1, len(tokens))
            return None if isinstance(ref, Nothing) else order(Part.NOTES, ref, value)
    return None


def _read(table: Table[bool], tokens: Tokens) -> Found[bool] | None:
    return table.read(tokens, 0)


_SENTENCES: tuple[Callable[[Tokens], Command | None], ...] = (
    _arrow,
    _noted_in,
    _from_to,
    _shifted,
    _valued,
)


def read_sentence(tokens: Tokens) -> Command | None:
    """Read one of these sentences."""
    if len(tokens) > LONGEST or tokens.words.commands.unsure_start.read(tokens, 0):
        return None
    return next((c for read in _SENTENCES if (c := read(tokens))), None)
