from __future__ import annotations

from datetime import timedelta

import pytest

from flows.lock import AlreadyRunning, exclusive
from tests.conftest import NOW, Site, reply
from tests.flows.conftest import OTHER, TOPIC, Workspace, cycle, page, query, rss

ALERTS = """
[[alert]]
name = "often"
kind = "threshold"
count = 1
entities = ["kim"]
to = ["a@example.org", "b@example.org"]
[[alert]]
name = "story"
kind = "new-story"
to = ["a@example.org"]
[[alert]]
name = "daily"
kind = "digest"
to = ["a@example.org"]
"""


def publish(site: Site, *slugs: str) -> None:
    site.pages["/feed"] = rss(site, *slugs)
    for slug in slugs:
        site.pages.setdefault(f"/{slug}.html", page(f"Title {slug}", OTHER if slug == "other" else TOPIC))


def test_a_cycle_stores_everything_and_matches_what_is_like_the_examples(site: Site, workspace: Workspace) -> None:
    publish(site, "topic", "other")
    settings = workspace(ALERTS)
    summary = cycle(settings)
    assert (summary.state, summary.found, summary.new, summary.similar) == ("done", 2, 2, 1)
    assert query(settings, "SELECT title, published_day::VARCHAR, published_from FROM articles ORDER BY title") == [
        ("Title other", "2023-09-13", "feed"),
        ("Title topic", "2023-09-13", "feed"),
    ]
    bad = "SELECT count(*) FROM mention_history WHERE substring(CASE field WHEN 'title' THEN title ELSE (SELECT text FROM articles a WHERE a.article_id = m.article_id) END, start_char + 1, end_char - start_char) <> surface"
    assert query(settings, bad.replace("FROM mention_history", "FROM mention_history m")) == [(0,)]
    assert query(settings, "SELECT collected FROM daily_mentions WHERE entity_id = 'kim'") == [(2,)]
    assert summary.letters == {"written": 4}
    assert len(list(settings.outbox_folder.glob("*.eml"))) == 4


def test_a_second_cycle_on_unchanged_sources_adds_nothing_and_publishes_nothing(
    site: Site, workspace: Workspace
) -> None:
    publish(site, "topic")
    settings = workspace(ALERTS)
    cycle(settings)
    before = settings.history_file.stat().st_ino
    again = cycle(settings)
    assert (again.new, again.alerts, again.changed) == (0, 0, False)
    assert settings.history_file.stat().st_ino == before


def test_found_is_what_became_of_each_item(site: Site, workspace: Workspace) -> None:
    publish(site, "topic", "other")
    site.pages["/feed"] = rss(site, "topic", "other", "missing", "empty", "robots")
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /robots.html\n"
    site.pages["/empty.html"] = b"<html><body><nav>x</nav></body></html>"
    dead = (
        f'[[source]]\nname = "S"\nurl = "{site.url("/feed")}"\n[[source]]\nname = "dead"\nurl = "{site.url("/none")}"\n'
    )
    settings = workspace(sources=dead)
    summary = cycle(settings)
    assert summary.state == "degraded"
    one = next(source for source in summary.sources if source.source == "S")
    assert (one.found, one.new, one.known, one.skipped, one.failed) == (5, 2, 0, 2, 1)
    assert dict(one.reasons) == {"http_404": 1, "no_text": 1, "robots_disallowed": 1}
    rows = "SELECT bool_and(found = new_articles + known + skipped + failed) FROM {}"
    assert query(settings, rows.format("runs")) == query(settings, rows.format("run_sources")) == [(True,)]
    assert query(settings, "SELECT source, failing_since IS NOT NULL, reason FROM source_health ORDER BY source") == [
        ("S", False, ""),
        ("dead", True, "http_404"),
    ]


