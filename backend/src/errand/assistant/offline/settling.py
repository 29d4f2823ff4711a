"""The one due that is meant: asked for where there are several, and where there is none."""

from collections.abc import Generator
from dataclasses import replace
from datetime import date

from errand.assistant.offline.calendars import Days
from errand.assistant.offline.edit_values import read_value
from errand.assistant.offline.edits import Rhythm
from errand.assistant.offline.questions import Answer, Ask, Topic, due_of_option
from errand.assistant.offline.repeat import Repeat
from errand.assistant.offline.resolve import Resolved, resolve
from errand.assistant.offline.shifts import shift_said
from errand.assistant.offline.steps import Given, Scene, Step, ask, stop
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Due, Length, When
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wording import due_in_words


def settled(
    found: Resolved,
    scene: Scene,
    when: When | None = None,
    base: Due | None = None,
) -> Generator[Step, Given, Due]:
    """Return the one due that is meant: asks when there are several, and what else where none is.

    Args:
        found: What the phrase can mean.
        scene: The conversation around it.
        when: The phrase, of which an answer to a day that is none may leave parts as they are.
        base: The due of the task that is moved.
    """
    if not found.candidates:
        problem = f"{found.problem or 'I could not read the date.'} I changed nothing."
        found = replace(found, problem=problem)
        return (yield from _instead(found, scene, when or When(), base))
    if len(found.candidates) == 1:
        return found.candidates[0]
    options = tuple(due_in_words(due) for due in found.candidates)
    answer = yield from ask(Ask(Topic.WHEN, options))
    return _chosen(answer, found.candidates, scene)


def real_day(days: Days, when: When, scene: Scene, told: str) -> Generator[Step, Given, date]:
    """Return the one day that is meant instead of one that is none; `told` is what was not done."""
    instead = tuple(Due(day) for day in days.instead)
    problem = f"{days.problem or 'I could not read the date.'} {told}"
    due = yield from _instead(Resolved(problem=problem, instead=instead), scene, when, None)
    return due.day


def when_of_answer(text: str, scene: Scene) -> When | None:
    """Read the answer to "when?": "to next Monday", "at 5pm", "Friday"."""
    tokens = Tokens(text, scene.words).trimmed()
    until = scene.words.time.until.read(tokens, 0)
    for start in (0, until.end if until else 0):
        found = read_when(tokens, start)
        if found and found.end == len(tokens):
            return found.value
    return None


def asked_when(
    lead: str, scene: Scene
) -> Generator[Step, Given, tuple[When | None, Length | None]]:
    """Ask when it should be due; "by a week" counts from when it was."""
    answer = yield from ask(Ask(Topic.NEW_DUE, lead=lead))
    when = when_of_answer(answer.text, scene)
    shift = shift_of_answer(answer.text, scene)
    if when is None and shift is None:
        stop("I could not read a date or time in that. I changed nothing.")
    return when, None if when else shift


def shift_of_answer(text: str, scene: Scene) -> Length | None:
    """Read the answer to "when?": "by a week", "an hour later"."""
    return shift_said(Tokens(text, scene.words).trimmed())


def _instead(
    found: Resolved, scene: Scene, when: When, base: Due | None
) -> Generator[Step, Given, Due]:
    options = tuple(due_in_words(due) for due in found.instead)
    answer = yield from ask(Ask(Topic.INSTEAD, options, found.problem))
    if answer.due is not None or (answer.text and answer.text in options):
        return _chosen(answer, found.instead, scene)
    more = when_of_answer(answer.text, scene)
    if more is None:
        return _chosen(answer, found.instead, scene)
    meant = _amended(when, more)
    return (yield from settled(resolve(meant, scene.moment, base=base), scene, meant, base))


def _amended(when: When, more: When) -> When:
    """Return what was said with the day or the time of the answer; what it says of both wins."""
    clocks = tuple(clock for clock in when.clocks if clock.possible)
    if more.days:
        return replace(more, clocks=more.clocks or clocks, part=more.part or when.part)
    return replace(more, days=when.days) if more.clocks or more.part else more


def _chosen(answer: Answer, candidates: tuple[Due, ...], scene: Scene) -> Due:
    if answer.due is not None:
        return answer.due
    options = [due_in_words(due) for due in candidates]
    # What the person saw is what they picked, even if the list would be another by now.
    if answer.text in options:
        return candidates[options.index(answer.text)]
    due = due_of_option(answer.text, scene.words, scene.moment)
    return due or stop("That choice is no longer open. I changed nothing.")


def asked_rhythm(problem: str, scene: Scene) -> Generator[Step, Given, tuple[Repeat, When | None]]:
    """Ask how often it is, where what was said is no rhythm that a task can have."""
    lead = f"{problem or 'I could not read how often.'} I changed nothing."
    answer = yield from ask(Ask(Topic.RHYTHM, lead=lead))
    found = _rhythm_of(answer.text, scene)
    return found or stop("I could not read how often in that. I changed nothing.")


def _rhythm_of(text: str, scene: Scene) -> tuple[Repeat, When | None] | None:
    """Read "every Monday", "Mondays and Thursdays at 9", "Monday and Thursday"."""
    for said in (text, f"every {text}"):
        found = read_value(Part.RHYTHM, Tokens(said, scene.words).trimmed())
        if isinstance(found, Rhythm) and found.repeat and not found.repeat.problem:
            return found.repeat, found.when
    return None
