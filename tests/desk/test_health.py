"""What is said of a source."""

from __future__ import annotations

import pytest

from desk.health import troubles
from tests.conftest import NOW

GOOD = {
    "failing_since": None,
    "reason": "",
    "quiet_since": None,
    "quiet_languages": [],
    "missing_7d": 0,
    "extraction_worse": False,
    "moved_to": "",
}


def test_a_good_source_gives_no_line() -> None:
    assert troubles(GOOD, "en") == []


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"failing_since": NOW, "reason": "http_503"}, "fails since 2023-09-13 12:00: http_503"),
        ({"quiet_since": NOW, "quiet_languages": ["ar"]}, "quiet since 2023-09-13 12:00, against its habit"),
        ({"quiet_languages": ["ar", "en"]}, "nothing new any more in: ar, en"),
        ({"missing_7d": 7}, "about 7 items may be missing: more came between two visits than it shows at once"),
        ({"moved_to": "https://example.org/new"}, "has moved to https://example.org/new: change its address"),
    ],
)
def test_each_trouble_is_a_line_of_its_own(facts: dict[str, object], line: str) -> None:
    assert troubles({**GOOD, **facts}, "en") == [line]
    assert len(troubles({**GOOD, **facts}, "ar")) == 1


def test_a_source_may_have_several_troubles() -> None:
    source = {**GOOD, "failing_since": NOW, "reason": "timeout", "missing_7d": 3, "extraction_worse": True}
    assert len(troubles(source, "en")) == 3
