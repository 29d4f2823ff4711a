"""Slips of the finger in the words that say what is asked; titles are never touched."""

from dataclasses import replace

from rapidfuzz.distance import DamerauLevenshtein

from errand.assistant.offline.tokens import Kind, Token, Tokens

SHORTEST = 5
_BARE = {
    "whats": "what's", "wats": "what's", "wat": "what", "dont": "don't",
    "wots": "what's", "wot": "what", "wats'": "what's", "whts": "what's", "wht": "what",
    **dict.fromkeys(("shwo", "hsow", "sohw", "shw"), "show"), "lsit": "list", "lits": "list",
    **dict.fromkeys(("fnd", "fidn"), "find"), "wich": "which", "wen": "when", "youre": "you're",
    "havent": "haven't", "wasnt": "wasn't", "hasnt": "hasn't", "theyre": "they're",
    "wheres": "where's", "whens": "when's", "hows": "how's",
    "ive": "i've", "im": "i'm", "lets": "let's", "didnt": "didn't", "isnt": "isn't",
    "todays": "today's", "tomorrows": "tomorrow's", "thats": "that's",
    **dict.fromkeys(("prioriy", "priorty", "prority", "proirity"), "priority"),
    **dict.fromkeys(("remider", "reminer", "remindr"), "reminder"),
    **dict.fromkeys(("dealine", "deadine", "deadlin", "deadlne"), "deadline"),
    **dict.fromkeys(("estimte", "estmate", "estimat", "estimae"), "estimate"),
    "doesnt": "doesn't", "shouldnt": "shouldn't", "cant": "can't",
    "wont": "won't", "arent": "aren't", "couldnt": "couldn't",
}  # fmt: skip


#: Behind these "2day" is a number of days.
_COUNTING = ("every", "in", "for", "by", "after", "a", "takes", "within")


def spelled(tokens: Tokens) -> Tokens:
    """Return the tokens with apostrophes set, and the verb that opens the sentence corrected."""
    items = [_plain(token, tokens.word(at - 1)) for at, token in enumerate(tokens.items)]
    at = _opening(Tokens(tokens.text, tokens.words, tuple(items)))
    if at is not None:
        items[at] = _meant(items[at], tokens)
    return Tokens(tokens.text, tokens.words, tuple(items))


def _plain(token: Token, before: str) -> Token:
    if token.norm == "2day" and before not in _COUNTING:
        return replace(token, kind=Kind.WORD, norm="today")
    return replace(token, norm=_BARE.get(token.norm, token.norm))


def _opening(tokens: Tokens) -> int | None:
    """Return the place of the first word behind "please" and the like."""
    at = 0
    while found := tokens.words.commands.polite_start.read(tokens, at):
        at = found.end
    return at if at < len(tokens) and tokens.kind(at) is Kind.WORD else None


def _meant(token: Token, tokens: Tokens) -> Token:
    words = tokens.words
    if token.norm in words.known_words or len(token.norm) < SHORTEST - 1:
        return token
    near = [verb for verb in words.opening_verbs if _is_slip(token.norm, verb)]
    return replace(token, norm=near[0]) if len(near) == 1 else token


def _is_slip(said: str, verb: str) -> bool:
    """Tell whether one letter is wrong, missing, too many, or two are the wrong way round."""
    if said[0] != verb[0] or DamerauLevenshtein.distance(said, verb) != 1:
        return False
    return len(said) >= SHORTEST or sorted(said) == sorted(verb)
