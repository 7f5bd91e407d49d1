"""What lists and the user told of names, beside the configuration and the known world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from news.lexicon.lexicon import Lexicon
from news.model import Entity, Name


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """The entities of imported lists, those that accepted new names became, and further names of others by entity id.

    `lists` is the version of what lists gave, empty when they gave nothing.
    """

    imported: Lexicon | None = None
    lists: str = ""
    accepted: Sequence[Entity] = ()
    further: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
