"""What a source puts around every article is learned and dropped, and makes no new versions of what was stored before."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import NOW, Site
from tests.flows.conftest import Workspace, cycle, page, query, rss

FOOTER = "Sign the petition at the town hall before the month is over"
SUBJECTS = ("bakery", "library", "harbour", "theatre", "museum", "bridge", "school")


def article(subject: str) -> str:
    # words of its own, so that none is a copy of another
    words = " ".join(f"{subject}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    return f"The {subject} opens again on Monday, the mayor said, and spoke of {words}.\nThen came {words[::-1]} too."


def test_a_line_under_five_articles_is_dropped_from_the_sixth(site: Site, workspace: Workspace) -> None:
    for subject in SUBJECTS:
        site.pages[f"/{subject}.html"] = page(f"Title {subject}", f"{article(subject)}\n{FOOTER}")
    site.pages["/feed"] = rss(site, *SUBJECTS[:5])
    settings = workspace()
    cycle(settings)
    site.pages["/feed"] = rss(site, *SUBJECTS)
    summary = cycle(settings, NOW + timedelta(hours=1, minutes=5))
    assert (summary.new, summary.sources[0].known) == (2, 5)
    count = f"SELECT count(*) FILTER (contains(text, '{FOOTER}')), max(version) FROM articles"
    assert query(settings, count) == [(5, 1)]
