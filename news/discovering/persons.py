"""Persons that no list holds: given names and what follows them, titles and verbs of saying with what they introduce."""

from __future__ import annotations

import re

from news.discovering.names import (
    AMBIGUOUS_NAMES,
    DIVINE,
    FAMILIES,
    KIN_WORDS,
    NO_FAMILY,
    NO_NAMES,
    NO_SURNAME,
    ORDINALS,
    PARTICLES,
)
from news.discovering.text import Text, zipf
from news.discovering.words import (
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PLACE_PREPOSITIONS,
    SAYING,
    TITLE_WORDS,
)
from news.spelling.clitics import stems

_LONGEST = 7
# As far as an office may be from its holder: «وزير الدفاع الإسرائيلي السابق».
_OFFICE = 7
_OFFICE_WORDS = frozenset(("وزراء", "شوون", "باسم", "هييه", "وزاره", "مجلس", "خارجيه"))
_JOINTS = KIN_WORDS | PARTICLES
_PLACED = PLACE_PREPOSITIONS | PLACE_HEADS
_ENDS = NO_SURNAME | SAYING | (TITLE_WORDS - {"السيد"}) | PLACE_HEADS | ORGANISATION_HEADS | NO_FAMILY | NO_NAMES
# How common a family name may be: a word of its own after a certain title, after a given name, with an article, with ة.
_TITLED_ZIPF, _SURNAME_ZIPF, _ARTICLE_ZIPF, _FEMININE_ZIPF = 4.2, 4.7, 5.2, 4.0
_NISBA_ZIPF, _LATER_ZIPF = 4.6, 4.3
_STEM_ZIPF, _INFLECTED_ZIPF = 4.0, 3.0
_PRONOUN = re.compile("(?:ها|هم|هما|نا|ه)$")
_SPEAKERS = frozenset(("متحدث", "المتحدث", "متحدثه", "المتحدثه", "ناطق", "الناطق", "ناطقه", "الناطقه"))
_COMMON_ZIPF, _VERB_ZIPF, _THIRD_ZIPF = 5.5, 3.0, 3.8
_QUOTES = frozenset('"(:')


def person_at(text: Text, at: int) -> tuple[int, str]:
    """Return the end of the person's name that begins with a free word and its evidence; the word's own index if none does."""
    word = text[at]
    read = word.read
    if read.stem in NO_NAMES or text.has_tanween(at) or _is_on_behalf(text, at):
        return at, ""
    if _is_kunya(text, at):
        return name_end(text, at, is_kin=True), _company(text, at) or "given name"
    if read.is_name or _is_ali(text, at):
        return _given(text, at)
    if read.stem in FAMILIES:
        return at + 1, "family name"
    if read.is_rare and not read.stem.endswith("ه"):
        return _rare(text, at)
    if _is_titled(text, at) or _is_sons(text, at):
        return name_end(text, at), "title" if _is_titled(text, at) else "given name"
    return at, ""


def _is_on_behalf(text: Text, at: int) -> bool:
    """Say whether «باسم» is "in the name of": «المتحدث باسم الشرطة»."""
    return text[at].text == "باسم" and (text[at - 1].text in _SPEAKERS or text[at + 1].text.startswith("ال"))


def _is_kunya(text: Text, at: int) -> bool:
    """Say whether a word is somebody's father's, son's or servant's, and the next one may be his name."""
    word, after = text[at], text[at + 1]
    if not after.is_free:
        return False
    if word.read.stem == "عبد":
        return after.text.startswith("ال")
    article = after.text.startswith("ال") and zipf(after.text) < _ARTICLE_ZIPF
    named = after.read.is_name or after.read.is_rare or article or after.text in KIN_WORDS
    return word.read.is_father and not after.read.clitic and named


def _is_ali(text: Text, at: int) -> bool:
    """Say whether «علي» is the name and not «على» as some write it."""
    if text[at].text != "علي" or text.last_letter(at) != "ي":
        return False
    before, after = text[at - 1], text[at + 1]
    if before.read.is_title:
        return True
    full = after.read.is_name and not after.read.clitic and after.read.stem not in AMBIGUOUS_NAMES
    full = full and text[at + 2].is_free and _is_family(text[at + 2].text)
    return after.is_free and (after.text in ("بن", "ابو") or full)


def _given(text: Text, at: int) -> tuple[int, str]:
    company, end = _company(text, at), name_end(text, at)
    if text[at].read.stem in AMBIGUOUS_NAMES and not company and not _is_sure(text, at, end):
        return at, ""
    return end, company or "given name"


def _is_sure(text: Text, at: int, end: int) -> bool:
    """Say whether what follows shows that a name which is a word too is meant as a name."""
    after = text[at + 1].read
    if end == at + 1:
        return False
    if (after.is_name and after.stem not in AMBIGUOUS_NAMES) or after.stem in FAMILIES:
        return True
    if end > at + 2:
        return text[at + 1].text in KIN_WORDS or not _is_common(after.stem)
    return (after.is_rare and not after.stem.endswith("ه")) or (after.stem.endswith("ي") and _is_family(after.stem))


def _rare(text: Text, at: int) -> tuple[int, str]:
    if company := _company(text, at):
        return name_end(text, at), company
    after = text[at + 1]
    goes_on = after.is_free and not after.read.clitic
    goes_on = goes_on and ((after.read.is_rare and not after.text.endswith("ه")) or after.text in PARTICLES)
    if not goes_on or text[at - 1].text in _PLACED or text[at].text.startswith("ال"):
        return at, ""
    end = name_end(text, at)
    return (end, "rare words") if end > at + 1 else (at, "")


