"""What a suite reported, read from the file it wrote."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET


@dataclass
class Outcome:
    """Counts of one suite; what failed and what did not run, by name and with the reason."""

    name: str
    passed: int = 0
    failed: list[str] = field(default_factory=list[str])
    skipped: list[str] = field(default_factory=list[str])
    seconds: float = 0

    @property
    def ran(self) -> int:
        """How many tests it knew of."""
        return self.passed + len(self.failed) + len(self.skipped)


def read_junit(name: str, report: Path) -> Outcome:
    """Read the report of pytest or vitest."""
    outcome = Outcome(name)
    try:
        root = ET.parse(report).getroot()  # noqa: S314 - our own test programs wrote it
    except (OSError, ET.ParseError):
        return outcome
    for case in root.iter("testcase"):
        place = f"{name}: {case.get('classname', '')} {case.get('name', '')}"
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed.append(place)
        elif skipped is not None:
            outcome.skipped.append(f"{place}: {skipped.get('message') or 'no reason given'}")
        else:
            outcome.passed += 1
    return outcome


def read_jest(name: str, report: Path) -> Outcome:
    """Read the report of jest."""
    outcome = Outcome(name)
    try:
        whole: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return outcome
    for file in whole["testResults"]:
        if file["status"] == "failed" and not file["assertionResults"]:
            outcome.failed.append(f"{name}: {Path(file['name']).name} could not run")
        for case in file["assertionResults"]:
            _count(outcome, case["status"], f"{name}: {Path(file['name']).name} {case['fullName']}")
    return outcome


def _count(outcome: Outcome, status: str, place: str) -> None:
    if status == "passed":
        outcome.passed += 1
    elif status == "failed":
        outcome.failed.append(place)
    else:
        outcome.skipped.append(f"{place}: marked {status} in the test file")
