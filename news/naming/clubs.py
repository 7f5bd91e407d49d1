"""Clubs that have a city's or a common word's name: where an article names one as a club, the bare name is the club's too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from news.naming.patterns import Hit, Pattern
from news.naming.short_names import occurrences
from news.naming.standing import prefix_at, word_before
from news.spelling.clitics import has_article
from news.spelling.scripts import fold_name, folded_words
from news.world.clubs import CLUB_OF_WORD, CLUB_WORDS, CLUBS, SAUDI_CLUBS

_HEADS = folded_words(" ".join(("نادي", *CLUB_WORDS)))
_PLACED = folded_words(
    "في إلى من قرب مدينة محافظة ولاية إقليم منطقة بلدية مطار ميناء جامعة شمال جنوب شرق غرب وسط عاصمة أمير أمانة"
)
# Words that mean little else where a club of that name plays; «الشباب» are youths there too.
_BARE = folded_words(
    "الاتحاد الأهلي الهلال النصر الجزيرة العين القادسية الفيصلي العروبة الوداد الرجاء السد الريان الغرافة"
)
_JOINED = re.compile(r" و(ال\w{2,20})\b(?! ال)")
_CLUB_OF_WORD = {fold_name(name): owner for name, owner in CLUB_OF_WORD.items()}
_VICTORY = folded_words("تحقيق حقق طريق بعد نشوة فرحة")


def read_clubs(texts: Sequence[str], found: Sequence[Sequence[Hit]]) -> list[list[Hit]]:
    """Return the hits of an article's folded fields with those that are clubs by what else the article says."""
    named = {name: owner for text, hits in zip(texts, found, strict=True) for name, owner in _named(text, hits)}
    if not named:
        return [list(hits) for hits in found]
    read = ([_read(text, hit, named) for hit in hits] for text, hits in zip(texts, found, strict=True))
    whole = (_with_bare(text, hits, named) for text, hits in zip(texts, read, strict=True))
    return [_with_joined(text, hits) for text, hits in zip(texts, whole, strict=True)]


def _named(text: str, hits: Sequence[Hit]) -> Iterator[tuple[str, str]]:
    """Yield the names that stand beside a head of clubs, with whose they are."""
    for hit in hits:
        if hit.pattern.entity_id.startswith("org:"):
            words = text[hit.start : hit.end].split(" ", 1)
            if len(words) > 1 and words[0] in _HEADS:
                yield words[1], hit.pattern.entity_id
            elif hit.pattern.part and hit.pattern.entity_id.removeprefix("org:") in CLUBS:
                yield text[hit.start : hit.end], hit.pattern.entity_id


def _read(text: str, hit: Hit, named: Mapping[str, str]) -> Hit:
    owner = named.get(text[hit.start : hit.end], "")
    is_place = hit.pattern.entity_id.startswith(("city:", "country:", "region:"))
    if not owner or not is_place or hit.pattern.form != "name" or _is_placed(text, hit.start):
        return hit
    return replace(hit, pattern=replace(hit.pattern, entity_id=owner, form="short"))


def _is_placed(text: str, start: int) -> bool:
    return prefix_at(text, start).endswith("ب") or word_before(text, start).lstrip("و") in _PLACED


def _with_bare(text: str, hits: Sequence[Hit], named: Mapping[str, str]) -> list[Hit]:
    used = {at for hit in hits for at in range(hit.start, hit.end)}
    added: list[Hit] = []
    for word in named.keys() & _BARE:
        for start, prefix in occurrences(text, word):
            end = start + len(word.removeprefix("ال") if prefix.endswith("لل") else word)
            if used.isdisjoint(range(start, end)) and _may_be_club(text, word, start, end):
                added.append(Hit(start, end, Pattern(named[word], "short", word)))
    return sorted([*hits, *added], key=lambda one: (one.start, -one.end))


def _with_joined(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits with the clubs that «و» joins to one: «أندية الهلال والشباب»."""
    used = {at for hit in hits for at in range(hit.start, hit.end)}
    added: list[Hit] = []
    for hit in hits:
        end = hit.end
        while hit.pattern.entity_id.removeprefix("org:") in CLUBS and (joined := _JOINED.match(text, end)):
            owner = _owner(joined[1], hit.pattern.entity_id)
            if not owner or not used.isdisjoint(range(*joined.span(1))):
                break
            added.append(Hit(joined.start(1), joined.end(1), Pattern(owner, "short", joined[1])))
            end = joined.end()
    return sorted([*hits, *added], key=lambda one: (one.start, -one.end))


def _owner(word: str, neighbour: str) -> str:
    """Return whose a shared word is beside a club: «النصر والأهلي»."""
    owner = _CLUB_OF_WORD.get(word, "")
    return "org:al-ahli-sa" if owner == "org:al-ahly" and neighbour in SAUDI_CLUBS else owner


def _may_be_club(text: str, word: str, start: int, end: int) -> bool:
    """Say whether no adjective makes another body of it, nor a verb a victory."""
    after = text[end : end + 4]
    is_another = after.startswith(" ال") or (after[:2] == " ل" and has_article(after[1:3]))
    return not is_another and word_before(text, start) not in _VICTORY
