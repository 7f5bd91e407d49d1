"""The spellings of a name, and whether an occurrence of one in a text may be that name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from news.model import Entity, Form, Name
from news.naming.full_names import spell_full_name
from news.spelling.clitics import has_article, is_clitic
from news.spelling.personal_names import FAMILY_FIRST, GIVEN_NAMES
from news.spelling.scripts import Folded, fold_name

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


@dataclass(frozen=True, slots=True)
class Pattern:
    """One folded spelling and what finding it means. `entity_id` is empty for a phrase that means nobody."""

    entity_id: str
    form: Form
    written: str  # the name as given: its capitals, article and letters count
    is_stem: bool = False  # the spelling is the name without its article, which must be there in another shape: «للصين»
    is_full: bool = False  # a person's name of two words or more
    part: tuple[int, int] | None = None  # where in the spelling the name is: «كوريا الشمالية [والجنوبية]»
    is_also_nisba: bool = False  # with its article, a country's name that is also its adjective: السعودية


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence in a folded text."""

    start: int
    end: int
    pattern: Pattern


def spellings(entity: Entity, name: Name) -> Iterator[tuple[str, Pattern]]:
    """Yield the folded spellings of a name."""
    folded = fold_name(name.name)
    if len(folded) < 2 or name.is_weak:
        return
    is_full = entity.kind == "person" and " " in folded
    pattern = Pattern(entity.entity_id, name.form, name.name, is_full=is_full)
    if _has_own_article(name.name) and len(folded) > 4:
        yield folded[2:], replace(pattern, is_stem=True)
        nisbas = {fold_name(other.name) for other in entity.names if other.form == "nisba"}
        pattern = replace(pattern, is_also_nisba=folded[2:] in nisbas)
    for spelling in spell_full_name(folded) if is_full else (folded,):
        yield spelling, pattern


def parts(names: Mapping[str, str], halves: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, Pattern]]:
    """Yield what stands for a name only in a phrase with its like; `names` says whose a folded name is."""
    for phrase, half, name in halves:
        folded, part = fold_name(phrase), fold_name(half)
        start = folded.index(part)
        if owner := names.get(fold_name(name)):
            yield folded, Pattern(owner, "short", half, part=(start, start + len(part)))


def may_be(text: str, folded: Folded, hit: Hit) -> bool:
    """Say whether an occurrence may be the name: whole, and written, and standing, as that name can."""
    surface = text[slice(*folded.span(hit.start, hit.end))]
    return (
        _stands_alone(folded.text, hit, surface)
        and not (hit.pattern.is_full and _word_before(folded.text, hit.start) in _CHILD_OF)
        and _has_capitals(hit.pattern.written, surface)
        and _has_letters(text, hit.pattern, surface)
        and (hit.pattern.form != "nisba" or _agrees(folded.text, hit))
        and not (surface.endswith("جده") and _is_grandfather(folded.text, hit))
        and not (hit.pattern.is_also_nisba and _follows_definite(folded.text, hit.start))
    )


def is_read_as(form: Form, text: str, folded: Folded, hit: Hit) -> bool:
    """Say which of two readings an occurrence has that spells a country's name and its adjective alike."""
    start, end = folded.span(hit.start, hit.end)
    is_adjective = _TANWEEN in text[start : end + 1] or has_article(prefix_at(folded.text, hit.start))
    return is_adjective == (form == "nisba")


def _has_own_article(name: str) -> bool:
    # ألمانيا and ألبانيا begin with a hamza: no article
    return name.startswith("ال")


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
    if pattern.is_stem:
        return prefix.endswith("لل")
    if pattern.form == "nisba":
        return _nisba_stands(prefix, pattern.written, surface)
    # «السيول» are floods, not Seoul: a name without an article takes none
    return not has_article(prefix)


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
    is_place = _word_before(text, hit.start) in _BEFORE_PLACES
    return not is_place and (named or not _RELATIVES.isdisjoint(re.findall(r"\w+", around)))


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
    return not _follows_definite(text, hit.start) and _word_before(text, hit.start) not in _OF_A_PERSON


def _follows_definite(text: str, start: int) -> bool:
    return _DEFINITE.fullmatch(_word_before(text, start)) is not None


def _word_before(text: str, start: int) -> str:
    """Return the word before the one that holds `start`, when only a space is between them."""
    begin = start - len(prefix_at(text, start))
    found = re.search(r"(\w+) $", text[max(0, begin - 30) : begin])
    return found[1] if found else ""
