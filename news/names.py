"""Recognise: who and what a text mentions, as the names are really written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from news.clitics import stems
from news.model import Entity, Field, Mention
from news.patterns import SOUNDS, Hit, Pattern, is_read_as, may_be, spellings
from news.scripts import Folded, fold, fold_name, sentence_at, sentences
from news.world_names import PHRASES

# FAULTS 80: a page stuffed with one name must not fill the history.
MENTIONS_PER_ENTITY = 1000
_WORD = re.compile(r"[^\W_]+")
# Family names that come first, as written in Arabic and in Latin letters (Korean, Chinese, Vietnamese).
_FAMILY_FIRST = frozenset(
    [
        "كيم",
        "شي",
        "لي",
        "بارك",
        "تشوي",
        "تشانغ",
        "وانغ",
        "يون",
        "مون",
        "نغوين",
        "kim",
        "xi",
        "li",
        "park",
        "choi",
        "moon",
        "yoon",
        "wang",
        "zhang",
        "nguyen",
    ]
)
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "president",
        "minister",
        "leader",
        "general",
        "king",
        "prince",
        "chairman",
        "secretary",
        "spokesman",
        "comrade",
        "marshal",
    ]
)


def merge(world: Iterable[Entity], configured: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the configured entities first, each with the names of the built-in of its kind that shares one."""
    builtin = list(world)
    merged = [_absorb(one, builtin) for one in configured]
    return (*merged, *builtin)


def _absorb(entity: Entity, builtin: list[Entity]) -> Entity:
    own = {fold_name(name.name) for name in entity.names}
    names = list(entity.names)
    for other in [one for one in builtin if one.kind == entity.kind and _shares(one, own)]:
        builtin.remove(other)
        names += [name for name in other.names if fold_name(name.name) not in own or name.form == "nisba"]
    return replace(entity, names=tuple(names))


def _shares(entity: Entity, folded: set[str]) -> bool:
    return any(name.form == "name" and fold_name(name.name) in folded for name in entity.names)


class Recogniser:
    """Finds names in texts. Built once a run; safe to share between threads, it keeps no state.

    `phrases` hold a name and mean something else: «مسقط رأسه» is where he was born.
    """

    def __init__(self, entities: Sequence[Entity], phrases: Iterable[str] = PHRASES) -> None:
        plain: dict[str, list[Pattern]] = defaultdict(list)
        sounds: dict[str, list[Pattern]] = defaultdict(list)
        # names before adjectives: «برازيليا» is a city first, then an accusative
        for entity, name in sorted(
            ((e, n) for e in entities for n in e.names), key=lambda pair: pair[1].form == "nisba"
        ):
            by_sound = entity.kind == "person" and " " in fold_name(name.name)
            for folded, pattern in spellings(entity, name):
                _add(sounds if by_sound else plain, folded.translate(SOUNDS) if by_sound else folded, pattern)
        for phrase in phrases:
            plain[fold_name(phrase)] = [Pattern("", "name", phrase)]
        self._plain, self._sounds = _Automaton(plain), _Automaton(sounds)
        self._short = {e.entity_id: _short_names(e) for e in entities if e.kind == "person"}

    def recognise(self, title: str, text: str, *, language: str = "") -> tuple[tuple[Mention, ...], int]:
        """Return the mentions of an article in order, and how many were dropped as too many of one entity.

        `language` is a hint that names do not need today: they are found in the script they are written in.
        """
        parts = [_Part("title", title), _Part("text", text)]
        for part in parts:
            part.hits = [hit for hit in _choose(self._hits(part)) if hit.pattern.entity_id]
        shorts = self._shorts_of(parts)
        mentions = [mention for part in parts for mention in part.mentions(shorts)]
        return _capped(mentions)

    def _hits(self, part: _Part) -> Iterator[Hit]:
        folded = part.folded.text
        hits = (*self._plain.find(folded), *self._sounds.find(folded.translate(SOUNDS)))
        # «سوريا» is the country, «سورياً» a Syrian; «سورية» is either, «السورية» an adjective
        whole = [hit for hit in hits if not hit.pattern.is_stem]
        double = {(hit.start, hit.end) for hit in whole if hit.pattern.form == "name"}
        double &= {(hit.start, hit.end) for hit in whole if hit.pattern.form == "nisba"}
        for hit in hits:
            reads_so = (hit.start, hit.end) not in double or is_read_as(hit.pattern.form, part.text, part.folded, hit)
            if reads_so and may_be(part.text, part.folded, hit):
                yield hit

    def _shorts_of(self, parts: Sequence[_Part]) -> dict[str, tuple[str, int]]:
        """Return short name -> (person, where it may begin), for persons named in full, where only one answers to it."""
        found: dict[str, set[str]] = {}
        since: dict[str, int] = {}
        for number, part in enumerate(parts):
            for hit in part.hits:
                for short in self._short.get(hit.pattern.entity_id, frozenset()):
                    if " " in part.folded.text[hit.start : hit.end]:
                        found.setdefault(short, set()).add(hit.pattern.entity_id)
                        since.setdefault(short, hit.end if number else -1)
        return {short: (next(iter(ids)), since[short]) for short, ids in found.items() if len(ids) == 1}


