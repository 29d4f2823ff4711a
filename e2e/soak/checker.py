"""Reads a history beside the database, and says what must not have happened. A pure function."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .case import Case
from .history import Closed, GaveUp, Heard, History, Opened, Stopped, Taken, Viewed
from .rows import EventRow, Rows

FINAL = {"done", "failed", "stopped"}
CLOCK_SECONDS = 0.05
"""An effect's time is taken a little before it commits, and never after."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One promise that was not kept."""

    invariant: str
    what: str


@dataclass
class Verdict:
    """What was found, and how much each invariant had to look at."""

    broken: list[Broken] = field(default_factory=list[Broken])
    looked_at: Counter[str] = field(default_factory=Counter[str])


def acknowledged_messages(case: Case) -> Iterator[str | None]:
    """What was taken is there, once, with its turn; what nobody confirmed is there once at most.

    What was edited has given way once the edit is taken, and may have before.
    """
    kept = Counter((row.owner, row.text) for row in case.rows.messages if row.role == "user")
    taken = {each.key: each for each in case.history.of(Taken)}
    for sent in case.sent.values():
        if sent.what == "task":
            continue
        owner, made = case.owner(sent.person), taken.get(sent.key)
        count = kept[owner, sent.text]
        turn = case.rows.keys.get((owner, sent.key))
        edit = case.replaced.get((sent.person, sent.text))
        if made is not None and (turn is None or turn not in case.turns):
            yield f"{sent.person}'s {sent.what} {sent.key} was taken and has no turn"
        elif made is not None and made.made and made.made != turn:
            yield f"{sent.person}'s {sent.key} asked for {turn} and was told of {made.made}"
        elif count > (0 if edit in taken else 1) or (made and count == 0 and edit is None):
            yield f"{sent.person}'s message {sent.text!r} is there {count} times"
        else:
            yield None


def acknowledged_tasks(case: Case) -> Iterator[str | None]:
    """A task that the API has confirmed is there, once."""
    kept = Counter((row.owner, row.title) for row in case.rows.tasks)
    ids = {(row.owner, row.id) for row in case.rows.tasks}
    taken = {each.key: each for each in case.history.of(Taken)}
    for sent in case.sent.values():
        if sent.what != "task":
            continue
        owner, made = case.owner(sent.person), taken.get(sent.key)
        count = kept[owner, sent.text]
        lost = made is not None and (count == 0 or (owner, made.made) not in ids)
        yield (
            f"{sent.person}'s task {sent.text!r} is there {count} times"
            if (lost or count > 1)
            else None
        )


def effects_once(case: Case) -> Iterator[str | None]:
    """No turn has made the same task twice; one that says so has made it."""
    made = Counter((deed.turn, deed.title) for deed in case.rows.deeds if deed.turn)
    for (turn, title), count in made.items():
        yield f"turn {turn} has made {title!r} {count} times" if count > 1 else None
    for turn, sent in case.asked.items():
        if not sent.title:
            continue
        claimed = f" {sent.title}." in case.spoken.get(turn, "")
        if claimed and made[turn, sent.title] != 1:
            yield f"turn {turn} says that it has made {sent.title!r} and has not"
        else:
            yield None


def nothing_unasked(case: Case) -> Iterator[str | None]:
    """Every task is one that its owner asked for."""
    wanted = {
        (case.owner(sent.person), sent.title or sent.text)
        for sent in case.sent.values()
        if sent.title or sent.what == "task"
    }
    for row in case.rows.tasks:
        asked = (row.owner, row.title) in wanted
        yield None if asked else f"nobody asked for the task {row.title!r} of {row.owner}"


def gapless_logs(case: Case) -> Iterator[str | None]:
    """The log of a turn counts from 0 without a gap, and ends with its end and nothing else."""
    for turn in case.rows.turns:
        log = case.log.get(turn.id, [])
        if [event.seq for event in log] != list(range(len(log))):
            yield f"the log of {turn.id} has a gap or a double"
        elif [event.last for event in log] != [*([False] * (len(log) - 1)), True][-len(log) :]:
            yield f"the log of {turn.id} does not end with its end alone"
        else:
            yield None


def gapless_streams(case: Case) -> Iterator[str | None]:
    """Each reader was told every event from where it began, in order, and what the log holds."""
    heard: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    whole = {each.reader for each in case.history.of(Closed) if each.whole}
    opened = {(each.reader, each.turn): each for each in case.history.of(Opened)}
    for each in case.history.of(Heard):
        heard[each.reader, each.turn].append(each)
    for (reader, turn), told in heard.items():
        first = opened[reader, turn].after + 1 if (reader, turn) in opened else 0
        yield _fault_of(case.log.get(turn, []), told, first, complete=reader in whole)


def _fault_of(log: list[EventRow], told: list[Heard], first: int, *, complete: bool) -> str | None:
    name = f"reader {told[0].reader} of {told[0].turn}"
    seqs = [each.seq for each in told]
    if seqs != sorted(seqs):
        return f"{name} was told out of order"
    if seqs != list(range(first, first + len(seqs))):
        return f"{name} was told {seqs[:5]}…{seqs[-3:]} from {first} on: a gap or a double"
    kept = {event.seq: event.digest for event in log}
    if strange := [each.seq for each in told if kept.get(each.seq) != each.digest]:
        return f"{name} was told what the log does not hold: {strange[:5]}"
    missing = [event.seq for event in log if not event.last and event.seq > seqs[-1]]
    return (
        f"{name} was told that this is all before {missing[:5]}" if complete and missing else None
    )


