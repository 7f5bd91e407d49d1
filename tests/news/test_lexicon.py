"""The lexicon of imported lists: what it finds is what looking for every name finds, and its file is whole or made anew."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from news.lexicon import walk
from news.lexicon.building import build
from news.lexicon.file import LexiconDamaged
from news.lexicon.lexicon import Lexicon
from news.model import Entity, Kind, Mention, Name
from news.naming.names import Recogniser
from news.spelling.personal_names import GIVEN_NAMES

Listed = Callable[..., Lexicon]

_ARABIC = sorted(one for one in GIVEN_NAMES if not one.isascii())
_LATIN = sorted(one.capitalize() for one in GIVEN_NAMES if one.isascii())
_FAMILIES = [
    "التورباني",
    "زيلينوفسكي",
    "كيروشيدزه",
    "الصحافي",
    "آل-سعود",
    "أبو_جودة",
    "عبد_الجليل",
    "نصر_الله",
    "ابن_الخطيب",
    "قره_داغي",
    "أوي",
]
_LATIN_FAMILIES = ["Turbani", "al-Zahrawi", "O'Brien", "van_Dyke", "McDonald", "St._Clair", "Jones-Smith", "Müller"]
_OTHERS: tuple[tuple[Kind, str], ...] = (
    ("organisation", "لواء الأصيل"),
    ("organisation", "الكتيبة الخضراء"),
    ("organisation", "حركة 15 مايو"),
    ("organisation", "التوربانية"),
    ("organisation", "Turban Trading"),
    ("organisation", "TTC"),
    ("organisation", "K.N. Cycles"),
    ("organisation", "Yahoo!"),
    ("organisation", "'Abd & Sons"),
    ("place", "ميناء الأصيل"),
    ("place", "الأصيل"),
    ("place", "جكارتا"),
    ("place", "قغارتا"),
    ("place", "Port Aseel"),
)
_FILL = [
    "قال",
    "في",
    "على",
    "الرئيس",
    "اليوم",
    "والذي",
    "إلى",
    "أن",
    "هذا",
    "الوزير",
    "the",
    "said",
    "of",
    "to",
    "President",
    ".",
    "،",
    "؟",
    "«",
    "»",
    "-",
]
_CLITICS = ("", "", "", "و", "ف", "ب", "ك", "ل", "ال", "بال", "ولل", "لل", "وب")


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    def make(*entities: Entity) -> Lexicon:
        build(entities, tmp_path / "names.lexicon")
        return Lexicon.open(tmp_path / "names.lexicon")

    return make


def an_entity(entity_id: str, kind: Kind, *names: str, weak: bool = False) -> Entity:
    return Entity(
        entity_id=entity_id,
        kind=kind,
        names=tuple(Name(name=name, language="ar", origin="import:list", is_weak=weak) for name in names),
    )


class Newsroom:
    """Makes up people, and texts about them with every way of writing them that a newspaper has."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def entities(self, count: int) -> Iterator[Entity]:
        for number in range(count):
            if self._random.random() < 0.8:
                names = [self._person() for _ in range(self._random.choice((1, 1, 2, 3)))]
                yield an_entity(f"p{number}", "person", *names, weak=self._random.random() < 0.05)
            else:
                kind, name = self._random.choice(_OTHERS)
                more = f" {self._random.choice(_ARABIC)}" if self._random.random() < 0.3 else ""
                yield an_entity(f"o{number}", kind, name + more)

    def _person(self) -> str:
        choose = self._random.choice
        arabic = self._random.random() < 0.6
        given = [choose(_ARABIC if arabic else _LATIN) for _ in range(choose((1, 1, 2, 3)))]
        if self._random.random() < 0.2:
            given.insert(1, "بن" if arabic else choose("ABCJ") + ".")
        if arabic and self._random.random() < 0.1:
            given.insert(0, choose(("الأمير", "الشيخ", "عبد")))
        return " ".join((*given, choose(_FAMILIES if arabic else _LATIN_FAMILIES).replace("_", " ")))

    def text(self, entities: list[Entity], words: int) -> str:
        names = [name.name for entity in entities for name in entity.names]
        pieces = [self._piece(names) for _ in range(words)]
        return self._random.choice((" ", " ", "\n")).join(pieces)

    def _piece(self, names: list[str]) -> str:
        roll, name = self._random.random(), self._random.choice(names)
        if roll < 0.35:
            clitics = self._random.choice(_CLITICS)
            written = self._rewritten(name)
            written = written[2:] if clitics.endswith("لل") and written.startswith("ال") else written
            return written if written[:1].isascii() else clitics + written
        return name.split(" ")[-1] if roll < 0.45 else self._random.choice(_FILL)

    def _rewritten(self, name: str) -> str:
        words = name.split(" ")
        between = [words[0], self._random.choice([*_ARABIC, "J.", "B"]), *words[1:]]
        ways = (
            name.replace("ي", "", 1),
            name.replace("أ", "ا").replace("ة", "ه"),
            name.replace(" ", "-"),
            name.replace(" ", ""),
            name.replace("ج", "غ").replace("ك", "ق"),
            name.replace("ل", "لـ", 1),
            name.lower(),
            " ".join(between if len(words) == 2 else words[1:]),
        )
        return self._random.choice((*ways, *[name] * 8))


