from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler

from tests.conftest import reply
from tests.flows.conftest import OTHER, TOPIC
from tests.marsad.conftest import Desk, one_line


def lines(desk: Desk, code: int) -> list[str]:
    done = desk.marsad("check")
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_everything_is_looked_at_once_and_nothing_is_stored(desk: Desk) -> None:
    assert lines(desk, 0) == [
        f"ok  {desk.folder}/marsad.toml: 1 [[watch]], 1 [[source]], 1 [[entity]], 0 [[alert]]",
        f"ok  {desk.folder}/data: nothing stored yet, and the folder can be written to",
        f"ok  no [mail]: letters are written to {desk.folder}/data/outbox",
        f"ok  S: 1 articles named ({desk.site.url('/feed')})",
        "ok  no history yet; `marsad run` makes one",
    ]
    assert (desk.site.asked("/feed"), desk.site.asked("/topic.html")) == (1, 0)
    assert not (desk.folder / "data").exists()


def test_each_bad_source_is_a_line_with_its_reason_and_the_end_is_1(desk: Desk) -> None:
    desk.site.pages["/empty"] = b'<rss version="2.0"><channel><title>t</title></channel></rss>'
    desk.site.pages["/page"] = b"<html><p>no feed</p></html>"
    names = (("good", "/feed"), ("gone", "/none"), ("empty", "/empty"), ("page", "/page?token=hunter2"))
    desk.site.pages["/page?token=hunter2"] = desk.site.pages["/page"]
    far = '[[source]]\nname = "inside"\nurl = "http://10.255.255.1/feed"\n'
    off = '[[source]]\nname = "off"\nurl = "http://10.255.255.1/feed"\nenabled = false\n'
    sources = "".join(f'[[source]]\nname = "{n}"\nurl = "{desk.site.url(p)}"\n' for n, p in names)
    desk.configure(sources=sources + far + off)
    shown = lines(desk, 1)[3:-1]
    assert [line.split(" ")[0] for line in shown].count("BAD") == 4
    assert shown[0].startswith("ok  good: 1 articles named")
    assert shown[1].startswith("BAD gone: http_404")
    assert shown[2].startswith("BAD empty: answers, but names no articles")
    assert shown[3].startswith("BAD page: not_a_feed")
    assert shown[3].endswith(f"({desk.site.url('/page?token=***')})")
    assert shown[4].startswith("BAD inside: ")
    assert len(shown) == 5


def test_sources_are_visited_side_by_side(desk: Desk) -> None:
    both = threading.Barrier(2, timeout=20)
    feed = desk.site.pages["/feed"]
    assert isinstance(feed, bytes)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        both.wait()
        reply(handler, 200, feed)

    desk.site.pages |= {"/one": answer, "/two": answer}
    desk.configure(sources="".join(f'[[source]]\nname = "{n}"\nurl = "{desk.site.url(n)}"\n' for n in ("/one", "/two")))
    assert [line[:3] for line in lines(desk, 0)] == ["ok "] * 6


def test_a_changed_threshold_or_example_is_tried_on_what_is_stored(desk: Desk) -> None:
    desk.publish(("topic", "13", TOPIC), ("other", "13", OTHER))
    assert desk.marsad("run").returncode == 0
    keeps = "ok  watch w: threshold {} would keep {} of 2 stored articles (2 match in the history)"
    assert lines(desk, 0)[-1] == keeps.format("0", 2)
    desk.configure(threshold=0.2)
    assert lines(desk, 0)[-1] == keeps.format("0.2", 1)
    desk.configure(threshold=0.99)
    assert lines(desk, 0)[-1] == keeps.format("0.99", 0)
    (desk.folder / "example.txt").write_text(OTHER, encoding="utf-8")
    assert lines(desk, 0)[-1] == keeps.format("0.99", 0)
    desk.configure(threshold=0.5)
    assert lines(desk, 0)[-1] == keeps.format("0.5", 1)
    assert desk.sql("SELECT count(*) FROM matches") == "2"


def test_a_watch_looks_only_at_articles_of_its_sources(desk: Desk) -> None:
    desk.publish(("other", "13", OTHER), feed="/second")
    sources = f'[[source]]\nname = "S"\nurl = "{desk.site.url("/feed")}"\n'
    second = f'[[source]]\nname = "T"\nurl = "{desk.site.url("/second")}"\nwatches = ["v"]\n'
    other = '[[watch]]\nname = "v"\nexamples = ["example.txt"]\nthreshold = 0.0\n'
    desk.configure(other, sources=sources + second)
    assert desk.marsad("run").returncode == 0
    shown = lines(desk, 0)[-2:]
    assert "watch w: threshold 0 would keep 1 of 1 stored" in shown[0]
    assert "watch v: threshold 0 would keep 2 of 2 stored" in shown[1]


def test_a_watch_that_can_never_match_is_bad(desk: Desk) -> None:
    extra = '[[watch]]\nname = "alone"\nexamples = ["example.txt"]\n'
    sources = f'[[source]]\nname = "S"\nurl = "{desk.site.url("/feed")}"\nwatches = ["w"]\n'
    desk.configure(extra, sources=sources)
    assert "BAD watch alone: no enabled source has it among its watches" in "\n".join(lines(desk, 1))


def test_an_example_in_which_no_article_can_be_read_is_named(desk: Desk) -> None:
    (desk.folder / "page.html").write_text(
        "<html><body><nav><a href='/'>home</a></nav></body></html>", encoding="utf-8"
    )
    desk.configure('[[watch]]\nname = "no-text"\nexamples = ["page.html"]\n')
    done = desk.marsad("run")
    assert done.returncode == 2
    assert "page.html: no article could be read in this example (no_text)" in one_line(done)


def test_without_an_enabled_source_there_is_nothing_to_look_at(desk: Desk) -> None:
    desk.configure(sources='[[source]]\nname = "S"\nurl = "https://example.org/"\nenabled = false\n')
    assert any(line.endswith("every [[source]] has enabled = false") for line in lines(desk, 1))


def test_a_mail_server_that_cannot_be_reached_is_bad(desk: Desk) -> None:
    desk.configure('[mail]\nport = 1\nsecurity = "none"\n')
    assert lines(desk, 1)[2].startswith("BAD mail: ")


def test_a_damaged_store_is_bad_and_left_as_it_is(desk: Desk) -> None:
    (desk.folder / "data").mkdir()
    store = desk.folder / "data/store.duckdb"
    store.write_bytes(b"not a database" * 1000)
    assert lines(desk, 1)[1].startswith(f"BAD {store}: cannot be read")
    assert store.read_bytes() == b"not a database" * 1000


def test_a_wrong_configuration_ends_with_2(desk: Desk) -> None:
    desk.configure("[mail]\nport = 0\n")
    done = desk.marsad("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "mail.port: 0" in one_line(done)
