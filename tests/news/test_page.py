from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.articles.page import read_page
from news.model import Page, Refusal

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TITLE = "محادثات جديدة حول الحد من الأسلحة في جنيف"
BODY = (
    "بدأت في جنيف جولة جديدة من المحادثات بين وفدين رفيعين حول الحد من الأسلحة النووية بعد توقف دام أشهرا طويلة.",
    "وقال مصدر دبلوماسي إن الجانبين اتفقا على جدول زمني للتفتيش المتبادل، وإن الخلاف ما زال قائما حول عدد المواقع.",
    "ومن المقرر أن تستمر الجولة ثلاثة أيام، على أن يصدر عنها بيان مشترك في ختامها إذا توصل الطرفان إلى اتفاق.",
)


def article(*, head: str = "", before: str = "", inside: str = "", after: str = "", title: str = TITLE) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    return (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title} | الصحيفة</title>{head}</head><body>'
        f"<main><article><h1>{title}</h1>{before}<div class='article-body'>{paragraphs}{inside}</div>{after}</article></main>"
        "</body></html>"
    ).encode()


def read(body: bytes, **options: str) -> Page:
    page = read_page(body, url="https://news.example/2026/11/24/talks", now=NOW, **options)
    assert isinstance(page, Page), page
    return page


def test_text_is_the_paragraphs_one_a_line_without_the_headline() -> None:
    page = read(article())
    assert page.text.split("\n") == list(BODY)
    assert (page.title, page.language, page.text_from) == (TITLE, "ar", "page")


def test_a_headline_repeated_with_its_kicker_is_dropped() -> None:
    page = read(article(inside="", before=f"<p>عاجل: {TITLE}</p>"))
    assert TITLE not in page.text


def test_the_title_of_the_feed_wins_and_the_pages_own_is_not_left_in_the_text() -> None:
    page = read(article(), feed_title="جولة جديدة في جنيف")
    assert page.title == "جولة جديدة في جنيف"
    assert TITLE not in page.text


def test_a_claimed_title_that_the_page_does_not_show_is_not_believed() -> None:
    page = read(article(head='<meta property="og:title" content="Win a phone today">'))
    assert page.title == TITLE


def test_the_standfirst_outside_the_body_comes_first() -> None:
    lead = "وفدان رفيعان يلتقيان في جنيف بعد أشهر من التوقف، وخلاف على عدد مواقع التفتيش"
    page = read(
        article(
            head=f'<meta property="og:description" content="{lead}">',
            before=f"<header><h2 class='dek'>{lead}</h2></header>",
        )
    )
    assert page.text.split("\n") == [lead, *BODY]


def test_a_description_that_the_page_does_not_show_stays_out() -> None:
    page = read(
        article(head='<meta property="og:description" content="وصف لا يظهر في الصفحة لكنه طويل بما يكفي لكي يؤخذ">')
    )
    assert page.text.split("\n") == list(BODY)


