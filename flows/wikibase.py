"""Items of Wikidata, asked for by id: its API into the store, as a list of others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from flows.imports import ImportSummary, importing, replace_list
from news.configuring.settings import Settings
from news.errors import NewsError, SettingsError
from news.fetching.request import Limits, Request
from news.fetching.web import Web
from news.importing.lists import PROBLEMS_KEPT, EntityList
from news.importing.records import Problem
from news.importing.wikibase import AT_ONCE, Answer, read_answer, request_url
from news.importing.wikidata import read_documents
from news.model import Entity, Fetched
from storage.imports import list_entities
from storage.store import open_store

# More is for a dump, not for an API (Wikidata:Data access).
MOST_IDS = 10_000
# How often a busy API is asked again; seconds to wait when it does not say, the least, and the most that we wait.
TRIES, PAUSE, LEAST_PAUSE, LONGEST_PAUSE = 5, 30.0, 5.0, 300.0
_BUSY = frozenset({"http_429", "http_503"})


class NotFetched(NewsError):
    """The API gave nothing of what was asked for, so nothing was imported."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LiveSummary:
    """What came, how many the list kept beside it, merged items with the ids they have now, and what did not come and why."""

    imported: ImportSummary
    kept: int
    merged: Mapping[str, str]
    unanswered: tuple[str, ...]
    reason: str


@dataclass(kw_only=True)
class _Harvest:
    """What has come so far: entities by id; what is missing, merged or not answered by the id that was asked for."""

    entities: dict[str, Entity] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    reason: str = ""

    def add(self, answer: Answer) -> None:
        for asked, item in answer.items.items():
            for record in read_documents([(0, item)]):
                if isinstance(record, Problem):
                    self.problems.append(record)
                else:
                    self.entities[record.entity_id] = record
                    if asked != item["id"]:
                        self.merged[asked] = str(item["id"])
        self.missing.extend(answer.missing)
        self.problems.extend(Problem(0, f"{one}: there is no such item, or it was deleted") for one in answer.missing)


class _Api:
    """Asks the API for items, one request after the other, and waits as it wants."""

    def __init__(self, web: Web, address: str, wait: Callable[[float], None], progress: Callable[[str], None]) -> None:
        self._web, self._address, self._wait, self._progress = web, address, wait, progress

    def harvest(self, ids: Sequence[str]) -> _Harvest:
        """Ask for all; what cannot be had together is asked for in smaller parts, and one failure ends the asking."""
        found = _Harvest()
        parts = deque(tuple(ids[at : at + AT_ONCE]) for at in range(0, len(ids), AT_ONCE))
        while parts:
            part = parts.popleft()
            answer, failure = self._ask(part)
            if answer is not None:
                found.add(answer)
                self._progress(f"{len(found.entities)} of {len(ids)} items")
            elif failure != "too_large":
                found.unanswered += [one for rest in (part, *parts) for one in rest]
                found.reason = failure
                return found
            left = answer.silent if answer else part
            if left == part and len(part) == 1:
                found.unanswered += part
                found.reason = f"nothing was said of {part[0]}" if answer else f"{part[0]} is too large"
            else:
                parts.extendleft(reversed(_smaller(left, part)))
        return found

    def _ask(self, ids: Sequence[str]) -> tuple[Answer | None, str]:
        """Return an answer, or the reason why there is none."""
        request = Request(url=request_url(self._address, ids), source="wikidata", kind="api")
        for number in range(1, TRIES + 1):
            fetched = self._web.get(request)
            answer, problem, pause = _read(fetched, ids)
            if pause is None:
                return answer, problem
            if number == TRIES or pause > LONGEST_PAUSE:
                break
            self._progress(f"{problem}; asking again in {pause:.0f} s")
            self._wait(pause)
        return None, f"{problem} (asked {number} times, next in {pause:.0f} s)"


def _smaller(left: Sequence[str], part: Sequence[str]) -> list[tuple[str, ...]]:
    if len(left) < len(part):
        return [tuple(left)] if left else []
    middle = len(left) // 2
    return [tuple(left[:middle]), tuple(left[middle:])]


