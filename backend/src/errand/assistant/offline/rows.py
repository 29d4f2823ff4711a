"""Rows of tasks: what is said around them, where the next one begins, and what is of them all."""

from dataclasses import replace

from errand.assistant.offline.drafts import Draft, read_draft
from errand.assistant.offline.edit_values import place_of
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary import Verb

_LEAD_WORDS = 8
_APART = (",", "-", "(", ".", ";", ":", "\n")


def announced(tokens: Tokens) -> tuple[Tokens, bool]:
    """Take "the following to my list:" and "as separate tasks" off; tells whether they were."""
    talk = tokens.words.talk
    last = talk.row_tail.ending(tokens, len(tokens), start=1)
    kept = tokens.window(0, last.start).trimmed() if last else tokens
    for at in range(1, min(_LEAD_WORDS, len(kept) - 1)):
        if kept.word(at - 1) not in talk.row_lead:
            break
        if kept.word(at) == ":" and kept.kind(at + 1) is not Kind.LINE:
            return kept.window(at + 1, len(kept)), True
    return kept, last is not None


def headed(tokens: Tokens) -> tuple[Tokens, Draft | None]:
    """Take "these for tomorrow:" off the head of a row; returns what it says of every task."""
    ends = (
        at for at in range(1, len(tokens) - 1) if tokens.word(at) == ":" or _is_line(tokens, at)
    )
    end = next(ends, 0)
    lined = _is_line(tokens, end) or _is_line(tokens, end + 1)
    colon = tokens.word(end) == ":"
    shared = _said_of_all(tokens.window(0, end)) if end else None
    if shared is None or not (colon or shared.title):
        return tokens, None
    # "Tomorrow: milk" may as well be one task.
    alone = colon and not (shared.title or lined or shared.when.empty)
    return (tokens, None) if alone else (tokens.window(end + 1, len(tokens)), shared)


def _is_line(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) is Kind.LINE


def _said_of_all(head: Tokens) -> Draft | None:
    """Read "these to Work for tomorrow": what it says beside "these"; None where it is a title."""
    words, lead = head.words, head.words.talk.row_lead
    whole = words.commands.priorities.read(head, 0)
    shared = read_draft(head)
    if whole and whole.end == len(head):
        shared = replace(shared, title="", priority=whole.value)
    row, place = _without_place(Tokens(shared.title, words))
    said = not shared.when.empty or shared.priority or shared.pieces or place
    if not said or any(row.word(at) not in lead for at in range(len(row))):
        return None
    return replace(shared, extras=shared.extras.joined(Extras(project=place)))


def _without_place(head: Tokens) -> tuple[Tokens, str]:
    """Take "to Work" off the end of "these to Work"."""
    lead = head.words.talk.row_lead
    if head.words.commands.to_my_list.ending(head, len(head), start=1):
        return head, ""
    for at in range(1, len(head)):
        into = head.words.talk.into.read(head, at)
        place = place_of(head.window(into.end, len(head))) if into else None
        plain = place and (place.kind == "project" or place.name[:1].isupper())
        if place and plain and head.word(at - 1) in lead:
            return head.window(0, at), place.name
    return head, ""


def of_all(tokens: Tokens) -> tuple[Tokens, Draft | None]:
    """Take what is said of every task off the end: "both on Friday", "all tagged home"."""
    for at in range(len(tokens) - 2, 1, -1):
        found = tokens.words.talk.row_of_all.read(tokens, at)
        if not found or tokens.word(at - 1) not in _APART:
            continue
        shared = read_draft(tokens.window(found.end, len(tokens)))
        said = not shared.when.empty or shared.priority or shared.pieces
        if said and not shared.title:
            return tokens.window(0, at).trimmed(), shared
    return tokens, None


def with_shared(draft: Draft, shared: Draft) -> Draft:
    """Give a task what was said of all; its own day and priority stay."""
    when = draft.when if draft.when.days else shared.when.joined(draft.when)
    return replace(
        draft,
        when=when,
        priority=draft.priority or shared.priority,
        extras=draft.extras.joined(shared.extras),
        refusal=draft.refusal or shared.refusal,
    )


def numbered(tokens: Tokens) -> list[Tokens]:
    """Cut "1) wash the car 2) pay the rent", empty where it is no such row."""
    starts: list[tuple[int, int]] = []
    for at in range(len(tokens) - 1):
        mark = tokens.kind(at) is Kind.NUMBER and tokens.word(at + 1) in (".", ")")
        if mark and tokens.number(at) == len(starts) + 1:
            starts.append((at, at + 2))
    opened = bool(starts) and all(tokens.word(at) in ("(", ":") for at in range(starts[0][0]))
    if len(starts) < 2 or not opened:
        return []
    ends = [start for start, _ in starts[1:]] + [len(tokens)]
    rows = [tokens.window(a, b) for (_, a), b in zip(starts, ends, strict=True)]
    return [_without_join(row) for row in rows]


def _without_join(row: Tokens) -> Tokens:
    row = row.trimmed()
    while len(row) > 1 and row.word(len(row) - 1) in ("(", "and", ","):
        row = row.window(0, len(row) - 1).trimmed()
    return row


def without_step(piece: Tokens) -> Tokens:
    """Return a task of a row without "then" and "also" before it."""
    piece = piece.trimmed()
    step = piece.words.talk.row_step.read(piece, 0)
    return piece.window(step.end, len(piece)).trimmed() if step and step.end < len(piece) else piece


_ONESELF = ("i", "we", "i'll", "we'll", "i've", "we've", "must", "need", "have", "gotta")


def _repeats_order(piece: Tokens, verbs: Found[tuple[Verb, ...]]) -> bool:
    """Tell "and I must ...", as at the beginning, from "and don't forget the receipt"."""
    oneself = piece.word(verbs.start) in _ONESELF and piece.word(verbs.end) not in ("not", "never")
    intends = verbs.value == (Verb.INTEND,) and oneself
    return intends or verbs.value in ((Verb.ADD,), (Verb.REMIND,))


def without_order(piece: Tokens) -> Tokens:
    """Return a piece without the order that it repeats: "add ...", "to ...", "another to ..."."""
    words = piece.words.commands
    verbs = words.verbs.read(piece, 0)
    if verbs and _repeats_order(piece, verbs) and verbs.end < len(piece):
        piece = without_step(piece.window(verbs.end, len(piece)))
    other = piece.words.talk.row_other.read(piece, 0)
    if (
        other
        and piece.word(other.end) in ("to", "for", "about", ":")
        and other.end + 1 < len(piece)
    ):
        return piece.window(other.end + 1, len(piece)).trimmed()
    if piece.word(0) == "to" and len(piece) > 1:
        return piece.window(1, len(piece))
    return piece


def begins_order(tokens: Tokens, at: int) -> bool:
    """Tell whether a sentence that begins here orders another task: "Add ...", "Remind me to"."""
    step = tokens.words.talk.row_step.read(tokens, at)
    start = step.end if step else at
    verbs = tokens.words.commands.verbs.read(tokens, start)
    if not verbs or verbs.end >= len(tokens):
        return False
    if verbs.value == (Verb.INTEND,):
        return _repeats_order(tokens, verbs)
    return verbs.value == (Verb.ADD,) or (
        verbs.value == (Verb.REMIND,) and tokens.word(verbs.end) == "to"
    )