def _is_sons(text: Text, at: int) -> bool:
    """Say whether a word is somebody's given name because he is a son: «سهل بن حنيف»."""
    word = text[at].text
    is_word = (
        word.startswith("ال") or word in _ENDS or word[1:] in SAYING or word in KIN_WORDS or zipf(word) > _ARTICLE_ZIPF
    )
    return text[at + 1].text == "بن" and len(word) > 2 and not is_word and not text[at].read.clitic


def _is_titled(text: Text, at: int) -> bool:
    word = text[at].text
    return (
        text[at - 1].read.is_title
        and 0 < zipf(word) < _TITLED_ZIPF
        and not word.startswith("ال")
        and not _is_split(word)
        and word not in TITLE_WORDS
    )


def _company(text: Text, at: int) -> str:
    """Return what stands before a word and makes it a person's: a title, a verb of saying."""
    before = at - 2 if text[at - 1].text in _QUOTES else at - 1
    for index in range(before, before - _OFFICE, -1):
        word = text[index]
        if not word.is_arabic:
            return ""
        bare = word.text[1:] if word.text[0] in "وفبل" else word.text
        if word.text in TITLE_WORDS or bare in TITLE_WORDS:
            return "title"
        if index == before and (word.text in SAYING or bare in SAYING):
            return "verb of saying"
        if not (word.taken or word.text in _OFFICE_WORDS or word.text.startswith(("ال", "وال", "لل"))):
            return ""
    return ""


def name_end(text: Text, first: int, *, is_kin: bool = False) -> int:
    """Return where the name ends that begins with a word; `is_kin` when that one binds the next."""
    at = first + 1
    while at - first < _LONGEST and (text[at].is_free or _is_origin(text, at)):
        word = text[at].text
        if word in KIN_WORDS or (word in PARTICLES and at - first <= 2):
            if not text[at + 1].is_free:
                break
            is_kin = True
        elif (
            word in DIVINE
            or word in ORDINALS
            or (word == "عشر" and text[at - 1].text in ORDINALS)
            or is_kin
            or _goes_on(text, first, at)
        ):
            is_kin = False
        else:
            break
        at += 1
    while at - 1 > first and text[at - 1].text in _JOINTS:
        at -= 1
    return at


def _goes_on(text: Text, first: int, at: int) -> bool:
    """Say whether a word is part of the name before it."""
    word, read = text[at].text, text[at].read
    if word == "علي":
        return text.last_letter(at) == "ي"
    if read.clitic or word in _ENDS or text.has_tanween(at):
        return False
    is_rare = read.is_rare and not word.endswith("وا") and (not word.endswith("ه") or text.last_letter(at) == "ة")
    if read.is_name or word in FAMILIES or is_rare or text[at].taken:
        return True
    is_third = at - first == 2 and text[at - 1].read.is_name and _is_third(word)
    return ((at - first == 1 or is_third) and _is_surname(word)) or _is_family(word)


def _is_origin(text: Text, at: int) -> bool:
    """Say whether a nationality is part of a name: «أبو حمزة المصري»."""
    word, before = text[at], text[at - 1]
    if word.taken != "nisba" or not (word.text.startswith("ال") and word.text.endswith("ي")):
        return False
    return before.read.is_name or before.text in DIVINE or text[at - 2].text in KIN_WORDS


def _is_surname(word: str) -> bool:
    if word.startswith("ال"):
        return zipf(word) < _ARTICLE_ZIPF and not _is_inflected(word) and not word.endswith("ه")
    limit = _FEMININE_ZIPF if word.endswith("ه") else _SURNAME_ZIPF
    is_other = _is_split(word) or _is_inflected(word) or _is_verb(word)
    return len(word) > 1 and zipf(word) < limit and not is_other


def _is_third(word: str) -> bool:
    """Say whether a rather rare word may follow two names as a third: no inflected noun, nothing joined."""
    return (
        zipf(word) < _THIRD_ZIPF and word[0] not in "وف" and not _PRONOUN.search(word) and zipf(word[:-1]) < _THIRD_ZIPF
    )


def _is_common(word: str) -> bool:
    return zipf(word) > _COMMON_ZIPF


def _is_verb(word: str) -> bool:
    """Say whether a word is a verb of those whose third person is as frequent: «يرتبط», «ترتبط», «اعتزل» with «يعتزل»."""
    third = "ي" + word[1:]
    return len(word) > 3 and word[0] in "يتا" and not word.startswith("ال") and zipf(third) > _VERB_ZIPF


def _is_family(word: str) -> bool:
    limit = _NISBA_ZIPF if word.endswith("ي") else _LATER_ZIPF
    return (
        word.startswith("ال")
        and word not in NO_FAMILY
        and not word.endswith(("ون", "ين", "ات", "يه", "ه"))
        and zipf(word) < limit
    )


def _is_split(word: str) -> bool:
    """Say whether a word is a clitic and a common word."""
    return any(clitic and len(stem) > 2 and zipf(stem) > _STEM_ZIPF for clitic, stem in stems(word))


def _is_inflected(word: str) -> bool:
    if word.endswith("ها"):
        return True
    return word.endswith(("ات", "ون", "ين", "يه")) and (
        word.startswith("ال") or max(zipf(word[:-2]), zipf(word[:-2] + "ه")) > _INFLECTED_ZIPF
    )
