from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from news.model import Entry, ParsedFeed, Refusal
from news.sources.feed import read_feed

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
URL = "https://news.example.com/feeds/all.xml"
LONG = " ".join(f"word{n}" for n in range(150))


def read(body: bytes | str, *, content_type: str = "", limit: int = 2000) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    found = read_feed(raw, url=URL, content_type=content_type, now=NOW, limit=limit)
    assert isinstance(found, ParsedFeed), found
    return found


def refused(body: bytes | str) -> Refusal:
    raw = body.encode() if isinstance(body, str) else body
    found = read_feed(raw, url=URL, content_type="", now=NOW)
    assert isinstance(found, Refusal), found
    return found


def rss(*items: str, head: str = "", prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{prolog}<rss version="2.0"><channel><title>Feed</title>{head}{"".join(items)}</channel></rss>'


def item(path: str = "a", *, title: str = "Title", more: str = "") -> str:
    return f"<item><title>{title}</title><link>https://news.example.com/{path}</link>{more}</item>"


def first(body: bytes | str) -> Entry:
    return read(body).entries[0]


RSS_2 = rss(item(more="<pubDate>Tue, 12 Sep 2023 10:00:00 +0300</pubDate>"))
RSS_091 = RSS_2.replace('version="2.0"', 'version="0.91"')
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example.com/"><title>Feed</title></channel>
<item rdf:about="https://news.example.com/a"><title>Title</title><link>https://news.example.com/a</link>
<dc:date>2023-09-12T10:00:00+03:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><entry><title>Title</title><id>urn:x:1</id>
<link href="https://news.example.com/a"/><published>2023-09-12T10:00:00+03:00</published></entry></feed>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Feed</title><entry><title>Title</title>
<link rel="alternate" type="text/html" href="https://news.example.com/a"/><issued>2023-09-12T10:00:00+03:00</issued></entry></feed>"""
JSON_1 = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1",
        "title": "Feed",
        "items": [
            {
                "id": "1",
                "url": "https://news.example.com/a",
                "title": "Title",
                "date_published": "2023-09-12T10:00:00+03:00",
            }
        ],
    }
)
JSON_11 = JSON_1.replace("version/1", "version/1.1")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (RSS_2, "rss"),
        (RSS_091, "rss"),
        (RDF, "rss"),
        (ATOM, "atom"),
        (ATOM_03, "atom"),
        (JSON_1, "json"),
        (JSON_11, "json"),
    ],
    ids=["RSS 2.0", "RSS 0.91", "RSS 1.0", "Atom 1.0", "Atom 0.3", "JSON Feed 1.0", "JSON Feed 1.1"],
)
def test_every_kind_of_feed_gives_the_same_entry(body: str, kind: str) -> None:
    feed = read(body)
    assert (feed.kind, feed.title, feed.total, feed.complete) == (kind, "Feed", 1, True)
    entry = feed.entries[0]
    assert (entry.url, entry.title) == ("https://news.example.com/a", "Title")
    assert entry.published.at == datetime(2023, 9, 12, 7, 0, tzinfo=UTC)
    assert (entry.published.day, entry.published.origin) == (date(2023, 9, 12), "feed")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<!DOCTYPE html><html><head><title>x</title></head><body><p>Sorry</p></body></html>", "HTML"),
        ("<html><body>maintenance</body></html>", "HTML"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "urlset"),
        ("<opml><body/></opml>", "opml"),
        ('{"articles": 1}', "JSON"),
        ("[]", "JSON"),
        ("plain text", "neither"),
        ("", "neither"),
        (b"\xff\xd8\xff\xe0 a picture", "neither"),
    ],
)
def test_what_is_no_feed_is_refused_and_named(body: bytes | str, says: str) -> None:
    assert refused(body).reason == "not_a_feed"
    assert says in refused(body).detail


@pytest.mark.parametrize(
    ("told", "url"),
    [
        ("<link>https://news.example.com/a</link><guid>https://news.example.com/b</guid>", "/a"),
        ("<guid>https://news.example.com/b</guid>", "/b"),
        ('<guid isPermaLink="false">https://news.example.com/b</guid>', "/b"),
        ("<link></link><guid>https://news.example.com/b</guid>", "/b"),
        ("<link>  /relative/a\n </link>", "/relative/a"),
        ("<link>//news.example.com/a</link>", "/a"),
        ("<link>https://news.example.com/a b/c .html</link>", "/a%20b/c%20.html"),
        ("<link>https://news.example.com/\n    a/\r\n\tb</link>", "/a/b"),
        ("<link>https://news.example.com/a?x=1&amp;y=2</link>", "/a?x=1&y=2"),
        ("<link><![CDATA[https://news.example.com/a?x=1&y=2]]></link>", "/a?x=1&y=2"),
        ('<enclosure url="https://news.example.com/e.html" type="text/html" length="1"/>', "/e.html"),
    ],
)
def test_the_address_of_an_item_is_found(told: str, url: str) -> None:
    assert first(rss(f"<item><title>T</title>{told}</item>")).url == f"https://news.example.com{url}"


def test_feedburner_says_where_the_article_was_before_it() -> None:
    feed = rss(item("proxy", more="<f:origLink>https://news.example.com/a</f:origLink>")).replace(
        "<rss ", '<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0" '
    )
    assert first(feed).url == "https://news.example.com/a"


def test_a_relative_link_is_resolved_against_its_xml_base() -> None:
    feed = ATOM.replace("<entry>", '<entry xml:base="https://news.example.com/world/">').replace(
        'href="https://news.example.com/a"', 'href="a"'
    )
    assert first(feed).url == "https://news.example.com/world/a"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user:secret@news.example.com/",
        "https://news.example.com\\@evil.example/",
        "http://[::1",
        "http://news.example.com:99999/",
        "https://news.example.com/" + "a" * 5000,
        "mailto:a@b.example",
        "data:text/html,x",
    ],
)
def test_an_item_whose_link_must_not_be_followed_is_counted_not_taken(link: str) -> None:
    feed = read(rss(f"<item><title>T</title><link>{link}</link></item>", item("b")))
    assert [entry.url for entry in feed.entries] == ["https://news.example.com/b"]
    assert feed.total == 2


def test_an_item_without_any_link_is_counted_not_taken() -> None:
    feed = read(rss("<item><title>T</title><guid isPermaLink='false'>17</guid></item>"))
    assert (feed.entries, feed.total) == ((), 1)


def test_the_same_item_twice_is_one_and_the_first_one_counts() -> None:
    feed = read(rss(item("a?utm_source=rss", title="Newer"), item("a", title="Older")))
    assert [entry.title for entry in feed.entries] == ["Newer"]
    assert feed.total == 2


def test_one_guid_for_all_leaves_all() -> None:
    feed = read(rss(*(item(str(n), more="<guid isPermaLink='false'>x</guid>") for n in range(5))))
    assert len(feed.entries) == 5


def test_one_link_for_all_gives_way_to_permalinks() -> None:
    items = [item("", more=f"<guid>https://news.example.com/{n}</guid>") for n in range(5)]
    assert [entry.url[-2:] for entry in read(rss(*items)).entries] == ["/0", "/1", "/2", "/3", "/4"]


def test_one_link_for_all_without_permalinks_is_one_entry_of_five() -> None:
    feed = read(rss(*(item("", more=f"<guid isPermaLink='false'>{n}</guid>") for n in range(5))))
    assert (len(feed.entries), feed.total) == (1, 5)


@pytest.mark.parametrize(
    "more",
    [
        "<guid isPermaLink='false'>{}</guid>",
        "<slash:comments xmlns:slash='http://purl.org/rss/1.0/modules/slash/'>{}</slash:comments>",
    ],
)
def test_what_changes_at_each_fetch_but_the_article_changes_no_stamp(more: str) -> None:
    stamps = {first(rss(item("a", more=more.format(n)))).stamp for n in (1, 2)}
    assert len(stamps) == 1


def test_campaign_parameters_change_no_stamp_and_an_edit_does() -> None:
    stamps = [first(rss(one)).stamp for one in (item("a?utm_id=1"), item("a?utm_id=2"), item("a", title="Edited"))]
    assert stamps[0] == stamps[1] != stamps[2]


TORN = rss(*(item(str(n)) for n in range(5)))


@pytest.mark.parametrize(
    "cut",
    [
        "<title>Title</title><link>https://news.example.com/3",
        "<link>https://news.example.com/3</link></it",
        "https://news.example.com/3</link></item>",
    ],
)
def test_a_torn_feed_gives_its_whole_items_and_says_so(cut: str) -> None:
    whole = 4 if cut.endswith("</item>") else 3
    feed = read(
        TORN[: TORN.index("news.example.com/3") - 8] + cut.rpartition("https://")[1] + cut.rpartition("https://")[2]
    )
    assert feed.complete is False
    assert [entry.url[-1] for entry in feed.entries] == ["0", "1", "2", "3"][:whole]


def test_a_torn_link_is_never_taken_for_an_address() -> None:
    for end in range(len(TORN) - 60, len(TORN) - 30):
        assert {entry.url for entry in read(TORN[:end]).entries} <= {f"https://news.example.com/{n}" for n in range(5)}


def test_a_feed_torn_inside_cdata_loses_that_item_only() -> None:
    feed = read(rss(item("a"))[:-16] + "<item><link>https://news.example.com/b</link><description><![CDATA[<item>")
    assert [entry.url[-1] for entry in feed.entries] == ["a"]
    assert not feed.complete


def test_a_torn_json_feed_gives_its_whole_items() -> None:
    document = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "F",
            "items": [{"id": n, "url": f"https://news.example.com/{n}"} for n in range(5)],
        }
    )
    feed = read(document[:-20])
    assert (len(feed.entries), feed.complete, feed.title) == (4, False, "F")


def test_items_in_cdata_and_comments_are_no_items() -> None:
    feed = read(rss(item(more="<description><![CDATA[<item><link>x</link></item>]]></description>"), "<!-- <item> -->"))
    assert (len(feed.entries), feed.total) == (1, 1)


def test_no_more_items_than_the_limit_are_read_and_all_are_counted() -> None:
    for body in (rss(*(item(str(n)) for n in range(30))), RDF.replace("</rdf:RDF>", item("b") * 29 + "</rdf:RDF>")):
        feed = read(body, limit=10)
        assert len(feed.entries) <= 10
        assert (feed.total, feed.complete) == (30, True)


@pytest.mark.parametrize(
    ("prolog", "junk"),
    [
        ("", ""),
        ('<?xml version="1.0"?>', "\n\n"),
        ('<?xml version="1.0" encoding="utf-8"?>', "junk before "),
        ("<!-- <rss> -->", ""),
    ],
)
def test_what_stands_before_the_feed_does_not_matter(prolog: str, junk: str) -> None:
    assert first(junk + rss(item(), prolog=prolog)).title == "Title"


def test_control_characters_go_and_the_item_stays() -> None:
    feed = read(rss(item(title="A\x00B\x1b C\u2028D &#0; &#x1f;")).encode())
    assert feed.entries[0].title.startswith("AB C D")
    assert not set(feed.entries[0].title) & {"\x00", "\x1b", "\x1f", "\u2028"}


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("<description>&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;p&gt;three&lt;/p&gt;</description>", "One & two\nthree"),
        (
            "<description><![CDATA[<p>One</p><script>evil()</script><style>p{}</style>two<br>three]]></description>",
            "One\ntwo\nthree",
        ),
        ("<description>5 &lt; 6 and 7 &gt; 3</description>", "5 < 6 and 7 > 3"),
        ("<description>AT&amp;amp;T</description>", "AT&T"),
        ("<description><![CDATA[<iframe src='x'/>after]]></description>", "after"),
        ("<description>plain\n\n  text</description>", "plain\ntext"),
        ("<description><![CDATA[<p>خبر <b>عاجل</b>.</p>]]></description>", "خبر عاجل."),
    ],
)
def test_the_text_of_an_item_is_what_a_reader_would_see(told: str, text: str) -> None:
    assert first(rss(item(more=told))).text == text


def test_markup_in_a_title_is_no_part_of_it_and_atom_says_when_it_is() -> None:
    assert first(rss(item(title="A &lt;b&gt;bold&lt;/b&gt; claim"))).title == "A bold claim"
    plain = ATOM.replace("<entry><title>Title", '<entry><title type="text">The &lt;b&gt; tag')
    assert first(plain).title == "The <b> tag"


ENCODED = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


@pytest.mark.parametrize(
    ("told", "full"),
    [
        (f"<content:encoded {ENCODED}>&lt;p&gt;{LONG}&lt;/p&gt;</content:encoded>", True),
        (f"<description>Short</description><content:encoded {ENCODED}>{LONG}</content:encoded>", True),
        (f"<description>{LONG}</description>", False),
        (f"<content:encoded {ENCODED}>Only a few words</content:encoded>", False),
        (f"<content:encoded {ENCODED}>{LONG} [...]</content:encoded>", False),
        (f"<content:encoded {ENCODED}>{LONG} Read more</content:encoded>", False),
        (f"<content:encoded {ENCODED}>{LONG} اقرأ المزيد</content:encoded>", False),
    ],
)
def test_full_text_is_told_from_a_summary(told: str, full: bool) -> None:
    assert first(rss(item(more=told))).text_is_full is full


def test_full_text_in_a_json_feed_is_told_from_a_summary() -> None:
    for content, full in (({"content_html": f"<p>{LONG}</p>"}, True), ({"summary": LONG}, False)):
        document = json.loads(JSON_11)
        document["items"][0] |= content
        assert first(json.dumps(document)).text_is_full is full


@pytest.mark.parametrize("raw", ["Fri, 31 Dec 9999 10:00:00 GMT", "1970-01-01", "2033-01-01T00:00:00Z", "soon", "-1"])
def test_a_date_that_cannot_be_is_none_and_the_item_stays(raw: str) -> None:
    entry = first(rss(item(more=f"<pubDate>{raw}</pubDate>")))
    assert (entry.published.at, entry.published.origin) == (None, "none")


def test_hints_of_a_feed_are_kept_as_data() -> None:
    head = (
        "<language>ar</language><ttl>60</ttl>"
        '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example.com/"/>'
        '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="?page=2"/>'
    )
    feed = read(rss(item(), head=head))
    assert (feed.language, feed.refresh_seconds, feed.hub) == ("ar", 3600, "https://hub.example.com/")
    assert feed.next_url == URL + "?page=2"


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
        ("<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21600),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86400),
        ("<ttl>never</ttl>", None),
        ("<ttl>99999999999999</ttl>", None),
    ],
)
def test_how_often_a_feed_wants_to_be_asked(head: str, seconds: int | None) -> None:
    feed = rss(item(), head=head).replace("<rss ", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ')
    assert read(feed).refresh_seconds == seconds


def test_the_publisher_that_an_item_names_is_kept() -> None:
    assert first(rss(item(more='<source url="https://a.example/f">Agency</source>'))).publication == "Agency"


def test_json_that_is_not_what_it_should_be_gives_what_is_usable() -> None:
    items = [1, None, [], {"url": ["x"]}, {"url": "https://news.example.com/a", "title": {"a": 1}, "authors": 7}]
    feed = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items, "hubs": 3, "title": []}))
    assert [(entry.url, entry.title, entry.author) for entry in feed.entries] == [
        ("https://news.example.com/a", "", "")
    ]
    assert feed.total == 5


@pytest.mark.parametrize(
    "broken",
    [
        "<g:box xmlns:g='http://www.georss.org/georss'>x y</g:box>",
        "<description>&#xd800; &#x110000; &#0; &#99999999999;</description>",
        "<p:chapters xmlns:p='http://podlove.org/simple-chapters'><p:chapter title='a' /></p:chapters>",
        "<textInput/><image></textInput>",
    ],
)
def test_an_item_that_breaks_the_parser_loses_no_other(broken: str) -> None:
    feed = read(rss(item("a"), item("b", more=broken), item("c")))
    assert {"a", "c"} <= {entry.url[-1] for entry in feed.entries}
    assert (feed.total, feed.title) == (3, "Feed")


def test_a_channel_that_breaks_the_parser_loses_no_item() -> None:
    broken = "<g:box xmlns:g='http://www.georss.org/georss'>x y</g:box>"
    assert [entry.url[-1] for entry in read(rss(item("a"), item("b"), head=broken)).entries] == ["a", "b"]
