"""Wikidata's entities as JSON: one, a set as Special:EntityData and wbgetentities give it, or lines of a dump.

Data model: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from news.importing.records import Problem, Record, Written, make_record
from news.model import Kind

# Languages whose names news in Arabic or Latin script uses; `mul` is the name in all of them.
LANGUAGES = ("ar", "en", "mul", "fr", "de", "es", "it", "tr", "fa", "ur")
# What a thing is (P31). Wikidata has thousands of classes; what else a thing has (below) tells of the rest.
_PLACES = "Q6256 Q3624078 Q515 Q5119 Q1549591 Q486972 Q3957 Q532 Q5107 Q82794 Q23442 Q4022 Q8502 Q10864048 Q35657"
_ORGANISATIONS = (
    "Q43229 Q4830453 Q783794 Q6881511 Q7278 Q11032 Q1110794 Q192283 Q484652 Q245065 Q327333 Q17149090 Q476028"
)
_EVENTS = "Q1190554 Q198 Q178561 Q40231"
_CLASSES: Mapping[str, Kind] = {
    "Q5": "person",
    **dict.fromkeys(_PLACES.split(), "place"),
    **dict.fromkeys(_ORGANISATIONS.split(), "organisation"),
    **dict.fromkeys(_EVENTS.split(), "event"),
}
# date of birth, sex, occupation; coordinates; inception, headquarters, founder
_TELLING: tuple[tuple[str, Kind], ...] = (
    *((claim, "person") for claim in ("P569", "P21", "P106")),
    *((claim, "organisation") for claim in ("P159", "P112")),
    ("P625", "place"),
    ("P571", "organisation"),
)


def read_documents(documents: Iterable[tuple[int, Any]]) -> Iterator[Record]:
    """Yield what each JSON document of a file says; documents come with their lines."""
    for line, document in documents:
        if isinstance(document, dict) and isinstance(document.get("entities"), dict):
            for one in document["entities"].values():
                yield _read(line, one)
        else:
            yield _read(line, document)


def _read(line: int, item: Any) -> Record:
    if not isinstance(item, dict) or not re.fullmatch(r"Q[1-9]\d{0,15}", str(item.get("id", ""))):
        return Problem(line, "no Wikidata item")
    labels, aliases = _mapping(item, "labels"), _mapping(item, "aliases")
    names = [Written(text=text, language=code, is_main=True) for code, text in _values(labels)]
    names += [Written(text=text, language=code) for code, text in _values(aliases)]
    return make_record(line, f"wikidata:{item['id']}", _kind(_mapping(item, "claims")), names)


def _mapping(item: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = item.get(key)
    return found if isinstance(found, dict) else {}  # an empty one is written as an empty list


def _values(terms: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for code in LANGUAGES:
        found = terms.get(code, [])
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict) and isinstance(one.get("value"), str):
                yield ("" if code == "mul" else code), one["value"]


def _kind(claims: Mapping[str, Any]) -> Kind:
    for target in _targets(claims.get("P31")):
        if target in _CLASSES:
            return _CLASSES[target]
    return next((kind for claim, kind in _TELLING if claims.get(claim)), "other")


def _targets(statements: Any) -> Iterator[str]:
    for statement in statements if isinstance(statements, list) else ():
        try:
            if statement["rank"] != "deprecated":
                yield str(statement["mainsnak"]["datavalue"]["value"]["id"])
        except (KeyError, TypeError):  # no value, or an unknown one
            continue
