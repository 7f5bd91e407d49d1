"""Spelling across scripts: 2,000 Latin names looked for among all Arabic forms of name_translit_wikidata.

`python -m benchmarks.variants` takes a sample that was kept back (`dev` the one that rules were tried on) and prints for each method the share of names whose likeliest form is the right one, and the share that is answered when only
so sure answers are given that 98, 99 or 100 in 100 of them are right. Peers compare a plain letter-by-letter transliteration: rapidfuzz with every form, jellyfish with the 100 that rapidfuzz has
nearest. They are sure by their score or by its distance to the second, whichever serves them better.
"""

from __future__ import annotations

import math
import random
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from benchmarks.data import DATA, need_data
from news.naming.full_names import by_sound
from news.spelling.letter_sounds import LATIN_OF
from news.spelling.sound_codes import arabic_code
from news.spelling.spelling_match import is_spelling_of
from news.spelling.transliteration import Lexicon, prepare_arabic

SAMPLE, DEVELOPED_ON, SEED = 2000, 4000, 20150721
# Dearer than any spelling that people would take for the name.
MOST_COST = 9.0
PRECISIONS = (0.98, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Answer:
    """The form that a method likes best, and how sure it is, in ways to be sure."""

    form: str
    sure: tuple[float, ...]


Pair = tuple[str, str]
Method = Callable[[str], Answer]


def pairs() -> list[Pair]:
    """Return (Latin name, folded Arabic form) of the set."""
    lines = (DATA / "name_translit_wikidata" / "wd_arabic_80").read_text(encoding="utf-8").splitlines()
    split = (line.split("\t") for line in lines)
    return [(latin, form) for latin, arabic, _ in split if (form := prepare_arabic(arabic.replace(" ", "")))]


def samples(every: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return the sample that was developed on and one of the rest."""
    seen = random.Random(1).sample(every, DEVELOPED_ON)
    rest = sorted(set(every) - set(seen))
    return seen[:SAMPLE], random.Random(SEED).sample(rest, SAMPLE)


def ours(forms: Sequence[str]) -> Method:
    """Return the weighted transducer; it is sure when the second is far and the name long enough to be no accident."""
    lexicon = Lexicon(forms)

    def answer(latin: str) -> Answer:
        found = list(islice(lexicon.nearest(latin, MOST_COST), 8)) or [("", math.inf)]
        form, cost = found[0]
        rivals = sum(math.exp(-2 * other) for _, other in found[1:]) + math.exp(-len(form))
        return Answer(form, (-2 * cost - math.log(rivals),))

    return answer


def peers(forms: Sequence[str]) -> dict[str, Method]:
    """Return the methods of rapidfuzz and jellyfish on a plain transliteration."""
    import jellyfish
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    plain = ["".join(LATIN_OF.get(letter, letter) for letter in form) for form in forms]

    def over_all(scorer: Callable[..., float]) -> Method:
        def answer(latin: str) -> Answer:
            found = process.extract(_ascii(latin), plain, scorer=scorer, limit=2)
            return _best([(forms[index], score) for _, score, index in found])

        return answer

    def over_near(score: Callable[[str, str], float]) -> Method:
        def answer(latin: str) -> Answer:
            near = process.extract(_ascii(latin), plain, scorer=JaroWinkler.normalized_similarity, limit=50)
            near += process.extract(_ascii(latin), plain, scorer=Levenshtein.normalized_similarity, limit=50)
            scored = {forms[index]: score(_ascii(latin), other) for other, _, index in near}
            return _best(sorted(scored.items(), key=lambda pair: -pair[1]))

        return answer

    def metaphone(a: str, b: str) -> float:
        return jellyfish.jaro_winkler_similarity(jellyfish.metaphone(a), jellyfish.metaphone(b))

    return {
        "Levenshtein": over_all(Levenshtein.normalized_similarity),
        "rapidfuzz ratio": over_all(fuzz.ratio),
        "rapidfuzz Jaro-Winkler": over_all(JaroWinkler.normalized_similarity),
        "jellyfish Jaro-Winkler": over_near(jellyfish.jaro_winkler_similarity),
        "jellyfish Damerau-Levenshtein": over_near(
            lambda a, b: 1 - jellyfish.damerau_levenshtein_distance(a, b) / max(len(a), len(b))
        ),
        "jellyfish Metaphone": over_near(lambda a, b: metaphone(a, b) + jellyfish.jaro_winkler_similarity(a, b)),
    }


def _ascii(latin: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", latin) if letter.isascii())


def _best(found: Sequence[tuple[str, float]]) -> Answer:
    (form, best), second = found[0], found[1][1] if len(found) > 1 else 0.0
    return Answer(form, (best, best - second, best + best - second))


def recall_at(precision: float, graded: Iterable[tuple[float, bool]], wanted: int) -> float:
    """Return the share answered rightly when the surest answers are given, as many as keep the precision."""
    right = best = 0
    for given, (_, is_right) in enumerate(sorted(graded, key=lambda pair: -pair[0]), start=1):
        right += is_right
        if right >= precision * given:
            best = right
    return best / wanted


def report(name: str, method: Method, sample: Sequence[Pair]) -> None:
    """Print one line of the table."""
    began = time.perf_counter()
    answers = [(method(latin), form) for latin, form in sample]
    spent = (time.perf_counter() - began) / len(sample) * 1000
    first = sum(answer.form == form for answer, form in answers) / len(sample)
    heard = sum(by_sound(answer.form) == by_sound(form) for answer, form in answers) / len(sample)
    at = [
        max(
            recall_at(precision, [(answer.sure[way], answer.form == form) for answer, form in answers], len(sample))
            for way in range(len(answers[0][0].sure))
        )
        for precision in PRECISIONS
    ]
    print(f"{name:30} {first:.3f}  {heard:.3f}  {'  '.join(f'{one:.3f}' for one in at)}  {spent:.1f} ms")


def print_judgements(sample: Sequence[Pair], every: Sequence[Pair]) -> None:
    """Print how often the recogniser's judgement takes two words for one name: rightly, and wrongly."""
    generator = random.Random(SEED)
    apart = [(generator.choice(every)[0], generator.choice(every)[1]) for _ in range(20_000)]
    groups: dict[str, list[Pair]] = defaultdict(list)
    for latin, form in every:
        groups[arabic_code(form)].append((latin, form))
    alike = [
        (a[0], b[1]) for key, g in groups.items() if len(key) > 2 for a, b in combinations(g[:20], 2) if a[1] != b[1]
    ]
    for label, judged in (
        ("pairs of the set", sample),
        ("two names", apart),
        ("two names of the same consonants", generator.sample(alike, 20_000)),
    ):
        print(f"taken for one name, {label}: {sum(is_spelling_of(a, b) for a, b in judged) / len(judged):.4f}")


def main(arguments: Sequence[str]) -> None:
    """Print the table and the judgements."""
    need_data()
    every = pairs()
    developed, kept_back = samples(every)
    sample = developed if arguments else kept_back
    forms = sorted({form for _, form in every})
    print(f"{len(sample)} names, {len(forms)} forms")
    print(f"{'':30} first  sound  {'  '.join(f'{one:.0%}'.rjust(5) for one in PRECISIONS)}")
    for name, method in {"Marsad": ours(forms), **peers(forms)}.items():
        report(name, method, sample)
    print_judgements(sample, every)


if __name__ == "__main__":
    main(sys.argv[1:])