@pytest.mark.parametrize(
    "extra",
    [
        "<p>اقرأ أيضا: وزير الخارجية يصل إلى العاصمة</p>",
        "<p>اقرأ أيضًا</p><ul><li>وزير الخارجية يصل</li><li>بيان من الوزارة</li></ul>",
        '<p><a href="/other">وزير الخارجية يصل إلى العاصمة في زيارة رسمية</a></p>',
        "<p>تابعونا على تويتر وفيسبوك</p>",
        "<p>جميع الحقوق محفوظة 2026</p>",
        "<p>الآراء الواردة في التعليقات لا تعبر عن رأي الصحيفة</p>",
        "<p>Follow us on Twitter and Facebook.</p>",
        "<p>Read more: Minister arrives in the capital</p>",
        '<div class="newsletter-signup"><p>اشترك في نشرتنا البريدية ليصلك كل جديد كل صباح مع القهوة</p></div>',
        '<div class="related-box read-also"><p>وزير الخارجية يصل إلى العاصمة في زيارة رسمية غدا</p></div>',
        '<div class="author-bio"><p>كاتب وصحفي مقيم في جنيف يتابع شؤون نزع السلاح منذ عشرين عاما</p></div>',
        '<span class="sr-only">يفتح في نافذة جديدة</span>',
    ],
)
def test_what_surrounds_an_article_is_not_in_its_text(extra: str) -> None:
    assert read(article(inside=extra)).text.split("\n") == list(BODY)


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none"><p>{}</p></div>',
        '<div style="color:red; DISPLAY : NONE"><p>{}</p></div>',
        '<p style="visibility:hidden">{}</p>',
        '<p style="font-size: 0px">{}</p>',
        '<p style="position:absolute; left:-9999px">{}</p>',
        "<p hidden>{}</p>",
        '<div aria-hidden="true"><p>{}</p></div>',
        "<template><p>{}</p></template>",
        '<div style="opacity:0"><p>{}</p></div>',
        '<div style="opacity: 0.0 !important"><p>{}</p></div>',
        '<div style="font-size:1px"><p>{}</p></div>',
        '<div style="color:#FFF; background: white"><p>{}</p></div>',
        '<div style="color:rgb(255, 255, 255);background-color:#ffffff"><p>{}</p></div>',
        '<div style="color:transparent"><p>{}</p></div>',
        '<div style="position:absolute;clip:rect(0,0,0,0)"><p>{}</p></div>',
        '<div style="clip-path:inset(100%)"><p>{}</p></div>',
        '<div style="transform: scale(0)"><p>{}</p></div>',
        '<div style="height:0;overflow:hidden"><p>{}</p></div>',
        "<style>/* a */ .a, .b { margin: 0 } .c,.out{display:none}</style><div class='x out'><p>{}</p></div>",
        "<style>#out { visibility : hidden }</style><div id=out><p>{}</p></div>",
    ],
)
def test_hidden_text_is_not_read(hidden: str) -> None:
    stuffing = "فلاديمير بوتين وكيم جونغ أون " * 2000
    assert "بوتين" not in read(article(inside=hidden.replace("{}", stuffing))).text


@pytest.mark.parametrize(
    "shown",
    [
        "font-size:0.9em",
        "font-size:10px",
        "left:-10px",
        "top: -999px",
        "margin:0",
        "opacity:0.9",
        "opacity:.5",
        "color:#fff;background:#000",
        "color:#fff",
        "min-width:0",
        "height:0.5em",
    ],
)
def test_text_of_a_common_style_is_read(shown: str) -> None:
    assert (
        "كلام في آخر المقال" in read(article(inside=f'<p style="{shown}">كلام في آخر المقال عن الجسر الجديد</p>')).text
    )


@pytest.mark.parametrize(
    "head",
    [
        "<style>@media print { .article-body { display: none } }</style>",
        "<style>.article-body { display: none } .article-body { display: block }</style>",
        "<style>nav .article-body { display: none }</style>",
        "<link rel='stylesheet' href='/all.css'><style>p { } .last { display: none }</style>",
    ],
)
def test_what_a_style_sheet_shows_on_some_screen_is_read(head: str) -> None:
    assert (
        "كلام في آخر المقال"
        in read(article(head=head, inside="<p class=last>كلام في آخر المقال عن الجسر الجديد</p>")).text
    )


def test_a_page_that_a_script_fades_in_is_read() -> None:
    body = article().replace(b"<div class='article-body'>", b"<div class='article-body' style='opacity:0'>")
    assert read(body).text == read(article()).text


def test_a_body_split_around_advertisements_is_read_to_its_end() -> None:
    parts = "".join(
        f"<div class='body__container'><p>{' '.join([BODY[at % 3], str(at)])}</p><p>{BODY[(at + 1) % 3]} {at}</p></div><aside>ad</aside>"
        for at in range(6)
    )
    page = read(f"<html><body><article><h1>{TITLE}</h1>{parts}</article></body></html>".encode())
    assert page.text.count("\n") == 11


def test_a_claimed_article_body_brings_in_only_what_the_page_shows() -> None:
    claim = " ".join(BODY) + " واعترف الوزير بكل شيء. " * 200
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{claim}"}}</script>'
    assert "اعترف" not in read(article(head=script)).text


def test_lines_that_the_claimed_body_lacks_are_dropped_when_it_has_the_rest() -> None:
    more = [f"{line} وفق بيان ثان" for line in BODY]
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{" ".join([*BODY, *more])}"}}</script>'
    inside = "".join(f"<p>{line}</p>" for line in [*more, "شاهدوا البث على منصة القناة"])
    assert read(article(head=script, inside=inside)).text.split("\n") == [*BODY, *more]


