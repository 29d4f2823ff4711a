"""Questions of how something is done: answered with an example, and nothing is changed."""

from errand.assistant.offline.commands import Command, Unknown
from errand.assistant.offline.tokens import Tokens

LONGEST = 30


def read_how_to(tokens: Tokens) -> Command | None:
    """Read "how do I add a task that repeats every week?"."""
    words = tokens.words.asides.amid
    lead = words.how_to.read(tokens, 0)
    if not lead or lead.end == len(tokens) or len(tokens) > LONGEST:
        return None
    found = (words.topics.read(tokens, at) for at in range(lead.end, len(tokens)))
    known = [each.value for each in found if each]
    best = min(known, key=lambda topic: topic.rank, default=None)
    return Unknown(best.example) if best else None
