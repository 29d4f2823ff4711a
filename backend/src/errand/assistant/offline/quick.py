"""One line to one task, with every piece of it in its place: what quick add shows and adds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from errand.assistant.offline.drafts import Draft, Piece, read_draft
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.grammar import MOST_TOKENS, TOO_LONG
from errand.assistant.offline.nudges import leading_nudges
from errand.assistant.offline.nudging import settled_nudges
from errand.assistant.offline.quick_spans import (
    minutes_in_words,
    reminder_span,
    rule_of,
    span_of_piece,
    value_of,
)
from errand.assistant.offline.repeat import with_when
from errand.assistant.offline.repeating import Series, repeats_of
from errand.assistant.offline.repeats import read_repeat
from errand.assistant.offline.resolve import resolve
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Customs, DateOrder, Due, Moment, WeekStart, When
from errand.assistant.offline.vocabulary import Verb, Vocabulary
from errand.assistant.offline.wording import due_in_words
from errand.tasks.phrasing import (
    Candidate,
    Doubt,
    Habits,
    Line,
    Obstacle,
    Span,
    Understood,
)
from errand.tasks.phrasing import Piece as PieceKind

_FIELDS = {"deadline": "deadline", "defer_until": "defer", "reminder": "nudges"}
NO_TITLE = "There is no title yet."


class OfflinePhrasing:
    """Reads lines with the grammar of the offline model."""

    def __init__(self, words: Vocabulary = ENGLISH) -> None:
        self._words = words

    def read(self, line: Line, habits: Habits) -> tuple[Understood, str | None]:
        """Return what is understood, and the name of the project that was said."""
        order = cast("DateOrder | None", habits.date_order)
        customs = Customs(order, cast("WeekStart", habits.week_start))
        moment = Moment(habits.now, habits.zone, customs)
        places = [(start, end) for start, end in line.ignore]
        tokens = Tokens.with_literals(line.text, self._words, places)
        if len(tokens) > MOST_TOKENS:
            return _understood(line.text[:500], problems=[Obstacle(message=TOO_LONG)]), None
        draft = read_draft(_without_order(tokens))
        return _Reader(draft, moment, line.choices).answer(), draft.extras.project or None


def _without_order(tokens: Tokens) -> Tokens:
    """Leave out "remind me to": it is a task either way."""
    words = tokens.words.commands
    tokens = tokens.trimmed()
    verbs = words.verbs.read(tokens, 0)
    if not verbs or Verb.REMIND not in verbs.value or verbs.end == len(tokens):
        return tokens
    rest = tokens.window(verbs.end, len(tokens))
    if leading_nudges(rest):
        return rest
    timed = read_repeat(rest, 0) or read_when(rest, 0)
    place = timed.end if timed else 0
    lead = words.title_lead.read(rest, place)
    if not lead:
        return rest
    return Tokens(rest.text, rest.words, rest.items[:place] + rest.items[lead.end :])


@dataclass(frozen=True)
class _Dated:
    """A reading of when: one due, and the series where it comes back."""

    due: Due
    series: Series | None = None


class _Reader:
    """Makes of a draft what is shown, and asks back where it has several readings."""

    def __init__(self, draft: Draft, moment: Moment, choices: dict[str, str]) -> None:
        self._draft, self._moment, self._choices = draft, moment, choices
        self._doubts: list[Doubt] = []
        self._problems: list[Obstacle] = []

    def answer(self) -> Understood:
        """Return it all."""
        draft = self._draft
        dated = self._dated()
        spans = [*self._spans(dated)]
        if draft.refusal:
            self._problems.append(Obstacle(message=draft.refusal))
        if draft.extras.problem:
            self._problems.append(Obstacle(message=f"I read {draft.extras.problem}."))
        if not draft.title:
            self._problems.append(Obstacle(message=NO_TITLE))
        series = dated.series if dated else None
        reminders = self._reminders(dated)
        return _understood(
            draft.title,
            notes=draft.extras.notes,
            due=dated.due.json() if dated else None,
            due_words=self._words(dated.due) if dated else "",
            recurrence=rule_of(series) if series else None,
            reminders=reminders,
            deadline=self._day("deadline", draft.extras.deadline),
            defer_until=self._day("defer_until", draft.extras.defer),
            labels=list(draft.extras.labels),
            priority=draft.priority or "none",
            estimate_minutes=draft.extras.minutes or None,
            spans=spans,
            ambiguous=self._doubts,
            problems=self._problems,
        )

    def _reminders(self, dated: _Dated | None) -> list[dict[str, int | str]]:
        nudges = self._draft.extras.nudges
        if not nudges or self._doubts:
            return []
        found = settled_nudges(nudges, dated.due if dated else None, self._moment)
        if found.problem:
            self._obstacle(found.problem, "reminder")
        return list(found.reminders)

    def _day(self, kind: PieceKind, said: When | None) -> str | None:
        """Return a day beside the due date."""
        if said is None:
            return None
        found = resolve(said, self._moment)
        if len(found.candidates) != 1 or said.clocks:
            ways = " or ".join(due_in_words(due) for due in found.candidates)
            told = f"That can be {ways}." if ways else found.problem or "I could not read when."
            self._obstacle(told if not said.clocks else "That has no time of day.", kind)
            return None
        return found.candidates[0].day.isoformat()

    def _obstacle(self, message: str, kind: PieceKind) -> None:
        """Put something in the way, at its place."""
        for piece in self._draft.pieces:
            said = piece.value
            if isinstance(said, Extras) and getattr(said, _FIELDS[kind]):
                at = {"start": piece.start, "end": piece.end}
                self._problems.append(Obstacle(message=message, **at))
                return
        self._problems.append(Obstacle(message=message))

    def _timed(self) -> list[Piece]:
        """Return the places that say when or how often."""
        return [
            piece
            for piece in self._draft.pieces
            if isinstance(piece.value, When)
            or (isinstance(piece.value, Extras) and piece.value.repeat)
        ]

    def _dated(self) -> _Dated | None:
        """Return the one reading of when; several become a doubt, none an obstacle."""
        places = self._timed()
        if not places:
            return None
        readings, problem = self._readings()
        first, last = places[0].start, max(place.end for place in places)
        if not readings:
            said = problem or "I could not read when."
            self._problems.append(Obstacle(message=said, start=first, end=last))
            return None
        chosen = self._chosen(first, readings)
        doubtful = next((p for p in places if p.doubtful), None)
        if chosen or (len(readings) == 1 and not doubtful):
            return chosen or readings[0]
        at = doubtful if doubtful and len(readings) == 1 else places[0]
        kind: PieceKind = "recurrence" if readings[0].series else "due"
        candidates = [
            Candidate(value=value_of(each.due), words=self._words(each.due)) for each in readings
        ]
        end = at.end if at is doubtful else last
        self._doubts.append(
            Doubt(
                start=at.start,
                end=end,
                kind=kind,
                candidates=candidates,
                may_be_title=doubtful is not None,
            )
        )
        return None

    def _readings(self) -> tuple[list[_Dated], str]:
        draft = self._draft
        if draft.extras.repeat:
            found = repeats_of(with_when(draft.extras.repeat, draft.when), self._moment)
            return [_Dated(each.first, each) for each in found.candidates], found.problem
        resolved = resolve(draft.when, self._moment)
        return [_Dated(due) for due in resolved.candidates], resolved.problem

    def _chosen(self, start: int, readings: list[_Dated]) -> _Dated | None:
        wanted = self._choices.get(str(start))
        return next((each for each in readings if value_of(each.due) == wanted), None)

    def _spans(self, dated: _Dated | None) -> Iterator[Span]:
        for piece in self._draft.pieces:
            match piece.value:
                case When():
                    if dated:
                        yield self._due_span(piece, dated)
                case Extras():
                    yield from self._extra_spans(piece, piece.value, dated)
                case str() as priority:
                    yield span_of_piece(piece, "priority", priority, f"{priority} priority")

    def _due_span(self, piece: Piece, dated: _Dated) -> Span:
        return span_of_piece(piece, "due", value_of(dated.due), self._words(dated.due))

    def _extra_spans(self, piece: Piece, said: Extras, dated: _Dated | None) -> Iterator[Span]:
        if said.repeat and dated and dated.series:
            rule = rule_of(dated.series)
            yield span_of_piece(piece, "recurrence", rule.rrule, rule.words)
        for name in said.labels:
            yield span_of_piece(piece, "label", name, name)
        if said.project:
            yield span_of_piece(piece, "project", said.project, said.project)
        if said.notes:
            yield span_of_piece(piece, "notes", said.notes, said.notes)
        if said.minutes:
            yield span_of_piece(
                piece, "estimate", str(said.minutes), minutes_in_words(said.minutes)
            )
        yield from self._day_spans(piece, said)
        due = dated.due if dated else None
        for each in settled_nudges(said.nudges, due, self._moment).reminders:
            yield reminder_span(piece, each)

    def _day_spans(self, piece: Piece, said: Extras) -> Iterator[Span]:
        rows: tuple[tuple[PieceKind, When | None], ...] = (
            ("deadline", said.deadline),
            ("defer_until", said.defer),
        )
        for kind, when in rows:
            days = resolve(when, self._moment).candidates if when else ()
            if len(days) == 1:
                yield span_of_piece(piece, kind, value_of(days[0]), self._words(days[0]))

    def _words(self, due: Due) -> str:
        return due_in_words(due)


def _understood(title: str, **fields: Any) -> Understood:
    nothing: dict[str, Any] = {
        "notes": "",
        "due": None,
        "due_words": "",
        "deadline": None,
        "defer_until": None,
        "recurrence": None,
        "reminders": [],
        "labels": [],
        "project": None,
        "priority": "none",
        "estimate_minutes": None,
        "spans": [],
        "ambiguous": [],
        "problems": [],
    }
    given = nothing | fields
    ready = bool(title) and not given["ambiguous"] and not given["problems"]
    return Understood.model_validate(given | {"title": title, "ready": ready})
