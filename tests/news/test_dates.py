"""Dates as feeds and pages write them: the day printed, the instant in UTC, and how sure both are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.dating.dates import clamp_date, is_plausible, parse_date
from news.model import Published

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
DAY = date(2023, 9, 13)


def at(hour: int, minute: int = 0, day: int = 13) -> datetime:
    return datetime(2023, 9, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("2023-09-13T14:35:00+03:00", at(11, 35)),
        ("2023-09-13T11:35:00Z", at(11, 35)),
        ("2023-09-13T11:35:00.123+0000", at(11, 35)),
        ("2023-09-13 11:35:00 UTC", at(11, 35)),
        ("2023-09-13 11:35", at(11, 35)),
        ("20230913T113500Z", at(11, 35)),
        ("20230913113500", at(11, 35)),
        ("1694604900", at(11, 35)),
        ("1694604900000", at(11, 35)),
        ("Wed, 13 Sep 2023 14:35:00 +0300", at(11, 35)),
        ("Wed, 13 Sep 2023 07:35:00 EDT", at(11, 35)),
        ("13 Sep 23 11:35 GMT", at(11, 35)),
        ("Wed Sep 13 2023 14:35:00 GMT+0300 (Eastern European Summer Time)", at(11, 35)),
        ("September 13, 2023 at 4:05 p.m. EDT", at(20, 5)),
        ("Sept. 13th, 2023 4:05 PM ET", at(20, 5)),
        ("2023-09-13 04:05:06 PM", at(16, 5)),
        ("13. September 2023, 14.35 Uhr", at(14, 35)),
        ("13 septembre 2023 à 14h35", at(14, 35)),
        ("13 сентября 2023, 14:35", at(14, 35)),
        ("الأربعاء ١٣ سبتمبر ٢٠٢٣ - ١٤:٣٥", at(14, 35)),
        ("13/09/2023 04:05 م", at(16, 5)),
        ("13 سبتمبر 2023 12:10 ص", at(0, 10)),
        ("الساعة 3 مساءً، 13 سبتمبر 2023 بتوقيت مكة المكرمة", at(12)),
        ("نشر في 13 أيلول/سبتمبر 2023 الساعة 14:35 بتوقيت بيروت", at(11, 35)),
        ("14:35 بتوقيت غرينتش 13-9-2023", at(14, 35)),
        ("14:35 -13/9/2023", at(14, 35)),
    ],
)
def test_a_date_with_a_time_is_a_day_and_an_instant(raw: str, instant: datetime) -> None:
    published = parse_date(raw, "feed", language="" if raw.isascii() else "ar")
    assert (published.day, published.at and published.at.replace(second=0, microsecond=0)) == (DAY, instant)
    assert published.origin == "feed"
    assert published.raw == raw


@pytest.mark.parametrize(
    "raw",
    [
        *("2023-09-13", "20230913", "2023/09/13", "13.09.2023", "13-09-2023", "2023-9-13", "13 September 2023"),
        *("2023 September 13", "Sep 13, 2023", "13-Sep-23", "September 13th, 2023", "(13 Sept 2023)"),
        *("13. September 2023", "13 septembre 2023", "mer. 13 sept. 2023", "13 de septiembre de 2023", "13 settembre 2023"),
        *("13 сентября 2023 г.", "13 Eylül 2023", "۱۳ سپتامبر ۲۰۲۳", "13 בספטמבר 2023"),
        *("13 أيلول 2023", "13 ايلول 2023", "13 سبتمبر 2023", "13 شتنبر 2023", "13 سبتمبر (أيلول) 2023", "13 أيلول/ سبتمبر عام 2023"),
        *("\u200f13\u200f/\u200f9\u200f/\u200f2023", "١٣/٩/٢٠٢٣", "13 سبتمبر/أيلول من العام 2023", "الأربعاء، 13 سبتمبـــر 2023م"),
    ],
)  # fmt: skip
def test_a_day_alone_is_that_day_at_midnight_utc(raw: str) -> None:
    published = parse_date(raw, "meta")
    assert (published.day, published.at, published.origin) == (DAY, at(0), "meta:day")


@pytest.mark.parametrize(
    ("names", "month"),
    [
        ("كانون الثاني|كانون ثاني|يناير|جانفي", 1),
        ("شباط|فبراير|فيفري", 2),
        ("آذار|اذار|مارس", 3),
        ("نيسان|أبريل|ابريل|إبريل|أفريل|افريل", 4),
        ("أيار|ايار|مايو|ماي", 5),
        ("حزيران|يونيو|يونيه|جوان", 6),
        ("تموز|يوليو|يوليه|يوليوز|جويلية|جويليه", 7),
        ("آب|اب|أغسطس|اغسطس|أوت|اوت|غشت", 8),
        ("أيلول|ايلول|سبتمبر|شتنبر", 9),
        ("تشرين الأول|تشرين الاول|أكتوبر|اكتوبر", 10),
        ("تشرين الثاني|تشرين الثانى|نوفمبر|نونبر", 11),
        ("كانون الأول|كانون الاول|ديسمبر|دجنبر", 12),
    ],
)
def test_arabic_months_are_read_in_every_family_and_spelling(names: str, month: int) -> None:
    for name in names.split("|"):
        assert parse_date(f"7 {name} 2022", "text").day == date(2022, month, 7), name


@pytest.mark.parametrize(
    ("raw", "day", "confidence"),
    [
        ("28 صفر 1445 هـ", date(2023, 9, 14), 0.42),
        ("١٤٤٥/٢/٢٨ هـ", date(2023, 9, 14), 0.42),
        ("1 رمضان 1444", date(2023, 3, 23), 0.42),
        ("الأربعاء 28 صفر 1445", DAY, 0.665),
        ("28 صفر 1445 هـ الموافق 13 سبتمبر 2023 م", DAY, 0.7),
        ("13 سبتمبر 2023 - 28 صفر 1445", DAY, 0.7),
        ("1445/2/28 هـ - 2023/9/13 م", DAY, 0.7),
    ],
)
def test_a_hijri_day_is_less_sure_and_a_gregorian_one_beside_it_wins(raw: str, day: date, confidence: float) -> None:
    published = parse_date(raw, "text", language="ar")
    assert (published.day, published.confidence) == (day, confidence)


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        *(("قبل ساعتين", at(10)), ("منذ ساعة", at(11)), ("منذ ثلاث ساعات", at(9)), ("قبل 20 دقيقة", at(11, 40))),
        *(("قبل دقيقتين", at(11, 58)), ("منذ ١٥ دقيقة", at(11, 45)), ("2 hours ago", at(10)), ("an hour ago", at(11))),
        *(("5 mins ago", at(11, 55)), ("منذ حوالي ساعتين", at(10))),
    ],
)
def test_hours_told_from_now_are_an_instant(raw: str, instant: datetime) -> None:
    published = parse_date(raw, "text", now=NOW)
    assert (published.at, published.day, published.origin) == (instant, DAY, "text")
    assert published.confidence == 0.56


@pytest.mark.parametrize(
    ("raw", "back"),
    [
        *(
            ("أمس", 1),
            ("اليوم", 0),
            ("أول أمس", 2),
            ("نشر: أمس", 1),
            ("منذ 3 أيام", 3),
            ("قبل يومين", 2),
            ("منذ يوم", 1),
        ),
        *(
            ("قبل أسبوع", 7),
            ("منذ أسبوعين", 14),
            ("منذ عشرة أيام", 10),
            ("yesterday", 1),
            ("Today", 0),
            ("3 days ago", 3),
        ),
    ],
)
def test_days_told_from_now_are_a_day(raw: str, back: int) -> None:
    published = parse_date(raw, "text", now=NOW)
    assert (published.day, published.origin) == (DAY - timedelta(days=back), "text:day")
    assert published.confidence < 0.5


def test_a_time_told_from_now_counts_in_utc_whatever_the_zone_of_the_clock() -> None:
    beirut = NOW.replace(hour=22).astimezone(ZoneInfo("Asia/Beirut"))
    assert parse_date("اليوم", "text", now=beirut).day == DAY


def test_without_a_clock_nothing_is_told_from_now() -> None:
    assert parse_date("أمس", "feed") == Published(raw="أمس")
    assert parse_date("13 سبتمبر", "feed") == Published(raw="13 سبتمبر")


@pytest.mark.parametrize(
    ("raw", "day"),
    [("12 سبتمبر", date(2023, 9, 12)), ("25 ديسمبر", date(2022, 12, 25)), ("29 février", date(2020, 2, 29))],
)
def test_a_day_without_a_year_is_the_last_such_day(raw: str, day: date) -> None:
    published = parse_date(raw, "text", now=NOW)
    assert (published.day, published.confidence) == (day, 0.42)


@pytest.mark.parametrize(
    ("raw", "language", "day", "sure"),
    [
        ("3/4/2023", "ar", date(2023, 4, 3), True),
        ("3/4/2023", "fr", date(2023, 4, 3), True),
        ("3/4/2023", "en-GB", date(2023, 4, 3), True),
        ("3/4/2023", "en-US", date(2023, 3, 4), True),
        ("3/4/2023", "en", date(2023, 3, 4), False),
        ("3/4/2023", "", date(2023, 4, 3), False),
        ("13/4/2023", "en-US", date(2023, 4, 13), True),
        ("4/13/2023", "ar", date(2023, 4, 13), True),
        ("03.04.2023", "", date(2023, 4, 3), True),
        ("4/4/2023", "", date(2023, 4, 4), True),
        ("9/11/2023", "", date(2023, 9, 11), False),  # the ninth of November is not yet
        ("Saturday 3/4/2023", "", date(2023, 3, 4), True),
    ],
)
def test_day_and_month_are_told_apart_by_the_language_or_are_not_sure(
    raw: str, language: str, day: date, sure: bool
) -> None:
    published = parse_date(raw, "meta", now=NOW, language=language)
    assert published.day == day
    assert (published.confidence > 0.8) is sure


@pytest.mark.parametrize(
    "raw",
    [
        *("2023-09-20T00:00:00Z", "9999-12-31T23:59:59-05:00", "10000-01-01", "1970-01-01T00:00:00Z", "-0001-01-01"),
        *(
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "0001-01-01T00:00:00+14:00",
            "12 March 1821",
            "1402/06/22",
            "۲۲ شهریور ۱۴۰۲",
        ),
        *("31 فبراير 2023", "2023-02-30", "2023-13-01", "tomorrow", "192.168.10.24", "1.2.3", "soon", "1445/13/40 هـ"),
        *("99999999999999999999", "٣١ سبتمبر ٢٠٢٢"),
    ],
)
def test_what_nobody_can_believe_is_no_date_but_keeps_its_words(raw: str) -> None:
    published = parse_date(raw, "feed", now=NOW)
    assert published == Published(raw=raw)


def test_a_date_a_day_ahead_is_believed_and_a_later_one_clamped() -> None:
    soon, later = (parse_date(raw, "feed") for raw in ("2023-09-14T11:59:00Z", "2023-09-14T12:01:00Z"))
    assert is_plausible(soon, NOW)
    assert clamp_date(soon, NOW) == soon
    assert clamp_date(later, NOW) == Published(raw="2023-09-14T12:01:00Z")


def test_a_more_doubtful_date_is_less_sure() -> None:
    raws = ["2023-09-13T12:00Z", "2023-09-13T12:00", "13/09/23", "9 سبتمبر", "3/4/2023"]
    confidences = [parse_date(raw, "feed", now=NOW).confidence for raw in raws]
    assert confidences == sorted(set(confidences), reverse=True)
    assert parse_date("2023-09-13", "text").confidence < parse_date("2023-09-13", "url").confidence


SIX_ZONES = ["2023-09-13T01:30:00+03:00", "2023-09-12T22:30:00Z", "2023-09-12T18:30:00-04:00", "2023-09-13T04:15:00+05:45",
             "Wed, 13 Sep 2023 00:30:00 CEST", "13 سبتمبر 2023 01:30 بتوقيت مكة"]  # fmt: skip


def test_one_instant_in_six_zones_is_one_instant_and_the_day_that_each_prints() -> None:
    read = [parse_date(raw, "feed") for raw in SIX_ZONES]
    assert {one.at for one in read} == {datetime(2023, 9, 12, 22, 30, tzinfo=UTC)}
    assert [one.day.day for one in read if one.day] == [13, 12, 12, 13, 13, 13]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "America/Los_Angeles"])
def test_dates_do_not_depend_on_the_zone_of_the_process(zone: str) -> None:
    raws = [*SIX_ZONES, "2023-09-13 11:35", "13 سبتمبر 2023", "منذ ساعتين", "أمس", "1694604900"]
    code = (
        "import sys; from datetime import *; from news.dating.dates import parse_date\n"
        f"for raw in {raws!r}: print(ascii(parse_date(raw, 'feed', now=datetime(2023, 9, 13, 23, tzinfo=UTC))))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "TZ": tz}, capture_output=True, text=True, check=True
        ).stdout
        for tz in ("UTC", zone)
    }
    assert len(told) == 1


@settings(deadline=None)
@given(
    st.text(max_size=300) | st.from_regex(r"[\d/ :.+-]{1,30}(هـ|سبتمبر|pm|Sep|ago|صفر)?[\d/ :.+-]{0,9}", fullmatch=True)
)
def test_no_text_breaks_the_reader(raw: str) -> None:
    published = parse_date(raw, "feed", now=NOW, language="ar")
    assert (published.day is None) == (published.at is None) == (published.origin == "none")
    assert 0 <= published.confidence <= 1


def test_real_arabic_dates_are_read_right(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "data/arabic_date_strings.jsonl").read_text("utf-8").splitlines()]
    right = 0
    for row in rows:
        day = parse_date(row["text"], "text", now=None if row["year"] else NOW, language="ar").day
        right += (
            day is not None and (day.day, day.month) == (row["day"], row["month"]) and row["year"] in (None, day.year)
        )
    assert right / len(rows) >= 0.99
