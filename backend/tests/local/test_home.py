"""ERRAND_HOME: closed to others, kept whole, held by one at a time."""

import os
from pathlib import Path

import pytest

from errand.local.home import Home, State
from errand.local.problems import Problem
from errand.local.processes import Running


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_nobody_else_can_read_what_is_in_it(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    secret = home.secret("one")

    assert len(secret) == 43
    assert mode(home.root) == (0o711 if os.geteuid() == 0 else 0o700)
    assert mode(home.root / "secrets") == 0o700
    assert mode(home.root / "logs") == 0o700
    assert mode(home.root / "secrets" / "one") == 0o600


def test_a_secret_is_made_once_and_each_is_its_own(tmp_path: Path) -> None:
    first, again = Home(tmp_path).secret("one"), Home(tmp_path).secret("one")

    assert first == again
    assert Home(tmp_path).secret("two") != first


def test_a_home_that_was_open_is_closed(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir(mode=0o755)
    tmp_path.chmod(0o755)

    Home(tmp_path)

    assert mode(tmp_path / "secrets") == 0o700
    assert mode(tmp_path) != 0o755


def test_a_second_start_from_one_home_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    first, second = Home(tmp_path), Home(tmp_path)
    first.claim()
    first.write_state(State(Running.of(os.getpid()), "http://localhost:3999"))

    with pytest.raises(Problem) as problem:
        second.claim()

    assert f"process {os.getpid()}, http://localhost:3999" in str(problem.value)
    assert "make down" in str(problem.value)
    first.release()
    second.claim()
    second.release()


def test_what_is_written_down_comes_back(tmp_path: Path) -> None:
    home, me = Home(tmp_path), Running.of(os.getpid())
    state = State(me, "http://localhost:1", {"database": 5}, {"API": me}, 41.5)

    home.write_state(state)

    assert home.read_state() == state
    assert mode(tmp_path / "run.json") == 0o600


@pytest.mark.parametrize("text", ["", "{", "[]", '{"supervisor": {"pid": 1}}'])
def test_a_damaged_note_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)

    assert Home(tmp_path).read_state() == State()


def test_a_log_that_grew_large_is_set_aside(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.log("api").open("wb") as stream:
        stream.truncate(20_000_000)

    assert not home.log("api").exists()
    assert (home.root / "logs" / "api.log.1").stat().st_size == 20_000_000


def test_a_place_that_is_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "taken"
    file.write_text("mine")

    with pytest.raises(Problem, match="taken"):
        Home(file)
