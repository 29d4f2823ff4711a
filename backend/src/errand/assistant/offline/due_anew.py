"""When a task that is there is to be due: said, counted from when it was, or asked for."""

from collections.abc import Generator

from errand.assistant.offline.adding import settled
from errand.assistant.offline.commands import Move
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.renewing import in_same_hour
from errand.assistant.offline.resolve import Resolved, resolve, shifted
from errand.assistant.offline.results import Task
from errand.assistant.offline.shifts import shift_said
from errand.assistant.offline.steps import Given, Scene, Step, ask, stop
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Due, Length, When
from errand.assistant.offline.wording import quoted


def new_due(task: Task, command: Move, scene: Scene) -> Generator[Step, Given, Due]:
    when, shift = command.when, command.shift
    lead = f"{quoted(task.title)}, so far {_so_far(task)}."
    if shift and task.due is None:
        lead = f"{quoted(task.title)} has no date to count from."
        shift = None
    if when is None and shift is None:
        when, shift = yield from asked_when(lead, scene)
    if shift and task.due is None:
        stop(f"{quoted(task.title)} has no date to count from. I changed nothing.")
    if shift and task.due:
        found = shifted(task.due, shift, scene.moment)
        found = _either_way(found, shifted(task.due, shift.times(-1), scene.moment), command)
        return (yield from settled(found, scene))
    base = task.due if _keeps(when) else None
    when = in_same_hour(when, task.due) if when else None
    return (yield from settled(resolve(when or When(), scene.moment, base=base), scene))


def _either_way(later: Resolved, earlier: Resolved, command: Move) -> Resolved:
    """Return both where "forward" may mean either."""
    if not command.either or not earlier.candidates:
        return later
    return Resolved((*earlier.candidates, *later.candidates))


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


def _so_far(task: Task) -> str:
    return task.words().partition(", due ")[2] or "without a date"


def _keeps(when: When | None) -> bool:
    """Tell whether what was said leaves a day or a time of day to keep."""
    return when is not None and when.ahead is None


def when_of_answer(text: str, scene: Scene) -> When | None:
    """Read the answer to "when?": "to next Monday", "at 5pm", "Friday"."""
    tokens = Tokens(text, scene.words).trimmed()
    until = scene.words.time.until.read(tokens, 0)
    for start in (0, until.end if until else 0):
        found = read_when(tokens, start)
        if found and found.end == len(tokens):
            return found.value
    return None
