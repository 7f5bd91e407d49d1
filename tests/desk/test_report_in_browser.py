"""What a reader sees: the report and a letter in a real browser, with what hostile pages may say about themselves."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from desk.letters import write_letters
from desk.report import render_report, write_report
from tests.conftest import NOW, skip_or_fail
from tests.desk.builders import LINKS, a_rule, a_view, an_alert, told

CHROMIUM = Path("/usr/bin/chromium")
# each sets window.fired when it runs, or asks the network for something when it loads
ATTACKS = [
    "<script>window.fired=1</script>",
    "<img src=x onerror=window.fired=2>",
    "<svg onload=window.fired=3><script>window.fired=3</script></svg>",
    "</style><style>@import 'http://127.0.0.1:9/x.css';</style>",
    "</svg></div></main><script>window.fired=4</script>",
    "</title><script>window.fired=5</script>",
    "\"><iframe src='http://127.0.0.1:9/'></iframe>",
    "' onmouseover='window.fired=6' x='",
    "<link rel=stylesheet href=http://127.0.0.1:9/><base href=http://127.0.0.1:9/>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<!--<script>window.fired=7</script>--!><script>window.fired=7</script>",
    "\u2028</script><script>window.fired=8</script>",
    "{{ 7 * 7 }}{% raw %}${window.fired=9}",
    "<form action=http://127.0.0.1:9/><input autofocus onfocus=window.fired=10>",
    "$\\frac{1}{$ _x \ud800 \x00 \u202egpj.exe",
    "كلمة" * 30,
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        skip_or_fail(f"{CHROMIUM} is not here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


class Reader:
    """A browser without a network that remembers what a page asked for and complained about."""

    def __init__(self, browser: Browser, folder: Path, width: int = 1000) -> None:
        self.folder = folder
        self.context = browser.new_context(offline=True, viewport={"width": width, "height": 800})
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def open(self, html: str) -> Page:
        path = self.folder / "page.html"
        write_report(path, html)
        self.page.goto(path.as_uri())
        self.requests.remove(path.as_uri())
        return self.page

    def ask(self, script: str) -> Any:
        return self.page.evaluate(script)


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Iterator[Reader]:
    one = Reader(browser, tmp_path)
    yield one
    one.context.close()


@pytest.fixture
def phone(browser: Browser, tmp_path: Path) -> Iterator[Reader]:
    one = Reader(browser, tmp_path, width=400)
    yield one
    one.context.close()


def touch_everything(page: Page) -> None:
    """Do with a page what a curious reader does: point at, focus and follow everything."""
    page.evaluate(
        """() => { for (const one of document.querySelectorAll('*')) {
            for (const kind of ['mouseover', 'focus', 'load', 'error']) one.dispatchEvent(new Event(kind));
        } }"""
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_that_a_page_says_of_itself_runs_or_loads_in_the_report(reader: Reader, language: str) -> None:
    page = reader.open(render_report(a_view(*ATTACKS, language=language)))
    touch_everything(page)
    assert reader.ask("window.fired") is None
    assert (reader.requests, reader.complaints) == ([], [])
    assert reader.ask("document.querySelectorAll('script, iframe, img, form, input, link, base, object').length") == 0
    assert (
        reader.ask(
            "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length"
        )
        == 0
    )
    assert reader.ask("document.querySelectorAll('style').length") == 2  # the page's, and the chart's own
    assert "<script>window.fired=1</script>" in page.inner_text("main")
    assert "{{ 7 * 7 }}" in page.inner_text("main")


def test_links_go_to_the_web_and_tell_it_nothing(reader: Reader) -> None:
    reader.open(render_report(a_view("خبر", rows=len(LINKS))))
    links = reader.ask("[...document.querySelectorAll('a')].map(a => [a.getAttribute('href'), a.rel])")
    assert links == [["https://example.org/good", "noopener noreferrer"]]
    assert reader.ask("document.querySelector('meta[name=referrer]').content") == "no-referrer"


def test_a_policy_forbids_whatever_an_escape_may_miss(reader: Reader) -> None:
    page = reader.open(render_report(a_view("خبر")))
    policy = reader.ask("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
    assert policy.startswith("default-src 'none'")
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.fired = 1'; document.body.append(s)"
    )
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=http://127.0.0.1:9/ onerror=window.fired=2>')"
    )
    assert reader.ask("window.fired") is None
    assert any("Content Security Policy" in one for one in reader.complaints)


def test_arabic_is_joined_and_runs_from_right_to_left(reader: Reader) -> None:
    page = reader.open(render_report(a_view("كيم جونغ أون")))
    assert reader.ask("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert reader.ask("getComputedStyle(document.querySelector('th bdi')).direction") == "rtl"
    first, last = (page.locator("#most ~ .wide thead th").nth(n).bounding_box() for n in (0, -1))
    assert first and last and first["x"] > last["x"]
    width = """text => { const s = document.createElement('span'); s.textContent = text;
        document.querySelector('h1').append(s); const w = s.getBoundingClientRect().width; s.remove(); return w; }"""
    assert page.evaluate(width, "كيمجونغ") < 0.9 * page.evaluate(width, "ك\u200cي\u200cم\u200cج\u200cو\u200cن\u200cغ")


def test_each_foreign_word_keeps_its_direction_to_itself(reader: Reader) -> None:
    words = ["\u202eتخريب", "\u2067unclosed", "Kim (كيم", "123 - x!"]
    page = reader.open(render_report(a_view(*words)))
    assert reader.ask(
        "[...document.querySelectorAll('td, th[scope=row]')].every(c => !/[\\u202a-\\u202e\\u2066-\\u2069]/.test(c.textContent))"
    )
    assert reader.ask("[...document.querySelectorAll('bdi')].every(b => getComputedStyle(b).unicodeBidi === 'isolate')")
    assert page.locator("#stories ~ .wide tbody tr").count() == len(words)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "words", [("كيم جونغ أون", "Vladimir Putin"), ("x" * 2000,), ("ك" * 2000,), ("م" + "\u0651" * 900,)]
)
def test_a_phone_shows_the_page_without_scrolling_sideways(
    phone: Reader, language: str, words: tuple[str, ...]
) -> None:
    phone.open(render_report(a_view(*words, language=language)))
    assert phone.ask("document.documentElement.scrollWidth") <= 400
    assert phone.complaints == []


def test_an_empty_history_and_a_long_one_make_a_page(reader: Reader) -> None:
    nothing: dict[str, Any] = {
        "entities": [],
        "spikes": [],
        "stories": [],
        "alerts": [],
        "sources": [],
        "reasons": [],
        "series": {},
    }
    page = reader.open(render_report(a_view("x", newest_day=None, **nothing)))
    assert page.locator("table").count() == 0
    assert page.get_by_text("لا شيء بعد").count() == 5
    page = reader.open(render_report(a_view("كيم", rows=500)))
    assert page.locator("#alerts ~ .wide tbody tr").count() == 500


def test_a_screen_reader_finds_headings_row_and_column_heads_and_a_named_chart(reader: Reader) -> None:
    reader.open(render_report(a_view("كيم")))
    assert reader.ask("document.querySelectorAll('h1').length") == 1
    assert reader.ask(
        "[...document.querySelectorAll('thead th')].every(h => h.scope === 'col' && h.textContent.trim())"
    )
    assert reader.ask("[...document.querySelectorAll('tbody th')].every(h => h.scope.startsWith('row'))")
    named = "[...document.querySelectorAll('[aria-labelledby]')].every(e => document.getElementById(e.getAttribute('aria-labelledby')))"
    assert reader.ask(named)
    assert reader.ask("document.querySelector('[role=img] svg') !== null")
    assert reader.ask("[...document.querySelectorAll('time')].every(t => !isNaN(Date.parse(t.dateTime)))")


CONTRAST = """() => {
    const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b; };
    const paper = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.endsWith(', 0)')) return c; } return 'rgb(255, 255, 255)'; };
    const worst = [];
    for (const e of document.querySelectorAll('body *:not(svg, svg *)')) {
        if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || e.getAttribute('aria-hidden')) continue;
        const [a, b] = [light(getComputedStyle(e).color), light(paper(e))].sort((x, y) => y - x);
        worst.push((a + .05) / (b + .05));
    }
    return Math.min(...worst);
}"""


def test_words_stand_out_from_the_page(reader: Reader) -> None:
    """WCAG 2.2, success criterion 1.4.3: a contrast of 4.5 : 1."""
    reader.open(render_report(a_view("كيم")))
    assert reader.ask(CONTRAST) >= 4.5
    reader.open(a_letter("كيم", "https://example.org/1"))
    assert reader.ask(CONTRAST) >= 4.5


def a_letter(*titles: str) -> str:
    articles = [told(title=one, outlet=one, sentence=f"{one} جملة", url=one, why={"names": {one: 1}}) for one in titles]
    (letter,) = write_letters([an_alert(*articles)], a_rule(), sender="m@example.org", now=NOW, labels={})
    message = message_from_bytes(letter.message, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def test_nothing_that_a_page_says_of_itself_runs_or_loads_in_a_letter(reader: Reader) -> None:
    page = reader.open(a_letter(*ATTACKS, *LINKS))
    touch_everything(page)
    assert reader.ask("window.fired") is None
    assert (reader.requests, reader.complaints) == ([], [])
    assert reader.ask("[...document.querySelectorAll('a')].every(a => a.protocol === 'https:')")


def test_a_letter_fits_a_phone(phone: Reader) -> None:
    phone.open(a_letter("ك" * 2000, "x" * 2000, "https://example.org/" + "a" * 300))
    assert phone.ask("document.documentElement.scrollWidth") <= 400
