"""Our own questions: one fixed line that tells what is asked, then the readings, numbered.

A question is found again in the conversation by that line, and answered against the readings that
stand there: what the person saw is what their answer picks from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from errand.assistant.offline.answer_times import fits, only_when
from errand.assistant.offline.answering import is_given_up, which_of_times
from errand.assistant.offline.courtesies import is_whole, without_politeness
from errand.assistant.offline.matching import same_words
from errand.assistant.offline.pointing import read_numbers, read_positions
from errand.assistant.offline.resolve import resolve
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Due, Moment, OnDate, When
from errand.assistant.offline.vocabulary import Vocabulary


class Topic(StrEnum):
    """What is asked; the value is the fixed line."""

    WHAT = "What should I add, and when is it due?"
    TASK = "Which task do you mean?"
    WHEN = "Which date or time do you mean?"
    INSTEAD = "Which date or time do you mean instead?"
    PROJECT = "Which project do you mean?"
    RHYTHM = "How often, then, and on which days?"
    SPLIT = "Is that one task or several?"
    SCOPE = "Is that date for all of them, or only for the last?"
    DATING = "Is that its date, or part of its title?"
    PLACING = "Is that its project, or part of its title?"
    DEED = "Shall I delete it, or mark it as cancelled?"
    ADD = "Shall I add it to your tasks?"
    NEW_DUE = "When should it be due?"
    NEW_TITLE = "What should the new title be?"
    VALUE = "What should it be?"
    MEANT = "What did you mean instead?"
    CONFIRM = "Shall I do that?"
    TWIN = "Shall I move that task, or add another one?"
    REMIND = "A reminder of that task, or a new task?"


_FIXED = {
    Topic.SPLIT: "split",
    Topic.SCOPE: "scope",
    Topic.DATING: "dating",
    Topic.PLACING: "placing",
    Topic.DEED: "deed",
    Topic.REMIND: "remind",
    Topic.TWIN: "twin",
}
_FREE = (Topic.WHAT, Topic.NEW_DUE, Topic.NEW_TITLE, Topic.VALUE, Topic.MEANT, Topic.RHYTHM)
_OPTION = re.compile(r"^(\d{1,3})\. (.*)$", re.MULTILINE)
_PROGRESS = re.compile(r"^That was (\d+) of \d+\.$", re.MULTILINE)
_OWNED = re.compile(r"'s\b(?: one)?$")
_NUMBER = re.compile(r"#(\d{1,9}) (.*)")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the person."""

    topic: Topic
    options: tuple[str, ...] = ()
    lead: str = ""
    done: int = 0
    """So many of several orders had been carried out when it was asked."""
    about: str = ""
    """What stood before it, where it was found again."""

    def text(self) -> str:
        """Return the question as it is said."""
        rows = "\n".join(f"{place}. {option}" for place, option in enumerate(self.options, 1))
        return "\n\n".join(part for part in (self.lead, self.topic.value, rows) if part)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person answered to a question.

    Attributes:
        topic: The question's.
        place: The reading that was picked, from 0.
        numbers: The tasks that were picked.
        due: The date or time that was picked.
        text: The answer to an open question.
        when: A time that the answer gave beside what it picked.
        dropped: They want none of it.
    """

    topic: Topic
    place: int = 0
    numbers: tuple[int, ...] = ()
    due: Due | None = None
    text: str = ""
    dropped: bool = False
    when: When | None = None


def find_question(reply: str) -> Ask | None:
    """Return the question that a reply of ours asked."""
    lines = reply.split("\n")
    for at in range(len(lines) - 1, -1, -1):
        topic = next((topic for topic in Topic if topic.value == lines[at]), None)
        if topic:
            options = tuple(text for _, text in _OPTION.findall("\n".join(lines[at + 1 :])))
            done = _PROGRESS.search("\n".join(lines[:at]))
            about = lines[at - 2] if at > 1 else ""
            return Ask(topic, options, done=int(done[1]) if done else 0, about=about)
    return None


def progress(done: int, of: int) -> str:
    """Return the line that tells how many of several orders were carried out so far."""
    return f"That was {done} of {of}."


def plain_answer(ask: Ask, text: str, words: Vocabulary, moment: Moment) -> Answer | None:
    """Read an answer that can be nothing else: a place, a number, yes, no, a date of the list."""
    tokens = without_politeness(Tokens(text, words))
    table = words.commands
    if is_given_up(tokens, free=ask.topic in (*_FREE, Topic.TASK), none="none" in ask.about):
        return Answer(ask.topic, dropped=True)
    if ask.topic in _FREE:
        return None
    if is_whole(table.yes, tokens):
        return _picked(ask, 0) if len(ask.options) <= 1 else None
    fixed, when = _fixed(ask, tokens), _time_given(ask, tokens)
    if fixed is not None or when is not None:
        return Answer(ask.topic, place=fixed or 0, when=when)
    if ask.topic is Topic.TASK and ask.options and is_whole(table.groups, tokens):
        return Answer(ask.topic, numbers=_numbers(ask.options))
    return _picked_by_place(ask, tokens, moment)


def _time_given(ask: Ask, tokens: Tokens) -> When | None:
    """Read "at 11am" and "the date, at 11am" or "yes, for tomorrow": what is so, and its time."""
    words = tokens.words.commands
    if ask.topic not in (Topic.DATING, Topic.ADD):
        return None
    first = words.answers["dating"].read(tokens, 0) if ask.topic is Topic.DATING else None
    first = first or (words.yes.read(tokens, 0) if ask.topic is Topic.ADD else None)
    first = first or tokens.words.talk.make_it.read(tokens, 0)
    start = first.end if first and first.value in (0, True) else 0
    while start < len(tokens) and tokens.word(start) in (",", "and", "-", "for", "but"):
        start += 1
    when = only_when(tokens.window(start, len(tokens)))
    # "2" picks the second reading.
    return when if when and (when.clocks or when.days) and tokens.number(0) is None else None


def _fixed(ask: Ask, tokens: Tokens) -> int | None:
    """Return the reading that is picked by the words kept for this question."""
    key = _FIXED.get(ask.topic)
    found = tokens.words.commands.answers[key].read(tokens, 0) if key else None
    return found.value if found and found.end == len(tokens) else None


def _picked_by_place(ask: Ask, tokens: Tokens, moment: Moment) -> Answer | None:
    place = _place(ask, tokens)
    if place is None and ask.topic is Topic.WHEN and len(ask.options) > 1:
        place = which_of_times(tokens, len(ask.options))
    if place is not None:
        return _picked(ask, place)
    return _dated(ask, tokens, moment) if ask.topic in (Topic.WHEN, Topic.INSTEAD) else None


def loose_answer(ask: Ask, text: str, words: Vocabulary) -> Answer | None:
    """Read an answer in the person's own words, when it was no command."""
    free = ask.topic in (*_FREE, Topic.INSTEAD)
    if free or (ask.topic is Topic.TASK and not ask.options):
        return Answer(ask.topic, text=text)
    if ask.topic not in (Topic.TASK, Topic.PROJECT):
        return None
    for said in dict.fromkeys((text, _unowned(text, words), _without_pronouns(text, words))):
        fitting = [p for p, option in enumerate(ask.options) if same_words(said, option, words)]
        if fitting:
            break
    else:
        return None
    return _picked(ask, fitting[0]) if len(fitting) == 1 else None


