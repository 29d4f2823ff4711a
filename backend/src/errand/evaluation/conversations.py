"""One conversation: held, and judged by what became of the tasks."""

import re

from errand.app import Core
from errand.evaluation.cases import Expectation, Talk
from errand.evaluation.comparing import difference
from errand.evaluation.fields import plain
from errand.evaluation.seeding import CannotSeed, seed
from errand.evaluation.state import projects_of, state_of
from errand.evaluation.talking import Conversation, Reply
from errand.evaluation.verdict import Verdict, Word
from errand.identity import Actor

_NOT_DONE = re.compile(
    r"can't|cannot|could ?n[o']t|can ?not|not able|unable|don't (?:know|understand|see|have)"
    r"|did(?:n't| not)|not sure|sorry|no (?:open )?tasks?\b|there is no|there are no|nothing"
    r"|not (?:done|work)",
    re.IGNORECASE,
)


async def judge(core: Core, actor: Actor, case: Talk) -> Verdict:
    """Hold the conversation of a case and judge it."""
    said: list[str] = []
    try:
        await seed(core, actor, case)
        before = last = await state_of(core, actor)
        talk, reply = Conversation(core, actor), Reply()
        for turn in case.turns:
            last = await state_of(core, actor)
            reply = await talk.say(turn)
            said += [f"> {turn}", _answered(reply)]
        after = await state_of(core, actor)
        projects = await projects_of(core, actor)
    except CannotSeed as error:
        return _verdict(case, "asked", [f"the tasks of the case cannot be: {error}"], said)
    except Exception as error:  # noqa: BLE001  one case must not keep the others from theirs
        return _verdict(case, "asked", [f"broke: {type(error).__name__}: {error}"], said)
    wrong = [*difference(case.expect.tasks, before, after), *_projects(case.expect, projects)]
    word, why = _judged(case.expect, wrong, reply, idle=after == last, untouched=after == before)
    return _verdict(case, word, why, said)


def _judged(
    expect: Expectation, wrong: list[str], reply: Reply, *, idle: bool, untouched: bool
) -> tuple[Word, list[str]]:
    """Return the verdict.

    Args:
        expect: What should hold.
        wrong: How the tasks are not as they should be.
        reply: The last answer.
        idle: The last turn has changed nothing.
        untouched: No turn has.
    """
    held_back = reply.asks or bool(reply.failed) or bool(_NOT_DONE.search(reply.text))
    if wrong:
        return ("asked" if untouched or (idle and held_back) else "wrong"), wrong
    if expect.asks is not None and expect.asks != reply.asks:
        return "asked", ["should have asked" if expect.asks else "should not have asked"]
    missing = _missing(expect, reply)
    if not missing:
        return "right", []
    # Where nothing was to change, the words are all there is to be right or wrong.
    return ("asked" if held_back or expect.tasks else "wrong"), missing


def _missing(expect: Expectation, reply: Reply) -> list[str]:
    text = plain(reply.text)
    told: list[str] = []
    for phrase in expect.says:
        any_of = [phrase] if isinstance(phrase, str) else phrase
        if not any(plain(each) in text for each in any_of):
            told.append(f"should say {' or '.join(map(repr, any_of))}")
    return told + [f"should not say {each!r}" for each in expect.says_not if plain(each) in text]


def _projects(expect: Expectation, names: set[str]) -> list[str]:
    return [
        *(f"there should be a project {n!r}" for n in expect.projects if n.casefold() not in names),
        *(
            f"there should be no project {name!r}"
            for name in expect.absent_projects
            if name.casefold() in names
        ),
    ]


def _answered(reply: Reply) -> str:
    return f"< {reply.text}" + (f" [failed: {reply.failed}]" if reply.failed else "")


def _verdict(case: Talk, word: Word, why: list[str], said: list[str]) -> Verdict:
    expected = case.expect.model_dump(mode="json", exclude_unset=True)
    return Verdict(case.id, case.category, "conversation", word, tuple(why), tuple(said), expected)
