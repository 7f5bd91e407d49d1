"""Short names: the word that may stand for a person named in full, and where it is part of somebody else's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from news.model import Entity
from news.naming.full_names import by_sound, join_compounds
from news.naming.patterns import Hit, Pattern
from news.naming.standing import prefix_at
from news.spelling.clitics import has_article, is_clitic, stems
from news.spelling.frequencies import RARE_ZIPF, STOP_ZIPF, zipf
from news.spelling.personal_names import FAMILY_FIRST, GIVEN_NAMES, KIN, ORDINALS, STYLES, SYLLABLES, TITLES
from news.spelling.scripts import Folded, fold_name

_SHORTEST = 3
# So many letters after another person of the name has been named in full, some two sentences, the name alone may be theirs.
_REACH = 300
# «لصالح» is "in favour of": what is this common with its preposition is a word of its own.
_COMMON_ZIPF = 4.5
# A rare word shorter than this may be any verb: «دشن», «طمأن».
_SHORTEST_RARE = 5
_SYLLABLE_SOUNDS = frozenset(by_sound(syllable) for syllable in SYLLABLES)
# Imperfects, the derived perfects that are longest, their verbal nouns, and endings that a foreign name seldom has.
_INFLECTED = re.compile(r"[ول]?(?:س?[يتن]\w+|است\w+|ا\wت\w+|ا[نست]\w+ا\w|\w+(?:ها|هما|هم|ه|نا|وا|و|ت|ات))")
_DASH = re.compile(r"\s[-–—ـ]|[-–—ـ]\s")


@dataclass(frozen=True, slots=True)
class Short:
    """A folded word that stands for a person: the family name, first or last in the full one, or a given name."""

    entity_id: str
    word: str
    place: Literal["first", "last", "given"]
    own: frozenset[str]  # all words of the person's names


def short_names(entity: Entity) -> Iterator[Short]:
    """Yield the short names of a person."""
    written = [name for name in entity.names if name.origin != "transliteration"]
    strong = (join_compounds(fold_name(name.name)).split() for name in written if not name.is_weak)
    full = [words for words in strong if len(words) >= 2]
    own = frozenset(word for name in written for word in fold_name(name.name).split()) | {w for ws in full for w in ws}
    for words in full:
        if words[0] in FAMILY_FIRST:
            yield Short(entity.entity_id, words[0], "first", own)
        elif "بن" in words and words[words.index("بن") + 1 :] and (given := words[: words.index("بن")]):
            yield Short(entity.entity_id, given[-1], "given", own)
        elif len(words[-1]) >= _SHORTEST and words[-2] not in KIN and words[-1] not in ORDINALS:
            yield Short(entity.entity_id, words[-1], "last", own)


def short_hits(
    text: str, folded: Folded, taken: Sequence[Hit], shorts: Mapping[str, tuple[Short, int]]
) -> Iterator[Hit]:
    """Yield where a text uses short names that are nobody else's; `shorts` says for each word from where it counts."""
    used = {at for hit in taken for at in range(hit.start, hit.end)}
    for word, (short, since) in sorted(shorts.items(), key=lambda item: -len(item[0])):
        another = -_REACH
        for start, prefix in occurrences(folded.text, word):
            end = start + len(word.removeprefix("ال") if prefix.endswith("لل") else word)
            if not used.isdisjoint(range(start, end)):
                another = -_REACH  # the person is named in full again
                continue
            place = _Place(text, folded, (start - len(prefix), end), prefix)
            if place.names_another(short):
                another = end
            elif start >= since and start - another >= _REACH and place.is_of(short):
                used.update(range(start, end))
                yield Hit(start, end, Pattern(short.entity_id, "short", word))


def occurrences(text: str, word: str) -> Iterator[tuple[int, str]]:
    """Yield where a short name begins as a word of a folded text, and the clitics before it: «للسيسي» is ل and «السيسي»."""
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else word
    at = text.find(stem)
    while at >= 0:
        end = at + len(stem)
        before = prefix_at(text, at)
        article = "" if stem == word else "ال"
        if stem != word and before.endswith("لل"):
            start, prefix, fits = at, before, True
        else:
            start, prefix = at - len(article), before.removesuffix(article)
            fits = before.endswith(article) and not has_article(prefix)
        if fits and is_clitic(prefix) and not text[end : end + 1].isalnum():
            yield start, prefix
        at = text.find(stem, end)


