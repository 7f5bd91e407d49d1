"""Where on a page its date of publication may stand: the places in the order in which they are believed.

Works on the bytes as received and looks only as far as needed: most pages say it in JSON-LD or a <meta>. The names of <meta>
come from htmldate's lists (https://github.com/adbar/htmldate, settings and extractors) and schema.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from news.dating.linked_dates import ARTICLE_DATES, linked_dates
from news.json_ld import Block

HEAD, NEAR_BEFORE, NEAR_AFTER = 300_000, 2_000, 8_000
_TAG_BYTES, _TAGS, _HEADINGS = 1_500, 400, 60
# so many letters of a headline are it: an outlet's name may follow, and quotes may be escaped
_SAME = 25
_META_NAMES = {
    "published": """article:published_time og:article:published_time og:published_time article:published published_time
        datepublished rnews:datepublished date_published publication_date publication-date publish-date publish_date publishdate
        published-date published_date pubdate pub_date bt:pubdate og:pubdate parsely-pub-date sailthru.date
        cxenseparse:recs:publishtime dc.date.issued dcterms.issued date.issued dc.date.published citation_publication_date
        citation_online_date article_date_original originalpublicationdate article.published artpubdate firstpublished""",
    "created": """datecreated article:created article.created dcterms.created dc.date.created dc.created date.created
        dcterms.date dc.date date citation_date dcterms.available displaydate""",
    "changed": """article:modified_time og:article:modified_time og:updated_time og:modified_time datemodified
        article:modified dcterms.modified dc.date.modified dc.modified last-modified lastmod last_modified modified revised""",
}
_META_ROLES = {name: role for role, names in _META_NAMES.items() for name in names.split()}
_DATE_KEY = re.compile(rb"dat|publi|issued|creat|modif|revis|displ", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([a-zA-Z:_-]{2,20})\s{0,3}=\s{0,3}(?:\"([^\"]{0,300})\"|'([^']{0,300})'|([^\s\"'>]{1,100}))")
_SCRIPTS = re.compile(rb"<(script|style|noscript|svg)\b.{0,9000}?</\1\s{0,5}>", re.DOTALL)
_END_OF_SCRIPT = re.compile(rb"</(?:script|style)\s{0,5}>")
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_URL_DAYS = (
    re.compile(r"/(?P<y>199\d|20\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/._-]|$)"),
    re.compile(r"/(?P<y>199\d|20\d\d)/(?P<m>[a-z]{3})/(?P<d>0?[1-9]|[12]\d|3[01])(?=/|$)"),
    re.compile(r"/(?P<y>199\d|20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[/._-]|$)"),
    re.compile(r"-(?P<y>199\d|20\d\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])(?=/?$|\.[a-z]{3,5}$)"),
)
_CHANGED = (
    r"آخر تحديث|اخر تحديث|تحديث|تعديل|updated?|modified|aktualisiert|geändert|mis à jour|modifié|actualizado|aggiornato"
    r"|обновлен|güncelle|עודכן|به‌روز"
)
_FIRST_SAID = r"نشر|published|posted|veröffentlicht|erstellt|publié|publicado|pubblicato|опубликован|yayın|פורסם"
_SPLIT = re.compile(rf"(?={_CHANGED}|{_FIRST_SAID})", re.IGNORECASE)
_SAYS_CHANGED = re.compile(_CHANGED, re.IGNORECASE)
_SITE_NAME = re.compile(rb"\s(?:[|:-]|\xe2\x80[\x93\x94])\s")
# A byline has few words beside its date; a caption or a sentence has more.
_LINE_CHARS, _LINE_WORDS, _LINES = 110, 7, 30
_TELLS = re.compile(r"\d|أمس|امس|اليوم|البارحة|منذ|قبل|الآن|ago\b|today|yesterday|just now", re.IGNORECASE)
_SENTENCE_WORDS, _SENTENCE_END = 3, re.compile(r"(?<![ .][mM])[.!?؟]$")
# a standfirst, a caption and a note of rights may stand before the byline; behind the third long line is the text
_PARAGRAPHS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
_CHARSET = re.compile(rb"charset=[\"']?\s?([a-zA-Z0-9-]{3,20})", re.IGNORECASE)
_CODECS = {"windows-1256": "cp1256", "iso-8859-6": "iso8859-6", "windows-1251": "cp1251", "koi8-r": "koi8-r"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A date as the page has it: `trust` in (0, 1] is this place's, beside that of its origin."""

    raw: str
    origin: str
    trust: float = 1.0


