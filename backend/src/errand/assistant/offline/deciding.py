"""One model call: what the conversation asks for now, and the next step towards it."""

from dataclasses import dataclass, replace

from errand.assistant.offline.answering import is_title
from errand.assistant.offline.carrying import Past, plan_of
from errand.assistant.offline.commands import (
    Add,
    Cancel,
    Command,
    Correct,
    Delete,
    Edit,
    Either,
    Likewise,
    More,
    Move,
    Rename,
    SetStatus,
    Several,
    Show,
    Talk,
    Undo,
    Unknown,
)
from errand.assistant.offline.corrected_orders import corrected
from errand.assistant.offline.deeds import Deed, deeds_of, last_deed
from errand.assistant.offline.edits import Place
from errand.assistant.offline.grammar import LONGEST, parse
from errand.assistant.offline.history import Conversation, Mentioned
from errand.assistant.offline.likewise import both_moved, meant_likewise
from errand.assistant.offline.options import names_option
from errand.assistant.offline.questions import (
    Answer,
    Ask,
    Topic,
    find_question,
    loose_answer,
    plain_answer,
)
from errand.assistant.offline.replies import talk
from errand.assistant.offline.settling import shift_of_answer, when_of_answer
from errand.assistant.offline.steps import Call, Scene, run
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Moment
from errand.assistant.offline.vocabulary import Vocabulary

#: So many turns may one command and the answers to its questions take.
MOST_ANSWERS = 8
#: Titles may begin like these.
_ORDERS = (Add, Cancel, Delete, Move, Rename, SetStatus, Edit)


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
    views = said_at.views()
    deed = last_deed(said_at)
    scene = Scene(
        moment,
        words,
        views[0] if views else Mentioned(),
        tuple(views[1:]),
        after_deed=deed is not None and not deed.waits and len(deed.numbers) == 1,
    )
    past = _past(thread.command, said_at, words, moment)
    step = run(plan_of(thread.command, scene, past), conversation.outcomes, thread.answers)
    if thread.again and isinstance(step, str) and find_question(step):
        return f"Sorry, I did not understand that.\n\n{step}"
    return step


def _past(command: Command, said_at: Conversation, words: Vocabulary, moment: Moment) -> Past:
    """Return what came before, as far as the command refers to it."""
    if not _goes_back(command):
        return Past()
    deed = last_deed(said_at)
    shown, pages = _shown(said_at, words, moment) if isinstance(command, More) else (None, 0)
    prior = _command_at(said_at, deed.turn, words, moment) if deed else None
    if deed is None and isinstance(command, Correct):
        return Past(*_asked_before(said_at, words, moment))
    return Past(prior, deed, deeds_of(said_at), shown, pages)


def _goes_back(command: Command) -> bool:
    if isinstance(command, Several):
        return any(_goes_back(each) for each in command.commands)
    joined = isinstance(command, Add) and command.joined
    return joined or isinstance(command, (Undo, Correct, More, Likewise))


def _command_at(
    conversation: Conversation, turn: int, words: Vocabulary, moment: Moment, *, deep: int = 3
) -> Command | None:
    """Return what was ordered in an earlier turn, itself corrected where it was a correction."""
    until = replace(conversation, turns=conversation.turns[: turn + 1])
    thread = follow(until, words, moment)
    command = thread.command
    there = replace(conversation, turns=conversation.turns[: thread.turn + 1])
    if isinstance(command, Either):
        deed = last_deed(there)
        one = deed is not None and not deed.waits and len(deed.numbers) == 1
        command = command.after_deed if one else command.otherwise
    if isinstance(command, Likewise) and deep:
        deed = last_deed(there)
        prior = _command_at(there, deed.turn, words, moment, deep=deep - 1) if deed else None
        added = command.added if deed and deed.added else None
        return meant_likewise(command, prior, words) or added or command
    if not isinstance(command, Correct) or not deep:
        return command
    return _meant(command, there, words, moment, deep=deep - 1)


def _meant(
    command: Correct, there: Conversation, words: Vocabulary, moment: Moment, *, deep: int = 3
) -> Command | None:
    """Return the order as it was corrected to."""
    if command.fresh is not None:
        return command.fresh
    deed = last_deed(there)
    prior = _command_at(there, deed.turn, words, moment, deep=deep) if deed else None
    return (corrected(prior, command, words) or prior) if prior else None


def _asked_before(
    said_at: Conversation, words: Vocabulary, moment: Moment
) -> tuple[Command | None, Deed | None]:
    """Return the list that was asked for last, as something that can be asked for otherwise."""
    turns = said_at.turns
    if len(turns) < 2:
        return None, None
    command = _command_at(said_at, len(turns) - 2, words, moment)
    if not isinstance(command, Show):
        return None, None
    return command, Deed(len(turns) - 2, turns[-2].reply, (), waits=True)


