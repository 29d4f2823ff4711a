"""Answers that name one of the readings of a question, though they begin like an order."""

import re

from errand.assistant.offline.matching import same_words
from errand.assistant.offline.questions import Ask
from errand.assistant.offline.vocabulary import Vocabulary

_TITLE = re.compile(r"\u201c(.*?)\u201d")


def names_option(ask: Ask, text: str, words: Vocabulary) -> bool:
    """Tell whether all that was said stands in just one title of the question's."""
    titles = [found[1] for option in ask.options if (found := _TITLE.search(option))]
    return sum(same_words(text, title, words) for title in titles) == 1
