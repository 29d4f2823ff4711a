"""Which of the tasks a person means by words of a title: exact, by all its words, or only near."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from errand.assistant.offline.results import Task
from errand.assistant.offline.vocabulary import Vocabulary

#: From here on two words are the same with a slip of the finger; below it, alike at best.
SLIP, ALIKE = 0.8, 0.55
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")


class Fit(IntEnum):
    """How well a title fits; only the first two are acted on without asking."""

    EXACT = 4
    ALL_WORDS = 3
    SLIP = 2
    ALIKE = 1
    NONE = 0


@dataclass(frozen=True, slots=True)
class Match:
    """The tasks that fit best, all equally well."""

    fit: Fit
    tasks: tuple[Task, ...]


def best_match(said: str, tasks: Sequence[Task], words: Vocabulary) -> Match:
    """Return the tasks that fit the words best."""
    wanted = content_of(said, words)
    fits = [(_fit(said, wanted, task.title, words), task) for task in tasks]
    best = max((fit for fit, _ in fits), default=Fit.NONE)
    if best is Fit.NONE:
        return Match(best, ())
    return Match(best, tuple(task for fit, task in fits if fit is best))


def best_like(said: str, tasks: Sequence[Task], words: Vocabulary) -> tuple[Task, ...]:
    """Return what is called so but for slips, also cut short: "phisio"; good enough to show."""
    best = best_match(said, tasks, words)
    if best.fit >= Fit.SLIP:
        return best.tasks
    wanted = content_of(said, words)
    return tuple(
        task for task in tasks if wanted and _begins(wanted, content_of(task.title, words))
    )


def _begins(wanted: tuple[str, ...], there: tuple[str, ...]) -> bool:
    return all(
        any(max(_alike(w, other), _alike(w, other[: len(w)])) >= SLIP for other in there)
        for w in wanted
    )


def best_told(said: str, tasks: Sequence[Task], words: Vocabulary) -> Match:
    """Return what fits best; with no more than a slip, what fits by another verb: "rang Ann"."""
    best = best_match(said, tasks, words)
    if best.fit >= Fit.SLIP:
        return best
    told = (best_match(other, tasks, words) for other in _retold(said, words))
    found = tuple(dict.fromkeys(t for m in told if m.fit >= Fit.ALL_WORDS for t in m.tasks))
    return Match(Fit.SLIP, found) if found else best


def _retold(said: str, words: Vocabulary) -> list[str]:
    """Return the same with other verbs for the first one."""
    wanted = content_of(said, words)
    if len(wanted) < 2:
        return []
    groups = words.follow_ups.done.same_deeds
    near = [verb for group in groups for verb in group if wanted[0] in map(words.lemma, group)]
    return [" ".join((verb, *wanted[1:])) for verb in dict.fromkeys(near)]


def same_words(said: str, option: str, words: Vocabulary) -> bool:
    """Tell whether all words that were said stand in the text of an option."""
    wanted, there = content_of(said, words), set(content_of(option, words))
    return bool(wanted) and all(word in there for word in wanted)


def content_of(text: str, words: Vocabulary) -> tuple[str, ...]:
    """Return the words of a text that tell it from another, without inflection."""
    said = _WORD.findall(text.casefold().replace("\u2019", "'"))
    return words.content(word.removesuffix("'s") for word in said)


def without_vague(said: str, words: Vocabulary) -> str:
    """Return "the dog" of "the dog thing"; empty where nothing vague was said."""
    rest, _, noun = said.strip().rpartition(" ")
    return (
        rest if noun.casefold() in words.follow_ups.done.vague and content_of(rest, words) else ""
    )


def _fit(said: str, wanted: tuple[str, ...], title: str, words: Vocabulary) -> Fit:
    if " ".join(said.split()).casefold() == " ".join(title.split()).casefold():
        return Fit.EXACT
    there = content_of(title, words)
    if not wanted or not there:
        return Fit.NONE
    if wanted == there:
        return Fit.EXACT
    if set(wanted) <= {*there, *_compounds(title)}:
        return Fit.ALL_WORDS
    best = [max(_alike(word, other) for other in there) for word in wanted]
    if min(best) >= SLIP:
        return Fit.SLIP
    return Fit.ALIKE if sum(best) / len(best) >= ALIKE and max(best) >= 0.7 else Fit.NONE


def _compounds(title: str) -> set[str]:
    """Return each two words of a title as one: "pickup" of "pick up Leo"."""
    said = _WORD.findall(title.casefold())
    return {one + other for one, other in pairwise(said)}


def _alike(word: str, other: str) -> float:
    """Return how alike two words are; short ones have to be the same."""
    if word == other:
        return 1.0
    if min(len(word), len(other)) < 4:
        return 0.0
    return DamerauLevenshtein.normalized_similarity(word, other)
