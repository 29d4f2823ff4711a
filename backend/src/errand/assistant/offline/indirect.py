"""Orders and questions that are put indirectly: "would you mind marking", "I want to know when"."""

from dataclasses import replace

from errand.assistant.offline.tokens import Tokens

_ING = "ing"


def without_detour(tokens: Tokens) -> Tokens:
    """Return the order or question itself; the same tokens where it was put directly."""
    asides = tokens.words.asides
    lead = asides.detours.read(tokens, 0)
    if lead and (rest := _ordered(tokens.window(lead.end, len(tokens)))):
        return rest
    lead = asides.wondering.read(tokens, 0)
    if not lead:
        return tokens
    start = lead.end
    while tokens.word(start) in (",", ":", "-", "please"):
        start += 1
    rest = tokens.window(start, len(tokens))
    asks = asides.asking.read(rest, 0)
    # "Remind me when I get home" is no question, "remind me when the dentist is" is one.
    reminds = tokens.word(lead.end - 2) == "remind"
    return rest if asks and (not reminds or _asks_back(rest)) else tokens


def _ordered(rest: Tokens) -> Tokens | None:
    """Return the order behind a detour, its "-ing" taken off; None: no verb follows."""
    verbs = rest.words.commands.verbs
    if verbs.read(rest, 0) or rest.words.commands.list_openers.read(rest, 0):
        return rest
    plain = without_ing(rest)
    return plain if plain is not rest and len(rest) > 1 else None


def without_ing(tokens: Tokens) -> Tokens:
    """Return "marking X as done" with the verb that it begins with; else the same tokens."""
    word = tokens.word(0)
    if not word.endswith(_ING) or len(word) < len(_ING) + 3:
        return tokens
    stem = word.removesuffix(_ING)
    bases = (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem)
    known = tokens.words.commands.verbs.first_words | tokens.words.talk.tag.first_words
    base = next((each for each in bases if each in known), None)
    if base is None:
        return tokens
    first = replace(tokens.items[0], norm=base)
    return Tokens(tokens.text, tokens.words, (first, *tokens.items[1:]))


def _asks_back(rest: Tokens) -> bool:
    """Tell "when the dentist is", "what's due today" from what is to be done then."""
    if rest.word(0) in ("what's", "which", "whats", "when's"):
        return True
    last = rest.word(len(rest) - 1)
    return rest.word(1) in ("is", "are") or (rest.word(0) == "when" and last in ("is", "due"))