class _Place:
    """Where a short name stands, with the words beside it that nothing parts from it."""

    def __init__(self, text: str, folded: Folded, span: tuple[int, int], prefix: str) -> None:
        self._text, self._folded, self._prefix = text, folded, prefix
        self._begin, self._end = begin, end = span
        before = re.search(r"([^\W_]+) $", folded.text[max(0, begin - 40) : begin])
        after = re.match(r" ([^\W_]+)", folded.text[end : end + 40])
        self._begins_before = begin - len(before[0]) if before else begin
        self.before = before[1] if before and self._is_joint(self._begins_before + len(before[1]), begin) else ""
        self.after = after[1] if after and self._is_joint(end, end + 1) else ""

    def _is_joint(self, start: int, end: int) -> bool:
        gap = self._text[self._folded.starts[start - 1] + 1 : self._folded.starts[end]]
        return not _DASH.search(gap)

    def is_of(self, short: Short) -> bool:
        """Say whether the word stands for the person there."""
        if self._text[self._folded.starts[self._begin]].isascii():
            return self._is_of_in_latin(short)
        titled = not self._prefix and _is_title(self.before)
        if zipf(short.word) >= STOP_ZIPF and not titled:
            return False
        if short.place == "given" and not (titled and self._is_style_of(short)):
            return False
        if self._prefix not in ("", "و") and zipf(self._folded.text[self._begin : self._end]) >= _COMMON_ZIPF:
            return False
        if self.after in ("بن", "بنت") or self._is_of_kin(short):
            return False
        return not (self._is_before_given(short) if short.place == "first" else self._is_in_longer(short))

    def names_another(self, short: Short) -> bool:
        """Say whether the word is part of a full name that is not the person's: «الباحث كيم هيون ووك»."""
        is_latin = self._text[self._folded.starts[self._begin]].isascii()
        if short.place == "first":
            given = self._is_name_like(self.after, self._end + 1, short.own) if is_latin else is_rare(self.after)
            return given or by_sound(self.after) in _SYLLABLE_SOUNDS
        before = self.before if is_latin else self.before.removeprefix("و")
        return short.place == "last" and before in GIVEN_NAMES - short.own and not self._prefix

    def _is_of_kin(self, short: Short) -> bool:
        kin = self.before if self.before in KIN else self.before.removeprefix("و")
        return not self._prefix and kin in KIN and kin not in short.own

    def _is_style_of(self, short: Short) -> bool:
        """Say whether the title before a given name is one that goes with given names, and this person's: «الملك سلمان»."""
        titles = {rest for _, rest in stems(self.before)} & TITLES
        own = {rest for word in short.own for _, rest in stems(word)} & TITLES
        longer = self.after.startswith("ال") and (self.after in ORDINALS or zipf(self.after) < _COMMON_ZIPF)
        return bool(titles & (own or STYLES)) and not longer

    def _is_before_given(self, short: Short) -> bool:
        """Say whether a family name that comes first has its given name behind it: «كيم إيل سونغ»."""
        return (
            self.after in short.own
            or by_sound(self.after) in _SYLLABLE_SOUNDS
            or (not self._prefix and by_sound(self.before) in _SYLLABLE_SOUNDS)
            or is_rare(self.after)
        )

    def _is_in_longer(self, short: Short) -> bool:
        """Say whether the name has another's given name before it, or is a given name itself: «صالح الصماد»."""
        if not self._prefix and not _is_title(self.before) and _is_given_name(self.before, short.own):
            return True
        if short.word not in GIVEN_NAMES:
            return False
        # «صالح الصماد», but «صالح المخلوع»
        rare = self.after.startswith("ال") and zipf(self.after) <= RARE_ZIPF and not _INFLECTED.fullmatch(self.after)
        return rare or self.after in GIVEN_NAMES - short.own

    def _is_of_in_latin(self, short: Short) -> bool:
        capital = self._text[self._folded.starts[self._begin]].isupper()
        titled = self.before in TITLES
        is_weak = short.place == "given" or (short.place == "last" and zipf(short.word) >= STOP_ZIPF)
        if not capital or (is_weak and not titled):
            return False  # of a common word the capital says little: Mrs May, "in May"
        if short.place == "first" and self._is_name_like(self.after, self._end + 1, short.own):
            return False
        if titled or self.before in short.own:
            return True
        if self._is_inside_sentence():
            return not self._is_name_like(self.before, self._begins_before, frozenset())
        return not _is_given_name(self.before, short.own)

    def _is_name_like(self, word: str, start: int, own: frozenset[str]) -> bool:
        """Say whether a word beside a Latin name is part of it: capitals say so, but in a headline all words have them."""
        if not word or not self._text[self._folded.starts[start]].isupper():
            return False
        if _is_title_case(self._text):
            return word in own or word in SYLLABLES or _is_given_name(word, frozenset())
        return True

    def _is_inside_sentence(self) -> bool:
        at = self._folded.starts[self._begins_before]
        return at > 0 and self._text[at - 1] != "\n" and not re.search(r"[.!?\"“]\s*$", self._text[max(0, at - 3) : at])


def is_rare(word: str) -> bool:
    """Say whether no frequent word is in a word, and it is not inflected as only verbs and nouns are."""
    if len(word) < _SHORTEST_RARE or word[0].isdigit() or _INFLECTED.fullmatch(word):
        return False
    parts = stems(word)
    return not any(has_article(prefix) for prefix, _ in parts) and all(zipf(rest) <= RARE_ZIPF for _, rest in parts)


def _is_given_name(word: str, own: frozenset[str]) -> bool:
    if word in own or word.removeprefix("و") in own:
        return False
    bare = [rest for prefix, rest in stems(word) if prefix in ("", "و") or zipf(word) < _COMMON_ZIPF - 1]
    return any(rest in GIVEN_NAMES for rest in bare) or is_rare(word)


def _is_title(word: str) -> bool:
    return any(has_article(prefix) and rest in TITLES for prefix, rest in stems(word))


def _is_title_case(text: str) -> bool:
    """Say whether a short text's longer words all have capitals, as in American headlines."""
    words = re.findall(r"[A-Za-z]{4,}", text[:300])
    return len(text) < 300 and len(words) > 2 and all(word[0].isupper() for word in words)
