"""All that a text says about time, left to right: repetitions, intervals, times and lengths."""

from dataclasses import dataclass, replace

from errand.assistant.offline.lengths import Spell, read_spell
from errand.assistant.offline.ranges import Range, read_range
from errand.assistant.offline.repeat import Anchor, Repeat
from errand.assistant.offline.repeat_tails import read_anchor
from errand.assistant.offline.repeats import read_repeat
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import Length, OnWeekday, When

Said = Repeat | Range | When | Length


@dataclass(frozen=True, slots=True)
class Reading:
    """What was said, each with its place."""

    repeats: tuple[Found[Repeat], ...] = ()
    ranges: tuple[Found[Range], ...] = ()
    whens: tuple[Found[When], ...] = ()
    lengths: tuple[Found[Length], ...] = ()
    anchors: tuple[Found[Anchor], ...] = ()
    """What a rhythm counts from, said apart from it."""

    @property
    def timed(self) -> tuple[tuple[int, int], ...]:
        """Places of what says when, in order."""
        found = (*self.repeats, *self.ranges, *self.whens, *self.anchors)
        return tuple(sorted((f.start, f.end) for f in found))


def read_all(tokens: Tokens) -> Reading:
    """Read all that these tokens say about time; what was read once is not read again."""
    reading, at = Reading(), 0
    while at < len(tokens):
        anchor = read_anchor(tokens, at) if reading.repeats else None
        if anchor:
            reading, at = replace(reading, anchors=(*reading.anchors, anchor)), anchor.end
            continue
        grown, end = _read_one(tokens, at, reading)
        reading, at = grown, max(end, at + 1)
    return reading


def _read_one(tokens: Tokens, at: int, reading: Reading) -> tuple[Reading, int]:
    repeat = read_repeat(tokens, at)
    if repeat:
        return replace(reading, repeats=(*reading.repeats, repeat)), repeat.end
    spell = read_for(tokens, at)
    if spell and tokens.words.ranges.length_lead.read(tokens, at):
        return replace(reading, lengths=(*reading.lengths, spell)), spell.end
    span = read_range(tokens, at)
    if span:
        return replace(reading, ranges=(*reading.ranges, span)), span.end
    when = read_when(tokens, at)
    if when and not _belongs_to_title(tokens, when):
        when = _with_lead(tokens, when)
        return replace(reading, whens=(*reading.whens, when)), when.end
    if spell:
        return replace(reading, lengths=(*reading.lengths, spell)), spell.end
    return reading, when.end if when else at + 1


def _with_lead(tokens: Tokens, found: Found[When]) -> Found[When]:
    if tokens.word(found.start - 1) in ("for", "before"):
        return replace(found, start=found.start - 1)
    return found


def _belongs_to_title(tokens: Tokens, found: Found[When]) -> bool:
    """Tell "at 10 Downing Street" and "at 5%" from times."""
    if _is_adjective(tokens, found):
        return True
    if not found.value.clocks or found.value.days or found.value.part:
        return False
    if tokens.word(found.end) in ("%", "$", "\u20ac", "\u00a3"):
        return True
    return found.value.doubtful and tokens.raw_word(found.end)[:1].isupper()


def _is_adjective(tokens: Tokens, found: Found[When]) -> bool:
    """Tell "my Sunday run" and "the 7:45 train" from times."""
    said = found.value
    one = len(said.days) + len(said.clocks) == 1 and not (said.part or said.others)
    named = one and all(isinstance(day, OnWeekday) for day in said.days)
    if not named or tokens.kind(found.end) is not Kind.WORD:
        return False
    if _is_proper_name(tokens, found):
        return True
    if not tokens.words.ranges.determiners.read(tokens, found.start - 1):
        return False
    return not (
        tokens.words.time.after_hour.read(tokens, found.end)
        or tokens.words.ranges.not_length.read(tokens, found.end)
    )


def _is_proper_name(tokens: Tokens, found: Found[When]) -> bool:
    """Tell "watch Saturday Night Live" from "call Bob Saturday night"."""
    own, following = tokens.raw_word(found.start), tokens.raw_word(found.end)
    if found.end - found.start > 1 or not (own[:1].isupper() and following[:1].isupper()):
        return False
    return tokens.kind(found.start - 1) is Kind.WORD and tokens.raw_word(found.start - 1).islower()


def read_for(tokens: Tokens, at: int) -> Found[Length] | None:
    """Read "for 30 minutes", "takes an hour"; without such a word only what is surely a length."""
    words = tokens.words.ranges
    lead = words.length_lead.read(tokens, at)
    spell = read_spell(tokens, lead.end if lead else at)
    if not spell or spell.value.length == Length():
        return None
    if words.not_length.read(tokens, spell.end):
        return None
    whole = spell.start == 0 and spell.end == len(tokens)
    if not lead and not whole and (spell.value.weak or not _stands_apart(tokens, spell)):
        return None
    return Found(spell.value.length, at, spell.end)


def _stands_apart(tokens: Tokens, spell: Found[Spell]) -> bool:
    if tokens.words.ranges.not_after.read(tokens, spell.start - 1):
        return False
    opens = spell.start == 0 or tokens.kind(spell.start - 1) in (Kind.MARK, Kind.LINE)
    closes = tokens.kind(spell.end) in (None, Kind.MARK, Kind.LINE)
    return opens or closes
