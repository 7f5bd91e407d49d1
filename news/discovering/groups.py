"""New names of one article: spellings of one name together, and a person's short form with the full one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from news.discovering.candidates import Candidate
from news.model import Kind
from news.naming.full_names import by_sound, join_compounds
from news.spelling.scripts import fold_name, sentence_at, sentences

_LONGEST_SENTENCE = 300
# What stands there once for want of anything better than the same word elsewhere.
_WEAK = frozenset({"again", "family name"})


@dataclass(frozen=True, kw_only=True, slots=True)
class NewName:
    """A new name of an article: `key` is what its spellings share, `sentence` the one that has it first."""

    key: str
    name: str
    kind: Kind
    mentions: int
    evidence: str
    sentence: str


def name_key(name: str) -> str:
    """Return what the spellings of a name share: letters folded, foreign g, k and j one, compounds joined."""
    return by_sound(join_compounds(" ".join(fold_name(name).split())))


def group(text: str, candidates: Sequence[Candidate]) -> list[NewName]:
    """Return the new names of a text; a person of one word only joins a full name that ends in it, if there is just one."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        if one.kind != "person" or " " in one.name:
            groups[name_key(one.name)].append(one)
    full: defaultdict[str, set[str]] = defaultdict(set)
    for key, found in groups.items():
        if found[0].kind == "person":
            full[key.rpartition(" ")[2]].add(key)
    for one in candidates:
        owners = full.get(name_key(one.name), set()) if one.kind == "person" and " " not in one.name else set()
        if len(owners) == 1:
            groups[next(iter(owners))].append(one)
    spans = sentences(text)
    return [_named(key, found, text, spans) for key, found in groups.items() if {c.evidence for c in found} - _WEAK]


def _named(key: str, found: Sequence[Candidate], text: str, spans: Sequence[tuple[int, int]]) -> NewName:
    first = found[0]
    start, end = sentence_at(spans, first.start_char)
    evidence = next(one.evidence for one in found if one.evidence not in _WEAK)
    return NewName(
        key=key,
        name=first.name,
        kind=first.kind,
        mentions=len(found),
        evidence=evidence,
        sentence=_cut(text, start, end, first),
    )


def _cut(text: str, start: int, end: int, one: Candidate) -> str:
    if end - start > _LONGEST_SENTENCE:
        start = max(start, one.start_char - _LONGEST_SENTENCE // 2)
        end = min(end, start + _LONGEST_SENTENCE)
    return " ".join(text[start:end].split())
