"""How a word of a title is spelled: "it's spelled Mandhla", "Lange, with an e at the end"."""

from rapidfuzz.distance import DamerauLevenshtein

from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens

#: A name has no more words.
MOST_WORDS = 3
#: From here on a word of the title is the one that is spelled otherwise.
ALIKE = 0.55
_PLAIN = (Kind.WORD, Kind.QUOTED)


def read_spelled(tokens: Tokens) -> tuple[str, str] | None:
    """Read the right and the wrong name of "it's spelled Mandhla, not Mandla"."""
    minds = tokens.words.follow_ups.minds
    also = tokens.words.commands.also.ending(tokens, len(tokens), start=2)
    tokens = tokens.window(0, also.start).trimmed() if also else tokens
    lead = minds.spelled.read(tokens, 0)
    plain = minds.named_so.read(tokens, 0)
    start = _letters_end(tokens, lead.end if lead else 0) or (lead or plain or _NOWHERE).end
    rest = tokens.window(start, len(tokens)).trimmed()
    name = without_letters(rest)
    plain = plain or lead
    told = bool(lead) or len(name) < len(rest) or start > (plain or _NOWHERE).end
    for at in range(1, len(name) - 1):
        not_ = rest.words.talk.not_.read(name, at)
        right = name.window(0, at).trimmed()
        wrong = name.window(not_.end, len(name)).trimmed() if not_ else right
        # "It's Mrs Dale, not Mrs Gale" may as well mean another task.
        sure = told or tokens.word(1) == "name" or name.word(at - 1) != ","
        if not_ and plain and sure:
            return (_name(right), _name(wrong)) if _is_name(right) and _is_name(wrong) else None
    return (_name(name), "") if told and _is_name(name) else None


_NOWHERE = Found(value=True, start=0, end=0)


def _letters_end(tokens: Tokens, at: int) -> int:
    """Return the end of "with a y:" before the name; 0: none."""
    lead = tokens.words.follow_ups.minds.lettered.read(tokens, at)
    end = lead.end if lead else len(tokens)
    known = tokens.words.follow_ups.minds.lettering
    while end < len(tokens) and tokens.word(end) != ":" and _is_letter(tokens.word(end), known):
        end += 1
    return end + 1 if lead and tokens.word(end) == ":" and end > lead.end else 0


def _is_name(tokens: Tokens) -> bool:
    plain = all(tokens.kind(at) in _PLAIN for at in range(len(tokens)))
    plain = plain and not tokens.words.commands.deed_words.read(tokens, 0)
    return plain and 0 < len(tokens) <= MOST_WORDS and read_when(tokens, 0) is None


def _name(tokens: Tokens) -> str:
    return tokens.raw().strip("\"'\u201c\u201d\u2018\u2019")


def without_letters(tokens: Tokens) -> Tokens:
    """Return a name without how it is spelled: "Lange, with an e at the end"."""
    minds = tokens.words.follow_ups.minds
    for at in range(1, len(tokens) - 1):
        marked = tokens.word(at) in (",", "-", "\u2013", "(", ";")
        # Without a mark "with" is plain only before a single letter: "Anne with an e".
        named = tokens.word(at) == "with" and any(
            _is_one(tokens, p) for p in range(at, len(tokens))
        )
        lead = minds.lettered.read(tokens, at + marked) if marked or named else None
        tail = [tokens.word(place) for place in range(lead.end if lead else 0, len(tokens))]
        if lead and tail and all(_is_letter(word, minds.lettering) for word in tail):
            return tokens.window(0, at).trimmed()
    return tokens


def _is_one(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    return len(word) == 1 and word.isalpha() and word not in ("a", "i")


def _is_letter(word: str, known: frozenset[str]) -> bool:
    return word in known or (len(word) == 1 and word.isalpha()) or word in (",", ")", ".")


def respelled(title: str, said: Tokens) -> str:
    """Return the title with the word that sounds like this one; empty where none surely does."""
    old, size = Tokens(title, said.words), len(said)
    new = said.raw().casefold()
    scores = sorted(
        (DamerauLevenshtein.normalized_similarity(_bare(old, at, at + size).casefold(), new), at)
        for at in range(len(old) - size + 1)
    )
    close = [at for score, at in scores if score >= ALIKE]
    if not close or (len(close) > 1 and scores[-1][0] == scores[-2][0]):
        return ""
    return put_in(old, close[-1], close[-1] + size, said.raw())


def place_of_words(old: Tokens, wrong: Tokens) -> tuple[int, int] | None:
    """Return where these words stand in a title, "Gale" also in "Gale's"."""
    words = [wrong.word(at) for at in range(len(wrong)) if wrong.kind(at) is not Kind.MARK]
    for at in range(len(old) - len(words) + 1):
        there = [old.word(at + step) for step in range(len(words))]
        if words and (there == words or [*there[:-1], _unowned(there[-1])] == words):
            return at, at + len(words)
    return None


def put_in(old: Tokens, start: int, end: int, said: str) -> str:
    """Return the title with other words there, which own what the old ones owned."""
    raw = old.raw_word(end - 1)
    bare = _unowned(raw)
    owned = raw[len(bare) :] if _unowned(said) == said else ""
    title = " ".join(
        each for each in (old.slice(0, start), said + owned, old.slice(end, len(old))) if each
    )
    return title[:1].upper() + title[1:]


def _bare(old: Tokens, start: int, end: int) -> str:
    return " ".join(_unowned(old.raw_word(at)) for at in range(start, end))


def _unowned(word: str) -> str:
    return word.removesuffix("'s").removesuffix("\u2019s")
