"""Every route of ours beside the chat protocol's, in the order in which addresses are matched."""

from fastapi import APIRouter

from errand.edge.http import (
    api_tokens,
    exchange,
    me,
    operator,
    projects,
    quick_add,
    reminders,
    session,
    task_events,
    tasks,
    threads,
)

ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    threads.router,
    task_events.router,
    quick_add.router,
    tasks.router,
    projects.router,
    reminders.router,
    exchange.router,
    me.router,
    operator.router,
    api_tokens.router,
)
