"""An utterance to a command: politeness off, then the first production that reads all the rest."""

from collections.abc import Callable
from dataclasses import replace

from errand.assistant.offline.asking import (
    read_arrange,
    read_details,
    read_more,
    read_overview,
)
from errand.assistant.offline.bodies import read_body
from errand.assistant.offline.changes import CHANGES, past_alone, suffixed
from errand.assistant.offline.commands import Add, Command, Correct, Move, Show, Talk, Unknown
from errand.assistant.offline.correcting import read_correction, shift_of
from errand.assistant.offline.edit_orders import read_order, read_place, read_statement
from errand.assistant.offline.edit_phrases import read_edit
from errand.assistant.offline.edit_values import place_of
from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.references import Named
from errand.assistant.offline.remind_phrases import read_remark, read_reminder
from errand.assistant.offline.several import is_order, read_several
from errand.assistant.offline.showing import read_finished, read_show
from errand.assistant.offline.spelling import spelled
from errand.assistant.offline.tables import Found, Table
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.undo_phrases import read_undo
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary import Verb, Vocabulary

#: Longer messages are not commands; the bound keeps the grammar within its time.
LONGEST = 2_000
MOST_TOKENS = 250
TOO_LONG = "That is too long for me offline. Please say it in a few sentences."


def parse(text: str, words: Vocabulary) -> Command:
    """Return what an utterance asks for; Unknown when no production reads it whole."""
    if len(text) > LONGEST:
        return Unknown(TOO_LONG)
    tokens = Tokens(text, words)
    if len(tokens) > MOST_TOKENS:
        return Unknown(TOO_LONG)
    tokens = without_politeness(spelled(tokens))
    return _whole(tokens)


def _whole(tokens: Tokens) -> Command:
    talked = _talk(tokens) or read_undo(tokens)
    if talked:
        return talked
    several = read_several(tokens, _one)
    if several:
        return several
    fix = read_correction(tokens)
    command = _one(tokens)
    if fix:
        return _correction(fix, command, tokens)
    return read_remark(tokens, command) or command or Unknown()


def _correction(fix: Correct, command: Command | None, tokens: Tokens) -> Command:
    """Return the correction with what it is as an order of its own; or the order alone."""
    rest = Tokens(fix.said, tokens.words).trimmed()
    fresh = _one(without_politeness(rest))
    sure = fresh is not None and is_order(fresh) and not isinstance(fresh, Show)
    plain = command if command is not None and is_order(command) else None
    moved = _one(Tokens(f"move {fix.said}", tokens.words)) if fix.said and not plain else None
    named = isinstance(moved, Move) and moved.when and isinstance(moved.ref, Named)
    plain = moved if named else plain
    if sure:
        return replace(fix, fresh=fresh, plain=plain)
    return replace(fix, plain=plain) if plain is None or shift_of(rest) else plain


def _one(tokens: Tokens) -> Command | None:
    """Read one order or question."""
    return next((c for read in _PRODUCTIONS if (c := read(tokens)) is not None), None)


def without_politeness(tokens: Tokens) -> Tokens:
    """Return the tokens without please, can you, thanks and the like around them."""
    words = tokens.words.commands
    tokens = tokens.trimmed()
    while (lead := words.polite_start.read(tokens, 0)) and lead.end < len(tokens):
        tokens = tokens.window(lead.end, len(tokens)).trimmed()
    greeting = words.greetings.read(tokens, 0) or words.thanks.read(tokens, 0)
    if greeting and greeting.end < len(tokens) and tokens.word(greeting.end) in (",", "!", "."):
        tokens = without_politeness(tokens.window(greeting.end, len(tokens)))
    while (tail := words.polite_end.ending(tokens, len(tokens))) and tail.start > 0:
        tokens = tokens.window(0, tail.start).trimmed()
    return tokens


def is_whole(table: Table[bool], tokens: Tokens) -> bool:
    """Tell whether one phrase of the table is all there is."""
    found = table.read(tokens, 0)
    return found is not None and found.end == len(tokens)


