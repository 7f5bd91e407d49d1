"""One cycle over pages that are each broken in a way of their own (FAULTS §2.3, §2.6): every one ends as its own row."""

from __future__ import annotations

import gzip
from collections import Counter
from dataclasses import dataclass

import pytest

from news.configuring.settings import Settings
from tests.faults.routes import ROUTES, bomb
from tests.faults.server import Exchange
from tests.faults.sites import Answer, ManySites, article, item, rss, said
from tests.flows.conftest import cycle, query

UTF8 = '<meta charset="utf-8">'
BYTES = bytes(range(256)) * 20
FULL = "".join(
    f"<p>قال النص الكامل في الخلاصة كلاما طويلا عن الجسر رقم {n} وعن سكان الحي القديم.</p>" for n in range(12)
)
INSIDE = "http://127.0.0.77/inside"


def wall(title: str, *lines: str) -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head>{UTF8}<title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"


def nested(levels: int) -> str:
    return f"{UTF8}<body>" + "<div>" * levels + article("nested")


def links(count: int) -> str:
    cards = "".join(
        f"<h3><a href='/a/{n}'>عنوان خبر طويل عن أمر من الأمور {n}</a></h3><p>سطر قصير عن الخبر {n} لا أكثر.</p>"
        for n in range(count)
    )
    return f"<html><head>{UTF8}<title>Home</title></head><body>{cards}</body></html>"


def home(exchange: Exchange) -> None:
    exchange.redirect("/ar/")


# name: (what the page answers, what every item of it becomes)
PAGES: dict[str, tuple[Answer, str]] = {
    "nested": (nested(1000), "skipped too_deep"),
    "nested with text in the feed": (nested(1000), "new feed"),
    "nested for ever": (nested(50_000), "skipped too_deep"),
    "forbidden with text in the feed": (said("<p>no</p>", 403), "new feed"),
    "too large": (f"{UTF8}<p title='{'a' * 6_000_000}'>x</p>", "skipped too_large"),
    "bomb": (said(bomb(), Content_Encoding="gzip"), "skipped too_large"),
    "comment": (article("comment", head=f"{UTF8}<!--{'a' * 2_000_000}-->"), "new page"),
    "JSON-LD nested": (article("ld", head=f'{UTF8}<script type="application/ld+json">{"[" * 200_000}</script>'), "new page"),
    "JSON-LD of odd types": (
        article("odd", head=UTF8 + r"""<script type="application/ld+json">{"@type": ["NewsArticle", 5, null], "headline": {"a": 1}, "author":
        [null, 5, {"name": ["\ud800"]}], "articleBody": [1], "datePublished": ["2023-01-01", null], "description": 7}</script>"""),
        "new page",
    ),
    "dates of junk": (article("junk", head=UTF8 + '<meta property="article:published_time" content="2023-99-99">' * 999), "new page"),
    "entities": (article("entities", inside=f"<p>{'&amp;lt;' * 100_000}</p>"), "new page"),
    "references to no character": (article("references", inside="<p>a &#1; &#0; &#xFFFF; &#xD800; &#x110000; b</p>"), "new page"),
    "NUL": (article("nul").replace("الجسر", "الج\0سر"), "new page"),
    "NUL first": ("\0\0\0" + article("first"), "new page"),
    "surrogates": (article("surrogates", inside="<p>a \ud800 b</p>"), "new page"),
    "broken UTF-8": (article("broken").encode() + b"\xff\xfe\xc0\x80", "new page"),
    "windows-1256 as UTF-8": (article("old").encode("cp1256"), "new page"),
    "UTF-16 without a mark": (article("wide").encode("utf-16-le"), "new page"),
    **{f"charset {name[:20]}": (said(article(name, head=f'<meta charset="{name}">'), Content_Type=f"text/html; charset={name}"), "new page")
       for name in ("zlib_codec", "utf-7", "base64", "idna", "unicode_escape", "bogus-9", "x" * 3000)},
    "canonical home": (article("home", head=f"{UTF8}<link rel=canonical href='/'>"), "new page"),
    "canonical inside": (article("inside", head=f"{UTF8}<link rel=canonical href='{INSIDE}'><base href='{INSIDE}'><meta property='og:image' content='{INSIDE}'>"), "new page"),
    "a lie": (article("lie", head=f'{UTF8}<meta property="og:title" content="FAKE"><script type="application/ld+json">{{"@type":"NewsArticle","headline":"FAKE","datePublished":"2099-01-01"}}</script>'), "new page"),
    "soft 404": (wall("الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة على هذا الموقع."), "skipped soft_404"),
    "cookie wall": (wall("Before you continue", "We use cookies to deliver and maintain our services.", "Accept all cookies or manage your preferences."), "skipped cookie_wall"),
    "captcha": (wall("Just a moment...", "The site needs to review the security of your connection before proceeding."), "failed captcha"),
    "access denied": (wall("Access Denied", "You don't have permission to access this on this server.", "Reference #18.2"), "failed blocked"),
    "maintenance": (wall("صيانة", "الموقع تحت الصيانة حاليا، سنعود قريبا. شكرا لصبركم."), "failed maintenance"),
    "database error": (wall("Error", "Error establishing a database connection"), "failed server_error"),
    "PHP error": ("<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function f() in /var/www/f.php:12\nStack trace:\n#0 {main}\n thrown in <b>/var/www/f.php</b> on line <b>12</b>", "failed server_error"),
    "parked": (wall("news.example", "This website is for sale! It is your best source for all of the information you are looking for."), "skipped parked"),
    "log in": (wall("Log in", "Please enter your address and password to go on to the article.", "<input type=password>"), "skipped login_wall"),
    "front page": (links(20), "skipped front_page"),
    "redirected to the front page": (lambda e: e.redirect("/"), "skipped front_page"),
    "redirected to a section": (home, "skipped front_page"),
    "one text everywhere": (wall("The Daily", "Our readers find what we write in the reading room of the library in the old town, on weekdays from nine to five."), "skipped repeated_text"),
    "meta refresh": (f"<html><head><meta http-equiv=refresh content='0; url={INSIDE}'></head><body>Please wait while the new page of ours is being opened for you.</body></html>", "skipped no_text"),
    "told to go on": (wall("Redirect", "You are being redirected to our new site, please wait for some seconds until it opens."), "skipped no_text"),
    "a script": ("<html><body><div id=root></div><script>location = '/x'</script></body></html>", "skipped no_text"),
    "a paywall": (wall("عنوان", "قال المتحدث يوم الاثنين إن الجسر الجديد يفتح في الربيع المقبل أمام السيارات والمشاة في المدينة.", "هذا المقال للمشتركين فقط. اشترك لمتابعة القراءة."), "new teaser"),
    "nothing": (b"", "failed empty_body"),
    "blanks": (b" \r\n" * 500, "failed empty_body"),
    "a frameset": (f"<html><frameset><frame src='{INSIDE}'></frameset></html>", "skipped no_text"),
    **{f"file {start.hex()}": (said(start + BYTES, Content_Type="text/html"), "skipped unsupported_type")
       for start in (b"%PDF-1.7\n", b"\xff\xd8\xff", b"PK\x03\x04", b"ID3\x04", b"MZ\x90", b"\x7fELF", b"OggS", b"7z\xbc\xaf", b"wOF2", b"\0\0\0\x18ftyp", b"SQLite format 3\0")},
    "bytes": (said(BYTES[::-1], Content_Type="application/octet-stream"), "skipped unsupported_type"),
    "a feed": (rss([item("/a/1", more="<description>one two three four five six seven eight nine ten</description>")]), "skipped unsupported_type"),
    "JSON": ('\ufeff{"title": "one two three four five six seven eight nine"}', "skipped unsupported_type"),
    "a style sheet": ("body { color: red; }\n" * 50, "skipped unsupported_type"),
    "a page under another label": (said(article("label"), Content_Type="application/pdf"), "new page"),
    "cut off": (ROUTES["/drop/chunk-no-end"], "failed truncated"),
    "gzip cut off": (ROUTES["/enc/truncated"], "failed truncated"),
    "gzip without a label": (gzip.compress(article("packed").encode()), "skipped unsupported_type"),
    **{f"status {code}": (said(article("status"), code), f"failed http_{code}") for code in (401, 404, 429, 500, 503)},
    "gone": (said(article("gone"), 410), "skipped http_410"),
    "loop": (lambda e: e.redirect(e.path), "failed too_many_redirects"),
    "redirected inside": (lambda e: e.redirect(INSIDE), "failed blocked_address"),
    "redirected to data": (lambda e: e.redirect("data:text/html,hello"), "failed blocked_scheme"),
}  # fmt: skip
# A site that shows one thing for everything is asked for more than one article.
ASKED = {"one text everywhere": 4, "soft 404": 4, "redirected to the front page": 2}


