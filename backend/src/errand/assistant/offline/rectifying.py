"""The plan that puts right what was done last: in place where it can be, else undone first."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, cast

from errand.assistant.offline.adding import settled
from errand.assistant.offline.commands import Add, Command, Correct, Edit, Move, Several
from errand.assistant.offline.correcting import corrected, of_new
from errand.assistant.offline.deeds import Deed
from errand.assistant.offline.drafts import read_draft
from errand.assistant.offline.edits import Title
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.lookup import EVERY_STATUS, fitting, look_up
from errand.assistant.offline.matching import content_of
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.refs import Named, Numbers, Ref
from errand.assistant.offline.resolve import resolve
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.several_values import all_of_new
from errand.assistant.offline.steps import Given, Plan, Scene, Step, ask, call, led, stop
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wording import quoted

MOST_WORDS = 3
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
    if isinstance(dated, Move) and isinstance(prior, Move) and (dated.when or _counts(command)):
        return (yield from before.run(dated, scene))
    another = isinstance(prior, Edit) and getattr(right, "ref", None) != prior.ref
    if isinstance(dated, Move) and another:
        stop(UNCLEAR)
    return (yield from _instead(right, scene, before))


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
    change = of_new(ref, command, scene.words)
    if change is not None:
        return (yield from before.run(change, scene))
    if len(tasks) != 1:
        stop(UNCLEAR)
    title, when = _title(tasks[0], command, wrong, scene)
    if when.empty:
        return (yield from before.run(Edit(ref, Title(title), Part.TITLE), scene))
    return (yield from _retitled(tasks[0], title, when, scene))


def _named_wrong(tasks: tuple[Task, ...], wrong: Tokens | None, scene: Scene) -> tuple[Task, ...]:
    if wrong is None:
        return tasks
    said = set(content_of(wrong.raw(), scene.words))
    fitting = tuple(t for t in tasks if said <= set(content_of(t.title, scene.words)))
    return fitting if len(fitting) == 1 else tasks


def _title(task: Task, command: Correct, wrong: Tokens | None, scene: Scene) -> tuple[str, When]:
    """Return the title that is meant: a part of the old one replaced, or all of it."""
    rest = Tokens(command.said, scene.words).trimmed()
    old = Tokens(task.title, scene.words)
    if wrong is not None:
        replaced = _replaced(old, wrong, rest)
        if replaced:
            return replaced, When()
    draft = read_draft(rest)
    if any(rest.words.talk.not_.read(rest, at) for at in range(len(rest))):
        stop(UNCLEAR)
    if draft.priority or draft.extras != Extras() or draft.doubtful or draft.refusal:
        stop(UNCLEAR)
    deeds = scene.words.commands.deed_words
    verb = deeds.read(old, 0)
    new = len(Tokens(draft.title, scene.words))
    if verb and not deeds.read(rest, 0) and new <= MOST_WORDS and len(old) <= MOST_WORDS + 1:
        return f"{old.slice(0, verb.end)} {_small(draft.title, rest)}", draft.when
    return draft.title, draft.when


def _small(title: str, rest: Tokens) -> str:
    """Return the words with the first letter as the person wrote it."""
    raw = rest.raw_word(0)
    return raw[:1] + title[1:] if raw[:1].casefold() == title[:1].casefold() else title


def _replaced(old: Tokens, wrong: Tokens, rest: Tokens) -> str:
    """Return the old title with the wrong words replaced, empty where they are not in it."""
    words = [wrong.word(at) for at in range(len(wrong)) if wrong.kind(at) is not Kind.MARK]
    for at in range(len(old) - len(words) + 1):
        if words and [old.word(at + step) for step in range(len(words))] == words:
            before, after = old.slice(0, at), old.slice(at + len(words), len(old))
            title = " ".join(part for part in (before, rest.raw(), after) if part)
            return title[:1].upper() + title[1:]
    return ""


def _retitled(task: Task, title: str, when: When, scene: Scene) -> Plan:
    due = yield from settled(resolve(when, scene.moment, base=task.due), scene)
    change = {"id": task.id, "if_version": task.version, "set": {"title": title, "due": due.json()}}
    done = yield from call("update_tasks", tasks=[change])
    rows = cast("list[dict[str, Any]]", done.result.get("tasks") or [])
    after = tasks_in({"after": [row.get("after") for row in rows]}, "after")
    if not after:
        stop("That did not work. I changed nothing.")
    return f"Changed: {after[0].words()}, it was {quoted(task.title)}."
