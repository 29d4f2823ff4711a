"""Requests to see tasks: an opener, then filters in any order until nothing is left."""

from dataclasses import dataclass, field

from errand.assistant.offline.commands import Command, Range, Show
from errand.assistant.offline.lengths import read_count
from errand.assistant.offline.tables import Table
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import Stretch, When
from errand.assistant.offline.vocabulary import Unit


@dataclass
class _Reading:
    """What has been read so far; `left` are the words that no filter took."""

    show: dict[str, str | bool | Range] = field(default_factory=dict[str, "str | bool | Range"])
    priorities: list[str] = field(default_factory=list[str])
    left: list[str] = field(default_factory=list[str])
    noun: bool = False
    filtered: bool = False


def read_show(tokens: Tokens) -> Command | None:
    """Read a request to see tasks, None when it is not one."""
    words = tokens.words.commands
    opener, search, weak = (
        table.read(tokens, 0)
        for table in (words.list_openers, words.search_openers, words.weak_openers)
    )
    best = max((f for f in (opener, search, weak) if f), key=lambda f: f.end, default=None)
    if best is None and words.verbs.read(tokens, 0):
        return None
    reading = _read_filters(tokens, best.end if best else 0)
    searching = search is not None and search is best
    return _show(reading) if _is_request(reading, opened=bool(best), searching=searching) else None


def _is_request(reading: _Reading, *, opened: bool, searching: bool) -> bool:
    if searching:
        return bool(reading.left) or reading.filtered or reading.noun
    if reading.left:
        return reading.noun and opened
    return reading.noun or reading.filtered


def _show(reading: _Reading) -> Show:
    said = reading.show
    text = str(said.get("text", "")) or " ".join(reading.left)
    found = said.get("range")
    status = str(said.get("status", ""))
    late = status == "done" and found
    refusal = "I can't list tasks by the day they were done offline." if late else ""
    return Show(
        text=text,
        range=found if isinstance(found, Range) else None,
        overdue=bool(said.get("overdue")),
        undated=bool(said.get("undated")),
        status=status,
        priorities=tuple(dict.fromkeys(reading.priorities)),
        refusal=refusal,
    )


def _read_filters(tokens: Tokens, at: int) -> _Reading:
    reading = _Reading()
    while at < len(tokens):
        end = (
            _about(tokens, at, reading)
            or _flag(tokens, at, reading)
            or _range(tokens, at, reading)
            or _noise(tokens, at, reading)
        )
        if not end:
            reading.left.append(tokens.slice(at, at + 1))
        at = end or at + 1
    return reading


def _about(tokens: Tokens, at: int, reading: _Reading) -> int:
    """Read "about the bank", up to a time or the end."""
    lead = tokens.words.commands.about.read(tokens, at)
    if not lead:
        return 0
    end = next((p for p in range(lead.end + 1, len(tokens)) if read_when(tokens, p)), len(tokens))
    start = lead.end
    while tokens.word(start) in ("the", "a", "an", "my") and start + 1 < end:
        start += 1
    text = tokens.window(start, end).trimmed().raw().strip('"“”')
    if not text:
        return 0
    reading.show["text"] = text
    reading.filtered = True
    return end


def _flag(tokens: Tokens, at: int, reading: _Reading) -> int:
    words = tokens.words.commands
    flags: tuple[tuple[Table[bool], str], ...] = (
        (words.undated, "undated"),
        (words.overdue, "overdue"),
    )
    for table, name in flags:
        found = table.read(tokens, at)
        if found:
            reading.show[name] = True
            reading.filtered = True
            return found.end
    state = words.statuses.read(tokens, at)
    if state and state.value != "open":
        reading.show["status"] = state.value
        reading.filtered = True
        return state.end
    priority = words.priorities.read(tokens, at)
    if priority:
        reading.priorities.append(priority.value)
        reading.filtered = True
        return priority.end
    return 0


def _range(tokens: Tokens, at: int, reading: _Reading) -> int:
    found = _coming(tokens, at) or _bounded(tokens, at) or _within(tokens, at)
    if not found or "range" in reading.show:
        return 0
    reading.show["range"] = found[0]
    reading.filtered = True
    return found[1]


def _coming(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    """Read "(in) the next 3 days"."""
    start = at
    while tokens.word(start) in ("in", "the", "over", "within", "for"):
        start += 1
    if tokens.word(start) not in ("next", "coming"):
        return None
    count = read_count(tokens, start + 1)
    unit = tokens.words.time.units.read(tokens, count.end) if count else None
    if not count or not unit or unit.value not in (Unit.DAY, Unit.WEEK):
        return None
    return Range(
        coming_days=min(count.value, 400) * (7 if unit.value is Unit.WEEK else 1)
    ), unit.end


def _bounded(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    """Read "before Friday", "until Friday", "after Friday", "from Monday to Friday"."""
    lead = tokens.word(at)
    found = read_when(tokens, at + 1) if lead in _BOUNDS else None
    if not found:
        return None
    if lead in ("from", "between", "since", "after"):
        last = read_when(tokens, found.end + 1) if tokens.word(found.end) in _JOINS else None
        if last:
            return Range(since=found.value, until=last.value), last.end
        return Range(since=found.value), found.end
    return Range(until=found.value, before=lead == "before"), found.end


_BOUNDS = ("before", "until", "till", "by", "from", "between", "after", "since")
_JOINS = ("to", "until", "and", "till", "through")


def _within(tokens: Tokens, at: int) -> tuple[Range, int] | None:
    found = read_when(tokens, at)
    if not found or found.value.clocks or found.value.ahead:
        return None
    day = found.value.days[0] if len(found.value.days) == 1 else None
    if isinstance(day, Stretch):
        return Range(stretch=day), found.end
    return Range(when=When(days=found.value.days, others=found.value.others)), found.end


def _noise(tokens: Tokens, at: int, reading: _Reading) -> int:
    words = tokens.words.commands
    noun = words.task_noun.read(tokens, at) or words.everything.read(tokens, at)
    if noun:
        reading.noun = True
        return noun.end
    opened = words.open_words.read(tokens, at)
    if opened:
        reading.filtered = True
        return opened.end
    filler = words.fillers.read(tokens, at)
    if filler:
        return filler.end
    return at + 1 if tokens.kind(at) in (Kind.MARK, Kind.LINE) else 0
