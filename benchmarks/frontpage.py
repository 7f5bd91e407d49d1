"""Article links of saved pages: precision and recall. `python -m benchmarks.frontpage`

Labels are a rule's, not a reader's: for each site a pattern of its article addresses, written by hand from the addresses of its
saved articles and what its other links look like. A link to the site is an article if and only if its path fits. Saved pages are
article pages: their menus are a front page's, their teasers fewer. Sites in even places of the alphabet were looked at while the
rules of news/sources/frontpage.py were made; the odd ones were not, and are the figure that counts.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from benchmarks.data import SavedPage, need_data, saved_pages
from news.model import Refusal
from news.sources.frontpage import read_frontpage, site_links
from news.url import outlet_of, url_key

NOW = datetime(2026, 12, 1, tzinfo=UTC)
ARTICLES = {
    "abendblatt.de": r"/article\d{6,}/",
    "apnews.com": r"^/article/",
    "bbc.com": r"-\d{8}$|/articles/\w+",
    "bild.de": r"^(?!.*(?:home-|startseite|aboseite|corporate-site|service)).*-\d{7,}\.bild\.html$",
    "braunschweiger-zeitung.de": r"/article\d{6,}/",
    "br.de": r"^/nachrichten/[^/]+/[^/]+,\w{7}$",
    "businessinsider.com": r"-20\d\d-\d{1,2}$",
    "cnn.com": r"/20\d\d/\d\d?/\d\d?/|^/20\d\d/[^/]+/\d+/\d+/",
    "correctiv.org": r"/20\d\d/\d\d/\d\d/",
    "dailymail.co.uk": r"/article-\d+/",
    "dailystar.co.uk": r"-\d{8}$",
    "der-postillon.com": r"/20\d\d/\d\d/[^/]+\.html",
    "dw.com": r"/a-\d+$",
    "euronews.com": r"/20\d\d/\d\d/\d\d/",
    "express.co.uk": r"/\d{5,7}/[^/]+$",
    "extratipp.com": r"-\d{7,8}\.html$",
    "faz.net": r"-\d{8}\.html$|-accg-\d+\.html$",
    "focus.de": r"_id_\d+\.html$",
    "gamestar.de": r"^/(?:artikel|news)/[^/]+,\d+\.html$",
    "golem.de": r"^/news/.+-\d{4}-\d+\.html$",
    "independent.co.uk": r"-[ab]\d{6,}\.html$",
    "inews.co.uk": r"-\d{6,}$",
    "jungewelt.de": r"/artikel/\d+\.",
    "kicker.de": r"-\d+/artikel$",
    "latimes.com": r"/story/",
    "lbcgroup.tv": r"^/news/[^/]+/\d{5,}/",
    "lefigaro.fr": r"-20\d{6}(?:_\d+)?$|/20\d\d/\d\d/\d\d/",
    "lemonde.fr": r"/article/20\d\d/|/20\d\d/\d\d/\d\d/",
    "lesechos.fr": r"-\d{6,}$",
    "merkur.de": r"-\d{7,8}\.html$",
    "metro.co.uk": r"^/20\d\d/\d\d/\d\d/",
    "mirror.co.uk": r"-\d{7,8}$",
    "morgenpost.de": r"/article\d{6,}/",
    "mz.de": r"-\d{6,}$",
    "n-tv.de": r"-(?:article|id)\d+\.html$",
    "nature.com": r"^/articles/",
    "netzpolitik.org": r"^/20\d\d/[^/]+",
    "occupydemocrats.com": r"^/20\d\d/\d\d/\d\d/",
    "restofworld.org": r"^/20\d\d/[^/]+",
    "ruhrnachrichten.de": r"-w\d+",
    "spiegel.de": r"-a-[0-9a-f-]{8,}$",
    "standard.co.uk": r"-[ab]\d{6,}\.html$",
    "stuttgarter-zeitung.de": r"/inhalt\..+\.html$",
    "sueddeutsche.de": r"-1\.\d+$|-li\.\d+$",
    "t-online.de": r"/id_\d+/",
    "tagesspiegel.de": r"-\d{7,}\.html$",
    "taz.de": r"/!\d{7}$",
    "techcrunch.com": r"^/20\d\d/\d\d/\d\d/",
    "telegraph.co.uk": r"/20\d\d/\d\d/\d\d/",
    "thegatewaypundit.com": r"^/20\d\d/\d\d/[^/]+",
    "theguardian.com": r"/20\d\d/[a-z]{3}/\d\d/",
    "theintercept.com": r"^/20\d\d/\d\d/\d\d/",
    "thenation.com": r"^/article/",
    "thesun.co.uk": r"/\d{7,}/[^/]+",
    "voanews.com": r"^/a/.+/\d+\.html$",
    "vogue.de": r"^/artikel/",
    "washingtonpost.com": r"/20\d\d/\d\d/\d\d/",
    "washingtontimes.com": r"/20\d\d/[a-z]{3}/\d+/",
    "welt.de": r"/(?:article|plus|video)[\da-f]{6,}/",
    "winfuture.de": r"^/news,\d+\.html$",
    "wired.com": r"^/story/",
    "zeit.de": r"/20\d\d-\d\d/|/20\d\d/\d\d/",
}
_CANONICAL = re.compile(
    r"<link\b(?=[^>]{0,300}rel=[\"']?canonical)[^>]{0,300}?href=[\"']?([^\"' >]+)|og:url[\"'][^>]{0,50}content=[\"']([^\"']+)"
)


def address_of(page: SavedPage) -> str:
    found = _CANONICAL.search(page.body[:500_000].decode("utf-8", "replace"))
    return next(filter(None, found.groups()), "") if found else ""


def judge(page: SavedPage, url: str, pattern: str) -> tuple[set[str], set[str]]:
    """Return the article links of a page by the label's pattern, and those that the reader finds."""
    read = read_frontpage(page.body, url=url, content_type="", now=NOW)
    if isinstance(read, Refusal):
        return set(), set()
    links = {link.url for link in site_links(page.body, url)}
    right = {one for one in links if re.search(pattern, unquote(urlsplit(one).path).rstrip("/"))}
    return {url_key(one) for one in right}, {url_key(entry.url) for entry in read.entries}


def held_out() -> set[str]:
    """Return the sites that were not looked at."""
    return set(sorted(ARTICLES)[1::2])


def measure(sites: set[str]) -> dict[str, tuple[int, int, int]]:
    """Return for each of the sites: links right and found, links found, links right."""
    totals: dict[str, tuple[int, int, int]] = {}
    for page in saved_pages():
        url = address_of(page)
        site = outlet_of(url, fallback="") if url.startswith("http") else ""
        if site not in sites:
            continue
        right, found = judge(page, url, ARTICLES[site])
        one, two, three = totals.get(site, (0, 0, 0))
        totals[site] = one + len(right & found), two + len(found), three + len(right)
    return totals


def figures(totals: dict[str, tuple[int, int, int]]) -> str:
    hits, found, right = (sum(column) for column in zip(*totals.values(), strict=True))
    return f"{len(totals):3} sites {right:6} articles   precision {hits / found:.3f}   recall {hits / right:.3f}"


def main() -> None:
    need_data()
    for name, sites in (("looked at", set(ARTICLES) - held_out()), ("held out", held_out())):
        print(f"{name:10}", figures(measure(sites)))


if __name__ == "__main__":
    main()
