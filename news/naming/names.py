"""Recognise: who and what a text mentions, as the names are really written."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from ahocorasick_rs import AhoCorasick, MatchKind

from news.model import Entity, Field, Mention, Name
from news.naming.clubs import read_clubs
from news.naming.full_names import by_sound, has_foreign_word, is_spelled_like, skeleton
from news.naming.middle_names import MiddleNames
from news.naming.namesakes import read_namesakes
from news.naming.other_script import OtherScript
from news.naming.patterns import Hit, Pattern, is_read_as, may_be, parts, spellings
from news.naming.roles import link_roles
from news.naming.short_names import Short, short_hits, short_names
from news.naming.variants import add_transliterations
from news.spelling.scripts import Folded, fold, fold_name, sentence_at, sentences
from news.world.phrases import HALVES, PHRASES

# FAULTS 80: a page stuffed with one name must not fill the history.
MENTIONS_PER_ENTITY = 1000


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
        self._plain, self._sounds = _Automaton(plain), _Automaton(sounds)
        # imported lists bring their own spellings, and a millisecond for each of a hundred thousand would hold up every run
        own = [entity for entity in entities if not all(name.origin.startswith("import:") for name in entity.names)]
        self._respelled = (_ForeignNames(full), MiddleNames(full), OtherScript(own))
        self._shorts = {e.entity_id: tuple(short_names(e)) for e in entities if e.kind == "person"}
        self._persons_called = Counter(
            word for shorts in self._shorts.values() for word in {one.word for one in shorts}
        )

    def recognise(self, title: str, text: str, *, language: str = "") -> tuple[tuple[Mention, ...], int]:
        """Return the mentions of an article in order, and how many were dropped as too many of one entity.

        `language` is a hint that names do not need today: they are found in the script they are written in.
        """
        fields = [_Part("title", title), _Part("text", text)]
        for part in fields:
            part.hits = [hit for hit in _choose(self._hits(part)) if hit.pattern.entity_id]
        texts = [part.folded.text for part in fields]
        read = read_namesakes(texts, read_clubs(texts, [part.hits for part in fields]))
        for part, hits in zip(fields, read, strict=True):
            part.hits = hits
        shorts = self._shorts_of(fields)
        mentions = [mention for part in fields for mention in part.mentions(shorts[part.name])]
        return _capped(link_roles(title, text, mentions, self._shorts))

    def _hits(self, part: _Part) -> Iterator[Hit]:
        folded = part.folded.text
        respelled = chain.from_iterable(finder.find(folded) for finder in self._respelled)
        hits = (*self._plain.find(folded), *self._sounds.find(by_sound(folded)), *respelled)
        # «سوريا» is the country, «سورياً» a Syrian; «سورية» is either, «السورية» an adjective
        whole = [hit for hit in hits if not hit.pattern.is_stem]
        double = {(hit.start, hit.end) for hit in whole if hit.pattern.form == "name"}
        double &= {(hit.start, hit.end) for hit in whole if hit.pattern.form == "nisba"}
        for hit in hits:
            reads_so = (hit.start, hit.end) not in double or is_read_as(hit.pattern.form, part.text, part.folded, hit)
            if reads_so and may_be(part.text, part.folded, hit):
                yield hit

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
                    if pattern.part and text[end : end + 1].isalnum():  # «موناكو الفرنسية» is not «موناكو الفرنسي»
                        continue
                    first, last = pattern.part or (0, end - start)
                    yield Hit(start + first, start + last, pattern)


class _ForeignNames:
    """Full names found by their consonants, then compared letter by letter."""

    def __init__(self, names: Iterable[tuple[str, Pattern]]) -> None:
        by_skeleton: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        for folded, pattern in names:
            if has_foreign_word(folded):
                by_skeleton[skeleton(folded)].append((folded, pattern))
        self._names = list(by_skeleton.values())
        self._automaton = AhoCorasick(list(by_skeleton), matchkind=MatchKind.Standard) if by_skeleton else None

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every occurrence in a folded text."""
        found = self._automaton.find_matches_as_indexes(skeleton(text), overlapping=True) if self._automaton else []
        odd = self._spelled_otherwise(by_sound(text), Counter(index for index, _, _ in found))
        kept = [at for at, letter in enumerate(text) if letter not in "اوي"] if odd else []
        for index, start, end in found if odd else ():
            for name, pattern in self._names[index]:
                if hit := _at_consonants(text, kept[start], kept[end - 1] + 1, name, pattern):
                    yield hit

    def _spelled_otherwise(self, text: str, counts: Mapping[int, int]) -> bool:
        # most names are spelled as known and found so: only others are worth the map back from their consonants
        return any(n > sum(text.count(by_sound(name)) for name, _ in self._names[i]) for i, n in counts.items())


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
    chosen: list[Hit] = []
    standing: dict[int, list[Hit]] = defaultdict(list)  # by letter: a page of nothing but names takes no longer

    # what is named beside its head («مدينة الرمادي») is meant rather than another of that name
    def rank(one: Hit) -> tuple[int, int, bool, bool]:
        return one.start - one.end, one.start, one.pattern.part is None, one.pattern.form != "name"

    for hit in sorted(hits, key=rank):
        around = list(dict.fromkeys(one for at in range(hit.start, hit.end) for one in standing.get(at, ())))
        if around and not _is_nested(hit, around):
            continue
        added = Hit(hit.start, hit.end, replace(hit.pattern, form="nested")) if around else hit
        chosen.append(added)
        for at in range(hit.start, hit.end):
            standing[at].append(added)
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

    def mentions(self, shorts: Mapping[str, tuple[Short, int]]) -> list[Mention]:
        """Return the mentions of this part, short names included."""
        hits = [*self.hits, *(short_hits(self.text, self.folded, self.hits, shorts) if shorts else ())]
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


def _capped(mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], int]:
    counts: Counter[str] = Counter()
    kept: list[Mention] = []
    for mention in mentions:
        counts[mention.entity_id] += 1
        if counts[mention.entity_id] <= MENTIONS_PER_ENTITY:
            kept.append(mention)
    return tuple(kept), len(mentions) - len(kept)
