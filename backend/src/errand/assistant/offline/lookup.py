"""From a reference to the tasks that are meant: find them, match, and ask where it is unclear."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from errand.assistant.offline.history import Mentioned
from errand.assistant.offline.listing import find_wanted
from errand.assistant.offline.matching import (
    Fit,
    without_vague,
)
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.references import read_ref
from errand.assistant.offline.refs import (
    Chosen,
    Group,
    It,
    Named,
    Nothing,
    Numbers,
    Others,
    Positions,
    Ref,
    Without,
)
from errand.assistant.offline.results import Task, is_within, tasks_in
from errand.assistant.offline.searching import PAGE, matching, with_text
from errand.assistant.offline.steps import Given, Scene, Step, ask, call, last_named, stop
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.wanted import EVERY_STATUS, FINISHED, UNFINISHED, Show
from errand.assistant.offline.wording import counted, quoted

__all__ = ["EVERY_STATUS", "FINISHED", "UNFINISHED", "look_up"]

MOST_OPTIONS = 8
_UNSEEN = Ask(Topic.TASK, lead="I don't know which task you mean by that.")
MANY = 3
"""From so many on the server asks for confirmation by itself."""

Lookup = Generator[Step, Given, tuple[Task, ...]]


def look_up(  # noqa: C901  a kind a line
    ref: Ref, scene: Scene, statuses: Sequence[str], *, sure: bool = False, held: bool = False
) -> Lookup:
    """Return the tasks that a reference means, at least one.

    Args:
        ref: What was said.
        scene: The conversation around it.
        statuses: Where a title is looked for first; numbers and places are found in any.
        sure: Ask also about a title that only has a slip in it.
        held: The server lets the person confirm it anyway, so "all" is not asked about here.
    """
    match ref:
        case Numbers():
            plan = _by_number(ref, scene)
        case Positions():
            plan = _by_place(ref.places, scene)
        case It():
            plan = _it(scene)
        case Group():
            plan = _group(ref, scene)
        case Others():
            plan = _others(ref, scene)
        case Chosen():
            plan = _chosen(ref, scene, statuses, held=held)
        case Without():
            plan = _all_but(ref, scene, statuses, held=held)
        case Nothing():
            plan = _asked(Ask(Topic.TASK), scene, statuses)
        case Named():
            plan = _by_title(ref, scene, statuses, sure=sure)
    return (yield from plan)


def _chosen(ref: Chosen, scene: Scene, statuses: Sequence[str], *, held: bool) -> Lookup:
    """Return the tasks that fit a filter; "all of them" is confirmed, if the server does not."""
    if ref.words and ref.show.text:
        exact = yield from with_text(ref.words, scene, statuses)
        if exact.fit is Fit.EXACT and len(exact.tasks) == 1:
            return exact.tasks
    of_done = not ref.show.status and set(statuses) == set(FINISHED)
    show = replace(ref.show, status="done") if of_done else ref.show
    found = yield from find_wanted(show, scene)
    if not found:
        stop(f"No task fits {quoted(ref.words or 'that')}. I changed nothing.")
    if ref.count and len(found) != ref.count:
        if ref.count > 1:
            told = f"{counted(len(found), 'task')} fit{'s' if len(found) == 1 else ''}"
            return (yield from _choose(found, scene, lead=f"{told}, not {ref.count}."))
        return (yield from _choose(found, scene))
    if ref.every and len(found) < MANY and not held:
        yield from ask(Ask(Topic.CONFIRM, lead=f"That is {_listed(found)}."))
    return found


def _listed(tasks: Sequence[Task]) -> str:
    return " and ".join(task.words() for task in tasks)


def _all_but(ref: Without, scene: Scene, statuses: Sequence[str], *, held: bool) -> Lookup:
    seen = max(len(scene.in_view.numbers), len(scene.in_view.ids))
    if isinstance(ref.these, Group) and seen < 2:
        these = yield from find_wanted(Show(), scene)
    elif isinstance(ref.these, Group):
        these = yield from _all_in_view(scene)
    else:
        these = yield from look_up(ref.these, scene, statuses, held=True)
    among = scene.seeing(Mentioned(ids=tuple(task.id for task in these)))
    but = yield from look_up(ref.but, among, statuses)
    gone = {task.id for task in but}
    left = tuple(task for task in these if task.id not in gone)
    if not left or len(left) == len(these):
        stop("I could not tell which tasks would be left. I changed nothing.")
    if isinstance(ref.these, Chosen) and ref.these.every and len(left) < MANY and not held:
        yield from ask(Ask(Topic.CONFIRM, lead=f"That is {_listed(left)}."))
    return left


def _others(ref: Others, scene: Scene) -> Lookup:
    """Return what was in view beside the task that was spoken of last."""
    now = yield from _all_in_view(scene)
    gone = {task.id for task in now}
    for view in scene.before:
        wider = yield from _all_in_view(scene.seeing(view))
        left = tuple(task for task in wider if task.id not in gone)
        if len(left) < len(wider) and left:
            if ref.one and len(left) > 1:
                return (yield from _choose(left, scene))
            return left
    stop("I don't know which other one you mean. Say its title or its number.")


def _asked(question: Ask, scene: Scene, statuses: Sequence[str]) -> Lookup:
    """Ask for a task; the answer picks from the question, or is a reference of its own."""
    answer = yield from ask(question)
    if answer.numbers:
        return (yield from _numbered(answer.numbers))
    ref = read_ref(Tokens(answer.text, scene.words))
    if isinstance(ref, Nothing):
        stop("I need the title or the number of a task. I changed nothing.")
    return (yield from look_up(ref, scene, statuses))


def _numbered(numbers: tuple[int, ...]) -> Lookup:
    wanted = [n for n in numbers if 1 <= n < 2**31]
    if not wanted or len(wanted) != len(numbers):
        stop(f"There is no task #{numbers[0]}.")
    found = yield from call("find_tasks", numbers=wanted, statuses=EVERY_STATUS, limit=PAGE)
    by_number = {task.number: task for task in tasks_in(found.result, "tasks")}
    missing = next((n for n in numbers if n not in by_number), None)
    if missing is not None:
        stop(f"There is no task #{missing}. I changed nothing.")
    return tuple(by_number[n] for n in numbers)


def _by_number(ref: Numbers, scene: Scene) -> Lookup:
    view = scene.in_view
    first = ref.numbers[0]
    if ref.bare and view.listed and first <= len(view.numbers) and view.numbers[first - 1] != first:
        both = yield from _numbered((view.numbers[first - 1],))
        lead = f"Do you mean number {first} in the list, or task #{first}?"
        options = (both[0].words(), f"#{first} the task with that number")
        answer = yield from ask(Ask(Topic.TASK, options, lead))
        return (yield from _numbered(answer.numbers or (first,)))
    return (yield from _numbered(ref.numbers))


def _by_place(places: tuple[int, ...], scene: Scene) -> Lookup:
    view = scene.in_view
    keys: Sequence[int | str] = view.numbers or view.ids
    if not keys:
        stop("I have not shown you a list yet. Say “show my tasks” first.")
    indexes = [len(keys) + place if place < 0 else place - 1 for place in places]
    beyond = next((i for i in indexes if not 0 <= i < len(keys)), None)
    if beyond is not None:
        stop(f"The last list has only {len(keys)} of them. I changed nothing.")
    if view.numbers:
        return (yield from _numbered(tuple(view.numbers[i] for i in indexes)))
    return (yield from _with_ids(tuple(view.ids[i] for i in indexes)))


def _with_ids(ids: tuple[str, ...]) -> Lookup:
    found = yield from call("find_tasks", ids=list(ids), statuses=EVERY_STATUS, limit=PAGE)
    by_id = {task.id: task for task in tasks_in(found.result, "tasks")}
    if any(task_id not in by_id for task_id in ids):
        stop("That task is no longer there. I changed nothing.")
    return tuple(by_id[task_id] for task_id in ids)


def _it(scene: Scene) -> Lookup:
    if not scene.in_view.some:
        return (yield from _asked(_UNSEEN, scene, EVERY_STATUS))
    found = yield from _all_in_view(scene)
    if len(found) > 1:
        return (yield from _choose(found, scene))
    return found


def _all_in_view(scene: Scene) -> Lookup:
    view = scene.in_view
    if view.numbers:
        return (yield from _numbered(view.numbers[:PAGE]))
    if not view.ids:
        stop(f"{_UNSEEN.lead} Say its title or its number.")
    return (yield from _with_ids(view.ids[:PAGE]))


def _group(ref: Group, scene: Scene) -> Lookup:
    if not scene.in_view.some:
        return (yield from _asked(_UNSEEN, scene, EVERY_STATUS))
    found = yield from _all_in_view(scene.seeing(last_named(scene, ref.count or 0)))
    if ref.count and len(found) != ref.count:
        return (yield from _choose(found, scene))
    return found


def _by_title(ref: Named, scene: Scene, statuses: Sequence[str], *, sure: bool) -> Lookup:
    """Find a title: by its words, then among all with slips allowed, then among the others."""
    found = yield from matching(ref.words, scene, statuses)
    if len(found.tasks) == 1 and (
        found.fit >= Fit.ALL_WORDS or (found.fit is Fit.SLIP and not sure)
    ):
        return found.tasks
    if found.fit < Fit.ALL_WORDS and ref.shorter:
        inside = yield from matching(ref.shorter, scene, statuses)
        if inside.fit >= Fit.ALL_WORDS and is_within(inside.tasks, ref.within):
            return (yield from _by_title(Named(ref.shorter), scene, statuses, sure=sure))
    vague = without_vague(ref.words, scene.words)
    if found.fit < Fit.SLIP and vague:
        return (yield from _by_title(Named(vague), scene, statuses, sure=sure))
    if found.fit < Fit.ALL_WORDS and ref.parts:
        return (yield from _by_parts(ref, scene, statuses))
    if found.fit >= Fit.SLIP or found.tasks:
        near = found.fit < Fit.ALL_WORDS
        lead = (
            f"I found no task called {quoted(ref.words)}, only something like it." if near else ""
        )
        return (yield from _choose(found.tasks, scene, lead=lead))
    return (yield from _elsewhere(ref, scene, statuses))


def _elsewhere(ref: Named, scene: Scene, statuses: Sequence[str]) -> Lookup:
    """Find a title among the tasks of other states; where there is none, ask which is meant."""
    others = [status for status in EVERY_STATUS if status not in statuses]
    found = yield from with_text(ref.words, scene, others)
    if found.fit < Fit.ALL_WORDS:
        lead = f"I found no task like {quoted(ref.words)}. I changed nothing."
        return (yield from _asked(Ask(Topic.TASK, lead=lead), scene, statuses))
    return found.tasks if len(found.tasks) == 1 else (yield from _choose(found.tasks, scene))


def _by_parts(ref: Named, scene: Scene, statuses: Sequence[str]) -> Lookup:
    """Read "the report and buy milk" as two tasks, when each part is the title of one."""
    if ref.deeds:
        lead = "Offline I can do one thing at a time, and I was not sure what the first one is."
        return (yield from _asked(Ask(Topic.TASK, lead=lead), scene, statuses))
    tasks: list[Task] = []
    for part in ref.parts[:MOST_OPTIONS]:
        found = yield from matching(part, scene, statuses)
        if found.fit < Fit.ALL_WORDS or len(found.tasks) != 1:
            stop(f"I could not tell which task {quoted(part)} is. I changed nothing.")
        tasks += found.tasks
    return tuple(dict.fromkeys(tasks))


def _choose(tasks: Sequence[Task], scene: Scene, *, lead: str = "") -> Lookup:
    """Ask which of these is meant; more than fit on a screen have to be named more exactly."""
    shown = tasks[:MOST_OPTIONS]
    if len(tasks) > len(shown):
        lead = lead or f"{len(tasks)} tasks fit; these are the first {len(shown)}."
    question = Ask(Topic.TASK, tuple(task.words() for task in shown), lead)
    return (yield from _asked(question, scene, EVERY_STATUS))
