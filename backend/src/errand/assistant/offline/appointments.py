"""Appointments: what takes place, said without an order: "dentist Friday 10:30"."""

from errand.assistant.offline.bodies import Body, read_body
from errand.assistant.offline.commands import Add, Command
from errand.assistant.offline.tokens import Tokens

MOST_NOUNS = 6
_ONESELF = ("i'", "we'", "you'", "he'", "she'", "they'")
_MINE = ("i", "we", "i've", "we've", "there's")


def is_noun(tokens: Tokens) -> bool:
    """Tell whether it begins like a thing, and neither orders nor asks nor points anywhere."""
    words, talk = tokens.words.commands, tokens.words.talk
    tables = (
        *(words.unsure_start, words.verbs, words.negations, words.no, words.yes, words.pronouns),
        *(words.weak_openers, words.search_openers, words.list_openers, words.polite_start),
        *(talk.put, talk.attach, talk.detach, talk.correction, talk.meant, talk.make_it),
    )
    if tokens.word(0).startswith(_ONESELF):
        return False
    points = any(words.pronouns.read(tokens, at) for at in range(len(tokens)))
    return not points and not any(table.read(tokens, 0) for table in tables)


def read_appointment(tokens: Tokens) -> Command | None:
    """Read "dentist Friday 10:30", and "I have a meeting on Thursday at 2pm", which is asked."""
    mine = tokens.word(0) in _MINE
    start = next((at + 1 for at in range(4) if tokens.word(at) in ("a", "an")), 0) if mine else 0
    if (mine and not start) or (not mine and not is_noun(tokens)):
        return None
    one = read_body(tokens.window(start, len(tokens))).one
    asks = tokens.text.rstrip().endswith("?")
    if one is None or asks or not one.title or not one.when.days:
        return None
    titled = one.title.casefold().split()
    if "me" in titled or titled[-1] in ("to", "until"):
        return None  # "message me tomorrow at 9am"; "the report to July 1" goes on with an order
    if one.doubtful or one.refusal or len(one.title.split()) > MOST_NOUNS:
        return None
    telling = tokens.words.talk.telling
    if any(telling.has(each) or each[:1].isdigit() for each in one.title.casefold().split()):
        return None  # a sentence, or a length of time that may be more than a title
    exact = bool(one.when.clocks)
    return Add(Body(one), certain=exact and not mine)
