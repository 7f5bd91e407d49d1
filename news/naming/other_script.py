"""Persons' full names in the script they are not given in, and in other romanisations: found by their consonants, judged by their sounds."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, product

from news.model import Entity
from news.naming.automaton import Automaton
from news.naming.patterns import Hit, Pattern
from news.spelling.clitics import PROCLITICS, stems
from news.spelling.personal_names import SYLLABLES, TITLES
from news.spelling.scripts import fold_name
from news.spelling.sound_codes import (
    arabic_code,
    arabic_code_of_text,
    codes_of_arabic,
    join_arabic,
    join_latin,
    latin_code,
)
from news.spelling.spelling_match import is_respelled, is_spelling_of, native_name
from news.spelling.symbols import Written, spell
from news.spelling.transliteration import arabic_spellings, prepare_latin

# Fewer consonants are found too often to be looked at, and say too little: «لي يو». There are ten of them, so for ten times
# as many names as this one more keeps what is found by chance the same.
_MANY = 1000
_FEWEST_IN_LATIN, _FEWEST_IN_ARABIC = 3, 4
_SPELLINGS_OF_A_WORD, _MOST_CODES = 6, 64
# How such a name is written, for want of a spelling that somebody gave: with a capital, or with none.
_LATIN, _ARABIC = "Aa", "ا"
# What parts two words: «بوتين، فلاديمير». Hyphens are spaces by now.
_BREAK = re.compile(r"[\n\",:;!?()\[\]«»،؛؟…]")
_SPACE = spell(" ")
# What may stand before a name's code within its word.
_CLITICS = frozenset(arabic_code(clitics).encode() for clitics in PROCLITICS)
_EDGES = "\"'.,;:!?()[]«»،؛؟…*"


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A full name and its words, joined as texts are."""

    entity_id: str
    words: tuple[str, ...]
    is_latin: bool


