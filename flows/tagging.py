"""Tagging: what the model of [ner] sees in texts, each read once, and in a batch's new articles."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flows.new_names import find_new_names
from flows.read import Outcome, Reading
from flows.run import Run
from news.discovering.groups import NewName
from news.model import Mention, Refusal, Reread
from news.tagging.tagger import Tagger
from storage.replay import StoredText
from storage.store import open_store, transaction
from storage.tagging import Seen, add_spans, get_spans, text_hash

logger = logging.getLogger(__name__)


def tag_texts(store: Path, tagger: Tagger, texts: Sequence[str], now: datetime) -> list[Seen]:
    """Return what the model sees in each text; only what it has not read before goes to it, and is remembered."""
    hashes, version = [text_hash(text) for text in texts], tagger.options.version
    with open_store(store) as db:
        seen = get_spans(db, version, hashes, now)
    fresh = {key: text for key, text in zip(hashes, texts, strict=True) if key not in seen}
    if fresh:
        found = dict(zip(fresh, tagger.tag(list(fresh.values())), strict=True))
        with open_store(store) as db, transaction(db):
            add_spans(db, version, {key: one for key, one in found.items() if not _is_passing(one)}, now)
        seen |= found
    return [seen[key] for key in hashes]


def _is_passing(seen: Seen) -> bool:
    # a model that cannot be had says nothing of the text
    return isinstance(seen, Refusal) and seen.reason == "model_unavailable"


def count_unread(seen: Sequence[Seen]) -> Counter[str]:
    """Return how many texts the model did not read, by reason, and say so in the log."""
    refusals = [one for one in seen if isinstance(one, Refusal)]
    for detail, count in Counter(f"{one.reason}: {one.detail}" for one in refusals).items():
        logger.warning("%d texts were not read by the model: %s", count, detail)
    return Counter(one.reason for one in refusals)


def with_model_names(run: Run, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return a batch's outcomes, the model's names among the new names of articles that are not stored yet."""
    if run.tagger is None:
        return list(outcomes)
    texts = [found.page.text for _, found in outcomes if isinstance(found, Reading) and _is_new(found)]
    seen = tag_texts(run.settings.store_file, run.tagger, texts, run.now)
    run.unread.update(count_unread(seen))
    by_text = dict(zip(texts, seen, strict=True))
    return [
        (arrival, _with_names(found, by_text) if isinstance(found, Reading) else found) for arrival, found in outcomes
    ]


def names_again(
    store: Path, tagger: Tagger, texts: Sequence[StoredText], read: Sequence[Reread], now: datetime
) -> tuple[dict[str, tuple[NewName, ...]], Counter[str]]:
    """Return, by article, the new names of stored originals that are read again, and how many the model did not read, by reason.

    A new model finds names in older texts too.
    """
    findings = {(one.article_id, one.version): one.findings for one in read}
    originals = [text for text in texts if text.is_original and (text.article_id, text.version) in findings]
    seen = tag_texts(store, tagger, [text.text for text in originals], now)
    found = {
        text.article_id: _names(text.text, findings[text.article_id, text.version].mentions, spans)
        for text, spans in zip(originals, seen, strict=True)
    }
    return {key: names for key, names in found.items() if names}, count_unread(seen)


def _is_new(reading: Reading) -> bool:
    return not reading.arrival.item.article_id


def _with_names(reading: Reading, seen: dict[str, Seen]) -> Reading:
    spans = seen.get(reading.page.text, ())
    if isinstance(spans, Refusal) and _is_passing(spans):
        # it counts as read with other rules than today's: a replay reads it when the model is back
        return replace(reading, findings=replace(reading.findings, resolver=""))
    names = _names(reading.page.text, reading.findings.mentions, spans) if _is_new(reading) and spans else None
    return reading if names is None else replace(reading, new_names=names)


def _names(text: str, mentions: Sequence[Mention], seen: Seen) -> tuple[NewName, ...] | None:
    """Return the new names of a text, None where the model has nothing to say of it."""
    if isinstance(seen, Refusal):
        return None
    try:
        return find_new_names(text, mentions, seen)
    except Exception:  # what one text does costs no other; it keeps what the rules found
        logger.exception("could not join what the model saw in a text of %d characters", len(text))
        return None
