"""What a language has to supply: phrase tables, read by the grammar and holding no logic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property

from errand.assistant.offline.day_parts import Part
from errand.assistant.offline.tables import Table
from errand.assistant.offline.vocabulary_adding import AddWords
from errand.assistant.offline.vocabulary_asides import AsideWords
from errand.assistant.offline.vocabulary_follow_ups import FollowUpWords
from errand.assistant.offline.vocabulary_repairs import RepairWords
from errand.assistant.offline.vocabulary_talk import TalkWords
from errand.assistant.offline.vocabulary_time import ExtraWords, RangeWords, RepeatWords


class Unit(StrEnum):
    """A unit of calendar or clock time."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    FORTNIGHT = "fortnight"
    YEAR = "year"


class Which(StrEnum):
    """Which of the weekdays or weeks by that name."""

    BARE = "bare"
    THIS = "this"
    COMING = "coming"
    NEXT = "next"


@dataclass(frozen=True)
class TimeWords:
    """Words for days and times."""

    numerals: Table[int]
    ordinals: Table[int]
    weekdays: Table[int]
    """Monday is 0."""
    months: Table[int]
    relative_days: Table[int]
    long_names: Table[bool]
    """Names of days and months that a slip of the finger leaves recognisable."""
    no_slips: Table[bool]
    """Words of their own, one letter away from such a name."""
    units: Table[Unit]
    parts: Table[Part]
    tonight: Table[Part]
    named_clocks: Table[int]
    """Noon is 12; midnight is 24, since it may open or close the day."""
    day_lead: Table[bool]
    clock_lead: Table[bool]
    or_words: Table[bool]
    day_after: Table[bool]
    """Said after "or": the day that follows the one before it."""
    about: Table[bool]
    """Said before an exact time that is not meant to the minute."""
    article: Table[bool]
    of_words: Table[bool]
    this: Table[bool]
    coming: Table[bool]
    """Said before a weekday: the first one that is yet to come."""
    upcoming: Table[bool]
    """Said before a weekday or a week: the one of the week after this."""
    previous: Table[bool]
    end_of: Table[bool]
    ahead: Table[bool]
    """Said before a length of time: "in"."""
    from_now: Table[bool]
    ago: Table[bool]
    time_tail: Table[bool]
    """Said after a length that was led by "in": "in two weeks' time"."""
    month_ends: Table[Unit]
    """The end of a unit, said without "the end of": "month end"."""
    workdays: Table[bool]
    from_day: Table[int]
    """Said between a length of time and the day that it counts from; -1 counts back."""
    after_next: Table[bool]
    of_week: Table[Which]
    end_of_day: Table[bool]
    and_fraction: Table[int]
    """Said with a number of hours: the minutes of "and a half"."""
    named_lengths: Table[int]
    """Minutes."""
    half_past: Table[bool]
    spoken_minutes: Table[int]
    """Said after an hour: "seven thirty"."""
    hundred_hours: Table[bool]
    """Said after four digits: "1530 hours"."""
    quarter_past: Table[bool]
    quarter_to: Table[bool]
    o_clock: Table[bool]
    before_noon: Table[bool]
    after_noon: Table[bool]
    unclear_lead: Table[bool]
    """Words after which a date may as well belong to the title."""
    after_hour: Table[bool]
    """Words that may follow a bare hour: "at 7 with Bob", unlike "at 10 Downing Street"."""
    ordinal_nouns: Table[bool]
    """Things that are counted by ordinals, unlike days: "the 4th floor"."""
    adjectives: Table[bool]
    """Words that make a weekday a name: Black Friday."""
    doubtful: Table[bool]
    """Short names of days that are words of their own, too."""
    repeating: Table[bool]
    vague: Table[bool]
    zones: Table[bool]
    later: Table[int]
    by: Table[bool]
    until: Table[bool]

    @cached_property
    def starters(self) -> frozenset[str]:
        """Words with which a phrase about time can begin; digits apart."""
        others = ("repeating", "no_slips", "ordinal_nouns")
        tables = (getattr(self, each.name) for each in fields(self) if each.name not in others)
        none: frozenset[str] = frozenset()
        return none.union(*(table.first_words for table in tables))

    @cached_property
    def measures(self) -> frozenset[str]:
        """Small words of time and number, of which no title is made."""
        names = (self.numerals, self.ordinals, self.weekdays, self.relative_days, self.units)
        links = (self.this, self.coming, self.upcoming, self.previous, self.end_of, self.ahead)
        more = (self.from_now, self.ago, self.from_day, self.after_next, self.clock_lead)
        none: frozenset[str] = frozenset()
        return none.union(*(table.first_words for table in (*names, *links, *more)))


class Verb(StrEnum):
    """What a command asks for, as far as its first words tell."""

    ADD = "add"
    MAKE = "make"
    REMIND = "remind"
    INTEND = "intend"
    COMPLETE = "complete"
    REPORT = "report"
    REOPEN = "reopen"
    START = "start"
    WAIT = "wait"
    RENAME = "rename"
    MOVE = "move"
    SET = "set"
    CLEAR = "clear"
    CHANGE_FIELD = "change_field"
    DELETE = "delete"
    CANCEL = "cancel"


