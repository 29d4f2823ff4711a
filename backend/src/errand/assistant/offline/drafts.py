"""What stands after "add": titles with the time phrases taken out, cut into one task or several."""

from collections.abc import Set
from dataclasses import dataclass, field, replace

from errand.assistant.offline.extras import Extras, extra_spans, places
from errand.assistant.offline.for_days import is_day_of_deed
from errand.assistant.offline.lengths import read_spell
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.titles import Cuts, title_without, unquoted, without_article
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import OnDate, OnWeekday, When
from errand.assistant.offline.wholeness import is_cut_short, is_hour_lost

TWO_PRIORITIES = "I read two different priorities. Nothing was added. Which one is it?"


@dataclass(frozen=True, slots=True)
class Draft:
    """One task as it was said.

    Attributes:
        title: What is left when time and priority are taken out.
        verbatim: The whole of it, for when the time turns out to belong to the title.
        refusal: Why it cannot be added offline, in one sentence.
    """

    title: str
    verbatim: str
    when: When = field(default_factory=When)
    priority: str | None = None
    doubtful: bool = False
    extras: Extras = field(default_factory=Extras)
    refusal: str = ""
    pieces: tuple["Piece", ...] = ()
    literal: bool = False
    """The title is quoted: nothing of it means anything."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What was read at a place of the text; the value is a time, an extra or a priority."""

    start: int
    end: int
    value: When | Extras | str
    doubtful: bool = False


def read_draft(tokens: Tokens) -> Draft:
    """Read one task from all of these tokens."""
    tokens = tokens.trimmed()
    priority, kept = _take_priority(tokens)
    other = _take_priority(kept)[0] if priority else None
    extra = extra_spans(kept)
    taken = places(extra)
    spans = when_spans(kept, taken)
    cuts = sorted([(s.start, s.end) for s in spans] + [(s.start, s.end) for s in extra])
    title = title_without(kept, without_article(kept, cuts))
    extras = Extras()
    for each in extra:
        extras = extras.joined(each.value)
    when = When()
    for span in spans:
        when = when.joined(span.value)
    doubts = [_is_doubtful(kept, span, cuts) for span in spans]
    timed = [_placed(kept, s, doubtful=doubt) for s, doubt in zip(spans, doubts, strict=True)]
    pieces = [*timed, *(_placed(kept, each) for each in extra)]
    if priority:
        pieces.append(_placed(tokens, priority))
    return Draft(
        title=title,
        verbatim=unquoted(kept),
        when=when,
        priority=priority.value if priority else None,
        doubtful=any(doubts),
        extras=extras,
        refusal=TWO_PRIORITIES
        if other and priority and other.value != priority.value
        else _refusal(kept, spans, taken, [each for each in extra if each.value.repeat]),
        literal=any(kept.kind(at) is Kind.QUOTED for at in _outside(kept, cuts)),
        pieces=tuple(sorted(pieces, key=lambda piece: piece.start)),
    )


def _outside(tokens: Tokens, cuts: Cuts) -> list[int]:
    taken = {at for start, end in cuts for at in range(start, end)}
    return [at for at in range(len(tokens)) if at not in taken]


def _placed(
    tokens: Tokens, found: Found[When] | Found[Extras] | Found[str], *, doubtful: bool = False
) -> Piece:
    start, end = tokens.trim(found.start, found.end)
    first, last = tokens.items[start].start, tokens.items[end - 1].end
    return Piece(first, last, found.value, doubtful)


def when_spans(tokens: Tokens, taken: Set[int] = frozenset()) -> list[Found[When]]:
    """Return every phrase about time in these tokens outside `taken`, left to right."""
    spans: list[Found[When]] = []
    at = 0
    while at < len(tokens):
        found = read_when(tokens, at) if at not in taken else None
        if found:
            spans.append(_with_lead(tokens, found))
        at = found.end if found else at + 1
    return spans


def _with_lead(tokens: Tokens, found: Found[When]) -> Found[When]:
    """Take "for" and "before" with the phrase; whether they belong to it is asked later."""
    if tokens.word(found.start - 1) in ("for", "before"):
        return replace(found, start=found.start - 1)
    colon = tokens.word(found.start - 1) == ":"
    lead = tokens.words.commands.fields.ending(tokens, found.start - 1) if colon else None
    due = colon and tokens.word(found.start - 2) == "due"
    return replace(found, start=lead.start if lead else found.start - 2 * due)