def _talk(tokens: Tokens) -> Command | None:
    words = tokens.words.commands
    kinds: tuple[tuple[Table[bool], Talk], ...] = (
        (words.help, Talk("help")),
        (words.thanks, Talk("thanks")),
        (words.greetings, Talk("hello")),
        (words.farewells, Talk("bye")),
        (words.well_being, Talk("well")),
        (words.identity, Talk("self")),
        (words.dropped, Talk("dropped")),
        (words.yes, Talk("yes")),
        (words.no, Talk("no")),
    )
    if not len(tokens):
        return Talk("help")
    return next((talk for table, talk in kinds if is_whole(table, tokens)), None)


def _negated(tokens: Tokens) -> Command | None:
    words = tokens.words.commands
    if words.negations.read(tokens, 0) and not words.verbs.read(tokens, 0):
        return Talk("left")
    return None


def _add(tokens: Tokens) -> Command | None:
    """Read an order to add, perhaps with a time before it: "on Thursday remind me to ..."."""
    lead, start = _leading_when(tokens)
    verbs = tokens.words.commands.verbs.read(tokens, start)
    for verb in verbs.value if verbs else ():
        read = _ADDING.get(verb)
        command = read(tokens.window(verbs.end, len(tokens)), lead) if read and verbs else None
        if command:
            return command
    return None


def _leading_when(tokens: Tokens) -> tuple[When, int]:
    start = 1 if tokens.word(0) == "for" else 0
    found = read_when(tokens, start)
    if not found:
        return When(), 0
    end = found.end + 1 if tokens.word(found.end) == "," else found.end
    return found.value, end


def _add_thing(tokens: Tokens, lead: When) -> Command | None:
    """Read what follows "add": "a task to ...", "two tasks: ...", or the title at once."""
    noun = _noun_phrase(tokens)
    if noun:
        return _add_noun(tokens, noun, lead)
    kept = _without_list(tokens)
    return Add(read_body(kept, loose=True) if len(kept.trimmed()) else None, lead)


def _make_thing(tokens: Tokens, lead: When) -> Command | None:
    """Read what follows "make", which orders a task only when it says "task" or "my list"."""
    noun = _noun_phrase(tokens)
    if noun:
        return _add_noun(tokens, noun, lead)
    kept = _without_list(tokens)
    return Add(read_body(kept, loose=True), lead) if len(kept) < len(tokens) else None


class _Noun:
    """ "Two urgent tasks": where the noun phrase ends and what it says."""

    def __init__(self) -> None:
        self.end = 0
        self.count: int | None = None
        self.many = False
        self.priority: str | None = None


def _noun_phrase(tokens: Tokens) -> _Noun | None:
    noun, at = _Noun(), 0
    table = tokens.words.commands
    while at < len(tokens):
        found = table.task_noun.read(tokens, at)
        if found:
            noun.end, noun.many = found.end, found.value
            return noun
        step = _modifier(tokens, at, noun)
        if not step:
            return None
        at = step
    return None


def _modifier(tokens: Tokens, at: int, noun: _Noun) -> int:
    """Read one word before the noun; returns where the next begins, 0 for none."""
    priority = tokens.words.commands.priorities.read(tokens, at)
    if priority:
        noun.priority = priority.value
        return priority.end
    if tokens.word(at) in ("new", "another", "the", "these", "following", "my", "some", "more"):
        return at + 1
    count = read_count(tokens, at)
    if count:
        noun.count = count.value if tokens.word(at) not in ("a", "an") else None
        return count.end
    return 0


def _add_noun(tokens: Tokens, noun: _Noun, lead: When) -> Command:
    project, rest = _project_after_noun(tokens.window(noun.end, len(tokens)))
    when, rest = _when_after_noun(rest)
    rest = _without_list(_after_lead(rest))
    whole = lead.joined(when) if when else lead
    if not len(rest.trimmed()):
        return Add(None, whole, noun.priority, project=project)
    body = read_body(rest, many=noun.many, promised=noun.count)
    return Add(body, whole, noun.priority, project=project)


def _project_after_noun(tokens: Tokens) -> tuple[str, Tokens]:
    """Read "to my work project: ring the auditor"."""
    for at in range(1, min(8, len(tokens))):
        place = place_of(tokens.window(1, at)) if tokens.word(at) == ":" else None
        if place and place.kind == "project" and tokens.words.talk.into.read(tokens, 0):
            return place.name, tokens.window(at + 1, len(tokens))
    return "", tokens


