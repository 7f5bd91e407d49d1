"""Content codings (RFC 9110 §8.4): gzip and nothing else, inflated in steps that a bomb cannot outgrow."""

from __future__ import annotations

import zlib

_STEP = 1 << 16


class BadEncoding(ValueError):
    """The body is not what its coding says: `reason` is `unsupported_encoding`, `truncated` or `too_large`."""

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
    """Inflates gzip members one after another (RFC 1952 §2.2), up to `limit` bytes in all."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._member = zlib.decompressobj(31)
        self._parts: list[bytes] = []
        self._size = 0
        self._begun = False

    def feed(self, data: bytes) -> None:
        """Take received bytes; raises BadEncoding for what is no gzip or inflates beyond the limit."""
        while data:
            try:
                self._keep(self._member.decompress(data, _STEP))
            except zlib.error as error:
                raise BadEncoding("truncated", str(error)) from error
            self._begun = True
            data = self._rest()

    def _rest(self) -> bytes:
        if not self._member.eof:
            return self._member.unconsumed_tail
        rest = self._member.unused_data
        if rest[:2] != b"\x1f\x8b":  # zero padding or junk behind the last member
            return b""
        self._member = zlib.decompressobj(31)
        return rest

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise BadEncoding("too_large", f"more than {self._limit} bytes")
        self._parts.append(part)

    def finish(self) -> bytes:
        """Return everything; raises BadEncoding when the last member did not end."""
        # a step may have filled up with all input taken in and a little output still inside
        while self._begun and not self._member.eof and (part := self._member.decompress(b"", _STEP)):
            self._keep(part)
        if self._begun and not self._member.eof:
            raise BadEncoding("truncated", "gzip ends early")
        return b"".join(self._parts)


def inflate(payload: bytes, coding: str, *, limit: int = 64 << 20) -> bytes:
    """Return a whole body without its coding; raises BadEncoding."""
    if not check_coding(coding):
        return payload
    inflater = Inflater(limit)
    inflater.feed(payload)
    return inflater.finish()
