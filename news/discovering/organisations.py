"""Organisations that no list holds: a head noun and its complement, or what follows the head noun of a business."""

from __future__ import annotations

from news.discovering.names import NO_FAMILY, NO_SURNAME
from news.discovering.text import Text
from news.discovering.words import (
    BUSINESS_HEADS,
    DEFINITE_HEADS,
    FIRM_HEADS,
    ORGANISATION_HEADS,
    TITLE_WORDS,
    WIDE,
)

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
    if head in ORGANISATION_HEADS and not text[at].taken:
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
        if text[at].text == '"' and at > first:
            return at
        if text[at].taken or not text[at].text.isalnum():
            return 0
    return 0


def _complement(text: Text, head: str, first: int) -> int:
    """Return the end of «جامعة زيورخ», «منظمة التحرير الفلسطينية», «معهد الدراسات المتقدمة»; `first` when there is none."""
    word = text[first]
    if word.taken == "name" or word.read.is_rare or word.read.is_name:
        return _proper(text, first)
    if not word.text.startswith("ال"):
        return first
    end = _definite(text, first)
    last = text[end - 1]
    is_certain = head in FIRM_HEADS or (end > first + 1 and (last.taken == "nisba" or last.text in WIDE))
    return end if is_certain else first


def _proper(text: Text, first: int) -> int:
    at = first + 1
    while at - first < _LONGEST and text[at].is_arabic:
        word = text[at]
        same_name = word.taken == "name" and text[at - 1].taken == "name"
        if not (same_name or (word.is_free and word.read.is_rare and not word.read.clitic)):
            break
        at += 1
    return at


def _definite(text: Text, first: int) -> int:
    """Return the end of nouns and adjectives with the article, and of what they are for: «لرصد الزلازل»."""
    at = first
    while at - first < _LONGEST and text[at].is_arabic:
        word = text[at].text
        if word in _ENDS or word[1:] in TITLE_WORDS:
            break
        joined = at > first and word.startswith(("لل", "وال"))
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
