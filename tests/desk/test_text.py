from __future__ import annotations

import pytest

from desk.text import clip, header, plain, safe_link

ZALGO = "z" + "\u0301" * 500


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://аpple.com/x", "https://xn--pple-43d.com/x"),
        ("https://аррlе.com:8443/x?y#z", "https://xn--l-7sbq6ba.com:8443/x?y#z"),
        ("https://пример.рф/x", "https://пример.рф/x"),
        ("https://موقع.مصر/خبر", "https://موقع.مصر/خبر"),
        ("https://münchen.de/", "https://münchen.de/"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
    ],
)
def test_a_host_that_mixes_scripts_is_shown_in_punycode(url: str, shown: str) -> None:
    assert safe_link(url) == shown


@pytest.mark.parametrize(
    ("grapheme", "length"),
    [("بَّ", 3), ("é", 2), ("👩‍👩‍👧", 5), ("🇱🇧", 2), ("👍🏽", 2), ("한", 3), ("नी", 2), ("ك", 1)],
)
def test_a_cut_never_splits_what_is_read_as_one_letter(grapheme: str, length: int) -> None:
    for limit in range(8, 8 + 2 * length):
        cut = clip(grapheme * 20, limit)
        assert len(cut) <= limit
        assert cut.removesuffix("…") == grapheme * ((len(cut) - 1) // len(grapheme))


def test_a_tower_of_marks_is_cut_down_and_real_marks_stay() -> None:
    assert len(plain(ZALGO)) <= 10
    assert plain("مُحَمَّدٌ") == "مُحَمَّدٌ"
    assert plain("می‌خواهم") == "می‌خواهم"


def test_a_header_holds_no_encoded_word() -> None:
    assert "=?" not in header("=?utf-8?q?x?= =?=?")
    assert len(header("ك" * 1000)) == 150
