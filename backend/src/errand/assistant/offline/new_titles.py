"""Another title of a task that is there, as it is said in an order."""

from errand.assistant.offline.edit_values import title_of
from errand.assistant.offline.respelling import without_letters
from errand.assistant.offline.tokens import Kind, Tokens

SHORT = 3  # letters of an abbreviation, which a full stop follows also in a title


def title_anew(tokens: Tokens) -> str:
    """Return another title of a task that is there; empty where it is not plain what it is."""
    table = tokens.words.follow_ups.for_good
    tail = table.ending(tokens, len(tokens), start=1)
    tokens = tokens.window(0, tail.start).trimmed() if tail else tokens
    tokens = without_letters(tokens)
    if _orders_too(tokens):
        return ""
    quoted = tokens.kind(0) is Kind.QUOTED
    last = tokens.words.talk.instead.ending(tokens, len(tokens), start=1) if quoted else None
    tokens = tokens.window(0, last.start) if last else tokens
    # What stands behind a title in quotation marks belongs to the order, not to the title.
    return "" if quoted and len(tokens) > 1 else title_of(tokens)


def _orders_too(tokens: Tokens) -> bool:
    """Tell whether another order begins in it: "Ring Ola only. rename it to Ring Ola"."""
    words, talks = tokens.words.commands, tokens.words.repairs.no_title
    for at in range(1, len(tokens) - 2):
        join = words.and_words.read(tokens, at + 1)
        start = join.end if join else at + 1
        ends = tokens.word(at) in ("!", "?", ";") or len(tokens.word(at - 1)) > SHORT
        if tokens.word(at) in (".", "!", "?", ";") and ends:
            return bool(words.verbs.read(tokens, start) or talks.read(tokens, start))
    return False
