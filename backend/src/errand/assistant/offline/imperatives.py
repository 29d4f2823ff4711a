"""What is to be done, said without an order: which words begin it, also ones nobody listed."""

from errand.assistant.offline.appointments import is_noun
from errand.assistant.offline.tokens import Kind, Tokens

#: "Watched a film", "sending the report": told, and not to be done.
_TOLD = ("ed", "ing")
_THINGS = frozenset({"the", "my", "our", "a", "an", "some", "his", "her", "their"})


def is_deed(tokens: Tokens) -> bool:
    """Tell whether it begins with a verb of a chore: "buy", "defrost"."""
    words = tokens.words
    plain = words.commands.deed_words.read(tokens, 0) or words.adding.plain_deeds.read(tokens, 0)
    return plain is not None and len(tokens) > 1


def is_guessed_deed(tokens: Tokens) -> bool:
    """Tell "weigh the suitcase": a word before an article is a verb, and no order that we know."""
    word, adding = tokens.word(0), tokens.words.adding
    plain = tokens.kind(0) is Kind.WORD and word.isalpha() and len(word) > 2
    time = tokens.words.time
    known = word in adding.no_deed_words or word in _THINGS or word in tokens.words.lemmas
    known = known or time.after_hour.read(tokens, 0) or time.numerals.read(tokens, 0)
    known = known or word.endswith(_TOLD)
    thing = tokens.word(1) in _THINGS and tokens.kind(2) is Kind.WORD
    return plain and thing and not known and is_noun(tokens)


def begins_change(tokens: Tokens) -> bool:
    """Tell "delete the report", which orders something of a task that is there."""
    words = tokens.words.commands
    return words.verbs.read(tokens, 0) is not None and not words.deed_words.read(tokens, 0)