@pytest.mark.parametrize(
    "script",
    [
        "{not json",
        '{"@type":"NewsArticle","headline":["a"],"author":{"name":{"x":1}},"articleBody":5,"isAccessibleForFree":[]}',
        "[" * 100_000,
        '{"@graph":' * 500 + "1" + "}" * 500,
        "null",
    ],
)
def test_structured_data_that_cannot_be_read_says_nothing(script: str) -> None:
    page = read(article(head=f'<script type="application/ld+json">{script}</script>'))
    assert page.text.split("\n") == list(BODY)


def test_the_canonical_address_is_kept_as_the_claim_that_it_is() -> None:
    page = read(article(head='<link rel="canonical" href="https://victim.example/story">'))
    assert page.canonical_url == "https://victim.example/story"


def test_control_characters_and_nul_lose_nothing_of_the_article() -> None:
    page = read(
        article(
            inside="<p>وقال\x00 المتحدث\x1a إن الوفد سيعود إلى بلاده &#xD800; غدا صباحا بعد انتهاء الجولة الأولى</p>"
        )
    )
    assert page.text.count("\n") == 3
    assert not set(page.text) & {"\0", "\x1a", "\ud800"}


@pytest.mark.parametrize(
    ("head", "inside", "expected"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
            "",
            "teaser",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
            "",
            "teaser",
        ),
        ('<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":true}</script>', "", "page"),
        ("", "<div class='offer'>اشترك الآن لمتابعة القراءة</div>", "teaser"),
        ("", "<div class='offer'>Subscribe to continue reading</div>", "teaser"),
        ('<meta property="article:content_tier" content="locked">', "", "teaser"),
        ('<meta property="article:content_tier" content="free">', "<div class=paywall></div>", "page"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","hasPart":[{"isAccessibleForFree":false}]}</script>',
            "",
            "teaser",
        ),
        ("", "<div class='Paywall-box'>1 € a week</div>", "teaser"),
        ("", "<div class='offer'>لقراءة المقال كاملا يرجى الاشتراك</div>", "teaser"),
        ("", "<div class='offer'>Want to read more? Register for free</div>", "teaser"),
        ("", f"<p>{BODY[0] * 20}</p><div>Subscribe to continue reading</div>", "page"),
    ],
)
def test_a_paywalls_stub_is_a_teaser(head: str, inside: str, expected: str) -> None:
    assert read(article(head=head, inside=inside)).text_from == expected


@pytest.mark.parametrize("body", [b"%PDF-1.7 x", b"\x89PNG\r\n", b'{"a": 1}', b" [1, 2]", b"PK\x03\x04"])
def test_what_is_no_page_is_told(body: bytes) -> None:
    found = read_page(body, url="https://news.example/x", now=NOW)
    assert isinstance(found, Refusal)
    assert found.reason == "unsupported_type"


@pytest.mark.parametrize("body", [b"", b"   ", b"<html></html>", b"<html><body><h1>Title</h1></body></html>"])
def test_a_page_without_text_has_none(body: bytes) -> None:
    found = read_page(body, url="https://news.example/x", now=NOW)
    assert isinstance(found, Refusal)
    assert found.reason == "no_text"


def test_a_page_read_again_is_read_the_same() -> None:
    assert len({read(article()).text for _ in range(6)}) == 1


@pytest.mark.parametrize(
    ("encoding", "label", "header"),
    [
        ("cp1256", "utf-8", ""),
        ("cp1256", "", "text/html; charset=iso-8859-1"),
        ("cp1256", "windows-1256", "text/html; charset=utf-8"),
        ("iso8859_6", "windows-1256", ""),
        ("iso8859_6", "", ""),
        ("utf-8", "windows-1256", "text/html; charset=zlib_codec"),
        ("utf-16-le", "utf-8", ""),
        ("utf-16-be", "", "text/html; charset=utf-7"),
        ("utf-16", "", ""),
        ("utf-8-sig", "iso-8859-6", ""),
    ],
)
def test_letters_are_right_whatever_the_labels_say(encoding: str, label: str, header: str) -> None:
    page = article().decode().replace('<meta charset="utf-8">', f'<meta charset="{label}">' if label else "")
    read_text = read(page.encode(encoding, "xmlcharrefreplace"), content_type=header).text
    assert read_text.split("\n") == list(BODY)
