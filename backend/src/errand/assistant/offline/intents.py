"""What has to be done, said of oneself: "I need to ...", "note down that I must ..."."""

from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary import Verb


def unannounced(tokens: Tokens) -> Tokens:
    """Return the tokens without "note down that" before "I must ..."."""
    lead = tokens.words.adding.announcers.read(tokens, 0)
    verbs = tokens.words.commands.verbs.read(tokens, lead.end) if lead else None
    intends = verbs is not None and Verb.INTEND in verbs.value
    return tokens.window(lead.end, len(tokens)) if lead and intends else tokens


def is_no_deed(tokens: Tokens) -> bool:
    """Tell "(I need to) know when ..." and "(I should) have called Ben" from what is to be done."""
    past = tokens.word(1) in tokens.words.lemmas or tokens.word(1).endswith("ed")
    missed = tokens.word(0) == "have" and past
    return missed or tokens.words.adding.no_deeds.read(tokens, 0) is not None