def _is_doubtful(tokens: Tokens, span: Found[When], cuts: Cuts) -> bool:
    """Tell whether a phrase about time may be part of the title."""
    words = tokens.words.time
    day = words.doubtful.read(tokens, span.start)
    named = tokens.raw_word(span.end)[:1].isupper() or not span.value.days
    if (day and day.end == span.end) or (span.value.doubtful and named):
        return True
    led = words.day_lead.read(tokens, span.start) or words.clock_lead.read(tokens, span.start)
    led = led or words.ahead.read(tokens, span.start)
    if span.start == 0:
        named = any(isinstance(day, (OnWeekday, OnDate)) for day in span.value.days)
        bound = tokens.kind(span.end) is Kind.WORD and not span.value.clocks
        return named and bound and not led and tokens.word(0) != "for"
    if words.unclear_lead.read(tokens, span.start) or words.unclear_lead.read(
        tokens, span.start - 1
    ):
        return not (is_day_of_deed(tokens, span) and _at_the_end(tokens, span, cuts))
    return not (led or _at_the_end(tokens, span, cuts))


def _at_the_end(tokens: Tokens, span: Found[When], cuts: Cuts) -> bool:
    """Tell whether only punctuation and other phrases about time follow."""
    taken = {at for start, end in cuts for at in range(start, end)}
    rest = [at for at in range(span.end, len(tokens)) if at not in taken]
    return all(tokens.kind(at) in (Kind.MARK, Kind.LINE) for at in rest)


def _take_priority(tokens: Tokens) -> tuple[Found[str] | None, Tokens]:
    """Take a priority off either edge, where it cannot be a word of the title."""
    table = tokens.words.commands.priorities
    first = table.read(tokens, 0)
    bound = first and (first.end > 1 or tokens.word(first.end) in (":", ",", "-"))
    if first and bound and first.end < len(tokens):
        return first, tokens.window(first.end, len(tokens)).trimmed()
    ones = [found for at in range(1, len(tokens)) if (found := table.read(tokens, at))]
    taken = _taken(tokens) if ones else set[int]()
    for found in reversed(ones):
        if _stands_apart(tokens, found, taken):
            return found, _without(tokens, found)
    return None, tokens


def _taken(tokens: Tokens) -> set[int]:
    """Return the places of all that is no title: times and extras."""
    beside = places(extra_spans(tokens))
    timed = when_spans(tokens, beside)
    return beside | {at for span in timed for at in range(span.start, span.end)}


def _stands_apart(tokens: Tokens, found: Found[str], taken: Set[int]) -> bool:
    """Tell whether a priority is set off from the title: by commas, or by being two words."""
    before = tokens.word(found.start - 1)
    behind = [at for at in range(found.end, len(tokens)) if at not in taken]
    ranks = tokens.words.commands.priorities
    if before in ("and", "but", "or") and ranks.ending(tokens, found.start - 1, start=1):
        return True  # "high priority and urgent": the other one is read next
    if any(tokens.kind(at) is not Kind.MARK for at in behind):
        return tokens.word(found.end) == "," and before in (",", "with")
    if found.end - found.start > 1 or before in (",", "-", "!", "(", ":", "with"):
        return True
    coded = any(letter.isdigit() or letter == "-" for letter in tokens.word(found.start))
    return coded or found.start - 1 in taken


def _without(tokens: Tokens, found: Found[str]) -> Tokens:
    """Return the tokens without a priority and the words that led to it."""
    cut = found.start
    while cut and tokens.word(cut - 1) in ("with", "as", "at", "a", ",", "and", "but", "of"):
        cut -= 1
    start = found.end + 1 if tokens.word(found.end) == "," else found.end
    if tokens.word(cut - 1) == "(" and tokens.word(start) == ")":
        cut, start = cut - 1, start + 1
    kept = tokens.items[:cut] + tokens.items[start:]
    return Tokens(tokens.text, tokens.words, kept).trimmed()


