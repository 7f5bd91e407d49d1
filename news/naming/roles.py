"""Roles: «الزعيم الكوري الشمالي» is a person where the article itself says whose role that is."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from news.model import Field, Mention
from news.naming.role_words import (
    CONSTRUCT,
    DAYS,
    DEPUTIES,
    FORMER,
    HEADS,
    HEADS_ENGLISH,
    MEETING,
    MODIFIERS_ENGLISH,
    NAMED_AFTER,
    OTHERWISE,
    STYLES,
)
from news.naming.short_names import is_rare
from news.naming.standing import prefix_at
from news.spelling.clitics import has_article, is_clitic, stems
from news.spelling.personal_names import GIVEN_NAMES
from news.spelling.scripts import fold, sentence_at, sentences

# A role is this many words at most: «نائب وزير الخارجية الأميركي لشؤون».
_LONGEST = 7
# An article does not speak of more persons by their roles; a page that does is a list.
_MOST_ROLES = 100
_WORDS_BEFORE = re.compile(rf"(?:[^\W_]{{1,30}} ){{1,{_LONGEST + 1}}}$")
_WORD_AFTER = re.compile(r" ([^\W_]+)")
_WORD = re.compile(r"[^\W_]+")
_DASH = re.compile(r"[-–—ـ]")
_CHARACTERS_BEFORE = 90


@dataclass(frozen=True, slots=True)
class _Role:
    """A folded phrase without the article of its first word, and whether it has one; a Latin phrase has none."""

    phrase: str
    is_definite: bool
    has_country: bool


def link_roles(title: str, text: str, mentions: Sequence[Mention], persons: Collection[str]) -> list[Mention]:
    """Return the mentions of an article with those that stand for persons by their role, in order.

    A role is a person's when it stands before his full name somewhere in the article and before nobody else's. What it
    holds, as the nationality in «الزعيم الكوري الشمالي», becomes `nested`.
    """
    if not mentions:
        return []
    fields: tuple[tuple[Field, str], ...] = (("title", title), ("text", text))
    parts = [_Part(name, whole, [one for one in mentions if one.field == name], persons) for name, whole in fields]
    holders: dict[_Role, set[str]] = defaultdict(set)
    doubtful: dict[_Role, set[str]] = defaultdict(set)
    for role, person, is_sure in (found for part in parts for found in part.roles()):
        (holders if is_sure else doubtful)[role].add(person)
    alone = [role for role, who in holders.items() if len(who) == 1 and doubtful[role] <= who][:_MOST_ROLES]
    clear = [(role, next(iter(holders[role]))) for role in alone]
    clear = [(role, who) for role, who in clear if not any(part.contradicts(role) for part in parts)]
    clear.sort(key=lambda pair: -len(pair[0].phrase))
    return [mention for part in parts for mention in part.linked(clear)]


class _Part:
    """The title or the text, folded, with its mentions."""

    def __init__(self, name: Field, text: str, mentions: Sequence[Mention], persons: Collection[str]) -> None:
        self._name, self._text, self._mentions, self._persons = name, text, mentions, persons
        self._folded = fold(text)
        self._begins = [one.start_char for one in mentions]

    def roles(self) -> Iterator[tuple[_Role, str, bool]]:
        """Yield the roles that stand before full names, with whose they are and whether that is sure."""
        for one in self._mentions:
            if one.form == "name" and one.entity_id in self._persons and (role := self._role_before(one)):
                begin = self._folded.text.rfind(role.phrase, 0, bisect_left(self._folded.starts, one.start_char))
                yield role, one.entity_id, self._word_before(begin) not in MEETING

    def contradicts(self, role: _Role) -> bool:
        """Say whether the role stands before a name that nobody here has, or is a shorter way to say somebody else's."""
        for _, end in self._occurrences(role):
            word = self._word_after(end)
            is_unknown = _is_given_name(word) and self._person_at(self._after(end)) is None
            if is_unknown or (not role.has_country and self._is_of_country(self._after(end))):
                return True
        return False

    def linked(self, roles: Sequence[tuple[_Role, str]]) -> list[Mention]:
        """Return the mentions with those by roles that stand alone, longer ones first."""
        places: list[tuple[str, int, int]] = []
        taken: set[int] = set()
        for role, person in roles:
            for start, end in self._occurrences(role):
                if taken.isdisjoint(range(start, end)) and self._is_bare(role, start, end):
                    taken.update(range(start, end))
                    places.append((person, start, end))
        if not places:
            return list(self._mentions)
        spans = sentences(self._text)
        found = [self._mention(*one, spans) for one in places]
        covered = {at for one in found for at in range(one.start_char, one.end_char)}
        kept = [replace(one, form="nested") if one.start_char in covered else one for one in self._mentions]
        return sorted([*kept, *found], key=lambda one: (one.start_char, -one.end_char))

    # Whose a role is

    def _role_before(self, name: Mention) -> _Role | None:
        """Return the role in the words right before a name."""
        at = bisect_left(self._folded.starts, name.start_char)
        window = self._folded.text[max(0, at - _CHARACTERS_BEFORE) : at]
        words = _WORDS_BEFORE.search(window)
        if words is None or _DASH.search(self._text[self._folded.starts[max(at - 2, 0)] : name.start_char]):
            return None
        first = at - len(window) + words.start()
        found = [(hit[0], first + hit.start()) for hit in _WORD.finditer(words[0])]
        if words.start() == 0 and at > _CHARACTERS_BEFORE and len(found) > 1:  # it may be cut
            found.pop(0)
        while len(found) > 1 and found[-1][0] in STYLES:
            found.pop()
        return self._english_role(found) if found[-1][0].isascii() else self._arabic_role(found)

    def _arabic_role(self, words: Sequence[tuple[str, int]]) -> _Role | None:
        head, place = None, len(words) - 1
        while place >= 0 and (head is None or place == head - 1):
            word, at = words[place]
            if _head(word) is not None:
                head = place
            elif head is not None or not self._is_modifier(word, at):
                break
            place -= 1
        if head is None or head == len(words) - 1:
            return None
        word, at = words[head]
        clitics = _head(word) or ""
        end = words[-1][1] + len(words[-1][0])
        has_country = any(self._is_of_country(start) for _, start in words[head:])
        is_firm = any(word.startswith(("ال", "لل")) for word, _ in words[head + 1 :])
        phrase = self._folded.text[at + len(clitics) : end]
        return _Role(phrase, has_article(clitics), has_country) if has_country or is_firm else None

    def _english_role(self, words: Sequence[tuple[str, int]]) -> _Role | None:
        place = len(words) - 1
        while place > 0 and words[place][0] in HEADS_ENGLISH | MODIFIERS_ENGLISH:
            place -= 1
        titles = {word for word, _ in words[place + 1 :]} & HEADS_ENGLISH
        if not titles or not self._is_of_country(words[place][1]):
            return None
        while place > 0 and self._is_of_country(words[place - 1][1]):
            place -= 1
        if place > 0 and words[place - 1][0] in FORMER:
            return None
        return _Role(self._folded.text[words[place][1] : words[-1][1] + len(words[-1][0])], False, True)

    def _is_modifier(self, word: str, at: int) -> bool:
        return word.startswith(("ال", "لل", "لشوون")) or word in CONSTRUCT or self._is_of_country(at)

    # Where it stands alone

    def _occurrences(self, role: _Role) -> Iterator[tuple[int, int]]:
        """Yield the folded spans of a role, with its article where that is written."""
        text = self._folded.text
        at = text.find(role.phrase)
        while at >= 0:
            end = at + len(role.phrase)
            prefix = prefix_at(text, at)
            fits = is_clitic(prefix) and has_article(prefix) == role.is_definite
            if fits and not text[end : end + 1].isalnum():
                yield at - (2 if prefix.endswith("ال") else 0), end
            at = text.find(role.phrase, end)

    def _is_bare(self, role: _Role, start: int, end: int) -> bool:
        """Say whether a role stands for its holder there: no name, adjective or country follows that makes another of it."""
        before = self._word_before(start)
        if (
            before in FORMER
            or (_head(before) is not None and not before.startswith(("ال", "وال")))
            or before in DEPUTIES | NAMED_AFTER
        ):
            return False
        after, word = self._after(end), self._word_after(end)
        if not word:
            return self._holds_whole(start, end)
        if (
            word in OTHERWISE
            or word in STYLES
            or _is_given_name(word)
            or self._is_of_country(after)
            or self._person_at(after)
        ):
            return False
        if role.phrase[0].isascii():
            return not self._text[self._folded.starts[after]].isupper() and self._holds_whole(start, end)
        is_adjective = word.startswith("ال") and len(word) > 4 and word not in DAYS
        return not is_adjective and _head(word) != "" and not is_rare(word) and self._holds_whole(start, end)

    def _holds_whole(self, start: int, end: int) -> bool:
        """Say whether every mention that a span touches is a place's or body's and all within it."""
        first, last = self._folded.span(start, end)
        near = self._mentions[max(bisect_left(self._begins, first) - 3, 0) : bisect_left(self._begins, last)]
        touching = [one for one in near if one.end_char > first]
        return all(
            one.start_char >= first and one.end_char <= last and one.entity_id not in self._persons for one in touching
        )

    def _mention(self, person: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Mention:
        first, last = self._folded.span(start, end)
        while last < len(self._text) and unicodedata.combining(self._text[last]):
            last += 1
        begin, behind = sentence_at(spans, first)
        return Mention(
            entity_id=person,
            field=self._name,
            surface=self._text[first:last],
            start_char=first,
            end_char=last,
            form="role",
            sentence_start=begin,
            sentence_end=max(behind, last),
        )

    # Words

    def _after(self, end: int) -> int:
        return end + 1

    def _word_after(self, end: int) -> str:
        """Return the word behind a folded place that only a space parts from it."""
        found = _WORD_AFTER.match(self._folded.text, end)
        if found is None or _DASH.search(self._text[self._folded.starts[end - 1] + 1 : self._folded.starts[end + 1]]):
            return ""
        return found[1]

    def _word_before(self, start: int) -> str:
        begin = start - len(prefix_at(self._folded.text, start))
        found = _WORDS_BEFORE.search(self._folded.text[max(0, begin - 30) : begin])
        return found[0].split()[-1] if found else ""

    def _mention_at(self, place: int) -> Mention | None:
        """Return the mention that covers a folded place, or begins behind the clitics there."""
        if place >= len(self._folded.text):
            return None
        origin = self._folded.starts[place]
        word = _WORD.match(self._folded.text, place)
        number = bisect_left(self._begins, self._folded.starts[word.end()] if word else origin + 1) - 1
        near = self._mentions[max(number - 2, 0) : number + 1]
        return next((one for one in near if one.end_char > origin), None)

    def _person_at(self, place: int) -> Mention | None:
        found = self._mention_at(place)
        return found if found is not None and found.entity_id in self._persons else None

    def _is_of_country(self, place: int) -> bool:
        found = self._mention_at(place)
        return found is not None and found.entity_id not in self._persons


def _is_given_name(word: str) -> bool:
    return word in GIVEN_NAMES or word.startswith("عبد")


def _head(word: str) -> str | None:
    """Return the clitics before a word that begins a role; None when it begins none."""
    return next((clitics for clitics, rest in stems(word) if rest in HEADS), None)