def _when_after_noun(tokens: Tokens) -> tuple[When | None, Tokens]:
    """Read "a task for tomorrow at 9: ...", "remind me on Friday to ..."."""
    start = 1 if tokens.word(0) == "for" else 0
    found = read_when(tokens, start)
    if not found:
        return None, tokens
    return found.value, tokens.window(found.end, len(tokens))


def _after_lead(tokens: Tokens) -> Tokens:
    lead = tokens.words.commands.title_lead.read(tokens, 0)
    return tokens.window(lead.end, len(tokens)) if lead else tokens


def _without_list(tokens: Tokens) -> Tokens:
    found = tokens.words.commands.to_my_list.ending(tokens, len(tokens), start=1)
    return tokens.window(0, found.start) if found else tokens


def _remind(tokens: Tokens, lead: When) -> Command | None:
    when, rest = _when_after_noun(tokens)
    rest = _after_lead(rest)
    rest = _without_list(rest.window(1, len(rest)) if rest.word(0) == "for" else rest)
    whole = lead.joined(when) if when else lead
    if not len(rest.trimmed()):
        return Add(None, whole)
    return Add(read_body(rest), whole)


def _intend(tokens: Tokens, lead: When) -> Command | None:
    return Add(read_body(tokens), lead) if len(tokens) else None


_ADDING: dict[Verb, Callable[[Tokens, When], Command | None]] = {
    Verb.ADD: _add_thing,
    Verb.MAKE: _make_thing,
    Verb.REMIND: _remind,
    Verb.INTEND: _intend,
}


def _change(tokens: Tokens) -> Command | None:
    verbs: Found[tuple[Verb, ...]] | None = tokens.words.commands.verbs.read(tokens, 0)
    for verb in verbs.value if verbs else ():
        read = CHANGES.get(verb)
        command = read(tokens.window(verbs.end, len(tokens))) if read and verbs else None
        if command:
            return command
    return None


def _bare(tokens: Tokens) -> Command | None:
    """Read a deed without a word that orders anything: "call the plumber tomorrow at 10"."""
    lead, start = _leading_when(tokens)
    words = tokens.words.commands
    priority = words.priorities.read(tokens, 0)
    if priority and tokens.word(priority.end) == ":":
        return Add(read_body(tokens))
    numbered = any(tokens.kind(at) is Kind.TASK_NUMBER for at in range(len(tokens)))
    if numbered or not words.deed_words.read(tokens, start):
        return None
    body = read_body(tokens.window(start, len(tokens)))
    drafts = (*body.several, *((body.one,) if body.one else ()))
    timed = not lead.empty or any(not draft.when.empty for draft in drafts)
    return Add(body, lead, certain=timed)


def _unsure(tokens: Tokens) -> Command | None:
    return Unknown() if tokens.words.commands.unsure_start.read(tokens, 0) else None


def _to_a_task(tokens: Tokens) -> Command | None:
    """Read "add eggs to the milk task", which may be a note or a subtask of it."""
    last = tokens.words.commands.task_noun.ending(tokens, len(tokens), start=3)
    the = any(
        tokens.word(at) == "to" and tokens.word(at + 1) in ("the", "my", "that", "this")
        for at in range(2, len(tokens) - 2)
    )
    single = last is not None and not last.value and tokens.word(len(tokens) - 1) == "task"
    if tokens.word(0) != "add" or not the or not single:
        return None
    return Unknown(
        "Should that be a note or a subtask? Say “add a note to …” or “add a subtask to …”, with"
        " the task and the text. I changed nothing."
    )


def _back_on_list(tokens: Tokens) -> Command | None:
    """Read "put X back on the list" before "put X on ..." is taken for a place."""
    back = tokens.words.commands.back_on_list.ending(tokens, len(tokens), start=2)
    return _change(tokens) if back else None


def _reminder(tokens: Tokens) -> Command | None:
    return read_reminder(tokens, _add(tokens))


_PRODUCTIONS: tuple[Callable[[Tokens], Command | None], ...] = (
    _reminder,
    _negated,
    read_overview,
    read_more,
    read_arrange,
    read_order,
    read_edit,
    read_details,
    read_finished,
    read_show,
    _to_a_task,
    _back_on_list,
    read_place,
    _change,
    _add,
    _unsure,
    suffixed,
    read_statement,
    past_alone,
    _bare,
)
