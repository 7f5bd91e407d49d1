"""How a person's full name may be spelled: joined and parted compounds, a title or house left off, foreign vowels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from news.spelling.personal_names import NATIVE_NAMES, TITLES

_VOWELS = "اوي"
# Letters that Arabic names have and transcriptions of foreign ones hardly ever.
_NATIVE_LETTERS = frozenset("عحظضصذث")
# Shorter words and names keep every letter: «كيم», «حسن».
_SHORTEST_FOREIGN, _SHORTEST_SKELETON, _SHORTEST_JOINED = 5, 5, 8
_DIFFERENCES = 2
_MOST_SPELLINGS = 64
_PARTED = re.compile(r"\bعبد (?=\w{3})| (?=الله\b)")
_CONSONANTS = re.compile(rf"[^{_VOWELS}]")
_CHOICES = {
    **dict.fromkeys(("بن", "ابن"), ("بن", "ابن")),
    **dict.fromkeys(("ابو", "ابي", "ابا"), ("ابو", "ابي", "ابا")),
}


def by_sound(folded: str) -> str:
    """Return a folded text with one letter for a foreign g, k or j: outlets write جونغ, جونج, جونق, جونك."""
    # a replacement a letter is fifty times as fast as a table
    return folded.replace("ج", "غ").replace("ق", "غ").replace("ك", "غ")


def skeleton(folded: str) -> str:
    """Return a folded text by sound without its long vowels, which are written or not in foreign names."""
    return by_sound(folded).replace("ا", "").replace("و", "").replace("ي", "")


def join_compounds(folded: str) -> str:
    """Return a folded name with «عبد الله» and «نصر الله» as one word each."""
    return _PARTED.sub(lambda found: found[0].strip(), folded)


def spell_full_name(folded: str) -> Iterator[str]:
    """Yield the spellings of a folded name of two words or more, itself first: 64 at most."""
    yield from islice(dict.fromkeys((folded, *_spell(join_compounds(folded).split()))), _MOST_SPELLINGS)


def _spell(words: list[str]) -> Iterator[str]:
    for kept in _shortened(words):
        for chosen in product(*map(_word_spellings, kept)):
            whole = " ".join(chosen)
            yield whole
            parts = whole.split()
            if len(parts) > 2:  # جونغ أون, جونغأون
                yield " ".join((*parts[:-2], parts[-2] + parts[-1]))
            if sum(map(len, parts)) >= _SHORTEST_JOINED:
                yield "".join(parts)


def _shortened(words: list[str]) -> Iterator[list[str]]:
    """Yield a name, then without its title and without its house where two words are left: «آل سعود»."""
    yield words
    first = 1 if words[0].startswith("ال") and words[0][2:] in TITLES else 0
    last = len(words) - 2 if len(words) > 2 and words[-2] == "ال" else len(words)
    for start, end in ((first, len(words)), (0, last), (first, last)):
        if end - start >= 2 and end - start < len(words):
            yield words[start:end]


def _word_spellings(word: str) -> tuple[str, ...]:
    if word.startswith("عبد") and len(word) >= 6:
        return word, "عبد " + word[3:]
    if word.endswith("الله") and len(word) >= 6:
        return word, word[:-4] + " الله"
    return _CHOICES.get(word, (word,))


def has_foreign_word(folded: str) -> bool:
    """Say whether a full name's vowels may be written otherwise, and enough is left to know it by."""
    return len(skeleton(folded).replace(" ", "")) >= _SHORTEST_SKELETON and any(map(_is_foreign, folded.split()))


def _is_foreign(word: str) -> bool:
    native = word in NATIVE_NAMES or word.startswith(("ال", "عبد")) or not _NATIVE_LETTERS.isdisjoint(word)
    return not native and "\u0621" <= word[0] <= "\u064a"


def is_spelled_like(name: str, found: str) -> bool:
    """Say whether a folded full name is written in another way: word by word, by sound, its inner vowels there or not."""
    words, others = name.split(" "), found.split(" ")
    return len(words) == len(others) and all(map(is_same_word, words, others))


def is_same_word(word: str, other: str) -> bool:
    """Say whether two folded words spell one name: «زيلينسكي» and «زيلنسكي», but not «بوتين» and «بوتينا»."""
    if by_sound(word) == by_sound(other):
        return True
    if max(len(word), len(other)) < _SHORTEST_FOREIGN or not (_is_foreign(word) and _is_foreign(other)):
        return False
    if skeleton(word) != skeleton(other):
        return False
    first, second = _CONSONANTS.split(word), _CONSONANTS.split(other)
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    ends_agree = first[0] == second[0] and first[-1] == second[-1]
    return ends_agree and len(differing) <= _DIFFERENCES and all(a in b or b in a for a, b in differing)
