"""The benchmark of the element: small, but all of it."""

import pytest

from bench.element import answer, run, streaming

TOKENS = 600


def test_the_streamed_answer_is_the_same_every_time_and_begins_as_it_ends() -> None:
    tokens = answer.tokens(answer.WHOLE)
    tenth = answer.WHOLE // answer.TENTHS

    assert len(tokens) == answer.WHOLE
    assert tokens == answer.tokens(answer.WHOLE)
    assert tokens[:tenth] == tokens[-tenth:]
    assert "".join(tokens).count("```") % 2 == 0


async def test_the_benchmark_measures_the_element_beside_its_peers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    verdicts = await run.measure(tokens=TOKENS, items=120, loads=2)

    said = capsys.readouterr().out
    for name in ("chatkit.js", "a bare box (the floor)", streaming.FLOOR, *streaming.PEERS):
        assert name in said
    assert f"{TOKENS} tokens of Markdown" in said
    measured = {verdict.promise: verdict.value for verdict in verdicts}
    assert measured["elements held of a long thread"] > 100
    assert measured["a token's cost at the end in times of the start"] > 0
    assert measured["gzip size of the element's core"] > 50
