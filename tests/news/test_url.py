"""The identity of an address: spellings of one page have one key, and two pages never have."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from news.tracking import TRACKING
from news.url import article_id, outlet_of, url_key

STORY = "https://example.org/world/a-story-of-the-day"
ARABIC = "https://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D9%82%D8%B5%D8%A9-%D8%A7%D9%84%D9%8A%D9%88%D9%85"


@pytest.mark.parametrize(
    "twin",
    [
        *("http://example.org/world/a-story-of-the-day", "HTTPS://WWW.Example.ORG:443/world/a-story-of-the-day/"),
        *(STORY + "#comments", STORY + "?", STORY + "?&&", STORY + "?utm_source=rss&UTM_Medium=feed", STORY + "?fbclid=IwAR0x"),
        *(STORY + "?at_medium=RSS&at_campaign=KARANGA", STORY + "?CMP=share_btn_tw", STORY + "?wt.mc_o=a", STORY + "#!"),
        *("https://example.org//world/./x/../a-story-of-the-day", "https://example.org/%77orld/a%2dstory-of-the-day"),
        *("https://user:secret@example.org./world/a-story-of-the-day", "https:\\\\example.org\\world\\a-story-of-the-day"),
        *(" https://exam\tple.org/world/a-story-of-\nthe-day ", STORY + ";jsessionid=0123456789ABCDEF"),
        *(STORY + "?PHPSESSID=9682993c8daa2c5497996114facdc805", STORY + "?sid=9682993c8daa2c5497996114facdc805"),
        *("https://m.example.org/world/a-story-of-the-day", "https://mobile.example.org/world/a-story-of-the-day"),
        *("https://amp.example.org/world/a-story-of-the-day", "https://www.m.example.org/world/a-story-of-the-day"),
        *(STORY + "/amp", STORY + "/amp/", STORY + ".amp", STORY + "?amp", STORY + "?amp=1", STORY + "?outputType=amp"),
        *("https://example.org/amp/world/a-story-of-the-day", "https://example.org:80/world/a-story-of-the-day"),
        *(STORY + "?_=1694604900123", STORY + "?rnd=0.8473625174", STORY + "?sessionid=0123456789abcdef"),
        "https://example.org/(S(4hqa0555fwsecu455xqckv45))/world/a-story-of-the-day",
    ],
)  # fmt: skip
def test_spellings_and_twins_of_one_page_have_one_key(twin: str) -> None:
    assert url_key(twin) == "example.org/world/a-story-of-the-day"
    assert article_id(twin) == article_id(STORY)


@pytest.mark.parametrize(
    "twin",
    [
        *(
            "https://example.org/أخبار/قصة-اليوم",
            ARABIC.lower().replace("https://example.org", "http://EXAMPLE.org"),
            ARABIC + "/",
        ),
        "https://example.org/" + quote("أ", safe="") + "خبار/قصة-اليوم",
        "https://example.org/"
        + "\u0627\u0654"
        + "خبار/قصة-اليوم",  # alef and a combining hamza: NFC makes it one letter
    ],
)
def test_an_arabic_path_is_one_however_it_is_encoded(twin: str) -> None:
    assert url_key(twin) == url_key(ARABIC)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/a/b", "/a/B"),
        ("/a?id=1", "/a?id=2"),
        ("/a?id=1", "/a"),
        ("/a?ref=123", "/a"),
        ("/a?source=1", "/a?source=2"),
        ("/a?sid=17", "/a?sid=18"),
        ("/a?session=1", "/a?session=2"),
        ("/a?sid=507f1f77bcf86cd799439011", "/a?sid=507f1f77bcf86cd799439012"),
        ("/a?t=1694604900", "/a?t=1694604901"),
        ("/a?x=1&x=2", "/a?x=2&x=1"),
        ("/a?q=a+b", "/a?q=a%2Bb"),
        ("/a?x=%26y", "/a?x=&y"),
        ("/a%2Fb", "/a/b"),
        ("/a%3Fb", "/a?b"),
        ("/a%23b", "/a#b"),
        ("/a%2561", "/aa"),
        ("/%ff", "/%fe"),
        ("/?x=%ff", "/?x=%fe"),
        ("/#!/story/1", "/#!/story/2"),
        ("/#!/story/1", "/"),
        ("/amp", "/"),
        ("/amp/", "/news/"),
        ("/topics/amp", "/topics"),
        ("/amp/12", "/12"),
        ("/index.html", "/"),
        ("/story.html", "/story"),
        ("/a;b", "/a"),
        ("/amplifiers/12345", "/12345"),
        ("/a?amp=12345", "/a"),
    ],
)
def test_two_pages_stay_two(one: str, other: str) -> None:
    assert url_key("https://example.org" + one) != url_key("https://example.org" + other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example.org/", "https://example.org/"),
        ("https://example.org:8080/", "https://example.org/"),
        ("https://m.com/", "https://com/"),
        ("https://mobile.co.uk/", "https://co.uk/"),
        ("https://ar.example.org/", "https://en.example.org/"),
        ("https://straße.example/", "https://strasse.example/"),
        ("https://www2.example.org/", "https://example.org/"),
    ],
)
def test_two_hosts_stay_two(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://[::0:1]:80/", "[::1]"),
        ("http://Bücher.example/", "xn--bcher-kva.example"),
        ("http://xn--mgbh0fb.xn--kgbechtv/", "xn--mgbh0fb.xn--kgbechtv"),
        ("http://مثال.إختبار/", "xn--mgbh0fb.xn--kgbechtv"),
        ("http://example。org/", "example.org"),
        ("http://safe.example\\@evil.example/", "safe.example"),
    ],
)
def test_a_host_is_the_one_that_a_browser_would_ask(url: str, host: str) -> None:
    assert url_key(url).partition("/")[0] == host


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org/a", "ftp://example.org/", "javascript:alert(1)", "data:text/html,x", "http://", "https:///?x"),
        *("http://a b/", "http://a:99999/", "http://a:x/", "http://256.1.1.1/", "http://1.2.3.4.5/", "http://[::1", "http://[x]/"),
        *("http://%00/", "http://a%2Fb/", "http://./", "http://\ud800/", "http://example.org/\ud800", "http://" + "ü" * 300 + "/"),
        "http://example.org:" + "9" * 9000,
    ],
)  # fmt: skip
def test_what_is_no_http_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        url_key(url)


def test_no_name_of_a_tracker_is_one_that_sites_use_for_articles() -> None:
    for name in (
        "id",
        "p",
        "page",
        "ref",
        "source",
        "sid",
        "article",
        "story",
        "q",
        "lang",
        "amp",
        "nsid",
        "utm",
        "at",
        "trkid",
    ):
        assert TRACKING.fullmatch(name) is None, name


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
PATHS = st.lists(TEXT.filter(lambda text: text.strip(".")), max_size=4)
# without the letters of «amp»
PLAIN_PATHS = st.lists(st.text("bcdeXYZ0123-_;=", min_size=1, max_size=20), max_size=4)
QUERIES = st.lists(st.tuples(TEXT, TEXT), max_size=4)


@settings(deadline=None)
@given(st.text(max_size=80) | TEXT.map("http://example.org/{}".format) | TEXT.map("https://{}/a?b=c#!d".format))
def test_any_text_has_a_key_that_is_its_own_key_or_is_refused(text: str) -> None:
    try:
        key = url_key(text)
    except ValueError:
        return
    assert url_key("http://" + key) == key
    assert article_id(text) == article_id("https://" + key)


def percent_encoded(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


@settings(deadline=None)
@given(PATHS, QUERIES)
def test_equivalent_spellings_of_any_address_have_one_key(path: list[str], query: list[tuple[str, str]]) -> None:
    def spelled(host: str, encode: Callable[[str], str]) -> str:
        pairs = [f"{encode(name)}={encode(value)}" for name, value in query]
        return f"{host}/{'/'.join(map(encode, path))}?{'&'.join(pairs)}"

    plain = spelled("http://example.org", lambda text: quote(text, safe=""))
    other = spelled("HTTPS://www.EXAMPLE.org:443", percent_encoded) + "&utm_id=7#top"
    assert url_key(other) == url_key(plain)


@settings(deadline=None)
@given(PLAIN_PATHS, PLAIN_PATHS)
def test_different_paths_have_different_keys(one: list[str], other: list[str]) -> None:
    assume(one != other)
    assert url_key("http://example.org/" + "/".join(one)) != url_key("http://example.org/" + "/".join(other))


def test_the_cases_of_urlcanon_that_we_mean_to_satisfy_hold(shared: Path) -> None:
    from benchmarks.urls import measure, total

    assert (shared / "data/urlcanon_tests").is_dir()
    found = measure()
    assert total(found, ["missed"]) == 0
    assert total(found, ["held"]) > 840


def test_keys_of_the_idempotence_cases_are_their_own(shared: Path) -> None:
    cases = json.loads((shared / "data/urlcanon_tests/testdata/idempotence.json").read_text("utf-8"))
    kept = 0
    for url in cases:
        try:
            key = url_key(url)
        except ValueError:
            continue
        kept += 1
        assert url_key("http://" + key) == key
    assert kept > 10


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.news.example.co.uk/a", "example.co.uk"),
        ("https://example.com.eg/", "example.com.eg"),
        ("http://127.0.0.1:8000/", "local"),
        ("http://localhost/", "local"),
    ],
)
def test_an_outlet_is_the_registrable_domain(url: str, outlet: str) -> None:
    assert outlet_of(url, fallback="local") == outlet
