"""When an article was published: the day as printed, the instant, and where that was read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_tz
from html import unescape

from news.model import Published

# Arabic month names in use: Levantine, Egyptian and Gulf, Maghrebi.
_MONTHS = (
    ("كانون الثاني", "يناير", "جانفي"),
    ("شباط", "فبراير", "فيفري"),
    ("آذار", "اذار", "مارس"),
    ("نيسان", "أبريل", "ابريل", "إبريل", "أفريل", "افريل"),
    ("أيار", "ايار", "مايو", "ماي"),
    ("حزيران", "يونيو", "يونيه", "جوان"),
    ("تموز", "يوليو", "يوليه", "جويلية"),
    ("آب", "أغسطس", "اغسطس", "أوت", "اوت"),
    ("أيلول", "ايلول", "سبتمبر", "شتنبر"),
    ("تشرين الأول", "تشرين الاول", "أكتوبر", "اكتوبر"),
    ("تشرين الثاني", "نوفمبر", "نونبر"),
    ("كانون الأول", "كانون الاول", "ديسمبر", "دجنبر"),
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ARABIC_DATE = re.compile(
    r"(\d{1,2})\s+(" + "|".join(sorted(map(re.escape, _MONTH_NUMBER), key=len, reverse=True)) + r")\D{0,20}(\d{4})"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_URL_DAY = re.compile(r"/(19[9]\d|20\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/._-]|$)")
_EARLIEST = date(1990, 1, 1)

# In the order of trust: what the page says of its publication, not of its last change.
_META = (
    re.compile(
        rb"<meta[^>]+(?:property|name|itemprop)=[\"'](?:article:published_time|og:published_time|datePublished|"
        rb"date\.issued|DC\.date\.issued|pubdate|publishdate|parsely-pub-date|sailthru\.date)[\"'][^>]*>",
        re.I,
    ),
    re.compile(rb"\"datePublished\"\s*:\s*\"([^\"]{8,40})\""),
    re.compile(rb"<time[^>]+datetime=[\"']([^\"']{8,40})[\"']", re.I),
)
_CONTENT = re.compile(rb"content=[\"']([^\"']{8,40})[\"']", re.I)


def parse_date(raw: str, origin: str) -> Published:
    """Read one date as feeds and pages write it: ISO 8601, RFC 822 or Arabic; `none` when it says no date.

    The day is the one printed, in the publisher's own offset; a time without a zone is taken as UTC.
    """
    text = " ".join(unescape(raw).translate(_DIGITS).split())
    return _iso(text, origin) or _rfc822(text, origin) or _arabic(text, origin) or Published()


def _iso(text: str, origin: str) -> Published | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) or re.fullmatch(r"\d{8}", text):
        return _of_day(text, origin)
    candidate = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text.replace(" UTC", "Z").replace(" GMT", "Z"))
    try:
        return _of_instant(datetime.fromisoformat(candidate), origin)
    except ValueError:
        return None


def _rfc822(text: str, origin: str) -> Published | None:
    parsed = parsedate_tz(text)
    if parsed is None or not re.search(r"\d{4}|\d\d:\d\d", text):
        return None
    try:
        naive = datetime(*parsed[:6])  # noqa: DTZ001 - the zone is put on in the next line
        zone = timedelta(seconds=parsed[9] or 0)
        return Published(day=naive.date(), at=(naive - zone).replace(tzinfo=UTC), origin=origin)
    except (ValueError, OverflowError):
        return None


def _arabic(text: str, origin: str) -> Published | None:
    found = _ARABIC_DATE.search(text)
    if found is None:
        return None
    try:
        return _day_only(date(int(found[3]), _MONTH_NUMBER[found[2]], int(found[1])), origin)
    except ValueError:
        return None


def _of_day(text: str, origin: str) -> Published | None:
    try:
        return _day_only(date.fromisoformat(text), origin)
    except ValueError:
        return None


def _day_only(day: date, origin: str) -> Published:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Published(day=day, at=at, origin=f"{origin}:day")


def _of_instant(moment: datetime, origin: str) -> Published | None:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return Published(day=aware.date(), at=aware.astimezone(UTC), origin=origin)
    except OverflowError:
        return None


def is_plausible(published: Published, now: datetime) -> bool:
    """Say whether a date can be believed: not before 1990, not more than a day ahead of the clock."""
    if published.day is None or published.at is None:
        return False
    return published.day >= _EARLIEST and published.at <= now + timedelta(days=1)


def page_date(body: bytes, *, extracted: str, url: str, now: datetime) -> Published:
    """Return when a page says it was published: its metadata first, then its address.

    `extracted` is a day found by the extractor (ISO 8601), used when the metadata has no better.
    """
    candidates = [parse_date(raw, "meta") for raw in _meta_dates(body[:500_000])]
    candidates += [parse_date(extracted, "meta"), _url_date(url)]
    return next((one for one in candidates if is_plausible(one, now)), Published())


def _meta_dates(head: bytes) -> list[str]:
    found: list[str] = []
    for pattern in _META:
        if (hit := pattern.search(head)) is not None:
            value = _CONTENT.search(hit[0]) if pattern.groups == 0 else hit
            found += [value[1].decode("utf-8", "replace")] if value else []
    return found


def _url_date(url: str) -> Published:
    found = _URL_DAY.search(url)
    if found is None:
        return Published()
    try:
        return _day_only(date(int(found[1]), int(found[2]), int(found[3])), "url")
    except ValueError:
        return Published()
