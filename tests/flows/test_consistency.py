"""What is stored agrees with what is configured and with who named what, however the two change between runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from storage.store import open_store
from tests.conftest import NOW, Site, reply
from tests.flows.conftest import OTHER, TOPIC, Workspace, cycle, page, query, rss

HOUR = timedelta(hours=1)
TWO_WATCHES = (
    '[[watch]]\nname = "w"\nexamples = ["example.txt"]\n[[watch]]\nname = "late"\nexamples = ["example.txt"]\n'
)
CORRECTED = TOPIC + "\nتصحيح: كانت الزيارة السابقة قبل خمسة أعوام لا أربعة كما قال المتحدث."


def sources(site: Site, *rows: tuple[str, str, str]) -> str:
    """Return the configuration of sources of (name, path, watch); an empty watch stands for all."""
    return "".join(
        f'[[source]]\nname = "{name}"\noutlet = "{name}"\nurl = "{site.url(path)}"\n'
        + (f'watches = ["{watch}"]\n' if watch else "")
        for name, path, watch in rows
    )


def two_sources(site: Site) -> str:
    return sources(site, ("A", "/a", "w"), ("B", "/b", "late"))


def unchanging(feed: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == '"1"'
        reply(handler, 304 if known else 200, b"" if known else feed, ETag='"1"')

    return answer


def redirect(to: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: reply(handler, 302, b"", Location=to)


MATCHED = "SELECT watch FROM matches ORDER BY watch"
SEEN = "SELECT source FROM sightings ORDER BY source"
UNBALANCED = "SELECT count(*) FROM run_sources WHERE found <> new_articles + known + skipped + failed"


def test_a_new_version_keeps_the_matches_of_every_source_that_named_the_article(
    site: Site, workspace: Workspace
) -> None:
    site.pages |= {"/a": rss(site, "topic"), "/b": rss(site, "topic"), "/topic.html": page("Title topic", TOPIC)}
    settings = workspace(watch=TWO_WATCHES, sources=two_sources(site))
    cycle(settings)
    site.pages |= {"/a": rss(site), "/b": rss(site), "/topic.html": page("Title topic", CORRECTED)}
    cycle(settings, NOW + 2 * HOUR)
    assert query(settings, "SELECT version FROM articles") == [(2,)]
    assert query(settings, MATCHED) == [("late",), ("w",)]


def test_an_item_that_two_sources_named_counts_for_both_though_both_feeds_answer_304_since(
    site: Site, workspace: Workspace
) -> None:
    site.pages["/a"] = site.pages["/b"] = unchanging(rss(site, "late"))
    settings = workspace(watch=TWO_WATCHES, sources=two_sources(site))
    cycle(settings)
    site.pages["/late.html"] = page("Title late", TOPIC)
    cycle(settings, NOW + 2 * HOUR)
    assert query(settings, UNBALANCED) == [(0,)]
    assert query(settings, SEEN) == [("A",), ("B",)]
    assert query(settings, MATCHED) == [("late",), ("w",)]


def test_two_addresses_that_lead_to_one_page_are_matched_for_the_sources_of_both(
    site: Site, workspace: Workspace
) -> None:
    site.pages |= {"/a": rss(site, "one"), "/b": rss(site, "two"), "/topic.html": page("Title topic", TOPIC)}
    site.pages["/one.html"] = site.pages["/two.html"] = redirect("/topic.html")
    settings = workspace(watch=TWO_WATCHES, sources=two_sources(site))
    cycle(settings)
    assert query(settings, UNBALANCED) == [(0,)]
    assert query(settings, "SELECT count(*) FROM articles") == [(1,)]
    assert query(settings, SEEN) == [("A",), ("B",)]
    assert query(settings, MATCHED) == [("late",), ("w",)]


def test_an_address_that_leads_to_a_stored_article_matches_it_for_its_source(site: Site, workspace: Workspace) -> None:
    site.pages |= {"/a": rss(site, "topic"), "/b": rss(site), "/topic.html": page("Title topic", TOPIC)}
    site.pages["/two.html"] = redirect("/topic.html")
    settings = workspace(watch=TWO_WATCHES, sources=two_sources(site))
    cycle(settings)
    site.pages["/b"] = rss(site, "two")
    cycle(settings, NOW + HOUR / 2)
    assert query(settings, UNBALANCED) == [(0,)]
    assert query(settings, MATCHED) == [("late",), ("w",)]


@pytest.mark.parametrize("later", ["names it", "answers 304"])
def test_an_item_whose_source_is_gone_is_fetched_for_another_that_named_it(
    site: Site, workspace: Workspace, later: str
) -> None:
    site.pages["/a"] = rss(site, "late")
    site.pages["/b"] = rss(site, "late") if later == "names it" else unchanging(rss(site, "late"))
    cycle(workspace(sources=sources(site, ("A", "/a", ""), ("B", "/b", ""))))
    site.pages["/late.html"] = page("Title late", TOPIC)
    (counts,) = cycle(workspace(sources=sources(site, ("B", "/b", ""))), NOW + 3 * HOUR).sources
    assert (counts.source, counts.found, counts.new) == ("B", 1, 1)


def test_an_entry_that_changed_in_a_renamed_source_is_fetched_again(site: Site, workspace: Workspace) -> None:
    site.pages |= {"/a": rss(site, "topic"), "/topic.html": page("Title topic", TOPIC)}
    cycle(workspace(sources=sources(site, ("A", "/a", ""))))
    site.pages |= {"/a": rss(site, "topic", changed=" corrected"), "/topic.html": page("Title topic", CORRECTED)}
    settings = workspace(sources=sources(site, ("A2", "/a", "")))
    cycle(settings, NOW + HOUR / 2)
    assert query(settings, "SELECT version FROM articles") == [(2,)]


def test_a_run_of_one_source_fetches_what_another_named_first_and_leaves_it_to_that(
    site: Site, workspace: Workspace
) -> None:
    site.pages["/a"] = site.pages["/b"] = rss(site, "late")
    settings = workspace(sources=sources(site, ("A", "/a", ""), ("B", "/b", "")))
    cycle(settings)
    site.pages["/late.html"] = page("Title late", TOPIC)
    (counts,) = cycle(settings, NOW + 2 * HOUR, only_source="B").sources
    assert (counts.source, counts.found, counts.new, dict(counts.reasons)) == ("B", 1, 1, {})
    assert query(settings, "SELECT source FROM items") == query(settings, "SELECT source FROM articles") == [("A",)]


def stored_topic(site: Site) -> None:
    site.pages |= {"/feed": rss(site, "topic"), "/topic.html": page("Title topic", TOPIC)}


DIGEST = '[[alert]]\nname = "daily"\nkind = "digest"\nto = ["a@example.org"]\n'


def test_a_watch_that_is_added_looks_back_and_mails_nothing_of_the_past(site: Site, workspace: Workspace) -> None:
    stored_topic(site)
    cycle(workspace())
    settings = workspace(DIGEST, watch=TWO_WATCHES)
    assert cycle(settings, NOW + 2 * HOUR).alerts == 0
    assert query(settings, MATCHED) == [("late",), ("w",)]


def test_a_watch_that_is_removed_leaves_the_history(site: Site, workspace: Workspace) -> None:
    stored_topic(site)
    cycle(workspace(watch=TWO_WATCHES))
    settings = workspace()
    cycle(settings, NOW + 2 * HOUR)
    assert query(settings, "SELECT DISTINCT watch FROM mention_history") == query(settings, MATCHED) == [("w",)]


@pytest.mark.parametrize(("first", "then", "kept"), [(0.99, 0.0, 1), (0.0, 0.99, 0)])
def test_another_threshold_counts_for_what_is_stored_too(
    site: Site, workspace: Workspace, first: float, then: float, kept: int
) -> None:
    watch = '[[watch]]\nname = "w"\nexamples = ["example.txt"]\nthreshold = {}\n'
    stored_topic(site)
    cycle(workspace(watch=watch.format(first)))
    settings = workspace(watch=watch.format(then))
    cycle(settings, NOW + 2 * HOUR)
    assert len(query(settings, MATCHED)) == kept


def test_other_examples_count_for_what_is_stored_too(site: Site, workspace: Workspace) -> None:
    stored_topic(site)
    settings = workspace()
    cycle(settings)
    (settings.folder / "example.txt").write_text(OTHER, encoding="utf-8")
    cycle(settings, NOW + 2 * HOUR)
    assert query(settings, MATCHED) == []


def test_a_watch_that_a_source_is_given_matches_what_the_source_named(site: Site, workspace: Workspace) -> None:
    stored_topic(site)
    cycle(workspace(watch=TWO_WATCHES, sources=sources(site, ("A", "/feed", "w"))))
    settings = workspace(watch=TWO_WATCHES, sources=sources(site, ("A", "/feed", "late")))
    cycle(settings, NOW + 2 * HOUR)
    assert query(settings, MATCHED) == [("late",)]


MOSCOW = '[[entity]]\nid = "mos"\nkind = "place"\nnames = ["موسكو"]\n'
MOSCOW_IDS = "SELECT DISTINCT entity_id FROM mention_history WHERE entity_id IN ('mos', 'city:524901')"


def test_an_entity_that_takes_the_place_of_a_built_in_one_has_its_past(site: Site, workspace: Workspace) -> None:
    stored_topic(site)
    before = workspace()
    cycle(before)
    assert query(before, MOSCOW_IDS) == [("city:524901",)]
    settings = workspace(MOSCOW)
    cycle(settings, NOW + HOUR / 2)
    assert query(settings, MOSCOW_IDS) == [("mos",)]
    with open_store(settings.store_file) as db:
        (terms,) = db.execute("SELECT json_keys(terms) FROM sketches").fetchone() or ([],)
    assert "@@mos" in terms and "@@city:524901" not in terms


def test_an_entity_that_is_removed_stays_in_the_history_while_that_mentions_it(
    site: Site, workspace: Workspace
) -> None:
    stored_topic(site)
    cycle(workspace(MOSCOW))
    settings = workspace()
    cycle(settings, NOW + HOUR / 2)
    assert query(settings, MOSCOW_IDS) == [("mos",)]


def test_a_digest_tells_an_article_once_though_a_second_source_names_it_later(site: Site, workspace: Workspace) -> None:
    site.pages |= {"/a": rss(site, "topic"), "/b": rss(site), "/topic.html": page("Title topic", TOPIC)}
    settings = workspace(DIGEST, sources=sources(site, ("A", "/a", ""), ("B", "/b", "")))
    assert cycle(settings).alerts == 1
    site.pages["/b"] = rss(site, "topic")
    cycle(settings, NOW + 2 * HOUR)
    assert cycle(settings, NOW + 26 * HOUR).alerts == 0


@pytest.mark.parametrize(("hours", "alerts"), [(240, 1), (1, 2)])
def test_a_late_match_is_news_for_a_digest_and_for_a_threshold_only_while_its_window_is_open(
    site: Site, workspace: Workspace, hours: int, alerts: int
) -> None:
    threshold = (
        '[[alert]]\nname = "often"\nkind = "threshold"\nentities = ["kim"]\nwatch = "late"\nto = ["a@example.org"]\n'
        "count = 1\n"
    )
    site.pages |= {"/a": rss(site, "topic"), "/b": rss(site), "/topic.html": page("Title topic", TOPIC)}
    digest = DIGEST + 'watch = "late"\n'
    settings = workspace(threshold + digest, watch=TWO_WATCHES, sources=two_sources(site))
    assert cycle(settings).alerts == 0
    site.pages |= {"/a": rss(site), "/b": rss(site, "topic")}
    assert cycle(settings, NOW + hours * HOUR).alerts == alerts


def test_a_second_source_of_one_address_asks_for_all_of_it(site: Site, workspace: Workspace) -> None:
    site.pages |= {"/a": unchanging(rss(site, "topic")), "/topic.html": page("Title topic", TOPIC)}
    cycle(workspace(sources=sources(site, ("A", "/a", ""))))
    settings = workspace(watch=TWO_WATCHES, sources=sources(site, ("A", "/a", "w"), ("B", "/a", "late")))
    cycle(settings, NOW + HOUR / 2)
    assert query(settings, SEEN) == [("A",), ("B",)]
    assert query(settings, MATCHED) == [("late",), ("w",)]


def test_a_clock_that_was_ahead_stops_nothing_once_it_came_back(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site, "late")
    settings = workspace()
    cycle(settings, NOW + timedelta(days=3650), due_only=True)
    site.pages |= {"/feed": rss(site, "two"), "/late.html": page("Title late", TOPIC), "/two.html": page("Two", OTHER)}
    assert cycle(settings, NOW + 2 * HOUR, due_only=True).new == 2
    assert query(settings, "SELECT count(*) FROM gaps") == [(0,)]


def test_a_run_that_asked_nobody_and_was_killed_is_closed_by_the_next(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/feed"] = rss(site, "late")
    settings = workspace()
    cycle(settings)
    cycle(settings, NOW + HOUR / 6)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("flows.cycle.fetched", interrupt)
        cycle(settings, NOW + timedelta(minutes=70), due_only=True)
    cycle(settings, NOW + 6 * HOUR)
    killed = "SELECT started_at, found, failed FROM runs WHERE state = 'interrupted'"
    assert query(settings, killed) == [(NOW + timedelta(minutes=70), 1, 1)]
    assert query(settings, "SELECT count(*) FROM run_sources WHERE run_id NOT IN (SELECT run_id FROM runs)") == [(0,)]


def interrupt(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_digest_that_was_taken_out_tells_nothing_old_when_it_is_back(site: Site, workspace: Workspace) -> None:
    stored_topic(site)
    cycle(workspace(DIGEST))
    site.pages |= {"/feed": rss(site, "topic", "two"), "/two.html": page("Title two", TOPIC.replace("قطاره", "سيارته"))}
    cycle(workspace(DIGEST), NOW + 2 * HOUR)
    cycle(workspace(), NOW + 30 * HOUR)
    assert cycle(workspace(DIGEST), NOW + timedelta(days=300)).alerts == 0


def test_whose_an_article_is_that_two_items_lead_to_follows_the_configuration(site: Site, workspace: Workspace) -> None:
    site.pages |= {"/a": rss(site, "z"), "/b": rss(site, "b"), "/topic.html": page("Title topic", TOPIC)}
    site.pages["/z.html"] = site.pages["/b.html"] = redirect("/topic.html")
    settings = workspace(sources=sources(site, ("Z", "/a", ""), ("B", "/b", "")))
    cycle(settings)
    assert query(settings, "SELECT source, outlet FROM articles") == [("Z", "Z")]
