"""Load: one transaction a batch, holding all that the batch found out or none of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flows.collect import Arrival, Batch
from flows.compare import Place, place_all
from flows.read import Reading, read_batch
from flows.run import Run
from news.model import Article, Refusal
from news.stories import StoryIndex
from news.url import outlet_of
from storage import load as store_load
from storage import queue, runs
from storage.errors import RowRefused
from storage.queue import Settled
from storage.store import Store, open_store, transaction

logger = logging.getLogger(__name__)

# An item that failed is tried again soon, then a day after its first failure, then given up (DESIGN §3).
TRIES = 3
GIVE_UP_AFTER = timedelta(hours=24)
RETRY_SOON = timedelta(hours=1)
# A stored page is looked at again 1, 6 and 24 hours after it was stored: corrections come early.
REFETCH_GAPS = (timedelta(hours=1), timedelta(hours=5), timedelta(hours=18))
# What another try would not change.
DECIDED = frozenset(
    {
        "no_text",
        "unsupported_type",
        "not_article",
        "front_page",
        "too_deep",
        "http_410",
        "robots_disallowed",
        "too_large",
        "unsupported_encoding",
    }
)

Outcome = tuple[Arrival, Reading | Refusal]


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchResult:
    """What a batch came to, for progress."""

    stored: int
    other: int


def load_batch(run: Run, batch: Batch) -> BatchResult:
    """Read a batch with the store closed, then store it in one transaction."""
    outcomes = list(read_batch(run, batch.arrivals))
    stored = _load(run, batch, outcomes)
    if batch.salvaged is not None:
        batch.salvaged.unlink(missing_ok=True)
    return BatchResult(stored=stored, other=len(outcomes) - stored)


def _load(run: Run, batch: Batch, outcomes: Sequence[Outcome]) -> int:
    try:
        return _transact(run, batch, outcomes)
    except (RowRefused, ValueError, TypeError) as error:
        # one row that the store refuses must not cost the others: halve until it stands alone
        logger.warning("batch of %d refused: %s", len(outcomes), error)
        run.stories = None
        return _load_halves(run, batch, outcomes, error)


def _load_halves(run: Run, batch: Batch, outcomes: Sequence[Outcome], error: Exception) -> int:
    if len(outcomes) == 1:
        refusal = Refusal(reason="internal", detail=f"{type(error).__name__}: {error}"[:200])
        return _transact(run, batch, [(outcomes[0][0], refusal)])
    middle = len(outcomes) // 2
    first = replace(batch, archive_file="")  # the file counts as loaded with its last part
    return _load(run, first, outcomes[:middle]) + _load(run, batch, outcomes[middle:])


def _transact(run: Run, batch: Batch, outcomes: Sequence[Outcome]) -> int:
    with open_store(run.settings.store_file) as db, transaction(db):
        queue.add_visits(db, run.run_id, (v for arrival, _ in outcomes for v in arrival.fetched.visits))
        readings = _distinct(outcomes)
        known = store_load.get_articles(db, [reading.article_id for reading in readings])
        articles = _articles(run, db, readings, known)
        store_load.add_articles(db, run.run_id, articles)
        fresh = {article.article_id: article.item_key for article in articles if article.version == 1}
        queue.settle(db, run.run_id, [_settled(run, outcome, fresh) for outcome in outcomes])
        queue.add_sightings(db, run.run_id, run.now)
        if batch.archive_file:
            runs.add_archive(db, batch.archive_file, run.now)
        if articles:
            runs.bump_publication(db)
    return len(fresh)


def _distinct(outcomes: Sequence[Outcome]) -> list[Reading]:
    # two items of one batch may lead to one page: the first named is the article's item
    readings: dict[str, Reading] = {}
    for _, found in outcomes:
        if isinstance(found, Reading):
            readings.setdefault(found.article_id, found)
    return list(readings.values())


def _articles(
    run: Run,
    db: Store,
    readings: Sequence[Reading],
    known: Mapping[str, store_load.StoredArticle],
) -> list[Article]:
    new = [reading for reading in readings if reading.article_id not in known]
    changed = [reading for reading in readings if _is_changed(reading, known)]
    bands = {reading.article_id: reading.signature.bands for reading in new if reading.signature}
    if run.stories is None:
        run.stories = StoryIndex(store_load.recent_sketches(db, run.now))
    places = place_all(new, store_load.copy_candidates(db, bands), run.stories, run.now)
    named_by = queue.sources_of(db, [reading.arrival.item.key for reading in readings])
    articles = [_new_article(run, reading, places[reading.article_id], named_by) for reading in new]
    return articles + [_new_version(run, reading, known[reading.article_id], named_by) for reading in changed]


def _is_changed(reading: Reading, known: Mapping[str, store_load.StoredArticle]) -> bool:
    stored = known.get(reading.article_id)
    return stored is not None and (stored.text, stored.title) != (reading.page.text, reading.page.title)


def _new_version(
    run: Run, reading: Reading, stored: store_load.StoredArticle, named_by: Mapping[str, set[str]]
) -> Article:
    place = Place(stored.copy_of, stored.story_id)
    article = _new_article(run, reading, place, named_by)
    return replace(article, version=stored.version + 1, first_seen_at=stored.first_seen_at)


def _new_article(run: Run, reading: Reading, place: Place, named_by: Mapping[str, set[str]]) -> Article:
    arrival, page = reading.arrival, reading.page
    reply = arrival.fetched.reply
    assert reply is not None
    item = arrival.item
    return Article(
        article_id=reading.article_id,
        url=reply.final_url,
        item_key=item.key,
        canonical_url=page.canonical_url,
        source=item.source,
        outlet=_outlet(run, item.source, reply.final_url),
        title=page.title,
        author=page.author or item.entry.author,
        language=page.language,
        published=reading.published,
        first_seen_at=run.now,
        fetched_at=reply.fetched_at,
        version=1,
        text=page.text,
        text_from=page.text_from,
        archive_file=arrival.archive_file,
        archive_offset=arrival.offset,
        mentions=reading.mentions,
        matches=run.knowledge.matches(
            reading.sketch, f"{page.title}\n{page.text}", frozenset(named_by.get(item.key, {item.source}))
        ),
        signature=reading.signature,
        terms=reading.sketch,
        copy_of=place.copy_of,
        story_id=place.story_id,
    )


def _outlet(run: Run, source_name: str, url: str) -> str:
    configured = next((source.outlet for source in run.sources if source.name == source_name), "")
    return configured or outlet_of(url, fallback=source_name)


def _settled(run: Run, outcome: Outcome, fresh: Mapping[str, str]) -> Settled:
    arrival, found = outcome
    if arrival.item.article_id is not None:
        return _looked_again(arrival, found, run.now)
    if isinstance(found, Reading):
        return _stored(arrival, found, fresh, run.now)
    return _refused(arrival, found, run.now)


def _looked_again(arrival: Arrival, found: Reading | Refusal, now: datetime) -> Settled:
    # the article stands whatever became of this look at it
    item = arrival.item
    reason = found.reason if isinstance(found, Refusal) else ""
    done = item.refetches + 1
    return _settle(arrival, "known", reason, state="stored", refetches=done, next_try_at=_next_look(done, now))


def _stored(arrival: Arrival, reading: Reading, fresh: Mapping[str, str], now: datetime) -> Settled:
    # a second item that leads to the same page finds the article stored
    is_first = fresh.get(reading.article_id) == arrival.item.key
    return _settle(
        arrival,
        "new" if is_first else "known",
        "",
        state="stored",
        article_id=reading.article_id,
        next_try_at=_next_look(0, now) if is_first else None,
    )


def _next_look(done: int, now: datetime) -> datetime | None:
    return now + REFETCH_GAPS[done] if done < len(REFETCH_GAPS) else None


def _refused(arrival: Arrival, refusal: Refusal, now: datetime) -> Settled:
    if refusal.reason in DECIDED:
        return _settle(arrival, "skipped", refusal.reason, refusal.detail, state="skipped")
    if refusal.reason == "cycle_deadline":
        return _settle(arrival, "failed", refusal.reason, refusal.detail, state=arrival.item.state, next_try_at=now)
    return _failed(arrival, refusal, now)


def _failed(arrival: Arrival, refusal: Refusal, now: datetime) -> Settled:
    item = arrival.item
    tries, since = item.tries + 1, item.first_failed_at or now
    if tries >= TRIES and now - since >= GIVE_UP_AFTER:
        detail = f"{tries} tries since {since:%Y-%m-%d %H:%M} UTC, last: {refusal.reason}"
        return _settle(arrival, "skipped", "gave_up", detail, state="skipped", tries=tries, first_failed_at=since)
    asked = timedelta(seconds=arrival.fetched.retry_after or 0)
    next_try = max(now + asked, now + RETRY_SOON if tries < TRIES - 1 else since + GIVE_UP_AFTER)
    return _settle(
        arrival,
        "failed",
        refusal.reason,
        refusal.detail,
        state="failed",
        tries=tries,
        first_failed_at=since,
        next_try_at=next_try,
    )


def _settle(
    arrival: Arrival,
    outcome: str,
    reason: str,
    detail: str = "",
    *,
    state: str,
    tries: int | None = None,
    next_try_at: datetime | None = None,
    first_failed_at: datetime | None = None,
    refetches: int | None = None,
    article_id: str | None = None,
) -> Settled:
    item = arrival.item
    return Settled(
        key=item.key,
        outcome=outcome,
        reason=reason,
        detail=detail,
        state=state,
        tries=item.tries if tries is None else tries,
        next_try_at=next_try_at,
        first_failed_at=first_failed_at or item.first_failed_at,
        refetches=item.refetches if refetches is None else refetches,
        article_id=article_id or item.article_id,
    )
