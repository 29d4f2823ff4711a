"""Days that own tasks: "today's tasks", "Friday's", "tomorrows list"."""

from dataclasses import replace

from errand.assistant.offline.tokens import Kind, Token, Tokens

_BARE = ("todays", "tomorrows", "yesterdays", "tonights")


def without_possessives(tokens: Tokens) -> Tokens:
    """Return the tokens with days, weeks and months that own something as they are without it."""
    items = tuple(_plain(token, tokens) for token in tokens.items)
    return tokens if items == tokens.items else Tokens(tokens.text, tokens.words, items)


def _plain(token: Token, tokens: Tokens) -> Token:
    if token.kind is not Kind.WORD or not (token.norm.endswith("'s") or token.norm in _BARE):
        return token
    base = token.norm.removesuffix("'s") if "'" in token.norm else token.norm[:-1]
    time = tokens.words.time
    tables = (time.weekdays, time.relative_days, time.units, time.months, time.tonight)
    if not any(table.has(base) for table in tables):
        return token
    size = len(token.norm) - len(base)
    return replace(token, text=token.text[:-size], norm=base, end=token.end - size)
