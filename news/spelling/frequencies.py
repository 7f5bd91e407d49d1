"""How common words are, by wordfreq's counts: what is common says nothing, what is rare may be a name."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache

from news.spelling.scripts import fold

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
    frequency = common_words(_script(word)).get(word)
    return RARE_ZIPF if frequency is None else math.log10(frequency) + 9


def _script(word: str) -> str:
    if _ARABIC.match(word):
        return "arabic"
    return "cyrillic" if _CYRILLIC.match(word) else "latin"


@cache
def common_words(script: str) -> Mapping[str, float]:
    """Return the common words of a script's languages, folded, and the share of each in the language that has it most."""
    highest: dict[str, float] = {}
    for language in _LANGUAGES[script]:
        for word, frequency in _language_frequencies(language).items():
            if frequency > highest.get(word, 0.0):
                highest[word] = frequency
    return highest


@cache
def language_words(language: str) -> Mapping[str, float]:
    """Return the Zipf values of one language's common words, folded."""
    return {word: math.log10(frequency) + 9 for word, frequency in _language_frequencies(language).items()}


def _language_frequencies(language: str) -> Mapping[str, float]:
    """Return the share of each folded word in a language's texts; spellings that fold to one are added up."""
    # imported late: a third of a second that a run without articles does not need
    from wordfreq import get_frequency_list

    ranked = get_frequency_list(language, "small")
    frequencies = [
        frequency for centibels, words in enumerate(ranked) for frequency in [10 ** (-centibels / 100)] * len(words)
    ]
    folded = fold("\n".join(word for words in ranked for word in words)).text.split("\n")
    sums: dict[str, float] = {}
    for word, frequency in zip(folded, frequencies, strict=True):
        sums[word] = sums.get(word, 0.0) + frequency
    return sums
