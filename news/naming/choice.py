"""Choose: which of the occurrences that overlap are meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from news.naming.patterns import Hit

_start_of, _end_of = attrgetter("start"), attrgetter("end")


def choose(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the longest hits that do not overlap, and nationalities nested in longer names, in order."""
    chosen: list[Hit] = []  # apart from each other, in order
    nested: dict[Hit, list[Hit]] = defaultdict(list)

    # what is named beside its head («مدينة الرمادي») is meant rather than another of that name
    def rank(one: Hit) -> tuple[int, int, bool, bool]:
        return one.start - one.end, one.start, one.pattern.part is None, one.pattern.form != "name"

    for hit in sorted(hits, key=rank):
        first, behind = bisect_right(chosen, hit.start, key=_end_of), bisect_left(chosen, hit.end, key=_start_of)
        around = chosen[first:behind]
        if not around:
            chosen.insert(first, hit)
        elif _is_nested(hit, around) and all(one.end <= hit.start or hit.end <= one.start for one in nested[around[0]]):
            nested[around[0]].append(Hit(hit.start, hit.end, replace(hit.pattern, form="nested")))
    every = (*chosen, *chain.from_iterable(nested.values()))
    yield from sorted(every, key=lambda one: (one.start, -one.end))


def _is_nested(hit: Hit, around: Sequence[Hit]) -> bool:
    outer = around[0]
    return (
        len(around) == 1
        and outer.pattern.entity_id != ""
        and hit.pattern.form == "nisba"
        and outer.pattern.form == "name"
        and outer.pattern.entity_id != hit.pattern.entity_id
        and (outer.start, outer.end) != (hit.start, hit.end)
        and outer.start <= hit.start
        and hit.end <= outer.end
    )
