"""New tasks whose rhythm is said before the title: "remind me every Friday to ..."."""

from dataclasses import replace

from errand.assistant.offline.add_phrases import read_add, read_bare
from errand.assistant.offline.bodies import Body, read_body
from errand.assistant.offline.commands import Add, Command
from errand.assistant.offline.drafts import Draft
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.repeat import Repeat
from errand.assistant.offline.repeat_tails import read_anchor
from errand.assistant.offline.repeats import read_repeat
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.vocabulary import Verb

_APART = (",", ":", "-", "\u2013")
_ARTICLES = ("a", "an", "me", "another", "the", "new")
_ORDERS = (Verb.ADD, Verb.REMIND, Verb.INTEND, Verb.MAKE)


def read_rhythmic(tokens: Tokens) -> Command | None:
    """Read an order to add whose rhythm comes first, or right behind the verb."""
    return _rhythm_first(tokens) or _rhythm_second(tokens)


def _rhythm_first(tokens: Tokens) -> Command | None:
    """Read "every Monday at 9 remind me to send the report"."""
    found = read_repeat(tokens, 0)
    if not found:
        return None
    start = found.end + (tokens.word(found.end) in _APART)
    rest, rhythm = _without_anchor(tokens.window(start, len(tokens)), found.value)
    order = read_add(rest) or read_bare(rest)
    if not isinstance(order, Add) or order.body is None:
        return None
    return _with_rhythm(replace(order, certain=True), rhythm)


def _without_anchor(tokens: Tokens, rhythm: Repeat) -> tuple[Tokens, Repeat]:
    """Take ", skip missed ones" off the end: it is said of the rhythm before the title."""
    for at in range(2, len(tokens)):
        found = read_anchor(tokens, at)
        if found and found.end == len(tokens):
            return tokens.window(0, at - 1), replace(rhythm, anchor=found.value)
    return tokens, rhythm


def _rhythm_second(tokens: Tokens) -> Command | None:
    """Read "remind me every Friday to ...", "add a weekly task to ..."."""
    verbs = tokens.words.commands.verbs.read(tokens, 0)
    if not verbs or not set(verbs.value) & set(_ORDERS):
        return None
    at, named = _after_noun(tokens, verbs.end)
    found = read_repeat(tokens, at) or _adverb(tokens, at)
    end, noun = _after_noun(tokens, found.end if found else at)
    lead = tokens.words.commands.title_lead.read(tokens, end)
    known = named or noun or Verb.REMIND in verbs.value
    rest = tokens.window(lead.end, len(tokens)).trimmed() if lead else tokens.window(0, 0)
    if not known or not len(rest):
        return None
    if found:
        rest, rhythm = _without_anchor(rest, found.value)
        return _with_rhythm(Add(read_body(rest)), rhythm)
    order = Add(read_body(rest))
    said = {tokens.word(place) for place in range(verbs.end, at)}
    return (
        order if said & tokens.words.repeats.repeating.first_words and _comes_back(order) else None
    )


def _adverb(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read the "weekly" of "a weekly task to ...", "remind me weekly to ..."."""
    found = tokens.words.repeats.adverbs.read(tokens, at)
    freq, interval = found.value if found else ("", 1)
    noun = tokens.words.commands.task_noun.read(tokens, found.end) if found else None
    closed = noun or (found and tokens.word(found.end) in ("to", ":"))
    return Found(Repeat(freq, interval), at, found.end) if found and freq and closed else None


def _comes_back(order: Add) -> bool:
    return bool(order.body and order.body.one and order.body.one.extras.repeat)


def _after_noun(tokens: Tokens, at: int) -> tuple[int, bool]:
    """Return the place behind "a task", and whether there is one."""
    start = at
    while tokens.word(start) in _ARTICLES or tokens.words.repeats.repeating.read(tokens, start):
        start += 1
    noun = tokens.words.commands.task_noun.read(tokens, start)
    if noun and not noun.value:
        return noun.end, True
    return start, False


def _with_rhythm(order: Add, rhythm: Repeat) -> Add:
    """Return the order with the rhythm given to all that it adds."""
    body = order.body or Body(None)
    one = _given(body.one, rhythm) if body.one else None
    several = tuple(_given(draft, rhythm) for draft in body.several)
    return replace(order, body=replace(body, one=one, several=several, trailing=False))


def _given(draft: Draft, rhythm: Repeat) -> Draft:
    return replace(draft, extras=draft.extras.joined(Extras(repeat=rhythm)))
