"""Token classification: every word gets a label, and labels that go together make a name.

A word's label is its first piece's, as these models are trained and as transformers' `aggregation_strategy="first"` has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from news.tagging.folder import ModelFolder
from news.tagging.graph import Array, Graph
from news.tagging.pieces import Pieces
from news.tagging.spans import NOTHING, Span, batches, split_label
from news.tagging.windows import Window, Word, windows

_INPUTS = frozenset(("input_ids", "attention_mask", "token_type_ids"))


@dataclass(frozen=True, slots=True)
class _Part:
    """A window of one text: its pieces with those around, and where its own words begin among them."""

    text: int
    window: Window
    pieces: tuple[int, ...]
    at: tuple[int, ...]


class TokenModel:
    """A model that labels words."""

    def __init__(self, folder: ModelFolder, *, threshold: float, batch: int, threads: int) -> None:
        self._folder, self._threshold, self._batch = folder, threshold, batch
        self._pieces = Pieces(folder.tokenizer)
        self._graph = Graph(folder.graph, threads=threads, known=_INPUTS)
        self._most = folder.most_pieces - len(self._pieces.before) - len(self._pieces.after)

    def tag(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return the spans of each text; raises ValueError for a graph whose answer does not fit the folder's labels."""
        words = [self._pieces.words(text, most_pieces=self._most) for text in texts]
        parts = [part for number, found in enumerate(words) for part in self._parts(number, found)]
        said = [np.zeros((len(found), 2)) for found in words]  # of each word the best label and how sure it is
        for places in batches([len(part.pieces) for part in parts], self._batch):
            self._label([parts[place] for place in places], said)
        return [tuple(self._spans(text, found, best)) for text, found, best in zip(texts, words, said, strict=True)]

    def _parts(self, text: int, words: Sequence[Word]) -> Iterator[_Part]:
        for window in windows(
            [len(word.pieces) for word in words], most_pieces=self._most, most_words=self._folder.most_words
        ):
            pieces, at = list(self._pieces.before), []
            for number in range(window.first, window.end):
                if window.own <= number < window.own_end:
                    at.append(len(pieces))
                pieces.extend(words[number].pieces)
            yield _Part(text, window, (*pieces, *self._pieces.after), tuple(at))

    def _label(self, parts: Sequence[_Part], said: Sequence[Array]) -> None:
        longest = max(len(part.pieces) for part in parts)
        ids = np.full((len(parts), longest), self._folder.pad, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, part in enumerate(parts):
            ids[row, : len(part.pieces)] = part.pieces
            mask[row, : len(part.pieces)] = 1
        logits = self._graph.run(input_ids=ids, attention_mask=mask, token_type_ids=np.zeros_like(ids))
        if logits.shape != (*ids.shape, len(self._folder.labels)):
            raise ValueError(f"the model answers {logits.shape} to {ids.shape} with {len(self._folder.labels)} labels")
        for row, part in enumerate(parts):
            sure = _softmax(logits[row, list(part.at)])
            own = said[part.text][part.window.own : part.window.own_end]
            own[:, 0], own[:, 1] = sure.argmax(-1), sure.max(-1)

    def _spans(self, text: str, words: Sequence[Word], said: Array) -> Iterator[Span]:
        for first, end, label in _names([self._folder.labels[int(best)] for best in said[:, 0]]):
            kind, score = self._folder.kinds.get(label), float(said[first:end, 1].mean())
            start_char, end_char = _trimmed(text, words[first].start_char, words[end - 1].end_char)
            if kind and score >= self._threshold and start_char < end_char:
                yield Span(start_char, end_char, kind, score)


def _softmax(logits: Array) -> Array:
    risen = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Array = risen / risen.sum(-1, keepdims=True)
    return shares


def _names(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, end, label) of the names that the words' labels tell; one that begins with «inside» is one all the same."""
    first, open_label = 0, ""
    for at, (part, label) in enumerate(split_label(label) for label in (*labels, "")):
        if open_label and (part in "BUS" or label != open_label):
            yield first, at, open_label
            open_label = ""
        if not open_label and label not in NOTHING:
            first, open_label = at, label
        if open_label and part in "LEUS":
            yield first, at + 1, open_label
            open_label = ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
