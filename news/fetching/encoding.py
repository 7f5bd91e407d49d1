"""Content codings (RFC 9110 §8.4): gzip and nothing else, inflated in steps that a bomb cannot outgrow."""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterable
from dataclasses import dataclass

_STEP = 1 << 16
# Members cost time however little they hold; no reply has a use for this many.
_MAX_MEMBERS = 1000
_MAGIC = b"\x1f\x8b"
# A sitemap says so at its beginning, behind a prolog and perhaps a comment.
_SITEMAP = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]")
_HEAD = 2000


class BadEncoding(ValueError):
    """A body that is not what its coding says; the reason is unsupported_encoding, bad_encoding, truncated or too_large."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


def check_coding(coding: str) -> bool:
    """Say whether a Content-Encoding is gzip; raises BadEncoding for one that we do not take."""
    name = coding.strip().lower()
    if name in ("", "identity"):
        return False
    if name in ("gzip", "x-gzip"):
        return True
    raise BadEncoding("unsupported_encoding", name[:60])


class Inflater:
    """Inflates gzip members one after another (RFC 1952 §2.2), until more than `limit` bytes came out."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._member = zlib.decompressobj(31)
        self._parts: list[bytes] = []
        self._size = 0
        self._begun = False
        self._members = 1
        self._ended = False  # what follows the last member is padding or junk

    @property
    def is_full(self) -> bool:
        """Say whether more than the limit came out; no more is taken in then."""
        return self._size > self.limit

    @property
    def inflated(self) -> bytes:
        """Return what came out so far."""
        return b"".join(self._parts)

    def feed(self, data: bytes) -> None:
        """Take received bytes; raises BadEncoding for what is no gzip."""
        # a step that is filled up may have left a little inside although all input was taken in
        part = b""
        while (data or len(part) == _STEP) and not self._ended and not self.is_full:
            try:
                part = self._member.decompress(data, _STEP)
            except zlib.error as error:
                raise BadEncoding("bad_encoding", str(error)) from error
            self._begun = True
            self._size += len(part)
            self._parts.append(part)
            data = self._rest()

    def _rest(self) -> bytes:
        if not self._member.eof:
            return self._member.unconsumed_tail
        rest = self._member.unused_data
        if rest:  # else the next chunk may begin another member
            self._ended = not _MAGIC.startswith(rest[:2])
            if not self._ended:
                self._begin_member()
        return rest

    def _begin_member(self) -> None:
        self._member = zlib.decompressobj(31)
        self._members += 1
        if self._members > _MAX_MEMBERS:
            raise BadEncoding("bad_encoding", f"more than {_MAX_MEMBERS} gzip members")

    def finish(self) -> bytes:
        """Return everything; raises BadEncoding when that passes the limit, or when the last member did not end."""
        if self.is_full:
            raise too_large(self.limit)
        if self._begun and not self._member.eof:
            raise BadEncoding("truncated", "gzip ends early")
        return self.inflated


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """The bytes that a body may have; a longer one is cut there if `cut`, else refused. `sitemaps` may be as long as that."""

    size: int
    cut: bool = False
    sitemaps: int = 0

    def of(self, beginning: bytes | bytearray) -> int:
        """Return the limit of a body that begins so."""
        return max(self.size, self.sitemaps) if self.sitemaps and _SITEMAP.search(beginning[:_HEAD]) else self.size


async def read_body(chunks: AsyncIterable[bytes], coding: str, allowed: SizeLimit) -> tuple[bytes, bytes]:
    """Return a body as received and without its coding; neither is longer than allowed. Raises BadEncoding."""
    inflater = Inflater(allowed.size) if check_coding(coding) else None
    payload, limit = bytearray(), allowed.size
    async for chunk in chunks:
        is_known = len(payload) > _HEAD
        payload += chunk
        if inflater is not None:
            inflater.feed(chunk)
        if not is_known:
            limit = allowed.of(inflater.inflated if inflater is not None else payload)
            if inflater is not None:
                inflater.limit = limit
        if len(payload) > limit or (inflater is not None and inflater.is_full):
            if not allowed.cut:
                raise too_large(limit)
            return bytes(payload), (inflater.inflated if inflater is not None else bytes(payload))[:limit]
    received = bytes(payload)
    return received, inflater.finish() if inflater is not None else received


def too_large(limit: int) -> BadEncoding:
    """Return the error of a body that passes a limit, in bytes."""
    return BadEncoding("too_large", f"more than {limit} bytes")


def inflate(payload: bytes, coding: str, *, limit: int = 64 << 20) -> bytes:
    """Return a whole body without its coding; raises BadEncoding."""
    if not check_coding(coding):
        return payload
    inflater = Inflater(limit)
    inflater.feed(payload)
    return inflater.finish()