@dataclass
class Met:
    """What one cycle over all of them left: how the items of each site ended."""

    settings: Settings
    ends: dict[str, Counter[str]]


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Met:
    sites: dict[str, dict[str, Answer]] = {}
    for name, (answer, _) in PAGES.items():
        paths = [f"/pages/{number}" for number in range(ASKED.get(name, 1))]
        more = f"<content:encoded><![CDATA[{FULL}]]></content:encoded>" if name.endswith("in the feed") else ""
        feed = rss(item(path, f"خبر من {name} {path}", more) for path in paths)
        sites[name] = {"/feed": feed, "/": links(20), "/ar/": links(20), **dict.fromkeys(paths, answer)}
    with ManySites(sites=dict(sites)) as server:
        settings = server.settings(tmp_path_factory.mktemp("pages"))
        cycle(settings)
    ends: dict[str, Counter[str]] = {name: Counter() for name in PAGES}
    for source, outcome, reason in query(settings, "SELECT source, outcome, reason FROM skipped"):
        ends[source][f"{outcome} {reason}"] += 1
    for source, text_from in query(settings, "SELECT source, text_from FROM articles"):
        ends[source][f"new {text_from}"] += 1
    return Met(settings, ends)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_ends_as_it_should(met: Met, name: str) -> None:
    assert met.ends[name] == {PAGES[name][1]: ASKED.get(name, 1)}


def test_what_is_stored_is_clean_and_whole(met: Met) -> None:
    stored = query(met.settings, "SELECT source, title, text FROM articles")
    assert [one for one in stored if not (one[1] + one[2]).replace("\n", "").isprintable()] == []
    texts = {source: text for source, _, text in stored}
    assert all("يستمر حتى نهاية السنة" in text for source, text in texts.items() if PAGES[source][1] == "new page")


def test_a_page_is_what_its_feed_calls_it_and_where_it_was_fetched(met: Met) -> None:
    told = query(
        met.settings, "SELECT title, published_at, url FROM articles WHERE source IN ('a lie', 'canonical inside')"
    )
    assert all(title.startswith("خبر من") and at is None and url.endswith("/pages/0") for title, at, url in told)
