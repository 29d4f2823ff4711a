"""A plain yes or no. Anything more than that is something else, and is not taken for either."""

import re

_NOISE = re.compile(r"[^\w' ]+")
_YES = frozenset(
    """
    y|yes|yes please|yep|yeah|yup|sure|ok|okay|confirm|confirmed|i confirm|go ahead|do it|please do
    |yes do it|yes go ahead|yes confirm|yes i'm sure|yes i am sure
    |ja|ja bitte|mach das|jawohl|oui|sí|si|claro|sì|sim|tak|ano|да|はい|是|好
    """.replace("\n", "")
    .replace("  ", "")
    .split("|")
)
_NO = frozenset(
    """
    n|no|no thanks|no thank you|nope|nah|cancel|cancel it|cancel that|stop|don't|do not|don't do it
    |no don't|never mind|nevermind|leave it|nein|nein danke|lass es|abbrechen|non|no gracias|não
    |nie|нет|いいえ|不
    """.replace("\n", "")
    .replace("  ", "")
    .split("|")
)


def consent(said: str) -> bool | None:
    """Return whether the message is nothing but a yes (True) or a no (False); None: neither."""
    plain = " ".join(_NOISE.sub(" ", said.replace("\u2019", "'").casefold()).split())
    if plain in _YES:
        return True
    return False if plain in _NO else None
