"""Names of weekdays: what settles a date whose order or calendar leaves it open."""

from __future__ import annotations

from collections.abc import Sequence

# ISO 8601: Monday is 1. Folded, Arabic and English.
_NAMES = (
    "الاثنين monday mon",
    "الثلاثاء tuesday tue tues",
    "الاربعاء wednesday wed",
    "الخميس thursday thu thur thurs",
    "الجمعه friday fri",
    "السبت saturday sat",
    "الاحد sunday sun",
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}


def weekday_of(words: Sequence[str]) -> int | None:
    """Return the ISO number of the one weekday that folded words name; None for none or for several."""
    named = {_NUMBERS[word] for word in words if word in _NUMBERS}
    return named.pop() if len(named) == 1 else None
