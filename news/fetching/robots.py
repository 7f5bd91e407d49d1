"""robots.txt (RFC 9309): which pages we may fetch, and how slowly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from protego import Protego

PRODUCT = "Marsad"
# RFC 9309 §2.5: at least the first 500 KiB
MAX_BYTES = 500 * 1024
# A longer delay than this would keep a source from ever being read.
MAX_DELAY_SECONDS = 30.0
# Sites with more name them by year; the newest stand first or last, and an index names them all.
MAX_SITEMAPS = 50
_AGENT = re.compile(r"user[- ]?agent(?: ?:| |$) ?(\*|[a-z_-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site. `reason` is set when nothing is allowed because they could not be had."""

    parser: Protego | None = None
    reason: str = ""
    detail: str = ""
    delay: float = 0.0  # seconds between requests, as the site asks
    sitemaps: tuple[str, ...] = ()  # as the site names them (https://www.sitemaps.org/protocol.html#submit_robots)

    def allows(self, url: str) -> bool:
        """Say whether we may fetch a URL."""
        return not self.reason and (self.parser is None or bool(self.parser.can_fetch(url, PRODUCT)))


ALLOW_ALL = Rules()


def read_rules(status: int | None, body: bytes) -> Rules:
    """Return the rules that a reply sets: 4xx allows all (§2.3.1.3), no answer, 5xx or 429 nothing (§2.3.1.4)."""
    if status is None or status == 429 or status // 100 not in (2, 4):
        return Rules(reason="robots_unreachable")
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace")
    if status != 200 or text.lstrip().startswith("<"):  # a page stands there, as on sites that answer all with one
        return ALLOW_ALL
    parser = Protego.parse("\n".join(_ours(text.splitlines())))
    return Rules(
        parser=parser,
        delay=min(parser.crawl_delay(PRODUCT) or 0.0, MAX_DELAY_SECONDS),
        sitemaps=tuple(dict.fromkeys(parser.sitemaps))[:MAX_SITEMAPS],
    )


def _ours(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines with every agent but ours and `*` made one.

    The parser copies a group's rules for each of its agents: thousands of both would take minutes and gigabytes.
    """
    before = ""
    for line in lines:
        line = " ".join(line.partition("#")[0].split())
        if found := _AGENT.match(line):
            token = found[1].lower()
            line = f"User-agent: {token if token in ('*', PRODUCT.lower()) else 'other'}"
        if line and line != before:
            yield line
        before = line or before
