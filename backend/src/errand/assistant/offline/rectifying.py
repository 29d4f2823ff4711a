"""The plan that puts right what was done last: in place where it can be, else undone first."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, cast

from errand.assistant.offline.commands import (
    Add,
    Cancel,
    Change,
    Command,
    Correct,
    Delete,
    Edit,
    Move,
    Rename,
    SetStatus,
    Several,
)
from errand.assistant.offline.corrected_orders import corrected, of_new
from errand.assistant.offline.deeds import Deed
from errand.assistant.offline.drafts import Draft
from errand.assistant.offline.edit_values import read_value
from errand.assistant.offline.edits import Estimate, NoDue, Place, Rhythm, Title
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.lookup import EVERY_STATUS, look_up
from errand.assistant.offline.meant_titles import UNCLEAR, counted_anew, named_wrong, title_meant
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.redating import in_half, redated
from errand.assistant.offline.refs import It, Named, Numbers, Ref
from errand.assistant.offline.renewing import renewed, undated
from errand.assistant.offline.repeating import repeats_of
from errand.assistant.offline.resolve import resolve
from errand.assistant.offline.respelling import place_of_words, put_in, respelled
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.searching import fitting
from errand.assistant.offline.settling import settled
from errand.assistant.offline.several import is_order
from errand.assistant.offline.several_values import all_of_new
from errand.assistant.offline.steps import Given, Plan, Scene, Step, ask, call, led, stop
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wording import quoted

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
    otherwise = command.fresh or command.plain or command.own
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
    named = not command.wrong or isinstance(prior, Add | Rename)
    spelled = command.spelled and named
    title = (yield from _respelled(command, deed, scene)) if spelled else ""
    if title:
        change = Edit(Numbers(deed.numbers), Title(title), Part.TITLE)
        return (yield from before.run(change, scene))
    if command.onward:
        yield from _fitting_start(command, deed, scene)
    command = yield from _without_stranger(command, prior, scene)
    if _is_value(command, prior, scene):
        command = replace(command, plain=None, fresh=None)
    if command.plain is not None and not (isinstance(prior, Move) and prior.shift):
        return (yield from before.run(command.plain, scene))
    if command.fresh is not None and (not deed.waits or _is_other(command.fresh)):
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
    if deed.waits and command.own is not None:
        return (yield from before.run(command.own, scene))
    right = corrected(prior, command, scene.words)
    if right is None and command.own is not None and isinstance(prior, SetStatus | Delete | Cancel):
        return (yield from _instead(command.own, scene, before))
    if right is None:
        stop(UNCLEAR)
    if deed.waits:
        return (yield from before.run(right, scene))
    right = yield from _valued_rather(right, prior, command, scene)
    dated = of_new(Numbers(deed.numbers), command, scene.words)
    counted = isinstance(right, Move) and right.shift and not _counts(command)
    dated = None if counted else dated
    undated = isinstance(prior, Edit) and isinstance(prior.change, NoDue)
    moved = isinstance(prior, Move) or undated
    if isinstance(dated, Move) and moved and (dated.when or _counts(command)):
        tasks = yield from look_up(dated.ref, scene, EVERY_STATUS)
        anew = _redated(dated, tasks, prior, command, scene)
        return (yield from before.run(anew, scene))
    same = getattr(right, "ref", None) == getattr(prior, "ref", None)
    if isinstance(right, Edit) and isinstance(right.change, Place) and same:
        return (yield from before.run(replace(right, ref=Numbers(deed.numbers)), scene))
    another = isinstance(prior, Edit) and getattr(right, "ref", None) != prior.ref
    if isinstance(dated, Move) and another:
        stop(UNCLEAR)
    return (yield from _instead(right, scene, before))


def _redated(
    change: Command, tasks: tuple[Task, ...], prior: Command, said: Correct, scene: Scene
) -> Command:
    """Return a move near the date that it corrects; "the 30th was right" is the one before it."""
    return in_half(change, tasks) if said.earlier else redated(change, tasks, prior, scene)


def _valued_rather(
    right: Command, prior: Command, command: Correct, scene: Scene
) -> Generator[Step, Given, Command]:
    """Return "I meant Family" as another project where no task is called so."""
    ref = getattr(right, "ref", None)
    if not isinstance(prior, Edit) or not prior.part or not isinstance(ref, Named):
        return right
    value = read_value(prior.part, Tokens(command.said, scene.words)) if ref != prior.ref else None
    if value is None or (yield from fitting(ref.words, scene, EVERY_STATUS)):
        return right
    return replace(prior, change=value)


def _is_value(command: Correct, prior: Command, scene: Scene) -> bool:
    """Tell whether it is another value of what was just given: minutes after an estimate."""
    said = Tokens(command.said, scene.words)
    fresh = command.fresh
    if isinstance(prior, Add) and isinstance(fresh, Edit) and isinstance(fresh.change, Rhythm):
        return isinstance(fresh.ref, It)
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


def _is_other(fresh: Command) -> bool:
    """Tell whether it surely is another order than the one that waits for the person."""
    return isinstance(fresh, Move | Edit | SetStatus | Delete | Rename) and is_order(fresh)


def _respelled(command: Correct, deed: Deed, scene: Scene) -> Generator[Step, Given, str]:
    """Return the title with a word put right, by how it is spelled or by what it was."""
    if deed.waits or len(deed.numbers) != 1:
        stop(UNCLEAR)
    [task] = yield from look_up(Numbers(deed.numbers), scene, EVERY_STATUS)
    said, old = Tokens(command.said, scene.words), Tokens(task.title, scene.words)
    if not command.wrong:
        return respelled(task.title, said) or stop(UNCLEAR)
    there = place_of_words(old, Tokens(command.wrong, scene.words))
    return put_in(old, *there, said.raw()) if there else ""


def _fitting_start(command: Correct, deed: Deed, scene: Scene) -> Generator[Step, Given, None]:
    """Stop where "every Friday after that" does not go on with the day that was given."""
    rhythm = command.fresh.change if isinstance(command.fresh, Edit) else None
    repeat = rhythm.repeat if isinstance(rhythm, Rhythm) else None
    if repeat is None or len(deed.numbers) != 1:
        return
    [task] = yield from look_up(Numbers(deed.numbers), scene, EVERY_STATUS)
    days, due = repeat.days, task.due.day if task.due else None
    if due and days.weekdays and due.weekday() not in days.weekdays:
        stop(f"{task.words()}: that is none of those days. Which one is right? I changed nothing.")


def _anew(fresh: Command, prior: Command, scene: Scene, before: Before) -> Plan:
    """Carry out an order of its own; another one of the same kind takes the place of the first."""
    waits = before.deed is not None and before.deed.waits
    same = type(fresh) is type(prior) and not isinstance(fresh, Add | Move) and not waits
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
        tasks = named_wrong(tasks, wrong, scene)
    ref = Numbers(tuple(task.number for task in tasks))
    counted = counted_anew(tasks, command, scene)
    if counted:
        return (yield from before.run(Edit(ref, Title(counted), Part.TITLE), scene))
    change = of_new(ref, command, scene.words) or _estimated(ref, command, before.command, scene)
    again = _repeated(change, before, tasks, scene)
    if again is not None:
        return (yield from _instead(again, scene, before))
    if change is not None:
        dated = _redated(change, tasks, before.command or change, command, scene)
        return (yield from before.run(dated, scene))
    if len(tasks) != 1:
        stop(UNCLEAR)
    title, when = title_meant(tasks[0], command, wrong, scene)
    if when.empty:
        return (yield from before.run(Edit(ref, Title(title), Part.TITLE), scene))
    return (yield from _retitled(tasks[0], title, when, scene))


def _estimated(ref: Ref, command: Correct, prior: Command | None, scene: Scene) -> Change | None:
    """Read "make it 45 minutes" of a new task with an estimate."""
    one = prior.body.one if isinstance(prior, Add) and prior.body else None
    if one is None or not one.extras.minutes:
        return None
    value = read_value(Part.ESTIMATE, Tokens(command.said, scene.words))
    return Edit(ref, value, Part.ESTIMATE) if value else None


def _repeated(
    change: Change | None, before: Before, tasks: tuple[Task, ...], scene: Scene
) -> Add | None:
    """Return the new task with the rhythm that is meant: what was only just added needs no card."""
    prior, deed = before.command, before.deed
    rhythm = change.change if isinstance(change, Edit) else None
    if not isinstance(rhythm, Rhythm) or not isinstance(prior, Add) or deed is None:
        return None
    if not deed.words.startswith("Added") or len(deed.numbers) != 1:
        return None
    values = Draft("", "", rhythm.when, extras=Extras(repeat=rhythm.repeat))
    if not rhythm.repeat:
        return None
    series = repeats_of(rhythm.repeat, scene.moment).candidates
    due = tasks[0].due if tasks else None
    if due and any(each.first.day == due.day for each in series):
        prior = undated(prior)  # "on Friday" is the first of "every Friday"
    return renewed(prior, values)


def _retitled(task: Task, title: str, when: When, scene: Scene) -> Plan:
    due = yield from settled(resolve(when, scene.moment, base=task.due), scene, when, task.due)
    change = {"id": task.id, "if_version": task.version, "set": {"title": title, "due": due.json()}}
    done = yield from call("update_tasks", tasks=[change])
    rows = cast("list[dict[str, Any]]", done.result.get("tasks") or [])
    after = tasks_in({"after": [row.get("after") for row in rows]}, "after")
    if not after:
        stop("That did not work. I changed nothing.")
    return f"Changed: {after[0].words()}, it was {quoted(task.title)}."
