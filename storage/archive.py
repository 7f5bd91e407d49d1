"""The archive: what was fetched, as received, in WARC files (ISO 28500, WARC 1.1), one a batch."""

from __future__ import annotations

import io
import logging
import os
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from isal import igzip
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from news.fetching.encoding import inflate
from news.model import Reply
from storage.durable import sync_folder

logger = logging.getLogger(__name__)

# What the pipe of HTTP did to the body is undone when we get it; the header would be untrue.
_HOP_BY_HOP = frozenset({"transfer-encoding", "connection", "keep-alive", "content-length"})
# igzip's; at its size, zlib takes three and a half times as long (measured on the saved pages)
GZIP_LEVEL = 2
# What warcio raises where a file ends amid a record: its own errors, and what follows from headers that are missing.
_TORN = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    AttributeError,
    EOFError,
    KeyError,
    OSError,
    TypeError,
    ValueError,
    zlib.error,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Archived:
    """A reply read back, with the item it answered and where its record begins."""

    reply: Reply
    source: str
    key: str
    offset: int


class ArchiveWriter:
    """One batch's file: written as `.part`, on disk and renamed when the block ends without an error.

    The file is made with its first record; `name` is what it is called in the end, empty while nothing was added.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._final = folder / f"{name}.warc.gz"
        self._part = folder / f"{name}.warc.gz.part"
        self._stream: io.BufferedWriter | None = None
        self._fetched_at = 0.0

    @property
    def name(self) -> str:
        """Return the file's name, or an empty string while nothing was added."""
        return self._final.name if self._stream is not None else ""

    def __enter__(self) -> Self:
        return self

    def add(self, reply: Reply, *, source: str, key: str, first_url: str) -> int:
        """Append a reply; return the offset of its record. The record is flushed to the operating system."""
        if self._stream is None:
            self._part.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._part.open("wb")
        offset = self._stream.tell()
        plain = io.BytesIO()
        writer = WARCWriter(plain, gzip=False, warc_version="WARC/1.1")
        writer.write_record(_record(writer, reply, source, key, first_url))
        # one member a record (WARC 1.1, annex D)
        self._stream.write(igzip.compress(plain.getbuffer(), GZIP_LEVEL, mtime=0))
        self._stream.flush()
        self._fetched_at = max(self._fetched_at, reply.fetched_at.timestamp())
        return offset

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is None:
            return
        self._stream.flush()
        # the file is as old as its newest page by the cycle's clock, also when it is written anew from a torn one
        os.utime(self._stream.fileno(), (self._fetched_at, self._fetched_at))
        os.fsync(self._stream.fileno())
        self._stream.close()
        if kind is None:
            self._part.rename(self._final)
            sync_folder(self._final.parent)


def _record(writer: WARCWriter, reply: Reply, source: str, key: str, first_url: str) -> object:
    headers = [(k, v) for k, v in reply.headers if k.lower() not in _HOP_BY_HOP]
    headers.append(("Content-Length", str(len(reply.payload))))
    facts = {
        "WARC-Date": reply.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "Marsad-Source": source.encode("unicode_escape").decode("ascii"),
        "Marsad-Key": key.encode("unicode_escape").decode("ascii"),
        "Marsad-Asked": first_url.encode("unicode_escape").decode("ascii"),
        "Marsad-Length": str(len(reply.payload)),
    }
    return writer.create_warc_record(
        reply.final_url,
        "response",
        payload=io.BytesIO(reply.payload),
        length=len(reply.payload),  # untold, warcio would copy the payload to a file to measure it
        http_headers=StatusAndHeaders(f"{reply.status} OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict=facts,
    )


def read_archive(path: Path) -> Iterator[Archived]:
    """Yield the whole records of a file, up to the tear of a torn one; none of a file that is no archive of ours."""
    try:
        with path.open("rb") as stream:
            iterator = ArchiveIterator(stream)
            for record in iterator:
                found = _archived(record, iterator)
                if found is None:
                    return
                yield found
    except _TORN as error:
        logger.info("%s ends early: %s", path.name, error)


def _archived(record: object, iterator: ArchiveIterator) -> Archived | None:
    headers = record.rec_headers  # type: ignore[attr-defined]  # warcio has no types
    http = record.http_headers  # type: ignore[attr-defined]
    payload: bytes = record.raw_stream.read()  # type: ignore[attr-defined]
    told = {name: headers.get_header(f"Marsad-{name}") or "" for name in ("Source", "Key", "Asked", "Length")}
    if http is None or told["Length"] != str(len(payload)):
        return None
    text = {name: value.encode("ascii").decode("unicode_escape") for name, value in told.items()}
    reply_headers = tuple((str(k), str(v)) for k, v in http.headers)
    coding = next((v for k, v in reply_headers if k.lower() == "content-encoding"), "")
    reply = Reply(
        url=text["Asked"],
        final_url=headers.get_header("WARC-Target-URI"),
        status=200,
        headers=reply_headers,
        payload=payload,
        body=inflate(payload, coding),
        fetched_at=datetime.fromisoformat(headers.get_header("WARC-Date")),
    )
    return Archived(reply=reply, source=text["Source"], key=text["Key"], offset=iterator.get_record_offset())


def leftover(folder: Path, loaded: Collection[str]) -> list[Path]:
    """Return files that no transaction says are loaded, and torn ones, oldest first."""
    if not folder.is_dir():
        return []
    files = [path for path in folder.iterdir() if path.is_file() and _is_leftover(path, loaded)]
    return sorted(files, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _is_leftover(path: Path, loaded: Collection[str]) -> bool:
    return path.suffix == ".part" or (path.name.endswith(".warc.gz") and path.name not in loaded)


def prune(folder: Path, *, older_than: datetime) -> int:
    """Remove whole files whose pages were all fetched before `older_than`; return how many."""
    if not folder.is_dir():
        return 0
    old = [path for path in folder.glob("*.warc.gz") if path.stat().st_mtime < older_than.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
