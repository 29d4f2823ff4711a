"""What is not meant, said beside what is: "not on Thursday but on Friday", "Friday is better"."""

from errand.assistant.offline.commands import Command, Delete, Edit, Move, SetStatus
from errand.assistant.offline.edit_values import whole_when
from errand.assistant.offline.edits import Estimate, Priority
from errand.assistant.offline.refs import It, Named, Numbers
from errand.assistant.offline.renewing import values_in
from errand.assistant.offline.repairs import is_like
from errand.assistant.offline.tokens import Kind, Tokens

MOST_OTHER_WORDS = 5


def without_contrast(tokens: Tokens) -> Tokens | None:
    """Return the sentence without what is not meant; None where there is no such thing in it."""
    words = tokens.words.repairs
    for at in range(1, len(tokens) - 1):
        found = words.contrast.read(tokens, at)
        if not found:
            continue
        left, rest = tokens.window(0, at).trimmed(), tokens.window(found.end, len(tokens))
        if values_in(left) is not None:
            return None  # "the 4th, not the 3rd" corrects what was said before
        if is_like(left, rest) and values_in(rest.trimmed()) is not None:
            return left
        meant = _meant(rest)
        if meant is not None:
            verb = " is" if found.value else ""
            return Tokens(f"{left.raw()}{verb} {meant.raw()}", tokens.words)
    return None


def without_other(tokens: Tokens) -> Tokens | None:
    """Return "complete the gym" of "complete the gym, not the run"."""
    words = tokens.words.repairs
    for at in range(3, len(tokens) - 1):
        found = words.contrast.read(tokens, at)
        led = tokens.word(at - 1) in (",", "-", "but")
        if found and not found.value and led and len(tokens) - found.end <= MOST_OTHER_WORDS:
            end = at - 1 - (tokens.word(at - 2) == ",")
            return tokens.window(0, end).trimmed()
    return None


def names_one(command: Command) -> bool:
    """Tell whether it is an order for one task that it names, with nothing that can go on."""
    match command:
        case Edit(ref=ref, change=change):
            fine = isinstance(change, Priority | Estimate)
        case SetStatus(ref=ref) | Delete(ref=ref):
            fine = True
        case Move(ref=ref, when=when, shift=shift):
            fine = bool(when or shift)
        case _:
            return False
    return fine and isinstance(ref, Named | Numbers | It)


def _meant(rest: Tokens) -> Tokens | None:
    """Return the second of two times: "on Thursday but on Friday"."""
    for at in range(1, len(rest) - 1):
        marked = rest.kind(at) is Kind.MARK
        found = rest.words.repairs.contrasted.read(rest, at + marked)
        if not (marked or found) or whole_when(rest.window(0, at)) is None:
            continue
        meant = rest.window(found.end if found else at + 1, len(rest)).trimmed()
        return meant if len(meant) and whole_when(meant) is not None else None
    return None


def plainly_said(tokens: Tokens) -> Tokens | None:
    """Return the values alone of "Thursday is better, but at 4pm" and "Friday, same time".

    None where these words are not there, or where what is left is more than values.
    """
    words = tokens.words.repairs
    kept: list[str] = []
    same: list[str] = []
    at = 0
    while at < len(tokens):
        suits = words.suits.read(tokens, at) if kept else None
        stays = words.same.read(tokens, at)
        if suits or stays:
            found = max((f for f in (suits, stays) if f), key=lambda each: each.end)
            same.append(stays.value if stays else "")
            at = found.end
        elif same and tokens.word(at) in (",", "but"):
            at += 1
        else:
            kept.append(tokens.raw_word(at))
            at += 1
    plain = Tokens(" ".join(kept), tokens.words).trimmed()
    if plain.word(0) == "the" and whole_when(plain.window(1, len(plain))) is not None:
        plain = plain.window(1, len(plain))  # "the Thursday was better"
    if not same or not len(plain):
        return None
    values = values_in(plain)
    clash = values is not None and (
        ("clock" in same and (values.when.clocks or not values.when.days))
        or ("day" in same and (values.when.days or not values.when.clocks))
    )
    return None if values is None or clash else plain
