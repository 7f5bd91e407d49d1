"""Names: `short` mentions of well-known persons in days of news, and spellings of foreign names folded together.

`python -m benchmarks.names` prints the counts, then how many pairs of different Latin names are one word in Arabic; `python -m benchmarks.names 150 0` lists 150 sampled short mentions in their
context (seed 0), for a reader to judge: no label is kept.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.data import DATA, need_data, news, news_days
from news.model import Entity, Mention, Name
from news.naming.full_names import by_sound, is_same_word, skeleton
from news.naming.merging import merge
from news.naming.names import Recogniser
from news.spelling.scripts import fold_name
from news.world.known_world import known_world

# Well known in July 2015, one spelling each.
PERSONS = (
    "باراك أوباما",
    "فلاديمير بوتين",
    "جون كيري",
    "بشار الأسد",
    "حسن روحاني",
    "محمد جواد ظريف",
    "عبدالفتاح السيسي",
    "رجب طيب أردوغان",
    "الملك سلمان بن عبدالعزيز",
    "محمد بن نايف",
    "محمد بن سلمان",
    "عادل الجبير",
    "عبدربه منصور هادي",
    "علي عبدالله صالح",
    "خالد بحاح",
    "بنيامين نتنياهو",
    "محمود عباس",
    "حيدر العبادي",
    "نوري المالكي",
    "أنغيلا ميركل",
    "فرانسوا هولاند",
    "ديفيد كاميرون",
    "سيرغي لافروف",
    "بان كي مون",
    "أليكسيس تسيبراس",
    "كيم جونغ أون",
    "سعد الحريري",
    "حسن نصرالله",
)
WORDS_AROUND = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in the field that holds it."""

    field: str
    mention: Mention


def recogniser() -> Recogniser:
    """Return the built-in world and the persons."""
    persons = [Entity(entity_id=name.replace(" ", "-"), kind="person", names=(Name(name=name),)) for name in PERSONS]
    return Recogniser(merge(known_world(), persons))


def mentions(days: Sequence[str]) -> Iterator[Found]:
    """Yield the mentions of persons in days of news."""
    known = recogniser()
    for article in (one for day in days for one in news(day)):
        title, text = str(article["title"]), str(article["content"])
        for mention in known.recognise(title, text)[0]:
            if ":" not in mention.entity_id:
                yield Found(title if mention.field == "title" else text, mention)


def in_context(found: Found) -> str:
    """Return a mention with the words around it."""
    start, end = found.mention.start_char, found.mention.end_char
    before = re.split(r"\s+", found.field[max(0, start - 200) : start])[-WORDS_AROUND - 1 :]
    after = re.split(r"\s+", found.field[end : end + 200])[: WORDS_AROUND + 1]
    return f"{found.mention.entity_id}\t{' '.join(before)}[{found.mention.surface}]{' '.join(after)}"


def print_transliterations(generator: random.Random) -> None:
    """Print the share of pairs of different Latin names whose Arabic spellings count as one word in a full name."""
    lines = (DATA / "name_translit_wikidata" / "wd_arabic_80").read_text(encoding="utf-8").splitlines()
    every = [(latin, fold_name(arabic.replace(" ", ""))) for latin, arabic, _ in (line.split("\t") for line in lines)]
    apart = [generator.sample(every, 2) for _ in range(100_000)]
    near = [pair for group in _by_consonants(every).values() for pair in combinations(group, 2)]
    for label, pairs in (("two names", apart), ("two names of the same consonants", near)):
        different = [(a, b) for (_, a), (_, b) in pairs if by_sound(a) != by_sound(b)]
        print(f"{label}: {_share(different)} of {len(different)} pairs")


def _by_consonants(every: Sequence[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for latin, form in every:
        groups[skeleton(form)].append((latin, form))
    return {key: group for key, group in groups.items() if len(key) >= 3}


def _share(pairs: Sequence[Sequence[str]]) -> str:
    return f"{sum(is_same_word(a, b) for a, b in pairs) / len(pairs):.4f}"


def main(arguments: Sequence[str]) -> None:
    """Print the counts, or a sample of short mentions."""
    need_data()
    began = time.perf_counter()
    found = list(mentions(news_days()))
    short = [one for one in found if one.mention.form == "short"]
    if arguments:
        drawn = random.Random(int(arguments[1])).sample(short, min(int(arguments[0]), len(short)))
        print("\n".join(map(in_context, drawn)))
        return
    forms = Counter(f"{one.mention.field} {one.mention.form}" for one in found)
    print(f"{dict(forms)} in {time.perf_counter() - began:.0f} s")
    print(Counter(one.mention.entity_id for one in short).most_common())
    print_transliterations(random.Random(0))


if __name__ == "__main__":
    main(sys.argv[1:])