class OtherScript:
    """Finds the full names of persons in spellings that nobody listed."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        in_latin: dict[str, list[_Spelled]] = defaultdict(list)
        in_arabic: dict[str, list[_Spelled]] = defaultdict(list)
        for entity in entities:
            names = list(_full_names(entity))
            has_arabic = not all(name.is_latin for name in names)
            for name in names:
                _file(in_latin, name, [_code_of(name)] if name.is_latin else codes_of_arabic(" ".join(name.words)))
                if name.is_latin and not has_arabic:
                    _file(in_arabic, name, _arabic_codes(name.words))
        in_latin, in_arabic = _telling(in_latin, _FEWEST_IN_LATIN), _telling(in_arabic, _FEWEST_IN_ARABIC)
        self._latin = _Finder(in_latin, (_LATIN, " "), _in_latin, join_latin, _is_in_latin)
        self._arabic = _Finder(in_arabic, (_ARABIC, ""), _in_arabic, join_arabic, _is_in_arabic)

    def find(self, written: Written) -> Iterator[Hit]:
        """Yield the names in a folded text; where two persons answer to one spelling, neither."""
        yield from self._latin.find(written)
        yield from self._arabic.find(written)


def _in_latin(written: Written) -> bytes:
    """Return the code of a text, between spaces; an empty one where no word is Latin."""
    return latin_code(join_latin(f" {written.text} ")).encode() if written.has_latin_words else b""


def _in_arabic(written: Written) -> bytes:
    return arabic_code_of_text(b"%b%b%b" % (_SPACE, written.symbols, _SPACE)) if written.has_arabic else b""


def _full_names(entity: Entity) -> Iterator[_Spelled]:
    for name in entity.names if entity.kind == "person" else ():
        if name.form != "name" or name.is_weak or name.origin == "transliteration":
            continue
        folded = fold_name(name.name)
        is_latin = folded.isascii()
        joined = (join_latin if is_latin else join_arabic)(f" {folded} ").strip()
        words = tuple(joined.split(" "))
        if len(words) > 2 and is_latin and words[0] in TITLES:
            words = words[1:]
        if len(words) > 1:
            yield _Spelled(entity.entity_id, words, is_latin)
        if len(words) > 2 and words[-1] in SYLLABLES:  # Jin-ping, Jinping
            yield _Spelled(entity.entity_id, (*words[:-2], words[-2] + words[-1]), is_latin)


def _code_of(name: _Spelled) -> str:
    return latin_code(f" {' '.join(name.words)} ").strip(" ") if name.words else ""


def _arabic_codes(words: Sequence[str]) -> set[str]:
    ways = [set(_codes_of_latin(word)) for word in words]
    # «السنوار» is Sinwar as often as al-Sinwar
    ways[-1] |= {"L" + code for code in ways[-1]}
    return {" ".join(chosen) for chosen in islice(product(*map(sorted, ways)), _MOST_CODES)}


@lru_cache(maxsize=1 << 15)
def _codes_of_latin(word: str) -> frozenset[str]:
    likely = [spelling for spelling, _ in arabic_spellings(prepare_latin(word), _SPELLINGS_OF_A_WORD)]
    codes = {arabic_code(spelling) for spelling in (*likely, native_name(word)) if spelling}
    # z may be «ظ» or «ذ»
    return frozenset(codes | {code.replace("S", "D") for code in codes if "z" in word})


def _file(names: dict[str, list[_Spelled]], name: _Spelled, codes: Iterable[str]) -> None:
    for code in codes:
        if code.count(" ") == len(name.words) - 1:
            names[code].append(name)


def _telling(names: Mapping[str, list[_Spelled]], fewest: int) -> dict[str, list[_Spelled]]:
    """Return the names whose codes have so many consonants that chance hits are few."""
    more = math.ceil(math.log10(max(len(names) / _MANY, 1)))
    return {code: named for code, named in names.items() if len(code.replace(" ", "")) >= fewest + more}


def _is_in_latin(name: _Spelled, words: Sequence[str]) -> int | None:
    """Return 0, as nothing stands before a Latin name within its word, or None when the words are not the name."""
    same = is_respelled if name.is_latin else _is_romanised
    return 0 if all(map(same, words, name.words)) else None


def _is_romanised(latin: str, arabic: str) -> bool:
    return is_spelling_of(latin, arabic.replace("ـ", ""))


def _is_in_arabic(name: _Spelled, words: Sequence[str]) -> int | None:
    """Return how many letters of clitics stand before the name, or None when the words are not the name."""
    if not all(
        is_spelling_of(latin, word.replace("ـ", "")) for latin, word in zip(name.words[1:], words[1:], strict=True)
    ):
        return None
    for prefix, rest in stems(words[0]):
        if is_spelling_of(name.words[0], rest.replace("ـ", "")):
            return len(prefix)
    return None


class _Finder:
    """Looks for codes in the code of a text and compares the words there."""

    def __init__(
        self,
        names: Mapping[str, list[_Spelled]],
        script: tuple[str, str],  # how a name is written, what stands before its code
        code: Callable[[Written], bytes],
        join: Callable[[str], str],
        place: Callable[[_Spelled, Sequence[str]], int | None],
    ) -> None:
        self._written, before = script
        self._names = list(names.values())
        self._join, self._code, self._place = join, code, place
        self._automaton = Automaton([f"{before}{code} ".encode() for code in names])

    def find(self, written: Written) -> Iterator[Hit]:
        """Yield the names in a folded text."""
        code = self._code(written) if self._names else b""
        found = [one for one in self._automaton.find(code) if self._may_begin(code, one[1])]
        if not found:
            return
        joined = self._join(f" {written.text} ")
        words = joined.replace("\n", " ").split(" ")
        counter = _Counter(code)
        lasts = ((counter.spaces_before(end - 1), self._names[index]) for index, _, end in found)
        judged = [one for last, names in lasts if (one := self._judge(words, last, names))]
        letters = list(accumulate(map(len, words), initial=0)) if judged else []
        for name, last, skipped in judged:
            first = last + 1 - len(name.words)
            # without the marks around them and an English genitive
            start = first + letters[first] + len(words[first]) - len(words[first].lstrip(_EDGES))
            end = last + letters[last] + len(words[last].rstrip(_EDGES).removesuffix("'s"))
            if not _BREAK.search(joined, start, end):
                # one place on: the text began with a space of our own
                yield Hit(start + skipped - 1, end - 1, Pattern(name.entity_id, "name", self._written, is_full=True))

    def _may_begin(self, code: bytes, start: int) -> bool:
        """Say whether a word or what stands behind clitics begins at a place of a code."""
        return code[start : start + 1] == b" " or code[code.rfind(b" ", 0, start) + 1 : start] in _CLITICS

    def _judge(self, words: Sequence[str], last: int, names: Sequence[_Spelled]) -> tuple[_Spelled, int, int] | None:
        """Return the one name that ends with the `last`-th word, that place, and the letters of clitics before it."""
        found: dict[str, tuple[_Spelled, int, int]] = {}
        for name in names:
            first = last + 1 - len(name.words)
            bare = [word.strip(_EDGES).removesuffix("'s") for word in words[max(first, 0) : last + 1]]
            if len(bare) == len(name.words) and all(bare) and (skipped := self._place(name, bare)) is not None:
                found.setdefault(name.entity_id, (name, last, skipped))
        return next(iter(found.values())) if len(found) == 1 else None


class _Counter:
    """Counts spaces before growing places of a code."""

    def __init__(self, code: bytes) -> None:
        self._code, self._at, self._count = code, 0, 0

    def spaces_before(self, place: int) -> int:
        """Return how many spaces stand before a place that is not before the last one asked for."""
        self._count += self._code.count(b" ", self._at, place)
        self._at = place
        return self._count
