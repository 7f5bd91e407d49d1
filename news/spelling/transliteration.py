"""Names across scripts: how a Latin name is spelled in Arabic letters and back, and how well two spellings fit one another.

A weighted transducer from Latin units to Arabic letters (Knight and Graehl, Machine Transliteration, CL 24(4), 1998), its
weights set by hand in letter_sounds.py. Costs are sums of negative log likelihoods of a kind: lower is likelier.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import heappop, heappush

from news.spelling.letter_sounds import read_sounds
from news.spelling.scripts import fold_name

_LONGEST_UNIT = 6
_FRONT_VOWELS = frozenset("eiyéèêëíìîï")
_SILENT = frozenset(' -‐‑–._"\u0307’')
_AIN = str.maketrans({"‘": "ʿ", "`": "ʿ", "ʼ": "'", "’": "'", "ʻ": "ʿ", "′": "'"})
# the article, where the Latin name leaves it out: Yalaoui, «اليعلاوي»
_ARTICLE_COST = 1.8
_UNKNOWN_COST = 3.0
# a vowel that helps two consonants: Miljković, «ميليكوفيتش»
_HELP_COST = 2.2
_PARTED_COST = 0.8
_VOWELS = frozenset("aeiouyáàâãäåāăąæéèêëẽěęēėíìîïīıóòôõöōőøœúùûüūůűý")

Edge = tuple[int, str, float]  # where the next unit begins, Arabic letters, cost


def prepare_latin(name: str) -> str:
    """Return a Latin name as the table reads it: small letters with their diacritics, nothing silent."""
    lower = unicodedata.normalize("NFC", name.translate(_AIN).lower())
    return "".join(letter for letter in lower if letter not in _SILENT)


def prepare_arabic(name: str) -> str:
    """Return an Arabic name folded, its words joined, without the hamza that stands alone."""
    return "".join(letter for letter in fold_name(name) if letter not in ' .،ء"')


@lru_cache(maxsize=1024)
def lattice(latin: str) -> tuple[tuple[Edge, ...], ...]:
    """Return for each place of a prepared Latin name the units that may begin there and what they sound like."""
    return tuple(tuple(_edges(latin, start)) for start in range(len(latin)))


def _edges(latin: str, start: int) -> Iterator[Edge]:
    if start and latin[start] not in _VOWELS and latin[start - 1] not in _VOWELS:
        yield from ((start, vowel, _HELP_COST) for vowel in "يوا")
    for end in range(start + 1, min(start + _LONGEST_UNIT, len(latin)) + 1):
        if end < len(latin) and latin[end] == latin[end - 1] and latin[end] not in _VOWELS:
            continue  # a doubled letter is one sound
        # s and h are seldom two sounds side by side
        parted = _PARTED_COST if latin[end : end + 1] == "h" and latin[end - 1] in "cgkpstz" else 0.0
        for letters, cost in _spellings(latin, start, end):
            yield end, letters, cost + parted
    if start + 1 < len(latin) and latin[start] == latin[start + 1] and latin[start : start + 2] not in read_sounds():
        for letters, cost in _spellings(latin, start, start + 1):
            yield start + 2, letters, cost


def _spellings(latin: str, start: int, end: int) -> tuple[tuple[str, float], ...]:
    sounds, unit = read_sounds(), latin[start:end]
    if start == 0 and "^" + unit in sounds:
        return sounds["^" + unit]
    if end == len(latin) and unit + "$" in sounds:
        return sounds[unit + "$"]
    if "1" + unit in sounds and _VOWELS.isdisjoint(latin[:start]):
        return sounds["1" + unit]
    if end < len(latin) and latin[end] in _FRONT_VOWELS and unit + "+" in sounds:
        return sounds[unit + "+"]
    if unit in sounds:
        return sounds[unit]
    return _of_plain_letter(unit) if len(unit) == 1 else ()


def _of_plain_letter(letter: str) -> tuple[tuple[str, float], ...]:
    plain = unicodedata.normalize("NFKD", letter)[0]
    return read_sounds().get(plain, (("", _UNKNOWN_COST),)) if plain != letter else (("", _UNKNOWN_COST),)


def spelling_cost(latin: str, arabic: str, *, each: float = float("inf")) -> float:
    """Return how unlikely an Arabic spelling of a Latin name is, infinity for one that no sounds of less than `each` lead to."""
    source, target = prepare_latin(latin), prepare_arabic(arabic)
    best = [{0: 0.0}, *({} for _ in source)]
    if target.startswith("ال"):
        best[0][2] = _ARTICLE_COST
    for start, edges in enumerate(lattice(source)):
        for reached, so_far in _growing(best[start]):
            for end, letters, cost in edges:
                if cost <= each and target.startswith(letters, reached):
                    at, total = reached + len(letters), so_far + cost
                    if total < best[end].get(at, float("inf")):
                        best[end][at] = total
    return best[-1].get(len(target), float("inf"))


def _growing(costs: dict[int, float]) -> Iterator[tuple[int, float]]:
    done: set[int] = set()
    while left := costs.keys() - done:
        done.add(at := min(left))
        yield at, costs[at]


class _Node:
    """A place in a trie: where each letter leads, and the names that end here."""

    __slots__ = ("after", "names")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.names: list[str] = []


class Lexicon:
    """Arabic names in a trie, to find those that a Latin name may be."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = _Node()
        for name in names:
            node = self._root
            for letter in prepare_arabic(name):
                node = node.after.setdefault(letter, _Node())
            node.names.append(name)

    def nearest(self, latin: str, most: float) -> Iterator[tuple[str, float]]:
        """Yield the names that a Latin one may be and their costs, likeliest first, up to a cost of `most`."""
        source = prepare_latin(latin)
        edges = lattice(source)
        heap: list[tuple[float, int, int, _Node]] = [(0.0, 0, id(self._root), self._root)]
        if (after := _walk(self._root, "ال")) is not None:
            heap.append((_ARTICLE_COST, 0, id(after), after))
        seen: set[tuple[int, int]] = set()
        while heap:
            cost, at, key, node = heappop(heap)
            if (at, key) in seen:
                continue
            seen.add((at, key))
            if at == len(source):
                yield from ((name, cost) for name in node.names)
                continue
            for end, letters, more in edges[at]:
                if cost + more <= most and (after := _walk(node, letters)) is not None and (end, id(after)) not in seen:
                    heappush(heap, (cost + more, end, id(after), after))


def _walk(node: _Node, letters: str) -> _Node | None:
    for letter in letters:
        if letter not in node.after:
            return None
        node = node.after[letter]
    return node


def arabic_spellings(latin: str, most: int) -> list[tuple[str, float]]:
    """Return the likeliest folded Arabic spellings of one Latin word and their costs, at most so many."""
    source = prepare_latin(latin)
    edges = [[edge for edge in ways if edge[0] > start] for start, ways in enumerate(lattice(source))]
    heap: list[tuple[float, int, str]] = [(0.0, 0, "")]
    found: dict[str, float] = {}
    while heap and len(found) < most:
        cost, at, spelled = heappop(heap)
        if at == len(source):
            found.setdefault(spelled, cost)
            continue
        for end, letters, more in edges[at]:
            heappush(heap, (cost + more, end, spelled + letters))
    return list(found.items())
