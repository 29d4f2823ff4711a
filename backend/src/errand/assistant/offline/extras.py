"""What a task can have beside title, date and priority: rhythm, labels, project, notes, length."""

from dataclasses import dataclass, replace

from errand.assistant.offline.lengths import read_spell
from errand.assistant.offline.nudges import Nudges, leading_nudges, read_nudges
from errand.assistant.offline.repeat import Anchor, Repeat
from errand.assistant.offline.repeat_tails import read_anchor
from errand.assistant.offline.repeats import read_repeat
from errand.assistant.offline.tables import Found, Table
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import When

MOST_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Extras:
    """What was said beside the title."""

    repeat: Repeat | None = None
    labels: tuple[str, ...] = ()
    project: str = ""
    notes: str = ""
    minutes: int = 0
    nudges: Nudges = ()
    deadline: When | None = None
    defer: When | None = None
    problem: str = ""
    anchor: Anchor | None = None
    """What a rhythm counts from, said apart from it."""

    def joined(self, other: "Extras") -> "Extras":
        """Return both; the same thing said twice is a problem."""
        twice = (
            (self.repeat and other.repeat)
            or (self.project and other.project)
            or (self.deadline and other.deadline)
            or (self.defer and other.defer)
        )
        repeat, anchor = self.repeat or other.repeat, self.anchor or other.anchor
        return Extras(
            repeat=replace(repeat, anchor=anchor) if repeat and anchor else repeat,
            labels=tuple(dict.fromkeys((*self.labels, *other.labels))),
            project=self.project or other.project,
            notes=self.notes or other.notes,
            minutes=self.minutes or other.minutes,
            nudges=(*self.nudges, *other.nudges),
            deadline=self.deadline or other.deadline,
            defer=self.defer or other.defer,
            problem=self.problem or other.problem or ("one thing twice" if twice else ""),
            anchor=anchor,
        )


def extra_spans(tokens: Tokens) -> list[Found[Extras]]:
    """Return every extra in these tokens, left to right, not overlapping."""
    found: list[Found[Extras]] = []
    at = 0
    while at < len(tokens):
        extra = _anchor(tokens, at) if any(each.value.repeat for each in found) else None
        if not extra and not _can_begin(tokens, at):
            at += 1
            continue
        extra = extra or next((e for read in _PRODUCTIONS if (e := read(tokens, at))), None)
        if extra:
            found.append(_with_comma(tokens, extra))
        at = extra.end if extra else at + 1
    return found


def _can_begin(tokens: Tokens, at: int) -> bool:
    """Rule out most places at once; the productions are tried at the others."""
    kind = tokens.kind(at)
    if kind is Kind.NUMBER:
        counted = tokens.words.counted_words
        return tokens.kind(at + 1) is Kind.WORD and tokens.word(at + 1) in counted
    return kind is not Kind.WORD or tokens.word(at) in tokens.words.extra_starters


def places(spans: list[Found[Extras]]) -> set[int]:
    """Return the places of the tokens that belong to extras."""
    return {at for span in spans for at in range(span.start, span.end)}


def _with_comma(tokens: Tokens, found: Found[Extras]) -> Found[Extras]:
    start = found.start
    while start and tokens.word(start - 1) in (",", "(", "-"):
        start -= 1
    end = found.end + 1 if tokens.word(found.end) == ")" else found.end
    return replace(found, start=start, end=end)


def _notes(tokens: Tokens, at: int) -> Found[Extras] | None:
    """Read "note: ..." up to the end; without a colon a comma, "with" or quotes must mark it."""
    words = tokens.words.extras
    lead = words.note_lead.read(tokens, at)
    if not lead or at == 0:
        return None
    led = tokens.word(at) in ("with", "and") or tokens.word(at - 1) in (",", "(", "-", ";")
    colon = tokens.word(lead.end) == ":"
    if not colon and not (led or tokens.kind(lead.end) is Kind.QUOTED):
        return None
    rest = tokens.window(lead.end + 1 if colon else lead.end, len(tokens)).trimmed()
    if not len(rest):
        return None
    quoted = len(rest) == 1 and rest.kind(0) is Kind.QUOTED
    text = rest.raw()[1:-1] if quoted else rest.raw().removesuffix(")")
    return Found(Extras(notes=text), at, len(tokens))


def _tag(tokens: Tokens, at: int) -> Found[Extras] | None:
    if tokens.kind(at) is not Kind.TAG:
        return None
    return Found(Extras(labels=(tokens.raw_word(at)[1:],)), at, at + 1)