def claims_of(body: bytes, blocks: Sequence[Block], *, extracted: str, url: str, headline: str = "") -> Iterator[Claim]:
    """Yield what may be the date of publication, the most credible first, then dates of change, then the extractor's."""
    yield from (Claim(raw, "meta") for raw in linked_dates(blocks, ARTICLE_DATES, headline))
    metas = _metas(body)
    yield from (Claim(raw, "meta") for raw, role in metas if role == "published")
    heading = _heading(body, headline)
    times = _times(body, heading)
    yield from (Claim(raw, "meta") for raw, role in times if role == "published")
    yield from url_claims(url)
    yield from (Claim(raw, "meta", 0.95) for raw, role in metas if role == "created")
    yield from (Claim(raw, "meta", 0.84) for raw, role in times if role == "near")
    lines = list(_lines(body, heading))
    yield from (Claim(line, "text") for line, role in lines if role == "below")
    yield from (Claim(line, "text", 0.57) for line, role in lines if role == "above")
    yield from (Claim(raw, "meta", 0.42) for raw, role in metas if role == "changed")
    yield from (Claim(raw, "meta", 0.42) for raw in linked_dates(blocks, ("dateModified",), headline))
    yield from (Claim(raw, "meta", 0.42) for raw, role in times if role == "changed")
    yield from (Claim(line, "text", 0.57) for line, role in lines if role == "changed")
    # the extractor makes the first of January of a year that stands alone
    if extracted and not extracted.endswith("-01-01"):
        yield Claim(extracted, "text", 0.71)


def _metas(body: bytes) -> list[tuple[str, str]]:
    """Return (date, role) of the <meta> elements that tell a date."""
    end = body.find(b"<body", 0, HEAD)
    head = body[: end if end >= 0 else HEAD]
    found = []
    for tag in _tags(head, b"<meta" if b"<meta" in head else b"<META"):
        if _DATE_KEY.search(tag):
            told = _attributes(tag)
            name = told.get("property") or told.get("name") or told.get("itemprop") or told.get("http-equiv") or ""
            found.append((told.get("content", ""), _META_ROLES.get(name.lower(), "")))
    return found


def _tags(text: bytes, opening: bytes) -> Iterator[bytes]:
    """Yield the tags that begin so, as far as their first `>`."""
    at = text.find(opening)
    for _ in range(_TAGS):
        if at < 0:
            return
        end = text.find(b">", at, at + _TAG_BYTES)
        yield text[at : end if end >= 0 else at + _TAG_BYTES]
        at = text.find(opening, at + 1)


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("ascii").lower(): (double or single or bare).decode("utf-8", "replace")
        for name, double, single, bare in _ATTRIBUTE.findall(tag)
    }


def _heading(body: bytes, headline: str) -> int:
    """Return where the headline stands: the first heading that has its beginning, else the first <h1>, else -1.

    The first <h1> is the site's name on many pages; without a headline that of the <title> is looked for.
    """
    start = headline.strip()[:_SAME].encode() or _title(body)
    for opening in (b"<h1", b"<h2", b"<h3") if start else ():
        at = -1
        for _ in range(_HEADINGS):
            at = body.find(opening, at + 1)
            if at < 0:
                break
            if start in body[at : at + 2000].partition(b"</h")[0]:
                return at
    return body.find(b"<h1")


