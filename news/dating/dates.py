"""When an article was published: the day as printed, the instant, where that was read, and how sure it is.

The day is the calendar day that the publisher prints, in its own offset; a time without a zone is taken as UTC. The
confidence is that of the day: the place's (`TRUST`) times what is in doubt about the words (factors of `news.dating.written_dates`
and `news.dating.relative_dates`):

| read in | trust | | doubt | factor |
|---|---|---|---|---|
| feed, metadata | .95 | | time without a zone | .97 |
| sitemap, URL | .9 | | year of two digits | .8 |
| a date of creation | .9 | | either of the next two, with the weekday that fits | .95 |
| `<time>` without a role | .8 | | day and month could be the other way round | .5 |
| a line below the headline | .7 | | Hijri, by arithmetic: a day more or less | .6 |
| the extractor's guess | .5 | | no year: the last such day | .6 |
| a line above it, a date of change | .4 | | told from now: hours .8, days .7, more | .3 |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape

from news.clean import clean_line
from news.dating.page_dates import Claim, claims_of, url_claims
from news.dating.relative_dates import read_ago
from news.dating.written_dates import LONGEST, NO_ZONE, Written, fold_date, read_written
from news.json_ld import Block, read_blocks
from news.model import Published

TRUST = {"feed": 0.95, "meta": 0.95, "sitemap": 0.9, "url": 0.9, "text": 0.7}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(
    r"\d{4}-?\d\d-?\d\d(?:[T ]?\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$"
)
_UTC = re.compile(r"(?:Z|[+-]00:?00|UTC|GMT)$")
# Seconds or milliseconds since 1970, from 2001 on
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?$")
_EARLIEST = date(1990, 1, 1)
_AHEAD = timedelta(days=1)


def parse_date(raw: str, origin: str, *, now: datetime | None = None, language: str = "") -> Published:
    """Read one date as feeds and pages write it; origin `none` when it says no date. `raw` is kept in any case.

    With `now`, dates told from now and dates without a year are read too, and what nobody can believe is clamped to none.
    `language` (BCP 47) decides 3/4/2023 and names of months.
    """
    kept = clean_line(unescape(raw[: 4 * LONGEST]), LONGEST)
    text = kept.translate(_DIGITS)
    written = _iso(text) or read_written(text, now=now, language=language)
    published = _published(written, origin) if written else _told_from(text, origin, now)
    published = replace(published, raw=kept)
    return published if now is None else clamp_date(published, now)


def is_plausible(published: Published, now: datetime) -> bool:
    """Say whether a date can be believed: not before 1990, not more than a day ahead of the clock."""
    if published.day is None or published.at is None:
        return False
    return published.day >= _EARLIEST and published.at <= now + _AHEAD


def clamp_date(published: Published, now: datetime) -> Published:
    """Return a date as it is when it can be believed, else none with the raw words kept."""
    return published if is_plausible(published, now) else Published(raw=published.raw)


def page_date(
    body: bytes,
    *,
    extracted: str,
    url: str,
    now: datetime,
    language: str = "",
    headline: str = "",
    blocks: Sequence[Block] | None = None,
) -> Published:
    """Return when a page says it was published: metadata, then `<time>`, its address, the lines beside its headline.

    `extracted` is the extractor's own finding (ISO 8601), believed only when there is nothing else; a modification date
    counts before that. `headline` helps to find the place of the byline and the right one of several JSON-LD articles;
    `blocks` is the page's structured data where that has been read.
    """
    unread = ""
    linked = read_blocks(body) if blocks is None else blocks
    for claim in claims_of(body, linked, extracted=extracted, url=url, headline=headline):
        found = _claimed(claim, now, language)
        if found.day is not None:
            return _as_printed(found, url)
        unread = unread or (found.raw if claim.origin == "meta" else "")
    return Published(raw=unread)


def _as_printed(found: Published, url: str) -> Published:
    """Return a date with the day of the address where metadata has the instant in UTC and the publisher's night is another day."""
    if found.origin != "meta" or found.day is None or not _UTC.search(found.raw):
        return found
    days = (parse_date(claim.raw, "url").day for claim in url_claims(url))
    near = (day for day in days if day and abs(day - found.day) == timedelta(days=1))
    return replace(found, day=next(near, found.day))


def _claimed(claim: Claim, now: datetime, language: str) -> Published:
    found = parse_date(claim.raw, claim.origin, now=now, language=language)
    return found if found.day is None else replace(found, confidence=round(found.confidence * claim.trust, 3))


def _iso(text: str) -> Written | None:
    if (epoch := _EPOCH.match(text)) is not None:
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        return Written(moment.date(), moment.time(), UTC)
    if _ISO.match(text) is None:
        return None
    plain = re.sub(r"^(\d{8})(?=\d)", r"\1T", text.replace("UTC", "Z").replace("GMT", "Z").replace(" Z", "Z"))
    try:
        moment = datetime.fromisoformat(re.sub(r"(?<=\d) (?=[+-])", "", plain))
    except ValueError:
        return None
    if not re.search(r"\d\D?\d\d:?\d\d", plain[8:]):
        return Written(moment.date())
    return Written(moment.date(), moment.time(), moment.tzinfo, 1.0 if moment.tzinfo else NO_ZONE)


def _published(written: Written, origin: str) -> Published:
    confidence = round(TRUST[origin] * written.certainty, 3)
    if written.clock is None:
        return _day_only(written.day, origin, confidence)
    try:
        at = datetime.combine(written.day, written.clock, written.zone or UTC).astimezone(UTC)
    except OverflowError:  # the last hours of the year 9999 or the first of the year 1, in another zone
        return Published()
    return Published(day=written.day, at=at, origin=origin, confidence=confidence)


def _day_only(day: date, origin: str, confidence: float) -> Published:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Published(day=day, at=at, origin=f"{origin}:day", confidence=confidence)


def _told_from(text: str, origin: str, now: datetime | None) -> Published:
    ago = read_ago(fold_date(text), now) if now else None
    if ago is None:
        return Published()
    confidence = round(TRUST[origin] * ago.certainty, 3)
    if ago.at is None:
        return _day_only(ago.day, origin, confidence)
    return Published(day=ago.day, at=ago.at, origin=origin, confidence=confidence)
