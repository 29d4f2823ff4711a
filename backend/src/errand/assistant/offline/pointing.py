"""Tasks by their numbers and by their places in the last list."""

from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.refs import Numbers, Positions
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens


def read_numbers(tokens: Tokens) -> Numbers | None:
    """Read "#1", "task 2", "#1 and #3" from all of these tokens."""
    numbers: list[int] = []
    at, bare = 0, False
    while at < len(tokens):
        lead = tokens.words.commands.number_lead.read(tokens, at)
        place = lead.end if lead else at
        if tokens.kind(place) is Kind.TASK_NUMBER:
            numbers.append(int(tokens.word(place)[1:]))
        elif (number := tokens.number(place)) is not None:
            numbers.append(number)
            bare = bare or not (lead or numbers[:-1])
        else:
            return None
        at = _after_join(tokens, place + 1)
    return Numbers(tuple(dict.fromkeys(numbers)), bare) if numbers else None


def read_positions(tokens: Tokens) -> Positions | None:
    """Read "the second one", "the first and the last" from all of these tokens."""
    places: list[int] = []
    at = 0
    while at < len(tokens):
        row = _row_of_places(tokens, at)
        found = None if row else _position(tokens, at)
        if not found and not row:
            return None
        places += row.value if row else ()
        places += [found.value] if found else ()
        at = _after_join(tokens, row.end if row else found.end if found else at)
    return Positions(tuple(dict.fromkeys(places))) if places else None


def _row_of_places(tokens: Tokens, at: int) -> Found[tuple[int, ...]] | None:
    """Read "the first two", "the last three tasks"."""
    words = tokens.words
    article = words.time.article.read(tokens, at)
    place = article.end if article else at
    last = words.commands.last_one.read(tokens, place)
    first = tokens.word(place) in ("first", "top")
    count = read_count(tokens, last.end if last else place + 1) if last or first else None
    if not count or not 1 < count.value <= 50 or count.end - count.start != 1:
        return None
    end = count.end
    while noun := _noun_after(tokens, end):
        end = noun
    span = range(1, count.value + 1)
    places = tuple(-n for n in reversed(span)) if last else tuple(span)
    return Found(places, at, end)


def _noun_after(tokens: Tokens, at: int) -> int:
    words = tokens.words
    tables = (words.commands.one_noun, words.commands.task_noun, words.talk.ones)
    return next((found.end for table in tables if (found := table.read(tokens, at))), 0)


def _position(tokens: Tokens, at: int) -> Found[int] | None:
    words = tokens.words
    article = words.time.article.read(tokens, at)
    place = article.end if article else at
    last = words.commands.last_one.read(tokens, place)
    word = words.time.ordinals.read(tokens, place)
    from_end = words.commands.last_one.read(tokens, word.end) if word else None
    if last:
        value, end = -1, last.end
    elif word and (from_end or tokens.word(word.end) in ("to", "from")):
        hop = word.end if from_end else word.end + 1
        back = words.commands.last_one.read(tokens, hop)
        if not back:
            return None
        value, end = -(word.value + (tokens.word(word.end) == "from")), back.end
    elif word:
        value, end = word.value, word.end
    elif tokens.kind(place) is Kind.ORDINAL:
        value, end = int(tokens.word(place)[:-2]), place + 1
    else:
        return None
    while noun := _noun_after(tokens, end):
        end = noun
    return Found(value, at, end)


def _after_join(tokens: Tokens, at: int) -> int:
    while at < len(tokens):
        join = tokens.words.commands.and_words.read(tokens, at)
        if not join and tokens.word(at) != ",":
            break
        at = join.end if join else at + 1
    return at
