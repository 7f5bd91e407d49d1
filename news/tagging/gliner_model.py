"""GLiNER: the labels are put before the text, and every run of words is scored against each.

Zaratiana et al. 2024, GLiNER: Generalist Model for Named Entity Recognition (arXiv 2311.08526): spans above the threshold, the surest
first, none over another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from news.tagging.folder import ModelFolder
from news.tagging.graph import Array, Graph
from news.tagging.pieces import Pieces
from news.tagging.spans import Span, batches, without_overlaps
from news.tagging.windows import Window, Word, windows

_INPUTS = frozenset(("input_ids", "attention_mask", "words_mask", "text_lengths", "span_idx", "span_mask"))


@dataclass(frozen=True, slots=True)
class _Part:
    """A window of one text."""

    text: int
    window: Window
    words: tuple[Word, ...]
    size: int


class GlinerModel:
    """A model that scores runs of words against the labels it is asked for."""

    def __init__(self, folder: ModelFolder, *, threshold: float, batch: int, threads: int) -> None:
        self._folder, self._threshold, self._batch = folder, threshold, batch
        self._pieces = Pieces(folder.tokenizer)
        self._graph = Graph(folder.graph, threads=threads, known=_INPUTS)
        asked = [word for label in folder.labels for word in (folder.ent_token, label)]
        self._before = (*self._pieces.before, *self._pieces.prompt([*asked, folder.sep_token]))
        self._most = folder.most_pieces - len(self._before) - len(self._pieces.after)
        if self._most < 1:
            raise ValueError(f"{len(folder.labels)} labels are more than the model reads at once")

    def tag(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return the spans of each text; raises ValueError for a graph whose answer does not fit what it was asked."""
        words = [self._pieces.split_words(text, most_pieces=self._most) for text in texts]
        parts = [part for number, found in enumerate(words) for part in self._parts(number, found)]
        spans: list[list[Span]] = [[] for _ in texts]
        for places in batches([part.size for part in parts], self._batch):
            batch = [parts[place] for place in places]
            for part, scores in zip(batch, self._score(batch), strict=True):
                spans[part.text].extend(self._spans(part, scores))
        # a label that is left out keeps the others from its spans all the same
        return [tuple(span for span in without_overlaps(found) if span.kind != "other") for found in spans]

    def _parts(self, text: int, words: Sequence[Word]) -> Iterator[_Part]:
        sizes = [len(word.pieces) for word in words]
        for window in windows(sizes, most_pieces=self._most, most_words=self._folder.most_words):
            own = tuple(words[window.first : window.end])
            yield _Part(text, window, own, sum(sizes[window.first : window.end]))

    def _score(self, parts: Sequence[_Part]) -> Array:
        """Return the score of each window, first word, width less one, and label."""
        longest, most = max(part.size for part in parts), max(len(part.words) for part in parts)
        width = self._folder.most_wide
        ids = np.full((len(parts), len(self._before) + longest + len(self._pieces.after)), self._folder.pad, np.int64)
        mask, words_mask = np.zeros_like(ids), np.zeros_like(ids)
        lengths = np.array([[len(part.words)] for part in parts])
        for row, part in enumerate(parts):
            self._fill(part, ids[row], mask[row], words_mask[row])
        starts = np.repeat(np.arange(most), width)
        ends = starts + np.tile(np.arange(width), most)
        inside = ends[None, :] < lengths
        span_idx = np.where(inside[..., None], np.stack([starts, ends], -1)[None], 0)
        logits = self._graph.run(
            input_ids=ids,
            attention_mask=mask,
            words_mask=words_mask,
            text_lengths=lengths,
            span_idx=span_idx,
            span_mask=inside,
        )
        if logits.shape != (len(parts), most, width, len(self._folder.labels)):
            raise ValueError(f"the model answers {logits.shape} to {most} words and {len(self._folder.labels)} labels")
        chances = 1 / (1 + np.exp(np.minimum(-logits, 80)))  # beyond that a float32 overflows
        scores: Array = np.where(inside.reshape(len(parts), most, width, 1), chances, 0)
        return scores

    def _fill(self, part: _Part, ids: Array, mask: Array, words_mask: Array) -> None:
        at = len(self._before)
        ids[:at] = self._before
        for number, word in enumerate(part.words, start=1):
            ids[at : at + len(word.pieces)] = word.pieces
            words_mask[at] = number  # the first piece stands for the word
            at += len(word.pieces)
        ids[at : at + len(self._pieces.after)] = self._pieces.after
        mask[: at + len(self._pieces.after)] = 1

    def _spans(self, part: _Part, scores: Array) -> Iterator[Span]:
        for first, more, label in np.argwhere(scores > self._threshold):
            if part.window.own <= part.window.first + first < part.window.own_end:
                start, end = part.words[first].start_char, part.words[first + more].end_char
                kind = self._folder.kinds.get(self._folder.labels[label], "other")
                yield Span(start, end, kind, float(scores[first, more, label]))