@pytest.mark.parametrize("seed", range(6))
def test_a_lexicon_finds_what_looking_for_every_name_finds(listed: Listed, seed: int) -> None:
    newsroom = Newsroom(seed)
    entities = list(newsroom.entities((10, 60, 250)[seed % 3]))
    every, mapped = Recogniser(entities), Recogniser((), listed(*entities))
    count = 0
    for _ in range(12):
        title, text = newsroom.text(entities, 5), newsroom.text(entities, 150)
        expected = every.recognise(title, text)
        assert mapped.recognise(title, text) == expected
        count += len(expected[0])
    assert count > 100


def found(recogniser: Recogniser, text: str, title: str = "") -> list[tuple[str, str]]:
    mentions: tuple[Mention, ...] = recogniser.recognise(title, text)[0]
    return [(one.entity_id, one.surface) for one in mentions]


def test_who_is_known_is_meant_before_who_is_listed_of_one_name(listed: Listed) -> None:
    lexicon = listed(an_entity("listed", "organisation", "لواء الأصيل"), an_entity("q", "person", "قاسم التورباني"))
    known = [an_entity("known", "place", "لواء الأصيل")]
    assert found(Recogniser(known, lexicon), "في لواء الأصيل قال قاسم التورباني") == [
        ("known", "لواء الأصيل"),
        ("q", "قاسم التورباني"),
    ]


def test_a_headline_has_a_short_name_when_nobody_else_listed_or_known_answers_to_it(listed: Listed) -> None:
    qasim = an_entity("q", "person", "قاسم التورباني")
    text, title = "قال قاسم التورباني إن", "التورباني يصل"
    assert ("q", "التورباني") in found(Recogniser((), listed(qasim)), text, title)
    for known, others in (
        ((an_entity("k", "person", "سمير التورباني"),), ()),
        ((), (an_entity("m", "person", "منى التورباني"),)),
    ):
        assert ("q", "التورباني") not in found(Recogniser(known, listed(qasim, *others)), text, title)


def test_who_is_left_out_is_neither_found_nor_counted(listed: Listed) -> None:
    lexicon = listed(an_entity("q", "person", "قاسم التورباني"), an_entity("m", "person", "منى التورباني"))
    without = lexicon.without(["q", "nobody"])
    assert (len(lexicon), list(without)) == (2, ["m"])
    assert "q" not in without
    assert without.named(["قاسم التورباني", "مني التورباني"]) == [lexicon["m"]]
    assert without.persons_called("التورباني") == 1
    assert found(Recogniser((), without), "قاسم التورباني ومنى التورباني") == [("m", "منى التورباني")]


def test_entities_come_back_as_they_went_in(listed: Listed) -> None:
    entities = list(Newsroom(1).entities(50))
    lexicon = listed(*entities)
    assert list(lexicon.values()) == entities
    assert lexicon.identified(["p1", "p0", "none"]) == [one for one in entities[:2] if one.kind == "person"]
    assert lexicon.get("none") is None


