"""Who speaks, by the words around an Arabic verb: «قال وزير الدفاع الروسي سيرغي شويغو», but not «قال محامي بوتين»."""

from __future__ import annotations

from dataclasses import replace

from news.quoting.arabic_phrases import Phrases, find_verb
from news.quoting.arabic_verbs import (
    ADVERBS,
    BARE_TITLES,
    BRIDGES,
    ENDS_SUBJECT,
    HONORIFICS,
    KINDS,
    LINKS,
    MASCULINE,
    STATES,
    WAS,
    Verb,
)
from news.quoting.passage import MARK, Named, Passage, stem_among
from news.quoting.saying import COMMAS, Subject
from news.spelling.clitics import has_article
from news.spelling.personal_names import TITLES

_LONGEST_SUBJECT, _MOST_SPEAKERS, _MOST_LINKS, _LONGEST_OPENING = 16, 4, 4, 6


class Speakers:
    """Finds who speaks in a passage."""

    def __init__(self, passage: Passage) -> None:
        self._passage, self._phrases = passage, Phrases(passage)

    def after(self, at: int, verb: Verb) -> Subject | None:
        """Return who the words behind a verb say speaks, or None when they name nobody at all."""
        start = self._phrases.skip(at)
        is_word = self._passage.word(start).isalnum() or self._in_marks(start) is not None
        if self._phrases.is_adjunct(start, verb) or not is_word:
            return None
        # «من جهته، دعا بوتين», but «ماليزيا، وهي عضو في الفريق، أبلغت مجلس الأمن»
        is_inside = self._passage.word(at - 2) in COMMAS and at - self._passage.sentence_start(at) > _LONGEST_OPENING
        is_inside = is_inside or self._passage.word(at - 2) == MARK
        if verb.persons and (is_inside or not self._phrases.begins_clause(at - 1)):
            return Subject((), start)  # whom it was said to
        return self._subject(start, verb)

    def named_at(self, at: int) -> Subject:
        """Return who the phrase at a place names."""
        return self._subject(at)

    def before_noun(self, at: int) -> Subject | None:
        """Return whom «نقلت الوكالة عن بوتين قوله» names."""
        for back in range(at - 1, max(self._passage.sentence_start(at), at - _LONGEST_SUBJECT) - 1, -1):
            if self._passage.word(back) == "عن":
                return self._subject(back + 1)
        return None

    def before(self, at: int) -> Subject | None:
        """Return who is named before a verb: «وكان كيربي أعلن», «بوتين الذي قال»."""
        passage, place, begin = self._passage, at - 1, self._passage.sentence_start(at)
        while place >= begin and passage.word(place) in LINKS | COMMAS and at - place <= _MOST_LINKS:
            place -= 1
        named = passage.ending.get(place) if place >= begin else None
        return self._subject_ending(named, begin) if named else None

    def _subject_ending(self, named: Named, begin: int) -> Subject:
        """Return the speaker named before the verb, when the phrase from the start of its clause is all his."""
        start = named.first
        while start > begin and named.first - start < _LONGEST_SUBJECT:
            word = self._passage.word(start - 1)
            if not word.isalnum() or word in WAS or find_verb(word)[1] is not None:
                break
            start -= 1
        subject = self._subject(start)
        return subject if subject.after == named.last + 1 else Subject((), named.last + 1)

    def _subject(self, start: int, verb: Verb | None = None) -> Subject:
        """Return the speaker that a phrase from a place on names, past titles: «وزير الدفاع الروسي سيرغي شويغو»."""
        passage, at = self._passage, start
        end = min(passage.sentence_end(start), start + _LONGEST_SUBJECT)
        while at < end:
            named = passage.named.get(at) or self._in_marks(at)
            if named is not None and (named.is_person or self._names_itself(start, named)):
                return self._speaking(start, named, verb)
            if named is not None:
                at = named.last + 1
            elif (apposed := self._apposed(start, at)) is not None:
                found = self._speaking(at + 1, apposed, verb)
                return replace(found, after=found.after + 1)
            elif not self._is_initial(at) and (not passage.word(at).isalnum() or passage.word(at) in ENDS_SUBJECT):
                break
            else:
                at += 1
        return Subject((), at, frozenset(passage.word(one) for one in range(start, at)))

    def _is_initial(self, at: int) -> bool:
        """Say whether a full stop is that of a title's first letter: «أ. د. ماهر سليم»."""
        return self._passage.word(at) == "." and len(self._passage.word(at - 1)) == 1

    def _in_marks(self, at: int) -> Named | None:
        """Return the name that stands alone between marks at a place: «صحيفة «الغارديان»», «وقال "داود"»."""
        closing = self._passage.closing.get(at)
        named = self._passage.named.get(at + 1) if closing is not None else None
        return named if named is not None and closing == named.last + 1 else None

    def _apposed(self, start: int, at: int) -> Named | None:
        """Return the person named behind a comma and a title: «وزير الأوقاف الأردني، الدكتور هايل داود، »."""
        passage = self._passage
        if passage.word(at) not in COMMAS or not any(stem_among(passage.word(one), TITLES) for one in range(start, at)):
            return None
        follows = range(at + 1, at + 2 + _MOST_LINKS)
        named = next((found for one in follows if (found := passage.named.get(one))), None)
        is_his = named is not None and named.is_person and passage.word(named.last + 1) in COMMAS
        titles = range(at + 1, named.first) if named is not None else ()
        return named if is_his and all(stem_among(passage.word(one), TITLES) for one in titles) else None

    def _names_itself(self, start: int, named: Named) -> bool:
        before = STATES if named.kind == "place" else KINDS
        places = range(start, named.first - (self._passage.word(named.first - 1) == MARK))
        return all(stem_among(self._passage.word(one), before) for one in places)

    def _speaking(self, start: int, named: Named, verb: Verb | None) -> Subject:
        in_marks = self._in_marks(named.first - 1) is not None
        start += in_marks and start == named.first - 1
        fits = named.prefix in (("", "و") if verb is None and start == named.first else ("",))
        if named.is_person:
            fits = fits and self._leads_to_name(start, named.first) and self._has_his_title(start, named.first, verb)
        else:
            fits = fits and (verb is None or self._agrees(named, verb))
        speakers, after = [named.mention.entity_id], self._after_adjectives(named)
        while (other := self._passage.named.get(after)) and other.prefix == "و" and len(speakers) < _MOST_SPEAKERS:
            speakers.append(other.mention.entity_id)
            after = other.last + 1
        after += in_marks
        words = frozenset(self._passage.word(one) for one in range(start, named.first))
        return Subject(tuple(dict.fromkeys(speakers)) if fits else (), after, words, named.is_person)

    def _agrees(self, named: Named, verb: Verb) -> bool:
        # «قال الرمادي» is of a man, whose city is feminine
        is_feminine = named.kind == "place" and self._passage.word(named.first) not in MASCULINE
        has_title = self._passage.word(named.first - 1) in STATES
        return self._ends_phrase(self._after_adjectives(named), verb) and (
            verb.gender == "f" or has_title or not is_feminine
        )

    def _after_adjectives(self, named: Named) -> int:
        """Return the place behind a body's name and its nationality: «البيت الأبيض الأميركي»."""
        at = named.last + 1
        is_body = named.kind == "organisation"
        while is_body and at in self._passage.of_countries and self._passage.word(at).startswith("ال"):
            at += 1
        return at

    def _ends_phrase(self, at: int, verb: Verb) -> bool:
        word = self._passage.word(at)
        is_next = at in self._passage.named or word in ADVERBS | LINKS or word.startswith("و")
        return is_next or not word.isalnum() or self._phrases.is_adjunct(at, verb) or find_verb(word)[1] is not None

    def _leads_to_name(self, start: int, end: int) -> bool:
        """Say whether words before a person's name are his titles, and not somebody of his: «محامي الرئيس السوري»."""
        words = [self._passage.word(at) for at in range(start, end) if not self._is_initial(at)]
        while words and words[0] in HONORIFICS:
            words.pop(0)
        if not words:
            return True
        is_country = end - 1 in self._passage.of_countries
        if not (words[-1].startswith(("ال", "وال")) or words[-1] in BARE_TITLES or is_country):
            return False
        places = range(start + len(range(start, end)) - len(words) + 1, end)
        return not words[0].endswith("ون") and not any(map(self._is_owned, places))

    def _has_his_title(self, start: int, end: int, verb: Verb | None) -> bool:
        """Say whether a title is of the verb's gender: «طالبت القوى السياسية رئيس الوزراء» is said to him."""
        titles = [title for at in range(start, end) if (title := stem_among(self._passage.word(at), TITLES))]
        genders = {"f" if title.endswith("ه") else "m" for title in titles}
        return verb is None or not genders or verb.gender in genders

    def _is_owned(self, at: int) -> bool:
        """Say whether a title is that of somebody whose man, house or ministry is meant: «حكومة الرئيس», «ممثل للرئيس»."""
        before, word = self._passage.word(at - 1), self._passage.word(at)
        title = stem_among(word, TITLES)
        if not title:
            return False
        is_construct = not before.startswith(("ال", "وال")) and at - 1 not in self._passage.of_countries
        clitics = word.removesuffix(title)
        return before in BRIDGES or clitics in ("ل", "لل", "ب", "بال") or (is_construct and has_article(clitics))
