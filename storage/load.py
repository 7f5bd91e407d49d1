"""Articles of a batch: what comparing them needs, and their rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from news.model import Article, Match, Reread, TextFrom
from storage.sql import sql
from storage.store import Store, insert_rows

# An event is told for about three days; older stories are not joined.
STORY_WINDOW = timedelta(hours=72)
# Articles held at once while all are matched anew.
PIECE = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredArticle:
    """What is stored of an article, as far as loading needs to know."""

    article_id: str
    title: str
    text: str
    text_from: TextFrom
    version: int
    copy_of: str | None
    story_id: str
    first_seen_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyCandidate:
    """A stored text that shares an LSH band with a fresh one."""

    article_id: str
    text: str
    copy_of: str | None
    story_id: str
    first_seen_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredSketch:
    """What matching a stored article anew needs; `text` begins with the title."""

    article_id: str
    terms: dict[str, float]
    text: str
    sources: frozenset[str]


def get_articles(db: Store, ids: Iterable[str]) -> dict[str, StoredArticle]:
    """Return what is stored under these ids."""
    rows = db.execute(sql("get_articles"), {"ids": list(ids)}).fetchall()
    names = ("article_id", "title", "text", "text_from", "version", "copy_of", "story_id", "first_seen_at")
    return {row[0]: StoredArticle(**dict(zip(names, row, strict=True))) for row in rows}


def copy_candidates(db: Store, bands: Mapping[str, Sequence[int]]) -> dict[str, list[CopyCandidate]]:
    """Return, for each article id, the stored texts that share an LSH band with it, best first."""
    rows = [{"article_id": key, "band": band} for key, keys in bands.items() for band in keys]
    names = ("article_id", "text", "copy_of", "story_id", "first_seen_at", "published_at")
    found: dict[str, list[CopyCandidate]] = {}
    for fresh_id, *row in insert_rows(db, "copy_candidates", rows):
        found.setdefault(fresh_id, []).append(CopyCandidate(**dict(zip(names, row, strict=True))))
    return found


def recent_sketches(db: Store, now: datetime) -> list[tuple[str, dict[str, float]]]:
    """Return (story id, sketch) of every article of the last three days, oldest first."""
    rows = db.execute(sql("recent_sketches"), {"since": now - STORY_WINDOW}).fetchall()
    return [(story_id, json.loads(terms)) for story_id, terms in rows]


def get_sketches(db: Store, ids: Sequence[str]) -> dict[str, tuple[dict[str, float], str]]:
    """Return the sketch, and the title and text that it is of, for each of these articles."""
    rows = db.execute(sql("get_sketches"), {"ids": list(ids)}).fetchall()
    return {article_id: (json.loads(terms), text) for article_id, terms, text in rows}


def stored_sketches(db: Store) -> Iterator[list[StoredSketch]]:
    """Yield all that is stored, a piece at a time, as it was before the transaction at hand."""
    cursor = db.cursor().execute(sql("stored_sketches"))  # a connection of its own: others may write meanwhile
    while rows := cursor.fetchmany(PIECE):
        yield [
            StoredSketch(article_id=key, terms=json.loads(terms), text=text, sources=frozenset(sources or ()))
            for key, terms, text, sources in rows
        ]


def set_terms(db: Store, sketches: Mapping[str, Mapping[str, float]]) -> None:
    """Give stored articles other sketches."""
    insert_rows(db, "set_terms", [{"article_id": key, "terms": terms} for key, terms in sketches.items()])


def add_articles(db: Store, run_id: str, articles: Sequence[Article]) -> None:
    """Store new articles and new versions with everything found out about them."""
    insert_rows(db, "add_articles", [_article_row(run_id, article) for article in articles])
    insert_rows(db, "add_versions", [_version_row(article) for article in articles])
    add_findings(db, articles)
    _replace_comparing(db, articles)
    stories = sorted({article.story_id for article in articles})
    db.execute(sql("count_stories"), {"ids": stories})


def add_findings(db: Store, texts: Sequence[Article | Reread]) -> None:
    """Store all rows that say what names a text holds; `replay.replace_findings` drops the rows of the same tables."""
    insert_rows(db, "add_mentions", [row for text in texts for row in _mention_rows(text)])
    insert_rows(db, "add_quotes", [row for text in texts for row in _quote_rows(text)])


def clear_matches(db: Store) -> None:
    """Drop all matches, before they are written anew."""
    db.execute(sql("clear_matches"))


def set_matches(db: Store, matches: Sequence[tuple[str, Match]]) -> None:
    """Store (article id, match) pairs; the rules hear nothing of it."""
    insert_rows(db, "add_matches", [_match_row(article_id, match) for article_id, match in matches])


def add_matches(db: Store, matches: Sequence[tuple[str, Match]], since: Callable[[str], datetime]) -> None:
    """Store (article id, match) pairs; let the rules look at articles that are new to a watch, `since` when each is."""
    pairs = [{"watch": match.watch, "article_id": article_id} for article_id, match in matches]
    fresh = [article_id for (article_id,) in insert_rows(db, "new_matches", pairs)]
    set_matches(db, matches)
    insert_rows(db, "add_unevaluated", [{"article_id": one, "since": since(one)} for one in sorted(fresh)])


def _replace_comparing(db: Store, articles: Sequence[Article]) -> None:
    changed = [article.article_id for article in articles if article.version > 1]
    before = set(db.execute(sql("drop_matches"), {"ids": changed}).fetchall())
    db.execute(sql("drop_bands"), {"ids": changed})
    found = [(article.article_id, match) for article in articles for match in article.matches]
    # the rules look at what is new to a watch: a correction of what they have seen is not
    fresh = [(article_id, match) for article_id, match in found if (match.watch, article_id) not in before]
    since = {one.article_id: one.first_seen_at if one.version == 1 else one.fetched_at for one in articles}
    add_matches(db, fresh, since.__getitem__)
    set_matches(db, [(article_id, match) for article_id, match in found if (match.watch, article_id) in before])
    insert_rows(db, "add_bands", [row for article in articles for row in _band_rows(article)])
    insert_rows(db, "set_sketches", [_sketch_row(article) for article in articles])


def _article_row(run_id: str, article: Article) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "source": article.source,
        "outlet": article.outlet,
        "title": article.title,
        "author": article.author,
        "language": article.language,
        "published_at": article.published.at,
        "published_day": article.published.day,
        "published_from": article.published.origin,
        "published_raw": article.published.raw,
        "published_confidence": article.published.confidence,
        "first_seen_at": article.first_seen_at,
        "fetched_at": article.fetched_at,
        "version": article.version,
        "copy_of": article.copy_of,
        "story_id": article.story_id,
        "text": article.text,
        "text_from": article.text_from,
        "run_id": run_id,
    }


def _version_row(article: Article) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "version": article.version,
        "fetched_at": article.fetched_at,
        "title": article.title,
        "text": article.text,
        "archive_file": article.archive_file,
        "archive_offset": article.archive_offset,
        "resolver": article.findings.resolver,
    }


def _mention_rows(text: Article | Reread) -> Iterable[dict[str, object]]:
    for mention in text.findings.mentions:
        yield {
            "article_id": text.article_id,
            "version": text.version,
            "entity_id": mention.entity_id,
            "field": mention.field,
            "surface": mention.surface,
            "start_char": mention.start_char,
            "end_char": mention.end_char,
            "form": mention.form,
            "sentence_start": mention.sentence_start,
            "sentence_end": mention.sentence_end,
            "resolver": text.findings.resolver,
        }


def _quote_rows(text: Article | Reread) -> Iterable[dict[str, object]]:
    for quote in text.findings.quotes:
        yield {
            "article_id": text.article_id,
            "version": text.version,
            "entity_id": quote.entity_id,
            "verb": quote.verb,
            "quote": quote.quote,
            "start_char": quote.start_char,
            "end_char": quote.end_char,
        }


def _match_row(article_id: str, match: Match) -> dict[str, object]:
    return {"watch": match.watch, "article_id": article_id, "score": match.score, "reasons": match.reasons}


def _band_rows(article: Article) -> Iterable[dict[str, object]]:
    for band in article.signature.bands if article.signature else ():
        yield {"article_id": article.article_id, "band": band}


def _sketch_row(article: Article) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "story_id": article.story_id,
        "first_seen_at": article.first_seen_at,
        "terms": article.findings.terms,
    }
