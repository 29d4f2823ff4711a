"""Chores without an order: with a rhythm, behind "remind me" at the end, or like a command."""

from dataclasses import replace

from errand.assistant.offline.appointments import is_noun
from errand.assistant.offline.bodies import read_body
from errand.assistant.offline.commands import (
    Add,
    Command,
    Delete,
    Edit,
    Move,
    SetStatus,
    Whether,
)
from errand.assistant.offline.drafts import Draft
from errand.assistant.offline.imperatives import is_guessed_deed
from errand.assistant.offline.refs import Named
from errand.assistant.offline.repeats import read_repeat
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary import Verb

MOST_WORDS = 9
_KNOWN = ("the", "my", "our")
#: Behind a verb that we do not know they look ahead to a day: "kick it into next week".
_CUT = frozenset(
    {"into", "onto", "at", "in", "from", "with", "of", "forward", "ahead", "on", "back"}
)
_APART = (",", ":", "-", "\u2013", "\u2014")


def read_chore(tokens: Tokens) -> Command | None:
    """Read "write the report tomorrow", "toolbox talk every weekday at 6:45am"."""
    if tokens.text.rstrip().endswith("?"):
        return None
    return _rhythm_first(tokens) or read_deed(tokens) or _regular(tokens)


def read_deed(tokens: Tokens) -> Command | None:
    """Read a deed that begins with a less usual verb, with a day, a label or a project."""
    if tokens.text.rstrip().endswith("?"):
        return None
    first = _without_lead(tokens)
    guessed = is_guessed_deed(first)
    if not (guessed or tokens.words.adding.plain_deeds.read(first, 0)):
        return None
    moved = first.raw() + " " + tokens.slice(0, len(tokens) - len(first)).rstrip(" ,:-")
    add = _whole(tokens if first is tokens else Tokens(moved, tokens.words))
    one = add.body.one if add and add.body else None
    if add is None or one is None or len(one.title.split()) < 2:
        return None
    if not (_is_timed(one) or is_filed(one)) or not (guessed or _is_phrasal(first, one)):
        return None
    if guessed and one.title.casefold().rsplit(maxsplit=1)[-1] in _CUT:
        return None
    # What the verb means we do not know: where the rest names a task that is there, it may be it.
    return replace(add, guess=first.window(1, len(first)).raw()) if guessed else add


def _without_lead(tokens: Tokens) -> Tokens:
    """Return what stands behind a day at the head: "march 8th service the snowblower"."""
    found = read_when(tokens, 0)
    if not found or found.end >= len(tokens) - 1:
        return tokens
    return tokens.window(found.end + (tokens.word(found.end) in _APART), len(tokens))


def is_filed(one: Draft) -> bool:
    """Tell whether it says where it belongs, as only a new task does: "@travel", "#Home"."""
    return bool(one.extras.labels or one.extras.project)


def _regular(tokens: Tokens) -> Command | None:
    """Read a thing that comes back: "stand-up every weekday at 9:30am"."""
    # "The report every Friday" is rather one that is there, and nothing says what to do with it.
    known = tokens.word(0) in _KNOWN or not is_noun(tokens)
    add = None if known else _whole(tokens)
    return add if add and add.body and add.body.one and add.body.one.extras.repeat else None


def _rhythm_first(tokens: Tokens) -> Command | None:
    """Read "every first Monday of the month at 9:00 make backup of PLC"."""
    found = read_repeat(tokens, 0)
    if not found:
        return None
    apart = tokens.word(found.end) in _APART
    rest = tokens.window(found.end + apart, len(tokens))
    deed = rest.words.adding.plain_deeds.read(rest, 0)
    if not deed and not (apart and is_noun(rest)):
        return None
    moved = Tokens(f"{rest.raw()} {tokens.slice(0, found.end)}", tokens.words)
    return _whole(moved)


def read_chore_first(tokens: Tokens) -> Command | None:
    """Read what other productions would take for something else: "open mic, every Thursday"."""
    return _with_order_behind(tokens) or _open_thing(tokens)


def _open_thing(tokens: Tokens) -> Command | None:
    opens = tokens.word(0) == "open" and tokens.kind(1) is Kind.WORD
    named = tokens.word(1) in ("the", "my", "a", "an", "task")
    add = _whole(tokens) if opens and not named else None
    return add if add and add.body and add.body.one and add.body.one.extras.repeat else None


def _with_order_behind(tokens: Tokens) -> Command | None:
    """Read "GST filing on the 20th every month, remind me", "..., can you put that in"."""
    last = tokens.words.adding.order_behind.ending(tokens, len(tokens), start=2)
    if not last:
        return None
    left = tokens.window(0, last.start).trimmed()
    verbs = tokens.words.commands.verbs.read(left, 0)
    intends = verbs is not None and Verb.INTEND in verbs.value
    start = verbs.end if verbs and intends else 0
    plain = left.words.commands.deed_words.read(left, 0)
    if not (intends or (not verbs and (plain or is_noun(left)))):
        return None
    add = _whole(left.window(start, len(left)), telling=True)
    return add if add and add.body and add.body.one and _is_timed(add.body.one) else None


def or_chore(command: Command | None, tokens: Tokens) -> Command | None:
    """Return the change of a task; where there is none, "put the bins out tonight" is a new one."""
    changes = isinstance(command, SetStatus | Delete | Move | Edit)
    if not changes or not isinstance(command.ref, Named):
        return command
    deed = tokens.words.adding.plain_deeds.read(tokens, 0)
    add = _whole(tokens) if deed or tokens.word(0) in ("put", "take", "make") else None
    one = add.body.one if add and add.body else None
    if add is None or one is None or not _is_timed(one):
        return command
    if not _is_phrasal(tokens, one):
        return command
    return Whether(command, add)


def _is_phrasal(tokens: Tokens, one: Draft) -> bool:
    """Tell "put the bins out", "take the chicken out of ...", "write up ..." from an order."""
    adding, words = tokens.words.adding, one.title.casefold().split()
    if adding.no_chores & set(words):
        return False
    verb = tokens.word(0)
    if verb == "put":
        on = words[-1] == "on" and words[1] == "the"
        inside = words[-1] in adding.put_places and words[-2] in ("the", "my", "our")
        particles = adding.particles & {words[-1], words[1]}
        return on or inside or bool(particles)
    if verb == "take":
        return "out" in words[2:]
    deed = adding.plain_deeds.read(tokens, 0)
    return deed is not None and tokens.words.commands.verbs.read(tokens, 0) is None


def _is_timed(one: Draft) -> bool:
    return not one.when.empty or one.extras.repeat is not None


def _whole(tokens: Tokens, *, telling: bool = False) -> Add | None:
    """Return all of it as one new task; None where anything of it is doubtful."""
    body = read_body(tokens)
    one = body.one
    if one is None or body.several or one.doubtful or one.refusal or one.extras.problem:
        return None
    titled = one.title.casefold().split()
    stops = tokens.words.adding.no_chores
    said = not telling and any(tokens.words.talk.telling.has(word) for word in titled[1:])
    cut = not titled or titled[-1] in ("to", "until", "till", "by", "for", "and")
    if cut or said or stops & set(titled) or len(titled) > MOST_WORDS:
        return None
    return Add(replace(body, trailing=False))
