"""The title of a task: what is left of its text when time and extras are taken out."""

from errand.assistant.offline.tokens import Kind, Tokens

Cuts = list[tuple[int, int]]
"""Places of tokens that are not part of the title, in order."""


def title_without(tokens: Tokens, cuts: Cuts) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in cuts:
        pieces.append(_piece(tokens, at, start))
        at = end
    pieces.append(_piece(tokens, at, len(tokens)))
    kept = [piece for piece in pieces if piece]
    while cuts and kept and tokens.words.commands.and_words.has(kept[-1].casefold()):
        kept.pop()  # left behind by "on Monday, Wednesday and Friday"
    return _tidy(" ".join(kept))


def without_article(tokens: Tokens, cuts: Cuts) -> Cuts:
    """Return the cuts with the "a" of "a dentist appointment", which nobody writes on a list."""
    first = 0
    for start, end in cuts:
        first = end if start <= first else first
    after = first + 1
    bound = tokens.kind(after) is not Kind.WORD or any(start == after for start, _ in cuts)
    counts = tokens.words.adding.counted.has(tokens.word(after))
    if tokens.word(first) not in ("a", "an") or bound or counts:
        return cuts
    return sorted([*cuts, (first, after)])


def _piece(tokens: Tokens, start: int, end: int) -> str:
    piece = tokens.window(start, end).trimmed()
    quoted = len(piece) == 1 and piece.kind(0) is Kind.QUOTED
    return piece.raw()[1:-1] if quoted else piece.raw()


def unquoted(tokens: Tokens) -> str:
    tokens = tokens.trimmed()
    if len(tokens) == 1 and tokens.kind(0) is Kind.QUOTED:
        return tokens.raw()[1:-1]
    return _tidy(tokens.raw())


def _tidy(title: str) -> str:
    line = " ".join(title.split())[:500]
    return line[:1].upper() + line[1:]
