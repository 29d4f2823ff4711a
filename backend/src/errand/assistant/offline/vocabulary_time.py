"""What a language has to supply for what comes back, and for intervals: tables alone."""

from dataclasses import dataclass

from errand.assistant.offline.day_parts import Part
from errand.assistant.offline.tables import Table


@dataclass(frozen=True)
class RepeatWords:
    """Words for what comes back; a frequency of "" is one that tasks cannot have."""

    every: Table[bool]
    other: Table[bool]
    adverbs: Table[tuple[str, int]]
    units: Table[tuple[str, int]]
    plural_days: Table[int]
    workdays: Table[bool]
    weekend: Table[bool]
    plural_parts: Table[int]
    """Said after a weekday: "Friday evenings"."""
    alternate: Table[bool]
    repeating: Table[bool]
    """Said before an adverb: "repeating weekly"."""
    loose_after: Table[bool]
    """Said directly behind a rule, these lead to more of it: "every year on my birthday"."""
    end_of: Table[bool]
    period_ends: Table[str]
    """The end of what comes back, said without "the end of": "every month end"."""
    except_: Table[bool]
    onwards: Table[bool]
    parts: Table[int]
    """The hour that each part of the day stands for."""
    noons: Table[int]
    last: Table[bool]
    of_month: Table[bool]
    of_year: Table[bool]
    completion: Table[bool]
    catch_up: Table[bool]
    starting: Table[bool]
    until: Table[bool]
    during: Table[bool]
    times: Table[bool]
    unsayable: Table[bool]
    frequencies: Table[bool]
    through: Table[bool]
    joining: Table[bool]
    on_the: Table[bool]


@dataclass(frozen=True)
class RangeWords:
    """Words for intervals and lengths."""

    lead: Table[bool]
    month_lead: Table[bool]
    from_: Table[bool]
    between: Table[bool]
    to: Table[bool]
    and_: Table[bool]
    length_lead: Table[bool]
    not_length: Table[bool]
    """Said after a length that measures from something: "two days ago"."""
    loose_before: Table[bool]
    """Said before a time, these make it another than what was read: "until Friday", "not today"."""
    harmless: Table[bool]
    """Small words that say nothing more of a time beside which they are left."""
    proposing: Table[bool]
    """Said before a time that is proposed: "how about"."""
    loose_after: Table[bool]
    vague_before: Table[bool]
    week_of: Table[bool]
    """Said before a day of a week; True where the day is its first."""
    bound_before: Table[bool]
    """Said before an interval: one of its ends, or neither."""
    determiners: Table[bool]
    """Said before a day that names a thing: "my Sunday run"."""
    """Said before an interval: a part of it that nobody can name."""
    measures: Table[bool]
    """Said after a fraction, these make it no date: "1/2 cup"."""
    not_after: Table[bool]
    """Said before a length that is none to be spent: "the last two weeks"."""


@dataclass(frozen=True)
class ExtraWords:
    """Words for what a task can have beside its title and date."""

    note_lead: Table[bool]
    label_lead: Table[bool]
    plural_labels: Table[bool]
    """Last words of a lead that several names may follow."""
    project_lead: Table[bool]
    project_noun: Table[bool]
    estimate_lead: Table[bool]
    deadline_lead: Table[bool]
    defer_lead: Table[bool]
    reminder_lead: Table[bool]
    no_reminder: Table[bool]
    before: Table[bool]
    when_due: Table[bool]
    """Said of a reminder that comes when the task is due."""
    days_before: Table[int]
    part_before: Table[Part]
    on_the_day: Table[bool]
    again: Table[bool]
    """Said between two reminders."""
