"""What counts as one host."""

from __future__ import annotations

import pytest

from news.hosts import host_key


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/",
        "https://news.example/a",
        "http://news.example:80/",
        "https://news.example:443/",
        "http://NEWS.example/",
        "http://news.example./",
    ],
)
def test_one_host_in_all_its_spellings(url: str) -> None:
    assert host_key(url) == "news.example"


@pytest.mark.parametrize("url", ["http://www.news.example/", "http://news.example:8080/", "http://news.example.net/"])
def test_other_hosts(url: str) -> None:
    assert host_key(url) != "news.example"
