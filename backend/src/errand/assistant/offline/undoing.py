"""The plan that takes back what was done in this conversation, if it is what is meant."""

from collections.abc import Generator, Mapping
from typing import Any, cast

from errand.assistant.offline.commands import Undo
from errand.assistant.offline.deeds import Deed
from errand.assistant.offline.history import Outcome
from errand.assistant.offline.lookup import EVERY_STATUS, MOST_OPTIONS, look_up
from errand.assistant.offline.matching import content_of
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.refs import Named, Numbers
from errand.assistant.offline.results import Task, read_task
from errand.assistant.offline.steps import Given, Plan, Scene, Step, Stopped, ask, call, stop

NOTHING = "There is nothing to undo: I have changed nothing in this conversation."
STEPWISE = (
    "That was not the last thing that I did. Say “undo” to go back step by step. I changed nothing."
)


def undo(command: Undo, scene: Scene, deeds: tuple[Deed, ...]) -> Plan:
    """Take back the last answer, or the last so many calls.

    Args:
        command: What was asked.
        scene: The conversation around it.
        deeds: What was done in it, newest first.
    """
    if command.again:
        stop("I can't do again what was taken back; please give the order once more.")
    yield from _which(command, scene, deeds)
    _refuse_other(command, scene, deeds)
    if command.but is not None and deeds:
        # To take it back and to leave it done is a contradiction.
        yield from ask(
            Ask(Topic.CONFIRM, lead=f"I can only take all of this back: {_first(deeds)}")
        )
    if command.unsure:
        yield from ask(Ask(Topic.CONFIRM, lead="I can take back what I have just done."))
    back = {"last": command.last} if command.last else {"last_turn": True}
    try:
        done = yield from call("undo", **back)
    except Stopped:
        if deeds:
            raise
        # The tool tells of the last change elsewhere, which is of no use to a person.
        stop(NOTHING)
    return told(done)


def _first(deeds: tuple[Deed, ...]) -> str:
    return deeds[0].words.strip().splitlines()[0]


def _which(command: Undo, scene: Scene, deeds: tuple[Deed, ...]) -> Generator[Step, Given, None]:
    """Ask what is meant by "the report one" where it was done to two reports."""
    if not command.vague or not isinstance(command.ref, Named):
        return
    wanted = set(content_of(command.ref.words, scene.words))
    fits = [deed for deed in deeds if wanted <= set(content_of(deed.words, scene.words))]
    numbers = tuple(dict.fromkeys(number for deed in fits for number in deed.numbers))
    if len(numbers) < 2 or len(fits) < 2:
        return
    tasks = yield from look_up(Numbers(numbers[:MOST_OPTIONS]), scene, EVERY_STATUS)
    answer = yield from ask(Ask(Topic.TASK, tuple(task.words() for task in tasks)))
    if not set(answer.numbers) <= set(deeds[0].numbers) or not answer.numbers:
        stop(STEPWISE)


def _refuse_other(command: Undo, scene: Scene, deeds: tuple[Deed, ...]) -> None:
    """Stop where the last deed is not the one that was named."""
    if not (command.deed or command.ref):
        return
    if not deeds:
        stop("I have done nothing in this conversation that I could take back.")
    last = deeds[0]
    if command.deed and command.deed not in last.words.casefold():
        stop(STEPWISE)
    if isinstance(command.ref, Numbers) and not set(command.ref.numbers) <= set(last.numbers):
        stop(STEPWISE)
    if isinstance(command.ref, Named):
        wanted = content_of(command.ref.words, scene.words)
        if not set(wanted) <= set(content_of(last.words, scene.words)):
            stop(STEPWISE)


def told(done: Outcome) -> str:
    """Tell what is so again."""
    rows = cast("list[dict[str, Any]]", done.result.get("undone") or [])
    lines = [_line(row) for row in rows]
    if more := done.result.get("more"):
        lines.append(f"and {more} more")
    remarks = "".join(f" {each}" for each in done.result.get("remarks") or ())
    if len(lines) == 1:
        return f"Undone: {lines[0]}{remarks}"
    return "Undone:\n\n" + "\n".join(f"- {line}" for line in lines) + remarks


def _line(row: Mapping[str, Any]) -> str:
    task = read_task(row.get("after"))
    words = str(row.get("words") or "")
    if task is None:
        return words
    gone = cast("dict[str, Any]", row["after"]).get("deleted_at")
    if gone:
        return words
    return f"{task.words()}. {_again(task, words)}".rstrip()


def _again(task: Task, words: str) -> str:
    """Return what differs, without the name of the task that stands before it."""
    _, colon, rest = words.partition("”: ")
    return rest[:1].upper() + rest[1:] if colon else "It is back." if task.status else ""