def _labels(tokens: Tokens, at: int) -> Found[Extras] | None:
    """Read "with label finance", "labels home and garden", "tagged work"."""
    words = tokens.words.extras
    lead = words.label_lead.read(tokens, at)
    if not lead or at == 0:
        return None
    if lead.end - at == 1 and not _marked(tokens, at):
        return None
    many = words.plural_labels.read(tokens, lead.end - 1) is not None
    names, end = _names(tokens, lead.end, many=many)
    return Found(Extras(labels=names), at, end) if names else None


def _marked(tokens: Tokens, at: int) -> bool:
    """Tell whether one word stands for a label: "tagged", or one after a comma."""
    return tokens.word(at) in ("tagged", "labelled", "labeled") or tokens.word(at - 1) == ","


def _names(tokens: Tokens, at: int, *, many: bool) -> tuple[tuple[str, ...], int]:
    names: list[str] = []
    end = place = at + 1 if tokens.word(at) == ":" else at
    while tokens.kind(place) in (Kind.WORD, Kind.QUOTED, Kind.TAG, Kind.LABEL):
        names.append(tokens.raw_word(place).strip('"“”@#'))
        end = place + 1
        joined = tokens.word(end) in ("and", ",", "&")
        if not (joined and many):
            break
        place = end + 1
    return tuple(names), end


def _hash(tokens: Tokens, at: int) -> Found[Extras] | None:
    if tokens.kind(at) is not Kind.LABEL:
        return None
    start = at - 1 if at and tokens.word(at - 1) in ("to", "in", "into", "under") else at
    return Found(Extras(project=tokens.raw_word(at)[1:]), start, at + 1)


def _project(tokens: Tokens, at: int) -> Found[Extras] | None:
    """Read "to the House project", "in project House"."""
    words = tokens.words.extras
    lead = words.project_lead.read(tokens, at)
    if not lead:
        return None
    noun = words.project_noun.read(tokens, lead.end)
    if noun:
        name = tokens.raw_word(noun.end).strip('"“”')
        if tokens.kind(noun.end) not in (Kind.WORD, Kind.QUOTED):
            return None
        return Found(Extras(project=name), at, noun.end + 1)
    for end in range(lead.end + 1, lead.end + MOST_NAME_WORDS):
        if tokens.kind(end - 1) not in (Kind.WORD, Kind.QUOTED):
            return None
        noun = words.project_noun.read(tokens, end)
        if noun:
            name = tokens.slice(lead.end, end).strip('"“”')
            return Found(Extras(project=name), at, noun.end)
    return None


def _repeat(tokens: Tokens, at: int) -> Found[Extras] | None:
    found = read_repeat(tokens, at)
    return Found(Extras(repeat=found.value), at, found.end) if found else None


def _anchor(tokens: Tokens, at: int) -> Found[Extras] | None:
    found = read_anchor(tokens, at)
    return Found(Extras(anchor=found.value), at, found.end) if found else None


def _length(tokens: Tokens, at: int) -> Found[Extras] | None:
    """Read "takes 45 minutes", "for an hour and a half"."""
    lead = tokens.words.extras.estimate_lead.read(tokens, at)
    spell = read_spell(tokens, lead.end) if lead else None
    if not spell or spell.value.length.days or spell.value.length.months:
        return None
    if tokens.words.ranges.not_length.read(tokens, spell.end):
        return None
    return Found(Extras(minutes=spell.value.length.minutes), at, spell.end)


def _reminders(tokens: Tokens, at: int) -> Found[Extras] | None:
    """Read "with a reminder 30 minutes before"; at the head it orders a task instead."""
    found = read_nudges(tokens, at) if at else leading_nudges(tokens)
    return Found(Extras(nudges=found.value), at, found.end) if found else None


def _deadline(tokens: Tokens, at: int) -> Found[Extras] | None:
    """Read "deadline 3 December": the day after which it is too late."""
    found = _led(tokens, at, tokens.words.extras.deadline_lead)
    return Found(Extras(deadline=found.value), at, found.end) if found else None


def _defer(tokens: Tokens, at: int) -> Found[Extras] | None:
    """Read "hide until Monday", "not before 3 December"."""
    found = _led(tokens, at, tokens.words.extras.defer_lead)
    return Found(Extras(defer=found.value), at, found.end) if found else None


def _led(tokens: Tokens, at: int, leads: Table[bool]) -> Found[When] | None:
    lead = leads.read(tokens, at) if at else None
    when = read_when(tokens, lead.end) if lead else None
    return when if when and when.value.days else None


_PRODUCTIONS = (
    _notes,
    _reminders,
    _deadline,
    _defer,
    _repeat,
    _tag,
    _labels,
    _hash,
    _project,
    _length,
)
