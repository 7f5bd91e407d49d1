from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest

from news.model import ParsedFeed, ParsedSitemap, Refusal
from news.sources.feed import read_feed, read_source

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
URL = "http://data.gdelt.example/gdeltv2/lastupdate.txt"


def zipped(table: bytes, name: str = "20230913101500.gkg.csv", *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(name, table)
    return out.getvalue()


def knowledge(url: str, *, collection: str = "1", translation: str = "", extras: str = "", columns: int = 27) -> bytes:
    row = ["20230913101500-1", "20230913101500", collection, "news.example.com", url] + [""] * 22
    row[25], row[26] = translation, extras
    return "\t".join(row[:columns]).encode() + b"\n"


def read(body: bytes, *, limit: int = 2000) -> ParsedFeed:
    found = read_source(body, url=URL, content_type="", now=NOW, limit=limit)
    assert isinstance(found, ParsedFeed), found
    return found


def test_a_knowledge_graph_file_gives_addresses_days_and_languages() -> None:
    extras = "<PAGE_TITLE>خبر &amp; خبر</PAGE_TITLE><PAGE_PRECISEPUBTIMESTAMP>20230912083000</PAGE_PRECISEPUBTIMESTAMP>"
    feed = read(
        zipped(
            knowledge("https://news.example.com/a")
            + knowledge("https://news.example.com/b", translation="srclc:ara;eng:GT-ARA 1.0", extras=extras)
        )
    )
    english, arabic = feed.entries
    assert (feed.kind, feed.total) == ("gdelt", 2)
    assert (english.language, english.published.day, english.published.origin) == ("en", date(2023, 9, 13), "feed:day")
    assert (arabic.language, arabic.title, arabic.publication) == ("ar", "خبر & خبر", "news.example.com")
    assert arabic.published.at == datetime(2023, 9, 12, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "row",
    [
        knowledge("BBC Monitoring/x", collection="2"),
        knowledge("javascript:alert(1)"),
        knowledge("https://news.example.com/short", columns=4),
        b"\xff\xfe broken \x00\n",
        b"\n",
        b"x" * (2 << 20) + b"\n",
    ],
)
def test_a_row_that_names_no_page_is_counted_and_the_rest_is_read(row: bytes) -> None:
    feed = read(zipped(knowledge("https://news.example.com/a") + row + knowledge("https://news.example.com/b")))
    assert [entry.url[-1] for entry in feed.entries] == ["a", "b"]
    assert feed.total >= 3


def test_events_and_mentions_name_their_sources_once() -> None:
    event = ["1"] * 59 + ["20230913101500", "https://news.example.com/a"]
    mention = [
        "1",
        "20230913101500",
        "20230913101500",
        "1",
        "news.example.com",
        "https://news.example.com/b",
        *["1"] * 8,
        "srclc:tur;",
    ]
    events = read(zipped(("\t".join(event) + "\n").encode() * 3, "20230913101500.export.CSV"))
    mentions = read(zipped(("\t".join(mention) + "\n").encode(), "20230913101500.mentions.CSV"))
    assert [entry.url for entry in events.entries] == ["https://news.example.com/a"]
    assert events.total == 3
    assert [(entry.url, entry.language) for entry in mentions.entries] == [("https://news.example.com/b", "tr")]


def test_no_more_than_the_limit_is_read() -> None:
    feed = read(zipped(b"".join(knowledge(f"https://news.example.com/{n}") for n in range(50))), limit=10)
    assert (len(feed.entries), feed.total) == (10, 50)


def declaring_less(body: bytes) -> bytes:
    """A zip whose directory says that its table is ten bytes long."""
    start = body.rindex(b"PK\x01\x02")
    return body[: start + 24] + (10).to_bytes(4, "little") + body[start + 28 :]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (zipped(b"0" * (300 << 20)), "too_large"),
        (zipped(b"a", "readme.txt"), "not_a_feed"),
        (zipped(knowledge("https://news.example.com/a"), method=zipfile.ZIP_LZMA), "not_a_feed"),
        (zipped(knowledge("https://news.example.com/a"))[:-30], "not_a_feed"),
        (b"PK\x03\x04" + b"junk" * 100, "not_a_feed"),
    ],
    ids=["bomb", "no table", "other method", "torn", "junk"],
)
def test_a_hostile_zip_is_refused(body: bytes, reason: str) -> None:
    found = read_feed(body, url=URL, content_type="", now=NOW)
    assert isinstance(found, Refusal)
    assert found.reason == reason


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_declares() -> None:
    found = read_feed(
        declaring_less(zipped(knowledge("https://news.example.com/a") * 1000)), url=URL, content_type="", now=NOW
    )
    assert isinstance(found, Refusal) or len(found.entries) <= 1


LISTED = """\
50000 0123456789abcdef0123456789abcdef http://data.gdelt.example/gdeltv2/20230913101500.export.CSV.zip
60000 0123456789abcdef0123456789abcdef http://data.gdelt.example/gdeltv2/20230913101500.mentions.CSV.zip
70000 0123456789abcdef0123456789abcdef http://data.gdelt.example/gdeltv2/20230913101500.{}gkg.csv.zip
"""


@pytest.mark.parametrize("kind", ["", "translation."])
def test_the_list_of_the_newest_files_leads_to_the_knowledge_graph(kind: str) -> None:
    found = read_source(LISTED.format(kind).encode(), url=URL, content_type="text/plain", now=NOW)
    assert isinstance(found, ParsedSitemap)
    assert [child.url.rpartition("/")[2] for child in found.children] == [f"20230913101500.{kind}gkg.csv.zip"]
    assert (found.total, found.entries) == (3, ())


def test_files_on_another_host_are_dropped() -> None:
    found = read_source(LISTED.replace("data.gdelt", "evil").encode(), url=URL, content_type="", now=NOW)
    assert isinstance(found, ParsedSitemap)
    assert (found.children, found.foreign) == ((), 3)


def test_an_answer_of_the_doc_api_is_read() -> None:
    article = {
        "url": "https://news.example.com/a",
        "title": "Title",
        "seendate": "20230912T101500Z",
        "domain": "news.example.com",
        "language": "Arabic",
    }
    found = read(json.dumps({"articles": [article, article, {"seendate": 7, "url": ["x"]}, 3]}).encode())
    assert [(entry.url, entry.language, entry.title) for entry in found.entries] == [
        ("https://news.example.com/a", "ar", "Title")
    ]
    assert (found.entries[0].published.origin, found.kind, found.total) == ("feed:day", "gdelt", 3)
