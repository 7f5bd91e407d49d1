"""How this process and its workers speak: a JSON head and raw bytes, each behind its length, over a pipe."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from datetime import date, datetime
from typing import IO, Any

from news.model import (
    Child,
    Entry,
    Finding,
    Outline,
    Page,
    ParsedFeed,
    ParsedFrontPage,
    ParsedOpml,
    ParsedSitemap,
    Published,
    Refusal,
)

_LENGTHS = struct.Struct(">II")
# No honest answer is larger; a worker that says so is broken.
MAX_FRAME = 1 << 28
# A job may take this many times its CPU time: an honest document must not die of a busy machine.
PATIENCE = 6


def write_frame(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one frame and flush it."""
    text = json.dumps(head, default=_iso).encode("utf-8")
    pipe.write(_LENGTHS.pack(len(text), len(body)) + text + body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read one frame, or None at the end of the pipe; raises ValueError for what is no frame."""
    lengths = pipe.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    if head > MAX_FRAME or body > MAX_FRAME:
        raise ValueError("frame too large")
    text, rest = pipe.read(head), pipe.read(body)
    return (json.loads(text), rest) if len(text) == head and len(rest) == body else None


def _iso(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def answer(value: Finding) -> dict[str, Any]:
    """Turn a worker's finding into a frame's head."""
    return {"kind": type(value).__name__, "value": asdict(value)}


def finding(head: dict[str, Any]) -> Finding:
    """Turn a frame's head back into the finding; raises KeyError, TypeError or ValueError for anything else."""
    value = head["value"]
    if head["kind"] == "Refusal":
        return Refusal(**value)
    if head["kind"] == "Page":
        return Page(**{**value, "published": _published(value["published"])})
    if head["kind"] == "ParsedOpml":
        return ParsedOpml(**{**value, "outlines": tuple(Outline(**one) for one in value["outlines"])})
    return _named(head["kind"], {**value, "entries": tuple(map(_entry, value["entries"]))})


def _named(kind: str, value: dict[str, Any]) -> ParsedFeed | ParsedSitemap | ParsedFrontPage:
    if kind == "ParsedFeed":
        return ParsedFeed(**{**value, "unlinked": tuple(map(_entry, value["unlinked"]))})
    if kind == "ParsedFrontPage":
        return ParsedFrontPage(**{**value, "feeds": tuple(value["feeds"])})
    if kind == "ParsedSitemap":
        return ParsedSitemap(**{**value, "children": tuple(map(_child, value["children"]))})
    raise ValueError(f"no finding: {kind[:40]!r}")


def _entry(value: dict[str, Any]) -> Entry:
    return Entry(**{**value, "published": _published(value["published"])})


def _child(value: dict[str, Any]) -> Child:
    changed = value["changed_at"]
    return Child(url=value["url"], changed_at=datetime.fromisoformat(changed) if changed else None)


def _published(value: dict[str, Any]) -> Published:
    return Published(
        day=date.fromisoformat(value["day"]) if value["day"] else None,
        at=datetime.fromisoformat(value["at"]) if value["at"] else None,
        origin=value["origin"],
        raw=value["raw"],
        confidence=value["confidence"],
    )
