"""New names on their way into the store: what a batch's originals have that no list holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from news.model import Article
from news.naming.discovery import discover
from news.naming.discovery_groups import group
from storage.naming import Sighting, add_sightings
from storage.store import Store


def note_new_names(db: Store, articles: Sequence[Article], now: datetime) -> None:
    """Record the new names of articles that are stored for the first time; a copy says nothing more than its original."""
    originals = [article for article in articles if article.version == 1 and article.copy_of is None]
    add_sightings(db, [sighting for article in originals for sighting in _sightings(article)], now)


def _sightings(article: Article) -> Iterator[Sighting]:
    mentions = [mention for mention in article.findings.mentions if mention.field == "text"]
    for one in group(article.text, discover(article.text, mentions)):
        yield Sighting(
            name_id=one.key,
            name=one.name,
            article_id=article.article_id,
            kind=one.kind,
            mentions=one.mentions,
            evidence=one.evidence,
            sentence=one.sentence,
        )
