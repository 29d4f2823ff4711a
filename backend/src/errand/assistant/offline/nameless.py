"""Orders to add that name no task yet: "add it to my list", "add three things for tomorrow"."""

from dataclasses import dataclass

from errand.assistant.offline.bodies import read_body
from errand.assistant.offline.commands import Add, Command
from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import When


@dataclass(frozen=True, slots=True)
class Nameless:
    """What was said instead of a task; `rest` is what may name it behind that."""

    rest: Tokens
    when: When
    many: bool = False


def read_nameless(tokens: Tokens) -> Nameless | None:
    """Read "something to my list? I need a charger", where the task itself is said after that."""
    end, many = _pointer(tokens)
    if not end:
        return None
    listed = tokens.words.commands.to_my_list.read(tokens, end)
    end = listed.end if listed else end
    found = read_when(tokens, end + (tokens.word(end) == "for"))
    end = found.end if found else end
    closed = end == len(tokens) or tokens.kind(end) in (Kind.MARK, Kind.LINE)
    if not (closed or listed):
        return None
    rest = tokens.window(end, len(tokens)).trimmed()
    return Nameless(rest, found.value if found else When(), many)


def is_nameless(tokens: Tokens) -> bool:
    """Tell whether all of a title only points: "it", "do that", "three things"."""
    tokens = tokens.window(1, len(tokens)) if tokens.word(0) == "do" else tokens
    return len(tokens) > 0 and _pointer(tokens)[0] == len(tokens)


def _pointer(tokens: Tokens) -> tuple[int, bool]:
    """Return the end of "it", "three more things", and whether those are several."""
    adding = tokens.words.adding
    at, counted = 0, 0
    while at < len(tokens):
        count = read_count(tokens, at)
        if not count and tokens.word(at) not in adding.counters:
            break
        counted = count.value if count and count.value > 1 else counted
        at = count.end if count else at + 1
    things = adding.things.read(tokens, at)
    pointer = adding.pointers.read(tokens, 0)
    end = max(things.end if things else 0, pointer.end if pointer else 0)
    rows = tokens.word(end - 1).endswith(("s", "stuff")) if things else tokens.word(0) in _ROWS
    return end, counted > 1 or (rows and tokens.word(0) != "this")


_ROWS = ("these", "those", "them", "all")


def read_announced(tokens: Tokens, lead: When) -> Command | None:
    """Read "do three things tomorrow: buy milk and call Bob", "the following: ..."."""
    at = 1 if tokens.word(0) in ("do", "get") else 0
    count = read_count(tokens, at)
    if tokens.word(at) == "the" and tokens.word(at + 1) in ("following", "these"):
        count, end = None, at + 2
    elif tokens.word(at) == "these":
        count, end = None, at + 1
    elif count:
        end = count.end
    else:
        return None
    while tokens.word(end) in ("things", "thing", "more", "to", "do", "done", "tasks", "errands"):
        end += 1
    when = read_when(tokens, end + (tokens.word(end) == "for"))
    end = when.end if when else end
    if tokens.word(end) != ":" or end + 1 >= len(tokens):
        return None
    body = read_body(tokens.window(end + 1, len(tokens)), many=True, promised=count and count.value)
    return Add(body, lead.joined(when.value) if when else lead)
