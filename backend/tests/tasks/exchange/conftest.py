"""The exchange over a real database, with reminders."""

import pytest

from errand.db import Database
from errand.exporting import build_exchange
from errand.reminding import task_reminders
from errand.tasks.exchange.service import ExchangeService
from errand.tasks.service import TaskService
from task_world import Watch


@pytest.fixture
def tasks(database: Database, watch: Watch) -> TaskService:
    return TaskService(database, now=watch, reminding=task_reminders(watch))


@pytest.fixture
def exchange(database: Database, tasks: TaskService, watch: Watch) -> ExchangeService:
    return build_exchange(database, tasks, watch)
