"""Text as it is compared: names that read alike are one, and a search finds words in any case."""

import unicodedata

# Accents of Latin, Greek and Cyrillic. Marks of other scripts make other words and stay.
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))


def folded(*texts: str) -> str:
    """Return the texts without case, width and accents, their words one space apart."""
    plain = unicodedata.normalize("NFKD", " ".join(texts).casefold()).translate(_ACCENTS)
    return " ".join(unicodedata.normalize("NFKC", plain.casefold()).split())


def words_of(text: str) -> list[str]:
    """Return the words of a search as they are compared, none twice."""
    return list(dict.fromkeys(folded(text).split(" "))) if folded(text) else []
