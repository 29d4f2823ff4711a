"""The streamed answer: Markdown made of fixed words, cut into tokens, the same in every run.

Sections have all that an answer has: a heading, prose, lists, a table, code, formulas, a quotation.
The first tenth of the answer and the last one are the same text, so that they can be compared. What
is long in one piece (a list, a table, a paragraph, a code block) stands in the middle.
"""

import itertools
import re

TENTHS = 10
TOKEN = re.compile(r" ?[A-Za-z]{1,8}| ?\d{1,3}|\n+| +|.", re.DOTALL)
_SENTENCE = (
    "the plan keeps every small step open while others finish what has been left for later and"
    " nobody waits longer than a morning before somebody answers with reasons that can be read"
    " again"
)
WORDS = _SENTENCE.split()
FUNCTION = """```python
def total{n}(orders: list[Order], *, rate: float = 0.{n}) -> float:
    \"\"\"Return what is due, tax included.\"\"\"
    due = 0.0
    for order in orders:
        if order.cancelled or order.number == {n}:
            continue
        due += order.price * (1 + rate)  # per piece
    return round(due, 2)
```"""
FORMULA = (
    r"$$\int_0^{{{n}}} \frac{{x^2 + {n}}}{{\sqrt{{1 + x}}}} \, dx = \sum_{{k=1}}^{{{n}}} a_k$$"
)
LONG = {"list": 120, "table": 80, "paragraph": 900, "code": 260}
"""Items, rows, words and lines of what is long in one piece, in an answer of 20,000 tokens."""
WHOLE = 20_000


def tokens(count: int) -> list[str]:
    """Return the answer cut into tokens; of a shorter one everything is shorter in proportion.

    Raises:
        ValueError: There is no room for a first, a middle and a last part.
    """
    tenth = count // TENTHS
    middle = _middle(count / WHOLE)
    room = count - 2 * tenth - len(middle)
    if room < 2:
        raise ValueError(f"{count} tokens are too few for an answer.")
    before, after = _chapter(20, room // 2), _chapter(40, room - room // 2)
    return [*_chapter(1, tenth), *before, *middle, *after, *_chapter(1, tenth)]


def warming() -> list[str]:
    """Return a short answer that makes whoever draws it load everything that it needs."""
    return TOKEN.findall(_section(1))


def _chapter(first: int, count: int) -> list[str]:
    """Return whole sections, and words that fill what they leave over."""
    made: list[str] = []
    for number in itertools.count(first):
        section = TOKEN.findall(_section(number) + "\n\n")
        if len(made) + len(section) >= count:
            break
        made += section
    words = TOKEN.findall(_prose(first, count))
    return [*made, *words[: count - len(made) - 1], "\n\n"]


def _middle(share: float) -> list[str]:
    pieces = (
        _list(max(2, int(LONG["list"] * share))),
        _table(max(2, int(LONG["table"] * share))),
        _prose(7, max(20, int(LONG["paragraph"] * share))),
        _code(max(4, int(LONG["code"] * share))),
    )
    return TOKEN.findall("\n\n" + "\n\n".join(pieces) + "\n\n")


def _section(n: int) -> str:
    steps = "\n".join(f"- {_prose(n + at, 9)}" for at in range(5))
    tasks = "\n".join(f"{at + 1}. {_prose(n * 3 + at, 7)}" for at in range(4))
    return "\n\n".join(
        [
            f"## Part {n}",
            _rich(n),
            _prose(n + 5, 60),
            steps,
            _table(5),
            FUNCTION.format(n=n),
            f"Inline, $a_{n}^2 + b = {n}$ holds, and so does:",
            FORMULA.format(n=n),
            tasks,
            f"> {_prose(n + 11, 25)}",
            _prose(n + 2, 45),
        ]
    )


def _rich(n: int) -> str:
    link = f"[the page about step {n}](https://example.com/steps/{n})"
    return f"{_prose(n, 12)} **{_prose(n + 1, 4)}** and `step({n})`, see {link}: *{_prose(n, 5)}*."


def _prose(start: int, count: int) -> str:
    turn = itertools.cycle(WORDS)
    return " ".join(itertools.islice(turn, start * 5 % len(WORDS), start * 5 % len(WORDS) + count))


def _list(items: int) -> str:
    return "\n".join(f"- **{at}** {_prose(at, 10)} `{at}`" for at in range(items))


def _table(rows: int) -> str:
    body = "\n".join(f"| {at} | {_prose(at, 3)} | *{_prose(at, 2)}* |" for at in range(rows))
    return f"| No. | What | Who |\n|---:|---|---|\n{body}"


def _code(lines: int) -> str:
    body = "\n".join(
        f"  const step{at} = await take({at}, '{_prose(at, 2)}')" for at in range(lines)
    )
    return f"```ts\nasync function all() {{\n{body}\n}}\n```"
