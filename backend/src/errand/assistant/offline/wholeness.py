"""Whether all that was said of a time was read: what stands beside it can make it another."""

from collections.abc import Set

from errand.assistant.offline.lengths import read_count, read_length, read_spell
from errand.assistant.offline.reading import Reading
from errand.assistant.offline.repeat import Repeat
from errand.assistant.offline.repeat_days import Days
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import OnWeekday
from errand.assistant.offline.vocabulary import Which

Places = tuple[int, int]


def is_whole(tokens: Tokens, reading: Reading) -> bool:
    """Tell whether nothing stands beside what was read that makes it mean something else."""
    spans = [*((s.start, s.end) for s in reading.lengths), *reading.timed]
    read = {at for start, end in spans for at in range(start, end)}
    if any(is_altered(tokens, span, read) for span in spans) or _is_all_time(tokens, read):
        return False
    if any(_is_counted(tokens, start, read) for start, _ in spans):
        return False
    if any(
        is_cut_short(tokens, repeat.end, read) or _is_rest_of_rule(tokens, repeat)
        for repeat in reading.repeats
    ):
        return False
    ends = {found.end for found in reading.whens}
    cut = any(
        tokens.kind(length.end) is Kind.NUMBER
        or _is_ahead(tokens, length.start)
        or (length.start in ends and length.value.days and read_spell(tokens, length.start))
        for length in reading.lengths
    )
    zoned = any(
        _has_zone(tokens, end) for start, end in reading.timed if _has_hour(tokens, start, end)
    )
    joined = any(
        tokens.word(repeat.end) in ("and", "&", "+", "/") and when.start == repeat.end + 1
        for repeat in reading.repeats
        for when in reading.whens
    )
    return not (cut or joined or _has_days_twice(reading) or zoned or _is_vague(tokens, reading))


def _is_rest_of_rule(tokens: Tokens, rule: Found[Repeat]) -> bool:
    """Tell "the last banking day each month" from "each month"."""
    before = tokens.word(rule.start - 1)
    coarse = rule.value.freq in ("MONTHLY", "YEARLY") and rule.value.days == Days()
    return before == "of" or (coarse and tokens.words.time.units.has(before))


def _is_ahead(tokens: Tokens, start: int) -> bool:
    """Tell "in about a month", "in exactly two weeks" from the length alone."""
    ahead = tokens.words.time.ahead
    return any(ahead.read(tokens, at) for at in (start - 2, start - 1))


def _has_days_twice(reading: Reading) -> bool:
    """Tell "every Thursday and sometimes Friday": the rule has its days, and more are named."""
    named = any(rule.value.days.weekdays and not rule.value.starts for rule in reading.repeats)
    return named and any(
        isinstance(day, OnWeekday) and day.which is Which.BARE
        for found in reading.whens
        for day in found.value.days
    )


def _is_vague(tokens: Tokens, reading: Reading) -> bool:
    """Tell "early next week", "by next week" and "two Fridays" from what can be named."""
    words = tokens.words.ranges
    starts = [said.start for said in reading.whens if not said.value.clocks]
    spans = [said.start for said in reading.ranges]
    if any(words.vague_before.ending(tokens, start) for start in (*starts, *spans)):
        return True
    if any(words.bound_before.ending(tokens, start) for start in spans):
        return True
    return any(
        tokens.words.repeats.plural_days.read(tokens, rule.start)
        and _ends_count(tokens, rule.start)
        for rule in reading.repeats
    )


def _ends_count(tokens: Tokens, end: int) -> bool:
    counts = (read_count(tokens, at) for at in range(max(0, end - 3), end))
    return any(found and found.end == end for found in counts)


def is_altered(tokens: Tokens, span: Places, read: Set[int]) -> bool:
    """Tell whether a word beside a time makes it another: "not today", "until Friday"."""
    words, (start, end) = tokens.words.ranges, span
    before = start - 1 if tokens.word(start - 1) == "," else start
    loose = before - 1 not in read and words.loose_before.ending(tokens, before)
    if loose and not words.proposing.ending(tokens, before):
        return True
    named = words.determiners.read(tokens, start - 1)
    if named and named.end == start and tokens.kind(start) is Kind.CLOCK:
        return True
    if end in read:
        return False
    after = words.loose_after.read(tokens, end) or is_hour_lost(tokens, end)
    return bool(after) or _goes_on_behind(tokens, span) or _counts_from(tokens, span)


def _goes_on_behind(tokens: Tokens, span: Places) -> bool:
    """Tell whether a number, a length or a condition follows that belongs to what was read."""
    end = span[1]
    closed = tokens.kind(end + 1) in (None, Kind.MARK, Kind.LINE)
    if closed and tokens.raw_word(end)[:1].isdigit():
        return True
    if tokens.word(end).endswith("-ish"):
        return True
    length = read_length(tokens, end)
    if length and (length.value.days or length.value.months):
        return True
    if tokens.words.repeats.completion.read(tokens, end):
        return True
    joined = tokens.word(end) in _JOINING and _is_numeral(tokens, end - 1)
    return (joined and _is_numeral(tokens, end + 1)) or _has_year(tokens, end)


_JOINING = ("and", "&", "+", "/", ",", "or", ".", "-", "\u2013")


