"""Reminders over a real database, at a moment of our choosing."""

import pytest
from reminding import Reminded, shown

from errand.db import Database
from errand.identity import Actor
from errand.reminders.keeping import TaskReminders
from task_world import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def reminded(database: Database, owner: Actor, watch: Watch) -> Reminded:
    return Reminded(database, owner, TaskReminders(shown, now=watch))
