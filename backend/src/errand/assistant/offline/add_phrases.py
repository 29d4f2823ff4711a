"""Orders to add: "add a task to ...", "remind me on Friday to ...", and deeds that stand alone."""

from collections.abc import Callable
from dataclasses import replace

from errand.assistant.offline.bodies import Body, read_body
from errand.assistant.offline.commands import Add, Command, Unknown
from errand.assistant.offline.drafts import Draft
from errand.assistant.offline.edit_values import place_of
from errand.assistant.offline.imperatives import begins_change
from errand.assistant.offline.intents import is_no_deed, without_leading_list
from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.nameless import read_announced, read_nameless
from errand.assistant.offline.nesting import parted
from errand.assistant.offline.nudges import leading_nudges
from errand.assistant.offline.rows import headed
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary import Verb

ONLY_TIMES = (
    "Offline I can remind you at a time or before a task is due, not when something happens. "
    "I changed nothing."
)
ONE_TIME = "Say one time to remind you at, or one sentence for each. I changed nothing."


def read_add(tokens: Tokens) -> Command | None:
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
    end = found.end + 1 if tokens.word(found.end) in (",", ":") else found.end
    return found.value, end


def _add_thing(tokens: Tokens, lead: When) -> Command | None:
    """Read what follows "add": "a task to ...", "two tasks: ...", or the title at once."""
    noun = _noun_phrase(tokens)
    if noun:
        return _add_noun(tokens, noun, lead)
    announced = _something(tokens, lead)
    if announced:
        return announced
    listed = tokens.words.commands.to_my_list.read(tokens, 0)
    if listed and listed.end == len(tokens):
        return Add(None, lead)
    project, tokens = _project_after_noun(tokens)
    tokens, below = parted(without_leading_list(tokens))
    kept = _without_list(tokens)
    if below is not None and len(kept.trimmed()):
        return Add(read_body(kept), lead, project=project, below=below)
    if project and len(kept.trimmed()):
        return Add(read_body(kept), lead, project=project)
    body = read_body(kept, loose=True, apart=True) if len(kept.trimmed()) else None
    return Add(body, lead)


def _make_thing(tokens: Tokens, lead: When) -> Command | None:
    """Read what follows "make", which orders a task only when it says "task" or "my list"."""
    noun = _noun_phrase(tokens)
    if noun:
        return _add_noun(tokens, noun, lead)
    kept = _without_list(tokens)
    return Add(read_body(kept, loose=True), lead) if len(kept) < len(tokens) else None


def _something(tokens: Tokens, lead: When) -> Command | None:
    """Read "something to my list? I need a charger"; the task itself is said after that, or not."""
    found = read_nameless(tokens)
    if not found:
        return None
    lead = lead.joined(found.when)
    if not len(found.rest):
        return Add(None, lead, many=found.many)
    own = read_add(found.rest)
    return own if isinstance(own, Add) else Add(read_body(found.rest, many=found.many), lead)


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
    counters = tokens.words.adding.counters - {"a", "little", "small", "quick", "lot", "bunch"}
    if tokens.word(at) in counters or tokens.word(at) == "following":
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
        return Add(None, whole, noun.priority, project=project, many=noun.many)
    rest, below = parted(rest)
    body = read_body(rest, many=noun.many, promised=noun.count)
    return Add(body, whole, noun.priority, project=project, below=below)


def _project_after_noun(tokens: Tokens) -> tuple[str, Tokens]:
    """Read "to my work project: ring the auditor"."""
    if tokens.words.commands.to_my_list.read(tokens, 0):
        return "", tokens
    for at in range(1, min(8, len(tokens))):
        place = place_of(tokens.window(1, at)) if tokens.word(at) == ":" else None
        named = place and (place.kind == "project" or place.name[:1].isupper())
        into = tokens.words.talk.into.read(tokens, 0)
        if place and named and into and not read_when(tokens, 0):
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
    if lead:
        return tokens.window(lead.end, len(tokens))
    # "A task for buying milk", unlike "a task for an hour": a day would have been read before.
    named = tokens.word(0) == "for" and len(tokens) > 1 and not read_count(tokens, 1)
    named = named and tokens.kind(1) is not Kind.COMPACT
    return tokens.window(1, len(tokens)) if named else tokens


def _without_list(tokens: Tokens) -> Tokens:
    table = tokens.words.commands.to_my_list
    for at in range(1, len(tokens)):
        found = table.read(tokens, at)
        rest = tokens.window(found.end, len(tokens)) if found else tokens
        when = read_when(rest, 1 if rest.word(0) == "for" else 0)
        if found and (not len(rest) or (when and when.end == len(rest))):
            led = found.end + (rest.word(0) == "for")
            items = tokens.items[: found.start] + tokens.items[led:]
            return Tokens(tokens.text, tokens.words, items)
    return tokens