def _title(body: bytes) -> bytes:
    at = body.find(b"<title", 0, HEAD)
    start = body.find(b">", at, at + _TAG_BYTES) if at >= 0 else -1
    title = body[start + 1 : start + 200].partition(b"<")[0] if start >= 0 else b""
    return _SITE_NAME.split(title.strip(), maxsplit=1)[0][:_SAME]


def _times(body: bytes, heading: int) -> list[tuple[str, str]]:
    """Return (date, role) of <time> and schema.org properties: `published`, `changed`, or `near` the headline."""
    found = []
    near = body[max(0, heading - NEAR_BEFORE) : heading + NEAR_AFTER] if heading >= 0 else b""
    for opening, place in (
        (b'itemprop="datePublished"', body),
        (b"<time", near),
        (b"pubdate", near),
        (b"published", near),
    ):
        at = -1
        for _ in range(20):
            at = place.find(opening, at + 1)
            if at < 0:
                break
            found += _time(place, at)
    return found


def _time(place: bytes, at: int) -> list[tuple[str, str]]:
    start = place.rfind(b"<", max(0, at - _TAG_BYTES), at + 1)
    end = place.find(b">", at, at + _TAG_BYTES)
    if start < 0 or end < 0 or place.find(b">", start, at) >= 0:
        return []
    told = _attributes(place[start:end])
    raw = (
        told.get("datetime")
        or told.get("content")
        or told.get("title")
        or _decoded(_TAG.sub(b" ", place[end + 1 : end + 300]).partition(b"<")[0], place)
    )
    role = " ".join((told.get("itemprop", ""), told.get("class", ""), told.get("id", ""))).lower()
    tag = place[start:end].lower()
    if "modif" in role or "updat" in role or "change" in role:
        return [(raw, "changed")]
    if "datepublished" in role or b" pubdate" in tag or "publish" in role or "entry-date" in role:
        return [(raw, "published")]
    return [(raw, "near")] if tag.startswith(b"<time") else []


def url_claims(url: str) -> Iterator[Claim]:
    """Yield the days that an address may have in it."""
    path = url.partition("?")[0].lower()
    for pattern in _URL_DAYS:
        if (found := pattern.search(path)) is not None:
            yield Claim(f"{found['y']}-{found['m']}-{found['d']}", "url")


def _lines(body: bytes, heading: int) -> Iterator[tuple[str, str]]:
    """Yield (line, role) of what may be a byline: `below` the headline, `above` it, or `changed` for a date of change."""
    if heading < 0:
        return
    end = body.find(b"</h", heading, heading + NEAR_AFTER)
    below = body[end if end >= 0 else heading : heading + NEAR_AFTER]
    # the cut may go through a script; above also stand the day's date and that of the printed issue
    above = _END_OF_SCRIPT.split(body[max(0, heading - NEAR_BEFORE) : heading])[-1]
    for role, lines in (("below", _bylines(below, body)), ("above", _bylines(above, body)[::-1])):
        for part in (part for line in lines for part in _SPLIT.split(line) if part):
            yield part, "changed" if _SAYS_CHANGED.match(part) else role


def _bylines(place: bytes, body: bytes) -> list[str]:
    """Return the lines of a place that have few words and are no sentence, as far as the text proper has not begun."""
    found, long = [], 0
    for line in _decoded(_TAG.sub(b"\n", _SCRIPTS.sub(b"\n", place)), body).splitlines():
        line = " ".join(unescape(line).split())
        words = len(_WORD.findall(line))
        if words > _LINE_WORDS or len(line) > _LINE_CHARS:
            long += 1
        elif _TELLS.search(line) and not (words > _SENTENCE_WORDS and _SENTENCE_END.search(line)):
            found.append(line)
        if long > _PARAGRAPHS or len(found) == _LINES:
            break
    return found


def _decoded(text: bytes, body: bytes) -> str:
    decoded = text.decode("utf-8", "replace")
    if decoded.count("\ufffd") <= 8:
        return decoded
    claimed = _CHARSET.search(body[:3000])
    return text.decode(_CODECS.get(claimed[1].decode("ascii").lower() if claimed else "", "cp1256"), "replace")
