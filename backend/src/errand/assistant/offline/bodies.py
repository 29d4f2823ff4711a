"""One task or several: how the text of an order to add is cut up, and where that is unclear."""

import re
from dataclasses import dataclass, replace

from errand.assistant.offline.drafts import Draft, read_draft, when_spans
from errand.assistant.offline.extras import extra_spans, places
from errand.assistant.offline.rows import (
    announced,
    begins_order,
    headed,
    numbered,
    of_all,
    with_shared,
    without_order,
    without_step,
)
from errand.assistant.offline.tokens import Kind, Tokens

#: No phrase about time has more tokens.
LONGEST_TIME = 16
_BULLET = re.compile(r"^(?:[-*•]|\d{1,2}[.)])$")


@dataclass(frozen=True, slots=True)
class Body:
    """What is to be added.

    Attributes:
        one: It read as a single task; None when it cannot be.
        several: It read as several tasks; empty when it cannot be.
        trailing: Only the last of several has a time, which may be meant for all.
        promised: How many tasks the person said there are.
    """

    one: Draft | None
    several: tuple[Draft, ...] = ()
    trailing: bool = False
    promised: int | None = None


def read_body(
    tokens: Tokens,
    *,
    many: bool = False,
    promised: int | None = None,
    loose: bool = False,
    apart: bool = False,
) -> Body:
    """Read what is to be added.

    Args:
        tokens: All of it.
        many: The person spoke of tasks, in the plural.
        promised: The number that they said.
        loose: No word said where the title begins, so a row of nouns may be a row of tasks.
        apart: Two deeds are two tasks; a reminder may be of both.
    """
    tokens, header = headed(tokens)
    tokens, listed = announced(tokens)
    tokens, shared = of_all(tokens)
    said = [each for each in (shared, header) if each]
    many = many or listed or bool(said) or (promised or 0) > 1
    body = _rows(tokens, promised) or _pieces(
        tokens, many=many, promised=promised, loose=loose, apart=apart
    )
    if not said:
        return body
    drafts = body.several or ((body.one,) if body.one else ())
    for each in said:
        drafts = tuple(with_shared(draft, each) for draft in drafts)
    return Body(None, drafts, promised=promised)


def _rows(tokens: Tokens, promised: int | None) -> Body | None:
    """Read tasks that are set apart: by lines, semicolons, sentences or numbers."""
    counted = numbered(tokens)
    if counted:
        return _several(counted, promised, by_line=True)
    lines = _split(tokens, _hard_breaks(tokens))
    if len(lines) < 2:
        return None
    first = 1 if _announces(tokens) else 0
    rows = [without_order(without_step(_unbulleted(line))) for line in lines[first:]]
    # What is set apart like that has its own date: the last one's is not of all.
    return _several(rows, promised, by_line=True)


def _pieces(tokens: Tokens, *, many: bool, promised: int | None, loose: bool, apart: bool) -> Body:
    """Read a row within one sentence, or one task."""
    pieces = _joined_times(tokens, _split(tokens, _soft_breaks(tokens)))
    orders = [without_order(without_step(piece)) for piece in pieces[1:]]
    steps = [without_step(piece) for piece in pieces[1:]]
    if any(len(order) < len(step) for order, step in zip(orders, steps, strict=True)):
        return replace(_several([pieces[0], *orders], promised), trailing=False)
    if len(pieces) < 2:  # none at all of mere commas
        return Body(read_draft(tokens), promised=promised)
    if many:
        return _several([pieces[0], *steps], promised)
    row = [pieces[0], *steps]
    return (
        _several(row, promised)
        if apart and _are_deeds(row)
        else _one_or_several(tokens, row, loose=loose)
    )


def _announces(tokens: Tokens) -> bool:
    """Tell whether the first line only says that a list follows: "these to my list:"."""
    breaks = (at for at in range(len(tokens)) if tokens.kind(at) is Kind.LINE)
    end = next(breaks, 0)
    return tokens.word(end - 1) == ":" and len(tokens.window(0, end).trimmed()) > 0


def _one_or_several(tokens: Tokens, pieces: list[Tokens], *, loose: bool) -> Body:
    several = _several(pieces, None)
    deeds = [bool(tokens.words.commands.deed_words.read(piece, 0)) for piece in pieces]
    quoted = all(len(piece) == 1 and piece.kind(0) is Kind.QUOTED for piece in pieces)
    dated = len(several.several) == len(pieces) and all(map(_dated, several.several))
    if any(_points_back(piece) for piece in pieces[1:]):
        return Body(read_draft(tokens))
    # "Ring Tom at noon and Ann at three" may mean to ring both.
    shared_deed = deeds[0] and not all(deeds)
    if quoted or (dated and not shared_deed):
        return several
    one = read_draft(tokens)
    if dated or any(deeds[1:]) or (loose and not deeds[0] and not _bound(pieces)):
        return replace(several, one=one)
    return Body(one)


def _points_back(piece: Tokens) -> bool:
    """Tell whether it goes on with what was named before: "and drop it off at Ben's"."""
    return any(piece.word(at) in ("it", "them") for at in range(1, len(piece)))


