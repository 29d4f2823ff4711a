"""The day of another task: "and the notes to the same day", "on the same day as the essay"."""

from collections.abc import Generator
from dataclasses import replace

from errand.assistant.offline.add_phrases import read_add, read_bare
from errand.assistant.offline.commands import Add, Command, Move, SameDay, Whether
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.lookup import EVERY_STATUS, look_up
from errand.assistant.offline.refs import It, Named, Nothing, Ref
from errand.assistant.offline.results import Task
from errand.assistant.offline.steps import Given, Scene, Step, stop
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Clock, OnDate, When
from errand.assistant.offline.vocabulary import Verb
from errand.assistant.offline.wording import quoted

NO_DAY = "I don't know which day that is. Please say the date. I changed nothing."
_LEADS = ("to", "on", "for", "at", "onto", "until", "till", "in")
_MOVED = {Verb.MOVE, Verb.SET, Verb.CHANGE_FIELD}
_NEW = {Verb.ADD, Verb.REMIND, Verb.INTEND}


def read_same_day(tokens: Tokens) -> Command | None:
    """Read an order whose day is that of another task, or of the one that was spoken of last."""
    if tokens.words.commands.unsure_start.read(tokens, 0):
        return None
    for at in range(1, len(tokens)):
        found = tokens.words.follow_ups.told.same_day.read(tokens, at)
        like = _like(tokens, found.end) if found else None
        led = tokens.word(at - 1) in _LEADS
        if found and like and (led or not isinstance(like, It)):
            left = tokens.window(0, at - led).trimmed()
            moved = tokens.word(at - 1) in ("to", "onto")
            order = _order(left, moved=moved) if len(left) else None
            return SameDay(order, like, found.value == "both") if order else None
    return None


def _like(tokens: Tokens, at: int) -> Ref | None:
    """Return the other task: the one behind "as", or the one that was spoken of last."""
    too = tokens.words.asides.too.read(tokens, at)
    at = too.end if too else at
    if at == len(tokens):
        return It()
    link = tokens.words.follow_ups.told.as_of.read(tokens, at)
    ref = ref_of(tokens.window(link.end, len(tokens))) if link else Nothing()
    return None if isinstance(ref, Nothing) else ref


def _order(left: Tokens, *, moved: bool) -> Move | Add | Whether | None:
    verbs = left.words.commands.verbs.read(left, 0)
    kinds = set(verbs.value) if verbs else set[Verb]()
    put = left.words.talk.put.read(left, 0) or left.words.talk.make_it.read(left, 0)
    if kinds & _NEW:
        add = read_add(left)
        return add if isinstance(add, Add) and add.body else None
    if kinds & _MOVED or put:
        it = left.words.talk.make_it.read(left, 0)
        start = verbs.end if verbs else put.end if put else 0
        ref = It() if it and it.end == len(left) else ref_of(left.window(start, len(left)))
        return None if isinstance(ref, Nothing) else Move(ref)
    ref, bare = ref_of(left), None if moved else read_bare(left)
    if not isinstance(ref, Named) or verbs:
        return None if isinstance(ref, Nothing) or verbs else Move(ref)
    return Whether(Move(ref), replace(bare, certain=True)) if isinstance(bare, Add) else Move(ref)


def of_same_day(command: SameDay, scene: Scene) -> Generator[Step, Given, Command]:
    """Return the order with the day that the other task has by now."""
    seen = scene.in_view.numbers or scene.in_view.ids
    if isinstance(command.like, It) and len(seen) != 1:
        stop(NO_DAY)
    others = yield from look_up(command.like, scene, EVERY_STATUS)
    if len({task.due for task in others}) != 1:
        stop(NO_DAY)
    when = _when(others[0], timed=command.timed)
    match command.order:
        case Move():
            return replace(command.order, when=when)
        case Whether(change=Move() as change, add=add):
            return replace(command.order, change=replace(change, when=when), add=_at(add, when))
        case Add():
            return _at(command.order, when)
        case _:
            stop(NO_DAY)


def _at(add: Add, when: When) -> Add:
    return replace(add, lead=add.lead.joined(when))


def _when(task: Task, *, timed: bool) -> When:
    if task.due is None:
        stop(f"{quoted(task.title)} has no date. I changed nothing.")
    day, at = task.due.day, task.due.at
    clock = (Clock(at.hour, at.minute, certain=True, said=f"{at:%H:%M}"),) if timed and at else ()
    return When(days=(OnDate(day.day, day.month, day.year),), clocks=clock)
