from __future__ import annotations

import re
from pathlib import Path

from marsad.wire.articles import articles, outlets
from marsad.wire.server import FOOTER, WireServer
from tests.marsad.conftest import Played, marsad, one_line


def test_it_ends_with_0_and_tells_what_it_found_and_where(demo: Played) -> None:
    assert demo.done.returncode == 0, demo.done.stderr
    assert "Traceback" not in demo.done.stderr
    shown = demo.done.stdout
    for said in ("articles of 5 invented outlets", "Copies are reprints", "The configuration names him twice", "Next:"):
        assert said in shown
    for place in ("data/history.duckdb", "data/report.html", "data/outbox", "marsad.toml"):
        assert str(demo.folder / place) in shown
        assert (demo.folder / place).exists()
    assert len(demo.done.stderr.splitlines()) >= 28


def test_the_last_hour_again_adds_nothing_and_sends_nothing(demo: Played) -> None:
    assert "The last hour again, nothing changed: 0 new, 0 letters." in demo.done.stdout
    # a run that changed nothing publishes nothing: of the two runs of the last hour the history has the first
    assert demo.number("SELECT count(*) FROM runs WHERE started_at = (SELECT max(started_at) FROM runs)") == 1
    assert len(re.findall("Mon 18 Sep 2023 11:00 +0 new, +0 similar, 0 copies, 0 alerts", demo.done.stderr)) == 1


def test_the_wire_is_forty_articles_of_five_outlets_in_two_languages_over_two_weeks(demo: Played) -> None:
    assert demo.number("SELECT count(*) FROM articles") >= 40
    assert demo.number("SELECT count(DISTINCT outlet) FROM articles") >= 5
    assert {row[0] for row in demo.ask("SELECT DISTINCT language FROM articles")} == {"ar", "en"}
    assert demo.number("SELECT max(published_day) - min(published_day) FROM articles") >= 13


def test_every_article_of_the_wire_is_stored_with_its_day(demo: Played) -> None:
    stored = {(row[0], row[1]) for row in demo.ask("SELECT title, published_day FROM articles")}
    assert stored == {(one.title, one.published_at.date()) for one in articles()}


def test_every_reprint_of_the_wire_and_nothing_else_is_a_copy(demo: Played) -> None:
    known = {one.title: one.paragraphs for one in articles()}
    pairs = demo.ask("SELECT c.title, o.title FROM articles c JOIN articles o ON c.copy_of = o.article_id")
    assert len(pairs) >= 8
    for copy, original in pairs:
        assert set(known[str(original)]) & set(known[str(copy)])
    texts = [set(one.paragraphs) for one in articles()]
    reprints = sum(any(len(text & other) >= 3 for other in texts[:n]) for n, text in enumerate(texts))
    assert len(pairs) == reprints


def test_one_man_is_found_under_variant_spellings_within_and_across_outlets(demo: Played) -> None:
    written = "FROM mentions JOIN articles USING (article_id) WHERE entity_id = 'kim-jong-un' AND form = 'name'"
    assert demo.number(f"SELECT count(DISTINCT surface) {written}") >= 6
    assert demo.number(f"SELECT max(n) FROM (SELECT count(DISTINCT surface) AS n {written} GROUP BY outlet)") >= 2


def test_a_correction_is_a_new_version(demo: Played) -> None:
    corrected = demo.ask("SELECT text FROM versions WHERE version = 2")
    assert len(corrected) == 1
    assert "تصحيح" in str(corrected[0][0])


def test_unrelated_news_is_stored_and_not_similar(demo: Played) -> None:
    matched = {row[0] for row in demo.ask("SELECT title FROM articles JOIN matches USING (article_id)")}
    assert len(matched) >= 25
    unrelated = {one.title for one in articles() if one.slug in ("rain", "derby", "wheat", "library", "bees", "chess")}
    assert len(unrelated) == 6
    assert not matched & unrelated


def test_a_source_fails_and_a_day_spikes(demo: Played) -> None:
    failing = demo.ask("SELECT source, reason FROM source_health WHERE failing_since IS NOT NULL")
    assert failing == [(outlets()["marfa"].name, "http_503")]
    assert "2023-09-13" in {str(row[0]) for row in demo.ask("SELECT day FROM spikes WHERE entity_id = 'kim-jong-un'")}


def test_letters_were_written_with_reasons_inside(demo: Played) -> None:
    letters = list((demo.folder / "data/outbox").glob("*.eml"))
    assert len(letters) == demo.number("SELECT count(*) FROM letters WHERE state = 'written'") >= 3
    assert re.search(r"kim-often +كيم جونغ أون: \d+ مقالات", demo.done.stdout)


def test_the_commands_it_ends_with_work(demo: Played, tmp_path: Path) -> None:
    commands = re.findall(r"--config (\S+) (\w+) (.*)", demo.done.stdout.partition("Next:")[2])
    assert len(commands) == 3
    for config, command, rest in commands:
        arguments = [rest.strip('"')] if command == "sql" else rest.split()
        done = marsad("--config", config, command, *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) > 3


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    done = marsad("demo", str(tmp_path), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not empty; name another folder or remove it" in one_line(done)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_reader_sees_on_every_page_that_it_is_a_sample() -> None:
    with WireServer(articles()[-1].published_at) as wire:
        for article in articles():
            status, _, body = wire._answer(f"/{article.outlet.slug}/{article.slug}.html")
            page = body.decode(article.outlet.charset)
            assert status == 200
            assert f"<footer><p>{FOOTER[article.outlet.language]}</p></footer>" in page
