"""The day of "buy cat litter for Friday": that of what is to be done, unless it is booked."""

from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import InDays, OnDate, OnWeekday, When


def is_day_of_deed(tokens: Tokens, span: Found[When]) -> bool:
    """Tell whether "for Friday" behind a deed says when that is to be done."""
    adding = tokens.words.adding
    single = all(isinstance(day, InDays | OnWeekday | OnDate) for day in span.value.days)
    if tokens.word(span.start) != "for" or not span.value.days or not single:
        return False
    if span.value.part or adding.booked.has(tokens.word(span.start - 1)):
        return False  # "tickets for Friday", "wine for Friday night"
    if span.start == 1 and tokens.kind(0) is Kind.QUOTED:
        return True
    deed = tokens.words.commands.deed_words.read(tokens, 0) or adding.plain_deeds.read(tokens, 0)
    # "Buy a cake for Ann's party for Friday" is plain, "order for Friday" is not.
    return bool(deed and span.start > deed.end and not adding.bookings.read(tokens, 0))