def _are_deeds(pieces: list[Tokens]) -> bool:
    """Tell "buy paint and rent a ladder" from "wash and wax the car" and "go to town and ..."."""
    words = pieces[0].words
    deeds = (words.commands.deed_words, words.adding.plain_deeds)
    whole = all(len(p) > 1 and any(table.read(p, 0) for table in deeds) for p in pieces)
    going = pieces[0].word(0) in words.adding.going
    return whole and not going and not any(map(_points_back, pieces[1:]))


def _dated(draft: Draft) -> bool:
    """Tell whether it says when: what has a date of its own is a task of its own."""
    return not draft.when.empty or draft.extras.repeat is not None


def _bound(pieces: list[Tokens]) -> bool:
    """Tell whether a preposition holds the row together: "dinner with Tom and Ann"."""
    binding = pieces[0].words.commands.binding
    first = pieces[0].window(0, _first_time(pieces[0]))
    return any(binding.read(first, at) for at in range(1, len(first)))


def _first_time(tokens: Tokens) -> int:
    return min((span.start for span in when_spans(tokens)), default=len(tokens))


def _several(pieces: list[Tokens], promised: int | None, *, by_line: bool = False) -> Body:
    drafts = tuple(draft for piece in pieces if (draft := read_draft(piece)).title)
    timed = [not draft.when.empty for draft in drafts]
    trailing = len(drafts) > 1 and timed[-1] and not any(timed[:-1]) and not by_line
    trailing = trailing or (not by_line and _only_the_last_has_a_day(drafts))
    return Body(None, drafts, trailing, promised)


def _only_the_last_has_a_day(drafts: tuple[Draft, ...]) -> bool:
    """Tell "ring Tom at 9 and Ann at 10 tomorrow": the day may be that of all."""
    whens = [draft.when for draft in drafts]
    clocks = [bool(when.clocks) and not when.days and not when.ahead for when in whens[:-1]]
    return bool(clocks) and all(clocks) and bool(whens[-1].days and whens[-1].clocks)


def _hard_breaks(tokens: Tokens) -> list[int]:
    timed = {span.end for span in when_spans(tokens)}
    deeds = tokens.words.commands.deed_words
    return [
        at
        for at in range(len(tokens))
        if tokens.kind(at) is Kind.LINE
        or tokens.word(at) == ";"
        or (tokens.word(at) == "." and begins_order(tokens, at + 1))
        # "Buy milk tomorrow. Call mum on Friday."
        or (tokens.word(at) == "." and at in timed and deeds.read(tokens, at + 1))
    ]


def _soft_breaks(tokens: Tokens) -> list[int]:
    """Return commas and "and"s outside phrases about time."""
    beside = places(extra_spans(tokens))
    spans = when_spans(tokens, beside)
    taken = beside | {at for span in spans for at in range(span.start, span.end)}
    joins = tokens.words.commands.and_words
    return [
        at
        for at in range(len(tokens))
        if at not in taken and (tokens.word(at) == "," or joins.read(tokens, at))
    ]


def _split(tokens: Tokens, breaks: list[int]) -> list[Tokens]:
    """Cut at the breaks, which are dropped; empty pieces go, too."""
    pieces: list[Tokens] = []
    start = 0
    for at in (*breaks, len(tokens)):
        if at >= start:
            pieces.append(tokens.window(start, at).trimmed())
            join = tokens.words.commands.and_words.read(tokens, at)
            start = join.end if join else at + 1
    return [piece for piece in pieces if len(piece)]


def _joined_times(tokens: Tokens, pieces: list[Tokens]) -> list[Tokens]:
    """Give a piece that is only a time or a priority back to the piece before it."""
    joined: list[Tokens] = []
    for piece in pieces:
        if joined and (_is_only_extra(piece) or _is_only_extra(joined[-1])):
            start, end = joined.pop().items[0].start, piece.items[-1].end
            items = tuple(token for token in tokens.items if start <= token.start < end)
            joined.append(Tokens(piece.text, piece.words, items))
        else:
            joined.append(piece)
    return joined


def _is_only_extra(piece: Tokens) -> bool:
    if len(piece) > LONGEST_TIME:
        return False
    priority = piece.words.commands.priorities.read(piece, 0)
    if priority and priority.end == len(piece):
        return True
    return any(span.start == 0 and span.end == len(piece) for span in when_spans(piece))


def bullet_end(line: Tokens) -> int:
    """Return where what a row says begins: behind "-", "2.", "b)", "[ ]"."""
    start = 0
    while start < len(line) and _BULLET.match(line.items[start].text):
        start += 1
    if line.word(start) == "[" and line.word(start + 1) == "]":
        return start + 2
    single = line.kind(0) is Kind.NUMBER or len(line.word(0)) == 1
    return 2 if single and line.word(1) in (".", ")") else start


def _unbulleted(line: Tokens) -> Tokens:
    return line.window(bullet_end(line), len(line)).trimmed()
