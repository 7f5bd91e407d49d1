"""What the head of a reply says."""

from __future__ import annotations

from datetime import UTC, datetime
from math import inf

import pytest

from news.fetching.failure import Failure
from news.fetching.head import Head

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
DAY = 86400.0


def a_head(status: int = 200, **headers: str) -> Head:
    raw = tuple((name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items())
    return Head(status=status, headers=raw)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0.0),
        ("1", 1.0),
        (" 30 ", 30.0),
        ("86401", DAY),
        ("Wed, 13 Sep 2023 12:00:30 GMT", 30.0),
        ("Wednesday, 13-Sep-23 12:00:30 GMT", 30.0),
        ("Wed Sep 13 12:00:30 2023", 30.0),
        ("Wed, 13 Sep 2023 15:00:30 +0300", 30.0),
        ("Wed, 13 Sep 2023 12:00:30 -0000", 30.0),
        ("Wed, 13 Sep 2023 12:00:00 GMT", None),
        ("Wed, 13 Sep 2023 11:59:59 GMT", None),
        ("Fri, 13 Sep 2123 12:00:00 GMT", DAY),
        ("Wed, 99 Sep 2023 12:00:30 GMT", None),
        ("Wed, 13 Sep 99999 12:00:30 GMT", None),
        ("-1", None),
        ("+30", None),
        ("30.5", None),
        ("30s", None),
        ("30, 60", None),
        ("", None),
    ],
)
def test_retry_after(said: str, seconds: float | None) -> None:
    assert a_head(503, Retry_After=said).retry_after(NOW) == seconds


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://a.example/b"),
        ("b", "http://a.example/x/b"),
        ("//b.example/c", "http://b.example/c"),
        ("https://b.example/c#d", "https://b.example/c"),
        ("?q=1", "http://a.example/x/y?q=1"),
        ("/a b", "http://a.example/a%20b"),
        ("/%D8%A3", "http://a.example/%D8%A3"),
        ("أخبار".encode().decode("latin-1"), "http://a.example/x/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"),
    ],
)
def test_a_redirect_leads_where_a_browser_would_go(location: str, target: str) -> None:
    assert a_head(302, Location=location).target("http://a.example/x/y") == target


@pytest.mark.parametrize("location", ["", "   ", "http://[::1/", "http://[x]/"])
def test_a_redirect_to_nowhere_is_refused(location: str) -> None:
    with pytest.raises(Failure) as failure:
        a_head(302, Location=location).target("http://a.example/")
    assert (failure.value.reason, failure.value.status) == ("bad_redirect", 302)


@pytest.mark.parametrize(
    ("said", "length"), [("0", 0), ("12", 12), ("9" * 99, 1e19), ("-1", inf), ("x", inf), ("", inf)]
)
def test_a_length_is_what_is_said(said: str, length: float) -> None:
    assert a_head(Content_Length=said).length >= length
