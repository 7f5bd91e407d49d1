"""Who said what in English: "Putin said that …", "…," Putin said, according to Putin."""

from __future__ import annotations

from collections.abc import Iterator

from news.quoting.english_verbs import (
    ADJUNCTS,
    AUXILIARIES,
    CONJUNCTIONS,
    FREE,
    INSIDE_NAMES,
    LONGEST_TAIL,
    NAMES_BEFORE_MARKS,
    NOT_SAID,
    NOT_SPEAKING,
    OBJECTS,
    OF_PLACE,
    OWN_VOICE,
    PRONOUNS,
    REMARKING,
    TELLING,
    VERBS,
)
from news.quoting.passage import MARK, Named, Passage
from news.quoting.saying import COMMAS, Saying, Subject, clause, direct_quote

_LONGEST_APPOSITION = 12
# A remark of fewer words before "Putin said," is a time or place: "On Monday, Putin said".
_SHORTEST_REMARK, _SHORTEST_CLAUSE = 4, 8
# "MEXICO CITY (AP) —"
_LONGEST_DATELINE, DASHES = 8, frozenset("—–-")
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
        before = passage.word(at - 1)
        if before in NOT_SAID or (before not in COMMAS and passage.word(at - 2) in NOT_SAID):
            return None  # but "in May, said Putin"
        quoted = self._quoted_before(at)
        subject = self._subject_before(at, quoted)
        if subject is None and (quoted is not None or passage.word(at - 1) == ","):  # "…," said Putin
            subject = self._subject_after(at + 1, quoted)
        said = self._said(at) or quoted or self._remarked(at)
        return Saying(at, subject or _NOBODY, "", *said) if said else None

    # Who speaks

    def _subject_before(self, at: int, quoted: tuple[int, int] | None) -> Subject | None:
        """Return who the words before a verb say speaks; None when a quotation or nothing stands there."""
        passage, before, begin = self._passage, at - 1, self._passage.sentence_start(at)
        while before >= begin and passage.word(before) in AUXILIARIES:
            before -= 1
        if before < begin or passage.word(before) == MARK or (before == at - 1 and self._is_inverted(at)):
            return None
        if passage.word(before) in PRONOUNS:
            return self._pronoun(before, quoted)
        if passage.word(before) in COMMAS:  # an apposition: "Putin, the Russian president, said"
            before = self._before_apposition(before, begin)
        named = self._before_place(before) or passage.ending.get(before)
        if named is None:
            return _NOBODY
        other = self._joined(named)
        if other is not None:
            return Subject((other.mention.entity_id, named.mention.entity_id), named.last + 1, is_person=True)
        # "in Munich, Germany, said": no place has an apposition
        return self._speaking(named) if named.kind != "place" or before > at - 4 else _NOBODY

    def _is_inverted(self, at: int) -> bool:
        """Say whether a verb between a comma and its speaker ends a remark: "Job cuts will come, said Claure"."""
        subject = self._subject_after(at + 1, None) if self._passage.word(at - 1) == "," else _NOBODY
        return bool(subject.speakers) and self._passage.word(at) in FREE

    def _joined(self, named: Named) -> Named | None:
        """Return the person who speaks together with another: "Volker and Morrison said"."""
        passage = self._passage
        other = passage.ending.get(named.first - 2) if passage.word(named.first - 1) == "and" else None
        if other is None or not (named.is_person and other.is_person):
            return None
        return other if passage.word(other.first - 1) not in NOT_SPEAKING else None

    def _before_apposition(self, comma: int, begin: int) -> int:
        alone = self._passage.ending.get(comma - 1)
        if alone and alone.is_person and self._passage.word(alone.first - 1) in COMMAS:
            return comma - 1  # "the deputy director, Eva-Marie Persson, said"
        for at in range(comma - 1, max(begin, comma - _LONGEST_APPOSITION) - 1, -1):
            if self._passage.word(at) in COMMAS:
                return at - 1
        return -1

    def _before_place(self, at: int) -> Named | None:
        """Return the person named before the place or body he is of: "Greg Taylor of Indianapolis"."""
        passage = self._passage
        for back in range(at, max(0, at - _LONGEST_APPOSITION), -1):
            named = passage.ending.get(back)
            if back < at and named and named.is_person and passage.word(back + 1) in OF_PLACE:
                return named
            if not passage.letters(back)[:1].isupper() and passage.word(back) not in INSIDE_NAMES:
                return None
        return None

    def _speaking(self, named: Named, *, is_led_to: bool = False) -> Subject:
        """Return the speaker that a name is, unless it is somebody's name only: "a spokesman for Putin said"."""
        passage, before = self._passage, named.first - 1
        while before >= 0 and before in passage.of_countries:
            before -= 1
        fits = is_led_to or passage.word(before) not in NOT_SPEAKING
        is_whole = (
            named.is_person or not self._is_capital(named.first - 1) or passage.word(named.first - 1).endswith("'s")
        )
        is_owner = passage.word(named.last).endswith("'s") or passage.word(named.last + 1) == "'"
        speakers = (named.mention.entity_id,) if fits and is_whole and not is_owner else ()
        return Subject(speakers, named.last + 1, is_person=named.is_person)

    def _subject_after(self, at: int, quoted: tuple[int, int] | None) -> Subject:
        """Return who is named behind a verb: "said Kremlin spokesman Dmitry Peskov"."""
        if self._passage.word(at) in PRONOUNS:
            return self._pronoun(at, quoted)
        for place in range(at, at + _LONGEST_APPOSITION):
            named = self._passage.named.get(place)
            if named is not None and (named.is_person or self._is_alone(at, named)):
                return self._speaking(named, is_led_to=True)
            if not self._passage.word(place)[:1].isalnum() or self._passage.word(place) in NOT_SPEAKING:
                break
        return _NOBODY

    def _is_alone(self, at: int, named: Named) -> bool:
        """Say whether a phrase from a place on is a body's name and no more: "the state-run Xinhua News Agency"."""
        before = range(at, named.first)
        follows = self._passage.word(named.last + 1)
        return not follows.isalnum() and not any(self._passage.letters(one)[:1].isupper() for one in before)

    def _is_capital(self, at: int) -> bool:
        """Say whether a word inside a sentence has a capital: "Inner Mongolia"."""
        begins = at < 0 or at == self._passage.sentence_start(at)
        return not begins and self._passage.letters(at)[:1].isupper()

    def _pronoun(self, at: int, quoted: tuple[int, int] | None) -> Subject:
        last, since = self._last, quoted[0] if quoted else at
        if last is None or self._passage.sentence(since) - self._passage.sentence(last.last) > _REACH:
            return _NOBODY
        one = last.subject
        # "it" is a state or a body, "he" a person; who is named between may be the one meant
        fits = one.is_person == (self._passage.word(at) in ("he", "she")) and self._passage.word(at) != "they"
        between = {
            named.mention.entity_id
            for place in range(max(last.last, last.verb, at - 60) + 1, at)
            if (named := self._passage.named.get(place)) and named.is_person and not self._passage.quoted[place]
        }
        return one if fits and between <= set(one.speakers) else _NOBODY

    # What is said

    def _said(self, at: int) -> tuple[int, int] | None:
        """Return the tokens of what is said behind a verb, or None when nothing is, as in '"…," Putin said.'"""
        passage, verb = self._passage, self._passage.word(at)
        follows = passage.word(at + 1)
        is_said = follows[:1].isalnum() and follows not in ADJUNCTS | VERBS and not follows.endswith("ly")
        is_plain = is_said and not self._is_inverted(at) and self._quoted_before(at) is None
        if verb in FREE and is_plain and follows != "that":
            return clause(passage, at + 1, self._ends)
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
        if verb in FREE | OBJECTS and (is_plain or (follows == MARK and self._quoted_before(at) is None)):
            return clause(passage, at + 1, self._ends)
        return None

    def _quoted_before(self, at: int) -> tuple[int, int] | None:
        """Return the tokens of a quotation that ends before a verb and its speaker, in the same sentence."""
        begin = self._passage.sentence_start(at)
        for place in range(at - 1, max(begin - 1, at - 2 * _LONGEST_APPOSITION) - 1, -1):
            opened = self._opening.get(place)
            if opened is not None:
                ends_clause = (
                    self._passage.word(place - 1) in (",", "?", "!", "،")
                    or self._passage.word(place + 1) in COMMAS
                    or opened == begin
                )
                return direct_quote(self._passage, opened, at_once=True, before=()) if ends_clause else None
            if self._passage.word(place) in VERBS:
                return None
        return None

    def _remarked(self, at: int) -> tuple[int, int] | None:
        """Return what stands before "…, Putin said," or "…, said Putin" in its sentence, when nothing else is said."""
        passage, begin = self._passage, self._passage.sentence_start(at)
        begin = self._after_dateline(begin)
        named = passage.ending.get(at - 1)
        comma = at - 1 if self._is_inverted(at) else (named.first if named else at - 1) - 1
        while (
            named and comma > named.first - 4 and passage.letters(comma)[:1].isupper()
        ):  # "Interior Minister Peschorn"
            comma -= 1
        is_aside = passage.word(comma) == "," and (comma == at - 1 or passage.word(at + 1) in ADJUNCTS | {",", "."})
        speaks = named or comma == at - 1 or passage.word(at - 1) in PRONOUNS
        if passage.word(at) not in REMARKING or not is_aside or not speaks:
            return None
        is_remark = comma - begin >= (_SHORTEST_REMARK if passage.word(begin) not in ADJUNCTS else _SHORTEST_CLAUSE)
        return (begin, comma - 1) if is_remark and not passage.quoted[comma - 1] else None

    def _after_dateline(self, begin: int) -> int:
        """Return where a sentence begins behind "MEXICO CITY (AP) —"; folding leaves no dash among the tokens."""
        passage = self._passage
        for at in range(begin, min(begin + _LONGEST_DATELINE, len(passage.words))):
            end = passage.span(at, at)[1]
            if passage.word(at) == ")" and passage.text[end : end + 2].strip() in DASHES:
                return at + 1
        return begin

    def _continued(self, saying: Saying) -> Saying | None:
        """Return the quotation that goes on behind '"…," Putin said.'"""
        passage = self._passage
        if saying.last > saying.verb:
            return None
        end = passage.sentence_end(saying.verb)
        if passage.word(end) != MARK or passage.text[slice(*passage.span(end - 1, end))].count("\n"):
            return None
        said = direct_quote(passage, end, at_once=False, before=())
        return Saying(saying.verb, saying.subject, "", *said) if said else None

    def _according(self, at: int) -> Saying | None:
        """Return what "according to Putin" is said of: the rest of its sentence."""
        passage, begin = self._passage, self._passage.sentence_start(at)
        subject = self._subject_after(at + 2, None)
        end = passage.sentence_end(at)
        if not subject.speakers or passage.word(subject.after) not in (",", "."):
            return None
        if passage.word(subject.after + 1) == MARK and passage.word(subject.after) == ",":
            quoted = direct_quote(passage, subject.after + 1, at_once=True, before=())
            if quoted:
                return Saying(at, subject, "", *quoted)
        if at == begin:
            said = clause(passage, subject.after + 1, self._ends)
        else:
            said = clause(passage, begin, lambda place: place >= at) if subject.after >= end - 1 else None
        told_before = self._last is not None and self._last.verb >= begin
        return Saying(at, subject, "", *said) if said and not told_before else None

    def _ends(self, at: int) -> bool:
        word, following = self._passage.word(at), self._passage.word(at + 1)
        if word not in COMMAS:
            return False
        speaks = following in CONJUNCTIONS and any(self._passage.word(at + step) in FREE for step in (3, 4))
        return following in OWN_VOICE or following in VERBS or speaks