def test_an_item_that_failed_is_tried_again_behind_a_304_and_given_up_after_a_day(
    site: Site, workspace: Workspace
) -> None:
    def feed(handler: object) -> None:
        known = handler.headers.get("If-None-Match") == '"1"'  # type: ignore[attr-defined]
        reply(handler, 304 if known else 200, b"" if known else rss(site, "late"), ETag='"1"')  # type: ignore[arg-type]

    site.pages["/feed"] = feed
    settings = workspace()
    assert cycle(settings).sources[0].failed == 1
    site.pages["/late.html"] = page("Title late", TOPIC)
    later = cycle(settings, NOW + timedelta(hours=2))
    assert (later.sources[0].outcome, later.new) == ("not_modified", 1)
    del site.pages["/late.html"]
    site.pages["/feed"] = rss(site, "gone")
    for hours in (3, 5):
        assert cycle(settings, NOW + timedelta(hours=hours)).sources[0].failed == 1
    assert cycle(settings, NOW + timedelta(hours=30)).sources[0].reasons == {"gave_up": 1}


def test_a_changed_text_is_a_new_version_and_no_new_article(site: Site, workspace: Workspace) -> None:
    publish(site, "topic")
    settings = workspace()
    cycle(settings)
    site.pages["/topic.html"] = page(
        "Title topic", TOPIC + "\nتصحيح: كانت الزيارة السابقة قبل خمسة أعوام لا أربعة، كما قال المتحدث لاحقاً."
    )
    summary = cycle(settings, NOW + timedelta(hours=1, minutes=5))
    assert (summary.new, summary.sources[0].known) == (0, 1)
    assert query(settings, "SELECT version FROM articles") == [(2,)]
    assert query(settings, "SELECT version FROM versions ORDER BY version") == [(1,), (2,)]


def test_a_copy_is_kept_and_linked_to_the_one_seen_first(site: Site, workspace: Workspace) -> None:
    publish(site, "topic")
    settings = workspace()
    cycle(settings)
    publish(site, "topic", "reprint")
    site.pages["/reprint.html"] = page("Title reprint", TOPIC + "\n(وكالات)")
    assert cycle(settings, NOW + timedelta(hours=3)).copies == 1
    rows = query(
        settings,
        "SELECT c.title, o.title, c.story_id = o.story_id FROM articles c JOIN articles o ON c.copy_of = o.article_id",
    )
    assert rows == [("Title reprint", "Title topic", True)]


def test_two_watches_one_with_a_source_of_its_own(site: Site, workspace: Workspace) -> None:
    publish(site, "topic", "other")
    site.pages["/feed2"] = rss(site, "topic", "third")
    site.pages["/third.html"] = page("Title third", OTHER.replace("bakery", "library"))
    watch = '[[watch]]\nname = "w"\nexamples = ["example.txt"]\n[[watch]]\nname = "all"\nexamples = ["example.txt"]\nthreshold = 0.0\n'
    sources = (
        f'[[source]]\nname = "A"\nurl = "{site.url("/feed")}"\nwatches = ["w"]\n'
        f'[[source]]\nname = "B"\nurl = "{site.url("/feed2")}"\nwatches = ["all"]\n'
    )
    settings = workspace(watch=watch, sources=sources)
    summary = cycle(settings)
    assert {one.source: (one.found, one.new, one.known) for one in summary.sources} == {"A": (2, 2, 0), "B": (2, 1, 1)}
    rows = query(settings, "SELECT watch, title FROM matches JOIN articles USING (article_id) ORDER BY watch, title")
    assert rows == [("all", "Title third"), ("all", "Title topic"), ("w", "Title topic")]


def test_a_source_that_names_a_stored_article_later_gets_its_match(site: Site, workspace: Workspace) -> None:
    publish(site, "topic")
    watch = '[[watch]]\nname = "w"\nexamples = ["example.txt"]\n[[watch]]\nname = "late"\nexamples = ["example.txt"]\n'
    sources = (
        f'[[source]]\nname = "A"\nurl = "{site.url("/feed")}"\nwatches = ["w"]\n'
        f'[[source]]\nname = "B"\nurl = "{site.url("/feed2")}"\nwatches = ["late"]\n'
    )
    settings = workspace(watch=watch, sources=sources)
    assert cycle(settings).state == "degraded"
    site.pages["/feed2"] = rss(site, "topic")
    cycle(settings, NOW + timedelta(minutes=10))
    assert query(settings, "SELECT watch FROM matches ORDER BY watch") == [("late",), ("w",)]


