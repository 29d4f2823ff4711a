"""Requests to see tasks that name none as such: "what's left?", "list Kitchen", "show me Pets"."""

from errand.assistant.offline.commands import Command, Show, Talk, Unknown
from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens

#: Names of projects and labels have no more words.
MOST_NAME_WORDS = 5
MOST_ABILITY_WORDS = 8
_NAMES = (Kind.WORD, Kind.QUOTED, Kind.NUMBER, Kind.TAG, Kind.LABEL)
_BEFORE = ("the", "my", "our", "in", "under", "all", "of", "for")


def read_whole_list(tokens: Tokens) -> Command | None:
    """Read "what's on my list?", "what's left?": all that is open."""
    found = tokens.words.follow_ups.done.whole_list.read(tokens, 0)
    return Show() if found and found.end == len(tokens) else None


def read_calendar(tokens: Tokens) -> Command | None:
    """Read "what day is it today", which asks for no task."""
    said = [tokens.word(at) for at in range(len(tokens))]
    if said and said[-1] in ("today", "now", "tomorrow"):
        said.pop()
    asks = len(said) > 2 and said[0] == "what" and said[2:] in (["is"], ["is", "it"])
    return Unknown() if asks and said[1] in ("day", "date", "time", "year", "month") else None


def read_name_alone(tokens: Tokens) -> Command | None:
    """Read "list Kitchen reno": only where there is a project, a label or a task of that name."""
    lead = tokens.words.follow_ups.done.name_openers.read(tokens, 0)
    if not lead and not tokens.text.rstrip().endswith("?"):
        return None
    start = lead.end if lead else 0
    while tokens.word(start) in _BEFORE:
        start += 1
    rest = tokens.window(start, len(tokens)).trimmed()
    plain = all(rest.kind(at) in _NAMES for at in range(len(rest)))
    timed = any(read_when(rest, at) for at in range(len(rest)))
    if not 0 < len(rest) <= MOST_NAME_WORDS or not plain or timed:
        return None
    return Show(text=rest.raw().strip('"\u201c\u201d'), alone=True, asked=lead is not None)


def read_ability(whole: Tokens) -> Command | None:
    """Read "can you rename tasks?": asked of no task that is there, so it orders nothing."""
    words = whole.words.follow_ups.done
    for at in range(min(4, len(whole))):
        lead = words.abilities.read(whole, at)
        if lead:
            return _able(whole.window(lead.end, len(whole)))
    return None


def _able(asked: Tokens) -> Command | None:
    words = asked.words
    spots = [words.follow_ups.done.in_general.read(asked, at) for at in range(len(asked))]
    general = next((each for each in spots if each), None)
    if any(read_count(asked, at) for at in range(1, len(asked))):
        return None  # "Can you add three things for me" orders them.
    if general is None or len(asked) > MOST_ABILITY_WORDS or not _is_open(asked, general):
        return None
    rows = (words.asides.amid.topics.read(asked, at) for at in range(len(asked)))
    topics = sorted((row.value for row in rows if row), key=lambda topic: topic.rank)
    if topics:
        return Unknown(f"Yes. {topics[0].example}")
    return Talk("help") if words.commands.verbs.read(asked, 0) else None


def _is_open(asked: Tokens, general: Found[bool]) -> bool:
    """Tell whether it names nothing in particular, and is no request for a list."""
    shows = asked.words.commands.list_openers.read(asked, 0)
    finds = asked.words.commands.search_openers.read(asked, 0)
    said = {asked.word(at) for at in range(len(asked))}
    named = said & (asked.words.follow_ups.done.determiners - {"a", "an", "some"})
    plain = all(asked.kind(at) in (Kind.WORD, Kind.MARK) for at in range(len(asked)))
    tail = asked.window(general.end, len(asked)).trimmed()
    ends = not len(tail) or tail.raw().casefold() in _TAILS
    return not (shows or finds or named) and plain and ends


_TAILS = ("as done", "done", "off", "for me", "too", "as well", "at all", "here", "offline",
          "again", "to tasks", "to a task", "with dates", "for tasks", "on tasks", "to projects",
          "to other days", "to another day")  # fmt: skip
