"""What surrounds an order, or asks for nothing: please and thanks, greetings, second thoughts."""

from errand.assistant.offline.commands import Command, Either, Talk, Undo
from errand.assistant.offline.indirect import without_detour
from errand.assistant.offline.tables import Table
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.undo_phrases import read_undo


def without_politeness(tokens: Tokens) -> Tokens:
    """Return the tokens without please, can you, thanks and the like around them."""
    words = tokens.words.commands
    tokens = without_detour(tokens.trimmed())
    while (lead := words.polite_start.read(tokens, 0)) and lead.end < len(tokens):
        tokens = without_detour(tokens.window(lead.end, len(tokens)).trimmed())
    greeting = words.greetings.read(tokens, 0) or words.thanks.read(tokens, 0)
    if greeting and greeting.end < len(tokens) and tokens.word(greeting.end) in (",", "!", "."):
        tokens = without_politeness(tokens.window(greeting.end, len(tokens)))
    heard = tokens.words.follow_ups.done.acknowledged.read(tokens, 0)
    if heard and heard.end < len(tokens) - 1 and tokens.word(heard.end) in (",", "!", "."):
        tokens = without_politeness(tokens.window(heard.end, len(tokens)))
    while (tail := words.polite_end.ending(tokens, len(tokens))) and tail.start > 0:
        tokens = tokens.window(0, tail.start).trimmed()
    return tokens


def is_whole(table: Table[bool], tokens: Tokens) -> bool:
    """Tell whether one phrase of the table is all there is."""
    found = table.read(tokens, 0)
    return found is not None and found.end == len(tokens)


def read_talk(tokens: Tokens) -> Command | None:
    """Read greetings, thanks, yes and no, a cry for help."""
    words = tokens.words.commands
    kinds: tuple[tuple[Table[bool], Talk], ...] = (
        (words.help, Talk("help")),
        (words.thanks, Talk("thanks")),
        (words.greetings, Talk("hello")),
        (words.farewells, Talk("bye")),
        (words.well_being, Talk("well")),
        (words.identity, Talk("self")),
        (words.dropped, Talk("dropped")),
        (words.yes, Talk("yes")),
        (words.no, Talk("no")),
    )
    if not len(tokens):
        return Talk("help")
    return next((talk for table, talk in kinds if is_whole(table, tokens)), None)


def read_second_thoughts(tokens: Tokens) -> Command | None:
    """Read "never mind" and "cancel that", which after a deed may mean to take it back."""
    words = tokens.words
    if not is_whole(words.talk.second_thoughts, tokens):
        dropped = is_whole(words.commands.dropped, tokens) and read_undo(tokens)
        return Either(Undo(), Talk("dropped")) if dropped else None
    return Either(Undo(unsure=True), Talk("dropped"))
