"""How people point at tasks: by number, by place in the last list, "it", or by title."""

from dataclasses import replace

from errand.assistant.offline.filters import read_wanted
from errand.assistant.offline.pointing import read_numbers, read_positions
from errand.assistant.offline.refs import Chosen, Group, It, Named, Nothing, Others, Ref, Without
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.wanted import Show


def read_ref(tokens: Tokens) -> Ref:
    """Read a reference from all of these tokens."""
    tokens = tokens.trimmed()
    tokens = tokens.window(1, len(tokens)) if tokens.word(0) == "please" else tokens
    only = tokens.words.asides.only.read(tokens, 0)
    tokens = tokens.window(only.end, len(tokens)) if only and only.end < len(tokens) else tokens
    if len(tokens) == 1 and tokens.kind(0) is Kind.QUOTED:
        return Named(tokens.raw()[1:-1])
    pointed = _pointed(tokens)
    if pointed is not None:
        return pointed
    if not len(tokens) or _is_only_noun(tokens):
        return Nothing()
    return (
        _without(tokens)
        or _both_named(tokens)
        or read_numbers(tokens)
        or read_positions(tokens)
        or _chosen(tokens)
        or _named(tokens)
    )


def _pointed(tokens: Tokens) -> Ref | None:
    """Read "it", "both", "the other one", "all of them"."""
    words, talk = tokens.words.commands, tokens.words.talk
    whole: tuple[tuple[Found[bool] | None, Ref], ...] = (
        (words.pronouns.read(tokens, 0), It()),
        (words.groups.read(tokens, 0), Group(2 if tokens.word(0) == "both" else None)),
        (talk.view_groups.read(tokens, 0), Group(_said_count(tokens))),
        (talk.others.read(tokens, 0), Others(one=True)),
        (talk.rest.read(tokens, 0), Others(one=False)),
    )
    return next((ref for found, ref in whole if found and found.end == len(tokens)), None)


def _both_named(tokens: Tokens) -> Ref | None:
    """Read "both the bike and the fence"."""
    if tokens.word(0) != "both" or len(tokens) < 4:
        return None
    ref = _named(tokens.window(1, len(tokens)))
    return ref if len(ref.parts) == 2 else None


def _said_count(tokens: Tokens) -> int | None:
    """Return the number in "all three of them"."""
    found = (tokens.words.time.numerals.read(tokens, at) for at in range(len(tokens)))
    return next((f.value for f in found if f and f.value > 1), None)


def _without(tokens: Tokens) -> Ref | None:
    """Read "all but the last", "everything except the report"."""
    for at in range(1, len(tokens) - 1):
        found = tokens.words.talk.except_.read(tokens, at)
        if not found or found.end == len(tokens):
            continue
        quantifier = tokens.words.talk.quantifiers.read(tokens, 0)
        whole = quantifier and quantifier.end == at
        left = tokens.window(0, at).trimmed()
        # No exception within: to look for one in each half takes twice as long for each "but".
        these = Group() if whole else _pointed(left) or _chosen(left)
        if isinstance(these, (Chosen, Group)):
            return Without(these, read_ref(tokens.window(found.end, len(tokens))))
    return None


def _chosen(tokens: Tokens) -> Ref | None:  # noqa: PLR0911  a rule a line
    """Read tasks by what they are: quantified, in the plural, or "the urgent one"."""
    talk = tokens.words.talk
    quantifier = talk.quantifiers.read(tokens, 0)
    start = quantifier.end if quantifier else 0
    if quantifier and quantifier.value > 1 and start == len(tokens):
        return Group(quantifier.value)
    wanted = read_wanted(tokens.window(start, len(tokens)))
    if wanted is None and not quantifier:
        return None
    every = quantifier is not None and quantifier.value == 0
    if wanted is None:
        if not every or start < len(tokens):
            return None
        return Chosen(Show(), every=True)
    plural, singular, named = wanted.plural, wanted.singular, bool(wanted.left)
    if singular and not every and not (quantifier or plural):
        return None if named or not wanted.filtered else Chosen(wanted.show, 1, words=tokens.raw())
    if not (plural or every or (quantifier and wanted.filtered)):
        return None
    if named and not (plural or wanted.filtered):
        return None
    count = quantifier.value if quantifier and quantifier.value else None
    return Chosen(wanted.show, count, every or (plural and not quantifier), tokens.raw())


def without_s(tokens: Tokens) -> Tokens:
    """Return the tokens without a last "'s"."""
    if tokens.kind(0) is Kind.TASK_NUMBER and tokens.raw()[-2:] in ("'s", "\u2019s"):
        return tokens.window(0, 1)
    if not len(tokens) or not tokens.word(len(tokens) - 1).endswith("'s"):
        return tokens
    last = tokens.items[-1]
    if last.kind is not Kind.WORD:
        return tokens
    bare = replace(last, text=last.text[:-2], norm=last.norm[:-2], end=last.end - 2)
    return Tokens(tokens.text, tokens.words, (*tokens.items[:-1], bare))


def _is_only_noun(tokens: Tokens) -> bool:
    rest = [
        at
        for at in range(len(tokens))
        if tokens.word(at) not in ("a", "an", "the", "my", "one", "some", "of")
    ]
    if not rest:
        return True
    noun = tokens.words.commands.task_noun.read(tokens, rest[0])
    return bool(noun) and noun.end == len(tokens) and len(rest) == noun.end - rest[0]


def _named(tokens: Tokens) -> Named:
    joins = tokens.words.commands.and_words
    parts: list[Tokens] = []
    start = 0
    for at in range(len(tokens) + 1):
        join = joins.read(tokens, at)
        if at == len(tokens) or join or tokens.word(at) == ",":
            parts.append(_bare(tokens.window(start, at).trimmed()))
            start = join.end if join else at + 1
    parts = [part for part in parts if len(part)]
    deeds = any(_is_deed(part) for part in parts[1:])
    cut = tuple(part.raw() for part in parts) if len(parts) > 1 else ()
    return Named(tokens.raw(), cut, deeds)


def _bare(part: Tokens) -> Tokens:
    """Return one of several tasks without "please" and "as well" behind it."""
    tables = (part.words.commands.polite_end, part.words.asides.too)
    while last := next((f for t in tables if (f := t.ending(part, len(part), start=1))), None):
        part = part.window(0, last.start).trimmed()
    return part


def _is_deed(tokens: Tokens) -> bool:
    words = tokens.words.commands
    if words.polite_start.read(tokens, 0):
        return True
    return bool(words.verbs.read(tokens, 0) or words.list_openers.read(tokens, 0))
