"""The version of what reads a text: who is known, and the rules by which names and telling words are found."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from news.model import Entity

# Each file of them may change what a text is found to say.
SPELLERS = ("news.spelling", "news.naming", "news.lexicon")
READERS = (*SPELLERS, "news.world", "news.quoting", "news.comparing")


def resolver_version(entities: Sequence[Entity], lists: str, model: str = "") -> str:
    """Return a short hash that changes with a known name, what lists gave (their version), a rule or the `model` of [ner].

    Rules are hashed as they are written: nobody has to remember to count a version up, and the worst that a changed comment
    costs is a replay that finds everything as it was.
    """
    known = [
        [e.entity_id, e.kind, [[n.name, n.language, n.origin, n.form, n.is_weak] for n in e.names]] for e in entities
    ]
    return _short_hash(_rules(READERS) + lists + model + json.dumps(known))


def lexicon_version(lists: str) -> str:
    """Return a short hash that changes with what a lexicon of these lists holds: their names, and how names are spelled."""
    return _short_hash(_rules(SPELLERS) + lists + unicodedata.unidata_version)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _rules(packages: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for package in packages:
        for file in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if file.is_file():
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