def _add(patterns: dict[str, list[Pattern]], folded: str, pattern: Pattern) -> None:
    # of two entities of one name the earlier is meant; of one entity each way of reading the spelling counts
    if all(other.entity_id == pattern.entity_id for other in patterns[folded]):
        patterns[folded].append(pattern)


class _Automaton:
    """Aho-Corasick over folded spellings (CACM 18(6), 1975), all overlapping occurrences."""

    def __init__(self, patterns: Mapping[str, Sequence[Pattern]]) -> None:
        self._patterns = list(patterns.values())
        self._automaton = AhoCorasick(list(patterns), matchkind=MatchKind.Standard) if patterns else None

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every occurrence, inside words too, in every reading."""
        if self._automaton is not None:
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
                for pattern in self._patterns[index]:
                    yield Hit(start, end, pattern)


def _short_names(entity: Entity) -> frozenset[str]:
    shorts = set()
    for name in entity.names:
        words = fold_name(name.name).split()
        if len(words) >= 2:
            short = words[0] if words[0] in _FAMILY_FIRST else words[-1]
            shorts.add(short)
    return frozenset(short for short in shorts if len(short) >= 3 or short in _FAMILY_FIRST)


def _choose(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the longest hits that do not overlap, and nationalities nested in longer names, in order."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start, one.pattern.form != "name")):
        around = [one for one in chosen if one.start < hit.end and hit.start < one.end]
        if not around:
            chosen.append(hit)
        elif _is_nested(hit, around):
            chosen.append(Hit(hit.start, hit.end, replace(hit.pattern, form="nested")))
    yield from sorted(chosen, key=lambda one: (one.start, -one.end))


def _is_nested(hit: Hit, around: Sequence[Hit]) -> bool:
    outer = around[0]
    return (
        len(around) == 1
        and outer.pattern.entity_id != ""
        and hit.pattern.form == "nisba"
        and outer.pattern.form == "name"
        and outer.pattern.entity_id != hit.pattern.entity_id
        and (outer.start, outer.end) != (hit.start, hit.end)
        and outer.start <= hit.start
        and hit.end <= outer.end
    )


class _Part:
    """The title or the text while it is read."""

    def __init__(self, name: Field, text: str) -> None:
        self.name, self.text = name, text
        self.folded: Folded = fold(text)
        self.hits: list[Hit] = []

    def mentions(self, shorts: Mapping[str, tuple[str, int]]) -> list[Mention]:
        """Return the mentions of this part, short names included."""
        hits = [*self.hits, *self._short_hits(shorts)]
        spans = sentences(self.text)
        return [self._mention(hit, spans) for hit in sorted(hits, key=lambda one: (one.start, -one.end))]

    def _mention(self, hit: Hit, spans: Sequence[tuple[int, int]]) -> Mention:
        start, end = self.folded.span(hit.start, hit.end)
        while end < len(self.text) and unicodedata.combining(self.text[end]):  # the last letter's marks
            end += 1
        first, last = sentence_at(spans, start)
        return Mention(
            entity_id=hit.pattern.entity_id,
            field=self.name,
            surface=self.text[start:end],
            start_char=start,
            end_char=end,
            form=hit.pattern.form,
            sentence_start=first,
            sentence_end=max(last, end),
        )

    def _short_hits(self, shorts: Mapping[str, tuple[str, int]]) -> Iterator[Hit]:
        if not shorts:
            return
        text = self.folded.text
        taken = [(hit.start, hit.end) for hit in self.hits]
        for word in _WORD.finditer(text):
            for prefix, rest in stems(word[0]):
                known = shorts.get(rest)
                if known is None:
                    continue
                start = word.start() + len(prefix)
                free = not any(first < word.end() and start < last for first, last in taken)
                if free and self._may_stand_for(known[1], start):
                    yield Hit(start, word.end(), Pattern(known[0], "short", rest))
                break

    def _may_stand_for(self, since: int, start: int) -> bool:
        """Say whether a short name comes after the full one, and is not part of somebody else's."""
        if self.name == "text" and start < since:
            return False
        if self.name == "title" and since >= 0:
            return False
        original = self.folded.starts[start]
        if not self.text[original].isascii():
            return True
        before = re.search(r"([^\W_]+)[ \u00a0]$", self.text[max(0, original - 40) : original])
        stranger = before is not None and before[1][0].isupper() and before[1].casefold() not in _TITLES
        return self.text[original].isupper() and not (stranger and self._is_inside_sentence(original, before))

    def _is_inside_sentence(self, original: int, before: re.Match[str] | None) -> bool:
        word = before[1] if before else ""
        at = original - len(word) - 1
        return (
            at > 0 and self.text[at - 1] not in "\n" and not re.search(r"[.!?\"“]\s*$", self.text[max(0, at - 3) : at])
        )


def _capped(mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], int]:
    counts: Counter[str] = Counter()
    kept: list[Mention] = []
    for mention in mentions:
        counts[mention.entity_id] += 1
        if counts[mention.entity_id] <= MENTIONS_PER_ENTITY:
            kept.append(mention)
    return tuple(kept), len(mentions) - len(kept)
