"""Why an order is given, said behind it: "delete the club, as it has been cancelled"."""

from errand.assistant.offline.amid import LONGEST, Order, Parse, has_value, sure, whole
from errand.assistant.offline.commands import (
    Cancel,
    Command,
    Delete,
    Edit,
    Move,
    SetStatus,
)
from errand.assistant.offline.edits import Estimate, Place, Priority, Rhythm
from errand.assistant.offline.refs import Named
from errand.assistant.offline.tokens import Kind, Tokens


def read_reasoned(tokens: Tokens, parse: Parse) -> Command | None:
    """Read an order and why it is given: "delete the club, as it has been cancelled"."""
    if len(tokens) > LONGEST:
        return None
    for at in range(2, len(tokens)):
        tail = tokens.window(at, len(tokens)).trimmed()
        broken = tokens.kind(at - 1) in (Kind.MARK, Kind.LINE)
        if not (_is_reason(tail) or (broken and _is_tail(tail))):
            continue
        command = sure(parse(tokens.window(0, at).trimmed()))
        if command and (_is_reason(tail) or _fits(tail, command)):
            return command
    return None


def _is_reason(tail: Tokens) -> bool:
    """Tell "because it is off" without another order, a condition or a time."""
    words = tail.words.asides.amid
    lead = words.reasons.read(tail, 0)
    if not lead or lead.end == len(tail):
        return False
    inside = [tail.word(at) for at in range(lead.end, len(tail))]
    joined = any(word in ("and", "so", ",", ";", ".", "?", "!", ":", "\n") for word in inside)
    negated = {"not", "no", "never", "need", "needs", "don't", "should", "all", "must"}
    return not joined and not (words.doubts - negated) & set(inside) and not has_value(tail)


def _is_tail(tail: Tokens) -> bool:
    words = tail.words.asides.amid
    tables = (words.needless, words.did_it, words.once_only, words.changing, words.noting)
    told = tail.words.follow_ups.told
    more = (told.placing, told.marking)
    return any(whole(table, _plainly(tail)) for table in (*tables, *more)) or _is_excuse(tail)


def _plainly(tail: Tokens) -> Tokens:
    """Return the tail without "so please" before it."""
    start = 0
    while tail.word(start) in ("so", "and", "please", ",", "can", "could", "you", "then"):
        start += 1
    return tail.window(start, len(tail)).trimmed()


def _is_excuse(tail: Tokens) -> bool:
    """Tell "I'm too tired" from "not today", which behind an order takes it back."""
    words = tail.words.asides.amid
    return whole(words.plain, tail) and tail.word(0) in words.signs | {"too", "running"}


def _fits(tail: Tokens, command: Order) -> bool:
    """Tell whether what is said behind the order goes with what it orders."""
    words = tail.words.asides.amid
    if whole(words.needless, tail):
        gone = isinstance(command, SetStatus) and command.status == "cancelled"
        return gone or isinstance(command, Delete | Cancel)
    if whole(words.did_it, tail):
        return isinstance(command, SetStatus) and command.status == "done"
    if whole(words.once_only, tail):
        return isinstance(command, Edit) and command.change == Rhythm()
    if whole(words.changing, _plainly(tail)):
        return isinstance(command, Move) and isinstance(command.ref, Named)
    if isinstance(command, Edit):
        noted = isinstance(command.change, Estimate) and whole(words.noting, tail)
        return noted or _is_so(tail, command)
    return isinstance(command, Move)


def _is_so(tail: Tokens, command: Edit) -> bool:
    """Tell whether it only says again what is told: "…, put it there", "…, mark it so"."""
    told, tail = tail.words.follow_ups.told, _plainly(tail)
    place = isinstance(command.change, Place) and whole(told.placing, tail)
    return place or (isinstance(command.change, Priority) and whole(told.marking, tail))
