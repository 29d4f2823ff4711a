"""The plan that puts right what was done last: in place where it can be, else undone first."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, cast

from errand.assistant.offline.commands import (
    Add,
    Change,
    Command,
    Correct,
    Edit,
    Move,
    Several,
)
from errand.assistant.offline.correcting import corrected, of_new
from errand.assistant.offline.deeds import Deed
from errand.assistant.offline.drafts import Draft, read_draft
from errand.assistant.offline.edit_values import read_value
from errand.assistant.offline.edits import Estimate, Rhythm, Title
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.lookup import EVERY_STATUS, fitting, look_up
from errand.assistant.offline.matching import content_of
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.refs import Named, Numbers, Ref
from errand.assistant.offline.renewing import in_half_of, in_month, renewed
from errand.assistant.offline.resolve import resolve
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.retitling import recounted, retitled
from errand.assistant.offline.settling import settled
from errand.assistant.offline.several_values import all_of_new
from errand.assistant.offline.steps import Given, Plan, Scene, Step, ask, call, led, stop
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wording import quoted

UNCLEAR = "I am not sure what to put right. Please give the whole order again. I changed nothing."
TAKEN_BACK = "I took the last change back."
Run = Callable[[Command, Scene], Plan]


@dataclass(frozen=True)
class Before:
    """What there is to correct: the order, what came of it, and how an order is carried out."""

    command: Command | None
    deed: Deed | None
    run: Run


def correct(command: Correct, scene: Scene, before: Before) -> Plan:
    """Do what was meant instead of what was done."""
    prior, deed = before.command, before.deed
    otherwise = command.fresh or command.plain
    if (prior is None or deed is None) and otherwise is not None:
        return (yield from before.run(otherwise, scene))
    if prior is None or deed is None:
        stop("I don't know what to correct: I have just done nothing. I changed nothing.")
    if not command.said:
        command = yield from _which(command, deed)
    done = deed.numbers if not deed.waits else ()
    many = all_of_new(Numbers(done), command, scene.words) if done else None
    if many is not None:
        return (yield from before.run(many, scene))
    return (yield from _righted(command, prior, deed, scene, before))


def _righted(command: Correct, prior: Command, deed: Deed, scene: Scene, before: Before) -> Plan:
    command = yield from _without_stranger(command, prior, scene)
    if _is_value(command, prior, scene):
        command = replace(command, plain=None, fresh=None)
    if command.plain is not None and not (isinstance(prior, Move) and prior.shift):
        return (yield from before.run(command.plain, scene))
    if command.fresh is not None and not deed.waits:
        return (yield from _anew(command.fresh, prior, scene, before))
    if isinstance(prior, Several):
        prior = prior.commands[-1]
    if isinstance(prior, Add) and deed.numbers:
        return (yield from _added(command, Numbers(deed.numbers), scene, before))
    return (yield from _replaced_by(command, prior, deed, scene, before))


def _replaced_by(
    command: Correct, prior: Command, deed: Deed, scene: Scene, before: Before
) -> Plan:
    """Take a deed back and do it as it was meant; another date is given at once."""
    right = corrected(prior, command, scene.words)
    if right is None:
        stop(UNCLEAR)
    if deed.waits:
        return (yield from before.run(right, scene))
    dated = of_new(Numbers(deed.numbers), command, scene.words)
    counted = isinstance(right, Move) and right.shift and not _counts(command)
    dated = None if counted else dated
    if isinstance(dated, Move) and isinstance(prior, Move) and (dated.when or _counts(command)):
        tasks = yield from look_up(dated.ref, scene, EVERY_STATUS)
        return (yield from before.run(_near(in_half(dated, tasks), tasks, scene), scene))
    another = isinstance(prior, Edit) and getattr(right, "ref", None) != prior.ref
    if isinstance(dated, Move) and another:
        stop(UNCLEAR)
    return (yield from _instead(right, scene, before))


def _is_value(command: Correct, prior: Command, scene: Scene) -> bool:
    """Tell whether it is another value of what was just given: minutes after an estimate."""
    said = Tokens(command.said, scene.words)
    if isinstance(prior, Edit) and isinstance(prior.change, Estimate):
        return read_value(Part.ESTIMATE, said) is not None
    return _estimated(Numbers(()), command, prior, scene) is not None


def _which(command: Correct, deed: Deed) -> Generator[Step, Given, Correct]:
    """Ask what was meant instead."""
    first = deed.words.strip().splitlines()[0]
    answer = yield from ask(Ask(Topic.MEANT, lead=f"Sorry. What I did: {first}"))
    return replace(command, said=answer.text, meant=True)


def _without_stranger(
    command: Correct, prior: Command, scene: Scene
) -> Generator[Step, Given, Correct]:
    """Return it without moving a task that is not there: after adding, that is another title."""
    plain = command.plain
    if not (isinstance(prior, Add) and isinstance(plain, Move) and isinstance(plain.ref, Named)):
        return command
    found = yield from fitting(plain.ref.words, scene, EVERY_STATUS)
    return command if found else replace(command, plain=None)


def _counts(command: Correct) -> bool:
    """Tell whether it counts on from what was said: "the day after"."""
    return command.said.casefold().startswith(("the day", "the next", "the following", "a day"))


def _anew(fresh: Command, prior: Command, scene: Scene, before: Before) -> Plan:
    """Carry out an order of its own; another one of the same kind takes the place of the first."""
    same = type(fresh) is type(prior) and not isinstance(fresh, Add | Move)
    if not same:
        return (yield from before.run(fresh, scene))
    return (yield from _instead(fresh, scene, before))


def _instead(right: Command, scene: Scene, before: Before) -> Plan:
    ref = getattr(right, "ref", None)
    if isinstance(ref, Named) and not (yield from fitting(ref.words, scene, EVERY_STATUS)):
        stop(f"I found no task like {quoted(ref.words)}. I changed nothing.")
    yield from call("undo", last_turn=True)
    told = yield from led(before.run(right, scene), [TAKEN_BACK], 2)
    return f"{TAKEN_BACK}\n\n{told}"


def _added(command: Correct, ref: Ref, scene: Scene, before: Before) -> Plan:
    """Change the task that was just added; with several, the one that is named."""
    wrong = Tokens(command.wrong, scene.words) if command.wrong else None
    tasks = yield from look_up(ref, scene, EVERY_STATUS)
    if len(tasks) > 1:
        tasks = _named_wrong(tasks, wrong, scene)
    ref = Numbers(tuple(task.number for task in tasks))
    counted = _counted(tasks, command, scene)
    if counted:
        return (yield from before.run(Edit(ref, Title(counted), Part.TITLE), scene))
    change = of_new(ref, command, scene.words) or _estimated(ref, command, before.command, scene)
    again = _repeated(change, before)
    if again is not None:
        return (yield from _instead(again, scene, before))
    if change is not None:
        return (yield from before.run(_near(in_half(change, tasks), tasks, scene), scene))
    if len(tasks) != 1:
        stop(UNCLEAR)
    title, when = _title(tasks[0], command, wrong, scene)
    if when.empty:
        return (yield from before.run(Edit(ref, Title(title), Part.TITLE), scene))
    return (yield from _retitled(tasks[0], title, when, scene))


def _counted(tasks: tuple[Task, ...], command: Correct, scene: Scene) -> str:
    """Return the title with another number in it; where that may be an hour, too, it is asked."""
    said = Tokens(command.said, scene.words).trimmed()
    title = recounted(tasks[0].title, said) if len(tasks) == 1 and not command.wrong else ""
    if title and len(said) == 1 and tasks[0].due and tasks[0].due.at:
        stop(UNCLEAR)
    return title


def _estimated(ref: Ref, command: Correct, prior: Command | None, scene: Scene) -> Change | None:
    """Read "make it 45 minutes" of a new task with an estimate."""
    one = prior.body.one if isinstance(prior, Add) and prior.body else None
    if one is None or not one.extras.minutes:
        return None
    value = read_value(Part.ESTIMATE, Tokens(command.said, scene.words))
    return Edit(ref, value, Part.ESTIMATE) if value else None


def _repeated(change: Change | None, before: Before) -> Add | None:
    """Return the new task with the rhythm that is meant: what was only just added needs no card."""
    prior, deed = before.command, before.deed
    rhythm = change.change if isinstance(change, Edit) else None
    if not isinstance(rhythm, Rhythm) or not isinstance(prior, Add) or deed is None:
        return None
    if not deed.words.startswith("Added") or len(deed.numbers) != 1:
        return None
    values = Draft("", "", rhythm.when, extras=Extras(repeat=rhythm.repeat))
    return renewed(prior, values) if rhythm.repeat else None


def in_half(change: Command, tasks: tuple[Task, ...]) -> Command:
    """Return a move to a bare hour as one in the half of the day in which the task was due."""
    due = tasks[0].due if len(tasks) == 1 else None
    if not isinstance(change, Move) or change.when is None or due is None or due.at is None:
        return change
    return replace(change, when=in_half_of(change.when, due.at.hour))


def _near(change: Command, tasks: tuple[Task, ...], scene: Scene) -> Command:
    """Return a move to "the 19th" as that of a later month that was said before."""
    due, today = tasks[0].due if len(tasks) == 1 else None, scene.moment.today
    if not isinstance(change, Move) or change.when is None or due is None:
        return change
    if (due.day.year, due.day.month) <= (today.year, today.month):
        return change
    return replace(change, when=in_month(change.when, due.day.month, due.day.year))


def _named_wrong(tasks: tuple[Task, ...], wrong: Tokens | None, scene: Scene) -> tuple[Task, ...]:
    if wrong is None:
        return tasks
    said = set(content_of(wrong.raw(), scene.words))
    fitting = tuple(t for t in tasks if said <= set(content_of(t.title, scene.words)))
    return fitting if len(fitting) == 1 else tasks


def _title(task: Task, command: Correct, wrong: Tokens | None, scene: Scene) -> tuple[str, When]:
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
    title = retitled(task.title, draft.title, rest)
    return (title, draft.when) if title else stop(UNCLEAR)


def _replaced(old: Tokens, wrong: Tokens, rest: Tokens) -> str:
    """Return the old title with the wrong words replaced, empty where they are not in it."""
    words = [wrong.word(at) for at in range(len(wrong)) if wrong.kind(at) is not Kind.MARK]
    for at in range(len(old) - len(words) + 1):
        if words and [old.word(at + step) for step in range(len(words))] == words:
            # "With Kim, not Jo" says a word again that stays.
            start = at - 1 if at and old.word(at - 1) == rest.word(0) else at
            before, after = old.slice(0, start), old.slice(at + len(words), len(old))
            title = " ".join(part for part in (before, rest.raw(), after) if part)
            return title[:1].upper() + title[1:]
    return ""


def _retitled(task: Task, title: str, when: When, scene: Scene) -> Plan:
    due = yield from settled(resolve(when, scene.moment, base=task.due), scene, when, task.due)
    change = {"id": task.id, "if_version": task.version, "set": {"title": title, "due": due.json()}}
    done = yield from call("update_tasks", tasks=[change])
    rows = cast("list[dict[str, Any]]", done.result.get("tasks") or [])
    after = tasks_in({"after": [row.get("after") for row in rows]}, "after")
    if not after:
        stop("That did not work. I changed nothing.")
    return f"Changed: {after[0].words()}, it was {quoted(task.title)}."