def _is_numeral(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in (Kind.NUMBER, Kind.ORDINAL, Kind.DOTTED)


def _is_all_time(tokens: Tokens, read: Set[int]) -> bool:
    """Tell whether all that is left speaks of time, too, so that some of it was not understood."""
    left = [at for at in range(len(tokens)) if at not in read]
    left = [at for at in left if tokens.kind(at) not in (Kind.MARK, Kind.LINE)]
    known = tokens.words.time.measures | tokens.words.ranges.harmless.first_words
    if any(tokens.kind(at) is not Kind.NUMBER and tokens.word(at) not in known for at in left):
        return False
    return any(not tokens.words.ranges.harmless.has(tokens.word(at)) for at in left)


def _counts_from(tokens: Tokens, span: Places) -> bool:
    """Tell "an hour before noon" and "the Monday after Easter" from noon and Monday."""
    start, end = span
    links = tokens.words.time.from_day
    own = tokens.word(start) in ("before", "after")
    link = start if own else start - 1
    linked = links.read(tokens, link) or tokens.words.repeats.starting.ending(tokens, start)
    if linked and any(_ends_length(tokens, at, link) for at in range(link)):
        return True
    article = tokens.words.time.article
    named = article.read(tokens, start) or article.read(tokens, start - 1)
    return bool(named and tokens.word(end) in ("before", "after", "of"))


def _ends_length(tokens: Tokens, at: int, end: int) -> bool:
    if end - at > 4:
        return False
    spell = read_spell(tokens, at)
    return bool(spell and spell.end == end)


def _has_year(tokens: Tokens, end: int) -> bool:
    """Tell whether a year stands behind that belongs to what was read: "March 3-5, 2027"."""
    place = end + 1 if tokens.word(end) == "," else end
    year = tokens.number(place)
    return year is not None and 1900 <= year <= 2999


def _is_counted(tokens: Tokens, start: int, read: Set[int]) -> bool:
    """Tell whether a number, or its end, stands before that belongs to it: "2 to 3 hours"."""
    if start - 1 in read or start < 1:
        return False
    added = tokens.word(start - 1) in ("and", "&") and _ends_count(tokens, start - 1)
    if added or _is_ordered(tokens, start - 1) or _is_listed(tokens, start):
        return True
    glued = tokens.items[start - 1].end == tokens.items[start].start
    dash = tokens.word(start - 1) in ("-", "\u2013", "\u2014")
    if not dash and not tokens.words.ranges.to.read(tokens, start - 1):
        return False
    words = tokens.words.time
    if words.weekdays.ending(tokens, start - 1) or words.months.ending(tokens, start - 1):
        return True
    return _ends_count(tokens, start - 1) or (
        dash and glued and tokens.kind(start - 2) is not Kind.WORD
    )


def _has_hour(tokens: Tokens, start: int, end: int) -> bool:
    return any(tokens.kind(at) in (Kind.CLOCK, Kind.NUMBER) for at in range(start, end))


def _is_ordered(tokens: Tokens, at: int) -> bool:
    """Tell "second last Friday" from "last Friday", "seven-ish on Monday" from Monday."""
    if tokens.kind(at) is Kind.ORDINAL or tokens.words.time.ordinals.read(tokens, at):
        return True
    word = tokens.word(at)
    return word.endswith("ish") and ("-" in word or word[:1].isdigit())


def _is_listed(tokens: Tokens, start: int) -> bool:
    """Tell "28 and 29 December" from 29 December."""
    if tokens.word(start - 1) not in _JOINING or not _is_numeral(tokens, start):
        return False
    return _is_numeral(tokens, start - 3 if tokens.word(start - 2) == "." else start - 2)


def _has_zone(tokens: Tokens, at: int) -> bool:
    """Tell "3pm UTC" and "3pm London time" from times of the person's own zone."""
    if tokens.words.time.zones.read(tokens, at):
        return True
    named = tokens.kind(at) is Kind.WORD and tokens.raw_word(at)[:1].isupper()
    return named and tokens.word(at + 1) == "time"


def is_cut_short(tokens: Tokens, end: int, read: Set[int]) -> bool:
    """Tell whether more is said of a rule than was read: "every year on my birthday".

    Args:
        tokens: All of them.
        end: Where the rule ends.
        read: The places that were read.
    """
    place = end + 1 if tokens.word(end) in (",", "(") else end
    if place in read:
        # A day that no word joins to it: "every Friday the 13th".
        when = read_when(tokens, place)
        led = tokens.words.time.day_lead.read(tokens, place)
        return bool(when and when.value.days and not led and place == end)
    if tokens.words.repeats.loose_after.read(tokens, place):
        return True
    also = tokens.words.repeats.joining.read(tokens, place)
    if also and also.end - also.start == 1 and _goes_on(tokens, also.end):
        return True
    to = tokens.words.ranges.to.read(tokens, place)
    return bool(to and (read_when(tokens, to.end) or tokens.number(to.end) is not None))


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Tell whether another time follows, be it one that cannot be read: "the first Friday"."""
    words = tokens.words.time
    article = words.article.read(tokens, at)
    place = article.end if article else at
    named = words.ordinals.read(tokens, place) or words.weekdays.read(tokens, place)
    part = tokens.words.repeats.parts.read(tokens, at)
    return bool((article and named) or part) or tokens.kind(place) is Kind.ORDINAL


def is_hour_lost(tokens: Tokens, end: int) -> bool:
    """Tell whether an hour follows that cannot be read: "tomorrow at 9ish"."""
    lead = tokens.words.time.clock_lead.read(tokens, end)
    return bool(lead and any(letter.isdigit() for letter in tokens.word(lead.end)[:1]))
