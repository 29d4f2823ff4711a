"""The bill of materials and the judgement of known vulnerabilities, in `setup/audit.py`."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

SETUP = Path(__file__).parents[3] / "setup"
sys.path.insert(0, str(SETUP))

import audit  # noqa: E402  # pyright: ignore[reportMissingImports]  its folder is not on the path

TODAY = date(2026, 11, 23)
GRAVE = audit.Finding("left", ("GHSA-1", "CVE-1"), "high")


def said(text: str, errors: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], 1, text, errors)


@pytest.mark.parametrize("name", ["python", "npm"])
def test_a_bill_names_what_the_lock_pins(name: str) -> None:
    bill = audit.bill_of_python() if name == "python" else audit.bill_of_npm()
    pinned = audit.pinned_python() if name == "python" else audit.pinned_npm()

    assert len(pinned) > 50
    assert pinned - audit.billed(bill) == set()
    assert bill["bomFormat"] == "CycloneDX"


def test_a_grave_one_fails_until_it_is_accepted_and_again_after_its_day() -> None:
    text = '[[accepted]]\nid = "CVE-1"\nreason = "not reachable"\nuntil = 2026-11-23\n'
    accepted = audit.read_accepted(text)

    assert audit.judged([GRAVE], {}, TODAY) == ["left: GHSA-1, CVE-1 (high)"]
    assert audit.judged([GRAVE], accepted, TODAY) == []
    assert audit.judged([GRAVE], accepted, date(2026, 11, 24)) != []


def test_a_slight_one_does_not_fail_and_one_without_a_severity_does() -> None:
    slight, unknown = (audit.Finding("left", ("A",), how) for how in ("moderate", None))

    assert audit.judged([slight], {}, TODAY) == []
    assert audit.judged([unknown], {}, TODAY) == ["left: A (severity not told)"]


def test_nothing_is_accepted_without_a_reason() -> None:
    with pytest.raises(ValueError, match="no reason"):
        audit.read_accepted('[[accepted]]\nid = "A"\nreason = " "\nuntil = 2027-01-01\n')


def test_what_is_accepted_now_can_be_read() -> None:
    audit.read_accepted((SETUP / "advisories.toml").read_text(encoding="utf-8"))


def test_the_words_of_pip_audit_are_read() -> None:
    found: dict[str, Any] = {
        "dependencies": [
            {"name": "left", "version": "1", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"]}]},
            {"name": "right", "version": "2", "vulns": []},
        ]
    }

    assert audit.read_pip_audit(said(json.dumps(found))) == [
        audit.Finding("left", ("PYSEC-1", "CVE-1"), None)
    ]


def test_packages_that_nothing_could_be_asked_about_are_no_clean_bill() -> None:
    passed_over = {"name": "up", "skip_reason": "not found"}
    left = {"name": "left", "version": "1", "vulns": [{"id": "PYSEC-1"}]}

    with pytest.raises(audit.Unreachable, match="1 of 2 packages passed over: not found"):
        audit.read_pip_audit(
            said(json.dumps({"dependencies": [left | {"vulns": []}, passed_over]}))
        )
    assert audit.read_pip_audit(said(json.dumps({"dependencies": [left, passed_over]})))


def test_the_words_of_npm_are_read() -> None:
    via = {"source": 7, "url": "https://example.test/GHSA-1", "severity": "high"}
    found = {"vulnerabilities": {"left": {"via": [via]}, "right": {"via": ["left"]}}}

    assert audit.read_npm_audit(said(json.dumps(found))) == [
        audit.Finding("left", ("GHSA-1", "7"), "high")
    ]


def test_a_service_that_does_not_answer_is_no_clean_bill() -> None:
    with pytest.raises(audit.Unreachable, match="no route"):
        audit.read_pip_audit(said("", "Trying…\nno route to host"))
    with pytest.raises(audit.Unreachable, match="refused"):
        audit.read_npm_audit(said('{"message": "connection refused"}'))


def test_nobody_is_asked_before_one_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ERRAND_AUDIT", raising=False)

    assert audit.audit("python") == audit.DID_NOT_RUN
    assert "ERRAND_AUDIT=1" in capsys.readouterr().out
