"""Discover: names that no list holds, by the company they keep.

Rules and word lists are written by hand; wordfreq's counts tell common words from what may be a name. Offices of state
(«وزارة الخارجية») are no names: they say which country's they are by its nationality, which is counted as the country.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from news.discovering.latin import latin_names
from news.discovering.names import AMBIGUOUS_NAMES, DIVINE, ORDINALS
from news.discovering.organisations import organisation_at
from news.discovering.persons import person_at
from news.discovering.places import follows_head, place_at
from news.discovering.text import Text, zipf
from news.model import Kind, Mention
from news.spelling.clitics import stems

# FAULTS 80: a page stuffed with names must not fill the history, nor take long.
MOST_CHARACTERS = 100_000
MOST_CANDIDATES = 500
# A word found once is found again alone when it is no commoner than this; of what was a place there, less.
_AGAIN_ZIPF, _PLACE_AGAIN_ZIPF = 4.8, 3.2
_LIMITS: dict[Kind, float] = {"place": _PLACE_AGAIN_ZIPF}
_ARABIC = re.compile(r"[\u0621-\u064a]{2}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A name that no list holds: where it stands in the text, and what gave it away."""

    name: str
    kind: Kind
    start_char: int
    end_char: int
    evidence: str


def discover(text: str, mentions: Sequence[Mention]) -> tuple[Candidate, ...]:
    """Return the names that a text has beside its known ones (`mentions` of that same text), in order."""
    read = text[:MOST_CHARACTERS]
    arabic = _Discovery(Text(read, mentions)).candidates() if _ARABIC.search(read) else ()
    latin = (
        Candidate(name=text[start:end], kind=kind, start_char=start, end_char=end, evidence=evidence)
        for start, end, kind, evidence in latin_names(read, mentions)
    )
    found = sorted((*arabic, *latin), key=lambda one: one.start_char)
    return tuple(found[:MOST_CANDIDATES])


class _Discovery:
    """One text while its names are found: organisations, then persons, then places, then what was found once again."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._found: dict[int, tuple[int, Kind, str]] = {}

    def candidates(self) -> Iterator[Candidate]:
        """Yield the names."""
        self._find_organisations()
        self._find("person", person_at, self._beginnings())
        self._find("place", place_at, [at for at, word in enumerate(self._text.words) if word.read.may_be_place])
        self._find_again()
        for first, (end, kind, evidence) in self._found.items():
            start_char, end_char = self._text.span(first, end - 1)
            name = self._text.original[start_char:end_char]
            yield Candidate(name=name, kind=kind, start_char=start_char, end_char=end_char, evidence=evidence)

    def _add(self, first: int, end: int, kind: Kind, evidence: str) -> None:
        self._found[first] = end, kind, evidence
        for word in self._text.words[first:end]:
            word.taken = "new"

    def _find_organisations(self) -> None:
        for at, word in enumerate(self._text.words):
            if word.read.head:
                first, end, evidence = organisation_at(self._text, at)
                if evidence:
                    self._add(first, end, "organisation", evidence)

    def _beginnings(self) -> list[int]:
        """Return the words that a person's name may begin with: by themselves, or after a title."""
        reads = [word.read for word in self._text.words]
        pairs = enumerate(zip([None, *reads], reads, strict=False))
        may_be = [at for at, (before, read) in pairs if read.may_be_person or (before and before.is_title)]
        may_be = sorted({*may_be, *(at - 1 for at, word in enumerate(self._text.words) if at and word.text == "بن")})
        return [at for at in may_be if not follows_head(self._text, at)]

    def _find(self, kind: Kind, name_at: Callable[[Text, int], tuple[int, str]], where: Sequence[int]) -> None:
        for at in where:
            if self._text[at].is_free:
                end, evidence = name_at(self._text, at)
                if evidence:
                    self._add(at, end, kind, evidence)

    def _find_again(self) -> None:
        """Find a family name or a place alone where the text has it in full or in its company."""
        kinds: dict[str, Kind] = {}
        for first, (end, kind, _) in self._found.items():
            last = self._text[end - 1]
            if first == end - 1:
                kinds.setdefault(last.read.stem, kind)
            elif kind != "organisation" and last.text not in ORDINALS | DIVINE | AMBIGUOUS_NAMES:
                kinds.setdefault(last.text, kind)
        names = {
            word: kind for word, kind in kinds.items() if len(word) > 2 and zipf(word) < _LIMITS.get(kind, _AGAIN_ZIPF)
        }
        for at, word in enumerate(self._text.words):
            if names and word.is_free and (stem := _name_in(word.text, names)):
                self._add(at, at + 1, names[stem], "again")


def _name_in(word: str, names: dict[str, Kind]) -> str:
    if word in names:
        return word
    if zipf(word):
        return ""
    return next((stem for clitic, stem in stems(word) if clitic and len(stem) > 3 and stem in names), "")
