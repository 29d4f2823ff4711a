"""All cases of a file, several conversations at once."""

import asyncio
from collections.abc import Callable, Sequence

from errand.assistant.models import HostedModels
from errand.evaluation import conversations, phrases
from errand.evaluation.cases import Phrase, Talk
from errand.evaluation.scratch import add_people, scratch_database
from errand.evaluation.stage import Stage, open_stage
from errand.evaluation.verdict import Verdict
from errand.identity import Actor, Bearer, uuid7

AT_ONCE = 12
"""So many conversations are held at the same time."""


def evaluate(
    cases: Sequence[Talk | Phrase],
    *,
    hosted: HostedModels | None = None,
    server_url: str | None = None,
    done: Callable[[Verdict], None] = lambda _verdict: None,
) -> list[Verdict]:
    """Judge all cases, in their order.

    Args:
        cases: Of either kind.
        hosted: The model that answers; None: the offline one.
        server_url: PostgreSQL on which to make a database; None: an embedded one.
        done: Is told each verdict as it falls.

    Raises:
        Problem: There is no database to be had.
    """
    verdicts: dict[int, Verdict] = {}
    talks = {at: case for at, case in enumerate(cases) if isinstance(case, Talk)}
    for at, case in enumerate(cases):
        if isinstance(case, Phrase):
            verdicts[at] = phrases.judge(case)
            done(verdicts[at])
    if talks:
        with scratch_database(server_url) as url:
            asyncio.run(_hold(url, talks, verdicts, hosted, done))
    return [verdicts[at] for at in sorted(verdicts)]


async def _hold(
    url: str,
    talks: dict[int, Talk],
    verdicts: dict[int, Verdict],
    hosted: HostedModels | None,
    done: Callable[[Verdict], None],
) -> None:
    # A person whom only the database has to know: no sign-in can end under the conversation.
    actors = {at: Actor(uuid7(), Bearer(), "chat") for at in talks}
    await asyncio.to_thread(add_people, url, [actor.user_id for actor in actors.values()])
    room = asyncio.Semaphore(AT_ONCE)
    async with open_stage(url, hosted) as stage, asyncio.TaskGroup() as group:

        async def hold(at: int) -> None:
            async with room:
                verdicts[at] = await _one(stage, actors[at], talks[at])
            done(verdicts[at])

        for at in talks:
            group.create_task(hold(at))
    if hosted is not None:
        await hosted.client.close()


async def _one(stage: Stage, actor: Actor, case: Talk) -> Verdict:
    core = stage.enter(actor, case.instant)
    try:
        return await conversations.judge(core, actor, case)
    finally:
        stage.leave(actor)
