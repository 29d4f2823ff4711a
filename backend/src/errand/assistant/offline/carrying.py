"""Each command to the plan that carries it out."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from errand.assistant.offline.adding import add
from errand.assistant.offline.changing import (
    add_under,
    cancel,
    delete,
    move,
    rename,
    set_status,
    skip,
    under,
)
from errand.assistant.offline.commands import (
    Add,
    AddUnder,
    Arrange,
    Cancel,
    Command,
    Correct,
    Delete,
    Details,
    Edit,
    Either,
    Likewise,
    More,
    Move,
    Overview,
    Rename,
    SameDay,
    SetStatus,
    Several,
    Show,
    Skip,
    Talk,
    Under,
    Undo,
    Unknown,
    Whether,
)
from errand.assistant.offline.deeds import Deed
from errand.assistant.offline.editing import edit
from errand.assistant.offline.edits import Remind
from errand.assistant.offline.history import Turn, mentioned
from errand.assistant.offline.imperatives import is_deed
from errand.assistant.offline.likewise import as_done, meant_likewise
from errand.assistant.offline.listing import show
from errand.assistant.offline.lookup import EVERY_STATUS
from errand.assistant.offline.onward import gone_on
from errand.assistant.offline.overview import overview
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.rectifying import Before, correct
from errand.assistant.offline.refs import Named, Positions
from errand.assistant.offline.replies import talk, unknown
from errand.assistant.offline.results import Task
from errand.assistant.offline.same_day import of_same_day
from errand.assistant.offline.searching import fitting
from errand.assistant.offline.steps import Given, Plan, Scene, Step, Stopped, ask, call, led
from errand.assistant.offline.telling import arrange, details
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.twins import add_or_move
from errand.assistant.offline.undoing import undo
from errand.assistant.offline.wording import quoted


@dataclass(frozen=True)
class Past:
    """What commands that go back refer to."""

    command: Command | None = None
    deed: Deed | None = None
    deeds: tuple[Deed, ...] = ()
    shown: Show | None = None
    pages: int = 0
    """How many pages of that list were shown already."""


def plan_of(  # noqa: C901, PLR0911  a kind a line
    command: Command, scene: Scene, past: Past
) -> Plan:
    """Return the plan."""
    match command:
        case Undo():
            return _taken_back(command, scene, past)
        case Correct():
            return correct(command, scene, _before(past))
        case Several():
            return _several(command, scene, past)
        case Either():
            chosen = command.after_deed if scene.after_deed else command.otherwise
            return plan_of(chosen, scene, past)
        case Whether():
            return _whether(command, scene, past)
        case SameDay():
            return _on_same_day(command, scene, past)
        case More():
            return _more(scene, past)
        case Add() if command.bare or command.joined or command.guess:
            return _bare(command, scene, past)
        case Likewise():
            other = _alike(command, scene, past)
            if isinstance(other, Add) and other not in (command.added, command.otherwise):
                return _another(other, Tokens(command.said, scene.words), scene)
            return plan_of(other, scene, past)
        case _:
            return _simple(command, scene)


def _alike(command: Likewise, scene: Scene, past: Past) -> Command:
    """Return what "and the report" or "and a lantern" means after what was done last."""
    prior = None if _waits(command, past.deed) else as_done(past.command, past.deed)
    other = meant_likewise(command, prior, scene.words)
    if isinstance(other, Add) and command.added and not command.again:
        other = None  # "And a lantern" is a thing of its own, not the last one's for somebody else.
    added = command.added if past.deed and past.deed.added else None
    if added and not added.guess and not _is_deed(past.command, scene):
        added = replace(added, certain=True)  # "add milk", "and eggs"
    return other or added or command.otherwise or Unknown()


def _is_deed(command: Command | None, scene: Scene) -> bool:
    """Tell "add buy milk", after which "and eggs" may be to buy them, from "add milk"."""
    body = command.body if isinstance(command, Add) else None
    drafts = (*body.several, *((body.one,) if body.one else ())) if body else ()
    return not drafts or any(is_deed(Tokens(draft.title, scene.words)) for draft in drafts)


def _bare(command: Add, scene: Scene, past: Past) -> Plan:
    meant = yield from gone_on(command, scene, past.command, past.deed)
    if isinstance(meant, Add):
        return (yield from add_or_move(meant, scene, past.deed))
    return (yield from plan_of(meant, scene, past))


def _waits(command: Likewise, deed: Deed | None) -> bool:
    """Tell whether nothing was done yet; only what was added can be wanted once more."""
    if deed is None or deed.waits:
        return True
    return command.again and not deed.words.startswith("Added")


def _taken_back(command: Undo, scene: Scene, past: Past) -> Plan:
    """Take it back; "keep it" only means that where something was just deleted."""
    gone = past.deed is not None and past.deed.words.startswith("Deleted")
    if command.kept and not gone:
        return words(talk(Talk("left")))
    if command.but is not None and past.deed is not None and len(past.deed.numbers) > 1:
        return _several(Several((replace(command, but=None), command.but)), scene, past)
    return undo(command, scene, past.deeds)


def _before(past: Past) -> Before:
    def run(command: Command, scene: Scene) -> Plan:
        return plan_of(command, scene, past)

    return Before(past.command, past.deed, run)


def _simple(command: Command, scene: Scene) -> Plan:  # noqa: C901, PLR0911  a kind a line
    match command:
        case Add():
            return add(command, scene)
        case AddUnder():
            return add_under(command, scene)
        case Show():
            return show(command, scene)
        case Overview():
            return overview(command, scene)
        case Details():
            return details(command, scene)
        case Arrange():
            return arrange(command, scene)
        case Talk():
            return words(talk(command))
        case Unknown():
            return words(unknown(command))
        case _:
            return _change(command, scene)


def _change(command: Command, scene: Scene) -> Plan:  # noqa: C901, PLR0911  a kind a line
    match command:
        case SetStatus():
            return set_status(command, scene)
        case Delete():
            return delete(command, scene)
        case Cancel():
            return cancel(command, scene)
        case Rename():
            return rename(command, scene)
        case Move():
            return move(command, scene)
        case Edit():
            return edit(command, scene)
        case Skip():
            return skip(command, scene)
        case Under():
            return under(command, scene)
        case _:
            raise TypeError(command)


def words(text: str) -> Plan:
    """Return a plan that only says something."""
    return text
    yield from call("")  # never reached: it makes this a generator


def _several(command: Several, scene: Scene, past: Past) -> Plan:
    """Carry out one order after the other; what waits or fails holds the rest back."""
    told: list[str] = []
    first = scene
    for at, one in enumerate(command.commands):
        # "The second" is of the list that was shown, also behind another order.
        there = first if isinstance(getattr(one, "ref", None), Positions) else scene
        plan = led(plan_of(one, there, past), told, len(command.commands))
        text, fine = yield from _part(plan)
        told.append(text)
        if not fine:
            left = len(command.commands) - at - 1
            told += ["I have not done the rest. Please say it again."] if left else []
            break
        seen = mentioned(Turn("", [text]))
        scene = replace(scene, in_view=seen) if seen else scene
    return "\n\n".join(reversed(told) if "\n1. " in told[-1] and len(told) == 1 else told)


def _part(plan: Plan) -> Generator[Step, Given, tuple[str, bool]]:
    try:
        return (yield from plan), True
    except Stopped as end:
        return str(end), False


def _whether(command: Whether, scene: Scene, past: Past) -> Plan:
    """Change the task if there is exactly one that fits; else it is a new one."""
    ref = command.change.ref if not isinstance(command.change, Rename) else None
    if not isinstance(ref, Named):
        return (yield from plan_of(command.change, scene, past))
    found = yield from fitting(ref.words, scene, EVERY_STATUS)
    if not found:
        return (yield from plan_of(command.add, scene, past))
    reminded = isinstance(command.change, Edit) and isinstance(command.change.change, Remind)
    if reminded and not _is_title(ref.words, found):
        options = (
            f"a reminder of {found[0].words()}",
            f"a new task about {quoted(ref.words)}",
        )
        answer = yield from ask(Ask(Topic.REMIND, options))
        if answer.place:
            return (yield from plan_of(command.add, scene, past))
    return (yield from plan_of(command.change, scene, past))


def _another(command: Add, said: Tokens, scene: Scene) -> Plan:
    """Add the same for somebody else; "the report" is rather a task that is there."""
    pointing = said.word(0) in ("the", "my", "our", "this", "that")
    found = (yield from fitting(said.raw(), scene, EVERY_STATUS)) if pointing else ()
    one = command.body.one if command.body else None
    if found and one:
        return (
            f"Do you mean {found[0].words()}, or a new task {quoted(one.title)}? Please say the "
            "whole order. I changed nothing."
        )
    return (yield from add(command, scene))


def _on_same_day(command: SameDay, scene: Scene, past: Past) -> Plan:
    order = yield from of_same_day(command, scene)
    return (yield from plan_of(order, scene, past))


def _is_title(said: str, found: Sequence[Task]) -> bool:
    """Tell whether it is word for word the title of one task, and no short one."""
    plain = said.casefold()
    return len(plain.split()) >= 3 and len(found) == 1 and found[0].title.casefold() == plain


def _more(scene: Scene, past: Past) -> Plan:
    if past.shown is None:
        return "I have not shown you a list yet. Say “show my tasks” first."
    return (yield from show(past.shown, scene, page=past.pages))
