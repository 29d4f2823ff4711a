"""Orders about projects, sections and labels themselves."""

from errand.assistant.offline.commands import Arrange, Command, Unknown
from errand.assistant.offline.edit_values import name_of
from errand.assistant.offline.tokens import Tokens


def read_arrange(tokens: Tokens) -> Command | None:
    """Read "create a project called Garden", "rename the project A to B", "show my projects"."""
    return _created(tokens) or _listed(tokens) or _existing(tokens)


def _created(tokens: Tokens) -> Command | None:
    talk = tokens.words.talk
    verb = talk.new.read(tokens, 0)
    if not verb:
        return None
    start = verb.end
    while found := talk.determiners.read(tokens, start):
        start = found.end
    kind = talk.structure.read(tokens, start)
    named = talk.named.read(tokens, kind.end) if kind else None
    if not kind or tokens.word(start) in ("list", "tag", "heading"):
        return _created_last(tokens.window(verb.end, len(tokens)))
    if not named and (
        kind.value == "label"
        or kind.end >= len(tokens)
        or tokens.word(kind.end) in ("to", "of", "on", "from", "in")
    ):
        return None
    rest = tokens.window(named.end if named else kind.end, len(tokens))
    project, rest = _in_project(rest) if kind.value == "section" else ("", rest)
    name = rest.raw().strip('"“” .')
    joins = rest.words.commands.and_words
    for at in range(1, len(rest) - 1):
        join = joins.read(rest, at)
        if join and rest.words.commands.verbs.read(rest, join.end):
            return Unknown("One thing after the other, please. I changed nothing.")
    return Arrange("create", kind.value, name, project=project) if name else None


def _created_last(rest: Tokens) -> Command | None:
    """Read "a Garden project"."""
    last = rest.words.talk.structure.ending(rest, len(rest), start=1)
    if not last or rest.word(last.start) != "project" or len(rest) > 6:
        return None
    if rest.word(0) not in ("a", "the", "new", "an", "another"):
        return None
    name = name_of(rest.window(1 + (rest.word(1) == "new"), last.start))
    return Arrange("create", "project", name) if name else None


def _in_project(tokens: Tokens) -> tuple[str, Tokens]:
    for at in range(len(tokens) - 1, 0, -1):
        if tokens.word(at) in ("in", "to", "under", "of", "for"):
            return name_of(tokens.window(at + 1, len(tokens))), tokens.window(0, at)
    return "", tokens


def _listed(tokens: Tokens) -> Command | None:
    """Read "which projects do I have?", "list my labels"."""
    at = 0
    openers = (tokens.words.commands.list_openers, tokens.words.commands.weak_openers)
    lead = next((f for table in openers if (f := table.read(tokens, 0))), None)
    at = lead.end if lead else 0
    while tokens.word(at) in ("my", "all", "the", "of", "me"):
        at += 1
    kind = {"projects": "project", "labels": "label", "tags": "label", "sections": "section"}.get(
        tokens.word(at), ""
    )
    rest = tokens.window(at + 1, len(tokens)).raw().casefold()
    if not kind or rest not in ("", "do i have", "have i got", "are there", "i have", "exist"):
        return None
    return Arrange("list", kind)


def _existing(tokens: Tokens) -> Command | None:
    """Read "rename the project House to Home", "archive project X", "delete the label Y"."""
    verb = tokens.word(0)
    ops = {"rename": "rename", "archive": "archive", "unarchive": "unarchive", "delete": "delete",
           "remove": "delete", "trash": "delete"}  # fmt: skip
    if verb not in ops:
        return None
    start = 1 + (tokens.word(1) in ("the", "my"))
    kind = tokens.words.talk.structure.read(tokens, start)
    last = tokens.words.talk.structure.ending(tokens, len(tokens), start=start + 1)
    if verb != "rename" and last and not kind and tokens.word(last.start) == "project":
        name = name_of(tokens.window(start, last.start))
        return Arrange(ops[verb], "project", name)  # pyright: ignore[reportArgumentType]
    if not kind or kind.end >= len(tokens) or tokens.word(kind.end) in ("of", "from", "on", "for"):
        return None
    rest = tokens.window(kind.end, len(tokens))
    if verb == "rename":
        at = next((p for p in range(1, len(rest) - 1) if rest.word(p) in ("to", "into", "as")), 0)
        new = rest.window(at + 1, len(rest)).raw().strip('"“”') if at else ""
        return Arrange("rename", kind.value, name_of(rest.window(0, at)), new) if at else None
    if any(rest.word(p) in ("from", "of", "off", "on") for p in range(len(rest))):
        return None
    return Arrange(ops[verb], kind.value, name_of(rest))  # pyright: ignore[reportArgumentType]
