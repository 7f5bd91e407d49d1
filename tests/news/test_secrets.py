from __future__ import annotations

import pytest

from news.secrets import mask


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/rss?page=2", "https://example.org/rss?page=2"),
        ("https://me:hunter2@example.org/rss", "https://***@example.org/rss"),
        ("https://hunter2@example.org:8443/rss", "https://***@example.org:8443/rss"),
        ("https://me:p@ss@example.org/", "https://***@example.org/"),
        ("https://example.org/rss?api_key=hunter2&page=2", "https://example.org/rss?api_key=***&page=2"),
        ("https://example.org/rss?a=1&TOKEN=hunter2#top", "https://example.org/rss?a=1&TOKEN=***#top"),
        ("https://example.org/rss?apikey=hunter2", "https://example.org/rss?apikey=***"),
        ("https://example.org/?access_token=hunter2;x", "https://example.org/?access_token=***"),
        ("https://example.org/?X-Amz-Signature=hunter2", "https://example.org/?X-Amz-Signature=***"),
        ("https://example.org/?client_secret=hunter2", "https://example.org/?client_secret=***"),
        ("https://example.org/?auth-token=hunter2", "https://example.org/?auth-token=***"),
        ("https://example.org/article.php?sid=17&key=hunter2", "https://example.org/article.php?sid=17&key=***"),
        ("https://example.org/#access_token=hunter2", "https://example.org/#access_token=***"),
        ("http://me:hunter2@[::1/rss", "http://***@[::1/rss"),
        (
            "https://example.org/?keyword=peace&monkey=1&design=2",
            "https://example.org/?keyword=peace&monkey=1&design=2",
        ),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("not an address", "not an address"),
        ("", ""),
    ],
)
def test_what_is_secret_in_an_address_is_hidden_and_the_rest_is_kept(address: str, shown: str) -> None:
    assert mask(address) == shown


def test_masking_twice_changes_nothing() -> None:
    once = mask("https://me:hunter2@example.org/?token=hunter2")
    assert mask(once) == once
