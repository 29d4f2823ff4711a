"""What the documents name is there, and is called what they call it."""

import re
from pathlib import Path

import pytest

from e2e.documented import ROOT, blocks, rows
from errand import __version__
from errand.local.example import shown
from errand.settings import GROUPS, Settings

DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "element/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
TOP_FOLDERS = ("backend", "element", "frontend", "e2e", "bench", "setup", "docs")
# Read by the tests themselves, so no settings of an installation.
OF_TESTS = {"ERRAND_AUDIT", "ERRAND_FUZZ", "ERRAND_LONG", "ERRAND_SEED", "ERRAND_TEST_ADMIN_URL"}


def name(document: Path) -> str:
    return str(document.relative_to(ROOT))


def prose(document: Path) -> str:
    return FENCED.sub("", document.read_text(encoding="utf-8"))


def anchors(document: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings."""
    headings = re.findall(r"^#+ (.+)$", prose(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def broken(document: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists():
        return True
    return bool(anchor) and anchor not in anchors(target)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_within_the_repository_leads_somewhere(document: Path) -> None:
    links = [link for link in LINK.findall(prose(document)) if "://" not in link]

    assert [link for link in links if broken(document, link)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_file_that_is_named_from_the_root_is_there(document: Path) -> None:
    named = re.findall(rf"`((?:{'|'.join(TOP_FOLDERS)})/[\w./*-]+)`", prose(document))

    # Not there before the set-up, and named as what it makes.
    made = ("backend/.venv", "element/dist")
    missing = [
        path for path in named if not path.startswith(made) and not list(ROOT.glob(path.strip("/")))
    ]
    assert missing == []


def test_the_readme_shows_each_folder_that_is_there_and_no_other() -> None:
    tree = next(block for block in blocks(ROOT / "README.md", "") if "backend/" in block)
    shown_folders = re.findall(r"^(\S+)/ ", tree, re.MULTILINE)

    assert [folder for folder in shown_folders if not (ROOT / folder).is_dir()] == []
    assert set(TOP_FOLDERS) <= set(shown_folders)


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    first = re.search(r"^## (\S+)", changelog, re.MULTILINE)

    assert first is not None
    assert first[1] == __version__


def test_the_table_of_settings_is_the_settings() -> None:
    text = (ROOT / "docs" / "self-hosting.md").read_text(encoding="utf-8")
    written = [tuple(row) for row in rows(text, "## Settings") if row[0].startswith("`")]
    settings = [
        (f"`{field.upper()}`", f"`{default}`" if default else "", about.description)
        for group in GROUPS
        for field, about in group.model_fields.items()
        for default in [shown(about.default)]
    ]

    assert written == settings


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_setting_and_target_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    settings = {field.upper() for field in Settings.model_fields} | OF_TESTS
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    named = set(re.findall(r"\b(?:ERRAND|CHATKIT)_[A-Z_0-9]+\b", text))
    made = set(re.findall(r"\bmake ([a-z]+)\b(?=`|\s+#|\n)", text))

    assert named - settings == set()
    assert made - targets == set()


def test_the_two_commands_of_the_chat_contract_have_the_tests_that_testing_md_counts() -> None:
    backend = (ROOT / "backend" / "tests" / "test_chatkit.py").read_text(encoding="utf-8")
    frontend = (ROOT / "frontend" / "tests" / "chat.test.tsx").read_text(encoding="utf-8")

    assert len(re.findall(r"^    (?:async )?def test_", backend, re.MULTILINE)) == 19
    assert len(re.findall(r"^\s*(?:test|it)\(", frontend, re.MULTILINE)) >= 15
