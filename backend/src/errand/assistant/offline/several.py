"""More than one order in a sentence: "complete the report and move the call to Friday"."""

from collections.abc import Callable, Iterator

from errand.assistant.offline.bodies import read_body
from errand.assistant.offline.commands import (
    Add,
    AddUnder,
    Arrange,
    Cancel,
    Command,
    Delete,
    Edit,
    Move,
    Rename,
    SameDay,
    SetStatus,
    Several,
    Show,
    Skip,
    Under,
    Undo,
    Unknown,
    Whether,
)
from errand.assistant.offline.edits import Day, Labels, Notes, Priority, Remind, Rhythm
from errand.assistant.offline.imperatives import is_deed, is_guessed_deed
from errand.assistant.offline.joining import contradiction, stated
from errand.assistant.offline.lists import is_marked_list
from errand.assistant.offline.ordering import confirmed_last, pointed, two_states
from errand.assistant.offline.pasts import goes_on
from errand.assistant.offline.refs import Named, Nothing
from errand.assistant.offline.remind_phrases import value_alone
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary import Verb
from errand.assistant.offline.wording import quoted

Parse = Callable[[Tokens], Command | None]
MOST = 6
LONGEST, MOST_BREAKS = 80, 12
"""In tokens, and in places where one order may end: the work grows with the square of these."""
_ADDS = {Verb.ADD, Verb.REMIND, Verb.MAKE, Verb.INTEND}


def read_several(tokens: Tokens, parse: Parse) -> Command | None:
    """Read several orders; None where there is only one, or where that is not plain."""
    if len(tokens) > LONGEST or sum(1 for _ in _breaks(tokens)) > MOST_BREAKS:
        return None  # a list, or a story
    if is_marked_list(tokens):
        return None
    known: dict[str, Command | None] = {}

    def once(part: Tokens) -> Command | None:
        """Read each part of the sentence once, however it is cut."""
        key = part.raw()
        if key not in known:
            known[key] = parse(part)
        return known[key]

    found = _cut(tokens, once, MOST)
    clash = contradiction(found)
    if clash:
        return Unknown(clash)
    ordered = confirmed_last(tuple(found or _and_question(tokens, once)))
    both = two_states(ordered)
    if both:
        return both
    return Several(ordered) if len(ordered) > 1 else next(iter(ordered), None)


def _and_question(tokens: Tokens, parse: Parse) -> list[Command]:
    """Read "gym is done. What's the weather?": the order, and a question of its own."""
    for at, end in _breaks(tokens):
        left, right = tokens.window(0, at).trimmed(), tokens.window(end, len(tokens)).trimmed()
        step = right.words.talk.then.read(right, 0)
        right = right.window(step.end, len(right)).trimmed() if step else right
        asks = right.words.asides.asking.read(right, 0)
        first = parse(left) if asks and tokens.word(at) in _STOPS else None
        if first is None or isinstance(first, Show) or not is_order(first):
            continue
        told = f"The rest I can't do offline: {quoted(right.raw())}."
        return [first, parse(right) or Unknown(told)]
    return []


_STOPS = (".", "!", ";", "\n")


def _cut(tokens: Tokens, parse: Parse, most: int) -> list[Command]:
    if most < 2:
        return []
    for at, end in _breaks(tokens):
        left, right = tokens.window(0, at).trimmed(), tokens.window(end, len(tokens)).trimmed()
        first = parse(left) if len(left) else None
        if first is None or not is_order(first) or _swallows(first):
            continue
        rest = _cut(right, parse, most - 1) or _alone(left, right, first, parse)
        if rest:
            return [first, *rest]
    return []


def _alone(left: Tokens, right: Tokens, first: Command, parse: Parse) -> list[Command]:
    alone = value_alone(right)
    alone = None if alone and _contradicts(alone, first) else alone
    if (
        isinstance(first, Show)
        or _counts_on(left, right, first)
        or (alone and _is_one(left, right, first, parse))
    ):
        alone = None
    said = _gapped(left, right, first, parse) or alone
    led = left.words.commands.verbs.read(left, 0) or stated(left, parse)
    said = stated(right, parse) or said if led and not (said and is_order(said)) else said
    new = _is_new_deed(left, right, first)
    command = parse(right) if new or _has_verb(right) else said
    command = command or _told_too(right, first, parse)
    command = pointed(command) if isinstance(command, SetStatus) else command
    if command is None or not is_order(command):
        return []
    if not isinstance(first, Add):
        return [command]
    if isinstance(command, Edit) and isinstance(command.change, Remind) and command.change.before:
        return []
    if (isinstance(command, Add) and not new) or _points_back(right, command):
        return []
    ref = getattr(command, "ref", None)
    if isinstance(ref, Named) and isinstance(command, SetStatus | Delete | Rename | Move | Cancel):
        return [Whether(command, Add(read_body(right)))]
    return [command]


def _is_new_deed(left: Tokens, right: Tokens, first: Command) -> bool:
    """Tell "weigh the case tomorrow and net the cabbages on Friday"; usual verbs are a body's."""
    usual = left.words.commands.deed_words
    if not isinstance(first, Add) or (usual.read(left, 0) and usual.read(right, 0)):
        return False
    if left.words.commands.verbs.read(left, 0):
        return False  # "remind me to ... and ..." is one order
    back = any(right.word(at) in ("it", "them") for at in range(1, len(right)))
    return not back and all(is_deed(part) or is_guessed_deed(part) for part in (left, right))


