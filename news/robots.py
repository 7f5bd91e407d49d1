"""robots.txt (RFC 9309): which pages we may fetch, and how slowly."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

PRODUCT = "Marsad"
# RFC 9309 §2.5: at least the first 500 KiB
MAX_BYTES = 500 * 1024
# A longer delay than this would keep a source from ever being read.
MAX_DELAY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host. `reason` is set when everything is disallowed because they could not be had."""

    parser: Protego | None = None
    reason: str = ""

    def allows(self, url: str) -> bool:
        """Say whether we may fetch a URL."""
        return not self.reason and (self.parser is None or bool(self.parser.can_fetch(url, PRODUCT)))

    @property
    def delay(self) -> float:
        """Return the pause that the host asks for, in seconds."""
        asked = self.parser.crawl_delay(PRODUCT) if self.parser else None
        return min(float(asked or 0), MAX_DELAY_SECONDS)


ALLOW_ALL = Rules()


def read_rules(status: int | None, body: bytes) -> Rules:
    """Return the rules that a reply sets: 4xx allows all (§2.3.1.3), no answer or 5xx nothing (§2.3.1.4)."""
    if status is None or status >= 500 or status == 429:
        return Rules(reason="robots_unreachable")
    if status != 200 or b"<html" in body[:2000].lower():
        return ALLOW_ALL
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace")
    return Rules(parser=Protego.parse(text))
