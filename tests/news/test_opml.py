from __future__ import annotations

import tomllib

import pytest

from news.model import Outline, ParsedOpml, Refusal
from news.sources.opml import read_opml, write_sources


def read(body: str) -> ParsedOpml:
    found = read_opml(body.encode())
    assert isinstance(found, ParsedOpml), found
    return found


def opml(outlines: str, *, dtd: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{dtd}<opml version="2.0"><head><title>Mine</title></head><body>{outlines}</body></opml>'
    )


def feed(name: str = "A", url: str = "https://a.example/feed", more: str = "") -> str:
    return f'<outline type="rss" text="{name}" xmlUrl="{url}" {more}/>'


def test_folders_are_the_category_of_what_is_in_them() -> None:
    found = read(
        opml(
            f'<outline text="News"><outline text="Arabic">{feed(more=chr(32))}</outline>{feed("B", "https://b.example/f")}</outline>'
        )
    )
    assert [(one.title, one.category) for one in found.outlines] == [("A", "News/Arabic"), ("B", "News")]
    assert found.title == "Mine"


def test_a_title_wins_over_a_text_and_the_home_page_is_kept() -> None:
    one = read(opml(feed(more='title="Better" htmlUrl="https://a.example/"'))).outlines[0]
    assert one == Outline(title="Better", url="https://a.example/feed", html_url="https://a.example/")


def test_attributes_in_any_case_are_understood() -> None:
    assert read(opml('<outline TEXT="A" xmlurl="https://a.example/feed"/>')).outlines[0].title == "A"


def test_an_address_twice_is_one_subscription() -> None:
    assert len(read(opml(feed("A") + feed("B", "http://www.a.example/feed#x"))).outlines) == 1


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "javascript:x", "https://u:p@a.example/", "feed", "http://[::1"]
)
def test_what_must_not_be_fetched_is_no_subscription(url: str) -> None:
    assert read(opml(feed(url=url))).outlines == ()


@pytest.mark.parametrize(
    "body",
    [
        opml(feed("&x;"), dtd='<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        opml('<outline text="x">' * 100_000 + feed()),
        opml(feed("A & B")),
        opml(feed("A\x00\u2028B")),
        opml(feed())[:-20],
    ],
    ids=["entity", "deep", "bare ampersand", "controls", "torn"],
)
def test_a_hostile_list_is_read_as_far_as_it_goes(body: str) -> None:
    found = read(body)
    assert len(found.outlines) <= 1
    assert "root:" not in repr(found)


@pytest.mark.parametrize("body", ["", "<html/>", "<rss/>", "{}", "<?xml version='1.0'?>"])
def test_what_is_no_opml_is_refused(body: str) -> None:
    found = read_opml(body.encode())
    assert isinstance(found, Refusal)
    assert found.reason == "not_a_feed"


def test_an_arabic_list_in_an_old_encoding_is_read() -> None:
    body = opml(feed("صحيفة الأيام العربية")).replace("?>", ' encoding="windows-1256"?>', 1)
    found = read_opml(body.encode("cp1256"))
    assert isinstance(found, ParsedOpml)
    assert found.outlines[0].title == "صحيفة الأيام العربية"


def test_the_tables_are_toml_with_a_name_for_each() -> None:
    nasty = 'A "quoted" \\ name # [x]'
    outlines = read(
        opml(
            "".join(
                feed(name, f"https://a.example/{n}")
                for n, name in enumerate(["A", "A", "", nasty.replace('"', "&quot;"), "خبر"])
            )
        )
    ).outlines
    written = write_sources(outlines, taken=["A"])
    sources = tomllib.loads(written)["source"]
    assert [source["name"] for source in sources] == ["A 2", "A 3", "a.example", nasty, "خبر"]
    assert [source["url"] for source in sources] == [f"https://a.example/{n}" for n in range(5)]


def test_a_category_cannot_leave_its_comment() -> None:
    one = Outline(title="A", url="https://a.example/feed", category="x\n[mail]\nhost = 1")
    found = read(opml(f'<outline text="x&#10;[mail]&#10;host">{feed()}</outline>'))
    assert "mail" not in tomllib.loads(write_sources(found.outlines))
    assert "mail" not in tomllib.loads(write_sources([one]))
