"""Files that are generated say what their sources say."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from errand.local.example import example
from errand.settings import GROUPS, Settings

ROOT = Path(__file__).parents[3]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)
LOCKS = ("backend/requirements.lock", "backend/requirements-dev.lock", "setup/requirements.lock")


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in PIN.findall(text)}


def unmet(wanted: list[str], pinned: dict[str, str]) -> list[str]:
    needs = [Requirement(line) for line in wanted]
    return [
        str(need)
        for need in needs
        if not need.specifier.contains(pinned.get(canonicalize_name(need.name), "0"))
    ]


def test_the_example_of_settings_is_the_settings() -> None:
    written = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert written == example(), "run `make locks`"


def test_every_setting_stands_in_one_group_and_is_described() -> None:
    grouped = [name for group in GROUPS for name in group.model_fields]
    described = {
        name: field.description for group in GROUPS for name, field in group.model_fields.items()
    }

    assert sorted(grouped) == sorted(Settings.model_fields)
    assert [name for name, words in described.items() if not words] == []


def test_the_locks_meet_what_the_package_declares() -> None:
    project = tomllib.loads((ROOT / "backend/pyproject.toml").read_text(encoding="utf-8"))
    declared = project["project"]
    to_run, to_test = pins("backend/requirements.lock"), pins("backend/requirements-dev.lock")

    assert unmet(declared["dependencies"], to_run) == [], "run `make locks`"
    everything = declared["dependencies"] + declared["optional-dependencies"]["dev"]
    assert unmet(everything, to_test) == [], "run `make locks`"


def test_tests_run_on_the_versions_that_people_run() -> None:
    to_run, to_test = pins("backend/requirements.lock"), pins("backend/requirements-dev.lock")

    assert {name: to_test.get(name) for name in to_run} == to_run


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    blocks = re.split(r"\n(?=\S)", text)
    without = [block for block in blocks if PIN.match(block) and "--hash=sha256:" not in block]
    assert without == []


def npm_lock() -> dict[str, dict[str, object]]:
    return json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]


def test_the_npm_lock_names_no_registry() -> None:
    places = [entry.get("resolved", "") for entry in npm_lock().values()]

    assert [place for place in places if "://" in str(place)] == []


@pytest.mark.parametrize("folder", ["", "element", "frontend"])
def test_the_npm_lock_is_of_the_manifest(folder: str) -> None:
    manifest = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
    kinds = ("dependencies", "devDependencies")

    locked = npm_lock()[folder]

    assert {kind: locked.get(kind, {}) for kind in kinds} == {
        kind: manifest.get(kind, {}) for kind in kinds
    }, "run `make locks`"


def test_the_npm_lock_is_complete_for_other_systems() -> None:
    locked = npm_lock()

    missing = [
        name
        for owner, entry in locked.items()
        for name in dict(entry.get("optionalDependencies", {}))  # type: ignore[call-overload]
        if f"node_modules/{name}" not in locked and f"{owner}/node_modules/{name}" not in locked
    ]

    assert missing == [], "run `make locks`"
