"""Another title for what was said: only where it is plain which words take which place."""

from errand.assistant.offline.edit_values import title_of
from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.repairs import starts_of
from errand.assistant.offline.tokens import Kind, Tokens

MOST_OBJECT_WORDS = 3


def unranked(title: str, said: Tokens) -> str:
    """Return the title without a priority that it ends with, which another takes the place of."""
    old = Tokens(title, said.words)
    at = starts_of(old, "priority")
    return old.slice(0, at[0]) if at else ""


def retitled(old: str, new: str, said: Tokens) -> str:
    """Return the title that is meant; empty where it is not plain which words it replaces."""
    before, after = Tokens(old, said.words), Tokens(new, said.words)
    deeds = said.words.commands.deed_words
    verb, other = deeds.read(before, 0), deeds.read(after, 0)
    if after.word(0) == "to" and deeds.read(after, 1):
        return retitled(old, title_of(after.window(1, len(after))), said.window(1, len(said)))
    speaks = said.words.repairs.no_title.read(after, 0)
    points = any(said.words.repairs.points.read(after, at) for at in range(len(after)))
    if speaks or points or _counts(after):
        return ""
    again = before.word(0) == after.word(0) and len(after) > 1
    if again or (verb and other) or len(before) == len(after) == 1:
        return new
    if verb and _is_object(before.window(verb.end, len(before))) and _is_object(after):
        return f"{before.slice(0, verb.end)} {small(new, said)}"
    return _tail_anew(before, after, small(new, said), verb=bool(verb))


def _counts(tokens: Tokens) -> bool:
    """Tell whether a number begins it: of what, the old title alone says."""
    return tokens.word(0) not in ("a", "an") and read_count(tokens, 0) is not None


def _tail_anew(before: Tokens, after: Tokens, said: str, *, verb: bool) -> str:
    """Return the title from the word on that is said again, or with another name at its end."""
    again = [at for at in range(1, len(before)) if before.word(at) == after.word(0)]
    if again:
        return f"{before.slice(0, again[-1])} {said}"
    last = len(before) - 1
    if before.word(last) == after.word(len(after) - 1) and len(after) > 1 and not verb:
        return said[:1].upper() + said[1:]
    names = len(after) == 1 and said[:1].isupper() and before.raw_word(last)[:1].isupper()
    led = before.words.commands.binding.read(before, last - 1)
    return f"{before.slice(0, last)} {said}" if names and led else ""


def _is_object(tokens: Tokens) -> bool:
    """Tell whether it is one thing or person: "mum", "the red bike"."""
    joins, binding = tokens.words.commands.and_words, tokens.words.commands.binding
    plain = all(tokens.kind(at) in (Kind.WORD, Kind.NUMBER) for at in range(len(tokens)))
    more = any(joins.read(tokens, at) or binding.read(tokens, at) for at in range(len(tokens)))
    return plain and not more and 0 < len(tokens) <= MOST_OBJECT_WORDS


def small(title: str, said: Tokens) -> str:
    """Return the words with the first letter as the person wrote it."""
    raw = said.raw_word(0)
    return raw[:1] + title[1:] if raw[:1].casefold() == title[:1].casefold() else title


def recounted(title: str, said: Tokens) -> str:
    """Return the title with another number of the same things; empty where that is unclear.

    "4 tins" takes the place of "3 tins", and "4" that of the only number.
    """
    if said.kind(0) is not Kind.NUMBER:
        return ""
    old = Tokens(title, said.words)
    counts = [at for at in range(len(old)) if old.kind(at) is Kind.NUMBER]
    things = [said.words.lemma(said.word(at)) for at in range(1, len(said))]
    fits = [
        at
        for at in counts
        if [old.words.lemma(old.word(at + 1 + step)) for step in range(len(things))] == things
    ]
    if len(fits) != 1 or len(counts) > 1 > len(things):
        return ""
    at = fits[0]
    rest = old.slice(at + 1 + len(things), len(old))
    kept = " ".join(each for each in (old.slice(0, at), said.raw(), rest) if each)
    return kept[:1].upper() + kept[1:]
