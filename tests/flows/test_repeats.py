"""A text that a site repeats is no article, also when its addresses come in several batches or runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from flows.run import threads
from news.configuring.settings import Settings
from tests.conftest import NOW, Site
from tests.flows.conftest import TOPIC, Workspace, cycle, page, query, rss

# The wall speaks of the topic, so that every table has rows of it.
WALL = TOPIC.replace("وصل", "يصل")
REAL = """عبّر فلاديمير بوتين عن ارتياحه بعد لقاء كيم جونغ أون في فلاديفوستوك، وقال إن لدى موسكو ما تقدمه في مجال الفضاء.
ورد كيم بأن كوريا الشمالية تقف إلى جانب روسيا، ودعا مضيفه إلى زيارة بيونغ يانغ، فقبل الدعوة من غير أن يعلن لها موعد.
وكررت واشنطن أن صفقة سلاح بين البلدين ستكون لها عواقب، وأن قذائف المدفعية لن تغير مسار الحرب كما تريد موسكو."""
TABLES = ("versions", "sightings", "matches", "mentions", "bands", "sketches")


@pytest.fixture
def site_of_another() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def batches_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.collect.BATCH_ITEMS", 1)


def walled(site: Site, *slugs: str) -> None:
    site.pages["/feed"] = rss(site, *slugs, "real")
    site.pages["/real.html"] = page("Title real", REAL)
    for slug in slugs:
        site.pages[f"/{slug}.html"] = page("Please enable cookies", WALL)


def left(settings: Settings) -> list[tuple[Any, ...]]:
    return query(settings, "SELECT parse_filename(url), copy_of FROM articles ORDER BY url")


@pytest.mark.usefixtures("batches_of_one")
def test_what_earlier_batches_stored_of_a_repeated_text_is_taken_back(site: Site, workspace: Workspace) -> None:
    walled(site, "one", "two", "three", "four")
    settings = workspace(
        '[[alert]]\nname = "a"\nkind = "threshold"\nwatch = "w"\ncount = 2\ndays = 1\nto = ["a@b.example"]\n'
    )
    summary = cycle(settings)
    assert (summary.new, dict(summary.sources[0].reasons), summary.alerts) == (1, {"repeated_text": 4}, 0)
    assert summary.sources[0].found == 5
    assert left(settings) == [("real.html", None)]
    for table in TABLES:
        assert query(settings, f"SELECT DISTINCT article_id FROM {table}") == query(
            settings, "SELECT article_id FROM articles"
        )
    assert query(settings, "SELECT articles FROM stories") == [(1,)]
    assert query(settings, "SELECT count(*) FROM items WHERE state = 'skipped' AND reason = 'repeated_text'") == [(4,)]


@pytest.mark.usefixtures("batches_of_one")
def test_a_copy_of_what_is_taken_back_becomes_an_original(
    workspace: Workspace, site: Site, site_of_another: Site
) -> None:
    # the other site has the text twice: that is no wall
    walled(site, "a", "b", "c")
    site_of_another.pages["/feed"] = rss(site_of_another, "x", "y")
    site_of_another.pages |= {f"/{slug}.html": page("Wall", WALL) for slug in ("x", "y")}
    sites = {"S": site, "T": site_of_another}
    settings = workspace(
        sources="".join(f'[[source]]\nname = "{name}"\nurl = "{one.url("/feed")}"\n' for name, one in sites.items()),
        fetch=f"[fetch]\nper_host_pause = 0\nallow_hosts = {[one.host for one in sites.values()]}\n",
    )
    cycle(settings)
    heirs = query(settings, "SELECT count(*) FILTER (copy_of IS NULL), count(*) FROM articles WHERE source = 'T'")
    assert heirs == [(1, 2)]
    assert query(settings, "SELECT count(*) FROM articles WHERE copy_of NOT IN (SELECT article_id FROM articles)") == [
        (0,)
    ]
    assert query(settings, "SELECT articles FROM stories ORDER BY 1") == [(3,)]


def interrupted(after: int) -> Callable[..., Iterable[Any]]:
    """Return a way to spread that ends the run as a kill would, behind so many batches."""
    loaded = 0

    def spread(step: Callable[[Any], Any], items: Sequence[Any], *, name: str) -> Iterable[Any]:
        nonlocal loaded
        loaded += name == "batch"
        if loaded > after:
            raise KeyboardInterrupt
        return threads(step, items, name=name)

    return spread


@pytest.mark.usefixtures("batches_of_one")
def test_what_a_killed_run_stored_of_a_repeated_text_is_taken_back(site: Site, workspace: Workspace) -> None:
    walled(site, "one", "two", "three")
    settings = workspace()
    with pytest.raises(KeyboardInterrupt):
        cycle(settings, spread=interrupted(after=2))
    summary = cycle(settings, NOW + timedelta(minutes=5))
    assert (summary.state, left(settings)) == ("done", [("real.html", None)])


def test_what_a_closed_run_told_of_stays_and_does_not_grow(site: Site, workspace: Workspace) -> None:
    settings = workspace()
    for hours in range(4):
        walled(site, *"abcd"[: hours + 1])
        cycle(settings, NOW + hours * timedelta(minutes=30))
    assert [name for name, _ in left(settings)] == ["a.html", "b.html", "real.html"]
