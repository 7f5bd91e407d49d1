"""Patterns: the spellings of a name, and what finding one means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from news.model import Entity, Form, Name
from news.naming.full_names import spell_full_name
from news.spelling.scripts import fold_name, folded_words
from news.world.clubs import CLUB_NATIONALITIES, CLUB_WORDS, CLUBS

# What a place or a body is, before its name: beside it the name means that one («مدينة العين»), and is itself the surface.
_PLACE_HEADS = folded_words("مدينة محافظة منطقة ولاية مقاطعة إقليم قطاع مديرية ناحية قضاء بلدة قرية حي مخيم")
_QUOTED_HEADS = folded_words(
    "حركة تنظيم جماعة قناة فضائية تلفزيون إذاعة صحيفة جريدة مجلة وكالة شركة مجموعة شبكة موقع مصرف بنك"
)
_CLUB_WORDS = folded_words(" ".join(CLUB_WORDS))
_CLUB_NATIONALITIES = folded_words(" ".join(CLUB_NATIONALITIES))
_OTHER_HEADS = _PLACE_HEADS | folded_words(
    "جزيرة نهر دولة جمهورية سلطنة إمارة مملكة بلاد شمال جنوب شرق غرب جبل جبال سهل وادي دلتا هضبة مرتفعات صحراء مضيق خليج حركة تنظيم جماعة جبهة قناة فضائية تلفزيون إذاعة صحيفة جريدة مجلة وكالة شركة"
)
# How Arabic spells Latin letters.
_LETTER_NAMES = folded_words(
    "إيه أيه أي آي إي بي سي دي إف أف جي إتش اتش آي جيه كي كيه إل أل إم أم إن أن أو بي كيو آر إس أس تي يو في إكس واي زد"
)


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
    if name.origin == "builtin":
        start, end = _head_length(entity, folded), len(folded) - _tail_length(entity, folded)
        pattern = replace(pattern, part=(start, end)) if end - start < len(folded) else pattern
    for spelling in spell_full_name(folded) if is_full else _spelled(folded):
        within = _quoted(spelling)
        yield spelling, replace(pattern, part=within) if within else pattern


def _spelled(folded: str) -> Iterator[str]:
    """Yield a name as it is, with quotes, and an abbreviation's letters parted by points: «بي. بي. سي»."""
    yield folded
    head, _, rest = folded.partition(" ")
    if folded.startswith('"'):  # some write « الحياة »
        yield f'" {folded[1:-1]} "'
    elif rest and head in _QUOTED_HEADS:
        yield from (f'{head} "{rest}"', f'{head} " {rest} "')
    letters = folded.removeprefix("ال").split(" ")
    if len(letters) > 1 and _LETTER_NAMES.issuperset(letters):
        start = folded[: -len(" ".join(letters))]
        yield from (start + joint.join(letters) for joint in (".", ". "))


def _quoted(spelling: str) -> tuple[int, int] | None:
    """Return where in a spelling the name is that has quotes around it: they are no part of it."""
    if not spelling.endswith('"'):
        return None
    inner = spelling.split('"')[1]
    start = spelling.index('"') + 1 + len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def _head_length(entity: Entity, folded: str) -> int:
    """Return how much of a folded name only says what is so called: «مدينة » of «مدينة العين»; no head is a part of «نهر الأردن»."""
    head, _, rest = folded.partition(" ")
    if head == "العاصمه":  # «العاصمة الأردنية عمان»
        return folded.rindex(" ") + 1
    if head in _CLUB_WORDS and entity.entity_id.removeprefix("org:") in CLUBS:
        return len(head) + 1
    own = head in _OTHER_HEADS and any(fold_name(other.name) == rest for other in entity.names)
    return len(head) + 1 if rest and entity.kind != "person" and (own or head in _PLACE_HEADS) else 0


def _tail_length(entity: Entity, folded: str) -> int:
    """Return how much of a club's folded name is its nationality: « الفرنسي» of «موناكو الفرنسي»."""
    last = folded.rpartition(" ")[2]
    is_club = entity.entity_id.removeprefix("org:") in CLUBS and last in _CLUB_NATIONALITIES
    return len(last) + 1 if is_club else 0


def parts(names: Mapping[str, str], halves: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, Pattern]]:
    """Yield what stands for a name only in a phrase with its like; `names` says whose a folded name is."""
    for phrase, half, name in halves:
        folded, part = fold_name(phrase), fold_name(half)
        start = folded.index(part)
        if owner := names.get(fold_name(name)):
            yield folded, Pattern(owner, "short", half, part=(start, start + len(part)))


def _has_own_article(name: str) -> bool:
    # ألمانيا and ألبانيا begin with a hamza: no article
    return name.startswith("ال")
