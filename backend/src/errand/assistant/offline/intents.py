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
    leaves = len(tokens.trimmed()) == 1 and tokens.word(0) == "go"
    return missed or leaves or tokens.words.adding.no_deeds.read(tokens, 0) is not None


def without_leading_list(tokens: Tokens) -> Tokens:
    """Return the tokens without the "to my list to" of "add to my list to call the bank"."""
    listed = tokens.words.commands.to_my_list.read(tokens, 0)
    lead = tokens.words.commands.title_lead.read(tokens, listed.end) if listed else None
    return tokens.window(lead.end, len(tokens)) if lead and lead.end < len(tokens) else tokens
