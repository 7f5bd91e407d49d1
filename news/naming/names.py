"""Recognise: who and what a text mentions, as the names are really written."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, chain, pairwise
from operator import attrgetter

from news.model import Entity, Field, Mention, Name
from news.naming.automaton import Automaton, OnePass
from news.naming.clubs import read_clubs
from news.naming.full_names import by_sound, has_foreign_word, is_spelled_like
from news.naming.middle_names import MiddleNames
from news.naming.namesakes import read_namesakes
from news.naming.other_script import OtherScript
from news.naming.patterns import Hit, Pattern, is_read_as, may_be, parts, spellings
from news.naming.roles import link_roles
from news.naming.short_names import Short, short_hits, short_names
from news.naming.variants import add_transliterations
from news.spelling.scripts import Folded, fold, fold_name, sentence_at, sentences
from news.spelling.symbols import Written, encode_all, without_vowels
from news.world.phrases import HALVES, PHRASES

# FAULTS 80: a page stuffed with one name must not fill the history.
MENTIONS_PER_ENTITY = 1000
_start_of, _end_of = attrgetter("start"), attrgetter("end")


def merge(world: Iterable[Entity], configured: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the configured entities first, each with the names of the built-in of its kind that shares one.

    Persons among them also get names in the script they lack.
    """
    builtin = list(world)
    merged = [_absorb(one, builtin) for one in configured]
    return (*add_transliterations(merged, builtin), *builtin)


def successors(world: Iterable[Entity], configured: Sequence[Entity]) -> dict[str, str]:
    """Return {id of a built-in entity: id of the configured one whose names `merge` adds its own to}."""
    builtin = list(world)
    return {other.entity_id: one.entity_id for one in configured for other in _taken(one, builtin)}


def _taken(entity: Entity, builtin: list[Entity]) -> list[Entity]:
    """Take out of the built-in entities those that are this one."""
    own = {fold_name(name.name) for name in entity.names}
    taken = [one for one in builtin if one.kind == entity.kind and _shares(one, own)]
    for one in taken:
        builtin.remove(one)
    return taken


def _absorb(entity: Entity, builtin: list[Entity]) -> Entity:
    own = {fold_name(name.name) for name in entity.names}
    names, offices = list(entity.names), entity.offices
    for other in _taken(entity, builtin):
        offices += other.offices
        names += [name for name in other.names if fold_name(name.name) not in own or name.form == "nisba"]
    return replace(entity, names=tuple(names), offices=offices)


def _shares(entity: Entity, folded: set[str]) -> bool:
    return any(name.form == "name" and fold_name(name.name) in folded for name in entity.names)


