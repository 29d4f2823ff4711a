"""Tasks over a real database, at a moment of our choosing."""

import pytest

from errand.db import Database
from errand.tasks.service import TaskService
from task_world import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def tasks(database: Database, watch: Watch) -> TaskService:
    return TaskService(database, now=watch)
