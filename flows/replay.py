"""Replay: today's names and rules read the stored texts again, a batch a transaction."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flows.knowledge import Knowledge, learn, told
from flows.lock import exclusive
from flows.matches import sync
from flows.models import make_ready, open_tagger
from flows.new_names import note_names_again
from flows.tagging import names_again
from news.configuring.settings import Settings
from news.model import Reread
from news.parsing.pool import Pool
from news.tagging.tagger import Tagger
from storage import replay as stored
from storage import runs
from storage.errors import NoHistory
from storage.publish import publish
from storage.replay import StoredText
from storage.store import check_free_space, open_store, transaction

logger = logging.getLogger(__name__)

# Texts read between two commits: some seconds of work, which is all that a kill costs.
BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplaySummary:
    """What a replay came to: texts read again, those that could not be, and mentions and matches before and after.

    `unread` texts the model of [ner] did not read, by reason.
    """

    texts: int
    failed: int
    mentions: tuple[int, int]
    matches: tuple[int, int]
    seconds: float
    unread: Mapping[str, int] = field(default_factory=dict)


def replay(
    settings: Settings, *, now: Callable[[], datetime], progress: Callable[[str], None] = lambda line: None
) -> ReplaySummary:
    """Read every stored text again that other names or rules read last, and publish.

    Each text says who read it: a replay that was killed is gone on with by the next, and one too many finds nothing to do.
    The alert rules are not told: what an old text says now is no news. Raises AlreadyRunning, NoHistory, StoreError or
    SettingsError.
    """
    if not settings.store_file.exists():
        raise NoHistory(settings.store_file, "no history yet; `marsad run` makes one")
    clock = time.monotonic()
    with exclusive(settings.lock_file, now()), Pool() as pool, open_tagger(settings) as tagger:
        check_free_space(settings.store_file)
        knowledge = learn(settings, pool, now(), told(settings, progress))
        keys, before = _prepare(settings, knowledge)
        if tagger is not None and keys:
            make_ready(settings, tagger)
        failed, unread = _replay(settings, knowledge, tagger, keys, now(), progress)
        after = _finish(settings, knowledge)
        publish(settings.store_file, settings.history_file)
    return ReplaySummary(
        texts=len(keys) - failed,
        failed=failed,
        mentions=(before[0], after[0]),
        matches=(before[1], after[1]),
        seconds=time.monotonic() - clock,
        unread=unread,
    )


def _prepare(settings: Settings, knowledge: Knowledge) -> tuple[list[tuple[str, int]], tuple[int, int]]:
    with open_store(settings.store_file) as db, transaction(db):
        before = stored.count_findings(db)
        sync(db, settings, knowledge)
        return stored.outdated_texts(db, knowledge.resolver), before


def _replay(
    settings: Settings,
    knowledge: Knowledge,
    tagger: Tagger | None,
    keys: Sequence[tuple[str, int]],
    now: datetime,
    progress: Callable[[str], None],
) -> tuple[int, Counter[str]]:
    """Read these texts; return how many could not be read, and how many the model did not read, by reason."""
    done = failed = 0
    unread = Counter[str]()
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with open_store(settings.store_file) as db:
            texts = stored.get_texts(db, batch)
        read = list(_read_all(knowledge, texts))
        names, not_read = names_again(settings.store_file, tagger, texts, read, now) if tagger else ({}, Counter[str]())
        with open_store(settings.store_file) as db, transaction(db):
            stored.replace_findings(db, read)
            note_names_again(db, texts, names)
            runs.bump_publication(db)
        done += len(batch)
        failed += len(batch) - len(read)
        unread += not_read
        progress(f"{done} of {len(keys)} texts read again")
    return failed, unread


def _read_all(knowledge: Knowledge, texts: Sequence[StoredText]) -> Iterator[Reread]:
    for text in texts:
        try:
            yield _read(knowledge, text)
        except Exception:  # what one text does costs no other; it keeps what was found in it before
            logger.exception("could not read %s, version %d, again", text.article_id, text.version)


def _read(knowledge: Knowledge, text: StoredText) -> Reread:
    findings = knowledge.find(text.title, text.text, language=text.language)
    matches = knowledge.matches(findings.terms, f"{text.title}\n{text.text}", text.sources) if text.is_newest else ()
    return Reread(
        article_id=text.article_id,
        version=text.version,
        findings=findings,
        is_newest=text.is_newest,
        matches=matches,
    )


def _finish(settings: Settings, knowledge: Knowledge) -> tuple[int, int]:
    """Forget who is known no longer and mentioned no more; return how much is found now."""
    with open_store(settings.store_file) as db, transaction(db):
        if runs.forget_entities(db, knowledge.entities, knowledge.joined):
            runs.bump_publication(db)
        return stored.count_findings(db)
