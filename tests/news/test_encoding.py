"""Content codings: gzip in full or not at all."""

from __future__ import annotations

import asyncio
import gzip
import random
import zlib
from collections.abc import AsyncIterator, Sequence

import pytest

from news.fetching.encoding import BadEncoding, Inflater, SizeLimit, inflate, read_body

TEXT = "نص الخبر ".encode() * 5000
NOISE = random.Random(3).randbytes(200_000)


def read(
    chunks: Sequence[bytes], coding: str = "gzip", limit: int = 1 << 20, *, cut: bool = False
) -> tuple[bytes, bytes]:
    async def stream() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return asyncio.run(read_body(stream(), coding, SizeLimit(limit, cut=cut)))


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 7, 1000, 65536, 1 << 20])
@pytest.mark.parametrize("body", [TEXT[:9000], NOISE[:9000], b""], ids=["text", "noise", "nothing"])
def test_a_gzip_is_the_same_in_whatever_pieces_it_comes(body: bytes, size: int) -> None:
    packed = gzip.compress(body)
    assert read(pieces(packed, size)) == (packed, body)


@pytest.mark.parametrize("size", [1, 13, 65536])
def test_members_follow_one_another_across_pieces(size: int) -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two")
    assert read(pieces(packed, size))[1] == b"one two"


@pytest.mark.parametrize("size", [1, 65536])
@pytest.mark.parametrize("tail", [b"\0" * 512, b"junk", b"\n"])
def test_what_follows_the_last_member_is_dropped(tail: bytes, size: int) -> None:
    assert read(pieces(gzip.compress(TEXT) + tail + gzip.compress(b"hidden"), size))[1] == TEXT


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99, 1.0])
def test_a_gzip_that_ends_early_is_truncated(kept: float) -> None:
    packed = gzip.compress(NOISE)
    with pytest.raises(BadEncoding) as bad:
        read(pieces(packed[: int((len(packed) - 1) * kept)], 4096))
    assert bad.value.reason == "truncated"


@pytest.mark.parametrize(
    "packed",
    [TEXT, zlib.compress(TEXT), b"\x1f", b"\x1f\x8b\x07" + b"\0" * 20, gzip.compress(TEXT)[:-8] + bytes(8)],
    ids=["plain", "deflate", "one byte", "other method", "bad sum"],
)
def test_what_is_no_gzip_is_refused(packed: bytes) -> None:
    with pytest.raises(BadEncoding) as bad:
        read([packed])
    assert bad.value.reason in ("bad_encoding", "truncated")


@pytest.mark.parametrize("excess", [0, 1])
@pytest.mark.parametrize("coding", ["gzip", ""])
def test_the_limit_is_exact(coding: str, excess: int) -> None:
    body = bytes(300_000 + excess)
    sent = gzip.compress(body) if coding else body
    if excess:
        with pytest.raises(BadEncoding) as bad:
            read([sent], coding, 300_000)
        assert bad.value.reason == "too_large"
        assert read([sent], coding, 300_000, cut=True)[1] == body[:300_000]
    else:
        assert read([sent], coding, 300_000)[1] == body


def test_a_bomb_is_left_inside() -> None:
    inflater = Inflater(1 << 20)
    inflater.feed(gzip.compress(bytes(50 << 20)))
    assert inflater.is_full
    assert len(inflater.inflated) < (1 << 20) + (1 << 17)


def test_compressed_bytes_are_limited_too() -> None:
    with pytest.raises(BadEncoding) as bad:
        read([gzip.compress(b"x"), *([b"\0" * 65536] * 20)], limit=1 << 20)
    assert bad.value.reason == "too_large"


def test_a_thousand_members_are_enough() -> None:
    assert read([gzip.compress(b"a") * 1000])[1] == b"a" * 1000
    with pytest.raises(BadEncoding) as bad:
        read([gzip.compress(b"a") * 1001])
    assert bad.value.reason == "bad_encoding"


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "compress", "gzip, gzip", "gzip, br", "x-foo", "*"])
def test_other_codings_are_refused_before_a_byte_is_read(coding: str) -> None:
    async def never() -> AsyncIterator[bytes]:
        raise AssertionError("read")
        yield b""

    with pytest.raises(BadEncoding) as bad:
        asyncio.run(read_body(never(), coding, SizeLimit(10)))
    assert bad.value.reason == "unsupported_encoding"


@pytest.mark.parametrize("coding", ["gzip", "GZIP", " x-gzip "])
def test_a_whole_body_is_inflated(coding: str) -> None:
    assert inflate(gzip.compress(TEXT), coding) == TEXT
    assert inflate(TEXT, "identity") == TEXT
    with pytest.raises(BadEncoding):
        inflate(gzip.compress(TEXT), coding, limit=100)
