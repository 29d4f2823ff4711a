"""Words that say which tasks: filters in any order until nothing is left."""

from collections.abc import Callable
from dataclasses import dataclass, field

from errand.assistant.offline.day_filters import read_days, skip_deadline
from errand.assistant.offline.edit_values import label_names, name_of
from errand.assistant.offline.possessives import without_possessives
from errand.assistant.offline.tables import Table
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wanted import Range, Show


@dataclass
class Reading:
    """What has been read so far; `left` are the words that no filter took."""

    said: dict[str, str | bool | Range] = field(default_factory=dict[str, "str | bool | Range"])
    priorities: list[str] = field(default_factory=list[str])
    labels: list[str] = field(default_factory=list[str])
    without: list[Part] = field(default_factory=list[Part])
    left: list[str] = field(default_factory=list[str])
    plural: bool = False
    singular: bool = False
    filtered: bool = False
    every_label: bool = False
    listed: bool = False
    """They were named as "my list", which can be shown, but is no group to be changed."""

    @property
    def noun(self) -> bool:
        """Whether tasks were named as such."""
        return self.plural or self.singular

    @property
    def show(self) -> Show:
        """What it asks for."""
        said = self.said
        text = str(said.get("text", "")) or " ".join(self.left)
        found = said.get("range")
        return Show(
            text=text,
            range=found if isinstance(found, Range) else None,
            overdue=bool(said.get("overdue")),
            undated=bool(said.get("undated")),
            status=str(said.get("status", "")),
            priorities=tuple(dict.fromkeys(self.priorities)),
            labels=tuple(dict.fromkeys(self.labels)),
            every_label=self.every_label,
            project=str(said.get("project", "")),
            without=tuple(self.without),
            recurring=bool(said.get("recurring")),
            deadline=bool(said.get("deadline")),
        )


def read_wanted(tokens: Tokens) -> Reading | None:
    """Read which tasks are meant, from all of these tokens; None: nothing says so."""
    if not len(tokens):
        return None
    reading = read_filters(tokens, 0)
    return reading if reading.noun or reading.filtered else None


def read_filters(tokens: Tokens, at: int) -> Reading:
    """Read filters from here to the end."""
    reading = Reading()
    tokens = without_possessives(tokens)
    while at < len(tokens):
        end = next((e for read in _READERS if (e := read(tokens, at, reading))), 0)
        if not end:
            reading.left.append(tokens.slice(at, at + 1))
        at = end or at + 1
    return reading


def _about(tokens: Tokens, at: int, reading: Reading) -> int:
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
    reading.said["text"] = text
    reading.filtered = True
    return end


def _labelled(tokens: Tokens, at: int, reading: Reading) -> int:
    """Read "tagged errands", "with the label work", "labels home and garden", "@work"."""
    if tokens.kind(at) is Kind.TAG:
        reading.labels.append(tokens.raw_word(at)[1:])
        reading.filtered = True
        return at + 1
    lead = tokens.words.talk.labelled.read(tokens, at) or _label_noun(tokens, at)
    if not lead:
        return 0
    start = lead if isinstance(lead, int) else lead.end
    start += tokens.word(start) in ("as", "with", "the")
    end = start
    while tokens.kind(end) in (Kind.WORD, Kind.QUOTED, Kind.TAG) and not _ends_name(tokens, end):
        end += 1
    while end > start and tokens.words.commands.and_words.read(tokens, end - 1):
        end -= 1
    names = label_names(tokens.window(start, end))
    if not names:
        return 0
    reading.labels += names
    reading.every_label = "and" in [tokens.word(p) for p in range(start, end)]
    reading.filtered = True
    return end


def _label_noun(tokens: Tokens, at: int) -> int:
    """Read "label work", not the first word of a title."""
    part = tokens.words.talk.parts.read(tokens, at)
    return part.end if part and part.value is Part.LABELS else 0


def _ends_name(tokens: Tokens, at: int) -> bool:
    stops = (
        "due",
        "on",
        "in",
        "for",
        "that",
        "this",
        "by",
        "before",
        "which",
        "to",
        "until",
        "from",
    )
    noun = tokens.words.commands.task_noun.read(tokens, at)
    return tokens.word(at) in stops or noun is not None or read_when(tokens, at) is not None