class Recogniser:
    """Finds names in texts. Built once a run; safe to share between threads, it keeps no state.

    `phrases` hold a name and mean something else: «مسقط رأسه» is where he was born.
    """

    def __init__(self, entities: Sequence[Entity], phrases: Iterable[str] = PHRASES) -> None:
        plain: dict[str, list[Pattern]] = defaultdict(list)
        sounds: dict[str, list[Pattern]] = defaultdict(list)
        full: list[tuple[str, Pattern]] = []
        given = [(e, n) for e in entities for n in e.names if n.origin != "transliteration"]
        # names before adjectives: «برازيليا» is a city first, then an accusative
        for entity, name in sorted(given, key=lambda pair: pair[1].form == "nisba"):
            for folded, pattern in spellings(entity, name):
                _add(sounds if pattern.is_full else plain, by_sound(folded) if pattern.is_full else folded, pattern)
                if pattern.is_full:
                    full.append((folded, pattern))
        for phrase in phrases:
            plain[fold_name(phrase)] = [Pattern("", "name", phrase)]
        owners = {fold_name(n.name): e.entity_id for e in reversed(entities) for n in e.names if n.form == "name"}
        for folded, pattern in parts(owners, HALVES):
            plain[folded].append(pattern)
        self._listed = OnePass(_Spellings(plain), _Spellings(sounds, by_sound), MiddleNames(full))
        # imported lists bring their own spellings, and a millisecond for each of a hundred thousand would hold up every run
        own = [entity for entity in entities if not all(name.origin.startswith("import:") for name in entity.names)]
        self._foreign, self._other_script = _ForeignNames(full), OtherScript(own)
        self._shorts = {e.entity_id: tuple(short_names(e)) for e in entities if e.kind == "person"}
        self._persons_called = Counter(
            word for shorts in self._shorts.values() for word in {one.word for one in shorts}
        )

    def recognise(self, title: str, text: str, *, language: str = "") -> tuple[tuple[Mention, ...], int]:
        """Return the mentions of an article in order, and how many were dropped as too many of one entity.

        `language` is a hint that names do not need today: they are found in the script they are written in.
        """
        fields = [_Part("title", title), _Part("text", text)]
        for part, found in zip(fields, self._found(fields), strict=True):
            part.hits = [hit for hit in _choose(_possible(part, found)) if hit.pattern.entity_id] if found else []
        if not any(part.hits for part in fields):
            return (), 0
        texts = [part.folded.text for part in fields]
        read = read_namesakes(texts, read_clubs(texts, [part.hits for part in fields]))
        for part, hits in zip(fields, read, strict=True):
            part.hits = hits
        shorts = self._shorts_of(fields)
        mentions = [mention for part in fields for mention in part.mentions(shorts[part.name])]
        return _capped(link_roles(title, text, mentions, self._shorts))

    def _found(self, fields: Sequence[_Part]) -> list[list[Hit]]:
        """Return what may be names in each field; they are read as one text, a line each, as every array costs its making."""
        written = Written(*(part.text for part in fields))
        plain, sounds, middle = self._listed.find(written)
        hits = [*plain, *sounds, *self._foreign.find(written), *middle, *self._other_script.find(written)]
        if not hits:
            return [[] for _ in fields]  # and nothing is folded
        ends = accumulate((len(part.folded.text) + 1 for part in fields), initial=0)
        return [
            [
                Hit(hit.start - begin, hit.end - begin, hit.pattern)
                for hit in hits
                if begin <= hit.start and hit.end < end
            ]
            for begin, end in pairwise(ends)
        ]

    def _shorts_of(self, fields: Sequence[_Part]) -> dict[Field, dict[str, tuple[Short, int]]]:
        """Return for each field: short name -> (whose, where it may begin), where one person named in full answers to it.

        It counts from the full name on; a headline stands before the text and for it, so there it counts when nobody else
        who is known answers to it either.
        """
        found: dict[str, dict[str, Short]] = defaultdict(dict)
        since: dict[str, int] = {}
        for part in fields:
            for hit in part.hits:
                for short in self._shorts_by(part.folded.text[hit.start : hit.end], hit) if hit.pattern.is_full else ():
                    found[short.word].setdefault(short.entity_id, short)
                    since.setdefault(short.word, hit.end if part.name == "text" else 0)
        clear = {word: next(iter(shorts.values())) for word, shorts in found.items() if len(shorts) == 1}
        return {
            "title": {w: (s, 0) for w, s in clear.items() if since[w] == 0 or self._persons_called[w] <= 1},
            "text": {w: (s, since[w]) for w, s in clear.items()},
        }

    def _shorts_by(self, name: str, hit: Hit) -> Iterator[Short]:
        """Yield the short names of a person who is named in full, as that name has them too."""
        known = self._shorts.get(hit.pattern.entity_id, ())
        yield from known
        if not any(one.word in name for one in known):
            yield from short_names(Entity(entity_id=hit.pattern.entity_id, kind="person", names=(Name(name=name),)))


def _add(patterns: dict[str, list[Pattern]], folded: str, pattern: Pattern) -> None:
    # of two entities of one name the earlier is meant; of one entity each way of reading the spelling counts
    if all(other.entity_id == pattern.entity_id for other in patterns[folded]):
        patterns[folded].append(pattern)


def _possible(part: _Part, hits: Sequence[Hit]) -> Iterator[Hit]:
    # «سوريا» is the country, «سورياً» a Syrian; «سورية» is either, «السورية» an adjective
    whole = [hit for hit in hits if not hit.pattern.is_stem]
    double = {(hit.start, hit.end) for hit in whole if hit.pattern.form == "name"}
    double &= {(hit.start, hit.end) for hit in whole if hit.pattern.form == "nisba"}
    for hit in hits:
        reads_so = (hit.start, hit.end) not in double or is_read_as(hit.pattern.form, part.text, part.folded, hit)
        if reads_so and may_be(part.text, part.folded, hit):
            yield hit


