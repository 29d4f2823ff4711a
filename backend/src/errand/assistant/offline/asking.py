"""Questions about tasks: what to do first, and what is so of one of them."""

from errand.assistant.offline.commands import Command, Details, More, Overview, Show
from errand.assistant.offline.day_filters import read_days
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import place_of, whole_when
from errand.assistant.offline.filters import read_filters
from errand.assistant.offline.lengths import read_spell
from errand.assistant.offline.pointing import read_numbers
from errand.assistant.offline.refs import It, Named, Nothing, Ref
from errand.assistant.offline.tables import Table
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Stretch
from errand.assistant.offline.vocabulary_talk import Part

_WHOSE = ("what", "what's", "which", "how", "whats")
_HAS = ("has", "have", "does", "is", "are", "s", "did", "do", "the", "my", "in", "to", "for", "of",
        "on", "due", "with", "was", "be", "a")  # fmt: skip


def read_overview(tokens: Tokens) -> Command | None:
    """Read "plan my day", "what should I do first", "weekly review", with the time there is."""
    minutes, tokens = _time_given(tokens)
    when, rest = _day_named(tokens)
    kinds: tuple[tuple[Table[bool], Overview], ...] = (
        (tokens.words.talk.review, Overview("review")),
        (tokens.words.talk.plan_week, Overview("week")),
        (tokens.words.talk.next_up, Overview("next", minutes=minutes)),
        (tokens.words.talk.plan_day, Overview("day", minutes=minutes)),
    )
    for text in (tokens, rest):
        for table, command in kinds:
            found = table.read(text, 0)
            if found and found.end == len(text):
                return command
    asks = tokens.word(0) in ("what", "which", "how", "any", "what's", "anything", "plan", "is")
    if minutes and (asks or not len(tokens)):
        return Overview("next", minutes=minutes)
    return when


def _time_given(tokens: Tokens) -> tuple[int, Tokens]:
    """Take "I have two hours" off either end."""
    for at in range(len(tokens)):
        lead = tokens.words.talk.time_given.read(tokens, at)
        spell = read_spell(tokens, lead.end) if lead else None
        if not spell or not spell.value.length.minutes:
            continue
        end = spell.end
        while tokens.word(end) in (
            "left",
            "free",
            "today",
            "now",
            "available",
            "to",
            "spare",
            "time",
            "of",
        ):
            end += 1
        if at == 0 or end == len(tokens):
            kept = tokens.window(0, at) if at else tokens.window(end, len(tokens))
            kept = kept.trimmed()
            while kept.word(0) in ("so", "and", "then", "now"):
                kept = kept.window(1, len(kept)).trimmed()
            return spell.value.length.minutes, kept
    return 0, tokens


def _day_named(tokens: Tokens) -> tuple[Command | None, Tokens]:
    """Read "plan tomorrow", "how does Friday look"; returns the words without "today" as well."""
    lead = tokens.words.talk.plan_of.read(tokens, 0)
    start = lead.end if lead else 0
    found = read_when(tokens, start) if lead else None
    tail = tokens.window(found.end, len(tokens)).raw().casefold() if found else ""
    fits = tail in ("look", "look like", "looking", "going to look", "be", "like", "looking like")
    plans = lead and tokens.word(0) == "plan" and not tail
    if found and (fits or plans) and found.value.days and not found.value.clocks:
        if any(isinstance(day, Stretch) for day in found.value.days):
            return read_filters(tokens.window(start, found.end), 0).show, tokens
        return Overview("day", found.value), tokens
    last = tokens.word(len(tokens) - 1) in ("today", "please", "now", "then", "again")
    return None, tokens.window(0, len(tokens) - 1).trimmed() if last else tokens


def read_more(tokens: Tokens) -> Command | None:
    """Read "show more"."""
    found = tokens.words.talk.more.read(tokens, 0)
    return More() if found and found.end == len(tokens) else None


def read_details(tokens: Tokens) -> Command | None:
    """Read "tell me about the report", "when is the report due?", "what priority has the rent?"."""
    numbered = _by_number(tokens)
    if numbered:
        return numbered
    lead = tokens.words.talk.details.read(tokens, 0)
    if lead and lead.end < len(tokens):
        place = place_of(tokens.window(lead.end, len(tokens)))
        if place and place.kind == "project":
            return None
        if place and place.name[:1].isupper() and tokens.word(lead.end - 1) == "in":
            return Show(text=place.name)
        return _details(tokens.window(lead.end, len(tokens)), None)
    return _when_is(tokens) or _what_of(tokens) or _is_done(tokens)


def _by_number(tokens: Tokens) -> Command | None:
    """Read "what is #4?", "show me number 2"."""
    words = tokens.words.commands
    tables = (words.list_openers, words.weak_openers)
    lead = next((found for table in tables if (found := table.read(tokens, 0))), None)
    ref = read_numbers(tokens.window(lead.end, len(tokens))) if lead else None
    return Details(ref) if ref and not ref.bare and len(ref.numbers) == 1 else None


