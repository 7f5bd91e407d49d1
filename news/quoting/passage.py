"""A text as speech is looked for in it: its words, its quotation marks, its sentences, and who is named where."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from news.model import Kind, Mention
from news.spelling.clitics import stems
from news.spelling.scripts import Folded, fold, sentences

# Folding has made every quotation mark that comes in pairs this one.
MARK = '"'
_PAIRING = frozenset((MARK, "\n"))
# Longer than any quote in a newspaper; a mark that nobody closed must not swallow the rest.
_LONGEST_QUOTE = 3000
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[^\w\s]|\n")
_GUILLEMETS = "«»"
# At the end of what looks like a sentence; the longest with the space before it.
_ABBREVIATED = re.compile(r"(?<!\w)(?:[أدم]|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Gov|Sen|Rep|Lt|Col|Gen)\.\s*\Z")
_ABBREVIATION = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A mention by the tokens that it spans, both included; `prefix` holds the clitics before it."""

    mention: Mention
    first: int
    last: int
    prefix: str
    kind: Kind

    @property
    def is_person(self) -> bool:
        """Say whether it is a person's."""
        return self.kind == "person"


class Passage:
    """The tokens of a text, with what is known of each."""

    def __init__(self, text: str, mentions: Sequence[Mention], kinds: Mapping[str, Kind]) -> None:
        self.text = text
        self._folded: Folded = fold(text)
        hits = list(_TOKEN.finditer(self._folded.text))
        self.words = [hit[0] for hit in hits]  # a word, a mark or a line's end each
        self._starts = [hit.start() for hit in hits]
        origins = self._folded.starts
        self._origins = self._starts if isinstance(origins, range) else [origins[start] for start in self._starts]
        self.closing = self._pairs()
        self.quoted = [False] * len(self.words)
        for opened, closed in self.closing.items():
            self.quoted[opened : closed + 1] = [True] * (closed + 1 - opened)
        named = [self._named(one, kinds) for one in mentions if one.field == "text"]
        self.named = {one.first: one for one in reversed(named) if one.mention.form not in ("nisba", "nested")}
        self.ending = {one.last: one for one in self.named.values()}
        self.of_countries = {at for one in named if not one.is_person for at in range(one.first, one.last + 1)}

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """Return the sentences, those together that only an abbreviation's full stop parts: «أ. د. ماهر», "Nov. 5"."""
        whole: list[tuple[int, int]] = []
        for start, end in sentences(self.text):
            if whole and _ABBREVIATED.search(self.text, max(0, whole[-1][1] - _ABBREVIATION), whole[-1][1]):
                start = whole.pop()[0]
            whole.append((start, end))
        return whole

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self._sentences]

    def word(self, at: int) -> str:
        """Return a token's word; behind the ends there is none."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that a token is in."""
        return bisect_right(self._sentence_starts, self._origins[at]) - 1

    def sentence_end(self, at: int) -> int:
        """Return the token behind the last of the sentence that a token is in."""
        return bisect_left(self._origins, self._sentences[self.sentence(at)][1])

    def sentence_start(self, at: int) -> int:
        """Return the first token of the sentence that a token is in."""
        return bisect_left(self._origins, self._sentences[self.sentence(at)][0])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets in the text from the first token to the last, both included."""
        start, end = self._folded.span(self._starts[first], self._starts[last] + len(self.words[last]))
        while end < len(self.text) and unicodedata.combining(self.text[end]):  # the last letter's marks
            end += 1
        return start, end

    def letters(self, at: int) -> str:
        """Return a token as it is written."""
        return self.text[slice(*self.span(at, at))]

    def _named(self, mention: Mention, kinds: Mapping[str, Kind]) -> Named:
        first = bisect_right(self._origins, mention.start_char) - 1
        last = bisect_left(self._origins, mention.end_char) - 1
        if self.word(first) == MARK and first < last:  # a mention may hold the marks around it
            first, last = first + 1, last - (self.word(last) == MARK)
        before = fold(self.text[self._origins[first] : mention.start_char]).text
        return Named(mention, first, max(first, last), before, kinds.get(mention.entity_id, "other"))

    def _pairs(self) -> dict[int, int]:
        """Return the closing mark of each outermost opening one."""
        pairs: dict[int, int] = {}
        opened, depth = -1, 0
        for at, word in [(at, word) for at, word in enumerate(self.words) if word in _PAIRING]:
            if opened >= 0 and self._is_lost(opened, at):
                opened = -1
            if word != MARK:
                continue
            if opened < 0:
                opened, depth = at, 1
            elif self._is_guillemet(at) == self._is_guillemet(opened):
                depth += 1 if self._opens(at) else -1
                if depth == 0:
                    pairs[opened], opened = at, -1
        return pairs

    def _is_guillemet(self, at: int) -> bool:
        return self.text[self._origins[at]] in _GUILLEMETS

    def _opens(self, at: int) -> bool:
        """Say whether a mark inside quotation marks opens others: by its shape, or by the space that is on one side only."""
        origin = self._origins[at]
        mark, before, after = self.text[origin], self.text[origin - 1 : origin], self.text[origin + 1 : origin + 2]
        if mark in _GUILLEMETS:
            return mark == "«"
        return (before.isspace() or before == "(") and after.isalnum()

    def _is_lost(self, opened: int, at: int) -> bool:
        """Say whether an opening mark was never closed: its line ended, or of guillemets, another line opens some."""
        is_guillemet = self._is_guillemet(opened)
        if self.words[at] == "\n":
            return not is_guillemet
        start, end = self._origins[opened], self._origins[at]
        reopened = is_guillemet and self.text[end] == "«" and self.text.find("\n", start, end) >= 0
        return reopened or end - start > _LONGEST_QUOTE


def stem_among(word: str, words: Collection[str]) -> str:
    """Return the word of a collection that a folded word is behind its clitics, or an empty string."""
    return next((rest for _, rest in stems(word) if rest in words), "")
