"""New titles: both the old and the new one may hold the words that stand between them."""

from errand.assistant.offline.commands import Rename
from errand.assistant.offline.new_titles import title_anew
from errand.assistant.offline.references import read_ref, without_s
from errand.assistant.offline.refs import Ref
from errand.assistant.offline.tokens import Kind, Tokens

#: "rename a to b to c to d ..." has a reading for each "to"; more than these are not looked at.
MOST_READINGS = 6
_LINKS = (
    ("should", "be"),
    ("to", "say"),
    ("to", "read"),
    *((word,) for word in ("to", "as", "into", ":", "=")),
)


def retitled(tokens: Tokens) -> Rename | None:
    """Read "milk to oat milk": a reading for each place where the new title may begin."""
    readings: list[tuple[Ref, str]] = []
    for at in range(1, len(tokens) - 1):
        size = next((len(link) for link in _LINKS if _stands(tokens, at, link)), 0)
        if size and at + size < len(tokens):
            title = title_anew(tokens.window(at + size, len(tokens)))
            readings.append((read_ref(without_s(tokens.window(0, at))), title))
        if len(readings) == MOST_READINGS:
            break
    return Rename(tuple(readings)) if readings else None


def _stands(tokens: Tokens, at: int, link: tuple[str, ...]) -> bool:
    return all(tokens.word(at + step) == word for step, word in enumerate(link))


def numbered(tokens: Tokens) -> Rename | None:
    """Read "#3 Oat milk", "#3: Oat milk": what follows a number is the new title."""
    if tokens.kind(0) is not Kind.TASK_NUMBER or len(tokens) < 2:
        return None
    title = title_anew(tokens.window(1, len(tokens)))
    return Rename(((read_ref(tokens.window(0, 1)), title),))


def called_instead(tokens: Tokens) -> Rename | None:
    """Read "buy milk Buy oat milk instead": the new title begins with a deed in capitals."""
    last = tokens.words.talk.instead.ending(tokens, len(tokens), start=2)
    if not last or tokens.word(last.start) != "instead":
        return None
    for at in range(1, last.start):
        deed = tokens.words.commands.deed_words.read(tokens, at)
        if (deed and tokens.raw_word(at)[:1].isupper()) or tokens.kind(at) is Kind.QUOTED:
            title = title_anew(tokens.window(at, last.start))
            return Rename(((read_ref(tokens.window(0, at)), title),))
    return None
