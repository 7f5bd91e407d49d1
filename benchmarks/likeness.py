"""Likeness: three example articles against days of news. `python -m benchmarks.likeness`

A topic is a pattern over folded titles: what it finds is like the examples; what has none of the topic's words anywhere is
not; the rest is left out. Three of the like ones, drawn at random, are the examples; the rest of the days is ranked. The
labels are a rule's, not a reader's: figures compare methods, and set the threshold; they are not the precision of a watch.

Calibration topics and days set DEFAULT_THRESHOLD; the held-out topics and days were not looked at before.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.data import need_data, news, news_days
from news.comparing.likeness import DEFAULT_THRESHOLD, build_profile, likeness
from news.comparing.terms import NAME, Sketcher
from news.naming.names import Recogniser
from news.spelling.scripts import fold
from news.world.known_world import known_world

DRAWS, EXAMPLES, MIN_WORDS = 4, 3, 30
# topic: (like when the title has it, unlike when title and text have none of it); letters folded
CALIBRATION = {
    "nuclear deal": ("نووي", "نووي"),
    "yemen": ("حوثي|عدن|تعز", "حوثي|عدن|تعز|اليمن"),
    "isis": ("داعش", "داعش|الارهاب"),
    "greece": ("يونان", "يونان"),
    "pilgrims": ("معتمر|العمره|المسجد الحرام|الحرم المكي", "معتمر|عمره|الحرم|مكه|حجاج"),
    "football": (r"\b(لاعب|مباراه|الدوري|مدرب)", "لاعب|مباراه|دوري|مدرب|كاس"),
    "oil": ("نفط|اوبك", "نفط|اوبك|خام"),
    "stocks": ("الاسهم|البورصه|تاسي", "اسهم|بورصه|تاسي"),
    "jerusalem": ("اقصي|قدس|احتلال|مستوطن", "اسراييل|فلسطين|قدس"),
    "kurds": ("اكراد|كردستاني|تركيا", "كرد|تركيا|تركي"),
    "weather": ("ارصاد|طقس|امطار|رياح", "ارصاد|طقس|امطار|رياح"),
    "road accidents": ("حادث مروري|حادث سير|تصادم|انقلاب سياره", "حادث|تصادم|مرور"),
    "health": ("كورونا|مستشفي|مرضي", "كورونا|مستشفي|مرض|صحه|صحيه"),
}
HELD_OUT = {
    "tunisia": ("تونس", "تونس"),
    "egypt": ("سيناء|السيسي|مصري", "مصر|سيناء|القاهره"),
    "syria": ("سوريا|سوريه|دمشق|الاسد", "سوري|دمشق|حلب|الاسد"),
    "schools": ("طلاب|مدرسه|مدارس|القبول", "طلاب|مدرس|تعليم|جامع"),
    "fires": ("حريق|حرايق", "حريق|حرايق|الدفاع المدني|اطفاء"),
    "drugs": ("مخدر|حشيش|كبتاجون", "مخدر|حشيش|تهريب|مهرب"),
    "aviation": ("طيران|الخطوط السعوديه|مطار", "طيران|مطار|طاير|جوي"),
    "phones": ("ابل|ايفون|هاتف|جوجل|سامسونج", "هاتف|تطبيق|جهاز|تقني|شركه"),
    "housing": ("اسكان|عقار", "اسكان|عقار|سكن"),
}


@dataclass(frozen=True, slots=True)
class Story:
    """An article with all that the methods compare."""

    title: str
    text: str
    sketch: Mapping[str, float]


Method = Callable[[Sequence[Story], Sequence[int]], np.ndarray]


def stories(days: Sequence[str]) -> list[Story]:
    """Return the articles of these days that have a text, read as the cycle reads them."""
    world = known_world()
    recogniser, sketcher = Recogniser(world), Sketcher(world)
    found = []
    for article in (article for day in days for article in news(day)):
        title, text = str(article["title"]), str(article["content"])
        if len(text.split()) >= MIN_WORDS:
            mentions, _ = recogniser.recognise(title, text)
            found.append(Story(fold(title).text, fold(text).text, sketcher.sketch(title, text, mentions)))
    return found


def ours(keep: Callable[[str], bool]) -> Method:
    """Return Marsad's likeness over the terms that `keep` lets through."""

    def scores(found: Sequence[Story], examples: Sequence[int]) -> np.ndarray:
        sketches = [{term: value for term, value in story.sketch.items() if keep(term)} for story in found]
        profile = build_profile([sketches[index] for index in examples])
        return np.array([likeness(profile, sketch).score for sketch in sketches])

    return scores


