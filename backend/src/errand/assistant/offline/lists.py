"""A list as the whole message: "- sign the form", "2. pack the bag", one task a line."""

from errand.assistant.offline.appointments import is_noun
from errand.assistant.offline.bodies import bullet_end, read_body
from errand.assistant.offline.commands import Add, Command
from errand.assistant.offline.imperatives import is_deed, is_guessed_deed
from errand.assistant.offline.rows import numbered
from errand.assistant.offline.tokens import Kind, Tokens

_BULLETS = ("-", "*", "\u2022", "\u2013", "\u2014", "\u00b7", "+", "[")


def read_list(tokens: Tokens) -> Command | None:
    """Read lines that are all to be done; None where one of them may be an order."""
    counted = numbered(tokens)
    lines = counted or _lines(tokens)
    if len(lines) < 2 or tokens.text.rstrip().endswith("?"):
        return None
    marked = bool(counted) or all(_is_marked(line) for line in lines)
    rows = [_unmarked(line) for line in lines]
    if not all(len(row) and _is_task(row, marked=marked) for row in rows):
        return None
    body = read_body(tokens)
    drafts = body.several
    fine = len(drafts) == len(rows) and not any(d.doubtful or d.refusal for d in drafts)
    return Add(body, bare=True) if fine else None


def _lines(tokens: Tokens) -> list[Tokens]:
    stops = [at for at in range(len(tokens)) if tokens.kind(at) is Kind.LINE]
    starts = [0, *(at + 1 for at in stops)]
    ends = [*stops, len(tokens)]
    found = [tokens.window(a, b) for a, b in zip(starts, ends, strict=True)]
    return [line for line in found if len(line.trimmed())]


def is_marked_list(tokens: Tokens) -> bool:
    """Tell whether it is several lines, each of which begins like a row of a list."""
    lines = _lines(tokens)
    return len(lines) > 1 and all(_is_marked(line) for line in lines)


def _is_marked(line: Tokens) -> bool:
    """Tell whether the line of the message that these stand in begins like a row of a list."""
    start = line.text.rfind("\n", 0, line.items[0].start) + 1
    head = line.text[start : line.items[0].end].lstrip()
    return bullet_end(line) > 0 or head.startswith(_BULLETS)


def _unmarked(line: Tokens) -> Tokens:
    return line.window(bullet_end(line), len(line)).trimmed()


def _is_task(row: Tokens, *, marked: bool) -> bool:
    """Tell a deed, or the thing of a list that is marked as one, from an order."""
    if row.words.adding.no_chores & {row.word(at) for at in range(len(row))} & {"it", "them"}:
        return False
    return is_deed(row) or is_guessed_deed(row) or (marked and is_noun(row))
