"""The title that is meant instead of the one that a new task was given."""

from errand.assistant.offline.commands import Correct
from errand.assistant.offline.drafts import read_draft
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.matching import content_of
from errand.assistant.offline.respelling import place_of_words, put_in, respelled
from errand.assistant.offline.results import Task
from errand.assistant.offline.retitling import recounted, retitled
from errand.assistant.offline.steps import Scene, stop
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import When

UNCLEAR = "I am not sure what to put right. Please give the whole order again. I changed nothing."


def named_wrong(tasks: tuple[Task, ...], wrong: Tokens | None, scene: Scene) -> tuple[Task, ...]:
    """Return the one of several tasks that has the wrong words in its title."""
    if wrong is None:
        return tasks
    said = set(content_of(wrong.raw(), scene.words))
    fitting = tuple(t for t in tasks if said <= set(content_of(t.title, scene.words)))
    return fitting if len(fitting) == 1 else tasks


def counted_anew(tasks: tuple[Task, ...], command: Correct, scene: Scene) -> str:
    """Return the title with another number in it; where that may be an hour, too, it is asked."""
    said = Tokens(command.said, scene.words).trimmed()
    title = recounted(tasks[0].title, said) if len(tasks) == 1 and not command.wrong else ""
    if title and len(said) == 1 and tasks[0].due and tasks[0].due.at:
        stop(UNCLEAR)
    return title


def title_meant(
    task: Task, command: Correct, wrong: Tokens | None, scene: Scene
) -> tuple[str, When]:
    """Return the title that is meant: a part of the old one replaced, or all of it."""
    rest = Tokens(command.said, scene.words).trimmed()
    if wrong is not None:
        replaced = _replaced(Tokens(task.title, scene.words), wrong, rest)
        return (replaced, When()) if replaced else stop(UNCLEAR)
    draft = read_draft(rest)
    if command.named and not draft.doubtful:
        return draft.title, draft.when
    if any(rest.words.talk.not_.read(rest, at) for at in range(len(rest))):
        stop(UNCLEAR)
    if draft.priority or draft.extras != Extras() or draft.doubtful or draft.refusal:
        stop(UNCLEAR)
    alike = respelled(task.title, rest) if len(rest) == 1 and draft.when.empty else ""
    title = alike or retitled(task.title, draft.title, rest)
    return (title, draft.when) if title else stop(UNCLEAR)


def _replaced(old: Tokens, wrong: Tokens, rest: Tokens) -> str:
    """Return the old title with the wrong words replaced, empty where they are not in it."""
    there = place_of_words(old, wrong)
    if there is None:
        return ""
    # "With Kim, not Jo" says a word again that stays.
    start, end = there
    start = start - 1 if start and old.word(start - 1) == rest.word(0) else start
    return put_in(old, start, end, rest.raw())