def _read(fetched: Fetched, ids: Sequence[str]) -> tuple[Answer | None, str, float | None]:
    """Return the answer or what is wrong, and the seconds to wait when asking again will help."""
    if fetched.reply is None:
        problem = ": ".join(part for part in (fetched.reason, fetched.detail) if part)
        pause = _pause(fetched.retry_after) if fetched.reason in _BUSY else None
        return None, fetched.reason if fetched.reason == "too_large" else problem, pause
    answer = read_answer(fetched.reply.body, ids)
    if answer is None:
        kind = fetched.reply.header("content-type") or "of no type"
        return None, f"its answer is not Wikibase's ({kind[:60]}); is [fetch].wikidata the address of an api.php?", None
    if answer.error:
        said = fetched.reply.header("retry-after")
        pause = _pause(float(said[:9]) if said.isascii() and said.isdigit() else None) if answer.is_busy else None
        return None, answer.error, pause
    return answer, "", None


def _pause(asked: float | None) -> float:
    return PAUSE if asked is None else max(asked, LEAST_PAUSE)


def import_items(
    settings: Settings,
    ids: Sequence[str],
    *,
    name: str,
    is_whole: bool,
    dry_run: bool,
    now: Callable[[], datetime],
    wait: Callable[[float], None],
    progress: Callable[[str], None] = lambda text: None,
    limits: Limits | None = None,
) -> LiveSummary:
    """Fetch items and keep them as the list called `name`: in the place of it when it `is_whole`, else beside what it has.

    Whoever was asked for and did not come keeps what the list gave of them before. Raises NotFetched when nobody came,
    NotImported while a run is at work, SettingsError without a contact: Wikidata wants to know who asks.
    """
    _check(settings, ids)
    origin = f"import:{name}"

    def fetch() -> _Harvest:
        with Web(settings.fetch, clock=now, deadline=settings.fetch.cycle_deadline, limits=limits) as web:
            return _came(_Api(web, settings.fetch.wikidata, wait, progress).harvest(ids), settings.fetch.wikidata)

    if dry_run:
        found = fetch()
        return _summary(found, ImportSummary(found=_list(found, origin), joined=0, before=0), kept=0)
    with importing(settings, now()) as pool:
        found = fetch()
        with open_store(settings.store_file) as db:
            before = list_entities(db, origin)
        kept = _kept(before, found, is_whole=is_whole)
        came = _list(found, origin)
        grown = replace(came, entities=(*kept, *came.entities))
        imported = replace_list(settings, grown, origin, now(), pool, progress)
        return _summary(found, replace(imported, found=came), kept=len(kept))


def _check(settings: Settings, ids: Sequence[str]) -> None:
    if len(ids) > MOST_IDS:
        raise NotFetched(
            f"{len(ids):,} items are more than the {MOST_IDS:,} that may be asked for; import a dump's part"
        )
    if not settings.fetch.contact:
        problem = "'': Wikidata wants to know who asks (its User-Agent policy); write your mail address"
        raise SettingsError(settings.path, "fetch.contact", problem)


def _came(found: _Harvest, api: str) -> _Harvest:
    if not found.entities:
        why = found.reason or next((problem.text for problem in found.problems), "nothing was asked for")
        raise NotFetched(f"{urlsplit(api).hostname}: {why}; nothing was imported")
    return found


def _kept(before: Iterable[Entity], found: _Harvest, *, is_whole: bool) -> list[Entity]:
    """Return whom a list keeps of before: those who did not come now, and of a list that grows all others too."""
    gone = {f"wikidata:{one}" for one in (*found.missing, *found.unanswered)}
    replaced = {*found.entities, *(f"wikidata:{one}" for one in found.merged)}
    return [one for one in before if one.entity_id not in replaced and (not is_whole or one.entity_id in gone)]


def _list(found: _Harvest, origin: str) -> EntityList:
    came = found.entities.values()
    return EntityList(
        format="wikidata",
        entities=tuple(replace(one, names=tuple(replace(name, origin=origin) for name in one.names)) for one in came),
        problems=tuple(found.problems[:PROBLEMS_KEPT]),
        problem_count=len(found.problems),
    )


def _summary(found: _Harvest, imported: ImportSummary, *, kept: int) -> LiveSummary:
    return LiveSummary(
        imported=imported, kept=kept, merged=found.merged, unanswered=tuple(found.unanswered), reason=found.reason
    )
