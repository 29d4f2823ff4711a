"""Sizes: a file can be read in one sitting, a function on one screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE_LINES, TEST_FILE_LINES, FUNCTION_LINES = 300, 400, 40
FOLDERS = (
    "backend/src",
    "backend/migrations",
    "backend/tests",
    "e2e",
    "bench",
    "setup",
    "element/gallery",
)
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
NAMES_OF_OTHERS = {"agents", "chatkit", "mcp", "openai"}


def is_test(path: Path) -> bool:
    return path.name.startswith("test_") or "tests" in path.parts


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with its length in lines, decorators and docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        first = body[0].lineno if body else node.lineno
        yield node.name, (node.end_lineno or node.lineno) - first + 1


def test_every_file_can_be_read_in_one_sitting() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > (TEST_FILE_LINES if is_test(path) else FILE_LINES)
    ]

    assert long == []


def test_every_function_fits_on_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {name} has {lines} lines"
        for path in SOURCES
        for name, lines in functions(path)
        if lines > FUNCTION_LINES
    ]

    assert long == []


def test_there_are_sources_to_measure() -> None:
    assert len(SOURCES) > 20


def test_no_module_of_ours_hides_a_package_of_others() -> None:
    ours = {path.name.removesuffix(".py") for path in (ROOT / "backend" / "src").iterdir()}

    assert ours & NAMES_OF_OTHERS == set()
