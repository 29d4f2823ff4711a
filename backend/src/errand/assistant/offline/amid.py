"""Remarks around one order: "rain coming. move the pour to Monday", "delete X, as it's off".

The order is carried out only where it is sure by itself and the remark holds nothing that could
change it: no date, number, condition or negation, and nothing else to do.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from errand.assistant.offline.commands import (
    Cancel,
    Command,
    Delete,
    Edit,
    Move,
    SetStatus,
    Whether,
)
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edits import Labels, Notes
from errand.assistant.offline.pasts import is_past
from errand.assistant.offline.refs import Group, It, Named, Nothing, Ref
from errand.assistant.offline.several import is_order
from errand.assistant.offline.tables import Table
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens

Parse = Callable[[Tokens], Command | None]
Order = Move | SetStatus | Delete | Cancel | Edit
_STOPS = (".", "!", ";", "\n", "\u2014", "\u2013")
_SAID_OF_IT = (It, Group)
LONGEST = 40


def read_only(tokens: Tokens, parse: Parse) -> Command | None:
    """Read "I have not done X, but Y. Please mark only Y as done": the last sentence is all."""
    stops = [at for at in range(2, len(tokens) - 2) if tokens.word(at) in _STOPS]
    last = tokens.window(stops[-1] + 1, len(tokens)).trimmed() if stops else tokens.window(0, 0)
    words = tokens.words
    start = polite.end if (polite := words.commands.polite_start.read(last, 0)) else 0
    verbs = words.commands.verbs.read(last, start)
    if not verbs or not words.asides.only.read(last, verbs.end):
        return None
    told = tokens.word(0) in ("i", "i've", "we", "we've", "i'm") and len(stops) == 1
    command = sure(parse(last)) if told else None
    return command if isinstance(command, SetStatus) and _is_named(command.ref) else None


def read_amid(tokens: Tokens, parse: Parse) -> Command | None:
    """Read an order behind a remark: "spoke to Mehta, so call Mehta is done"."""
    if len(tokens) > LONGEST:
        return None
    for remark, said, therefore in _cuts(tokens):
        command = sure(parse(said))
        if command is None or not _is_plain_order(said, command):
            continue
        if isinstance(command.ref, _SAID_OF_IT):
            return _of_the_remark(remark, command, parse)
        if isinstance(command.ref, Named | Nothing) and not _is_named(command.ref):
            return None
        if _is_remark(remark, parse, dated=therefore) or _tells(remark, command.ref, parse):
            return command
    return None


def read_retold(tokens: Tokens, parse: Parse) -> Command | None:
    """Read "spoke to Mehta, so call Mehta is done": one deed, told before it is ordered."""
    if len(tokens) > LONGEST:
        return None
    for remark, said, _ in _cuts(tokens):
        command = sure(parse(said)) if is_past(remark.word(0), remark.words) else None
        if not isinstance(command, SetStatus) or command.status != "done":
            continue
        if _is_plain_order(said, command) and _tells(remark, command.ref, parse):
            return command
    return None


def _cuts(tokens: Tokens) -> Iterator[tuple[Tokens, Tokens, bool]]:
    """Give the remark, what is said behind it, and whether it is said to follow from it."""
    for at in range(1, len(tokens) - 1):
        stop = tokens.word(at) in (*_STOPS, ",")
        so = tokens.word(at + 1 if stop else at) == "so"
        start = at + int(stop) + int(so)
        remark, said = tokens.window(0, at).trimmed(), tokens.window(start, len(tokens)).trimmed()
        if (stop or so) and len(remark) and len(said):
            yield remark, said, so


def _is_plain_order(said: Tokens, command: Order) -> bool:
    """Tell whether it says by its form that it is an order, or that a task is done."""
    commands, talk = said.words.commands, said.words.talk
    start = polite.end if (polite := commands.polite_start.read(said, 0)) else 0
    if commands.verbs.read(said, start) or talk.attach.read(said, start):
        return True
    if talk.put.read(said, start):
        return True
    if isinstance(command, Move):
        return "->" in said.raw() or "\u2192" in said.raw()
    last = commands.done_suffix.ending(said, len(said), start=1)
    return isinstance(command, SetStatus) and last is not None


def _is_remark(remark: Tokens, parse: Parse, *, dated: bool) -> bool:
    """Tell whether it only tells something that cannot change the order."""
    words = remark.words.asides.amid
    if whole(words.plain, remark):
        return True
    said = {remark.word(at) for at in range(len(remark))}
    if said & words.doubts or any(word.endswith("n't") or word == "?" for word in said):
        return False
    if _has_number(remark) or (not dated and has_value(remark)) or _orders_too(remark):
        return False
    told = dated or said & words.signs or any(w.endswith("ing") and len(w) > 4 for w in said)
    command = parse(remark)
    return bool(told) and not (command and is_order(command)) and len(remark) > 1


def _orders_too(remark: Tokens) -> bool:
    """Tell whether something else is ordered in the middle of it."""
    joins = (",", "and", "so", ":", *_STOPS)
    verbs = remark.words.commands.verbs
    after = (at + 1 for at in range(len(remark)) if remark.word(at) in joins)
    return "," in remark.raw() or any(verbs.read(remark, at) for at in after)


def _tells(remark: Tokens, ref: Ref, parse: Parse) -> bool:
    """Tell "got the strings" before "buy strings is done": the same deed said twice."""
    command = parse(remark)
    if not (isinstance(command, SetStatus) and command.status == "done"):
        return False
    named = ref.words.casefold() if isinstance(ref, Named) else ""
    words = [remark.word(at) for at in range(1, len(remark))]
    things = [word for word in words if word not in ("the", "my", "a", "to", "some", "with", "!")]
    return bool(things) and all(word in named for word in things)


def _of_the_remark(remark: Tokens, command: Order, parse: Parse) -> Command | None:
    """Return the order for what the remark is about: "X is blocked, set it to waiting"."""
    words = remark.words.asides.amid
    of_it = whole(words.plain, remark) or (
        remark.word(0) in words.starts and _is_remark(remark, parse, dated=False)
    )
    if isinstance(command.ref, It) and of_it:
        return command
    if isinstance(command, Edit | Cancel):
        return None
    subject = _subject(remark, command)
    ref = _listed(subject) if subject and len(subject) else None
    if not isinstance(ref, Named) or ref.deeds:
        return None
    several = len(ref.parts) if ref.parts else 1
    if (several > 1) is isinstance(command.ref, It):
        return None
    wanted = command.ref.count if isinstance(command.ref, Group) else None
    return replace(command, ref=ref) if wanted in (None, several) else None


def _subject(remark: Tokens, command: Order) -> Tokens | None:
    """Return the words for the task that is told about, where nothing else is told of it."""
    words = remark.words.asides.amid
    lead = words.excuses.read(remark, 0)
    if lead:
        rest = remark.window(lead.end, len(remark)).trimmed()
        while last := words.spans.ending(rest, len(rest), start=1):
            rest = rest.window(0, last.start).trimmed()
        return None if _is_doubtful(rest, {"or"}) or has_value(rest) else rest
    plain = remark
    while last := words.spans.ending(plain, len(plain), start=1):
        plain = plain.window(0, last.start).trimmed()
    for at in range(1, len(plain)):
        state = words.states.read(plain, at)
        if state:
            rest, subject = plain.window(state.end, len(plain)), plain.window(0, at)
            doubtful = _is_doubtful(rest) or _is_doubtful(subject) or has_value(plain)
            return None if doubtful or remark.word(0) in words.signs - {"my"} else subject
    done = isinstance(command, SetStatus) and command.status == "done"
    doubtful = _is_doubtful(remark) or has_value(remark)
    return remark.window(0, _told_end(remark)) if done and not doubtful else None


def _told_end(remark: Tokens) -> int:
    """Return the end of "rota requests handed" in "rota requests handed in"; 0: no such deed."""
    if remark.word(0) in remark.words.asides.amid.signs:
        return 0
    for at in range(len(remark) - 1, max(0, len(remark) - 3), -1):
        word = remark.word(at)
        if word in remark.words.lemmas or word.endswith("ed"):
            return at + 1
    return 0


def _listed(subject: Tokens) -> Ref:
    """Read "the oil change or Mark" as the two tasks that they are."""
    items = tuple(
        replace(token, text="and", norm="and") if token.norm == "or" else token
        for token in subject.items
    )
    said = " ".join(token.text for token in items)
    return ref_of(Tokens(said, subject.words))


def _is_doubtful(tokens: Tokens, allowed: frozenset[str] | set[str] = frozenset()) -> bool:
    doubts = tokens.words.asides.amid.doubts - allowed
    said = {tokens.word(at) for at in range(len(tokens))}
    return bool(said & doubts) or "?" in said or any(word.endswith("n't") for word in said)


def _has_number(tokens: Tokens) -> bool:
    plain = (Kind.WORD, Kind.MARK, Kind.LINE)
    return any(tokens.kind(at) not in plain for at in range(len(tokens)))


def has_value(tokens: Tokens) -> bool:
    """Tell whether a number or a time is in it."""
    timed = (read_when(tokens, at) is not None for at in range(len(tokens)))
    return _has_number(tokens) or any(timed)


def sure(command: Command | None) -> Order | None:
    """Return an order that changes a task that is there, and says all that it needs."""
    command = command.change if isinstance(command, Whether) else command
    if not isinstance(command, Move | SetStatus | Delete | Cancel | Edit):
        return None
    if isinstance(command, Edit) and isinstance(command.change, Notes | Labels):
        return None
    return command if is_order(command) else None


def _is_named(ref: Ref) -> bool:
    return isinstance(ref, Named) and not ref.deeds


def whole(table: Table[bool], tokens: Tokens) -> bool:
    found = table.read(tokens, 0)
    return found is not None and found.end == len(tokens)