def _details(tokens: Tokens, part: Part | None) -> Command | None:
    ref: Ref = ref_of(tokens)
    return None if isinstance(ref, Nothing) else Details(ref, part)


def _when_is(tokens: Tokens) -> Command | None:
    """Read "when is the report due?", "what time is the dentist?"."""
    asks = tokens.word(0) in ("when", "when's")
    clock = tokens.word(0) == "what" and tokens.word(1) in ("time", "day")
    if not (asks or clock):
        return None
    start = 2 if clock else 1
    start += tokens.word(start) in ("is", "are", "does", "do", "was", "should", "will")
    end = len(tokens)
    while end > start and tokens.word(end - 1) in _DUE:
        end -= 1
    subject = tokens.word(start) in ("i", "we", "you", "there", "it's")
    if subject and end - start > 2:
        start += 1 + (tokens.word(start + 1) in ("have", "need", "must"))
        start += tokens.word(start) == "to"
    subject = tokens.window(start, end)
    dated = read_when(subject, 0)
    ref = ref_of(subject)
    if dated and dated.end == len(subject):
        return None
    return (
        None
        if isinstance(ref, Nothing) or (clock and isinstance(ref, It))
        else Details(ref, Part.DUE)
    )


_DUE = ("due", "again", "happening", "scheduled", "for", "start", "on", "planned", "supposed", "at",
        "is", "are")  # fmt: skip


def _what_of(tokens: Tokens) -> Command | None:
    """Read "what are the notes on X?", "what priority does X have?", "which project is X in?"."""
    shows = tokens.words.commands.list_openers.read(tokens, 0)
    if not shows and tokens.word(0) not in _WHOSE:
        return None
    if tokens.word(0) == "how" and tokens.word(1) == "long":
        return _how_long(tokens)
    start = shows.end if shows else 1
    while tokens.word(start) in ("is", "are", "the", "my", "me", "does", "do"):
        start += 1
    part = tokens.words.talk.parts.read(tokens, start)
    if not part or part.value in (Part.TIME, Part.TITLE):
        return None
    at, end = part.end, len(tokens)
    if at == end:
        return None
    while at < end and tokens.word(at) in _HAS:
        at += 1
    while end > at and tokens.word(end - 1) in (
        "have",
        "has",
        "in",
        "on",
        "under",
        "with",
        "due",
        "say",
    ):
        end -= 1
    days = read_days(tokens, at)
    dated = whole_when(tokens.window(at, end)) is not None or (days and days[1] == end)
    ref = Nothing() if dated else ref_of(tokens.window(at, end))
    fine = (at > part.end and isinstance(ref, Named)) or type(ref).__name__ in ("It", "Numbers")
    return Details(ref, part.value) if fine else None


def _how_long(tokens: Tokens) -> Command | None:
    """Read "how long does the report take?"."""
    end = len(tokens) - (tokens.word(len(tokens) - 1) in ("take", "last", "takes", "need"))
    start = 2 + (tokens.word(2) in ("does", "will", "do", "is", "should"))
    return _details(tokens.window(start, end), Part.ESTIMATE)


def _is_done(tokens: Tokens) -> Command | None:
    """Read "is the report done?", "have I paid the rent yet?"."""
    if tokens.word(0) in ("have", "did", "has"):
        return _have_i(tokens)
    if tokens.word(0) not in ("is", "are"):
        return None
    end = len(tokens)
    while end > 1 and tokens.word(end - 1) in ("yet", "already", "still"):
        end -= 1
    state = tokens.words.commands.statuses.ending(tokens, end, start=2)
    late = tokens.words.commands.overdue.ending(tokens, end, start=2)
    if not (state or late):
        return None
    found = state or late
    start = found.start if found else 1
    while start > 2 and tokens.word(start - 1) in ("still", "already", "really", "actually", "now"):
        start -= 1
    return _details(tokens.window(1, start), Part.STATUS)


def _have_i(tokens: Tokens) -> Command | None:
    """Read "have I paid the rent yet?", "did I finish the report?"."""
    if tokens.word(1) not in ("i", "we"):
        return None
    start, end = 2, len(tokens)
    while tokens.word(start) in ("already", "ever", "really"):
        start += 1
    while end > start and tokens.word(end - 1) in ("yet", "already"):
        end -= 1
    done = tokens.words.talk.finished.read(tokens, start)
    start = done.end if done else start
    past = tokens.word(start) in tokens.words.lemmas or tokens.word(start).endswith("ed")
    named = done or past or tokens.word(0) == "did"
    if not named or tokens.word(start) in ("got", "anything", "any", "to"):
        return None
    return _details(tokens.window(start, end), Part.STATUS)
