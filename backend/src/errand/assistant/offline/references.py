"""How people point at tasks: by number, by place in the last list, "it", or by title."""

from dataclasses import dataclass

from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens


@dataclass(frozen=True, slots=True)
class Numbers:
    """Tasks by their short numbers."""

    numbers: tuple[int, ...]
    bare: bool = False
    """Said without "#": it may as well be a place in the list."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Tasks by their places in the last list, from 1; -1 is the last."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class It:
    """The task that was spoken of last."""


@dataclass(frozen=True, slots=True)
class Group:
    """All tasks that were shown last: "both", "them"."""

    count: int | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """All tasks, which is never done at once offline."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No task was named."""


@dataclass(frozen=True, slots=True)
class Named:
    """A task by (a part of) its title.

    Attributes:
        words: As it was written.
        parts: The same cut at "and" and commas, when there are such.
        deeds: Whether a part begins like another command.
    """

    words: str
    parts: tuple[str, ...] = ()
    deeds: bool = False


Ref = Numbers | Positions | It | Group | Everything | Nothing | Named


def read_ref(tokens: Tokens) -> Ref:
    """Read a reference from all of these tokens."""
    tokens = tokens.trimmed()
    words = tokens.words.commands
    if len(tokens) == 1 and tokens.kind(0) is Kind.QUOTED:
        return Named(tokens.raw()[1:-1])
    whole: tuple[tuple[Found[bool] | None, Ref], ...] = (
        (words.pronouns.read(tokens, 0), It()),
        (words.groups.read(tokens, 0), Group(2 if tokens.word(0) == "both" else None)),
        (words.everything.read(tokens, 0), Everything()),
    )
    for found, ref in whole:
        if found and found.end == len(tokens):
            return ref
    if not len(tokens) or _is_only_noun(tokens):
        return Nothing()
    if tokens.word(0) in ("all", "every", "everything") and len(tokens) > 1:
        return Everything()
    if any(_is_plural(tokens, at) for at in range(len(tokens))):
        return Everything()
    return read_numbers(tokens) or read_positions(tokens) or _named(tokens)


def _is_plural(tokens: Tokens, at: int) -> bool:
    """Tell whether several tasks are named at once, as in "the done tasks"."""
    noun = tokens.words.commands.task_noun.read(tokens, at)
    follows = noun is not None and tokens.kind(noun.end) in (Kind.TASK_NUMBER, Kind.NUMBER)
    return noun is not None and noun.value and not follows


def read_numbers(tokens: Tokens) -> Numbers | None:
    """Read "#1", "task 2", "#1 and #3" from all of these tokens."""
    numbers: list[int] = []
    at, bare = 0, False
    while at < len(tokens):
        lead = tokens.words.commands.number_lead.read(tokens, at)
        place = lead.end if lead else at
        if tokens.kind(place) is Kind.TASK_NUMBER:
            numbers.append(int(tokens.word(place)[1:]))
        elif (number := tokens.number(place)) is not None:
            numbers.append(number)
            bare = bare or not (lead or numbers[:-1])
        else:
            return None
        at = _after_join(tokens, place + 1)
    return Numbers(tuple(dict.fromkeys(numbers)), bare) if numbers else None


def read_positions(tokens: Tokens) -> Positions | None:
    """Read "the second one", "the first and the last" from all of these tokens."""
    places: list[int] = []
    at = 0
    while at < len(tokens):
        found = _position(tokens, at)
        if not found:
            return None
        places.append(found.value)
        at = _after_join(tokens, found.end)
    return Positions(tuple(dict.fromkeys(places))) if places else None


def _position(tokens: Tokens, at: int) -> Found[int] | None:
    words = tokens.words
    article = words.time.article.read(tokens, at)
    place = article.end if article else at
    last = words.commands.last_one.read(tokens, place)
    word = words.time.ordinals.read(tokens, place)
    if last:
        value, end = -1, last.end
    elif word:
        value, end = word.value, word.end
    elif tokens.kind(place) is Kind.ORDINAL:
        value, end = int(tokens.word(place)[:-2]), place + 1
    else:
        return None
    while noun := words.commands.one_noun.read(tokens, end):
        end = noun.end
    return Found(value, at, end)


def _after_join(tokens: Tokens, at: int) -> int:
    while at < len(tokens):
        join = tokens.words.commands.and_words.read(tokens, at)
        if not join and tokens.word(at) != ",":
            break
        at = join.end if join else at + 1
    return at


def _is_only_noun(tokens: Tokens) -> bool:
    rest = [
        at
        for at in range(len(tokens))
        if tokens.word(at) not in ("a", "an", "the", "my", "one", "some", "of")
    ]
    if not rest:
        return True
    noun = tokens.words.commands.task_noun.read(tokens, rest[0])
    return bool(noun) and noun.end == len(tokens) and len(rest) == noun.end - rest[0]


def _named(tokens: Tokens) -> Named:
    joins = tokens.words.commands.and_words
    parts: list[Tokens] = []
    start = 0
    for at in range(len(tokens) + 1):
        join = joins.read(tokens, at)
        if at == len(tokens) or join or tokens.word(at) == ",":
            parts.append(tokens.window(start, at).trimmed())
            start = join.end if join else at + 1
    parts = [part for part in parts if len(part)]
    deeds = any(_is_deed(part) for part in parts[1:])
    cut = tuple(part.raw() for part in parts) if len(parts) > 1 else ()
    return Named(tokens.raw(), cut, deeds)


def _is_deed(tokens: Tokens) -> bool:
    words = tokens.words.commands
    if words.polite_start.read(tokens, 0):
        return True
    return bool(words.verbs.read(tokens, 0) or words.list_openers.read(tokens, 0))
