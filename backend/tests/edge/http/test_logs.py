"""Log lines: one form for everything, no secret, no control character (N40)."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Literal

import pytest
import structlog
from sqlalchemy.exc import DBAPIError

from errand.edge.http.logs import configure_logs
from errand.errors import InvalidCursor

Form = Literal["text", "json"]


@pytest.fixture
def stream() -> Iterator[StringIO]:
    root, ours = logging.getLogger(), logging.getLogger("errand")
    before = (root.handlers, root.level, ours.level, structlog.get_config())
    yield StringIO()
    root.handlers = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    structlog.configure(**before[3])
    structlog.contextvars.clear_contextvars()


def logged(stream: StringIO, **values: object) -> dict[str, object]:
    """Return a line in JSON with these values."""
    configure_logs("json", stream=stream)
    structlog.stdlib.get_logger("errand.test").info("tried", **values)
    return json.loads(stream.getvalue())


def test_a_line_says_when_how_bad_where_and_what(stream: StringIO) -> None:
    structlog.contextvars.bind_contextvars(turn_id="t1")

    line = logged(stream, count=3, ok=True, nothing=None)

    assert str(line.pop("timestamp")).endswith("Z")
    assert line == {
        "event": "tried",
        "level": "info",
        "logger": "errand.test",
        "turn_id": "t1",
        "count": 3,
        "ok": True,
        "nothing": None,
    }


def test_text_is_one_line_for_people(stream: StringIO) -> None:
    configure_logs("text", stream=stream)

    structlog.stdlib.get_logger("errand.test").warning("tried", route="/api", note='a "b"')

    _, rest = stream.getvalue().split(" ", 1)
    assert rest == 'warning tried logger=errand.test note="a \\"b\\"" route=/api\n'


@pytest.mark.parametrize("form", ["text", "json"])
def test_libraries_are_heard_from_warnings_on_and_in_the_same_form(
    stream: StringIO, form: Form
) -> None:
    configure_logs(form, stream=stream)

    logging.getLogger("httpx2").info("GET https://example.test/?q=private")
    logging.getLogger("somebodys.library").warning("gave up on %s", "a connection")

    (line,) = stream.getvalue().splitlines()
    assert "gave up on a connection" in line
    assert ("{" in line) == (form == "json")


@pytest.mark.parametrize(
    "name",
    ["authorization", "Cookie", "set_cookie", "password", "client_secret", "token", "api_key"],
)
def test_a_value_under_the_name_of_a_secret_is_dropped(stream: StringIO, name: str) -> None:
    line = logged(stream, **{name: "hunter2"}, headers={name: "hunter2", "accept": "x"})

    assert "hunter2" not in stream.getvalue()
    assert line["headers"] == {name: "[dropped]", "accept": "x"}


@pytest.mark.parametrize(
    "text",
    [
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "Authorization: Bearer abc.def",
        "key sk-proj-abcdefgh12345678",
        "postgresql://errand:hunter2@localhost/errand",
        "smtps://me%40example.test:hunter2@mail.example.test:465",
    ],
)
def test_a_secret_inside_a_text_is_cut_out(stream: StringIO, text: str) -> None:
    logged(stream, note=text)
    logging.getLogger("library").error("failed with %s", text)

    found = stream.getvalue()
    for secret in ("eyJhbGci", "c2lnbmF0dXJl", "abc.def", "sk-proj", "hunter2"):
        assert secret not in found


@pytest.mark.parametrize("form", ["text", "json"])
def test_control_characters_cannot_forge_a_line_or_paint_a_terminal(
    stream: StringIO, form: Form
) -> None:
    configure_logs(form, stream=stream)
    forged = "x\r\n2026 info \x1b[31mred\x07 \u202egnp \u2028 \x9b0m \x00"

    structlog.stdlib.get_logger("errand.test").info("tried", note=forged)
    logging.getLogger("library").error(forged)

    found = stream.getvalue()
    assert len(found.splitlines()) == 2
    assert not [each for each in found.replace("\n", "") if not each.isprintable()]


def test_a_long_value_is_cut(stream: StringIO) -> None:
    assert len(str(logged(stream, note="x" * 100_000)["note"])) == 4000


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    """Return the error as it is when it has been raised, because of another."""
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def error_line(stream: StringIO, error: BaseException) -> str:
    configure_logs("json", stream=stream)
    structlog.stdlib.get_logger("errand.test").error("failed", exc_info=error)
    return json.loads(stream.getvalue())["error"]


def test_an_error_is_its_type_and_place_and_not_what_it_quotes(stream: StringIO) -> None:
    found = error_line(stream, raised(ValueError("Ada wrote: buy oats")))

    assert found.startswith("builtins.ValueError")
    assert "in raised" in found
    assert "oats" not in found


def test_an_error_that_names_a_file_or_a_rule_says_so(stream: StringIO) -> None:
    found = error_line(stream, raised(OSError("disk full"), raised(InvalidCursor())))

    assert "builtins.OSError: disk full" in found
    assert "caused by: errand.errors.InvalidCursor: Invalid cursor" in found


def test_an_error_of_the_database_says_its_code_and_no_statement(stream: StringIO) -> None:
    class Refused(Exception):
        sqlstate = "23505"

    error = DBAPIError("insert into tasks values ('buy oats')", {"a": "oats"}, Refused("oats"))

    found = error_line(stream, raised(error))

    assert "DBAPIError [23505]" in found
    assert "oats" not in found


def test_an_error_that_is_being_handled_is_found(stream: StringIO) -> None:
    configure_logs("json", stream=stream)
    try:
        raise KeyError("oats")
    except KeyError:
        structlog.stdlib.get_logger("errand.test").exception("failed")
        logging.getLogger("library").exception("failed too")
    structlog.stdlib.get_logger("errand.test").error("none", exc_info=True)

    ours, theirs, none = (json.loads(line) for line in stream.getvalue().splitlines())
    assert ours["error"].startswith("builtins.KeyError")
    assert theirs["error"].startswith("builtins.KeyError")
    assert "error" not in none
    assert "oats" not in stream.getvalue()


def test_a_chain_of_causes_without_an_end_has_one(stream: StringIO) -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert error_line(stream, first).count("caused by") == 9
