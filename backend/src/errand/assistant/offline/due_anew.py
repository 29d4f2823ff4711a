"""When a task that is there is to be due: said, counted from when it was, or asked for."""

from collections.abc import Generator

from errand.assistant.offline.commands import Move
from errand.assistant.offline.renewing import in_same_hour
from errand.assistant.offline.resolve import Resolved, resolve, shifted
from errand.assistant.offline.results import Task
from errand.assistant.offline.settling import asked_when, settled
from errand.assistant.offline.steps import Given, Scene, Step, stop
from errand.assistant.offline.values import Due, When
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
    when = when or When()
    return (yield from settled(resolve(when, scene.moment, base=base), scene, when, base))


def _either_way(later: Resolved, earlier: Resolved, command: Move) -> Resolved:
    """Return both where "forward" may mean either."""
    if not command.either or not earlier.candidates:
        return later
    return Resolved((*earlier.candidates, *later.candidates))


def _so_far(task: Task) -> str:
    return task.words().partition(", due ")[2] or "without a date"


def _keeps(when: When | None) -> bool:
    """Tell whether what was said leaves a day or a time of day to keep."""
    return when is not None and when.ahead is None
