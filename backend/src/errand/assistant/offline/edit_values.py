"""Words after "the deadline of X to ...": read as the value that this part of a task can have."""

from collections.abc import Callable

from errand.assistant.offline.edits import (
    Change,
    Day,
    Estimate,
    Labels,
    Link,
    NoDue,
    Notes,
    Place,
    Priority,
    Remind,
    Rhythm,
    Title,
)
from errand.assistant.offline.lengths import read_spell
from errand.assistant.offline.repeats import read_repeat
from errand.assistant.offline.times import read_bare_hour, read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import When
from errand.assistant.offline.vocabulary_talk import Part

MOST_NAME_WORDS = 5
_NAMES = (Kind.WORD, Kind.QUOTED, Kind.TAG, Kind.LABEL, Kind.NUMBER)
_JOINS = (",", "and", "&", "or")


def whole_when(tokens: Tokens) -> When | None:
    """Return the time that all of these tokens say: "Friday", "to 5pm", "at 10"."""
    until = tokens.words.time.until.read(tokens, 0)
    for start in {0, until.end if until else 0}:
        found = read_when(tokens, start)
        if not (found and found.end == len(tokens)) and (start or _bare(tokens)):
            found = read_bare_hour(tokens, start)
        if found and found.end == len(tokens):
            return found.value
    return None


def _bare(tokens: Tokens) -> bool:
    """Tell whether a number alone can be an hour."""
    return len(tokens) == 1 and tokens.number(0) is not None


def text_of(tokens: Tokens) -> str:
    """Return a text as it was written, without quotation marks around it."""
    tokens = tokens.trimmed() if tokens.kind(0) is not Kind.QUOTED else tokens
    if len(tokens) == 1 and tokens.kind(0) is Kind.QUOTED:
        return tokens.raw()[1:-1]
    return tokens.raw()


def title_of(tokens: Tokens) -> str:
    """Return a title: one line, beginning with a capital."""
    line = " ".join(text_of(tokens).split())[:500]
    return line[:1].upper() + line[1:]


def read_value(part: Part, tokens: Tokens) -> Change | None:
    """Read all of these tokens as a value of this part, None where they are none."""
    reader = _READERS.get(part)
    tokens = tokens.trimmed() if part is not Part.NOTES else tokens
    return reader(tokens) if reader and len(tokens) else None


def _priority(tokens: Tokens) -> Change | None:
    start = 1 if tokens.word(0) in ("a", "the", "at") else 0
    found = tokens.words.commands.priorities.read(tokens, start)
    if not found or found.end != len(tokens):
        return None
    return Priority(found.value)


def _title(tokens: Tokens) -> Change | None:
    return Title(title_of(tokens))


def _notes(tokens: Tokens) -> Change | None:
    return Notes(note_text(tokens))


def note_text(tokens: Tokens) -> str:
    """Return a note as it was written, its own punctuation at the end kept."""
    start = 0
    while start < len(tokens) and tokens.word(start) in (":", ",", "-"):
        start += 1
    tokens = tokens.window(start, len(tokens))
    if len(tokens) == 1 and tokens.kind(0) is Kind.QUOTED:
        return tokens.raw()[1:-1]
    return tokens.raw() + _cut_off(tokens)


def _cut_off(tokens: Tokens) -> str:
    """Return the punctuation at the end of the text, which no order needs, but a note may."""
    tail = tokens.text[tokens.items[-1].end :].strip() if len(tokens) else ""
    return tail if tail and all(mark in "!?.…)" for mark in tail) else ""


def _labels(tokens: Tokens) -> Change | None:
    names = label_names(tokens)
    return Labels(add=names) if names else None


def label_names(tokens: Tokens) -> tuple[str, ...]:
    """Read "home and garden", "@work", "urgent-errand"; a row of words is one name."""
    names: list[str] = []
    row: list[str] = []
    too = tokens.words.repairs.too.ending(tokens, len(tokens), start=1)
    tokens = tokens.window(0, too.start) if too else tokens
    for at in range(len(tokens)):
        if tokens.word(at) in ("except", "excluding"):
            return ()
        if tokens.word(at) in _JOINS:
            names.append(" ".join(row))
            row = []
        elif tokens.kind(at) in _NAMES:
            row.append(tokens.raw_word(at).strip('"“”@#'))
        elif tokens.word(at) not in ("@", "#"):
            return ()
    names.append(" ".join(row))
    fine = all(name and len(name.split()) <= MOST_NAME_WORDS for name in names)
    return tuple(dict.fromkeys(names)) if fine else ()


def name_of(tokens: Tokens) -> str:
    """Return the name of a project or section: without article and noun around it."""
    tokens = tokens.trimmed()
    talk = tokens.words.talk
    while tokens.word(0) in ("the", "my", "our", "a") and len(tokens) > 1:
        tokens = tokens.window(1, len(tokens))
    for _ in range(2):
        first = talk.structure.read(tokens, 0)
        if first and first.end < len(tokens):
            tokens = tokens.window(first.end, len(tokens)).trimmed()
        last = talk.structure.ending(tokens, len(tokens), start=1)
        if last:
            tokens = tokens.window(0, last.start).trimmed()
        named = talk.named.read(tokens, 0)
        if named and named.end < len(tokens):
            tokens = tokens.window(named.end, len(tokens)).trimmed()
    text = tokens.raw().strip('"“”')
    return text.removeprefix("#") if len(tokens) <= MOST_NAME_WORDS else ""


