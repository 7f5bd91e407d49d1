"""OpenSanctions' entities: FollowTheMoney objects, one a line (https://www.opensanctions.org/docs/entities/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from news.importing.records import Problem, Record, Written, make_record
from news.model import Kind

# Schemata that are named in news; addresses, documents and relations between entities are not.
_KINDS: Mapping[str, Kind] = {
    "Person": "person",
    **dict.fromkeys(("Organization", "Company", "LegalEntity", "PublicBody", "CryptoWallet"), "organisation"),
    **dict.fromkeys(("Vessel", "Airplane", "Vehicle"), "other"),
}


def read_documents(documents: Iterable[tuple[int, Any]]) -> Iterator[Record]:
    """Yield what each JSON document of a file says; documents come with their lines."""
    for line, one in documents:
        properties = one.get("properties") if isinstance(one, dict) else None
        if not isinstance(properties, dict) or not isinstance(one.get("schema"), str):
            yield Problem(line, "no FollowTheMoney entity")
        elif one["schema"] in _KINDS:
            yield make_record(line, f"opensanctions:{one.get('id', '')}", _KINDS[one["schema"]], _names(properties))


def _names(properties: Mapping[str, Any]) -> Iterator[Written]:
    for key, weak in (("name", None), ("alias", None), ("previousName", None), ("weakAlias", True)):
        found = properties.get(key)
        for text in found if isinstance(found, list) else ():
            if isinstance(text, str):
                yield Written(text=text, is_weak=weak)
