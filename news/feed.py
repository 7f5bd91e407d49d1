"""What a source answered, found out by looking: a feed of any kind, a sitemap, a list of files, or a page of links.

Runs in a worker: everything here is hostile until read.
"""

from __future__ import annotations

from datetime import datetime

from news.jsonfeed import read_json
from news.model import ParsedFeed, Refusal
from news.rss import read_xml


def read_feed(body: bytes, *, url: str, content_type: str, now: datetime, limit: int = 2000) -> ParsedFeed | Refusal:
    """Read a feed document of any kind; at most `limit` items. Anything else is refused as `not_a_feed`."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return read_json(body, url=url, now=now, limit=limit)
    return read_xml(body, url=url, content_type=content_type, now=now, limit=limit)