def _refusal(
    tokens: Tokens, spans: list[Found[When]], taken: Set[int], repeats: list[Found[Extras]]
) -> str:
    words = tokens.words.time
    for at in range(len(tokens)):
        if at in taken:
            continue
        if words.repeating.read(tokens, at) and not _is_adjective(tokens, at):
            said = tokens.raw_word(at)
            return (
                f"I can't tell whether “{said}” is part of the title or how often it repeats. Put "
                "the title in quotation marks, or say “every day at 9”. Nothing was added."
            )
        if tokens.kind(at) is Kind.TASK_NUMBER:
            return "I can't put a task's number into a new task. Say it without the #."
    article = words.article.read(tokens, 0) or tokens.word(0) in ("a", "an")
    thing = tokens.words.commands.belongings.read(tokens, 1 if article else 0)
    if thing and tokens.word(thing.end) in ("to", "for", "on", "called"):
        said = tokens.slice(thing.start, thing.end)
        return f"I can't do that offline: a task of mine has no {said}."
    if any(words.zones.read(tokens, span.end) for span in spans if span.value.clocks):
        return "Offline I only know your own time zone. Say the time as your clock shows it."
    return _half_read(tokens, (*spans, *repeats), taken) or _vagueness(tokens, spans, taken)


def _is_adjective(tokens: Tokens, at: int) -> bool:
    """Tell "the quarterly report" from a rhythm."""
    owned = tokens.word(at - 1) in _OWNERS or tokens.word(at - 1).endswith("'s")
    return owned and tokens.kind(at + 1) is Kind.WORD and tokens.word(at)[-2:] == "ly"


_OWNERS = ("the", "my", "our", "your", "his", "her", "their", "this", "that", "last", "next")


def _half_read(
    tokens: Tokens, spans: tuple[Found[When] | Found[Extras], ...], taken: Set[int]
) -> str:
    if _names_other_task(tokens, taken):
        return (
            "I read a reminder, but not of what or when. Say “with a reminder 30 minutes before”, "
            "or name a task that is there. Nothing was added."
        )
    read = taken | {at for span in spans for at in range(span.start, span.end)}
    cut = any(
        is_cut_short(tokens, span.end, read) or tokens.word(span.start - 1) == "of"
        for span in spans
        if isinstance(span.value, Extras)
    )
    if cut or any(_is_part(tokens, span, read) for span in spans):
        return (
            "I understood only a part of what you said about the time. Say it in another way, or "
            "put the title in quotation marks. Nothing was added."
        )
    return ""


def _names_other_task(tokens: Tokens, taken: Set[int]) -> bool:
    """Tell "an hour before the flight", and a "remind me" that says nothing that can be read."""
    extras = tokens.words.extras
    spell = read_spell(tokens, 0)
    if spell and 0 not in taken and extras.before.read(tokens, spell.end):
        return True
    # "Call mum, 30 minutes before" has a reminder that nothing led to.
    for at in range(1, len(tokens) - 1):
        ahead = read_spell(tokens, at) if at not in taken else None
        last = extras.before.read(tokens, ahead.end) if ahead else None
        if last and last.end == len(tokens):
            return True
    leads = (
        extras.reminder_lead.read(tokens, at) for at in range(1, len(tokens)) if at not in taken
    )
    return any(lead and tokens.word(lead.end - 1) == "me" for lead in leads)


def _is_part(tokens: Tokens, span: Found[When] | Found[Extras], read: Set[int]) -> bool:
    """Tell whether what stands beside a time makes it another: "every Monday until Christmas"."""
    words, time = tokens.words.ranges, tokens.words.time
    asked = span.start - 1 in read or time.unclear_lead.read(tokens, span.start - 1)
    before = None if asked else words.loose_before.ending(tokens, span.start)
    after = None if span.end in read else words.loose_after.read(tokens, span.end)
    lost = span.end not in read and is_hour_lost(tokens, span.end)
    return bool(before or after or lost or _is_second_end(tokens, span.start))


def _is_second_end(tokens: Tokens, at: int) -> bool:
    """Tell the 4pm of "between 2 and 4pm", which is no time by itself."""
    between = tokens.words.ranges.between.read(tokens, at - 3)
    return (
        tokens.word(at - 1) == "and" and between is not None and tokens.number(at - 2) is not None
    )


def _vagueness(tokens: Tokens, spans: list[Found[When]], beside: Set[int]) -> str:
    taken = beside | {at for span in spans for at in range(span.start, span.end)}
    for at in range(len(tokens)):
        found = tokens.words.time.vague.read(tokens, at)
        if found and at not in taken:
            said = tokens.slice(at, found.end)
            return (
                f"I can't tell which day or time “{said}” means. Say a date, "
                "or put the title in quotation marks."
            )
    return ""
