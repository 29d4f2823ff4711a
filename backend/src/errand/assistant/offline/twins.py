"""New tasks with the title of one that is open: that one may be meant, so it is asked about."""

from dataclasses import replace

from errand.assistant.offline.adding import add
from errand.assistant.offline.changing import move
from errand.assistant.offline.commands import Add, Move
from errand.assistant.offline.deeds import Deed
from errand.assistant.offline.drafts import Draft
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.lookup import UNFINISHED
from errand.assistant.offline.matching import Fit, best_match
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.refs import Numbers
from errand.assistant.offline.searching import fitting
from errand.assistant.offline.steps import Plan, Scene, ask
from errand.assistant.offline.values import When


def add_or_move(command: Add, scene: Scene, deed: Deed | None) -> Plan:
    """Add the task; where one of that title is open, ask whether that is to be moved."""
    if command.joined and command.bare and deed is not None and deed.added:
        command = replace(command, certain=True)  # "and buy a swimsuit", after another
    if command.guess:
        known = yield from fitting(command.guess, scene, UNFINISHED)
        command = replace(command, certain=command.certain and not known)
    draft = _movable(command)
    if draft is None:
        return (yield from add(command, scene))
    found = yield from fitting(draft.title, scene, UNFINISHED)
    match = best_match(draft.title, found, scene.words)
    if match.fit is not Fit.EXACT:
        return (yield from add(command, scene))
    ref = Numbers(tuple(task.number for task in match.tasks))
    moved = Move(ref, command.lead.joined(draft.when))
    after_move = scene.after_deed and deed is not None and deed.words.startswith("Moved")
    if command.joined and after_move and len(match.tasks) == 1:
        return (yield from move(moved, scene))
    lead = f"There is a task of that name already: {match.tasks[0].words()}."
    answer = yield from ask(Ask(Topic.TWIN, ("move that task", "add another one"), lead))
    return (yield from (add(command, scene) if answer.place else move(moved, scene)))


def _movable(command: Add) -> Draft | None:
    """Return what is to be done where all that was said beside it is a time."""
    one = command.body.one if command.body and not command.body.several else None
    if one is None or not command.bare or not command.certain:
        return None
    plain = one.extras == Extras() and not (one.priority or one.doubtful or one.refusal)
    timed = command.lead.joined(one.when) != When()
    return one if plain and timed and one.title else None
