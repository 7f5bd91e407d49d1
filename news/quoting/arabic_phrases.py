"""Words around a verb of speech in Arabic: what may follow it, and where a clause begins."""

from __future__ import annotations

from news.quoting.arabic_verbs import (
    ADVERBS,
    CLAUSE_STARTS,
    KINDS,
    LINKS,
    NOT_WITH_B,
    OBJECTS,
    PREPOSITIONS,
    THAT,
    VERBS,
    Verb,
)
from news.quoting.passage import MARK, Passage, stem_among
from news.quoting.saying import COMMAS
from news.spelling.clitics import has_article
from news.spelling.personal_names import GIVEN_NAMES, TITLES

_MOST_ADVERBS, _SHORTEST_STEM = 16, 2


class Phrases:
    """Says of places in a passage what stands there."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage

    def skip(self, at: int) -> int:
        """Return the first place that no adverb is at."""
        first, words = at, self._passage.words
        while at < len(words) and at - first < _MOST_ADVERBS and (words[at] in ADVERBS or self._is_occasion(at)):
            at += 1
        return at

    def _is_occasion(self, at: int) -> bool:
        pair = "بهذه", "المناسبه"
        return (self._passage.word(at), self._passage.word(at + 1)) == pair or (
            self._passage.word(at - 1),
            self._passage.word(at),
        ) == pair

    def is_adjunct(self, at: int, verb: Verb) -> bool:
        """Say whether a word begins anything but a speaker."""
        word = self._passage.word(at)
        named = self._passage.named.get(at)
        if named is not None:
            return named.prefix not in ("", "و")
        to_whom = word.startswith("لل") or (word.startswith("ل") and bool(stem_among(word[1:], KINDS)))
        return word in PREPOSITIONS or to_whom or word.startswith("بال") or self.is_complement(at, verb)

    def is_complement(self, at: int, verb: Verb) -> bool:
        """Say whether a noun follows that tells what is said: «ندد بالزيارة», «نفى صحة الأنباء»."""
        word = self._passage.word(at)
        if self._passage.word(at + 1) in THAT or self._is_occasion(at):
            return False
        with_b = "ب" in verb.takes and word.startswith("ب") and word not in NOT_WITH_B | GIVEN_NAMES and len(word) > 3
        if word in verb.takes or (with_b and at not in self._passage.named):
            return True
        if verb.the and word.startswith("ال") and word not in ADVERBS | LINKS and not is_title(word):
            return True
        thing = stem_among(word, OBJECTS)
        is_thing = thing == word or len(thing) > _SHORTEST_STEM  # «فلاي» is no «أي»
        return verb.objects and ((thing != "" and is_thing) or (verb.shape == "participle" and word.isalnum()))

    def begins_clause(self, at: int) -> bool:
        """Say whether a verb begins its clause, so that nobody before it need be who speaks."""
        before = self._passage.word(at - 1)
        is_first = at == self._passage.sentence_start(at) or not before.isalnum() or before in CLAUSE_STARTS
        return is_first or find_verb(self._passage.word(at))[0] != ""

    def goes_on(self, at: int) -> bool:
        """Say whether a word lets somebody go on to another thing he said: «مضيفا أن», «وأكد»."""
        prefix, verb = find_verb(self._passage.word(at))
        if verb is None or (verb.only_at_once and not self._leads_on(at, verb)):
            return False
        if verb.shape == "participle":
            return self._passage.word(at).endswith("ا") or self.is_saying(at, verb)
        return verb.shape == "finite" and prefix == "و"

    def is_saying(self, at: int, verb: Verb) -> bool:
        """Say whether a participle is one of speech there: «، مؤكدا حرصه», «معتبرا أن», but not «متوقعة»."""
        return self._passage.word(at - 1) in COMMAS or self._leads_on(at, verb)

    def _leads_on(self, at: int, verb: Verb) -> bool:
        following = self._passage.word(at + 1)
        return following in THAT | verb.takes or following in (MARK, ":")


# With the conjunctions that may stand before them.
FORMS = {prefix + form: (prefix, verb) for prefix in ("و", "ف", "") for form, verb in VERBS.items()}
# «ما أكده», «أعلنها»: what was said stands before.
CONFIRMED = {form + end: verb for form, (_, verb) in FORMS.items() if verb.shape == "finite" for end in ("ه", "ها")}


def find_verb(word: str) -> tuple[str, Verb | None]:
    """Return the conjunction before a verb of speech and the verb; None when a word is none."""
    return FORMS.get(word, ("", None))


def ends_tail(word: str) -> bool:
    """Say whether a word is another verb of speech, behind which nothing is said by the one before."""
    verb = find_verb(word)[1]
    return verb is not None and verb.shape != "noun" and not verb.only_at_once and word not in ADVERBS


def is_reporting(word: str) -> bool:
    """Say whether a word is a finite verb of speech, and nothing else."""
    verb = find_verb(word)[1]
    return verb is not None and verb.shape == "finite" and not verb.only_at_once


def is_title(word: str) -> bool:
    """Say whether a word is a title with its article: «الوزير»."""
    title = stem_among(word, TITLES)
    return bool(title) and has_article(word.removesuffix(title))
