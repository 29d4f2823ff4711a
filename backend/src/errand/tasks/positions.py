"""Order as text: between any two positions there is another, so that a move writes one row.

A position is a number of eight digits of base 36, in the middle of which the first one lies, and
after it a fraction without trailing zeros. Adding at either end counts the number on and stays
short however often; only inserting into the same gap over and over grows the fraction.
Read as text, byte by byte, positions sort as they are meant.
"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
WHOLE = 8
MIDDLE = "i" + "0" * (WHOLE - 1)
LONGEST = 100
"""Beyond this the neighbours should be spread anew."""


def between(before: str | None, after: str | None) -> str:
    """Return a position after `before` and before `after`; None is the open end.

    Raises:
        ValueError: There is no room: `before` does not come before `after`.
    """
    if before is None:
        return MIDDLE if after is None else _counted(after, -1)
    if after is None:
        return _counted(before, 1)
    if before >= after:
        raise ValueError("there is no position between these")
    return _middle(before, after)


def spread(count: int) -> list[str]:
    """Return so many positions in order."""
    first = int(MIDDLE, BASE)
    return [_whole(first + offset) for offset in range(count)]


def _counted(position: str, by: int) -> str:
    return _whole(int(position[:WHOLE], BASE) + by)


def _whole(number: int) -> str:
    if not 0 < number < BASE**WHOLE:
        raise ValueError("there is no position beyond this")
    digits = ""
    for _ in range(WHOLE):
        number, digit = divmod(number, BASE)
        digits = DIGITS[digit] + digits
    return digits


def _middle(before: str, after: str) -> str:
    """Walk along both until a digit fits between them."""
    found, bounded = "", True
    for place in range(max(len(before), len(after)) + 1):
        low = DIGITS.index(before[place]) if place < len(before) else 0
        high = BASE
        if bounded:
            high = DIGITS.index(after[place]) if place < len(after) else 0
        if high - low > 1:
            return (found + DIGITS[(low + high) // 2]).ljust(WHOLE, "0")
        found += DIGITS[low]
        bounded = bounded and low == high
    raise AssertionError("the walk ends beyond the longer of the two")
