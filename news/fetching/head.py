"""The head of a reply: what its status and headers say before a byte of its body is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import inf
from urllib.parse import quote, urljoin, urlsplit

from news.fetching.encoding import too_large
from news.fetching.failure import Failure

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
MAX_RETRY_AFTER = 86400.0
# every ASCII character that is printed: a Location is taken as written, but for bytes beyond ASCII
_ASCII = "".join(map(chr, range(33, 127)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Status and headers of a reply, in their order."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]

    def header(self, name: str) -> str:
        """Return the values of that name as one (RFC 9110 §5.3), or an empty string."""
        return ", ".join(self._values(name))

    def _values(self, name: str) -> Sequence[str]:
        wanted = name.lower().encode("ascii")
        return [value.decode("latin-1").strip() for key, value in self.headers if key.lower() == wanted]

    def check_size(self, limit: int) -> None:
        """Raise Failure for more bytes of headers than `limit`."""
        if sum(len(name) + len(value) + 4 for name, value in self.headers) > limit:
            raise Failure("protocol", f"more than {limit} bytes of headers", status=self.status)

    def check_status(self, now: datetime, *, conditional: bool) -> None:
        """Raise Failure for everything that is no 200; `not_modified` where that was asked."""
        if self.status == 304:
            raise Failure("not_modified" if conditional else "unsolicited_304", status=304)
        if self.status != 200:
            raise Failure(f"http_{self.status}", status=self.status, retry_after=self.retry_after(now))

    def check_length(self, limit: int) -> None:
        """Raise BadEncoding for a body that says itself that it is longer than `limit`."""
        if limit < self.length < inf:
            raise too_large(limit)

    @property
    def length(self) -> float:
        """Return the bytes of the body as it says itself; infinite where it does not say."""
        said = self.header("content-length")
        return float(said[:20]) if said.isascii() and said.isdigit() else inf

    def retry_after(self, now: datetime) -> float | None:
        """Return the seconds a server asks for (RFC 9110 §10.2.3), at most a day; None for the past or nonsense."""
        raw = self.header("retry-after")
        if raw.isascii() and raw.isdigit():
            return min(float(raw[:9]), MAX_RETRY_AFTER)
        try:
            asked = parsedate_to_datetime(raw)
        except (ValueError, TypeError):
            return None
        # the obsolete forms of RFC 9110 §5.6.7 name no zone; all are in GMT
        seconds = ((asked if asked.tzinfo else asked.replace(tzinfo=UTC)) - now).total_seconds()
        return min(seconds, MAX_RETRY_AFTER) if seconds > 0 else None

    def target(self, url: str) -> str:
        """Return where this redirect from `url` leads; raises Failure for one without a single usable address."""
        values = self._values("location")
        try:
            if len(set(values)) != 1 or not values[0]:
                raise ValueError(f"{len(values)} addresses" if values else "no address")
            # bytes beyond ASCII stay the bytes they are, whichever charset they were meant in
            location = quote(values[0].encode("latin-1"), safe=_ASCII)
            target = urljoin(url, location).partition("#")[0]
            urlsplit(target).port  # noqa: B018 - raises for what is no port
            return target
        except ValueError as error:
            raise Failure("bad_redirect", str(error), status=self.status) from error
