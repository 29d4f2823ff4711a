"""Figures that a test has found, said although what tests print is held back."""

from typing import Any

import pytest


def say(request: pytest.FixtureRequest, words: str) -> None:
    """Print one line past pytest's capture."""
    capture: Any = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n{words}", flush=True)
