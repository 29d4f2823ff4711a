"""Text to typed tokens with their places in the text; the only file that looks at characters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from errand.assistant.offline.slips import meant_word
from errand.assistant.offline.tables import Found
from errand.assistant.offline.values import DayExpr, When
from errand.assistant.offline.vocabulary import Vocabulary


class Kind(StrEnum):
    """What a token looks like, before anyone knows what it means."""

    QUOTED = "quoted"
    OPAQUE = "opaque"
    ISO_TIME = "iso_time"
    ISO = "iso"
    ISO_WEEK = "iso_week"
    SLASHED = "slashed"
    DOTTED = "dotted"
    COMPACT = "compact"
    CLOCK = "clock"
    DECIMAL = "decimal"
    ORDINAL = "ordinal"
    TASK_NUMBER = "task_number"
    LABEL = "label"
    TAG = "tag"
    NUMBER = "number"
    WORD = "word"
    LINE = "line"
    MARK = "mark"
    LITERAL = "literal"
    """Words that the person has said are no more than words."""


_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.QUOTED,
        (
            r'"[^"\n]{1,500}"|“[^”\n]{1,500}”|„[^“”\n]{1,500}[“”]|«[^»\n]{1,500}»'
            r"|(?<!\w)'[^'\n]{1,500}'(?!\w)|\u2018[^\u2018\u2019\n]{1,500}\u2019(?!\w)"
        ),
    ),
    (
        Kind.OPAQUE,
        r"https?://\S{1,500}|[\w-]{1,64}\.(?:com|org|net|io|dev|app|de|uk|eu|pdf|docx?|xlsx?|txt|md|png|jpe?g|zip)\b\S{0,200}|v?\d+(?:\.\d+){3,9}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|\d+:\d(?!\d)|\d{1,2}:\d{2}[b-gj-oq-z]\b",
    ),
    (
        Kind.ISO_TIME,
        (
            r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?"
            r"(?:Z|[+-]\d{2}:?\d{2})?(?![\w:+.])"
        ),
    ),
    (Kind.ISO, r"\d{4}-\d{1,2}-\d{1,2}(?![\w-]|\.\w)|\d{4}/\d{1,2}/\d{1,2}(?![\w/])"),
    (Kind.ISO_WEEK, r"\d{4}-?W\d{2}(?:-?\d)?(?![\w-]|\.\w)"),
    (
        Kind.SLASHED,
        r"\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])|\d{1,2}-\d{1,2}-\d{4}(?![\w-])",
    ),
    (Kind.DOTTED, r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)"),
    (
        Kind.COMPACT,
        r"(?:\d{1,3}[.,](?:\d|25|75)\s?h(?:rs?|ours?)?|\d{1,3}h\s?\d{1,2}m(?:in)?|\d{1,4}(?:mins?|minutes?|m)|\d{1,3}(?:hrs?|hours?|days?|weeks?|d|w))\b",
    ),
    (
        Kind.CLOCK,
        (
            r"\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]m\b|[ap]\.m\.?)|\d{1,2}:\d{2}[ap]\b|\d{1,2}:\d{2}(?::[0-5]\d)?(?!\d)"
            r"|\d{1,2}h(?:\d{2})?\b|\d{1,2}\.[0-5]\d\s?h\b"
        ),
    ),
    (Kind.DECIMAL, r"\d{1,9}[.,]\d{1,9}(?![\w.])|\d{0,4}[\u00bc\u00bd\u00be](?!\w)"),
    (Kind.ORDINAL, r"\d{1,2}(?:st|nd|rd|th)\b"),
    (Kind.TASK_NUMBER, r"\#\d{1,9}\b"),
    (Kind.LABEL, r"\#\w{1,100}"),
    (Kind.TAG, r"@[^\W\d][\w-]{0,60}"),
    (Kind.NUMBER, r"\d{1,9}\b"),
    (Kind.WORD, r"\w+(?:['\u2019-]\w+)*"),
    (Kind.LINE, r"\n"),
    (Kind.MARK, r"[^\w\s]"),
)
_LEXER = re.compile("|".join(f"(?P<{kind.value}>{p})" for kind, p in _PATTERNS), re.IGNORECASE)


_COMPACT = re.compile(
    r"(?P<hours>\d{1,3})h(?:rs?|ours?)?(?:\s?(?P<more>\d{1,2})(?:m|min)?)?"
    r"|(?P<minutes>\d{1,4})m(?:ins?|inutes?)?|(?P<days>\d{1,3})d(?:ays?)?|(?P<weeks>\d{1,3})w(?:eeks?)?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start` and `end` are places in the text."""

    kind: Kind
    text: str
    norm: str
    start: int
    end: int


