"""How common words are, by wordfreq's counts: what is common says nothing, what is rare may be a name."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from news.naming.scripts import fold

# Words as common as this (Zipf scale: log10 of occurrences in a thousand million) say nothing: «الذي», "said".
STOP_ZIPF = 5.6
# What is not among its language's commonest words (Zipf 3 and up) counts as a little rarer than the last of them.
RARE_ZIPF, TOP_ZIPF = 2.5, 7.0
# Whose background frequencies count, by script. A word is as common as in the language that has it most: no language
# need be known, and an example and an article are weighed alike.
_LANGUAGES = {
    "arabic": ("ar", "fa"),
    "cyrillic": ("ru", "uk"),
    "latin": ("en", "fr", "de", "es", "it", "nl", "pt", "tr"),
}
_ARABIC = re.compile(r"[\u0621-\u064a]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def zipf(word: str) -> float:
    """Return how common a folded word is, 7 at most and RARE_ZIPF when it is not among the commonest of its script."""
    return common_words(_script(word)).get(word, RARE_ZIPF)


def _script(word: str) -> str:
    if _ARABIC.match(word):
        return "arabic"
    return "cyrillic" if _CYRILLIC.match(word) else "latin"


@cache
def common_words(script: str) -> Mapping[str, float]:
    """Return the Zipf values of the common words of a script's languages, folded."""
    highest: dict[str, float] = {}
    for language in _LANGUAGES[script]:
        for word, frequency in _language_frequencies(language).items():
            highest[word] = max(highest.get(word, 0.0), math.log10(frequency) + 9)
    return highest


def _language_frequencies(language: str) -> Mapping[str, float]:
    """Return the share of each folded word in a language's texts; spellings that fold to one are added up."""
    # imported late: a third of a second that a run without articles does not need
    from wordfreq import get_frequency_list

    ranked = [
        (word, 10 ** (-centibels / 100))
        for centibels, spellings in enumerate(get_frequency_list(language, "small"))
        for word in spellings
    ]
    sums: defaultdict[str, float] = defaultdict(float)
    folded = fold("\n".join(word for word, _ in ranked)).text.split("\n")
    for word, (_, frequency) in zip(folded, ranked, strict=True):
        sums[word] += frequency
    return sums
