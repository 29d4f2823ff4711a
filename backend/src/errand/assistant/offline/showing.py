"""Requests to see tasks: an opener, then words that say which."""

from dataclasses import replace

from errand.assistant.offline.commands import Command
from errand.assistant.offline.filters import Reading, read_filters
from errand.assistant.offline.tokens import Tokens


def read_show(tokens: Tokens) -> Command | None:
    """Read a request to see tasks, None when it is not one."""
    words = tokens.words.commands
    opener, search, weak, count = (
        table.read(tokens, 0)
        for table in (
            words.list_openers,
            words.search_openers,
            words.weak_openers,
            tokens.words.talk.how_many,
        )
    )
    found = [f for f in (count, opener, search, weak) if f]
    best = max(found, key=lambda f: f.end, default=None)
    if best is None and words.verbs.read(tokens, 0):
        return None
    reading = read_filters(tokens, best.end if best else 0)
    searching = search is not None and search is best
    counting = count is not None and count is best
    if not _is_request(reading, opened=bool(best), searching=searching, counting=counting):
        return None
    return replace(reading.show, counted=count is best and count is not None, asked=bool(best))


def read_finished(tokens: Tokens) -> Command | None:
    """Read "what did I finish yesterday?", "how many tasks have I done this week?"."""
    count = tokens.words.talk.how_many.read(tokens, 0)
    opener = tokens.words.commands.list_openers.read(tokens, 0)
    at = count.end if count else 1 if tokens.word(0) in ("what", "what've", "which") else 0
    at = opener.end if opener and not at else at
    if not at:
        return None
    while tokens.word(at) in ("tasks", "all", "everything", "things", "that", "the", "of", "my"):
        at += 1
    asks = tokens.word(at) in ("did", "have", "had", "i", "i've", "got")
    asks = asks or tokens.word(at + 1) == "marked"
    while tokens.word(at) in (
        "are",
        "is",
        "were",
        "did",
        "have",
        "had",
        "i",
        "i've",
        "we",
        "already",
        "all",
        "got",
    ):
        at += 1
    done = tokens.words.talk.finished.read(tokens, at)
    if not done or not asks:
        return None
    reading = read_filters(tokens, done.end)
    if reading.left:
        return None
    return replace(reading.show, status="done", counted=count is not None)


def _is_request(reading: Reading, *, opened: bool, searching: bool, counting: bool = False) -> bool:
    if searching:
        return bool(reading.left) or reading.filtered or reading.noun
    if opened and not reading.left and not reading.noun and not reading.filtered:
        return counting or reading.listed
    if reading.left:
        return opened and (reading.noun or bool(reading.labels) or "project" in reading.said)
    return reading.noun or reading.filtered
