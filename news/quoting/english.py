"""Who said what in English: "Putin said that …", "…," Putin said, according to Putin."""

from __future__ import annotations

from collections.abc import Iterator

from news.quoting.english_verbs import (
    ADJUNCTS,
    AUXILIARIES,
    FREE,
    LONGEST_TAIL,
    NAMES_BEFORE_MARKS,
    NOT_SAID,
    NOT_SPEAKING,
    OBJECTS,
    OWN_VOICE,
    PRONOUNS,
    TELLING,
    VERBS,
)
from news.quoting.passage import MARK, Named, Passage
from news.quoting.saying import COMMAS, Saying, Subject, clause, direct_quote

_LONGEST_APPOSITION = 12
# How far on, in sentences, "he said" is still of the one who spoke last.
_REACH = 2
_NOBODY = Subject((), 0)


class EnglishSpeech:
    """Reads a passage from its first verb of speech to the last, remembering who spoke."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._opening = {closed: opened for opened, closed in passage.closing.items()}
        self._last: Saying | None = None

    def find(self) -> Iterator[Saying]:
        """Yield acts of speech, those of unknown speakers too."""
        for at, word in enumerate(self._passage.words):
            if word == "according" and self._passage.word(at + 1) == "to":
                found = self._according(at)
            elif word in VERBS and not self._passage.quoted[at]:
                found = self._read(at)
            else:
                continue
            if found is None:
                continue
            if self._last is None or at > self._last.last:
                self._last = found
            yield found
            if (more := self._continued(found)) is not None:
                yield more

    def _read(self, at: int) -> Saying | None:
        passage = self._passage
        if passage.word(at - 1) in NOT_SAID or passage.word(at - 2) in NOT_SAID:
            return None
        quoted = self._quoted_before(at)
        subject = self._subject_before(at)
        if subject is None and quoted is not None:  # "…," said Putin
            subject = self._subject_after(at + 1)
        said = self._said(at) or quoted
        return Saying(at, subject or _NOBODY, "", *said) if said else None

    # Who speaks

    def _subject_before(self, at: int) -> Subject | None:
        """Return who the words before a verb say speaks; None when a quotation or nothing stands there."""
        passage, before, begin = self._passage, at - 1, self._passage.sentence_start(at)
        while before >= begin and passage.word(before) in AUXILIARIES:
            before -= 1
        if before < begin or passage.word(before) == MARK:
            return None
        if passage.word(before) in PRONOUNS:
            return self._pronoun(before)
        if passage.word(before) in COMMAS:  # an apposition: "Putin, the Russian president, said"
            before = self._before_apposition(before, begin)
        named = passage.ending.get(before)
        # "in Munich, Germany, said": no place has an apposition
        return self._speaking(named) if named and (named.kind != "place" or before > at - 4) else _NOBODY

    def _before_apposition(self, comma: int, begin: int) -> int:
        for at in range(comma - 1, max(begin, comma - _LONGEST_APPOSITION) - 1, -1):
            if self._passage.word(at) in COMMAS:
                return at - 1
        return -1

    def _speaking(self, named: Named, *, is_led_to: bool = False) -> Subject:
        """Return the speaker that a name is, unless it is somebody's name only: "a spokesman for Putin said"."""
        passage, before = self._passage, named.first - 1
        while before >= 0 and before in passage.of_countries:
            before -= 1
        fits = is_led_to or passage.word(before) not in NOT_SPEAKING
        is_whole = named.is_person or not self._is_capital(named.first - 1)
        is_owner = passage.word(named.last).endswith("'s") or passage.word(named.last + 1) == "'"
        speakers = (named.mention.entity_id,) if fits and is_whole and not is_owner else ()
        return Subject(speakers, named.last + 1, is_person=named.is_person)

    def _subject_after(self, at: int) -> Subject:
        """Return who is named behind a verb: "said Kremlin spokesman Dmitry Peskov"."""
        if self._passage.word(at) in PRONOUNS:
            return self._pronoun(at)
        for place in range(at, at + _LONGEST_APPOSITION):
            named = self._passage.named.get(place)
            if named is not None and (
                named.is_person or (place == at and not self._passage.word(named.last + 1).isalnum())
            ):
                return self._speaking(named, is_led_to=True)
            if not self._passage.word(place).isalnum() or self._passage.word(place) in NOT_SPEAKING:
                break
        return _NOBODY

    def _is_capital(self, at: int) -> bool:
        """Say whether a word inside a sentence has a capital: "Inner Mongolia"."""
        begins = at < 0 or at == self._passage.sentence_start(at)
        return not begins and self._passage.letters(at)[:1].isupper()

    def _pronoun(self, at: int) -> Subject:
        last = self._last
        if last is None or self._passage.sentence(at) - self._passage.sentence(last.last) > _REACH:
            return _NOBODY
        one = last.subject
        # "it" is a state or a body, "he" a person; who is named between may be the one meant
        fits = one.is_person == (self._passage.word(at) in ("he", "she")) and self._passage.word(at) != "they"
        between = {
            named.mention.entity_id
            for place in range(max(last.last, last.verb, at - 60) + 1, at)
            if (named := self._passage.named.get(place)) and named.is_person
        }
        return one if fits and between <= set(one.speakers) else _NOBODY

    # What is said

    def _said(self, at: int) -> tuple[int, int] | None:
        """Return the tokens of what is said behind a verb, or None when nothing is, as in '"…," Putin said.'"""
        passage, verb = self._passage, self._passage.word(at)
        end = min(passage.sentence_end(at), at + 1 + LONGEST_TAIL)
        one = at + 1
        while one < end:
            word = passage.word(one)
            if word == MARK and (one == at + 1 or passage.word(one - 1) in ",:" or verb in TELLING):
                found = direct_quote(passage, one, at_once=True, before=NAMES_BEFORE_MARKS)
                if found:
                    return found
            elif word == "that" or (word == ":" and one == at + 1 and passage.word(one + 1) != MARK):
                return clause(passage, one + (word == ":"), self._ends)
            elif word in VERBS or (word == "," and passage.word(one + 1).endswith("ing")):
                break
            one = passage.closing.get(one, one) + 1
        follows = passage.word(at + 1)
        is_said = follows == MARK or (follows.isalnum() and follows not in ADJUNCTS)
        if is_said and verb in FREE | OBJECTS and self._quoted_before(at) is None:
            return clause(passage, at + 1, self._ends)
        return None

    def _quoted_before(self, at: int) -> tuple[int, int] | None:
        """Return the tokens of a quotation that ends before a verb and its speaker, in the same sentence."""
        begin = self._passage.sentence_start(at)
        for place in range(at - 1, max(begin - 1, at - _LONGEST_APPOSITION) - 1, -1):
            opened = self._opening.get(place)
            if opened is not None:
                ends_clause = (
                    self._passage.word(place - 1) in (",", "?", "!", "،") or self._passage.word(place + 1) in COMMAS
                )
                return direct_quote(self._passage, opened, at_once=True, before=()) if ends_clause else None
            if self._passage.word(place) in VERBS:
                return None
        return None

    def _continued(self, saying: Saying) -> Saying | None:
        """Return the quotation that goes on behind '"…," Putin said.'"""
        passage = self._passage
        if passage.word(saying.last + 1) != MARK or saying.last > saying.verb:
            return None
        end = passage.sentence_end(saying.verb)
        if passage.word(end) != MARK or passage.text[slice(*passage.span(end - 1, end))].count("\n"):
            return None
        said = direct_quote(passage, end, at_once=False, before=())
        return Saying(saying.verb, saying.subject, "", *said) if said else None

    def _according(self, at: int) -> Saying | None:
        """Return what "according to Putin" is said of: the rest of its sentence."""
        passage, begin = self._passage, self._passage.sentence_start(at)
        subject = self._subject_after(at + 2)
        end = passage.sentence_end(at)
        if not subject.speakers or passage.word(subject.after) not in (",", "."):
            return None
        if at == begin:
            said = clause(passage, subject.after + 1, self._ends)
        else:
            said = clause(passage, begin, lambda place: place >= at) if subject.after >= end - 1 else None
        told_before = self._last is not None and self._last.verb >= begin
        return Saying(at, subject, "", *said) if said and not told_before else None

    def _ends(self, at: int) -> bool:
        word, following = self._passage.word(at), self._passage.word(at + 1)
        return word in COMMAS and (following in OWN_VOICE or following in VERBS)
