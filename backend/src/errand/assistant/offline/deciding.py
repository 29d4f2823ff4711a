"""One model call: what the conversation asks for now, and the next step towards it."""

from dataclasses import dataclass, replace

from errand.assistant.offline.adding import add
from errand.assistant.offline.changing import (
    cancel,
    clear_due,
    delete,
    move,
    rename,
    set_priority,
    set_status,
    when_of_answer,
)
from errand.assistant.offline.commands import (
    Add,
    Cancel,
    Change,
    ClearDue,
    Command,
    Delete,
    Move,
    Rename,
    SetPriority,
    SetStatus,
    Show,
    Talk,
    Unknown,
)
from errand.assistant.offline.grammar import LONGEST, parse
from errand.assistant.offline.history import Conversation
from errand.assistant.offline.listing import show
from errand.assistant.offline.questions import (
    Answer,
    Ask,
    Topic,
    find_question,
    loose_answer,
    plain_answer,
)
from errand.assistant.offline.replies import talk, unknown
from errand.assistant.offline.steps import Call, Plan, Scene, run
from errand.assistant.offline.values import Moment
from errand.assistant.offline.vocabulary import Vocabulary

#: So many turns may one command and the answers to its questions take.
MOST_ANSWERS = 8


@dataclass(frozen=True, slots=True)
class Thread:
    """A command and the answers to what it made us ask; `again` asks the last question anew."""

    command: Command
    turn: int
    answers: tuple[Answer, ...] = ()
    again: bool = False


def decide(conversation: Conversation, words: Vocabulary, moment: Moment) -> Call | str:
    """Return the next tool call, or what is to be said."""
    if not conversation.turns:
        return talk(Talk("help"))
    thread = follow(conversation, words, moment)
    # "It" and places mean what was in view when the command was given, not at its last answer.
    said_at = replace(conversation, turns=conversation.turns[: thread.turn + 1])
    scene = Scene(moment, words, said_at.in_view())
    step = run(_plan(thread.command, scene), conversation.outcomes, thread.answers)
    if thread.again and isinstance(step, str) and find_question(step):
        return f"Sorry, I did not understand that.\n\n{step}"
    return step


def follow(conversation: Conversation, words: Vocabulary, moment: Moment) -> Thread:
    """Read back to the command that is open, and what was answered to its questions."""
    turns = conversation.turns
    questions = [find_question(turn.reply) for turn in turns]
    first = len(turns) - 1
    while first > 0 and questions[first - 1] and len(turns) - first < MOST_ANSWERS:
        first -= 1
    thread = Thread(Unknown(), first)
    for at in range(first, len(turns)):
        question = questions[at - 1] if at > first else None
        thread = _next(thread, question, at, turns[at].said, words, moment)
    return thread


def _next(
    thread: Thread,
    question: Ask | None,
    turn: int,
    said: str,
    words: Vocabulary,
    moment: Moment,
) -> Thread:
    if question is None or len(said) > LONGEST:
        return Thread(parse(said, words), turn)
    answer = plain_answer(question, said, words, moment)
    command = Unknown() if answer else parse(said, words)
    if answer is None and _is_answer(question, command, said, words, moment):
        answer = loose_answer(question, said, words)
    if answer:
        return replace(thread, answers=(*thread.answers, answer), again=False)
    if _is_fresh(command):
        return Thread(command, turn)
    return replace(thread, again=True)


def _is_answer(
    question: Ask, command: Command, said: str, words: Vocabulary, moment: Moment
) -> bool:
    """Tell whether words that are no plain answer answer all the same, rather than order anew."""
    if question.topic is Topic.WHAT:
        order = isinstance(command, Add) and command.certain and command.body is not None
        return not (order and _ordered(said, words)) and not isinstance(command, (Show, Talk))
    if question.topic is Topic.NEW_TITLE:
        return True
    if question.topic is Topic.NEW_DUE:
        return when_of_answer(said, Scene(moment, words)) is not None
    return not _is_fresh(command)


def _ordered(said: str, words: Vocabulary) -> bool:
    """Tell whether it begins like an order, and not with the task itself."""
    bare = parse(f"{said}", words)
    lead = parse(f"add a task to {said}", words)
    return isinstance(bare, Add) and isinstance(lead, Add) and bare.body != lead.body


def _is_fresh(command: Command) -> bool:
    """Tell whether it is surely an order of its own."""
    return not isinstance(command, Unknown) and not (
        isinstance(command, Add) and not command.certain
    )


def _plan(command: Command, scene: Scene) -> Plan:
    match command:
        case Add():
            plan = add(command, scene)
        case Show():
            plan = show(command, scene)
        case Talk():
            plan = _words(talk(command))
        case Unknown():
            plan = _words(unknown(command))
        case _:
            plan = _change(command, scene)
    return plan


def _change(command: Change, scene: Scene) -> Plan:
    match command:
        case SetStatus():
            plan = set_status(command, scene)
        case Delete():
            plan = delete(command, scene)
        case Cancel():
            plan = cancel(command, scene)
        case Rename():
            plan = rename(command, scene)
        case Move():
            plan = move(command, scene)
        case SetPriority():
            plan = set_priority(command, scene)
        case ClearDue():
            plan = clear_due(command, scene)
    return plan


def _words(text: str) -> Plan:
    """Return a plan that only says something."""
    return text
    yield Call("", {})  # never reached: it makes this a generator
