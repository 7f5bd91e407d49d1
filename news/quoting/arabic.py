"""Who said what in Arabic, where the verb comes first: «قال الرئيس الروسي فلاديمير بوتين إن …»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from news.quoting.arabic_phrases import CONFIRMED, FORMS, Phrases, ends_tail, find_verb, is_reporting, is_title
from news.quoting.arabic_speakers import Speakers
from news.quoting.arabic_verbs import (
    BY,
    ELSEWHERE,
    IMPERSONAL,
    KINDS,
    NOT_BEFORE_THAT,
    NOT_SAID,
    OWN_VOICE,
    PREPOSITIONS,
    THAT,
    WHILE,
    Verb,
)
from news.quoting.passage import MARK, Passage
from news.quoting.saying import COMMAS, Saying, Subject, clause, direct_quote

_LONGEST_TAIL, _LONGEST_OPENING, _LONGEST_SOURCE = 45, 4, 5
# How far on, in sentences and in words, a verb without a speaker is still of the one who spoke last.
_REACH, _FARTHEST = 2, 200
# Words at which there is something to look at: for an act of speech, and for its end.
_SPEAKING = FORMS.keys() | CONFIRMED.keys() | BY
_ENDING = FORMS.keys() | COMMAS | BY | WHILE | {"."}


class ArabicSpeech:
    """Reads a passage from its first verb of speech to the last, remembering who spoke."""

    def __init__(self, passage: Passage) -> None:
        self._passage, self._phrases, self._speakers = passage, Phrases(passage), Speakers(passage)
        self._persons = sorted(at for at, named in passage.named.items() if named.is_person)
        self._last: Saying | None = None

    def find(self) -> Iterator[Saying]:
        """Yield acts of speech, those of unknown speakers too."""
        for at in [at for at, word in enumerate(self._passage.words) if word in _SPEAKING]:
            word = self._passage.word(at)
            saying = self._according(at) if word in BY else self._act(at)
            if word in CONFIRMED and saying is None:
                self._confirm(at, CONFIRMED[word])
            if saying is not None:
                yield saying

    def _act(self, at: int) -> Saying | None:
        """Return the act of speech whose verb a word is, and remember who spoke."""
        prefix, verb = find_verb(self._passage.word(at))
        if verb is None or self._passage.quoted[at] or self._passage.word(at - 1) in NOT_SAID:
            return None
        if verb.persons and self._passage.word(at + 1) == "من" and "من" not in verb.takes:
            return None  # «الذي اعتبر من المتشددين»
        if verb.shape == "participle" and not self._phrases.is_saying(at, verb):
            return None
        saying = self._read(at, verb, prefix)
        if saying is None or (self._last is not None and saying.first == self._last.first):  # «وأردف قائلا»
            return None
        # what a speaker tells of others' words leaves him the speaker
        if self._last is None or at > self._last.last:
            self._last = saying
        return saying

    def _according(self, at: int) -> Saying | None:
        """Return what a sentence that begins «بحسب بوتين، فإن» says."""
        passage = self._passage
        subject = self._speakers.named_at(at + 1) if at == passage.sentence_start(at) else None
        if subject is None or not subject.speakers or passage.word(subject.after) not in COMMAS:
            return None
        first = subject.after + 1
        if passage.word(first) not in THAT and passage.word(first).removeprefix("ف") not in THAT:
            return None
        said = clause(passage, first, self._ends)
        return Saying(at, subject, "m", *said) if said else None

    def _confirm(self, at: int, verb: Verb) -> None:
        """Remember who speaks in «وهو ما أكده بوتين مضيفا أن»: he goes on, though no words of his came before."""
        subject = self._speakers.after(at + 1, verb)
        if subject is not None and subject.speakers and not self._passage.quoted[at]:
            self._last = Saying(at, subject, verb.gender, at, subject.after - 1)

    def _read(self, at: int, verb: Verb, prefix: str) -> Saying | None:
        subject = self._speakers.before_noun(at) if verb.shape == "noun" else None
        if verb.shape == "noun" and subject is None:
            return None
        after = self._speakers.after(at + 1, verb) if verb.shape == "finite" else None
        said = self._said(at, after.after if after else at + 1, verb)
        if said is None:
            return None
        if after is None and subject is None:
            tail = range(self._phrases.skip(at + 1), said[0])
            named = self._passage.named
            subject = (
                Subject((), said[0])
                if any(one in named and named[one].is_person and not named[one].prefix for one in tail)
                else self._understood(at, verb, prefix)
            )
        subject = subject or after
        assert subject is not None
        return Saying(at, self._same_title(subject, verb), verb.gender, *said, len(prefix))

    def _understood(self, at: int, verb: Verb, prefix: str) -> Subject:
        """Return who speaks when the words behind the verb name nobody: who is named before it, or spoke last."""
        if not prefix and verb.shape == "finite" and (named := self._speakers.before(at)):
            is_one = verb.gender == "plural" and named.is_person
            return named if not is_one else Subject((), at)
        if self._passage.word(at)[len(prefix) :] in IMPERSONAL:
            return Subject((), at)
        starts = verb.shape == "participle" or self._phrases.begins_clause(at)
        last = self._last
        if last is None or not starts or not self._is_near(last, at, verb):
            return Subject((), at)
        return last.subject

    def _is_near(self, last: Saying, at: int, verb: Verb) -> bool:
        distance = self._passage.sentence(at) - self._passage.sentence(last.last)
        start = self._passage.sentence_start(at)
        reach = int(at == start) if verb.shape == "participle" else _REACH
        if distance > reach or at - last.last > _FARTHEST or verb.gender != last.gender:
            return False
        opening = next((named for one in range(start, at) if (named := self._passage.named.get(one))), None)
        is_his = opening is not None and opening.mention.entity_id in last.subject.speakers
        if distance and at - start > _LONGEST_OPENING and not is_his:
            return False  # «وقاد الهجوم النائب رويس، وأشار إلى …»: the sentence has a subject of its own
        if distance > 1 and "\n" in self._passage.words[last.last : self._passage.sentence_start(start - 1)]:
            return False  # a paragraph began with somebody else's doings
        if any(self._passage.word(one) in ELSEWHERE for one in range(last.last + 1, at)):
            return False
        between = self._persons[bisect_left(self._persons, last.last + 1) : bisect_left(self._persons, at)]
        others = {self._passage.named[one].mention.entity_id for one in between} - set(last.subject.speakers)
        return verb.adds or not others

    def _same_title(self, subject: Subject, verb: Verb) -> Subject:
        """Return the last speaker for «الوزير», when that is what he was called."""
        last = self._last
        if subject.speakers or last is None or len(subject.words) != 1 or verb.gender != last.gender:
            return subject
        (word,) = subject.words
        is_his = word.startswith("ال") and {word, word[2:]} & last.subject.words and is_title(word)
        return Subject(last.subject.speakers, subject.after, last.subject.words, True) if is_his else subject

    # What is said

    def _said(self, at: int, after: int, verb: Verb) -> tuple[int, int] | None:
        """Return the tokens of what is said, looked for behind the speaker to the end of the sentence."""
        passage = self._passage
        end = min(passage.sentence_end(at), after + _LONGEST_TAIL)
        soon = self._phrases.skip(after)
        # «"…"، مشيرا إلى أسرته» explains what was said
        is_gloss = verb.shape == "participle" and MARK in (passage.word(at - 1), passage.word(at - 2))
        one = after
        while one < end:
            at_once = one <= soon
            if at_once and not is_gloss and self._phrases.is_complement(one, verb):
                return clause(passage, one, lambda place: passage.word(place) in COMMAS or self._ends(place))
            found = self._begun(one, verb, at_once=at_once)
            if found or (one > soon and verb.only_at_once) or ends_tail(passage.word(one)):
                return found
            one = passage.closing.get(one, one) + 1
        return None

    def _begun(self, at: int, verb: Verb, *, at_once: bool) -> tuple[int, int] | None:
        """Return what is said when it begins at a place: behind a colon, between marks, or with «أن»."""
        passage, word, before = self._passage, self._passage.word(at), self._passage.word(at - 1)
        if word == MARK:
            return direct_quote(passage, at, at_once=at_once, before=KINDS | PREPOSITIONS)
        if word == ":":
            if passage.closing.get(at + 1):
                return direct_quote(passage, at + 1, at_once=True, before=())
            first = at + 1 + (passage.word(at + 1) == MARK)  # a mark that nobody closed
            return None if before.isdigit() or first >= len(passage.words) else clause(passage, first, self._ends)
        leads = before in verb.takes or ("ب" in verb.takes and word.startswith("ب"))
        if word in THAT and not at_once and verb.takes and not verb.objects and not leads:
            return None  # «دعا … واصفا زيارته بأنها», «تقر أميركا التي تخشى أن …»
        if word in THAT and (before not in NOT_BEFORE_THAT or before in verb.takes or at_once):
            found = clause(passage, at - 1 if before in verb.takes else at, self._ends)
            return found if found and found[1] > at else None
        return None

    def _ends(self, at: int) -> bool:
        """Say whether what was said ends before a place, where the paper or another verb of speech goes on."""
        word = self._passage.word(at)
        if word not in _ENDING:
            return False
        following, second = self._passage.word(at + 1), self._passage.word(at + 2)
        if word in COMMAS:
            is_other = following in ("في", "من", "على") and second in ELSEWHERE | {"حين"}
            is_aside = following in OWN_VOICE or is_other or second in BY
            return is_aside or is_reporting(following) or self._phrases.goes_on(at + 1)
        if word == "." and len(self._passage.word(at - 1)) > 1 and following.isalpha():
            return True  # a full stop without a space behind it
        if word in BY and self._passage.sentence_end(at) - at <= _LONGEST_SOURCE:
            return True  # «… لأسباب أمنية بحسب الوزارة.»
        return (word in WHILE and is_reporting(following)) or self._phrases.goes_on(at)
