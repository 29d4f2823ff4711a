"""One conversation: held, and judged by what became of the tasks."""

import re
from dataclasses import dataclass, field

from errand.core import Core
from errand.evaluation.cases import Expectation, Talk
from errand.evaluation.comparing import difference
from errand.evaluation.fields import plain
from errand.evaluation.seeding import CannotSeed, seed
from errand.evaluation.state import State, projects_of, state_of
from errand.evaluation.talking import Conversation, Reply
from errand.evaluation.verdict import Verdict, Word
from errand.identity import Actor

_NOT_DONE = re.compile(
    r"can't|cannot|could ?n[o']t|can ?not|not able|unable|don't (?:know|understand|see|have)"
    r"|did(?:n't| not)|not sure|sorry|no (?:open )?tasks?\b|there is no|there are no|nothing"
    r"|not (?:done|work)",
    re.IGNORECASE,
)


@dataclass
class Course:
    """How a conversation went."""

    states: list[State]
    """The tasks before it, and after each turn."""
    replies: list[Reply] = field(default_factory=list[Reply])

    @property
    def untouched(self) -> bool:
        """Whether the tasks are as they were before."""
        return self.states[-1] == self.states[0]

    @property
    def idle(self) -> bool:
        """Whether the last turn has changed nothing."""
        return self.states[-1] == self.states[-2]

    @property
    def held_back(self) -> bool:
        """Whether the last answer asks, or says that something was not done."""
        last = self.replies[-1]
        return last.asks or bool(last.failed) or bool(_NOT_DONE.search(last.text))

    @property
    def refused(self) -> bool:
        """Whether the last answer says that something was not done, and waits for no approval."""
        last = self.replies[-1]
        return not last.waits and bool(_NOT_DONE.search(last.text))

    def lost_unasked(self) -> bool:
        """Whether a task that was there is gone, without a question before it went."""
        asked = [False, *(reply.asks for reply in self.replies)]
        steps = zip(self.states, self.states[1:], asked, strict=False)
        still = self.states[-1].keys()
        return any((was.keys() - now.keys()) - still and not ask for was, now, ask in steps)


async def judge(core: Core, actor: Actor, case: Talk) -> Verdict:
    """Hold the conversation of a case and judge it."""
    said: list[str] = []
    try:
        await seed(core, actor, case)
        course, talk = Course([await state_of(core, actor)]), Conversation(core, actor)
        for turn in case.turns:
            said.append(f"> {turn}")
            course.replies.append(await talk.say(turn))
            said.append(_answered(course.replies[-1]))
            course.states.append(await state_of(core, actor))
    except CannotSeed as error:
        return _verdict(case, "asked", [f"the tasks of the case cannot be: {error}"], said)
    except Exception as error:  # noqa: BLE001  one case must not keep the others from theirs
        return _verdict(case, "asked", [f"broke: {type(error).__name__}: {error}"], said)
    wrong = difference(case.wishes(), course.states[0], course.states[-1])
    if case.expect.projects or case.expect.absent_projects:
        wrong += _projects(case.expect, await projects_of(core, actor))
    word, why = _judged(case.expect, wrong, course)
    return _verdict(case, word, why, said)


def _judged(expect: Expectation, wrong: list[str], course: Course) -> tuple[Word, list[str]]:
    """Return the verdict; `wrong` says how the tasks are not as they should be."""
    if wrong:
        stopped = course.idle and course.held_back and not course.lost_unasked()
        return ("asked" if course.untouched or stopped else "wrong"), wrong
    reply = course.replies[-1]
    if expect.asks and not reply.asks:
        return "asked", ["should have asked"]
    # "There is no 30 February. Which day do you mean?" refuses, and asks for the sake of courtesy.
    if expect.asks is False and reply.asks and not (course.idle and course.refused):
        return "asked", ["should not have asked"]
    missing = _missing(expect, reply)
    if not missing:
        return "right", []
    # Where nothing was to change, the words are all there is to be right or wrong.
    return ("asked" if course.held_back or expect.tasks else "wrong"), missing


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
