"""The time of day and its zone, as dates in words give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# RFC 822 §5.1 and RFC 5322 §4.3, and those in common use that mean one zone only (not IST, AST, CST of China).
_HOURS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3,
    "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "GST": 4, "PKT": 5, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
# Zones whose offset the day decides.
_REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
# «بتوقيت ...», folded
_CITIES = {
    "غرينتش": "UTC", "غرينيتش": "UTC", "جرينتش": "UTC", "كرينتش": "UTC", "العالمي": "UTC", "مكه": "Asia/Riyadh", "السعوديه": "Asia/Riyadh",
    "الرياض": "Asia/Riyadh", "بيروت": "Asia/Beirut", "لبنان": "Asia/Beirut", "دمشق": "Asia/Damascus", "سوريا": "Asia/Damascus",
    "القدس": "Asia/Jerusalem", "فلسطين": "Asia/Hebron", "غزه": "Asia/Gaza", "عمان": "Asia/Amman", "الاردن": "Asia/Amman", "بغداد": "Asia/Baghdad",
    "العراق": "Asia/Baghdad", "القاهره": "Africa/Cairo", "مصر": "Africa/Cairo", "الكويت": "Asia/Kuwait", "الدوحه": "Asia/Qatar", "قطر": "Asia/Qatar",
    "ابوظبي": "Asia/Dubai", "ابو": "Asia/Dubai", "دبي": "Asia/Dubai", "الامارات": "Asia/Dubai", "مسقط": "Asia/Muscat", "صنعاء": "Asia/Aden",
    "طهران": "Asia/Tehran", "انقره": "Europe/Istanbul", "اسطنبول": "Europe/Istanbul", "موسكو": "Europe/Moscow", "كييف": "Europe/Kyiv",
    "طرابلس": "Africa/Tripoli", "ليبيا": "Africa/Tripoli", "تونس": "Africa/Tunis", "الجزائر": "Africa/Algiers", "الجزاير": "Africa/Algiers",
    "الخرطوم": "Africa/Khartoum", "السودان": "Africa/Khartoum", "لندن": "Europe/London", "باريس": "Europe/Paris", "واشنطن": "America/New_York",
    "نيويورك": "America/New_York",
}  # fmt: skip
_BEFORE_NOON = r"a\.? ?m\b\.?|صباحا|فجرا|قبل الظهر"
_AFTER_NOON = r"p\.? ?m\b\.?|مساء|عصرا|بعد الظهر"
_HALVES = rf"{_BEFORE_NOON}|{_AFTER_NOON}|ظهرا|ليلا"
_AM, _PM = re.compile(rf"{_BEFORE_NOON}|ص"), re.compile(rf"{_AFTER_NOON}|م")
# «14:35», «14h35», «14.35 Uhr»; «3 pm», «الساعة 3 مساء», «14 Uhr»
_TIMES = (
    re.compile(rf"(?<![\d:])(?P<hour>\d{{1,2}}) ?[:h] ?(?P<minute>\d\d)(?: ?: ?(?P<second>\d\d))?(?!\d)(?:[.,]\d{{1,9}})?(?: ?(?P<half>{_HALVES}|[صم](?!\w)))?"),
    re.compile(r"(?<![\d:.])(?P<hour>\d{1,2})(?:\.(?P<minute>\d\d))? ?(?P<half>uhr)\b"),
    re.compile(rf"(?<![\d:])(?P<hour>\d{{1,2}}) ?(?P<half>{_HALVES})"),
)  # fmt: skip
# a dash is `~` in folded text; without GMT before it four digits are asked for: «14:35 -13/9/2023» is no offset
_OFFSETS = (
    re.compile(r"[ (]{0,2}(?:gmt|utc|z) ?([+~])(\d{1,2}):?(\d\d)?(?![\d/~.])"),
    re.compile(r"[ (]{0,2}([+~])(\d\d):?(\d\d)(?![\d/~.])"),
)
_NAMED = re.compile(
    r"(?:\d|[AaPp]\.?[Mm]\.?)[ (]{0,2}(" + "|".join(sorted([*_HOURS, *_REGIONS], key=len, reverse=True)) + r")\b"
)
_ARABIC_ZONE = re.compile(r"(?:بتوقيت|بالتوقيت|توقيت) (?:مدينه )?(\w+)")
_GREENWICH = re.compile(r" ?[،,]? ?(?:غرينتش|جرينتش|تغ)(?!\w)")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, its zone if one was named, and where in the folded text it stood."""

    time: time
    zone: tzinfo | None
    span: tuple[int, int]


def read_time(folded: str, written: str) -> Clock | None:
    """Return the first time of day of a text; `written` is the same with its capitals, for EST and the like."""
    for pattern in _TIMES:
        for found in pattern.finditer(folded):
            parts = found.groupdict()
            moment = _moment(
                int(parts["hour"]), int(parts.get("minute") or 0), int(parts.get("second") or 0), parts["half"] or ""
            )
            if moment is not None:
                return Clock(moment, _zone(folded, found.end(), written), found.span())
    return None


def _moment(hour: int, minute: int, second: int, half: str) -> time | None:
    late = _PM.fullmatch(half) or (half == "ليلا" and hour > 5) or (half == "ظهرا" and hour < 5)
    if late and hour < 12:
        hour += 12
    elif hour == 12 and (half == "ليلا" or _AM.fullmatch(half)):
        hour = 0
    try:
        return time(hour, minute, min(second, 59))  # a leap second is not one of datetime's
    except ValueError:
        return None


def _zone(folded: str, end: int, written: str) -> tzinfo | None:
    for pattern in _OFFSETS:
        if (offset := pattern.match(folded, end)) is not None:
            return _offset_zone(offset[1], int(offset[2]), int(offset[3] or 0))
    if (name := _NAMED.search(written)) is not None:
        region = _REGIONS.get(name[1])
        return ZoneInfo(region) if region else timezone(timedelta(hours=_HOURS[name[1]]))
    if _GREENWICH.match(folded, end):
        return ZoneInfo("UTC")
    city = _ARABIC_ZONE.search(folded)
    place = _CITIES.get(city[1]) if city else None
    return ZoneInfo(place) if place else None


def _offset_zone(sign: str, hours: int, minutes: int) -> tzinfo | None:
    """Return the zone of an offset as written; None for one that no place on earth has."""
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > timedelta(hours=15):
        return None
    return timezone(offset if sign == "+" else -offset)
