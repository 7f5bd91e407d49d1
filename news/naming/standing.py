"""Standing: whether an occurrence of a spelling may be the name, by how it is written and what is around it."""

from __future__ import annotations

import re
import unicodedata

from news.model import Form
from news.naming.patterns import Hit, Pattern
from news.spelling.clitics import has_article, is_clitic
from news.spelling.personal_names import FAMILY_FIRST, GIVEN_NAMES, WESTERN_NAMES
from news.spelling.scripts import Folded, folded_words

_LONGEST_PREFIX = 8
_TANWEEN = "\u064b"
_OF_A_PERSON = frozenset({"بن", "ابن", "ال", "ابو", "بنت"})
_CHILD_OF = frozenset({"بن", "بنت", "bin", "bint", "ibn"})
_OF_NATIONALITY = frozenset({"الجنسيه", "الاصل", "المولد"})
# They follow a nationality without making it part of a person's name: «مسؤول تركي اليوم».
_AFTERWARDS = frozenset(
    {
        "اليوم",
        "الذي",
        "التي",
        "السبت",
        "الاحد",
        "الاثنين",
        "الثلاثاء",
        "الاربعاء",
        "الخميس",
        "الجمعه",
    }
)
_BEFORE_PLACES = frozenset({"في", "الي", "مدينه", "محافظه", "بمدينه", "بمحافظه", "مطار", "ميناء"})
# They go with a given name alone: «البابا فرنسيس كوبا» is no person's name.
_NAMED_ALONE = folded_words(
    "البابا الملك الملكة الأمير الأميرة القديس القديسة الإمبراطور pope king queen prince princess saint st"
)
_RELATIVES = frozenset(
    conjunction + word
    for conjunction in ("", "و", "ل")
    for word in (
        "والده",
        "ابيه",
        "ابوه",
        "اباه",
        "والدته",
        "امه",
        "جدته",
        "اخيه",
        "اخوه",
        "عمه",
        "خاله",
        "ابنه",
        "حفيده",
    )
)
_DEFINITE = re.compile(r"[وف]?(?:ب|ك)?(?:ال|لل)\w{3,}")


def may_be(text: str, folded: Folded, hit: Hit) -> bool:
    """Say whether an occurrence may be the name: whole, and written, and standing, as that name can."""
    surface = text[slice(*folded.span(hit.start, hit.end))]
    return (
        _stands_alone(folded.text, hit, surface)
        and not (hit.pattern.is_full and word_before(folded.text, hit.start) in _CHILD_OF)
        and _has_capitals(hit.pattern.written, surface)
        and _has_letters(text, hit.pattern, surface)
        and (hit.pattern.form != "nisba" or _agrees(folded.text, hit))
        and not (surface.endswith("جده") and _is_grandfather(folded.text, hit))
        and not _is_family_name(text, folded, hit)
        and not (hit.pattern.is_also_nisba and _follows_definite(folded.text, hit.start))
    )


def is_read_as(form: Form, text: str, folded: Folded, hit: Hit) -> bool:
    """Say which of two readings an occurrence has that spells a country's name and its adjective alike."""
    start, end = folded.span(hit.start, hit.end)
    is_adjective = _TANWEEN in text[start : end + 1] or has_article(prefix_at(folded.text, hit.start))
    return is_adjective == (form == "nisba")


def prefix_at(text: str, start: int) -> str:
    """Return the letters before a place within its word; of more than any clitics have, some."""
    begin = start
    while begin and start - begin < _LONGEST_PREFIX and text[begin - 1].isalnum():
        begin -= 1
    return text[begin:start]


def _stands_alone(text: str, hit: Hit, surface: str) -> bool:
    """Say whether an occurrence is whole words, but for clitics that this name can take."""
    if hit.end < len(text) and text[hit.end].isalnum():
        return False
    prefix = prefix_at(text, hit.start)
    if not is_clitic(prefix):
        return False
    pattern = hit.pattern
    if pattern.part and not _fits_head(text, hit.start - pattern.part[0]):
        return False
    if pattern.is_stem:
        return prefix.endswith("لل")
    if pattern.form == "nisba":
        return _nisba_stands(prefix, pattern.written, surface)
    # «السيول» are floods, not Seoul: a name without an article takes none
    return not has_article(prefix)