def _project(tokens: Tokens, at: int, reading: Reading) -> int:
    """Read "in the House project", "project House", "#House"."""
    if tokens.kind(at) is Kind.LABEL:
        reading.said["project"] = tokens.raw_word(at)[1:]
        reading.filtered = True
        return at + 1
    structure = tokens.words.talk.structure
    start = at
    while tokens.word(start) in ("in", "from", "of", "the", "my", "under", "inside", "on", "for"):
        start += 1
    noun = structure.read(tokens, start)
    if noun and tokens.word(start) == "list" and _is_whole_list(tokens, noun.end):
        reading.listed = True
        return noun.end
    if noun and noun.value == "project" and tokens.kind(noun.end) in (Kind.WORD, Kind.QUOTED):
        end = noun.end + 1
        return _in_project(tokens, noun.end, end, reading) and end
    for end in range(start + 1, min(start + 5, len(tokens))):
        noun = structure.read(tokens, end)
        named = noun and noun.value == "project" and tokens.word(end) == "project"
        if noun and named and start > at:
            return _in_project(tokens, start, end, reading) and noun.end
    return 0


_BEHIND_LIST = ("for", "that", "which", "right", "at", "now", "and", "then", "by", "about", "of")


def _is_whole_list(tokens: Tokens, at: int) -> bool:
    """Tell "my list", "my list today" and "my list without a date" from "the list Groceries"."""
    words = tokens.words
    tables = (words.talk.without, words.commands.undated, words.commands.overdue)
    tables = (*tables, words.commands.unsure_start, words.talk.labelled, words.commands.polite_end)
    closed = tokens.kind(at) in (None, Kind.LINE) or tokens.word(at) in ("?", ".", "!", ",")
    return (
        closed
        or any(table.read(tokens, at) for table in tables)
        or tokens.word(at) in _BEHIND_LIST
        or read_when(tokens, at) is not None
    )


def _in_project(tokens: Tokens, start: int, end: int, reading: Reading) -> bool:
    if "project" in reading.said:
        return False
    reading.said["project"] = name_of(tokens.window(start, end))
    reading.filtered = True
    return True


def _lacking(tokens: Tokens, at: int, reading: Reading) -> int:
    """Read "without a label", "with no priority"."""
    lead = tokens.words.talk.without.read(tokens, at)
    if not lead:
        return 0
    start = lead.end
    while found := tokens.words.talk.determiners.read(tokens, start):
        start = found.end
    part = tokens.words.talk.parts.read(tokens, start)
    if not part:
        return 0
    if part.value is Part.DUE:
        reading.said["undated"] = True
    elif part.value is Part.PRIORITY:
        reading.priorities.append("none")
    else:
        reading.without.append(part.value)
    reading.filtered = True
    return part.end


def _flag(tokens: Tokens, at: int, reading: Reading) -> int:
    words = tokens.words.commands
    flags: tuple[tuple[Table[bool], str], ...] = (
        (words.undated, "undated"),
        (words.overdue, "overdue"),
        (tokens.words.talk.recurring, "recurring"),
    )
    for table, name in flags:
        found = table.read(tokens, at)
        if found:
            reading.said[name] = True
            reading.filtered = True
            return found.end
    return _state(tokens, at, reading)


def _state(tokens: Tokens, at: int, reading: Reading) -> int:
    words = tokens.words.commands
    top = tokens.words.talk.top.read(tokens, at)
    state = words.statuses.read(tokens, at)
    priority = words.priorities.read(tokens, at)
    best = max((f for f in (top, state, priority) if f), key=lambda f: f.end, default=None)
    if best is None or (best is state and best.value == "open"):
        return 0
    if best is state:
        reading.said["status"] = str(best.value)
    else:
        reading.priorities += ["urgent", "high"] if best is top else [str(best.value)]
    reading.filtered = True
    return best.end


def _range(tokens: Tokens, at: int, reading: Reading) -> int:
    deadline = skip_deadline(tokens, at)
    start = deadline or at
    found = read_days(tokens, start)
    if deadline:
        reading.said["deadline"] = True
        reading.filtered = True
    if not found or "range" in reading.said:
        return deadline
    reading.said["range"] = found[0]
    reading.filtered = True
    return found[1]


def _noise(tokens: Tokens, at: int, reading: Reading) -> int:
    words = tokens.words.commands
    everything = words.everything.read(tokens, at)
    noun = words.task_noun.read(tokens, at)
    ones = tokens.words.talk.ones.read(tokens, at)
    if everything or noun:
        many = everything is not None or (noun is not None and noun.value)
        reading.plural = reading.plural or many
        reading.singular = reading.singular or not many
        return max(f.end for f in (everything, noun) if f)
    if ones and reading.filtered:
        reading.plural = reading.plural or tokens.word(at) != "one"
        reading.singular = reading.singular or tokens.word(at) == "one"
        return ones.end
    opened = words.open_words.read(tokens, at)
    if opened:
        reading.filtered = True
        return opened.end
    filler = words.fillers.read(tokens, at)
    if filler:
        return filler.end
    return at + 1 if tokens.kind(at) in (Kind.MARK, Kind.LINE) else 0


_READERS: tuple[Callable[[Tokens, int, Reading], int], ...] = (
    _about,
    _lacking,
    _labelled,
    _project,
    _flag,
    _range,
    _noise,
)
