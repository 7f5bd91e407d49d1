"""Organisations that no list holds: a head noun and its complement, or what follows the head noun of a business."""

from __future__ import annotations

from news.discovering.names import NO_FAMILY, NO_SURNAME
from news.discovering.persons import name_end
from news.discovering.text import PLACED_ZIPF, Text, Word, zipf
from news.discovering.words import (
    BUSINESS_HEADS,
    DEFINITE_HEADS,
    FIRM_HEADS,
    HONOURED,
    ORGANISATION_HEADS,
    TITLE_WORDS,
    WIDE,
)
from news.spelling.clitics import has_article
from news.world.gazetteer import arabic_places

_LONGEST = 5
_ENDS = NO_SURNAME | NO_FAMILY | TITLE_WORDS


def organisation_at(text: Text, at: int) -> tuple[int, int, str]:
    """Return where the organisation's name begins and ends whose head noun is a word, and its evidence; or three nothings."""
    head, after = text[at].read.head, text[at + 1]
    nothing = (at, at, "")
    if head in BUSINESS_HEADS and after.text == '"':
        end = _quoted(text, at + 2)
        return (at + 2, end, "quoted after its head") if end else nothing
    if not after.is_arabic:
        return nothing
    is_construct = not has_article(text[at].text.removesuffix(head))
    if head in ORGANISATION_HEADS and is_construct and not text[at].taken:
        end = _complement(text, head, at + 1)
        if end > at + 1:
            return at, end, "head noun"
    elif head in DEFINITE_HEADS and not text[at].taken and after.text in WIDE:
        return at, _definite(text, at + 1), "head noun"
    if head in BUSINESS_HEADS and after.is_free and after.read.is_rare:
        return at + 1, _rare(text, at + 1), "head noun"
    return nothing


def _quoted(text: Text, first: int) -> int:
    """Return the end of what is quoted, or 0 when it is long, empty or known."""
    for at in range(first, first + _LONGEST + 1):
        if text[at].text == '"':
            return at if any(not text[index].taken for index in range(first, at)) else 0
        if not text[at].text.isalnum():
            return 0
    return 0


def _complement(text: Text, head: str, first: int) -> int:
    """Return the end of «جامعة زيورخ», «منظمة التحرير الفلسطينية», «معهد الدراسات المتقدمة»; `first` when there is none."""
    word = text[first]
    if word.kind == "organisation":  # «حركة طالبان» is the known one
        return first
    if word.text in HONOURED and (text[first + 1].read.is_name or text[first + 1].read.is_father):
        return name_end(text, first + 1)
    if (
        word.text in ORGANISATION_HEADS
        and (end := _complement(text, head if head in FIRM_HEADS else word.text, first + 1)) > first + 1
    ):
        return end  # «حزب حركة الإنصاف»
    if word.taken == "name" or word.read.is_rare or word.read.is_name or _is_town(word):
        return _proper(text, first)
    if not word.text.startswith("ال"):
        return first
    end = _definite(text, first)
    last = text[end - 1]
    is_certain = head in FIRM_HEADS or (end > first + 1 and (last.taken == "nisba" or last.text in WIDE))
    return end if is_certain else first


def _is_town(word: Word) -> bool:
    return (
        word.is_free
        and word.text in arabic_places()
        and zipf(word.text) < PLACED_ZIPF
        and not word.text.startswith("ال")
    )


def _proper(text: Text, first: int) -> int:
    at = first + 1
    while at - first < _LONGEST and text[at].is_arabic:
        word = text[at]
        same_name = word.taken == "name" and text[at - 1].taken == "name"
        if not (same_name or (word.is_free and word.read.is_rare and not word.read.clitic)):
            break
        at += 1
    while text[at].is_free and text[at].text in WIDE:
        at += 1
    # «معهد ماساتشوستس للتكنولوجيا»
    return _definite(text, at) if text[at].is_free and text[at].text.startswith("لل") else at


def _definite(text: Text, first: int) -> int:
    """Return the end of nouns and adjectives with the article, and of what they are for: «لرصد الزلازل»."""
    at = first
    while at - first < _LONGEST and text[at].is_arabic:
        word = text[at].text
        if word in _ENDS or word[1:] in TITLE_WORDS:
            break
        joined = word.startswith(("لل", "وال"))
        purpose = at > first and word.startswith("ل") and not text[at].taken and text[at + 1].text.startswith("ال")
        if not (word.startswith("ال") or joined or purpose):
            break
        at += 1
    return at


def _rare(text: Text, first: int) -> int:
    at = first + 1
    while at - first < _LONGEST and text[at].is_free and text[at].read.is_rare and not text[at].read.clitic:
        at += 1
    return at