def _fits_head(text: str, start: int) -> bool:
    """Say whether the words before a name that belong to its spelling begin with a word too, with clitics at most."""
    prefix = prefix_at(text, start)
    return is_clitic(prefix) and not has_article(prefix)


def _nisba_stands(prefix: str, written: str, surface: str) -> bool:
    definite = has_article(prefix)
    if written.startswith("أل") and not definite:  # «الباني» is the builder, «ألباني» an Albanian
        return surface.startswith("أ")
    if len(written) <= 3:  # «الروس» is a people, «كروس» and «بروس» are names
        return definite
    # on an adjective ب and ك are rarer than names that begin so, but for «كسعوديين»
    return definite or prefix in ("", "و", "ف", "ل", "ول") or surface.endswith(("ون", "ين"))


def _has_capitals(written: str, surface: str) -> bool:
    """Say whether a Latin name is written with the capitals that it has: US is no us, Turkey no turkey."""
    if not written[0].isupper():
        return True
    return surface == written if written.isupper() and len(written) <= 5 else surface[:1].isupper()


def _has_letters(text: str, pattern: Pattern, surface: str) -> bool:
    """Say whether a last letter that folding made equal is the one this text would write.

    «جده» is his grandfather where ة is written as ة, «اليمنى» the right hand where ي is written as ي.
    """
    if surface.endswith("ه") and pattern.written.endswith("ة"):
        return "ة" not in text
    if surface.endswith("ى") and pattern.written.endswith("ي"):
        return any(word in text for word in ("فى ", "التى ", "الذى "))
    return True


def _is_grandfather(text: str, hit: Hit) -> bool:
    """Say whether «جده», which may be Jeddah in a text without any ة, is among relatives or before a name."""
    around = text[max(0, hit.start - 60) : hit.end + 60]
    following = re.match(r" (\w+)", text[hit.end : hit.end + 30])
    named = following is not None and following[1] in GIVEN_NAMES | FAMILY_FIRST | _OF_A_PERSON
    is_place = word_before(text, hit.start) in _BEFORE_PLACES
    return not is_place and (named or not _RELATIVES.isdisjoint(re.findall(r"\w+", around)))


def _is_joined(text: str, folded: Folded, start: int) -> bool:
    """Say whether only a space, and marks of the word before it, part a name from that word."""
    gap = text[folded.starts[start - 2] + 1 : folded.starts[start]] if start > 1 else ""
    return gap.endswith(" ") and all(unicodedata.combining(mark) for mark in gap[:-1])


def _is_family_name(text: str, folded: Folded, hit: Hit) -> bool:
    """Say whether a town's or region's name is somebody's, right after his given name: «محمد الرمادي», «لويس أراغون»."""
    start, name = hit.start, folded.text[hit.start : hit.end]
    is_town = hit.pattern.entity_id.startswith(("city:", "region:")) and not hit.pattern.part
    if not is_town or not _is_joined(text, folded, start):
        return False
    before = word_before(folded.text, start)
    if before in WESTERN_NAMES or before.removeprefix("و") in WESTERN_NAMES:
        return word_before(folded.text, start - len(before) - 1) not in _NAMED_ALONE
    return before in GIVEN_NAMES and name.startswith("ال") and name.endswith("ي")


def _agrees(text: str, hit: Hit) -> bool:
    """Say whether an indefinite nationality stands as one: after a definite noun or before a definite name it is a name.

    «الأمير تركي بن سعود», «تركي الفيصل», «الأستاذ هندي منير».
    """
    if (
        has_article(prefix_at(text, hit.start))
        or not text.startswith("ي", hit.end - 1)
        or " " in text[hit.start : hit.end]
    ):
        return True
    following = re.match(r" (\w+)", text[hit.end : hit.end + 30])
    word = following[1] if following else ""
    if word in _OF_NATIONALITY:
        return True
    if word in _OF_A_PERSON or (word.startswith("ال") and len(word) > 4 and word not in _AFTERWARDS):
        return False
    return not _follows_definite(text, hit.start) and word_before(text, hit.start) not in _OF_A_PERSON


def _follows_definite(text: str, start: int) -> bool:
    return _DEFINITE.fullmatch(word_before(text, start)) is not None


def word_before(text: str, start: int) -> str:
    """Return the word before the one that holds `start`, when only a space is between them."""
    begin = start - len(prefix_at(text, start))
    found = re.search(r"(\w+) $", text[max(0, begin - 30) : begin])
    return found[1] if found else ""
