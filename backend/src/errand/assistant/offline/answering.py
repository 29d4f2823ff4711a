"""Answers in the person's own words: that nothing is wanted, a new title, a value."""

from errand.assistant.offline.commands import (
    Command,
    Edit,
    Move,
    Overview,
    Rename,
    SetStatus,
    Show,
    Talk,
    Undo,
)
from errand.assistant.offline.edit_values import read_value
from errand.assistant.offline.edits import Change, Place, Priority
from errand.assistant.offline.new_titles import title_anew
from errand.assistant.offline.refs import Group, It, Positions
from errand.assistant.offline.tables import Found, Table
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary_talk import Part

_ASIDE = (",", ".", "!", "-", "\u2013", "\u2014", "\u2026", ":", ";", "\n")


def is_given_up(tokens: Tokens, *, free: bool, none: bool = False) -> bool:
    """Tell "hmm, never mind" and "neither, forget it": nothing is wanted, said in any length.

    Args:
        tokens: The answer.
        free: Whether we asked for words: then "leave it as it is" picks no reading, either.
        none: Whether "none" is an answer.
    """
    if none and tokens.word(0) == "none":
        return False
    commands, answers = tokens.words.commands, tokens.words.follow_ups.answers
    stops = (commands.dropped, commands.no, *((answers.given_up,) if free else ()))
    at, given_up = 0, False
    while at < len(tokens):
        stop, idle = _longest(stops, tokens, at), answers.idle.read(tokens, at)
        if stop and not (idle and idle.end > stop.end):
            at, given_up = stop.end, True
        elif idle or tokens.word(at) in _ASIDE:
            at = idle.end if idle else at + 1
        else:
            return False
    return given_up


def which_of_times(tokens: Tokens, of: int) -> int | None:
    """Read "the earlier one": its place among so many, from 0."""
    found = tokens.words.follow_ups.answers.later.read(tokens, 0)
    return found.value % of if found and found.end == len(tokens) else None


def is_idle(tokens: Tokens) -> bool:
    """Tell "hmm" and "what?", which answer nothing that we asked for words about."""
    if tokens.text.rstrip().endswith("?"):
        return bool(tokens.words.commands.unsure_start.read(tokens, 0)) or len(tokens) <= 1
    return not len(_behind_idle(tokens))


def _longest(tables: tuple[Table[bool], ...], tokens: Tokens, at: int) -> Found[bool] | None:
    found = (table.read(tokens, at) for table in tables)
    return max((each for each in found if each), key=lambda each: each.end, default=None)


def _behind_idle(tokens: Tokens) -> Tokens:
    """Return the tokens without "hmm, actually" before them."""
    at = 0
    idle = tokens.words.follow_ups.answers.idle
    while at < len(tokens):
        found = idle.read(tokens, at)
        apart = found and (tokens.word(found.end) in _ASIDE or found.end == len(tokens))
        if not apart and tokens.word(at) not in _ASIDE:
            break
        at = found.end if found else at + 1
    return tokens.window(at, len(tokens))


def title_answered(tokens: Tokens) -> str:
    """Return the new title that is asked for; empty where it is not plain what it is."""
    return title_anew(_title_said(tokens)[0])


def is_title(command: Command, tokens: Tokens) -> bool:
    """Tell whether it is the new title that is asked for, rather than an order or a remark.

    Args:
        command: What it would be without the question.
        tokens: The answer.
    """
    if _names_title(tokens):
        return True
    points = isinstance(getattr(command, "ref", None), It | Group | Positions)
    talks = isinstance(command, Talk | Undo | Overview)
    return not (is_idle(tokens) or talks or points or _orders(command, tokens))


def _orders(command: Command, tokens: Tokens) -> bool:
    """Tell whether it says all that an order needs that no title begins like."""
    match command:
        case Show():
            return command.asked
        case Rename():
            return bool(command.readings[0][1])
        case Move():
            return bool(command.when or command.shift)
        case Edit():
            return command.change is not None and not isinstance(command.change, Place)
        case _:
            states = tokens.words.commands.statuses.ending(tokens, len(tokens), start=2)
            return isinstance(command, SetStatus) and states is not None


def _names_title(tokens: Tokens) -> bool:
    """Tell whether it says by its form that it is a title: "call it dinner"."""
    said, led = _title_said(tokens)
    return led or (len(said) == 1 and said.kind(0) is Kind.QUOTED)


def _title_said(tokens: Tokens) -> tuple[Tokens, bool]:
    said = _behind_idle(tokens.trimmed())
    lead = said.words.follow_ups.answers.title_lead.read(said, 0)
    doing = lead and said.word(0) == "to" and said.word(lead.end) == "do"
    led = bool(lead and lead.end < len(said) and not doing)
    said = said.window(lead.end if lead and led else 0, len(said))
    while _is_mark(said, 0) and len(said) > 1:
        said = said.window(1, len(said))
    tail = said.words.commands.polite_end.ending(said, len(said), start=1)
    polite = tail and (_is_mark(said, tail.start - 1) or said.word(tail.start).startswith("pl"))
    return (said.window(0, tail.start) if tail and polite else said).trimmed(), led


def _is_mark(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) is Kind.MARK


def value_answered(part: Part, tokens: Tokens) -> Change | None:
    """Return the value that is asked for: "high", "make it high, please"."""
    plain = tokens.trimmed()
    if part is Part.PRIORITY and plain.word(0) in ("none", "normal") and len(plain) == 1:
        return Priority("none")
    found = read_value(part, plain)
    if part is Part.NOTES:
        return found
    said = _bare_value(plain)
    other = read_value(part, said) if len(said) and len(said) < len(plain) else None
    # The name of a project or label is whatever is said; without "to" before it, it is a name.
    return other or found


def _bare_value(tokens: Tokens) -> Tokens:
    """Return the value without what leads to it, and without "please" behind it."""
    said = _behind_idle(tokens)
    lead = said.words.follow_ups.answers.value_lead
    while (found := lead.read(said, 0)) and found.end < len(said):
        said = said.window(found.end, len(said))
    tail = said.words.commands.polite_end.ending(said, len(said), start=1)
    return said.window(0, tail.start).trimmed() if tail else said.trimmed()
