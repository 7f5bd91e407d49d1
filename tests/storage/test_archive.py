"""The archive: what was fetched is read back as it was, up to the tear of a torn file."""

from __future__ import annotations

import gzip
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from news.model import Reply
from storage.archive import Archived, ArchiveWriter, leftover, prune, read_archive
from tests.conftest import NOW

ARABIC = "https://example.org/أخبار/كيم?q=قمة"


def a_reply(url: str = "https://example.org/a", body: bytes = b"<p>text</p>", **changes: object) -> Reply:
    reply = Reply(
        url=url,
        final_url=url,
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("X-Note", "نص"), ("X-Note", "two")),
        payload=body,
        body=body,
        fetched_at=NOW + timedelta(microseconds=123456),
    )
    return replace(reply, **changes)  # type: ignore[arg-type]


def gzipped(url: str, body: bytes) -> Reply:
    headers = (("Content-Encoding", "gzip"), ("Content-Type", "text/html"))
    return a_reply(url, body, payload=gzip.compress(body), headers=headers)


def write(folder: Path, name: str, *replies: Reply) -> Path:
    with ArchiveWriter(folder, name) as writer:
        for number, reply in enumerate(replies):
            writer.add(reply, source=f"مصدر {number}", key=f"key {reply.url}", first_url=f"{reply.url}#asked")
    return folder / writer.name


def read(path: Path) -> list[Archived]:
    return list(read_archive(path))


@pytest.mark.parametrize(
    "reply",
    [
        a_reply(),
        a_reply(ARABIC, "نص عربي".encode()),
        a_reply(body=b""),
        a_reply(body=bytes(range(256)) * 300),
        a_reply(body=b"WARC/1.1\r\n\r\n" * 10),
        gzipped(ARABIC, "نص ".encode() * 5000),
        gzipped("https://example.org/z", b""),
    ],
    ids=["html", "arabic", "empty", "binary", "like a record", "gzip", "empty gzip"],
)
def test_a_reply_is_read_back_as_it_was(tmp_path: Path, reply: Reply) -> None:
    (found,) = read(write(tmp_path, "one", reply))
    assert found.reply.body == reply.body and found.reply.payload == reply.payload
    assert found.reply.final_url == reply.final_url
    assert found.reply.url == f"{reply.url}#asked"
    assert found.reply.fetched_at == reply.fetched_at
    assert (found.source, found.key) == ("مصدر 0", f"key {reply.url}")
    assert found.reply.header("content-type") == reply.header("content-type")


def test_an_offset_finds_its_record(tmp_path: Path) -> None:
    replies = [gzipped(f"https://example.org/{n}", b"x" * n * 1000) for n in range(5)]
    path = write(tmp_path, "five", *replies)
    for found, reply in zip(read(path), replies, strict=True):
        with path.open("rb") as stream:
            stream.seek(found.offset)
            record = next(iter(ArchiveIterator(stream)))
            assert record.rec_headers.get_header("WARC-Target-URI") == reply.final_url
            assert record.raw_stream.read() == reply.payload


def test_a_file_has_its_name_when_it_is_whole_and_none_when_nothing_came(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "one") as writer:
        assert writer.name == ""
        writer.add(a_reply(), source="S", key="k", first_url="u")
        assert [path.name for path in tmp_path.iterdir()] == ["one.warc.gz.part"]
    assert [path.name for path in tmp_path.iterdir()] == ["one.warc.gz"]
    with ArchiveWriter(tmp_path, "none"):
        pass
    assert len(list(tmp_path.iterdir())) == 1


def test_an_error_leaves_a_part_that_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), ArchiveWriter(tmp_path, "one") as writer:
        writer.add(a_reply(), source="S", key="k", first_url="u")
        raise KeyboardInterrupt
    (path,) = tmp_path.iterdir()
    assert path.suffix == ".part" and len(read(path)) == 1


def test_a_file_torn_anywhere_is_read_up_to_the_tear(tmp_path: Path) -> None:
    replies = [gzipped(f"https://example.org/{n}", os.urandom(300)) for n in range(8)]
    whole = write(tmp_path, "whole", *replies)
    data, ends = whole.read_bytes(), [found.offset for found in read(whole)][1:]
    ends.append(len(data))
    for cut in range(0, len(data), 37):  # in the midst of headers, too
        torn = tmp_path / "torn.warc.gz.part"
        torn.write_bytes(data[:cut])
        bodies = [found.reply.body for found in read(torn)]
        assert bodies == [reply.body for reply in replies][: len(bodies)]
        assert len(bodies) >= sum(end <= cut for end in ends), cut


@pytest.mark.parametrize("at", [0, 40, 400, 900])
def test_a_flipped_byte_gives_no_wrong_page(tmp_path: Path, at: int) -> None:
    replies = [gzipped(f"https://example.org/{n}", os.urandom(300)) for n in range(3)]
    path = write(tmp_path, "one", *replies)
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert {found.reply.body for found in read(path)} <= {reply.body for reply in replies}


FOREIGN = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nWARC-Date: 2023-09-13T12:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"junk",
        b"\x00" * 5000,
        gzip.compress(b"junk", mtime=0),
        gzip.compress(FOREIGN, mtime=0),
        FOREIGN,
        b"\x1f\x8b\x08" + b"x" * 99,
    ],
)
def test_a_file_that_is_no_archive_of_ours_gives_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.warc.gz"
    path.write_bytes(content)
    assert read(path) == []


def test_left_over_are_torn_files_and_those_without_rows_oldest_first(tmp_path: Path) -> None:
    for age, name in enumerate(["b", "a", "loaded", "c"]):
        write(tmp_path, name, a_reply(fetched_at=NOW + timedelta(hours=age)))
    (tmp_path / "torn.warc.gz.part").write_bytes(b"")
    os.utime(tmp_path / "torn.warc.gz.part", (0, 0))
    (tmp_path / "notes.txt").write_text("not ours", encoding="utf-8")
    (tmp_path / "folder.part").mkdir()
    names = [path.name for path in leftover(tmp_path, {"loaded.warc.gz"})]
    assert names == ["torn.warc.gz.part", "b.warc.gz", "a.warc.gz", "c.warc.gz"]
    assert leftover(tmp_path / "missing", set()) == []


def test_pages_are_dropped_by_the_clock_of_the_run_that_fetched_them(tmp_path: Path) -> None:
    for days in (0, 89, 91):
        write(tmp_path, f"of-{days}", a_reply(fetched_at=NOW - timedelta(days=days)))
    (tmp_path / "torn.warc.gz.part").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("not ours", encoding="utf-8")
    os.utime(tmp_path / "notes.txt", (0, 0))
    assert prune(tmp_path, older_than=NOW - timedelta(days=90)) == 1
    left = ["notes.txt", "of-0.warc.gz", "of-89.warc.gz", "torn.warc.gz.part"]
    assert sorted(path.name for path in tmp_path.iterdir()) == left
    assert prune(tmp_path / "missing", older_than=datetime(2023, 1, 1, tzinfo=UTC)) == 0


def test_a_file_is_as_old_as_its_newest_page(tmp_path: Path) -> None:
    path = write(tmp_path, "one", a_reply(fetched_at=NOW), a_reply(fetched_at=NOW - timedelta(days=200)))
    assert path.stat().st_mtime == NOW.timestamp()
