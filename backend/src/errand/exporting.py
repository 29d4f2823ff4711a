"""Composes the exchange: which tables make up everything that a person has."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from errand.db import Database
from errand.reminding import task_reminders
from errand.tasks.exchange.service import ExchangeService, Table
from errand.tasks.service import TaskService, utc_now

EVERYTHING: Final = (
    Table("user_settings", ("owner_id",)),
    Table("projects", ("id",)),
    Table("sections", ("id",)),
    Table("labels", ("id",)),
    Table("tasks", ("id",)),
    Table("task_labels", ("task_id", "label_id")),
    Table("task_events", ("id",)),
    Table("reminders", ("id",), left_out=("stale", "zone_data")),
    Table("reminder_deliveries", ("id",), left_out=("lease_until",)),
    Table("reminder_settings", ("owner_id",), left_out=("webhook_secret",)),
    Table("conversations", ("id",)),
    Table("messages", ("conversation_id", "seq")),
    Table("audit", ("id",)),
    Table("usage", ("day", "model")),
    Table("api_tokens", ("id",), left_out=("token_hash",)),
)
NOT_THEIRS: Final = {
    "approvals": "questions that were asked before something was done; short-lived",
    "idempotency_keys": "what keeps repeated requests from being done twice; a day old at most",
    "task_search": "derived from tasks",
    "turns": "how answers were worked out; what was said is in messages",
    "turn_steps": "as turns",
    "turn_events": "as turns",
}
"""Tables with an owner that an export of everything leaves out, and why."""


def build_exchange(
    db: Database, tasks: TaskService, now: Callable[[], datetime] = utc_now
) -> ExchangeService:
    """Return the exchange of this installation."""
    return ExchangeService(db, tasks, reminding=task_reminders(now), everything=EVERYTHING, now=now)
