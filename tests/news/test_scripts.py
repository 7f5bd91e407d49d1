from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.spelling.scripts import fold
from news.spelling.sound_codes import arabic_code, arabic_code_of_text, join_arabic
from news.spelling.symbols import encode, encode_all
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


MARKS = re.compile(
    r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
SEVERAL = re.compile(r"[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e]")
ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("كيم جونغأ-_ـ\u200c\u064e\u00a0ﻛﷺﬁ\ufd3e\U0001f600éİß\n  "),
    )
)


def folded_letter_by_letter(text: str) -> tuple[str, list[int]]:
    """Return what a text is folded to, a letter at a time as slowly as can be, and where each letter came from."""
    letters: list[tuple[str, int]] = []
    for place, letter in enumerate(text):
        spread = SEVERAL.sub("", unicodedata.normalize("NFKC", letter)) if SEVERAL.match(letter) else letter
        for one in spread:
            plain = "" if MARKS.match(one) else fold(one).text
            if plain and not (plain == " " and letters and letters[-1][0] == " "):
                letters.append((plain, place))
    return "".join(letter for letter, _ in letters), [*(place for _, place in letters), len(text)]


@given(ANY_TEXT, st.sampled_from(["", "قال الرئيس "]))
def test_a_text_is_folded_as_its_letters_are_however_long_it_is(text: str, longer: str) -> None:
    whole = text + longer * 40
    letters, places = folded_letter_by_letter(whole)
    folded = fold(whole)
    assert (folded.text, list(folded.starts)) == (letters, places)
    assert {type(place) for place in folded.starts} == {int}


@given(ANY_TEXT)
def test_a_text_has_the_bytes_of_its_folded_letters(text: str) -> None:
    assert encode(text) == b"".join(encode_all([fold(text).text]))


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي عبدالله،.", max_size=60))
def test_the_code_of_a_text_s_bytes_is_that_of_its_letters(text: str) -> None:
    folded = fold(text).text
    assert arabic_code_of_text(encode(text)).decode() == arabic_code(join_arabic(folded))
