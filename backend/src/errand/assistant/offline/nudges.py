"""The grammar of reminders of a new task: "30 minutes before", "the evening before at 8"."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from errand.assistant.offline.lengths import read_spell
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_bare_hour, read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import Length, When

MOST_NUDGES = 5
Nudges = tuple["Nudge", ...]


@dataclass(frozen=True, slots=True)
class Nudge:
    """One reminder as it was said.

    Attributes:
        minutes: So long before the task is due.
        days_before: So many days before it is due, at the time that `when` says.
        when: A time of its own.
        problem: Why nobody can tell when.
    """

    minutes: int | None = None
    days_before: int | None = None
    when: When = field(default_factory=When)
    problem: str = ""


WHEN = Nudge(problem="a reminder, but not when it should come")


def read_nudges(tokens: Tokens, at: int) -> Found[Nudges] | None:
    """Read "with a reminder an hour before", "remind me at 8 and again at 8:30"."""
    words = tokens.words.extras
    lead = words.reminder_lead.read(tokens, at)
    if not lead:
        return None
    if words.no_reminder.read(tokens, at):
        return Found((), at, lead.end) if _stands_apart(tokens, at) else None
    place = lead.end + 1 if tokens.word(lead.end) in (":", ",") else lead.end
    named = lead.end - at > 1 and (at > 0)
    apart = _stands_apart(tokens, at)
    found = _row(tokens, place, free=apart)
    if found and tokens.words.commands.title_lead.read(tokens, found.end):
        # "Remind me at 2 to find her number" is another task.
        return None
    if found:
        return Found(found.value, at, found.end)
    closed = tokens.kind(place) in (None, Kind.LINE) or tokens.word(place) in (",", ";", ".", ")")
    return Found((WHEN,), at, lead.end) if named and apart and closed else None


def _stands_apart(tokens: Tokens, at: int) -> bool:
    """Tell whether a comma, "and" or "with" sets a reminder off from the title."""
    first = tokens.word(at)
    return first in ("with", "without", "and") or tokens.word(at - 1) in (
        ",",
        ";",
        "(",
        "-",
        ".",
        "\u2013",
    )


def leading_nudges(tokens: Tokens) -> Found[Nudges] | None:
    """Read "an hour before" at the head of what is to be done: "an hour before to call mum"."""
    found = _row(tokens, 0, free=False)
    lead = tokens.words.commands.title_lead.read(tokens, found.end) if found else None
    return Found(found.value, 0, lead.end) if found and lead else None


def _row(tokens: Tokens, at: int, *, free: bool) -> Found[Nudges] | None:
    """Read one or several, joined by "and"; `free`: also at times of their own."""
    nudges: list[Nudge] = []
    end = at
    for _ in range(MOST_NUDGES):
        link = tokens.words.extras.again.read(tokens, end) if nudges else None
        place = link.end if link else end
        found = _one(tokens, place, free=free) if link or not nudges else None
        if not found:
            break
        nudges += found.value
        end = found.end
    return Found(tuple(nudges), at, end) if nudges else None


def _one(tokens: Tokens, at: int, *, free: bool) -> Found[Nudges] | None:
    words = tokens.words.extras
    due = words.when_due.read(tokens, at)
    if due:
        return Found((Nudge(minutes=0),), at, due.end)
    return _before(tokens, at) or _day_before(tokens, at) or (_own(tokens, at) if free else None)


def _before(tokens: Tokens, at: int) -> Found[Nudges] | None:
    """Read "30 minutes before", "1 day and 1 hour before", "10 and 30 minutes early"."""
    words = tokens.words.extras
    start = at + 1 if tokens.word(at) in ("for", "at", "about") else at
    spells = tuple(_lengths(tokens, start))
    before = words.before.read(tokens, spells[-1].end) if spells else None
    if not before:
        return None
    lengths = [spell.value for spell in spells]
    if any(length.months for length in lengths):
        return Found((Nudge(problem="a reminder months ahead"),), at, before.end)
    if any(length.days and length.minutes for length in lengths):
        said = "a reminder that may be one or two"
        return Found((Nudge(problem=said),), at, before.end)
    found = tuple(Nudge(minutes=length.minutes + 1440 * length.days) for length in lengths)
    return Found(found, at, before.end)


def _lengths(tokens: Tokens, at: int) -> Iterator[Found[Length]]:
    """Give the lengths of a row; a number without a unit has that of the next."""
    for _ in range(MOST_NUDGES):
        bare, number = None, tokens.number(at)
        link = tokens.words.extras.again.read(tokens, at + 1) if number is not None else None
        spell = read_spell(tokens, at)
        if not spell and link and number is not None:
            following = read_spell(tokens, link.end)
            if following and (unit := _unit_of(tokens, link.end, following.value.length)):
                bare = Found(unit.times(number), at, at + 1)
        found = bare or (Found(spell.value.length, at, spell.end) if spell else None)
        if not found:
            return
        yield found
        link = tokens.words.extras.again.read(tokens, found.end)
        if not link:
            return
        at = link.end


def _unit_of(tokens: Tokens, at: int, length: Length) -> Length | None:
    count = tokens.number(at)
    if not count or (length.minutes + length.days) % count:
        return None
    return replace(length, minutes=length.minutes // count, days=length.days // count)


def _day_before(tokens: Tokens, at: int) -> Found[Nudges] | None:
    """Read "the day before", "the evening before at 8", "on the morning at 7", "that day at 9"."""
    words = tokens.words.extras
    days = words.days_before.read(tokens, at)
    part = words.part_before.read(tokens, at) if not days else None
    on_day = words.on_the_day.read(tokens, at) if not days and not part else None
    head = days or part or on_day
    if not head:
        return None
    place = head.end
    when = read_when(tokens, place) or read_bare_hour(tokens, place)
    if when and when.value.days:
        when = None
    clock = when.value if when and when.value.clocks else When()
    end = when.end if when and when.value.clocks else place
    if part:
        clock = replace(clock, part=clock.part or part.value)
    ahead = days.value if days else 1 if part else 0
    if not clock.clocks:
        nudge = Nudge(minutes=1440 * days.value) if days else WHEN
        return Found((nudge,), at, end)
    return Found((Nudge(days_before=ahead, when=clock),), at, end)


def _own(tokens: Tokens, at: int) -> Found[Nudges] | None:
    """Read "at 8:30", "on Thursday at 6pm", "in two hours"; a day alone does not say when."""
    when = read_when(tokens, at)
    if not when:
        return None
    said = when.value
    if said.others or not (said.clocks or said.ahead or said.instant):
        return Found((WHEN,), at, when.end)
    return Found((Nudge(when=said),), at, when.end)
