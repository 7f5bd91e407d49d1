"""One address is enough: feeds, sitemaps, their indexes and front pages are found out by looking, and remembered."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest

from tests.conftest import NOW, Site
from tests.flows.conftest import OTHER, TOPIC, Workspace, cycle, page, query, rss

HOUR = timedelta(hours=1)


def sitemap(site: Site, *slugs: str, news: bool = False) -> bytes:
    told = "<n:news><n:title>T</n:title><n:publication_date>2023-09-13T08:00:00+03:00</n:publication_date></n:news>"
    urls = "".join(f"<url><loc>{site.url(f'/{slug}.html')}</loc>{told if news else ''}</url>" for slug in slugs)
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f'<?xml version="1.0"?><urlset {spaces}>{urls}</urlset>'.encode()


def index(site: Site, *paths: str) -> bytes:
    maps = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in paths)
    return f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'.encode()


def front(site: Site, head: str = "", *slugs: str) -> bytes:
    links = "".join(f'<h2><a href="/{slug}.html">A headline of many words about {slug}</a></h2>' for slug in slugs)
    return f"<html><head><title>Home</title>{head}</head><body>{links}</body></html>".encode()


@pytest.fixture
def articles(site: Site) -> None:
    site.pages["/2023/09/13/topic-of-the-day.html"] = page("Topic", TOPIC)
    site.pages["/2023/09/13/other-of-the-day.html"] = page("Other", OTHER)


SLUGS = ("2023/09/13/topic-of-the-day", "2023/09/13/other-of-the-day")


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("news", [False, True])
def test_a_sitemap_is_a_source(site: Site, workspace: Workspace, news: bool) -> None:
    site.pages["/feed"] = sitemap(site, *SLUGS, news=news)
    settings = workspace()
    assert cycle(settings).new == 2
    assert query(settings, "SELECT kind FROM source_states") == [("news-sitemap" if news else "sitemap",)]
    if news:
        assert query(settings, "SELECT DISTINCT published_day::VARCHAR FROM articles") == [("2023-09-13",)]


@pytest.mark.usefixtures("articles")
def test_an_index_leads_to_its_sitemaps_gzip_or_not(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = index(site, "/one.xml.gz", "/two.xml")
    site.pages["/one.xml.gz"] = gzip.compress(sitemap(site, SLUGS[0]))
    site.pages["/two.xml"] = sitemap(site, SLUGS[1])
    assert cycle(workspace()).new == 2


def test_an_index_of_itself_ends(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = index(site, "/feed", "/feed2")
    site.pages["/feed2"] = index(site, "/feed", "/feed2")
    summary = cycle(workspace())
    assert (summary.state, summary.sources[0].reason) == ("failed", "not_a_feed")
    assert site.asked("/feed") + site.asked("/feed2") < 12


@pytest.mark.usefixtures("articles")
def test_a_front_page_leads_to_its_feed_which_is_asked_for_directly_from_then_on(
    site: Site, workspace: Workspace
) -> None:
    site.pages["/feed"] = front(site, '<link rel="alternate" type="application/rss+xml" href="/rss.xml">')
    site.pages["/rss.xml"] = rss(site, *SLUGS)
    settings = workspace()
    assert cycle(settings).new == 2
    cycle(settings, NOW + HOUR)
    assert (site.asked("/feed"), site.asked("/rss.xml")) == (1, 2)
    assert query(settings, "SELECT kind, feed_url FROM source_states") == [("rss", site.url("/rss.xml"))]


@pytest.mark.usefixtures("articles")
def test_a_front_page_without_a_feed_leads_to_the_sitemaps_of_robots_txt(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = front(site, "", "2023/09/13/a-third-of-the-day")
    site.pages["/robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.url('/news.xml')}\n".encode()
    site.pages["/news.xml"] = sitemap(site, *SLUGS, news=True)
    settings = workspace()
    assert cycle(settings).new == 2
    assert query(settings, "SELECT kind, feed_url FROM source_states") == [("news-sitemap", site.url("/news.xml"))]


@pytest.mark.usefixtures("articles")
def test_a_front_page_alone_is_read_for_its_links(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = front(site, '<link rel="alternate" type="application/rss+xml" href="/dead.xml">', *SLUGS)
    settings = workspace()
    assert cycle(settings).new == 2
    cycle(settings, NOW + HOUR)
    assert site.asked("/dead.xml") == 1
    cycle(settings, NOW + 200 * HOUR)
    assert site.asked("/dead.xml") == 2


@pytest.mark.usefixtures("articles")
def test_a_feed_that_was_found_and_dies_is_looked_for_again(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = front(site, '<link rel="alternate" type="application/rss+xml" href="/old.xml">')
    site.pages["/old.xml"] = rss(site, SLUGS[0])
    settings = workspace()
    cycle(settings)
    del site.pages["/old.xml"]
    site.pages["/feed"] = front(site, '<link rel="alternate" type="application/rss+xml" href="/new.xml">')
    site.pages["/new.xml"] = rss(site, *SLUGS)
    states = [cycle(settings, NOW + hours * HOUR) for hours in (1, 2, 3, 4)]
    assert [one.sources[0].outcome for one in states] == ["failed", "failed", "failed", "ok"]
    assert states[-1].new == 1


def test_a_page_where_a_feed_was_is_a_failure_and_not_a_front_page(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site, "one")
    settings = workspace()
    cycle(settings)
    site.pages["/feed"] = front(site, "", *SLUGS)
    again = cycle(settings, NOW + HOUR)
    assert (again.state, again.sources[0].reason) == ("failed", "not_a_feed")
    assert query(
        settings, "SELECT outcome, reason FROM visits WHERE url LIKE '%/feed' ORDER BY at_time DESC LIMIT 1"
    ) == [("failed", "not_a_feed")]


def test_a_source_that_moved_for_good_is_followed_and_said_so(site: Site, workspace: Workspace) -> None:
    def moved(handler: object) -> None:
        handler.send_response(301)  # type: ignore[attr-defined]
        handler.send_header("Location", "/new-feed")  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "0")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]

    site.pages["/feed"] = moved
    site.pages["/new-feed"] = rss(site)
    settings = workspace()
    assert cycle(settings).state == "done"
    assert query(settings, "SELECT moved_to FROM source_health") == [(site.url("/new-feed"),)]


def test_headers_of_a_source_come_from_the_environment_and_go_to_its_origin_only(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Site()
    monkeypatch.setenv("EXAMPLE_TOKEN", "Bearer s3cret")
    site.pages["/feed"] = rss(site, "one").replace(
        b"</channel>", f"<item><link>{other.url('/two.html')}</link></item></channel>".encode()
    )
    site.pages["/one.html"] = page("one", OTHER)
    other.pages["/two.html"] = page("two", TOPIC)
    source = f'[[source]]\nname = "S"\nurl = "{site.url("/feed")}"\nheaders = {{ Authorization = "EXAMPLE_TOKEN" }}\n'
    fetch = f'[fetch]\nper_host_pause = 0\nallow_hosts = ["{site.host}", "{other.host}"]\n'
    cycle(workspace(sources=source, fetch=fetch))
    sent = {path: headers.get("authorization") for path, headers in (*site.requests, *other.requests)}
    other.close()
    assert (sent["/feed"], sent["/one.html"], sent["/two.html"]) == ("Bearer s3cret", "Bearer s3cret", None)
