"""Slips of the finger in the names of days and months: "Wednsday", "tomorow", "Febuary"."""

from rapidfuzz.distance import DamerauLevenshtein

from errand.assistant.offline.vocabulary import TimeWords

SHORTEST, LONGEST = 5, 11


def meant_word(word: str, words: TimeWords) -> str:
    """Return the long name that a word is one slip away from; any other word as it is."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha() or words.no_slips.has(word):
        return word
    if words.weekdays.has(word) or words.months.has(word) or words.relative_days.has(word):
        return word
    names = [name for name in words.long_names.first_words if _is_slip(word, name)]
    return names[0] if len(names) == 1 else word


def _is_slip(said: str, name: str) -> bool:
    if said[0] != name[0] or abs(len(said) - len(name)) > 1:
        return False
    return DamerauLevenshtein.distance(said, name, score_cutoff=1) == 1
