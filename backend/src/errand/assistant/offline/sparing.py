"""Orders that say what is to stay: "everything … except X", "A but not B", "don't A, B"."""

from collections.abc import Callable
from dataclasses import replace

from errand.assistant.offline.commands import Add, Command, Delete, Edit, Move, SetStatus, Talk
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import whole_when
from errand.assistant.offline.ordering import both_states
from errand.assistant.offline.refs import Chosen, Group, It, Named, Nothing, Numbers, Ref, Without
from errand.assistant.offline.several import is_order
from errand.assistant.offline.tables import Found, Table
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.wanted import Show

MOST = 3
Parse = Callable[[Tokens], Command | None]
_CHANGES = (SetStatus, Move, Edit, Delete)
_AS_IS = ("alone", "open", "be", "untouched", "there", "too", "either", "yet", "please", "it", "is",
          "as", "where", "was", "now", "unchanged", "though")  # fmt: skip


def read_excepting(tokens: Tokens, parse: Parse) -> Command | None:
    """Read "mark everything as done except the vet": what is left out stands behind the deed."""
    for found in _places(tokens, tokens.words.asides.excepting):
        at = found.start
        but, tail = _with_tail(tokens.window(found.end, len(tokens)))
        deed = tokens.window(0, at).trimmed()
        if tail:
            deed = Tokens(f"{deed.raw()} {tail}", tokens.words)
        command = parse(deed) if _names(but) else None
        if not tail and (command is None or not is_order(command)):
            but, command = _with_place(tokens.window(found.end, len(tokens)), deed, parse)
        these = getattr(command, "ref", None)
        if isinstance(command, _CHANGES) and isinstance(these, Chosen | Group) and _is_all(these):
            these = Group() if isinstance(these, Chosen) and these.show == Show() else these
            return replace(command, ref=Without(these, but))
    return None


def _places(tokens: Tokens, table: Table[bool]) -> list[Found[bool]]:
    """Return where such words stand; none where they are many, as each is read anew."""
    rows = (table.read(tokens, at) for at in range(2, len(tokens) - 1))
    found = [each for each in rows if each and each.end < len(tokens)]
    return found if len(found) <= MOST else []


def _with_tail(tokens: Tokens) -> tuple[Ref, str]:
    """Cut "Audit to Friday" into the task and the rest of the order that it stands in."""
    for at in range(1, len(tokens) - 1):
        tail = tokens.window(at, len(tokens))
        if tokens.word(at) in ("to", "until", "on", "by") and whole_when(tail):
            return ref_of(tokens.window(0, at)), tail.raw()
    return ref_of(tokens), ""


def _with_place(tokens: Tokens, deed: Tokens, parse: Parse) -> tuple[Ref, Command | None]:
    """Cut "the last to Family" where the order lacks what is to become of them."""
    for at in range(len(tokens) - 1, 0, -1):
        tail = tokens.window(at, len(tokens))
        if tokens.word(at) in ("to", "into", "in", "under", "as"):
            command = parse(Tokens(f"{deed.raw()} {tail.raw()}", tokens.words))
            ref = ref_of(tokens.window(0, at))
            if command and is_order(command) and _names(ref):
                return ref, command
    return Nothing(), None


def _is_all(ref: Chosen | Group) -> bool:
    return isinstance(ref, Group) or ref.every or not ref.count


def _names(ref: Ref) -> bool:
    return not isinstance(ref, It | Nothing)


def read_spared(tokens: Tokens, parse: Parse) -> Command | None:
    """Read "mark the draft as done but don't touch the report": the order before it alone."""
    for found in _places(tokens, tokens.words.asides.sparing):
        at = found.start
        apart = tokens.word(at) in ("but", "and") or tokens.word(at - 1) in (",", ";")
        if not apart or not _spares(tokens.window(found.end, len(tokens))):
            continue
        command = parse(tokens.window(0, at).trimmed())
        ref = getattr(command, "ref", None)
        if isinstance(command, SetStatus) and _spared(tokens.window(found.end, len(tokens))) == ref:
            return both_states(command.status, "left as it is")
        if isinstance(command, _CHANGES) and isinstance(ref, Named | Numbers):
            return command
    return None


def _spares(rest: Tokens) -> bool:
    """Tell whether it names another task that is to stay as it is, and orders nothing."""
    kept = _kept(rest)
    joined = any(rest.word(at) in (",", ";", "and", "but") for at in range(len(rest)))
    return _names(_spared(rest)) and not joined and whole_when(kept) is None


def _spared(rest: Tokens) -> Ref:
    kept = _kept(rest)
    return ref_of(kept) if len(kept) else Nothing()


def _kept(rest: Tokens) -> Tokens:
    """Return the words for what is to stay as it is."""
    words = rest.words.commands
    verb = words.verbs.read(rest, 0)
    start = verb.end if verb else int(rest.word(0) in ("touch", "do", "alter", "mark"))
    end = len(rest)
    while end > start and rest.word(end - 1) in _AS_IS:
        end -= 1
    state = words.statuses.ending(rest, end, start=start + 1) if verb else None
    end = state.start - (rest.word(state.start - 1) == "as") if state else end
    return rest.window(start, end).trimmed()


def read_negated(tokens: Tokens, parse: Parse) -> Command | None:
    """Read "don't delete milk, delete bread": what is to be done stands behind it."""
    words = tokens.words.commands
    lead = words.negations.read(tokens, 0)
    if not lead or words.verbs.read(tokens, 0):
        return None
    for at in range(lead.end + 1, len(tokens) - 1):
        start = at + 1 if tokens.word(at) in (",", ";", ".", "-", "but", "instead", "just") else 0
        while start and tokens.word(start) in ("but", "instead", ",", "just", "only", "rather"):
            start += 1
        rest = tokens.window(start, len(tokens)) if start else None
        if rest is None or not words.verbs.read(rest, 0):
            continue
        command = parse(_without_instead(rest))
        spared = getattr(parse(tokens.window(lead.end, at)), "ref", None)
        if isinstance(command, _CHANGES) and isinstance(command.ref, It) and spared:
            command = replace(command, ref=spared)
        if isinstance(command, _CHANGES) and _names(command.ref):
            return command
        return command if isinstance(command, Add) and command.certain else None
    return Talk("left")


def _without_instead(tokens: Tokens) -> Tokens:
    last = len(tokens) - 1
    return tokens.window(0, last) if tokens.word(last) == "instead" and last > 1 else tokens