class _Spellings:
    """Folded spellings, each with its readings, found as they stand or by sound."""

    def __init__(self, patterns: Mapping[str, Sequence[Pattern]], heard: Callable[[str], str] = str) -> None:
        self.spellings, self._patterns, self._heard = list(patterns), list(patterns.values()), heard

    def read(self, text: str, number: int, start: int) -> Iterator[Hit]:
        """Yield each reading of a spelling where it stands in a folded text."""
        end = start + len(self.spellings[number])
        if self._heard(text[start:end]) == self.spellings[number]:
            for pattern in self._patterns[number]:
                if pattern.part and text[end : end + 1].isalnum():  # «موناكو الفرنسية» is not «موناكو الفرنسي»
                    continue
                first, last = pattern.part or (0, end - start)
                yield Hit(start + first, start + last, pattern)


class _ForeignNames:
    """Full names found by their consonants, then compared letter by letter."""

    def __init__(self, names: Iterable[tuple[str, Pattern]]) -> None:
        self._names = [(folded, pattern) for folded, pattern in names if has_foreign_word(folded)]

    @cached_property
    def _built(self) -> tuple[Automaton, list[list[tuple[str, Pattern]]]]:
        by_skeleton: dict[bytes, list[tuple[str, Pattern]]] = defaultdict(list)
        symbols = encode_all([folded for folded, _ in self._names])
        for name, written in zip(self._names, symbols, strict=True):
            by_skeleton[without_vowels(written)].append(name)
        return Automaton(list(by_skeleton)), list(by_skeleton.values())

    def find(self, written: Written) -> Iterator[Hit]:
        """Yield every occurrence in a spelling that is not the known one, which is found so."""
        automaton, names = self._built
        found = automaton.find(without_vowels(written.symbols))
        for index, start, end in found:
            first, last = written.consonants[start], written.consonants[end - 1]
            for name, pattern in names[index]:
                hit = _at_consonants(written.text, first, last + 1, name, pattern)
                if hit and by_sound(written.text[hit.start : hit.end]) != by_sound(name):
                    yield hit


def _at_consonants(text: str, start: int, end: int, name: str, pattern: Pattern) -> Hit | None:
    """Return the name at a first and behind a last consonant, with the vowels around that are its own."""
    last = end + len(text[end : end + 4]) - len(text[end : end + 4].lstrip("اوي"))
    for lead in range(min(start, 3) + 1):
        if lead and text[start - lead] not in "اوي":
            break
        if is_spelled_like(name, text[start - lead : last]):
            return Hit(start - lead, last, pattern)
    return None


def _choose(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the longest hits that do not overlap, and nationalities nested in longer names, in order."""
    chosen: list[Hit] = []  # apart from each other, in order
    nested: dict[Hit, list[Hit]] = defaultdict(list)

    # what is named beside its head («مدينة الرمادي») is meant rather than another of that name
    def rank(one: Hit) -> tuple[int, int, bool, bool]:
        return one.start - one.end, one.start, one.pattern.part is None, one.pattern.form != "name"

    for hit in sorted(hits, key=rank):
        first, behind = bisect_right(chosen, hit.start, key=_end_of), bisect_left(chosen, hit.end, key=_start_of)
        around = chosen[first:behind]
        if not around:
            chosen.insert(first, hit)
        elif _is_nested(hit, around) and all(one.end <= hit.start or hit.end <= one.start for one in nested[around[0]]):
            nested[around[0]].append(Hit(hit.start, hit.end, replace(hit.pattern, form="nested")))
    every = (*chosen, *chain.from_iterable(nested.values()))
    yield from sorted(every, key=lambda one: (one.start, -one.end))


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
        self.hits: list[Hit] = []

    @property
    def folded(self) -> Folded:
        """Return the text folded."""
        return fold(self.text)

    def mentions(self, shorts: Mapping[str, tuple[Short, int]]) -> list[Mention]:
        """Return the mentions of this part, short names included."""
        hits = [*self.hits, *(short_hits(self.text, self.folded, self.hits, shorts) if shorts else ())]
        spans = sentences(self.text) if hits else []
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


def _capped(mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], int]:
    counts: Counter[str] = Counter()
    kept: list[Mention] = []
    for mention in mentions:
        counts[mention.entity_id] += 1
        if counts[mention.entity_id] <= MENTIONS_PER_ENTITY:
            kept.append(mention)
    return tuple(kept), len(mentions) - len(kept)
