"""New names: what an article has that no list holds, and on its way into the store what a batch's originals have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from news.discovering.candidates import discover
from news.discovering.groups import NewName, group
from news.discovering.tagged import with_tagged
from news.model import Article, Mention
from news.tagging.spans import Span
from storage.naming import Sighting, add_sightings
from storage.replay import StoredText
from storage.store import Store


def find_new_names(text: str, mentions: Sequence[Mention], spans: Sequence[Span] = ()) -> tuple[NewName, ...]:
    """Return the names of a text that none of its mentions holds, each with its spellings together; `spans` are a model's."""
    known = [mention for mention in mentions if mention.field == "text"]
    return tuple(group(text, with_tagged(text, known, discover(text, known), spans)))


def note_new_names(
    db: Store, articles: Sequence[Article], found: Mapping[str, Collection[NewName]], now: datetime
) -> None:
    """Record what was `found` in articles that are stored for the first time; a copy says nothing more than its original."""
    originals = [article.article_id for article in articles if article.version == 1 and article.copy_of is None]
    add_sightings(db, [_sighting(key, one, now) for key in originals for one in found.get(key, ())])


def note_names_again(db: Store, texts: Sequence[StoredText], found: Mapping[str, Collection[NewName]]) -> None:
    """Record what was `found` in stored articles that are read again, as of the day on which they were first seen."""
    seen_at = {text.article_id: text.first_seen_at for text in texts}
    add_sightings(db, [_sighting(key, one, seen_at[key]) for key, names in found.items() for one in names])


def _sighting(article_id: str, one: NewName, seen_at: datetime) -> Sighting:
    return Sighting(
        name_id=one.key,
        name=one.name,
        article_id=article_id,
        kind=one.kind,
        mentions=one.mentions,
        evidence=one.evidence,
        sentence=one.sentence,
        seen_at=seen_at,
    )
