"""Fields: the kinds of value that a configuration holds, each checked as it is read.

A check raises ValueError with what should stand there; who reads the file adds file, key and value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from croniter import croniter
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

ALERT_KINDS = ("threshold", "spike", "new-name", "together", "new-story", "silence", "digest")
# Hosts and mail addresses travel in headers and commands: nothing that could end a line or a word belongs in them.
_HOST = re.compile(r"[^\s/@:?#\[\]<>\"'\\,;]{1,253}")
_DURATION = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*([smhd])\s*")
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the known word that is written most like `word`."""
    return difflib.get_close_matches(word, known, n=1, cutoff=0.0)[0]


def _seconds(value: object) -> object:
    if isinstance(value, str) and (found := _DURATION.fullmatch(value)):
        return float(found[1]) * _UNIT_SECONDS[found[2]]
    if isinstance(value, str | bool):
        raise ValueError('write a time as "90s", "50m", "1h" or "1d"')
    return value


def _cron(value: str) -> str:
    if len(value.split()) != 5 or not croniter.is_valid(value):
        raise ValueError('not a cron line of five fields, such as "7 * * * *"')
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        near = nearest(value, sorted(available_timezones()) or ["Asia/Beirut"])
        raise ValueError(f"not a known time zone; the nearest known one is {near!r}") from error
    return value


def _parts(value: str) -> SplitResult:
    """Take an address apart; raises ValueError also for what urlsplit lets pass: blanks, a port that is none."""
    parts = urlsplit(value)
    if re.search(r"[\s\\\x00-\x1f\x7f]", value) or parts.port == 0 or not parts.hostname:
        raise ValueError
    return parts


def _is_web(value: str) -> bool:
    try:
        return _parts(value).scheme in ("http", "https")
    except ValueError:
        return False


def _web_address(value: str) -> str:
    if not _is_web(value):
        raise ValueError('not an http or https address, such as "https://example.org/rss"')
    return value


def _proxy(value: str) -> str:
    if value and not _is_web(value):
        raise ValueError('not the address of a proxy, such as "http://proxy.example.org:3128"')
    return value


def _host_exception(value: str) -> str:
    found = re.fullmatch(r"(?:\[([^\[\]]+)\]|([^\[\]:]+))(?::([0-9]{1,5}))?", value)
    v6, host, port = found.groups() if found else (None, "", None)
    good = _is_v6(v6) if v6 else bool(_HOST.fullmatch(host or ""))
    if not good or not 1 <= int(port or 443) <= 65535:
        raise ValueError('write "host", "host:port" or "[v6]:port"')
    return value.lower()


def _is_v6(text: str) -> bool:
    try:
        return ip_address(text).version == 6
    except ValueError:
        return False


def _mail_address(value: str) -> str:
    local, _, domain = value.rpartition("@")
    if not re.fullmatch(r"[^\s@<>,;:\"\\()\[\]]{1,64}", local) or not _HOST.fullmatch(domain):
        raise ValueError('not a mail address, such as "desk@example.org"')
    return value


def _mail_host(value: str) -> str:
    if not _HOST.fullmatch(value) and not _is_v6(value):
        raise ValueError('not a host, such as "smtp.example.org"; the port is a key of its own')
    return value


def _language(value: str) -> str:
    if value and not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", value):
        raise ValueError('not a language code, such as "ar" or "en"')
    return value


def _header_name(value: str) -> str:
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}", value):  # RFC 9110 §5.1
        raise ValueError('not the name of a header, such as "Authorization"')
    return value


def _variable(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,200}", value):
        raise ValueError(
            'not the name of an environment variable, such as "EXAMPLE_TOKEN"; the secret itself stays there'
        )
    return value


def _alert_kind(value: str) -> str:
    if value in ALERT_KINDS:
        return value
    near = nearest(value, ALERT_KINDS)
    raise ValueError(f"is not an alert kind; the nearest known one is {near!r} (known: {', '.join(ALERT_KINDS)})")


def _one_line(value: str) -> str:
    if re.search(r"[\x00-\x1f\x7f]", value):
        raise ValueError("has a line break or another control character in it")
    return value


def _contact(value: str) -> str:
    if not re.fullmatch(r"[ -~]{0,200}", value):
        raise ValueError("goes into a header of every request: letters, digits and signs of ASCII only")
    return value


def _folder(value: object) -> object:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError('not a folder, such as "data"')
    return value


# In TOML 1, true and "1" are three different things: a port in quotes is a slip that someone should hear of.
Flag = Annotated[bool, Field(strict=True)]
Port = Annotated[int, Field(strict=True, ge=1, le=65535)]
Batch = Annotated[int, Field(strict=True, ge=1, le=256)]
Count = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Days = Annotated[int, Field(strict=True, ge=1, le=36500)]
PartDays = Annotated[float, Field(strict=True, gt=0, le=36500, allow_inf_nan=False)]
Pause = Annotated[float, Field(strict=True, ge=0, le=3600, allow_inf_nan=False)]
Score = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Seconds = Annotated[float, BeforeValidator(_seconds), Field(strict=True, gt=0, le=7 * 86400, allow_inf_nan=False)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)]
Word = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_one_line)]
Contact = Annotated[str, AfterValidator(_contact)]
Folder = Annotated[Path, BeforeValidator(_folder)]
Cron = Annotated[str, AfterValidator(_cron)]
Timezone = Annotated[str, AfterValidator(_timezone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Proxy = Annotated[str, AfterValidator(_proxy)]
HostException = Annotated[str, AfterValidator(_host_exception)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
MailHost = Annotated[str, AfterValidator(_mail_host)]
Language = Annotated[str, AfterValidator(_language)]
AlertKind = Annotated[str, AfterValidator(_alert_kind)]
HeaderName = Annotated[str, AfterValidator(_header_name)]
Variable = Annotated[str, AfterValidator(_variable)]
NameKind = Literal["person", "organisation", "place", ""]
