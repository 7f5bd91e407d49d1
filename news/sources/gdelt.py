"""GDELT's files: the list of the newest, the articles in them, and answers of its DOC API. Runs in a worker.

Formats: GKG 2.1 and Event 2.0 codebooks (http://data.gdeltproject.org/documentation/). GDELT says when it saw an article; only
a precise timestamp of the page is taken as an instant, its own is taken as a day.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import IO, Any

from news.model import Child, ParsedFeed, ParsedSitemap, Refusal
from news.sources.entries import Site, Told, absolute, distinct, entry_of

# Quarter of an hour's files inflate to 10-50 MB; the longest honest line is some 200 KB.
MAX_BYTES, MAX_LINE = 256 << 20, 1 << 20
_LISTED = re.compile(r"^\d{1,12} [0-9a-f]{32} (https?://\S{1,500}\.zip)$")
_KINDS = (".gkg.csv", ".export.csv", ".mentions.csv")
_TITLE = re.compile(r"<PAGE_TITLE>(.{0,2000}?)</PAGE_TITLE>")
_PRECISE = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>")
_SPOKEN = re.compile(r"srclc:([a-z]{3})")
# The languages that GDELT translates and their codes: ISO 639-2 as in GKG, the English name as in the DOC API, ISO 639-1.
_LANGUAGES = """ara Arabic ar|fas Persian fa|per Persian fa|tur Turkish tr|heb Hebrew he|urd Urdu ur|rus Russian ru|ukr Ukrainian uk
zho Chinese zh|chi Chinese zh|kor Korean ko|jpn Japanese ja|spa Spanish es|por Portuguese pt|fra French fr|fre French fr|deu German de
ger German de|ita Italian it|nld Dutch nl|pol Polish pl|ron Romanian ro|ell Greek el|hin Hindi hi|ben Bengali bn|ind Indonesian id
vie Vietnamese vi|tha Thai th|swe Swedish sv|nor Norwegian no|dan Danish da|fin Finnish fi|ces Czech cs|hun Hungarian hu|bul Bulgarian bg
srp Serbian sr|hrv Croatian hr|sqi Albanian sq|hye Armenian hy|aze Azerbaijani az|kat Georgian ka|kur Kurdish ku|eng English en"""
_CODES = {
    said.lower(): row.split()[2] for row in re.split(r"[|\n]", _LANGUAGES) for said in row.split()[:2]
}  # by either name


def read_list(text: str, url: str) -> ParsedSitemap | None:
    """Read `lastupdate.txt` or `masterfilelist.txt`: the knowledge graph's files, or the events' if it lists no others."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [match[1] for line in lines if (match := _LISTED.match(line))]
    if not found or len(found) < len(lines):
        return None
    site = Site(url)
    own = [address for address in found if site.holds(address)]
    kind = next((kind for kind in _KINDS if any(kind in address.lower() for address in own)), "")
    files = tuple(Child(url=absolute(address, url)) for address in own if kind in address.lower())
    return ParsedSitemap(entries=(), children=files, total=len(lines), foreign=len(found) - len(own))


def read_archive(body: bytes, *, now: datetime, limit: int) -> ParsedFeed | Refusal:
    """Read a zipped GKG, export or mentions file: each web address once, at most `limit`; `total` counts its rows."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            member = next((one for one in archive.infolist() if one.filename.lower().endswith(_KINDS)), None)
            if member is None or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                return Refusal(reason="not_a_feed", detail="a zip without a GDELT table")
            if member.file_size > MAX_BYTES:
                return Refusal(reason="too_large", detail=f"{member.file_size} bytes inflated")
            with archive.open(member) as table:
                rows = list(_rows(table, member.filename.lower()))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        return Refusal(reason="not_a_feed", detail=f"a broken zip: {type(error).__name__}")
    told = (one for one in rows if one is not None)
    entries = distinct((entry_of(one, now) for one in told), limit=limit)
    return ParsedFeed(kind="gdelt", entries=entries, total=len(rows))


def _rows(table: IO[bytes], name: str) -> Iterator[Told | None]:
    """Yield what each row names; None for a row that names no web page or is broken."""
    read = _knowledge if ".gkg." in name else _event if ".export." in name else _mention
    size = 0
    while (line := table.readline(MAX_LINE)) and size < MAX_BYTES:
        size += len(line)
        is_whole = line.endswith(b"\n") or len(line) < MAX_LINE
        yield read(line.decode("utf-8", "replace").rstrip("\r\n").split("\t")) if is_whole else None


def _knowledge(row: list[str]) -> Told | None:
    # columns counted from 1: 2 date, 3 collection (1 is the web), 4 outlet, 5 address, 26 translation, 27 extras
    if len(row) < 5 or row[2] != "1":
        return None
    translation, extras = row[25] if len(row) > 25 else "", row[26] if len(row) > 26 else ""
    precise, title, spoken = _PRECISE.search(extras), _TITLE.search(extras), _SPOKEN.search(translation)
    return Told(
        links=(row[4],),
        base="",
        title=html.unescape(title[1]) if title else "",
        raw_date=_instant(precise[1]) if precise else row[1][:8],
        language=_code(spoken[1]) if spoken else "en",
        publication=row[3],
    )


def _event(row: list[str]) -> Told | None:
    return Told(links=(row[60],), base="", raw_date=row[59][:8]) if len(row) > 60 else None


def _mention(row: list[str]) -> Told | None:
    if len(row) < 6 or row[3] != "1":
        return None
    spoken = _SPOKEN.search(row[14]) if len(row) > 14 else None
    language = _code(spoken[1]) if spoken else "en"
    return Told(links=(row[5],), base="", raw_date=row[2][:8], publication=row[4], language=language)


def _instant(digits: str) -> str:
    return f"{digits[:8]}T{digits[8:]}Z"


def _code(said: str) -> str:
    return _CODES.get(said.lower(), said.lower()[:3])


def is_answer(document: Any) -> bool:
    """Say whether a JSON document is an article list of the DOC API."""
    articles = document.get("articles") if isinstance(document, dict) else None
    return isinstance(articles, list) and any(isinstance(one, dict) and "seendate" in one for one in articles[:5])


def read_answer(document: Mapping[str, Any], *, now: datetime, limit: int) -> ParsedFeed:
    """Read an article list of the DOC API (`mode=artlist&format=json`)."""
    articles = [one for one in document["articles"] if isinstance(one, dict)]
    told = (
        Told(
            links=(str(one.get("url", "")),),
            base="",
            title=str(one.get("title", "")),
            raw_date=str(one.get("seendate", ""))[:8],
            language=_code(str(one.get("language", ""))),
            publication=str(one.get("domain", "")),
        )
        for one in articles
    )
    entries = distinct((entry_of(one, now) for one in told), limit=limit)
    return ParsedFeed(kind="gdelt", entries=entries, total=len(articles))