def place_of(tokens: Tokens) -> Place | None:
    """Read "the House project", "Work", "the section Roof", "inbox"."""
    tokens = tokens.trimmed()
    # With "the section" before it, no name that may be one is longer.
    if not 0 < len(tokens) <= MOST_NAME_WORDS + 4:
        return None
    if tokens.words.commands.to_my_list.read(tokens, 0):
        return None
    into = tokens.words.talk.into.read(tokens, 0)
    if into and into.end < len(tokens):
        tokens = tokens.window(into.end, len(tokens)).trimmed()
    if whole_when(tokens) is not None or _is_no_name(tokens):
        return None
    inbox = tokens.words.talk.inbox.read(tokens, 0)
    if inbox and inbox.end == len(tokens):
        return Place()
    edges = (
        tokens.words.talk.structure.read(tokens, 1 if tokens.word(0) in ("the", "my") else 0),
        tokens.words.talk.structure.ending(tokens, len(tokens), start=1),
    )
    kind = next((found.value for found in edges if found), "")
    name = name_of(tokens)
    if not name or kind == "label" or tokens.words.time.parts.has(name.casefold()):
        return None
    return Place(name, "section" if kind == "section" else "project" if kind else "")


def _is_no_name(tokens: Tokens) -> bool:
    """Tell whether an exception, a date or a priority is a part of it: "Work to Friday"."""
    if any(tokens.word(at) in ("except", "excluding", "instead") for at in range(len(tokens))):
        return True
    if any(tokens.kind(at) is Kind.TASK_NUMBER for at in range(len(tokens))):
        return True
    dated = any(
        tokens.word(at) in ("to", "on", "until") and whole_when(tokens.window(at, len(tokens)))
        for at in range(1, len(tokens))
    )
    return dated or isinstance(_priority(tokens), Priority)


def _place(tokens: Tokens) -> Change | None:
    return place_of(tokens)


def _section(tokens: Tokens) -> Change | None:
    name = name_of(tokens)
    return Place(name, "section") if name else None


def _deadline(tokens: Tokens) -> Change | None:
    when = whole_when(tokens)
    return Day("deadline", when) if when else None


def _defer(tokens: Tokens) -> Change | None:
    when = whole_when(tokens)
    return Day("defer_until", when) if when else None


def _estimate(tokens: Tokens) -> Change | None:
    start = 1 if tokens.word(0) in ("about", "around", "at", "of", "roughly") else 0
    spell = read_spell(tokens, start)
    if not spell or spell.end != len(tokens) or spell.value.length.months:
        return None
    length = spell.value.length
    return Estimate(length.minutes) if not length.days and length.minutes else None


def _rhythm(tokens: Tokens) -> Change | None:
    """Read "every Monday", "weekly on Fridays at 9am"."""
    found = read_repeat(tokens, 0)
    if found and found.end == len(tokens):
        return Rhythm(found.value)
    rest = tokens.window(found.end, len(tokens)) if found else tokens
    when = whole_when(rest) if found else None
    return Rhythm(found.value, when) if found and when else None


def _remind(tokens: Tokens) -> Change | None:
    """Read "30 minutes before", "an hour ahead", "at 6pm today"."""
    spell = read_spell(tokens, 0)
    words = tokens.words.extras
    before = words.before.read(tokens, spell.end) if spell else None
    if spell and before and before.end == len(tokens) and not spell.value.length.months:
        return Remind(before=spell.value.length)
    when = whole_when(tokens)
    return Remind(when=when) if when and not when.empty else None


def _link(tokens: Tokens) -> Change | None:
    if len(tokens) != 1 or tokens.kind(0) is not Kind.OPAQUE:
        return None
    url = tokens.raw()
    return Link(url if "://" in url or url.startswith("mailto:") else f"https://{url}")


_READERS: dict[Part, Callable[[Tokens], Change | None]] = {
    Part.PRIORITY: _priority,
    Part.TITLE: _title,
    Part.NOTES: _notes,
    Part.LABELS: _labels,
    Part.PROJECT: _place,
    Part.SECTION: _section,
    Part.DEADLINE: _deadline,
    Part.DEFER: _defer,
    Part.ESTIMATE: _estimate,
    Part.RHYTHM: _rhythm,
    Part.REMINDER: _remind,
    Part.LINK: _link,
}
#: What each part becomes when it is taken away.
CLEARED: dict[Part, Change] = {
    Part.PRIORITY: Priority("none"),
    Part.NOTES: Notes(how="clear"),
    Part.LABELS: Labels(every=True),
    Part.PROJECT: Place(),
    Part.SECTION: Place(kind="section"),
    Part.DEADLINE: Day("deadline"),
    Part.DEFER: Day("defer_until"),
    Part.ESTIMATE: Estimate(0),
    Part.RHYTHM: Rhythm(),
    Part.REMINDER: Remind(clear=True),
    Part.DUE: NoDue(),
    Part.TIME: NoDue(only_time=True),
    Part.LINK: Link(),
}
