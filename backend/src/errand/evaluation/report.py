"""The figures of an evaluation: for people to read, and as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from errand.evaluation.cases import BadLine
from errand.evaluation.verdict import Verdict

_NAMES = {"right": "right", "asked": "asked", "wrong": "silently wrong"}


def figures(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return how many cases came to what, in number and in per cent."""
    counts = Counter(verdict.word for verdict in verdicts)
    total = len(verdicts)
    return {
        "cases": total,
        "right": counts["right"],
        "asked": counts["asked"],
        "silently_wrong": counts["wrong"],
        "right_percent": _percent(counts["right"], total),
        "silently_wrong_percent": _percent(counts["wrong"], total),
    }


def as_json(name: str, verdicts: Sequence[Verdict], bad: Sequence[BadLine]) -> dict[str, Any]:
    """Return everything: the figures in all, per kind and per category, and each case not right."""
    return {
        "file": name,
        "total": figures(verdicts),
        "kinds": {kind: figures(some) for kind, some in _grouped(verdicts, "kind")},
        "categories": {name: figures(some) for name, some in _grouped(verdicts, "category")},
        "failures": [
            {**asdict(verdict), "word": _NAMES[verdict.word].replace(" ", "_")}
            for verdict in verdicts
            if verdict.word != "right"
        ],
        "unreadable": [asdict(each) for each in bad],
    }


def as_text(
    verdicts: Sequence[Verdict], bad: Sequence[BadLine], *, failures: bool = True
) -> Iterator[str]:
    """Give the lines of the report: what failed first, the figures last."""
    if failures:
        for verdict in verdicts:
            if verdict.word != "right":
                yield from _told(verdict)
    for each in bad:
        yield f"line {each.line} is no case: {each.why}"
    yield from _table(verdicts)


def _told(verdict: Verdict) -> Iterator[str]:
    yield f"{_NAMES[verdict.word].upper()}  {verdict.id}  ({verdict.category})"
    yield from (f"    {line}" for line in verdict.said)
    yield from (f"    ! {why}" for why in verdict.why)
    yield ""


def _table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    rows = [*_grouped(verdicts, "category")]
    rows += [(f"all: {kind}s", some) for kind, some in _grouped(verdicts, "kind")]
    rows.append(("all", list(verdicts)))
    width = max(len(name) for name, _ in rows)
    yield f"{'':{width}}  cases  right  asked  silently wrong"
    for name, some in rows:
        row = figures(some)
        yield (
            f"{name:{width}}  {row['cases']:5}  {row['right']:5}  {row['asked']:5}"
            f"  {row['silently_wrong']:5}   {row['right_percent']:5.1f} % right,"
            f" {row['silently_wrong_percent']:.1f} % silently wrong"
        )


def _grouped(verdicts: Sequence[Verdict], by: str) -> Iterator[tuple[str, list[Verdict]]]:
    """Give the verdicts in groups, in the order in which the groups first occur."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(getattr(verdict, by), []).append(verdict)
    yield from groups.items()


def _percent(part: int, total: int) -> float:
    return round(100 * part / total, 2) if total else 0.0
