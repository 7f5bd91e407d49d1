"""A text as weighted terms: its telling words, and the names it mentions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from wordfreq import zipf_frequency

from news.clitics import stems
from news.scripts import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_ARABIC = re.compile(r"[\u0621-\u064a]")
# The strongest terms say what a text is about; the rest is noise and rows.
TERMS = 60
# Words as common as this (Zipf scale: log10 of occurrences in a thousand million) say nothing: «الذي», "said".
STOP_ZIPF = 5.6
# A word nobody counted is taken as rare, but not rarer than this: it may be a misprint.
RARE_ZIPF = 1.5
TITLE_WEIGHT = 2.0
# How much of a text's subject a name carries. A person or organisation says more than a city, a country least.
_KIND_WEIGHT = {"country": 2.0, "region": 1.0, "city": 3.0, "org": 4.0}
PERSON_WEIGHT = 6.0


def words(text: str) -> list[str]:
    """Return the folded words of a text in any script, clitics of Arabic words taken off, common words left out."""
    found = (_stem(word) for word in _WORD.findall(fold(text).text))
    return [word for word in found if word and _zipf(word) < STOP_ZIPF]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    """Return an Arabic word without its longest stack of clitics that leaves four letters; others as they are."""
    if not _ARABIC.match(word):
        return word
    return next((rest for prefix, rest in reversed(stems(word)) if prefix and len(rest) >= 4), word)


@lru_cache(maxsize=200_000)
def _zipf(word: str) -> float:
    language = "ar" if _ARABIC.match(word) else "en"
    # clitics hide a word's frequency: the commonest of its spellings counts
    spellings = (word, "ال" + word) if language == "ar" else (word,)
    return max(max(zipf_frequency(one, language) for one in spellings), RARE_ZIPF)


def weights(title: str, text: str, entity_ids: Iterable[str], *, language: str = "") -> dict[str, float]:
    """Return the sketch of a text: at most 60 terms, of Euclidean length 1; names are terms that begin with `@`.

    Word weight is (1 + ln tf) · (7 − Zipf), a tf-idf with background frequencies for idf (Salton & Buckley 1988;
    frequencies by wordfreq); words of the title count double. `language` is not needed: the script says it.
    """
    counts: Counter[str] = Counter(words(text))
    for word in words(title):
        counts[word] += int(TITLE_WEIGHT)
    sketch = {word: (1 + math.log(n)) * (7.0 - _zipf(word)) for word, n in counts.items()}
    for entity_id, n in Counter(entity_ids).items():
        kind = entity_id.partition(":")[0] if ":" in entity_id else ""
        sketch["@" + entity_id] = (1 + math.log(n)) * _KIND_WEIGHT.get(kind, PERSON_WEIGHT)
    strongest = sorted(sketch.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    length = math.sqrt(sum(value * value for _, value in strongest)) or 1.0
    return {term: round(value / length, 4) for term, value in strongest}
