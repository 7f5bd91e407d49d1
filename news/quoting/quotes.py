"""Quotes: who said what in a text, of those whom it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from news.model import Kind, Mention, Quote
from news.quoting.arabic import ArabicSpeech
from news.quoting.english import EnglishSpeech
from news.quoting.passage import Passage
from news.quoting.saying import Saying

# FAULTS 80: a page stuffed with speech must not fill the history, nor take long.
_MOST_ACTS = 1000
_ARABIC = re.compile(r"[\u0621-\u064a]")


def find_quotes(text: str, mentions: Sequence[Mention], kinds: Mapping[str, Kind]) -> tuple[Quote, ...]:
    """Return what a text says that entities said, in order; of several speakers together one quote each.

    `mentions` are those of the article: a headline's are passed over, for it repeats what the text says in full. `kinds` says
    of each entity what it is. Somebody who is not known has no quote.
    """
    if not any(one.field == "text" and one.form not in ("nisba", "nested") for one in mentions):
        return ()
    passage = Passage(text, mentions, kinds)
    speech = ArabicSpeech(passage) if _ARABIC.search(text) else EnglishSpeech(passage)
    quotes = [quote for saying in islice(speech.find(), _MOST_ACTS) for quote in _quotes(passage, saying)]
    return tuple(sorted(dict.fromkeys(quotes), key=lambda one: (one.start_char, one.end_char, one.entity_id)))


def _quotes(passage: Passage, saying: Saying) -> Iterator[Quote]:
    start, end = passage.span(saying.first, saying.last)
    for speaker in saying.subject.speakers:
        yield Quote(
            entity_id=speaker,
            verb=passage.letters(saying.verb)[saying.clitics :],
            quote=passage.text[start:end],
            start_char=start,
            end_char=end,
        )
