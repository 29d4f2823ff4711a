"""`errand parse` and `errand eval`, as they are typed."""

import json
import os
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import make_url
from typer.testing import CliRunner, Result

from errand.__main__ import cli
from errand.evaluation.commands import run_eval
from errand.local.problems import Problem
from errand.settings import Settings

WHEN = {"now": "2026-11-24T08:00", "timezone": "Europe/Berlin"}


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(cli, list(arguments), input=given)


def test_lines_of_json_are_answered_in_the_promised_form() -> None:
    lines = [{"text": "call the bank tomorrow at 9", **WHEN}, {"text": "hello", **WHEN, "id": 7}]

    done = run("parse", given="\n".join(json.dumps(line) for line in lines))

    assert done.exit_code == 0
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first == {
        "kind": "datetime", "value": "2026-11-25T09:00", "rrule": None, "anchor": None,
        "span": [14, 27], "candidates": [], "rest": "call the bank",
    }  # fmt: skip
    assert list(first) == ["kind", "value", "rrule", "anchor", "span", "candidates", "rest"]
    assert (second["kind"], second["value"], second["rest"]) == ("none", None, "hello")


def test_a_broken_line_is_answered_with_an_error_and_the_others_all_the_same() -> None:
    good = json.dumps({"text": "tomorrow", **WHEN})
    broken = ['{"text": 3}', "nonsense", json.dumps({"text": "x", **WHEN, "timezone": "Mars"})]

    done = run("parse", given="\n".join([*broken, "", good]))

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [answer.get("line") for answer in answers] == [1, 2, 3, None]
    assert "time zone" in answers[2]["error"]
    assert answers[3]["value"] == "2026-11-25"


def test_one_phrase_is_shown_for_people() -> None:
    done = run("parse", "--now", WHEN["now"], "--timezone", WHEN["timezone"], "mum tomorrow at 7")

    assert done.exit_code == 0
    assert "kind    ambiguous" in done.stdout
    assert "2026-11-25T07:00 (Wednesday 25 November 2026 at 07:00)" in done.stdout
    assert "“tomorrow at 7”" in done.stdout
    assert "rest    mum" in done.stdout


def test_a_phrase_at_no_real_time_ends_in_one_sentence() -> None:
    done = run("parse", "--timezone", "Mars", "tomorrow")

    assert isinstance(done.exception, Problem)
    assert "should be a time zone" in str(done.exception)


def test_a_file_is_judged_and_bad_lines_are_named(tmp_path: Path, admin_url: str) -> None:
    talk: dict[str, Any] = {
        **WHEN,
        "id": "a",
        "tasks": [{"title": "Buy milk"}],
        "turns": ["complete buy milk"],
    }
    talk["expect"] = {"tasks": [{"title": "Buy milk", "status": "done"}]}
    phrase = {**WHEN, "id": "b", "text": "tomorrow", "expect": {"kind": "date", "valu": 1}}
    file = tmp_path / "mine.jsonl"
    file.write_text(f"{json.dumps(talk)}\n{json.dumps(phrase)}\n", encoding="utf-8")

    done = run("eval", str(file), "--json", "--database", admin_url)

    report = json.loads(done.stdout)
    assert done.exit_code == 2
    assert report["total"]["right"] == report["total"]["cases"] == 1
    assert report["unreadable"] == [{"line": 2, "why": "expect.valu: no such field"}]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_file_without_cases_or_none_at_all_ends_in_one_sentence(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_text(text, encoding="utf-8")

    assert "has no cases" in str(run("eval", str(file)).exception)
    assert "cannot be read" in str(run("eval", str(tmp_path / "nowhere.jsonl")).exception)


def test_a_login_that_may_make_no_database_is_refused_and_leaves_nothing(
    tmp_path: Path, admin_url: str
) -> None:
    file = tmp_path / "one.jsonl"
    talk = {**WHEN, "turns": ["hello"], "expect": {}}
    file.write_text(json.dumps(talk), encoding="utf-8")
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("create role errand_eval_poor login password 'x'")
        try:
            poor = make_url(admin_url).set(username="errand_eval_poor", password="x")
            done = run("eval", str(file), "--database", poor.render_as_string(hide_password=False))
        finally:
            admin.execute("drop role errand_eval_poor")
        left = admin.execute(
            "select 1 from pg_database where starts_with(datname, %s)",
            (f"errand_eval_{os.getpid()}_",),
        )

        assert "needs a database of its own" in str(done.exception)
        assert left.fetchall() == []


def test_a_hosted_model_that_is_not_configured_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({**WHEN, "text": "x", "expect": {"kind": "none"}}), encoding="utf-8")
    unset = Settings.model_construct(openai_api_key=None, openai_base_url=None)

    with pytest.raises(Problem, match="OPENAI_API_KEY"):
        run_eval(unset, file, model="some-model", in_json=False, summary=False, server_url=None)
