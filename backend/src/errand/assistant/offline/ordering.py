"""In which order several orders are carried out: what has to be confirmed waits for the others."""

from dataclasses import replace

from errand.assistant.offline.commands import Command, Delete, SetStatus, Unknown
from errand.assistant.offline.refs import It, Named, Nothing, Numbers, Others, Ref


def confirmed_last(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """Return the orders with deletions last, which are confirmed on a card of their own.

    What stands behind such a card would never be done. Orders that point back at another stay
    where they are.
    """
    refs = [getattr(each, "ref", None) for each in commands]
    deletions = [each for each in commands if isinstance(each, Delete)]
    others = [each for each in commands if not isinstance(each, Delete)]
    rows = [getattr(each, "ref", None) for each in others]
    # A row of titles may be a mere remark: "I already confirmed, no need to ask".
    unsure = any(isinstance(ref, Named) and ref.parts for ref in rows)
    if unsure or any(isinstance(ref, It | Others) for ref in refs):
        return commands
    return (*others, *_together(deletions))


def two_states(commands: tuple[Command, ...]) -> Unknown | None:
    """Return a question where one task is to be in two states: "mark X done but leave X open"."""
    states: dict[str, str] = {}
    for each in commands:
        ref = each.ref if isinstance(each, SetStatus | Delete) else None
        if ref is None or isinstance(ref, It | Others | Nothing):
            continue
        name = " ".join(ref.words.casefold().split()) if isinstance(ref, Named) else repr(ref)
        state = each.status if isinstance(each, SetStatus) else "deleted"
        if states.setdefault(name, state) != state:
            return both_states(states[name], state)
    return None


def both_states(first: str, second: str) -> Unknown:
    """Return the question which of two states is meant for one task."""
    said = f"{first.replace('_', ' ')} and {second.replace('_', ' ')}"
    return Unknown(
        f"The same task can't be {said}. Which of the two shall it be? I changed nothing."
    )


def _together(deletions: list[Delete]) -> list[Delete]:
    """Return deletions by name, or by number, as a single one: there is one card for them all."""
    if len(deletions) < 2:
        return deletions
    joined = _joined([each.ref for each in deletions])
    return [Delete(joined)] if joined else deletions


def _joined(refs: list[Ref]) -> Ref | None:
    if all(isinstance(ref, Numbers) for ref in refs):
        found = [n for ref in refs if isinstance(ref, Numbers) for n in ref.numbers]
        return Numbers(tuple(dict.fromkeys(found)))
    named = [ref for ref in refs if isinstance(ref, Named) and not ref.deeds]
    if len(named) < len(refs):
        return None
    parts = tuple(part for ref in named for part in (ref.parts or (ref.words,)))
    return Named(" and ".join(parts), parts)


def pointed(command: Command) -> Command:
    """Return "reopen" behind another order as "reopen it"."""
    ref = getattr(command, "ref", None)
    return replace(command, ref=It()) if isinstance(ref, Nothing) else command  # pyright: ignore
