"""New tasks whose project comes first: "in the Choir project, add …", "file a task under …"."""

from dataclasses import replace

from errand.assistant.offline.add_phrases import read_add
from errand.assistant.offline.bodies import read_body
from errand.assistant.offline.commands import Add, Command
from errand.assistant.offline.edit_values import place_of
from errand.assistant.offline.imperatives import is_deed, is_guessed_deed
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens

#: A name with "the … project" around it is no longer.
LONGEST_PLACE = 9
_APART = (",", ":", "-", "\u2013", "\u2014")
_ARTICLES = ("a", "an", "another", "one")


def read_placed_add(tokens: Tokens) -> Command | None:
    """Read an order to add whose verb is unusual, or behind the project."""
    return _place_first(tokens) or _filed(tokens)


def _place_first(tokens: Tokens) -> Command | None:
    """Read "in the Choir project, add photocopy the parts on Thursday"."""
    lead = tokens.words.extras.project_lead.read(tokens, 0)
    named = tokens.words.talk.structure.read(tokens, 0)
    if not (lead or named) or read_when(tokens, 0) or read_when(tokens, lead.end if lead else 0):
        return None
    for at in range((lead.end if lead else 0) + 1, min(LONGEST_PLACE, len(tokens) - 1)):
        place = place_of(tokens.window(lead.end if lead else 0, at))
        if not place or not place.name or place.kind == "section":
            continue
        apart = tokens.word(at) in _APART
        sure = place.kind == "project" or (
            apart and place.name[:1].isupper() and tokens.word(0) != "for"
        )
        rest = tokens.window(at + apart, len(tokens)).trimmed()
        order = _new(rest, apart=tokens.word(at) == ":") if sure and len(rest) else None
        if order and not order.project:
            return replace(order, project=place.name)
    return None


def _new(rest: Tokens, *, apart: bool) -> Add | None:
    """Read what is to be added; behind a colon a deed alone will do."""
    polite = rest.words.commands.polite_start.read(rest, 0)
    rest = rest.window(polite.end, len(rest)) if polite else rest
    order = read_add(rest)
    if order is None and apart and (is_deed(rest) or is_guessed_deed(rest)):
        order = Add(read_body(rest, apart=True))
    return order if isinstance(order, Add) else None


def _filed(tokens: Tokens) -> Command | None:
    """Read "file a new task under the project Allotment: net the cabbages"."""
    if not tokens.words.adding.entering.read(tokens, 0):
        return None
    at = 1
    while tokens.word(at) in (*_ARTICLES, "new", "quick", "fresh", "further"):
        at += 1
    noun = tokens.words.commands.task_noun.read(tokens, at)
    if not noun or noun.value or at == 1:
        return None
    rest = tokens.window(noun.end, len(tokens))
    colon = any(rest.word(place) == ":" for place in range(min(len(rest), LONGEST_PLACE + 1)))
    led = tokens.words.commands.title_lead.read(rest, 0)
    if not (colon or led):
        return None
    order = read_add(Tokens(f"add a task {rest.raw()}", tokens.words))
    return order if isinstance(order, Add) and order.body else None