class Field(StrEnum):
    """A field of a task that commands name."""

    TITLE = "title"
    PRIORITY = "priority"
    DUE = "due"
    TIME = "time"


@dataclass(frozen=True)
class CommandWords:
    """Words for what can be asked."""

    polite_start: Table[bool]
    polite_end: Table[bool]
    verbs: Table[tuple[Verb, ...]]
    list_openers: Table[bool]
    search_openers: Table[bool]
    weak_openers: Table[bool]
    fillers: Table[bool]
    task_noun: Table[bool]
    """True for the plural."""
    about: Table[bool]
    title_lead: Table[bool]
    to_my_list: Table[bool]
    belongings: Table[bool]
    """What a task can have, and the offline model cannot give it."""
    statuses: Table[str]
    done_suffix: Table[str]
    after_all: Table[bool]
    also: Table[bool]
    off_list: Table[bool]
    back_on_list: Table[bool]
    priorities: Table[str]
    fields: Table[Field]
    overdue: Table[bool]
    undated: Table[bool]
    open_words: Table[bool]
    done_words: Table[bool]
    as_to: Table[bool]
    of_from: Table[bool]
    and_words: Table[bool]
    deed_words: Table[bool]
    """Verbs that often begin the title of a task."""
    pronouns: Table[bool]
    groups: Table[bool]
    """Both, them: all of what was shown last."""
    everything: Table[bool]
    last_one: Table[bool]
    one_noun: Table[bool]
    number_lead: Table[bool]
    negations: Table[bool]
    unsure_start: Table[bool]
    """Openings of questions and conditions, which order nothing."""
    binding: Table[bool]
    """Prepositions that hold what follows them together: "dinner with Tom and Ann"."""
    dropped: Table[bool]
    taken_back: Table[bool]
    """At the end of an order: it is not to be carried out after all."""
    help: Table[bool]
    create_prompt: Table[bool]
    greetings: Table[bool]
    thanks: Table[bool]
    well_being: Table[bool]
    identity: Table[bool]
    farewells: Table[bool]
    yes: Table[bool]
    no: Table[bool]
    answers: Mapping[str, Table[int]]
    """For each question with fixed readings, the words that pick one of them (from 0)."""


@dataclass(frozen=True)
class Vocabulary:
    """One language."""

    time: TimeWords
    commands: CommandWords
    talk: TalkWords
    repeats: RepeatWords
    ranges: RangeWords
    extras: ExtraWords
    repairs: RepairWords
    asides: AsideWords
    follow_ups: FollowUpWords
    adding: AddWords
    stopwords: frozenset[str]
    lemmas: Mapping[str, str]
    suffixes: tuple[str, ...]
    silent: str
    """A last letter that inflection drops."""

    @cached_property
    def counted_words(self) -> frozenset[str]:
        """Words that a number at the head of an extra can count, months among them."""
        time, rhythm = self.time, self.repeats
        tables = (time.units, time.months, time.of_words, rhythm.times, rhythm.units)
        none: frozenset[str] = frozenset()
        return none.union(*(table.first_words for table in tables))

    @cached_property
    def extra_starters(self) -> frozenset[str]:
        """Words with which anything beside title and date can begin."""
        own = (getattr(self.extras, each.name) for each in fields(self.extras))
        rhythm, time = self.repeats, self.time
        tables = (
            *(rhythm.every, rhythm.adverbs, rhythm.plural_days, rhythm.workdays, rhythm.weekend),
            *(rhythm.on_the, rhythm.last, rhythm.frequencies, time.ordinals, time.months),
            *(rhythm.starting, rhythm.alternate, rhythm.end_of, time.weekdays),
            *(time.article, time.numerals, time.named_lengths, *own),
        )
        return frozenset[str]().union(*(table.first_words for table in tables))

    @cached_property
    def opening_verbs(self) -> frozenset[str]:
        """Words with which orders begin, of which a slip is forgiven."""
        first = self.commands.verbs.first_words | self.talk.tag.first_words
        return frozenset(word for word in first if len(word) >= 4 and word.isalpha())

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Words that are right as they are, though they are like the opening of an order."""
        tables = (getattr(self.commands, each.name) for each in fields(self.commands))
        own = (getattr(self.talk, each.name) for each in fields(self.talk))
        none: frozenset[str] = frozenset(self.lemmas)
        rows = (t.first_words for t in (*tables, *own) if isinstance(t, Table))
        return none.union(*rows)

    def lemma(self, word: str) -> str:
        """Return the stem of a word, good enough to compare two titles by."""
        word = self.lemmas.get(word, word)
        for suffix in self.suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word.removesuffix(suffix)
                break
        word = word.removesuffix(self.silent) if len(word) > 3 else word
        return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word

    def content(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the words that tell one title from another."""
        kept = tuple(self.lemma(word) for word in words if word not in self.stopwords)
        return kept or tuple(words)
