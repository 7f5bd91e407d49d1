from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.spelling.scripts import fold
from tests.news.test_names import recogniser

JOINTS = " \u00a0-_–—‑\u0640\u200c\u200d\u200f\u2009\u064e\ufeff"


@pytest.mark.parametrize(
    "text", ["جونغ ـ أون", "جونغ - أون", "جونغ_أون", "جونغ\u00a0أون", "جونغ \u200c أون", "جونغـ ـ ـأون"]
)
def test_whatever_stands_between_two_words_they_are_one_space_apart(text: str) -> None:
    folded = fold(text)
    assert folded.text == "جونغ اون"
    assert text[slice(*folded.span(5, 8))] == "أون"


@given(first=st.text(JOINTS, max_size=4), second=st.text(JOINTS, max_size=4), around=st.text(JOINTS, max_size=3))
def test_a_name_is_found_whatever_marks_and_dashes_stand_at_its_joints(first: str, second: str, around: str) -> None:
    text = f"قال{around} كيم{first} جونغ{second} أون{around} ذلك"
    mentions, _ = recogniser().recognise("", text)
    assert [one.entity_id for one in mentions] == ["kim"]
    surface = mentions[0].surface
    assert surface == text[mentions[0].start_char : mentions[0].end_char]
    assert surface.startswith("كيم") and surface.rstrip("\u064e").endswith("أون")


@given(st.text("كيم جونغأ-_ـ\u200c\u064e\u00a0ﻛﷺ", max_size=30))
def test_folding_maps_each_letter_to_where_it_stands(text: str) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.text) + 1
    assert list(folded.starts) == sorted(folded.starts)
    assert "  " not in folded.text
