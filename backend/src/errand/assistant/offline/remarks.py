"""Short things said of tasks beside the plain orders: off the list, a note, the old date."""

from errand.assistant.offline.commands import Command, Delete, Details, Edit, Either, Move, Unknown
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import note_text, whole_when
from errand.assistant.offline.edits import Notes
from errand.assistant.offline.refs import It, Nothing
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary_talk import Part

NO_WEB = "I can't search there: I only keep your tasks. I changed nothing."
#: The old date, and the words before it, have no more tokens.
LONGEST_OLD = 10
_WHICH = Unknown("I don't know which task that note is for. Say “add a note to …”.")
_MOVING = ("move", "put", "set", "change", "reschedule", "shift", "push", "make", "postpone",
           "schedule", "delay", "do", "have")  # fmt: skip
_MINE = ("i", "we", "i'll", "i've", "i'm", "you")


def off_my_list(tokens: Tokens) -> Command | None:
    """Read "remove buy milk from my list": from the list of all tasks, so it is deleted."""
    last = tokens.words.asides.my_list.ending(tokens, len(tokens), start=2)
    verb = tokens.words.asides.taking.read(tokens, 0)
    if not last or not verb:
        return None
    ref = ref_of(tokens.window(verb.end, last.start))
    return None if isinstance(ref, Nothing) else Delete(ref)


def searched_elsewhere(tokens: Tokens) -> Command | None:
    """Read "search the web for ...", which no list of tasks answers."""
    words = tokens.words
    search = words.commands.search_openers.read(tokens, 0)
    at = search.end if search else 1 if tokens.word(0) in ("google", "browse", "check") else 0
    found = words.asides.web.read(tokens, at) if at else None
    googled = tokens.word(0) == "google" and len(tokens) > 1
    ends = words.asides.web.ending(tokens, len(tokens), start=at + 1) if search else None
    return Unknown(NO_WEB) if found or googled or ends else None


def noted(tokens: Tokens) -> Command | None:
    """Read "what did I note about Marta's present?", "any notes on the dentist?"."""
    lead = tokens.words.asides.noted.read(tokens, 0)
    if not lead or lead.end == len(tokens):
        return None
    end = len(tokens)
    while end > lead.end + 1 and tokens.word(end - 1) in ("down", "again", "say", "there"):
        end -= 1
    ref = ref_of(tokens.window(lead.end, end))
    return None if isinstance(ref, Nothing) else Details(ref, Part.NOTES)


def note_of_it(tokens: Tokens) -> Command | None:
    """Read "also note that the bell is broken": of the task that was just spoken of."""
    lead = tokens.words.asides.note_that.read(tokens, 0)
    if not lead or lead.end == len(tokens) or tokens.word(lead.end) in _MINE:
        return None
    if tokens.word(lead.end - 1) not in ("that", ":", "note"):
        return None
    listed = tokens.words.commands.to_my_list
    if any(listed.read(tokens, at) for at in range(lead.end, len(tokens))):
        return None  # "add that to my list" is a task, and no note
    also = tokens.word(0) == "also" or tokens.word(lead.end - 1) == "that"
    text = note_text(tokens.window(lead.end, len(tokens)))
    if text.casefold() in ("down", "one", "too", "please", "as well", "all"):
        return None  # "note that down" is no note that says "down"
    return Either(Edit(It(), Notes(text), Part.NOTES), _WHICH) if also and text else None


def instead_of(tokens: Tokens) -> Command | None:
    """Read "move #3 to tomorrow instead of today", "#3 tomorrow rather than today"."""
    for at in range(max(2, len(tokens) - LONGEST_OLD), len(tokens) - 1):
        found = tokens.words.asides.rather_than.read(tokens, at)
        old = whole_when(tokens.window(found.end, len(tokens))) if found else None
        if not found or old is None:
            continue
        moved = _moved(tokens.window(0, at).trimmed())
        if moved:
            return moved
    return None


def _moved(tokens: Tokens) -> Command | None:
    """Read "the invoice tomorrow", with or without a verb before it."""
    start = int(tokens.word(0) in _MOVING)
    if whole_when(tokens.window(start, len(tokens))) is not None:
        return None  # "at 8pm, not at 7" names no task
    for at in range(max(start + 1, len(tokens) - LONGEST_OLD), len(tokens)):
        when = whole_when(tokens.window(at, len(tokens)))
        ref = ref_of(tokens.window(start, at))
        if when and not isinstance(ref, Nothing):
            return Move(ref, when)
    return None
