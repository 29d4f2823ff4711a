""" "And check in online" after a deed: the same for a task that is there, else a new one."""

from collections.abc import Generator

from errand.assistant.offline.commands import Add, Command
from errand.assistant.offline.deeds import Deed
from errand.assistant.offline.likewise import likewise
from errand.assistant.offline.lookup import UNFINISHED
from errand.assistant.offline.matching import Fit, best_match
from errand.assistant.offline.searching import fitting
from errand.assistant.offline.steps import Given, Scene, Step
from errand.assistant.offline.tokens import Tokens


def gone_on(
    command: Add, scene: Scene, prior: Command | None, deed: Deed | None
) -> Generator[Step, Given, Command]:
    """Return what was done last for the task of exactly that title; the new task where none is."""
    one = command.body.one if command.body and not command.body.several else None
    if one is None or deed is None or not command.joined or command.certain:
        return command
    if deed.waits or deed.words.startswith(("Added", "Undone")):
        return command
    found = yield from fitting(one.title, scene, UNFINISHED)
    match = best_match(one.title, found, scene.words)
    if match.fit is not Fit.EXACT or len(match.tasks) != 1:
        return command
    return likewise(prior, Tokens(f"#{match.tasks[0].number}", scene.words)) or command
