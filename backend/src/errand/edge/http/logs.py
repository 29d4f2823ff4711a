"""Logs: one line an event, with ids and never with content, secrets or control characters."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, Literal, TextIO

import structlog

from errand.errors import AppError

Event = MutableMapping[str, Any]
_SECRET_NAMES = re.compile(
    r"authorization|cookie|password|secret|token|api_?key|dsn|credential", re.IGNORECASE
)
_SECRET_VALUES = re.compile(
    r"\beyJ[\w-]{5,}\.[\w-]*\.?[\w-]*"  # a JWT
    r"|(?i:\bbearer\s+)\S+"
    r"|\bsk-[\w-]{8,}"  # a key for a model
    r"|(?<=://)[^\s/@:]*:[^\s/@]*(?=@)"  # the login in an address
)
# Escapes for terminals and for readers: C0, DEL, C1, line separators, changes of direction.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_DROPPED = "[dropped]"
_LONGEST_VALUE = 4000
# Messages that name files, hosts and ports; those of other errors may quote what people wrote.
_TELLING = (AppError, OSError, ImportError)
_MAX_CAUSES = 10


def configure_logs(form: Literal["text", "json"], *, stream: TextIO | None = None) -> None:
    """Send all logs of this process, those of libraries included, to one place in one form.

    Args:
        form: `text` for people, `json` for machines.
        stream: Standard error where None.
    """
    before: list[Callable[[Any, str, Event], Any]] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _describe_exception,
        _clean,
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            keep_exc_info=False,
            keep_stack_info=False,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer() if form == "json" else _as_text,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    # Libraries log addresses and sometimes bodies at INFO.
    root.setLevel(logging.WARNING)
    logging.getLogger("errand").setLevel(logging.INFO)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def described(error: BaseException) -> str:
    """Return where an error came from, without what it may quote: types, files and lines."""
    return "\ncaused by: ".join(
        "\n  ".join([_name(each), *_places(each)]) for each in _with_causes(error)
    )


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    for _ in range(_MAX_CAUSES):
        if cause is None:
            return
        yield cause
        hidden = cause.__suppress_context__
        cause = cause.__cause__ or (None if hidden else cause.__context__)


def _name(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    sqlstate = getattr(getattr(error, "orig", error), "sqlstate", None)
    if isinstance(sqlstate, str):
        return f"{kind} [{sqlstate}]"
    return f"{kind}: {error}" if isinstance(error, _TELLING) else kind


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]


def _describe_exception(_logger: object, _method: str, event: Event) -> Event:
    given = event.pop("exc_info", None)
    if given:
        error = given if isinstance(given, BaseException) else _current(given)
        if error is not None:
            event["error"] = described(error)
    return event


def _current(given: object) -> BaseException | None:
    found = given[1] if isinstance(given, tuple) else sys.exc_info()[1]  # pyright: ignore[reportUnknownVariableType]
    return found if isinstance(found, BaseException) else None


def _clean(_logger: object, _method: str, event: Event) -> Event:
    for name, value in event.items():
        # structlog's own bookkeeping starts with an underscore.
        if not name.startswith("_"):
            event[name] = _DROPPED if _SECRET_NAMES.search(name) else _cleaned(value)
    return event


def _cleaned(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return {str(k): _cleaned(v) for k, v in value.items()} | _dropped_of(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    text = _SECRET_VALUES.sub(_DROPPED, str(value))[:_LONGEST_VALUE]
    return _CONTROL.sub(_escaped, text)


def _dropped_of(value: Mapping[object, object]) -> dict[str, str]:
    return {str(name): _DROPPED for name in value if _SECRET_NAMES.search(str(name))}


def _escaped(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode()


def _as_text(_logger: object, _method: str, event: Event) -> str:
    begin = [event.pop(name, "") for name in ("timestamp", "level", "event")]
    rest = [f"{name}={_quoted(value)}" for name, value in sorted(event.items())]
    return " ".join(str(each) for each in [*begin, *rest])


def _quoted(value: object) -> str:
    text = str(value)
    return text if text and not re.search(r'[\s"=]', text) else json.dumps(text, ensure_ascii=False)