def _shown(said_at: Conversation, words: Vocabulary, moment: Moment) -> tuple[Show | None, int]:
    """Return the list that was shown last, and how many pages of it were."""
    pages = 1
    for at in range(len(said_at.turns) - 2, -1, -1):
        command = _command_at(said_at, at, words, moment)
        if isinstance(command, Show):
            return command, pages
        if not isinstance(command, More):
            break
        pages += 1
    return None, 0


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
        if question and question.done:
            thread = _resumed(thread, question, conversation, words, moment)
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
    answer = answer or _own_answer(question, command, said, words, moment)
    if answer:
        return replace(thread, answers=(*thread.answers, answer), again=False)
    if isinstance(command, Correct):
        return _corrected(thread, command, turn, words)
    if isinstance(command, Likewise) and question.topic is Topic.TWIN:
        both = both_moved(thread.command, command)
        return Thread(both, thread.turn, (Answer(Topic.TWIN),)) if both else thread
    if _is_fresh(command) and command != Talk("yes"):
        return Thread(command, turn)
    return replace(thread, again=True)


def _own_answer(
    question: Ask, command: Command, said: str, words: Vocabulary, moment: Moment
) -> Answer | None:
    """Read an answer in the person's own words."""
    if question.topic is Topic.ADD and _is_nameless(command):
        return Answer(question.topic)  # "Add it to my list", of what was asked about
    answer = None
    if _is_answer(question, command, said, words, moment):
        answer = loose_answer(question, said, words)
    if answer is None and question.topic in (Topic.TASK, Topic.PROJECT):
        answer = loose_answer(question, _picking(question, command), words)
    return answer


def _picking(question: Ask, command: Command) -> str:
    """Return what "ok, Work then" and "put it in Work" pick from what was asked."""
    if isinstance(command, Correct) and not command.wrong:
        return command.said
    if question.topic is Topic.PROJECT and isinstance(command, Edit):
        return command.change.name if isinstance(command.change, Place) else ""
    return ""


def _is_nameless(command: Command) -> bool:
    if not isinstance(command, Add) or command.body is not None:
        return False
    return command.lead.empty and not (command.many or command.project or command.priority)


def _resumed(
    thread: Thread, question: Ask, conversation: Conversation, words: Vocabulary, moment: Moment
) -> Thread:
    """Return what was left to do when this was asked, so that nothing is done or undone twice."""
    command = thread.command
    if isinstance(command, Several):
        rest = command.commands[question.done :]
        left = Several(rest) if len(rest) > 1 else next(iter(rest), Unknown())
        return Thread(left, thread.turn)
    if not isinstance(command, Correct):
        return thread
    said = next((a.text for a in thread.answers if a.topic is Topic.MEANT), "")
    command = replace(command, said=said, meant=True) if said else command
    there = replace(conversation, turns=conversation.turns[: thread.turn + 1])
    right = _meant(command, there, words, moment)
    return Thread(right or Unknown(), thread.turn)


def _corrected(thread: Thread, said: Correct, turn: int, words: Vocabulary) -> Thread:
    """Return the order as it was meant; where that is unclear, the question is asked again."""
    meant = said.fresh or corrected(thread.command, said, words)
    return Thread(meant, turn) if meant else replace(thread, again=True)


def _is_answer(
    question: Ask, command: Command, said: str, words: Vocabulary, moment: Moment
) -> bool:
    """Tell whether words that are no plain answer answer all the same, rather than order anew."""
    if question.topic is Topic.WHAT:
        order = isinstance(command, Add) and command.certain and command.body is not None
        return not (order and _ordered(said, words)) and not isinstance(command, (Show, Talk))
    if question.topic is Topic.NEW_TITLE:
        return is_title(command, Tokens(said, words))
    if question.topic is Topic.TASK and isinstance(command, _ORDERS):
        return names_option(question, said, words) or not _is_fresh(command)
    if question.topic is Topic.NEW_DUE:
        scene = Scene(moment, words)
        return bool(when_of_answer(said, scene) or shift_of_answer(said, scene))
    if question.topic is Topic.INSTEAD:
        return when_of_answer(said, Scene(moment, words)) is not None
    none = question.topic is Topic.VALUE and command == Talk("dropped")
    return none or not _is_fresh(command)


def _ordered(said: str, words: Vocabulary) -> bool:
    """Tell whether it begins like an order, and not with the task itself."""
    bare = parse(f"{said}", words)
    lead = parse(f"add a task to {said}", words)
    return isinstance(bare, Add) and isinstance(lead, Add) and bare.body != lead.body


def _is_fresh(command: Command) -> bool:
    """Tell whether it is surely an order of its own."""
    if isinstance(command, (Unknown, Either, Correct, Likewise)):
        return False
    if isinstance(command, Show):
        return command.asked
    return not (isinstance(command, Add) and not command.certain)