def test_a_dry_run_leaves_nothing(site: Site, workspace: Workspace) -> None:
    publish(site, "topic")
    settings = workspace(ALERTS)
    assert cycle(settings, dry_run=True).new == 1
    assert not settings.directory.exists()


def test_a_second_run_at_the_same_time_says_who_is_at_work(site: Site, workspace: Workspace) -> None:
    settings = workspace()
    settings.directory.mkdir()
    with (
        exclusive(settings.lock_file, NOW),
        pytest.raises(AlreadyRunning, match=r"already running \(pid \d+, since 2023-09-13"),
    ):
        cycle(settings)


def test_an_empty_feed_is_no_failure_and_a_web_page_is_no_feed(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site)
    settings = workspace()
    assert cycle(settings).state == "done"
    site.pages["/feed"] = page("x", OTHER)
    summary = cycle(settings, NOW + timedelta(hours=1))
    assert (summary.state, summary.sources[0].reason) == ("failed", "not_a_feed")


def test_a_text_that_fits_only_after_a_change_is_put_before_the_rules(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site, "late")
    site.pages["/late.html"] = page("Title late", OTHER)
    settings = workspace(ALERTS)
    assert cycle(settings).alerts == 0
    site.pages["/late.html"] = page("Title late", TOPIC)
    assert cycle(settings, NOW + timedelta(hours=1, minutes=5)).alerts == 3
    site.pages["/late.html"] = page("Title late", TOPIC + "\nتصحيح: كانت الزيارة السابقة قبل خمسة أعوام.")
    assert cycle(settings, NOW + timedelta(hours=7, minutes=10)).alerts == 0


def test_what_a_killed_run_stored_is_put_before_the_rules_by_the_next_however_late(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, "topic", "other")
    settings = workspace(ALERTS)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("flows.cycle.close.close_run", interrupt)
        cycle(settings)
    assert cycle(settings, NOW + timedelta(days=3)).alerts == 3


def interrupt(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_story_is_told_once_and_when_enough_outlets_tell_it(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"], site.pages["/feed2"] = rss(site, "topic"), rss(site)
    site.pages["/topic.html"] = site.pages["/second.html"] = page("Title topic", TOPIC)
    sources = "".join(
        f'[[source]]\nname = "{name}"\noutlet = "{name}"\nurl = "{site.url(path)}"\n'
        for name, path in (("A", "/feed"), ("B", "/feed2"))
    )
    rule = '[[alert]]\nname = "two"\nkind = "new-story"\ncount = 2\nto = ["a@example.org"]\n'
    settings = workspace(rule, sources=sources)
    assert cycle(settings).alerts == 0
    site.pages["/feed2"] = rss(site, "second")
    assert cycle(settings, NOW + timedelta(hours=2)).alerts == 1
    site.pages["/feed2"] = rss(site, "second", "third")
    site.pages["/third.html"] = page("Title topic", TOPIC)
    assert cycle(settings, NOW + timedelta(hours=4)).alerts == 0


def test_a_page_is_decoded_as_its_header_says_when_nothing_else_does(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site, "topic")
    body = page("Title topic", "Piłkarze zdobyli bramkę w ostatniej minucie meczu, a kibice świętowali do rana. " * 5)
    encoded = body.decode().replace("<meta charset='utf-8'>", "").encode("iso-8859-2")
    site.pages["/topic.html"] = lambda handler: reply(
        handler, 200, encoded, Content_Type="text/html; charset=iso-8859-2"
    )
    settings = workspace()
    cycle(settings)
    assert query(settings, "SELECT contains(text, 'Piłkarze zdobyli bramkę') FROM articles") == [(True,)]