def test_weak_names_are_kept_and_not_looked_for(listed: Listed) -> None:
    lexicon = listed(an_entity("f", "person", "The Turbanian Falcon", weak=True))
    assert lexicon["f"].names[0].name == "The Turbanian Falcon"
    assert lexicon.named(["the turbanian falcon"]) == []
    assert found(Recogniser((), lexicon), "The Turbanian Falcon slept") == []


def test_names_are_found_wherever_a_long_text_is_cut(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = listed(an_entity("q", "person", "قاسم التورباني", "Qasim Turbani"))
    text = "قال قاسم محمد التورباني و قاسم التورباني: Qasim J. Turbani. " * 8
    whole = lexicon.find(text)
    for size in (1, 7, 64):
        monkeypatch.setattr(walk, "_PIECE", size)
        assert [sorted(hits, key=lambda hit: hit.start) for hits in lexicon.find(text)] == [
            sorted(hits, key=lambda hit: hit.start) for hits in whole
        ]


@pytest.mark.parametrize("text", ["", " ", ".", "و", "𝔄𝔅 😀 \udc80", "ا" * 70_000, "قاسم " * 20_000])
def test_odd_texts_hold_nothing_and_end_soon(listed: Listed, text: str) -> None:
    assert listed(an_entity("q", "person", "قاسم قاسم التورباني")).find(text) == ([], [])


def test_a_lexicon_of_nobody_finds_nobody(listed: Listed) -> None:
    assert (len(listed()), listed().find("قال قاسم التورباني")) == (0, ([], []))


@pytest.mark.parametrize("damage", ["empty", "half", "changed", "other"])
def test_a_file_that_is_not_what_was_written_is_told(listed: Listed, tmp_path: Path, damage: str) -> None:
    listed(*Newsroom(2).entities(50))
    file = tmp_path / "names.lexicon"
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 4
    kept = {"empty": b"", "half": content[: len(content) // 2], "changed": content, "other": b"x" * 5000}
    file.write_bytes(kept[damage])
    with pytest.raises(LexiconDamaged):
        Lexicon.open(file)


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def torn() -> Iterator[Entity]:
        yield an_entity("q", "person", "قاسم التورباني")
        raise ValueError

    with pytest.raises(ValueError):
        build(torn(), tmp_path / "names.part")
    assert list(tmp_path.iterdir()) == []


_BUILDER = """
import sys
from pathlib import Path
from news.lexicon.building import build
from tests.news.test_lexicon import an_entity
build((an_entity(f"p{n}", "person", f"Qasim Turbani{n}") for n in range(10**9)), Path(sys.argv[1]), print)
"""


def test_a_build_that_is_killed_leaves_no_lexicon(tmp_path: Path) -> None:
    part = tmp_path / "names.part"
    builder = subprocess.Popen([sys.executable, "-uc", _BUILDER, part], stdout=subprocess.PIPE, text=True)
    assert builder.stdout is not None
    assert "10,000 entities" in builder.stdout.readline()
    builder.send_signal(signal.SIGKILL)
    builder.wait()
    builder.stdout.close()
    with pytest.raises(LexiconDamaged):
        Lexicon.open(part)


_READER = """
import sys
from pathlib import Path
from news.lexicon.lexicon import Lexicon
lexicon = Lexicon.open(Path(sys.argv[1]))
print(len(lexicon.find("said qasim turbani today")[0]), flush=True)
sys.stdin.read()
"""


def test_two_processes_map_the_same_file_and_keep_it_when_it_is_removed(listed: Listed, tmp_path: Path) -> None:
    listed(an_entity("q", "person", "Qasim Turbani"))
    file = tmp_path / "names.lexicon"
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", _READER, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
        assert str(file) in Path(f"/proc/{reader.pid}/maps").read_text(encoding="utf-8")
    file.unlink()
    for reader in readers:
        reader.communicate()
        assert reader.returncode == 0
