"""What a configured person's name most likely is in the script it is not given in, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import product

from news.model import Entity, Name
from news.spelling.letter_sounds import LATIN_OF, romanised
from news.spelling.personal_names import TITLES
from news.spelling.scripts import fold_name
from news.spelling.sound_codes import join_arabic, join_latin
from news.spelling.spelling_match import is_spelling_of, native_name
from news.spelling.transliteration import arabic_spellings, prepare_latin

_LISTED = 3
_CONSIDERED = 12
# A spelling's share among those considered, exp(-2 cost): on Latin names with known Arabic forms, of 100 spellings with a
# share of 0.3 to 0.4 some 39 are the known form, of 0.5 to 0.6 some 69 (docs/decisions/0010-variants.md).
_SHARPNESS = 2.0
# A well-known Arabic name behind its usual romanisation has one spelling; romanisations differ in every vowel.
_KNOWN, _ROMANISED_KNOWN, _ROMANISED_BY_LETTERS = 0.95, 0.6, 0.2


def add_transliterations(entities: Sequence[Entity], known: Iterable[Entity] = ()) -> tuple[Entity, ...]:
    """Return entities with names in the script they lack; none that is another's name or might be two persons'."""
    made = [tuple(_transliterations(entity)) for entity in entities]
    taken = {fold_name(name.name) for entity in (*entities, *known) for name in entity.names}
    taken |= {text for text, n in Counter(fold_name(name.name) for names in made for name in names).items() if n > 1}
    return tuple(
        replace(entity, names=(*entity.names, *(name for name in names if fold_name(name.name) not in taken)))
        for entity, names in zip(entities, made, strict=True)
    )


def _transliterations(entity: Entity) -> Iterator[Name]:
    full = [name.name for name in entity.names if name.form == "name" and " " in fold_name(name.name)]
    latin = [name for name in full if fold_name(name).isascii()]
    if entity.kind != "person" or not full:
        return
    if not latin:
        yield _in_latin(full[0])
    elif len(latin) == len(full):
        yield from _in_arabic(latin[0])


def _in_arabic(latin: str) -> Iterator[Name]:
    words = join_latin(f" {fold_name(latin)} ").split()
    words = words[1:] if len(words) > 2 and words[0] in TITLES else words
    ways = sorted(product(*map(_arabic_words, words)), key=lambda way: -_sure(way))
    for way in ways[:_LISTED]:
        spelled = " ".join(word for word, _ in way)
        yield Name(name=spelled, language="ar", origin="transliteration", confidence=round(_sure(way), 2))


def _sure(way: Sequence[tuple[str, float]]) -> float:
    return reduce(lambda all_, word: all_ * word[1], way, 1.0)


def _arabic_words(latin: str) -> list[tuple[str, float]]:
    if latin.startswith(("al_", "el_")) and len(latin) > 4:
        return [("ال" + word.removeprefix("ال"), sure) for word, sure in _arabic_words(latin[3:])]
    if known := native_name(latin):
        return [(known, _KNOWN)]
    spelled = arabic_spellings(prepare_latin(latin), _CONSIDERED)
    whole = sum(math.exp(-_SHARPNESS * cost) for _, cost in spelled)
    return [(word, math.exp(-_SHARPNESS * cost) / whole) for word, cost in spelled if is_spelling_of(latin, word)]


def _in_latin(arabic: str) -> Name:
    words = [word.replace("ـ", "") for word in join_arabic(fold_name(arabic)).split()]
    sure = _ROMANISED_KNOWN if all(word in romanised() for word in words) else _ROMANISED_BY_LETTERS
    return Name(name=" ".join(map(romanise, words)), language="en", origin="transliteration", confidence=sure)


def romanise(arabic: str) -> str:
    """Return a folded Arabic word in Latin letters: as newspapers have it, or letter by letter with a where no vowel is written."""
    if arabic in romanised():
        return romanised()[arabic]
    if arabic.startswith("ال") and len(arabic) > 4:
        return "al-" + romanise(arabic[2:])
    letters = [LATIN_OF.get(letter, letter) for letter in arabic]
    spelled = letters[0] if letters else ""
    for letter in letters[1:]:
        helped = spelled[-1] not in "aiu" and letter not in "aiu"
        spelled += ("a" if helped else "") + letter
    return spelled.capitalize()
