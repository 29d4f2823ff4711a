"""Where a sentence puts itself right: "Friday, no wait, Saturday"."""

from dataclasses import dataclass

from errand.assistant.offline.drafts import when_spans
from errand.assistant.offline.edit_values import whole_when
from errand.assistant.offline.lengths import read_count, read_spell
from errand.assistant.offline.repeats import read_repeat
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary_repairs import Strength

_MARKS = frozenset((",", ";", ".", "!", "-", "\u2013", "\u2014", "\u2026", "("))
_STOPS = frozenset((".", "!", "?", "\u2026"))
#: Of a sentence with more of them nobody knows what is meant; the bound keeps reading it cheap.
MOST_MARKERS = 8
KINDS = ("when", "length", "repeat", "priority", "tag")
_TAGS = (Kind.TAG, Kind.LABEL)


@dataclass(frozen=True, slots=True)
class Repair:
    """A sentence cut at the words that mark a repair.

    Attributes:
        left: Up to the marker; its end is what is put right.
        right: What is meant instead, and what follows that.
        words: The marker.
        value: Only a value can be meant: "make it ...".
        sure: All that was ordered before may be meant: "no wait", "scratch that".
    """

    left: Tokens
    right: Tokens
    words: str
    value: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Marker:
    start: int
    first: int
    """Where its first phrase ends."""
    end: int
    strength: Strength
    value: bool


def find_repair(tokens: Tokens) -> Repair | None:
    """Return the last repair in a sentence; None where there is none."""
    found: Repair | None = None
    at, most = 1, MOST_MARKERS
    while at < len(tokens) - 1 and most:
        marker = _marker(tokens, at)
        repair = _heard(tokens, marker) if marker else None
        found = repair or found
        most -= bool(marker)
        at = marker.end if marker and repair else at + 1
    return found


def _marker(tokens: Tokens, at: int) -> _Marker | None:
    """Read "no", "no, wait", "sorry, make it": the words in a row that mark a repair."""
    words = tokens.words.repairs
    first = words.markers.read(tokens, at)
    if not first:
        return None
    first = _less_no(tokens, first) or first
    end, strength, value = first.end, first.value, tokens.word(at) == "make"
    while end < len(tokens):
        after = _past_marks(tokens, end)
        more = words.markers.read(tokens, after)
        more = _less_no(tokens, more) if more else None
        filler = words.fillers.read(tokens, after)
        if filler and (not more or filler.end >= more.end):
            end, value = filler.end, value or filler.value
        elif more:
            # "No" and "wait" with a comma between them are as sure as without.
            end, strength = more.end, Strength(max(strength, more.value, Strength.MARKED))
            value = value or tokens.word(more.start) == "make"
        else:
            break
    return _Marker(at, first.end, end, strength, value)


def _less_no(tokens: Tokens, found: Found[Strength]) -> Found[Strength] | None:
    """Leave the "no" of "actually no sugar" to what follows; that of "actually no, Friday" not."""
    end = found.end
    if tokens.word(end - 1) != "no" or tokens.kind(end) is Kind.MARK:
        return found
    words, rest = tokens.words.repairs, tokens.window(end, len(tokens))
    said = words.markers.read(rest, 0) or words.fillers.read(rest, 0)
    value = any(_begins(rest, kind) for kind in KINDS)
    named = rest.word(0) in ("the", "my") or not len(rest)
    if said or value or named:
        return found
    return Found(Strength.MARKED, found.start, end - 1) if end - found.start > 1 else None


def _past_marks(tokens: Tokens, at: int) -> int:
    while tokens.word(at) in _MARKS and tokens.kind(at) is Kind.MARK:
        at += 1
    return at


def _heard(tokens: Tokens, marker: _Marker) -> Repair | None:
    """Return the repair unless the words are a part of a title: "No Country for Old Men"."""
    left = tokens.window(0, marker.start).trimmed()
    right = tokens.window(marker.end, len(tokens)).trimmed()
    if not len(right) or _is_idle(left) or _is_name(tokens, marker):
        return None
    before = tokens.word(marker.start - 1) in _MARKS
    after = tokens.word(marker.first) in _MARKS
    enough = (
        marker.strength is Strength.SURE
        or (marker.strength is Strength.MARKED and before)
        or (before and after)
        or is_like(left, right)
    )
    said = tokens.slice(marker.start, marker.end)
    sure = marker.strength is Strength.SURE
    return Repair(left, right, said, marker.value, sure) if enough else None


def _is_idle(left: Tokens) -> bool:
    """Tell whether nothing was said yet that could be put right: "oh no, wait"."""
    words = left.words
    at = 0
    while at < len(left):
        found = (
            words.repairs.idle.read(left, at)
            or words.talk.correction.read(left, at)
            or words.commands.thanks.read(left, at)
        )
        if found is None and left.kind(at) is not Kind.MARK:
            return False
        at = found.end if found else at + 1
    return True


def _is_name(tokens: Tokens, marker: _Marker) -> bool:
    """Tell words of a title: "Wait Wait Don't Tell Me", "answer yes, no, maybe"."""
    yes = tokens.words.commands.yes.ending(tokens, marker.start - 1)
    if yes and tokens.word(marker.start) == "no":
        return True
    raw = tokens.raw_word(marker.start)
    inside = tokens.word(marker.start - 1) not in _STOPS
    return inside and raw[:1].isupper() and raw != "I" and marker.strength < Strength.SURE


def is_like(left: Tokens, right: Tokens) -> bool:
    """Tell whether the right begins with a value of the kind that the left ends with."""
    return any(_begins(right, kind) and starts_of(left, kind) for kind in KINDS)


def _begins(tokens: Tokens, kind: str) -> bool:
    words = tokens.words
    if kind == "when":
        return bool(read_when(tokens, 0)) or whole_when(tokens) is not None
    if kind == "length":
        by = words.time.by.read(tokens, 0)
        return bool(read_spell(tokens, by.end if by else 0) or read_count(tokens, 0))
    if kind == "repeat":
        return bool(read_repeat(tokens, 0))
    if kind == "priority":
        return bool(words.commands.priorities.read(tokens, 0))
    return tokens.kind(0) in _TAGS


def starts_of(tokens: Tokens, kind: str) -> list[int]:
    """Return where a value of this kind begins that ends the tokens, the longest first."""
    size = len(tokens)
    if kind == "when":
        return [span.start for span in when_spans(tokens) if span.end == size]
    if kind == "tag":
        return [size - 1] if tokens.kind(size - 1) in _TAGS else []
    if kind == "priority":
        found = tokens.words.commands.priorities.ending(tokens, size, start=1)
        return [found.start] if found else []
    read = read_spell if kind == "length" else read_repeat
    near = range(max(1, size - 8), size)
    return [at for at in near if (found := read(tokens, at)) and found.end == size]