def final_in_time(case: Case) -> Iterator[str | None]:
    """Every turn has come to an end within its time, and nobody waited for too long."""
    for turn in case.rows.turns:
        if turn.status not in FINAL or turn.ended is None:
            yield f"turn {turn.id} is {turn.status}"
        elif turn.ended - turn.created > case.turn_seconds:
            yield f"turn {turn.id} took {turn.ended - turn.created:.1f} s"
        else:
            yield None
    for each in case.history.of(GaveUp):
        yield f"{each.person} gave up on {each.key}: {each.why}"


def good_ends(case: Case) -> Iterator[str | None]:
    """A sound model's turn is done unless somebody stopped it, and says every word."""
    stopped = {each.turn for each in case.history.of(Stopped)}
    replaced = _replaced(case)
    for turn, sent in case.asked.items():
        row = case.turns.get(turn)
        if row is None or not sent.sound or turn in stopped or turn in replaced:
            continue
        if (sent.person, sent.text) in case.replaced:
            continue
        if row.status != "done":
            yield f"turn {turn} of a sound model ended {row.status} after {row.attempts} attempts"
            continue
        text = case.spoken.get(turn, "")
        tail = " ".join(f"word{number}" for number in range(1, sent.words + 1))
        said = rf"(Added #\d+ {re.escape(sent.title)}\.\n?)?" if sent.title else ""
        whole = re.fullmatch(said + re.escape(tail) + r"\s*", text)
        yield None if whole else f"turn {turn} says {text[:60]!r}…{text[-40:]!r}"


def _replaced(case: Case) -> set[str]:
    """Turns whose answer a later retry has taken away."""
    by_text: dict[tuple[str, str], list[str]] = defaultdict(list)
    for turn, sent in case.asked.items():
        by_text[sent.person, sent.text].append(turn)
    last = {
        max(turns, key=lambda turn: case.turns[turn].created if turn in case.turns else 0.0)
        for turns in by_text.values()
    }
    return set(case.asked) - last


def stops_hold(case: Case) -> Iterator[str | None]:
    """Once a stop was confirmed, the turn does nothing more."""
    deeds: dict[str, float] = {}
    for deed in case.rows.deeds:
        deeds[deed.turn] = max(deed.at, deeds.get(deed.turn, 0.0))
    for each in case.history.of(Stopped):
        late = deeds.get(each.turn, 0.0) > each.at + CLOCK_SECONDS
        yield f"turn {each.turn} did something after its stop" if late else None


def nobody_elses(case: Case) -> Iterator[str | None]:
    """Nobody was told or shown anything of somebody else, nor does the database mix them up."""
    names = {name: {name} for name in case.history.people}
    for each in case.history.records:
        if isinstance(each, Heard | Viewed) and not set(each.marks) <= names[each.person]:
            yield f"{each.person} has seen something of {each.marks}"
        elif isinstance(each, Heard):
            turn = case.turns.get(each.turn)
            strange = turn is not None and turn.owner != case.owner(each.person)
            yield f"{each.person} has heard turn {each.turn}" if strange else None
        elif isinstance(each, Viewed):
            yield None
    for event in case.rows.events:
        turn = case.turns.get(event.turn)
        yield None if turn and turn.owner == event.owner else f"an event of {event.turn} is strange"


def shown_as_kept(case: Case) -> Iterator[str | None]:
    """What people's pages show in the end is what the database holds."""
    for each in case.history.of(Viewed):
        owner = case.owner(each.person)
        kept = Counter(row.title for row in case.rows.tasks if row.owner == owner)
        said = Counter(
            row.text for row in case.rows.messages if row.owner == owner and row.role == "user"
        )
        if Counter(each.tasks) != kept:
            yield f"{each.person} is shown other tasks than there are"
        elif Counter(each.messages) != said:
            yield f"{each.person} is shown other messages than there are"
        else:
            yield None


INVARIANTS: dict[str, Callable[[Case], Iterator[str | None]]] = {
    "no acknowledged message lost or doubled": acknowledged_messages,
    "no acknowledged task lost or doubled": acknowledged_tasks,
    "no tool effect twice, no claim without one": effects_once,
    "no task that nobody asked for": nothing_unasked,
    "every log gapless up to its end": gapless_logs,
    "every reader gapless, in order, as the log": gapless_streams,
    "every turn final within its time": final_in_time,
    "a sound model's answer whole, word for word": good_ends,
    "nothing done after a confirmed stop": stops_hold,
    "nobody saw another's row": nobody_elses,
    "pages show what is kept": shown_as_kept,
}


def check(history: History, rows: Rows, *, turn_seconds: float = 120) -> Verdict:
    """Look at every invariant."""
    case, verdict = Case(history, rows, turn_seconds=turn_seconds), Verdict()
    for name, invariant in INVARIANTS.items():
        for found in invariant(case):
            verdict.looked_at[name] += 1
            if found is not None:
                verdict.broken.append(Broken(name, found))
    return verdict