class Tokens:
    """A text cut into tokens, read in the words of one language."""

    def __init__(
        self, text: str, words: Vocabulary, items: tuple[Token, ...] | None = None
    ) -> None:
        self.text = text
        self.words = words
        self.items = tuple(_lex(text, words)) if items is None else items
        self._size = len(self.items)
        self._norms = ["" if t.kind is Kind.QUOTED else t.norm for t in self.items]
        self.days: dict[int, Found[DayExpr] | None] = {}
        self.depth = 0
        """How many days are being read inside one another."""
        self.pieces: dict[tuple[int, bool], Found[When] | None] = {}
        """What the grammar of times has read here already, so that no place is read twice."""

    @classmethod
    def with_literals(
        cls, text: str, words: Vocabulary, places: Iterable[tuple[int, int]]
    ) -> "Tokens":
        """Return the text cut into tokens, with nothing to be read in these places of it."""
        items = tuple(_lex(text, words))
        for start, end in places:
            items = tuple(_made_literal(items, text, start, end))
        return cls(text, words, items)

    def window(self, start: int, end: int) -> "Tokens":
        """Return a range as a text of its own: no production reads beyond it."""
        return Tokens(self.text, self.words, self.items[start:end])

    def trimmed(self) -> "Tokens":
        """Return the tokens without punctuation and line ends at the edges."""
        return self.window(*self.trim(0, len(self)))

    def raw(self) -> str:
        """Return the text of these tokens, as it was written."""
        return self.slice(0, len(self))

    def __len__(self) -> int:
        return len(self.items)

    def word(self, at: int) -> str:
        """Return the normalised token at this place, empty beyond the ends and for quotations."""
        return self._norms[at] if 0 <= at < self._size else ""

    def raw_word(self, at: int) -> str:
        """Return the token at this place as it was written, empty beyond the ends."""
        return self.items[at].text if 0 <= at < len(self.items) else ""

    def kind(self, at: int) -> Kind | None:
        """Return what kind of token stands here, None beyond the ends."""
        return self.items[at].kind if 0 <= at < self._size else None

    def number(self, at: int) -> int | None:
        """Return the whole number that stands here in digits."""
        if not 0 <= at < self._size or self.items[at].kind is not Kind.NUMBER:
            return None
        return int(self.items[at].text)

    def slice(self, start: int, end: int) -> str:
        """Return the text of a range of tokens, as it was written."""
        if start >= end:
            return ""
        return self.text[self.items[start].start : self.items[end - 1].end]

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return the range without punctuation and line ends at its edges."""
        while start < end and self._is_edge(start):
            start += 1
        while start < end and self._is_edge(end - 1):
            end -= 1
        return start, end

    def _is_edge(self, at: int) -> bool:
        token = self.items[at]
        if token.kind is Kind.LINE:
            return True
        return token.kind is Kind.MARK and token.text in ",.;:!?-\u2013\u2014*\u2022"


def compact_parts(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """Return hours, minutes and days of a token such as "1h30", "45min" or "2w"."""
    kind = tokens.kind(at)
    match = _COMPACT.fullmatch(tokens.word(at)) if kind in (Kind.COMPACT, Kind.CLOCK) else None
    if not match:
        return None
    return (
        int(match["hours"] or 0),
        int(match["minutes"] or match["more"] or 0),
        int(match["days"] or 0) + 7 * int(match["weeks"] or 0),
    )


def _made_literal(items: tuple[Token, ...], text: str, start: int, end: int) -> Iterator[Token]:
    inside = [token for token in items if token.start < end and start < token.end]
    for token in items:
        if token not in inside:
            yield token
        elif token is inside[0]:
            first, last = token.start, inside[-1].end
            yield Token(Kind.LITERAL, text[first:last], "", first, last)


def _lex(text: str, words: Vocabulary) -> Iterator[Token]:
    """Cut a text; "twenty five" is one token, "Mon-Fri" three, a slip is read as what it means."""
    tokens = list(_cut(text, 0, len(text)))
    open_ten: Token | None = None
    for at, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            whole = (token,) if not _is_stop(tokens, at, words) else ()
        elif "-" in token.norm and _is_row_of_names(token.norm, words):
            whole = tuple(_unjoined(text, token))
        else:
            whole = (replace(token, norm=meant_word(token.norm, words.time)),)
        for each in whole:
            joined = _joined(text, open_ten, each, words) if open_ten else None
            if open_ten and not joined:
                yield open_ten
            open_ten = joined or each
    if open_ten:
        yield open_ten


def _joined(text: str, ten: Token, one: Token, words: Vocabulary) -> Token | None:
    """Return "twenty five" as the one word that it is."""
    norm = f"{ten.norm}-{one.norm}"
    known = words.time.numerals.has(norm) or words.time.ordinals.has(norm)
    if not known or one.start != ten.end + 1:
        return None
    return Token(Kind.WORD, text[ten.start : one.end], norm, ten.start, one.end)


def _cut(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _LEXER.finditer(text, start, end):
        kind = Kind(match.lastgroup or Kind.MARK)
        raw = match.group()
        yield Token(kind, raw, raw.casefold().replace("\u2019", "'"), match.start(), match.end())


def _is_name(word: str, words: Vocabulary) -> bool:
    time = words.time
    return time.weekdays.has(word) or time.months.has(word) or time.named_clocks.has(word)


def _is_row_of_names(norm: str, words: Vocabulary) -> bool:
    """Tell "Mon-Fri", "Nov-Dec" and "Dec-2026" from other words with a hyphen."""
    parts = norm.split("-")
    return _is_name(parts[0], words) and all(
        p[:1].isdigit() or _is_name(p, words) for p in parts[1:]
    )


def _unjoined(text: str, token: Token) -> Iterator[Token]:
    at = token.start
    for each in re.split(r"(-)", text[token.start : token.end]):
        yield from _cut(text, at, at + len(each))
        at += len(each)


def _is_stop(tokens: list[Token], at: int, words: Vocabulary) -> bool:
    """Tell the stop of "Dec. 1", "3 Sept." and "Wed., 2 December" from that of a sentence."""
    if tokens[at].text != ".":
        return False
    before, after = tokens[at - 1] if at else None, tokens[at + 1 : at + 3]
    if before is None or before.end != tokens[at].start or len(before.norm) > 5:
        return False
    if not _is_name(before.norm, words):
        return False
    numbers = (Kind.NUMBER, Kind.ORDINAL)
    if after and after[0].text == ",":
        after = after[1:]
    led = at > 1 and (tokens[at - 2].kind in numbers or tokens[at - 2].norm == "of")
    followed = bool(after) and (after[0].kind in numbers or _is_name(after[0].norm, words))
    return led or followed
