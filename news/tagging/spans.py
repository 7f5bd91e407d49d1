"""Spans: where a model sees a name, and which kinds its labels mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from news.model import Kind

# The labels of public models for news, folded; what is no person, place or organisation is left out.
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("per", "pers", "person", "people", "human"), "person"),
    **dict.fromkeys(("loc", "location", "place", "gpe", "fac", "facility", "country", "city"), "place"),
    **dict.fromkeys(("org", "orgs", "organization", "organisation", "company"), "organisation"),
}
# How CoNLL, OntoNotes and annotations of the web call the rest.
_OTHER = re.compile(
    r"misc(ellaneous)?|date|(date)?time|money|percent(age)?|quantity|cardinal|ordinal|number|language|law|product|event|work_of_art"
    r"|norp|nationality|religion|title|url|email|website|curr|unit|occ"
)
_SCHEMES = frozenset("BILUESO")  # BIO, BILOU and BIOES: begin, inside, last or end, unit or single, outside
# More at once is no faster on a processor, and a GLiNER takes 0.4 MB for each: it looks at every run of up to twelve words.
_PIECES = 2048
NOTHING = frozenset(("", "O", "[PAD]", "<PAD>", "X"))


@dataclass(frozen=True, slots=True)
class Span:
    """A name that a model sees: its place in code points of the text, its kind, and how sure the model is, from 0 to 1."""

    start_char: int
    end_char: int
    kind: Kind
    score: float


class StrangeLabel(ValueError):
    """A model's label, or one that was given, that cannot be used; says why."""


class Model(Protocol):
    """A model made ready: what the ways in which models read have in common."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return the spans of each text, in order, none over another; raises what the runtime raises."""
        ...


def split_label(label: str) -> tuple[str, str]:
    """Return the part of a name that a label says (B, I, L, U, E, S, or I when it says none) and the label itself."""
    head, sep, rest = label[:1], label[1:2], label[2:]
    return (head, rest) if sep in ("-", "_") and sep and head in _SCHEMES and rest else ("I", label)


def kinds_of(labels: Iterable[str], given: Mapping[str, Kind | Literal[""]]) -> dict[str, Kind]:
    """Return the kind of each label, without its prefix; labels that stand for no kind are left out.

    `given` goes before what is known; an empty kind leaves its label out. Raises StrangeLabel for one that nobody knows,
    for one given that the model does not have, and when no label is left.
    """
    bare = {split_label(label)[1] for label in labels} - NOTHING
    if missing := sorted(given.keys() - bare):
        raise StrangeLabel(f"the model has no label {missing[0]!r}; it has {', '.join(sorted(bare)) or 'none'}")
    unknown = sorted(
        one for one in bare - given.keys() if not _OTHER.fullmatch(one.lower()) and one.lower() not in _KINDS
    )
    if unknown:
        raise StrangeLabel(
            f"the model has the label {unknown[0]!r}, which could mean anything: say which kind it is, "
            f'{{ {unknown[0]} = "person" }}, "organisation", "place", or "" to leave it out'
        )
    found: dict[str, Kind] = {}
    for one in sorted(bare):
        if kind := given[one] if one in given else _KINDS.get(one.lower()):
            found[one] = kind
    if not found:
        raise StrangeLabel(f"none of the model's labels ({', '.join(sorted(bare)) or 'none'}) means a kind of name")
    return found


def without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, the surer of two that overlap."""
    taken: list[Span] = []  # in order of their places
    for one in sorted(spans, key=lambda span: -span.score):
        at = bisect_left(taken, one.end_char, key=lambda span: span.start_char)  # those before it begin before its end
        if at == 0 or taken[at - 1].end_char <= one.start_char:
            taken.insert(at, one)
    return tuple(taken)


def batches(sizes: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield the positions of `sizes` in batches of at most `most` and _PIECES, like beside like: little is padded."""
    batch: list[int] = []
    for at in sorted(range(len(sizes)), key=sizes.__getitem__):
        if batch and (len(batch) == most or (len(batch) + 1) * sizes[at] > _PIECES):
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