def _remind(tokens: Tokens, lead: When) -> Command | None:
    nudged = leading_nudges(tokens)
    if nudged:
        # The body reads what precedes "to" as reminders of the task.
        return Add(read_body(tokens), lead)
    if tokens.word(0) in ("when", "whenever", "if", "while"):
        return Unknown(ONLY_TIMES)
    twice = _remind_twice(tokens, lead)
    if twice:
        return twice
    when, rest = _when_after_noun(tokens)
    if when and rest.word(0) == "and":
        return Unknown(ONE_TIME)
    rest = _after_lead(rest.trimmed() if when else rest)
    rest = _without_list(rest.window(1, len(rest)) if rest.word(0) == "for" else rest)
    whole = lead.joined(when) if when else lead
    if not len(rest.trimmed()):
        return Add(None, whole)
    return Add(read_body(rest), whole)


def _remind_twice(tokens: Tokens, lead: When) -> Command | None:
    """Read "tomorrow at 9 to ring Tom and on Thursday at 2pm to pay the rent"."""
    for at in range(2, len(tokens) - 3):
        join = tokens.words.commands.and_words.read(tokens, at)
        when = read_when(tokens, join.end) if join else None
        if not join or not when or tokens.word(when.end) != "to":
            continue
        first = _remind(tokens.window(0, at), lead)
        second = _remind(tokens.window(join.end, len(tokens)), When())
        drafts = (*_timed_drafts(first), *_timed_drafts(second))
        if len(drafts) > 1 and all(not draft.when.empty for draft in drafts):
            return Add(Body(None, drafts))
    return None


def _timed_drafts(command: Command | None) -> tuple[Draft, ...]:
    """Return the tasks with the time that was said before them as their own."""
    if not isinstance(command, Add) or command.body is None:
        return ()
    found = command.body.several or ((command.body.one,) if command.body.one else ())
    return tuple(replace(each, when=command.lead.joined(each.when)) for each in found)


def _intend(tokens: Tokens, lead: When) -> Command | None:
    if is_no_deed(tokens):
        return None
    again = tokens.words.commands.verbs.read(tokens, 0)
    if again and again.value in ((Verb.ADD,), (Verb.REMIND,)):
        return read_add(tokens)
    listed = read_announced(tokens, lead)
    doing = tokens.window(1, len(tokens)) if tokens.word(0) == "do" else tokens
    listed = listed or _something(doing, lead)
    if listed:
        return listed
    return Add(read_body(tokens, apart=True), lead) if len(tokens) else None


_ADDING: dict[Verb, Callable[[Tokens, When], Command | None]] = {
    Verb.ADD: _add_thing,
    Verb.MAKE: _make_thing,
    Verb.REMIND: _remind,
    Verb.INTEND: _intend,
}


def read_bare(tokens: Tokens) -> Command | None:
    """Read a deed without a word that orders anything: "call the plumber tomorrow at 10"."""
    lead, start = _leading_when(tokens)
    words = tokens.words.commands
    things = 2 if tokens.word(0) in ("i", "we") and tokens.word(1) in ("have", "got") else 0
    listed = read_announced(tokens.window(things, len(tokens)), lead) if not start else None
    if listed:
        return listed
    rows, header = headed(tokens)
    if header and (rows.kind(0) is Kind.LINE):
        return Add(read_body(tokens))
    if start and tokens.word(start - 1) == ":" and start < len(tokens):
        return Add(read_body(tokens.window(start, len(tokens))), lead)
    priority = words.priorities.read(tokens, 0)
    if priority and tokens.word(priority.end) == ":":
        return Add(read_body(tokens))
    numbered = any(tokens.kind(at) is Kind.TASK_NUMBER for at in range(len(tokens)))
    if numbered or not words.deed_words.read(tokens, start):
        return None
    body = read_body(tokens.window(start, len(tokens)), apart=True)
    drafts = (*body.several, *((body.one,) if body.one else ()))
    timed = any(not draft.when.empty or draft.extras.repeat for draft in drafts)
    marked = any(x.extras.labels or x.extras.project or x.priority for x in drafts)
    filed = drafts[0].title if marked else ""
    # "Delete the report" in the middle of a list is rather an order.
    ordered = any(begins_change(Tokens(draft.title, tokens.words)) for draft in body.several[1:])
    sure = (timed or not lead.empty) and not ordered
    filed = "" if ordered else filed
    return Add(body, lead, certain=sure or bool(filed), bare=True, guess="" if sure else filed)