def _told_too(right: Tokens, first: Command, parse: Parse) -> Command | None:
    """Read "… and the car is washed" behind another task that is done."""
    told = isinstance(first, SetStatus) and first.status == "done"
    # "Got the milk! Buy milk is done" says the same twice.
    told = told and not right.words.commands.done_suffix.ending(right, len(right), start=1)
    command = parse(right) if told else None
    return command if command and goes_on(command, first) else None


def _points_back(right: Tokens, command: Command) -> bool:
    """Tell "pick up the parcel and drop it off at Ben's", which is all to be done."""
    later = any(right.word(at) in ("it", "them") for at in range(1, len(right)))
    return later and isinstance(getattr(command, "ref", None), Named)


def _counts_on(left: Tokens, right: Tokens, first: Command) -> bool:
    """Tell "watch Rocky 2 and 3 on Saturday", where 3 is no time."""
    counts = right.kind(0) in (Kind.NUMBER, Kind.CLOCK)
    return counts and left.number(len(left) - 1) is not None and isinstance(first, Add)


def _is_one(left: Tokens, right: Tokens, first: Command, parse: Parse) -> bool:
    """Tell whether what follows is read as a part of the same new task: "..., urgent, tomorrow"."""
    one = first.body.one if isinstance(first, Add) and first.body else None
    whole = parse(_through(left, right)) if one and one.title else None
    if one is None or not isinstance(whole, Add) or whole.body is None or whole.body.several:
        return False
    draft = whole.body.one
    fine = draft is not None and not (draft.refusal or draft.doubtful)
    return fine and draft is not None and draft.title == one.title


def _through(left: Tokens, right: Tokens) -> Tokens:
    """Return both parts, and what stands between them."""
    start, end = left.items[0].start, right.items[-1].end
    return Tokens(left.text[start:end], left.words)


def _contradicts(value: Command, first: Command) -> bool:
    """Tell whether a value alone only goes on with one that was just given: "Monday and Friday"."""
    if isinstance(value, Edit) and not isinstance(first, Add):
        return isinstance(first, Edit) and (
            type(first.change) is type(value.change) or isinstance(first.change, Labels)
        )
    if isinstance(first, Edit) and isinstance(first.change, Labels):
        return True
    if not isinstance(first, Add) or first.body is None:
        return isinstance(first, Move) or (
            isinstance(first, Edit) and isinstance(first.change, Rhythm | Day)
        )
    drafts = (*first.body.several, *((first.body.one,) if first.body.one else ()))
    if isinstance(value, Edit):
        # "Urgent priority and low priority" is a contradiction, and no change of mind.
        ranked = first.priority or any(draft.priority for draft in drafts)
        return isinstance(value.change, Priority) and bool(ranked)
    return not first.lead.empty or any(
        not draft.when.empty or draft.extras.repeat for draft in drafts
    )


def _gapped(left: Tokens, right: Tokens, first: Command, parse: Parse) -> Command | None:
    """Read "and the call to Monday" after "move the report to Friday"."""
    verbs = left.words.commands.verbs.read(left, 0)
    asks = right.words.asides.asking.read(right, 0)
    if not isinstance(first, Move | Edit) or not verbs or asks:
        return None
    joined = Tokens(f"{left.slice(0, verbs.end)} {right.raw()}", left.words)
    command = parse(joined)
    ref = getattr(command, "ref", Nothing())
    return command if type(command) is type(first) and not isinstance(ref, Nothing) else None


def _breaks(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Give the places where one order may end, and where the next begins."""
    at = 1
    while at < len(tokens) - 1:
        end = at
        # "!high" is a word of its own.
        while (
            not _tight(tokens, end)
            and tokens.kind(end) in (Kind.MARK, Kind.LINE)
            and tokens.word(end)
            in (
                ",",
                ";",
                ".",
                "!",
                "",
                "\n",
            )
        ):
            end += 1
        then = tokens.words.talk.then.read(tokens, end)
        end = then.end if then else end
        if end > at and end < len(tokens):
            yield at, end
        at += 1


def _tight(tokens: Tokens, at: int) -> bool:
    joined = at + 1 < len(tokens) and tokens.items[at].end == tokens.items[at + 1].start
    return tokens.word(at) == "!" and joined


def _has_verb(tokens: Tokens) -> bool:
    words, talk = tokens.words.commands, tokens.words.talk
    tables = (words.verbs, words.polite_start, words.list_openers, talk.attach, talk.detach)
    more = (talk.tag, talk.untag, talk.undo, talk.put, talk.take, talk.remind, talk.hide)
    return any(table.read(tokens, 0) for table in (*tables, *more))


def _swallows(command: Command) -> bool:
    """Tell whether a text goes on to the end of the sentence."""
    return isinstance(command, Edit) and isinstance(command.change, Notes)


def is_order(command: Command) -> bool:  # noqa: PLR0911  a kind a line
    """Tell whether it says all that an order of this kind needs."""
    match command:
        case Add():
            return command.certain and command.body is not None
        case Move():
            return (command.when or command.shift) is not None and _names(command.ref)
        case Edit():
            return command.change is not None
        case SetStatus() | Delete() | Cancel() | Under() | Skip():
            return _names(command.ref)
        case Rename():
            return bool(command.readings[0][1])
        case AddUnder():
            return command.body is not None
        case Show():
            return command.asked
        case _:
            return isinstance(command, Undo | Arrange | Whether | SameDay)


def _names(ref: object) -> bool:
    return not isinstance(ref, Nothing)
