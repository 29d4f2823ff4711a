"""Files in and out, as text, and tasks as they compare."""

from typing import Any

from errand.identity import Actor
from errand.tasks.exchange.record import record_of
from errand.tasks.exchange.service import ExchangeService
from errand.tasks.exchange.views import Format, Imported, ImportOptions
from errand.tasks.inputs import TaskFilter
from errand.tasks.service import TaskService


async def exported(exchange: ExchangeService, actor: Actor, form: Format) -> str:
    """Return the whole file."""
    return "".join([piece async for piece in exchange.export(actor, form)])


async def imported(
    exchange: ExchangeService,
    actor: Actor,
    text: str,
    form: Format,
    *,
    key: str | None = None,
    **options: Any,
) -> Imported:
    """Bring a file in."""
    wanted = ImportOptions.model_validate(options)
    return await exchange.bring_in(actor, text.encode(), form, wanted, key=key)


async def kept(tasks: TaskService, actor: Actor) -> list[dict[str, Any]]:
    """Return all tasks as they travel, in the order of their places; ids are left in."""
    shown = await tasks.list(actor, TaskFilter(status="all", limit=100))
    records = sorted((record_of(each) for each in shown.tasks), key=lambda each: each.title)
    return [each.model_dump(mode="json", exclude={"position", "updated_at"}) for each in records]


def issues(result: Imported) -> list[tuple[int, str, str]]:
    return [(each.line, each.field, each.problem) for each in result.issues]


def calendar(*lines: str) -> str:
    """A calendar file around these lines."""
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Other//EN", *lines, "END:VCALENDAR", ""]
    )


def todo(uid: str, *lines: str) -> list[str]:
    return ["BEGIN:VTODO", f"UID:{uid}", "DTSTAMP:20261123T000000Z", *lines, "END:VTODO"]
