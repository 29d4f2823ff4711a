"""Counts of the cases, by category: right, asked in vain, wrong without a question."""

from collections import Counter

import pytest

_COUNTS: Counter[tuple[str, str, str]] = Counter()


@pytest.fixture
def tally() -> Counter[tuple[str, str, str]]:
    """Verdicts by (file, category, word)."""
    return _COUNTS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the counts under the results."""
    for file, category in sorted({key[:2] for key in _COUNTS}):
        words = "  ".join(
            f"{word} {_COUNTS[file, category, word]}" for word in ("right", "asked", "wrong")
        )
        terminalreporter.write_line(f"offline model  {file:8} {category:14} {words}")