def _unowned(text: str, words: Vocabulary) -> str:
    """Return "Mia's one, please" as "Mia"."""
    bare = without_politeness(Tokens(text.replace("\u2019", "'"), words)).raw()
    return _OWNED.sub("", bare)


def _without_pronouns(text: str, words: Vocabulary) -> str:
    """Return "trimming his nails" as "trimming nails"."""
    kept = (w for w in text.split() if w.casefold() not in words.follow_ups.done.possessives)
    return " ".join(kept)


def _place(ask: Ask, tokens: Tokens) -> int | None:
    """Return the place of "2", "the second one", "#12"."""
    numbers = read_numbers(tokens)
    if numbers and len(numbers.numbers) == 1:
        wanted = numbers.numbers[0]
        if not numbers.bare:
            shown = [_number(option) for option in ask.options]
            return shown.index(wanted) if wanted in shown else None
        return wanted - 1 if 1 <= wanted <= len(ask.options) else None
    places = read_positions(tokens)
    if places and len(places.places) == 1:
        place = places.places[0]
        at = len(ask.options) - 1 if place == -1 else place - 1
        return at if 0 <= at < len(ask.options) else None
    return None


def _picked(ask: Ask, place: int) -> Answer | None:
    if ask.topic is Topic.TASK:
        number = _number(ask.options[place]) if place < len(ask.options) else None
        return Answer(ask.topic, numbers=(number,)) if number is not None else None
    text = ask.options[place] if place < len(ask.options) else ""
    return Answer(ask.topic, place=place, text=text)


def _number(option: str) -> int | None:
    match = _NUMBER.match(option)
    return int(match[1]) if match else None


def _numbers(options: Sequence[str]) -> tuple[int, ...]:
    return tuple(number for option in options if (number := _number(option)) is not None)


def due_of_option(option: str, words: Vocabulary, moment: Moment) -> Due | None:
    """Read a date or time back from the way we word it."""
    tokens = Tokens(option, words)
    found = read_when(tokens, 0)
    day = next((d for d in found.value.days if isinstance(d, OnDate)), None) if found else None
    if not found or day is None or day.month is None or day.year is None:
        return None
    at = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a wall clock)
    if not found.value.clocks:
        return Due(at.date())
    clock = found.value.clocks[0]
    at += timedelta(hours=clock.hour, minutes=clock.minute)
    return Due(at.date(), at, str(moment.zone))


def _dated(ask: Ask, tokens: Tokens, moment: Moment) -> Answer | None:
    """Pick by what the answer says of day or time; a new time on the day in question will do."""
    when = only_when(tokens)
    if when is None:
        return None
    dues = [due_of_option(option, tokens.words, moment) for option in ask.options]
    fitting = [p for p, due in enumerate(dues) if due and fits(due, when, moment)]
    if len(fitting) == 1:
        return _picked(ask, fitting[0])
    days = {due.day for due in dues if due}
    if not fitting and len(days) == 1 and when.clocks and not when.days:
        found = resolve(When(clocks=when.clocks, part=when.part), moment, base=Due(days.pop()))
        if len(found.candidates) == 1:
            return Answer(ask.topic, place=-1, due=found.candidates[0])
    return None
