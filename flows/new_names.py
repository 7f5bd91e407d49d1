"""New names: what an article has that no list holds, and on its way into the store what a batch's originals have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from news.discovering.candidates import discover
from news.discovering.groups import NewName, group
from news.model import Article, Mention
from storage.naming import Sighting, add_sightings
from storage.store import Store


def find_new_names(text: str, mentions: Sequence[Mention]) -> tuple[NewName, ...]:
    """Return the names of a text that none of its mentions holds, each with its spellings together."""
    return tuple(group(text, discover(text, [mention for mention in mentions if mention.field == "text"])))


def note_new_names(
    db: Store, articles: Sequence[Article], found: Mapping[str, Collection[NewName]], now: datetime
) -> None:
    """Record what was `found` in articles that are stored for the first time; a copy says nothing more than its original."""
    originals = [article.article_id for article in articles if article.version == 1 and article.copy_of is None]
    add_sightings(db, [_sighting(key, one) for key in originals for one in found.get(key, ())], now)


def _sighting(article_id: str, one: NewName) -> Sighting:
    return Sighting(
        name_id=one.key,
        name=one.name,
        article_id=article_id,
        kind=one.kind,
        mentions=one.mentions,
        evidence=one.evidence,
        sentence=one.sentence,
    )
