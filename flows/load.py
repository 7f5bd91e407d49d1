"""Load: one transaction a batch, holding all that the batch found out or none of it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.collect import Batch
from flows.compare import Place, place_all
from flows.feed_text import with_feed_texts
from flows.matches import match_seen
from flows.new_names import note_new_names
from flows.read import Outcome, Reading, read_batch, without_own_lines
from flows.repeats import note_texts, take_back, without_repeats
from flows.run import Run
from flows.settle import settle
from flows.tagging import with_model_names
from news.articles.boilerplate import LEARNED_FROM
from news.comparing.copies import is_copy
from news.comparing.stories import StoryIndex
from news.model import Article, Refusal, TextFrom
from news.url import article_id, outlet_of
from storage import load as store_load
from storage import queue, runs, sources
from storage.errors import RowRefused
from storage.store import Store, open_store, transaction

logger = logging.getLogger(__name__)

# How much of an article each kind of text has.
RICHNESS: Mapping[TextFrom, int] = {"teaser": 0, "feed": 1, "page": 2}


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchResult:
    """What a batch came to, for progress."""

    stored: int
    other: int


def load_batch(run: Run, batch: Batch) -> BatchResult:
    """Read a batch with the store closed, then store it in one transaction."""
    outcomes = with_feed_texts(run, without_repeats(run, _in_order(run, read_batch(run, batch.arrivals))))
    stored = _load(run, batch, with_model_names(run, outcomes))
    if batch.salvaged is not None:
        batch.salvaged.unlink(missing_ok=True)
    return BatchResult(stored=stored, other=len(outcomes) - stored)


def _in_order(run: Run, outcomes: Iterable[Outcome]) -> list[Outcome]:
    # what is read first depends on the machine; whose an article is that two items lead to must not
    place = {name: number for number, name in enumerate(run.configured)}
    return sorted(outcomes, key=lambda one: (place.get(one[0].item.source, len(place)), one[0].item.key))


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
        if is_less := take_back(run, db):
            run.stories = None
        readings = _distinct(outcomes)
        known = store_load.get_articles(db, [reading.article_id for reading in readings])
        named_by = queue.sources_of(db, _led_to(outcomes))
        articles = _articles(run, db, readings, known, named_by)
        store_load.add_articles(db, run.run_id, articles)
        fresh = {article.article_id: article.item_key for article in articles if article.version == 1}
        note_texts(db, (reading for reading in readings if reading.article_id in fresh), run.now)
        note_new_names(db, articles, {reading.article_id: reading.new_names for reading in readings}, run.now)
        _learn_lines(run, db, readings, articles)
        queue.settle(db, run.run_id, [settle(outcome, fresh, run.now) for outcome in outcomes])
        written = {article.article_id for article in articles}
        seen = queue.add_sightings(db, run.run_id, run.now)
        late = [(article_id, source) for article_id, source in seen if article_id not in written]
        match_seen(run.knowledge, db, late, run.now)
        if batch.archive_file:
            runs.add_archive(db, batch.archive_file, run.now)
        if articles or late or is_less:
            runs.bump_publication(db)
    return len(fresh)


def _learn_lines(run: Run, db: Store, readings: Sequence[Reading], articles: Sequence[Article]) -> None:
    """Count the lines at the edges of new originals: a copy's lines say nothing more than its original's."""
    originals = {article.article_id for article in articles if article.version == 1 and article.copy_of is None}
    counts: dict[str, Counter[int]] = {}
    for reading in readings:
        if reading.article_id in originals:
            counts.setdefault(reading.arrival.item.source, Counter()).update(reading.edges)
    sources.add_lines(db, counts, run.now)
    run.own_lines = sources.own_lines(db, run.source_names, at_least=LEARNED_FROM)


def _distinct(outcomes: Sequence[Outcome]) -> list[Reading]:
    # two items of one batch may lead to one page: the first in order is the article's item
    readings: dict[str, Reading] = {}
    for _, found in outcomes:
        if isinstance(found, Reading):
            readings.setdefault(found.article_id, found)
    return list(readings.values())


def _led_to(outcomes: Sequence[Outcome]) -> Iterable[tuple[str, str]]:
    return ((found.article_id, arrival.item.key) for arrival, found in outcomes if isinstance(found, Reading))


def _articles(
    run: Run,
    db: Store,
    readings: Sequence[Reading],
    known: Mapping[str, store_load.StoredArticle],
    named_by: Mapping[str, set[str]],
) -> list[Article]:
    new = [reading for reading in readings if reading.article_id not in known]
    changed = [reading for reading in readings if _is_changed(run, reading, known)]
    bands = {reading.article_id: reading.signature.bands for reading in new if reading.signature}
    if run.stories is None:
        run.stories = StoryIndex(store_load.recent_sketches(db, run.now))
    places = place_all(new, store_load.copy_candidates(db, bands), run.stories, run.now)
    articles = [_new_article(run, reading, places[reading.article_id], named_by) for reading in new]
    return articles + [_new_version(run, reading, known[reading.article_id], named_by) for reading in changed]


def _is_changed(run: Run, reading: Reading, known: Mapping[str, store_load.StoredArticle]) -> bool:
    stored = known.get(reading.article_id)
    if stored is None or RICHNESS[reading.page.text_from] < RICHNESS[stored.text_from]:
        return False  # a page that has gone behind a wall since takes nothing back
    if article_id(reading.url) != stored.article_id and is_copy(stored.text, reading.page.text) is None:
        return False  # an article that expired leads to another page now
    # of an item that another source names otherwise, the headline says nothing new
    is_own = reading.arrival.item.article_id is not None
    before = without_own_lines(run, reading.arrival.item.source, stored.title, stored.text)
    return before != reading.page.text or (is_own and stored.title != reading.page.title)


def _new_version(
    run: Run, reading: Reading, stored: store_load.StoredArticle, named_by: Mapping[str, set[str]]
) -> Article:
    place = Place(stored.copy_of, stored.story_id)
    article = _new_article(run, reading, place, named_by)
    return replace(article, version=stored.version + 1, first_seen_at=stored.first_seen_at)


def _new_article(run: Run, reading: Reading, place: Place, named_by: Mapping[str, set[str]]) -> Article:
    arrival, page = reading.arrival, reading.page
    item = arrival.item
    return Article(
        article_id=reading.article_id,
        url=reading.url,
        item_key=item.key,
        canonical_url=page.canonical_url,
        source=item.source,
        outlet=_outlet(run, item.source, reading.url),
        title=page.title,
        author=page.author or item.entry.author,
        language=page.language,
        published=reading.published,
        first_seen_at=run.now,
        fetched_at=reading.fetched_at,
        version=1,
        text=page.text,
        text_from=page.text_from,
        archive_file=arrival.archive_file,
        archive_offset=arrival.offset,
        findings=reading.findings,
        matches=run.knowledge.matches(
            reading.findings.terms, f"{page.title}\n{page.text}", frozenset(named_by[reading.article_id])
        ),
        signature=reading.signature,
        copy_of=place.copy_of,
        story_id=place.story_id,
    )


def _outlet(run: Run, source_name: str, url: str) -> str:
    configured = next((source.outlet for source in run.settings.source if source.name == source_name), "")
    return configured or outlet_of(url, fallback=source_name)