class TfIdf:
    """scikit-learn's TfidfVectorizer over folded words, fitted on the very days that are ranked; nearest example."""

    def __init__(self, found: Sequence[Story]) -> None:
        self._matrix = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform(f"{s.title} {s.text}" for s in found)

    def __call__(self, found: Sequence[Story], examples: Sequence[int]) -> np.ndarray:
        """Return each story's cosine with the nearest example."""
        return np.asarray((self._matrix @ self._matrix[list(examples)].T).max(axis=1).todense()).ravel()


def average_precision(like: np.ndarray, unlike: np.ndarray) -> float:
    """Return the mean of the precision at each like article, ranked by score; of equals the unlike come first."""
    marks = np.concatenate([np.zeros(len(unlike)), np.ones(len(like))])
    marks = marks[np.argsort(-np.concatenate([unlike, like]), kind="stable")]
    precision = np.cumsum(marks) / np.arange(1, len(marks) + 1)
    return float((precision * marks).sum() / marks.sum())


def compare(topics: Mapping[str, tuple[str, str]], days: Sequence[str]) -> None:
    """Print each method's average precision by topic, and what thresholds give."""
    found = stories(days)
    methods: dict[str, Method] = {
        "marsad": ours(lambda term: True),
        "marsad, words": ours(lambda term: not term.startswith(NAME)),
        "marsad, names": ours(lambda term: term.startswith(NAME)),
        "sklearn tf-idf": TfIdf(found),
    }
    print(f"{len(found)} articles of {len(days)} days\n{'topic':16}{'like':>6}", *(f"{name:>16}" for name in methods))
    scored: list[tuple[np.ndarray, np.ndarray]] = []
    means = []
    for topic, (in_title, anywhere) in topics.items():
        like = [i for i, story in enumerate(found) if re.search(in_title, story.title)]
        unlike = [i for i, story in enumerate(found) if not re.search(anywhere, f"{story.title} {story.text}")]
        chance = random.Random(topic)  # one stream a topic: adding a topic changes no other
        draws = [chance.sample(like, EXAMPLES) for _ in range(DRAWS)]
        row = []
        for name, method in methods.items():
            parts = [_parts(method(found, draw), like, unlike, draw) for draw in draws]
            row.append(float(np.mean([average_precision(*part) for part in parts])))
            if name == "marsad":
                scored += parts
        means.append(row)
        print(f"{topic:16}{len(like):6}", *(f"{value:16.3f}" for value in row))
    print(f"{'mean':22}", *(f"{value:16.3f}" for value in np.mean(means, axis=0)))
    _print_thresholds(scored)


def _parts(
    scores: np.ndarray, like: Sequence[int], unlike: Sequence[int], draw: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    return scores[[i for i in like if i not in draw]], scores[list(unlike)]


def _print_thresholds(scored: Sequence[tuple[np.ndarray, np.ndarray]]) -> None:
    print("\nthreshold  precision  recall     F1   (means over topics and draws)")
    for threshold in sorted({*np.arange(0.14, 0.36, 0.02).round(2), DEFAULT_THRESHOLD}):
        rows = []
        for like, unlike in scored:
            hits, wrong = int((like >= threshold).sum()), int((unlike >= threshold).sum())
            precision, recall = hits / ((hits + wrong) or 1), hits / len(like)
            rows.append((precision, recall, 2 * precision * recall / ((precision + recall) or 1)))
        precision, recall, f1 = np.mean(rows, axis=0)
        mark = "  default" if threshold == DEFAULT_THRESHOLD else ""
        print(f"{threshold:9.2f}{precision:11.3f}{recall:8.3f}{f1:7.3f}{mark}")


if __name__ == "__main__":
    need_data()
    print("CALIBRATION")
    compare(CALIBRATION, news_days()[:4])
    print("\nHELD OUT")
    compare(HELD_OUT, news_days()[4:])
