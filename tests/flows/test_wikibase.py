"""Items of Wikidata over real sockets: good answers, bad ones, and what stays when it goes wrong."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from flows.imports import NotImported, import_list
from flows.lock import exclusive
from flows.wikibase import LONGEST_PAUSE, TRIES, LiveSummary, NotFetched, import_items
from news.configuring.settings import Settings
from news.errors import SettingsError
from tests.conftest import NOW
from tests.faults.client import HASTY, PATIENT
from tests.faults.server import Exchange, FaultServer
from tests.flows.conftest import Workspace, query

NAMES = "SELECT DISTINCT entity_id FROM imported_names ORDER BY ALL"


def item(number: str, english: str, arabic: str = "") -> dict[str, Any]:
    labels = {"en": {"language": "en", "value": english}}
    if arabic:
        labels["ar"] = {"language": "ar", "value": arabic}
    aliases = {"en": [{"language": "en", "value": f"{english} the Great"}]}
    human = {"rank": "normal", "mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}
    return {"id": number, "type": "item", "labels": labels, "aliases": aliases, "claims": {"P31": [human]}}


class Wikibase:
    """An api.php on loopback with some items; `troubles` come first, one a request, then answers as the real one gives."""

    def __init__(self, server: FaultServer) -> None:
        self.server, self.items, self.troubles = server, {}, []
        self.asked: list[list[str]] = []
        self.most = 50  # what does not fit into an answer is left out without a word
        server.pages["/w/api.php"] = self.answer

    items: dict[str, dict[str, Any]]
    troubles: list[Callable[[Exchange], None]]

    def answer(self, exchange: Exchange) -> None:
        ids = parse_qs(urlsplit(exchange.path).query)["ids"][0].split("|")
        self.asked.append(ids)
        if self.troubles:
            self.troubles.pop(0)(exchange)
            return
        told = {one: self.items.get(one, {"id": one, "missing": ""}) for one in ids[: self.most]}
        send(exchange, {"entities": told, "success": 1})


def send(exchange: Exchange, document: Mapping[str, Any], **headers: str) -> None:
    body = gzip.compress(json.dumps(document).encode())
    exchange.reply(200, body, Content_Encoding="gzip", Content_Type="application/json; charset=utf-8", **headers)


@pytest.fixture
def wikibase() -> Iterator[Wikibase]:
    with FaultServer() as server:
        server.pages["/robots.txt"] = b"User-agent: *\nDisallow: /w/\n"
        one = Wikibase(server)
        one.items = {"Q1": item("Q1", "Tarmo Vellik", "تارمو فيليك"), "Q2": item("Q2", "Ilse Brandt")}
        yield one


@pytest.fixture
def settings(wikibase: Wikibase, workspace: Workspace) -> Settings:
    return workspace(fetch=fetching(wikibase))


def fetching(wikibase: Wikibase, *, contact: str = "desk@example.org", host: str = "") -> str:
    address = f'wikidata = "{wikibase.server.url("/w/api.php")}"\ncontact = "{contact}"\n'
    return f'[fetch]\nper_host_pause = 0\nallow_hosts = ["{host or wikibase.server.host}"]\n{address}'


def take_in(settings: Settings, *ids: str, waits: list[float] | None = None, **options: Any) -> LiveSummary:
    told = {"name": "wikidata", "is_whole": False, "dry_run": False, "limits": PATIENT, **options}
    return import_items(settings, ids, now=lambda: NOW, wait=(waits if waits is not None else []).append, **told)


def stored(settings: Settings) -> list[str]:
    return [row[0] for row in query(settings, NAMES)]


def test_items_are_imported_with_names_kind_and_the_list_they_came_by(settings: Settings, wikibase: Wikibase) -> None:
    summary = take_in(settings, "Q1", "Q2")
    assert (len(summary.imported.found.entities), summary.kept, summary.unanswered) == (2, 0, ())
    shown = "SELECT name, language, kind, origin FROM imported_names WHERE entity_id = 'wikidata:Q1' ORDER BY name"
    assert query(settings, shown) == [
        ("Tarmo Vellik", "en", "person", "import:wikidata"),
        ("Tarmo Vellik the Great", "en", "person", "import:wikidata"),
        ("تارمو فيليك", "ar", "person", "import:wikidata"),
    ]
    assert wikibase.asked == [["Q1", "Q2"]]


def test_who_asks_is_said_and_robots_txt_which_is_for_crawlers_is_not_asked_for(
    settings: Settings, wikibase: Wikibase
) -> None:
    take_in(settings, "Q1")
    (seen,) = wikibase.server.seen
    assert seen.headers["user-agent"].endswith("(+mailto:desk@example.org)")
    assert seen.headers["accept-encoding"] == "gzip"


def test_without_a_contact_nothing_is_asked(wikibase: Wikibase, workspace: Workspace) -> None:
    with pytest.raises(SettingsError, match=r"fetch\.contact: '': Wikidata wants to know who asks"):
        take_in(workspace(fetch=fetching(wikibase, contact="")), "Q1")
    assert wikibase.server.seen == []


def test_the_api_passes_the_gate_as_every_address_does(wikibase: Wikibase, workspace: Workspace) -> None:
    with pytest.raises(NotFetched, match="blocked_"):
        take_in(workspace(fetch=fetching(wikibase, host="example.org")), "Q1")
    assert wikibase.server.accepted == 0


def test_many_ids_are_asked_for_fifty_at_a_time(settings: Settings, wikibase: Wikibase) -> None:
    wikibase.items = {f"Q{n}": item(f"Q{n}", f"Person Number{n}") for n in range(1, 121)}
    assert len(take_in(settings, *wikibase.items).imported.found.entities) == 120
    assert [len(ids) for ids in wikibase.asked] == [50, 50, 20]


def test_what_an_answer_leaves_out_is_asked_for_again(settings: Settings, wikibase: Wikibase) -> None:
    wikibase.items = {f"Q{n}": item(f"Q{n}", f"Person Number{n}") for n in range(1, 51)}
    wikibase.most = 20
    assert len(take_in(settings, *wikibase.items).imported.found.entities) == 50
    assert [len(ids) for ids in wikibase.asked] == [50, 30, 10]


def test_a_merged_item_is_the_one_it_was_merged_into(settings: Settings, wikibase: Wikibase) -> None:
    take_in(settings, "Q2")
    wikibase.items["Q2"] = wikibase.items["Q1"]
    summary = take_in(settings, "Q2", "Q1")
    assert summary.merged == {"Q2": "Q1"}
    assert stored(settings) == ["wikidata:Q1"]


def test_an_item_that_is_gone_is_told_and_what_was_known_of_it_stays(settings: Settings, wikibase: Wikibase) -> None:
    take_in(settings, "Q1", "Q2")
    del wikibase.items["Q2"]
    summary = take_in(settings, "Q1", "Q2", "Q3", is_whole=True)
    told = [one.text for one in summary.imported.found.problems]
    assert told == [f"{one}: there is no such item, or it was deleted" for one in ("Q2", "Q3")]
    assert (stored(settings), summary.kept) == (["wikidata:Q1", "wikidata:Q2"], 1)


def test_when_nobody_is_there_nothing_is_imported(settings: Settings) -> None:
    with pytest.raises(NotFetched, match="Q3: there is no such item, or it was deleted; nothing was imported"):
        take_in(settings, "Q3")


def test_single_ids_join_their_list_and_bring_it_up_to_date(settings: Settings, wikibase: Wikibase) -> None:
    take_in(settings, "Q1")
    wikibase.items["Q1"] = item("Q1", "Tarmo Vellik-Saar")
    assert take_in(settings, "Q2").kept == 1
    assert take_in(settings, "Q1").kept == 1
    assert stored(settings) == ["wikidata:Q1", "wikidata:Q2"]
    assert query(settings, "SELECT count(*) FROM imported_names WHERE name = 'Tarmo Vellik'") == [(0,)]


def test_a_list_of_ids_is_replaced_as_a_whole(settings: Settings) -> None:
    take_in(settings, "Q1", name="leaders.txt", is_whole=True)
    take_in(settings, "Q2", name="leaders.txt", is_whole=True)
    assert stored(settings) == ["wikidata:Q2"]


def test_a_dry_run_asks_and_stores_nothing(settings: Settings, wikibase: Wikibase) -> None:
    assert len(take_in(settings, "Q1", dry_run=True).imported.found.entities) == 1
    assert not settings.directory.exists()
    assert len(wikibase.asked) == 1


def test_beside_a_run_nothing_is_asked(settings: Settings, wikibase: Wikibase) -> None:
    settings.directory.mkdir()
    with exclusive(settings.lock_file, NOW), pytest.raises(NotImported, match="nothing was imported"):
        take_in(settings, "Q1")
    assert wikibase.asked == []


def lagging(exchange: Exchange) -> None:
    send(exchange, {"error": {"code": "maxlag", "info": "Waiting for db1: 7 seconds lagged"}}, Retry_After="7")


def too_many(exchange: Exchange) -> None:
    exchange.reply(429, b"slow down", Retry_After="60")


@pytest.mark.parametrize(
    ("trouble", "waited"),
    [
        (lagging, 7),
        (too_many, 60),
        (lambda exchange: exchange.reply(429, b"", Retry_After="1"), 5),
        (lambda exchange: send(exchange, {"error": {"code": "ratelimited", "info": "too fast"}}), 30),
    ],
)
def test_a_busy_api_is_asked_again_when_it_says(
    settings: Settings, wikibase: Wikibase, trouble: Callable[[Exchange], None], waited: float
) -> None:
    wikibase.troubles = [trouble]
    waits: list[float] = []
    assert take_in(settings, "Q1", waits=waits).unanswered == ()
    assert waits == [waited]


def test_an_api_that_stays_busy_is_given_up(settings: Settings, wikibase: Wikibase) -> None:
    wikibase.troubles = [lagging] * TRIES
    waits: list[float] = []
    with pytest.raises(NotFetched, match=r"maxlag: Waiting for db1: 7 seconds lagged \(asked 5 times"):
        take_in(settings, "Q1", waits=waits)
    assert (len(waits), len(wikibase.asked)) == (TRIES - 1, TRIES)


def test_an_api_that_wants_a_long_pause_is_left_alone(settings: Settings, wikibase: Wikibase) -> None:
    wikibase.troubles = [lambda exchange: exchange.reply(429, b"", Retry_After=str(int(LONGEST_PAUSE) + 1))]
    waits: list[float] = []
    with pytest.raises(NotFetched, match="http_429"):
        take_in(settings, "Q1", waits=waits)
    assert (waits, len(wikibase.asked)) == ([], 1)


def torn(exchange: Exchange) -> None:
    body = gzip.compress(json.dumps({"entities": {"Q2": item("Q2", "Ilse Brandt")}}).encode())
    exchange.reply(200, body[:-20], Content_Encoding="gzip")


def endless(exchange: Exchange) -> None:
    exchange.send('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"entities": {"Q2": {"labels": "')
    for _ in range(200):
        exchange.send("x" * (1 << 20))


TROUBLES: Sequence[tuple[Callable[[Exchange], None], str]] = [
    (torn, "truncated"),
    (endless, "Q2 is too large"),
    (lambda exchange: exchange.hang(), "timeout"),
    (lambda exchange: exchange.reset(), "reset"),
    (lambda exchange: exchange.reply(500, b"<html>our servers are ill"), "http_500"),
    (lambda exchange: exchange.reply(403, b"who are you"), "http_403"),
    (lambda exchange: exchange.reply(200, b"<html>", Content_Type="text/html"), r"not Wikibase's \(text/html\)"),
    (lambda exchange: exchange.reply(200, b'{"entities"'), r"not Wikibase's \(of no type\)"),
    (lambda exchange: exchange.reply(200, b'{"query": {}}'), "not Wikibase's"),
    (lambda exchange: send(exchange, {"error": {"code": "badvalue", "info": "no action"}}), "badvalue: no action"),
    (lambda exchange: send(exchange, {"entities": {}}), "nothing was said of Q2"),
]


@pytest.mark.parametrize(("trouble", "said"), TROUBLES)
def test_what_goes_wrong_is_said_and_what_was_imported_before_stays(
    settings: Settings, wikibase: Wikibase, trouble: Callable[[Exchange], None], said: str
) -> None:
    take_in(settings, "Q1", "Q2")
    before = query(settings, "SELECT * FROM imported_names ORDER BY ALL")
    wikibase.troubles = [trouble] * 3  # what may be over in a second is tried twice
    with pytest.raises(NotFetched, match=rf"127\.0\.0\.1: .*{said}.*; nothing was imported"):
        take_in(settings, "Q2", limits=HASTY)
    assert query(settings, "SELECT * FROM imported_names ORDER BY ALL") == before


def test_what_came_before_a_failure_is_imported_and_the_rest_keeps_what_it_had(
    settings: Settings, wikibase: Wikibase
) -> None:
    wikibase.items = {f"Q{n}": item(f"Q{n}", f"Person Number{n}") for n in range(1, 61)}
    take_in(settings, "Q60", name="list", is_whole=True)
    wikibase.troubles = [wikibase_answers(wikibase), lambda exchange: exchange.reply(500, b"")]
    summary = take_in(settings, *wikibase.items, name="list", is_whole=True)
    assert (len(summary.imported.found.entities), len(summary.unanswered), summary.reason) == (50, 10, "http_500")
    assert len(stored(settings)) == 51


def wikibase_answers(wikibase: Wikibase) -> Callable[[Exchange], None]:
    def answer(exchange: Exchange) -> None:
        ids = wikibase.asked[-1]
        send(exchange, {"entities": {one: wikibase.items[one] for one in ids}})

    return answer


def test_one_item_that_is_too_large_loses_no_other(settings: Settings, wikibase: Wikibase) -> None:
    wikibase.items = {f"Q{n}": item(f"Q{n}", f"Person Number{n}") for n in range(1, 9)}
    wikibase.items["Q3"]["padding"] = "x" * (2 << 20)
    summary = take_in(settings, *wikibase.items, limits=HASTY)
    assert (summary.unanswered, summary.reason) == (("Q3",), "Q3 is too large")
    assert len(stored(settings)) == 7


def test_a_name_that_no_newspaper_prints_and_an_item_without_names_are_left_out(
    settings: Settings, wikibase: Wikibase
) -> None:
    wikibase.items["Q2"] = {"id": "Q2", "labels": {"en": {"value": "x" * 200}}, "aliases": [], "claims": []}
    summary = take_in(settings, "Q1", "Q2")
    assert [one.text for one in summary.imported.found.problems] == ["wikidata:Q2: no name"]


def test_more_ids_than_an_api_is_for_are_refused(settings: Settings, wikibase: Wikibase) -> None:
    with pytest.raises(NotFetched, match="10,001 items are more than the 10,000"):
        take_in(settings, *(f"Q{n}" for n in range(1, 10_002)))
    assert wikibase.asked == []


def test_an_empty_table_takes_the_list_back(settings: Settings) -> None:
    take_in(settings, "Q1")
    file = Path(settings.folder / "empty.csv")
    file.write_text("id,kind,name\n", encoding="utf-8")
    import_list(settings, file, name="wikidata", format=None, dry_run=False, now=lambda: NOW)
    assert stored(settings) == []
