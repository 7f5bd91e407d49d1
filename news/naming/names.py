"""Recognise: who and what a text mentions, as the names are really written."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from news.lexicon.lexicon import Lexicon
from news.model import Entity, Field, Mention, Name
from news.naming.automaton import OnePass
from news.naming.choice import choose
from news.naming.clubs import read_clubs
from news.naming.foreign_names import ForeignNames
from news.naming.full_names import by_sound
from news.naming.middle_names import MiddleNames
from news.naming.namesakes import read_namesakes
from news.naming.other_script import OtherScript
from news.naming.patterns import Hit, Pattern, parts, spellings
from news.naming.roles import link_roles
from news.naming.short_names import Short, short_hits, short_names
from news.naming.standing import is_read_as, may_be
from news.spelling.scripts import Folded, fold, fold_name, sentence_at, sentences
from news.spelling.symbols import Written
from news.world.phrases import HALVES, PHRASES

# FAULTS 80: a page stuffed with one name must not fill the history.
MENTIONS_PER_ENTITY = 1000


class Recogniser:
    """Finds names in texts. Built once a run; safe to share between threads, it keeps no state.

    `listed` are entities of lists, met behind the others: of one spelling these are meant. `phrases` hold a name and mean
    something else: «مسقط رأسه» is where he was born.
    """

    def __init__(
        self, entities: Sequence[Entity], listed: Lexicon | None = None, phrases: Iterable[str] = PHRASES
    ) -> None:
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
        self._given = OnePass(_Spellings(plain), _Spellings(sounds, by_sound), MiddleNames(full))
        # imported lists bring their own spellings, and a millisecond for each of a hundred thousand would hold up every run
        own = [entity for entity in entities if not all(name.origin.startswith("import:") for name in entity.names)]
        self._foreign, self._other_script = ForeignNames(full), OtherScript(own)
        self._lexicon = listed
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
            part.hits = [hit for hit in choose(_possible(part, found)) if hit.pattern.entity_id] if found else []
        if not any(part.hits for part in fields):
            return (), 0
        texts = [part.folded.text for part in fields]
        read = read_namesakes(texts, read_clubs(texts, [part.hits for part in fields]))
        for part, hits in zip(fields, read, strict=True):
            part.hits = hits
        shorts = self._shorts_of(fields)
        mentions = [mention for part in fields for mention in part.mentions(shorts[part.name])]
        persons = {one.entity_id for one in mentions if self._shorts_known(one.entity_id) is not None}
        return _capped(link_roles(title, text, mentions, persons))

    def _found(self, fields: Sequence[_Part]) -> list[list[Hit]]:
        """Return what may be names in each field; they are read as one text, a line each, as every array costs its making."""
        written = Written(*(part.text for part in fields))
        plain, sounds, middle = self._given.find(written)
        listed, relisted = self._lexicon.find(written.text) if self._lexicon is not None else ((), ())
        respelled = (*self._foreign.find(written), *middle, *self._other_script.find(written))
        hits = [*plain, *sounds, *listed, *respelled, *relisted]
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
            "title": {w: (s, 0) for w, s in clear.items() if since[w] == 0 or self._count_called(w) <= 1},
            "text": {w: (s, since[w]) for w, s in clear.items()},
        }

    def _shorts_by(self, name: str, hit: Hit) -> Iterator[Short]:
        """Yield the short names of a person who is named in full, as that name has them too."""
        known = self._shorts_known(hit.pattern.entity_id) or ()
        yield from known
        if not any(one.word in name for one in known):
            yield from short_names(Entity(entity_id=hit.pattern.entity_id, kind="person", names=(Name(name=name),)))

    def _shorts_known(self, entity_id: str) -> tuple[Short, ...] | None:
        """Return the short names of a person, None for who is none."""
        if entity_id in self._shorts or self._lexicon is None:
            return self._shorts.get(entity_id)
        return self._lexicon.short_names(entity_id)

    def _count_called(self, word: str) -> int:
        return self._persons_called[word] + (self._lexicon.persons_called(word) if self._lexicon is not None else 0)


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
