"""Lists of others: every format read, whatever is wrong with it; names too common to be looked for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from news.importing import lists
from news.importing.joining import join
from news.importing.lists import EntityList, read_list
from news.importing.records import BadList
from news.importing.weak_names import is_weak
from news.model import Entity, Kind, Name
from news.naming.names import Recogniser
from news.world.known_world import known_world

Read = Callable[..., EntityList]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(content: str | bytes, **options: Any) -> EntityList:
        file = tmp_path / "list"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_list(file, origin="import:list", **options)

    return read_text


def item(number: int = 1, kind: str = "Q5", **terms: Any) -> dict[str, Any]:
    """Return a Wikidata item; terms are labels by language, or a list of aliases."""
    labels = {code: {"language": code, "value": v} for code, v in terms.items() if isinstance(v, str)}
    aliases = {
        code.removesuffix("_also"): [{"language": code, "value": one} for one in v]
        for code, v in terms.items()
        if isinstance(v, list)
    }
    value = {"value": {"entity-type": "item", "id": kind}}
    claims = {"P31": [{"mainsnak": {"datavalue": value}, "rank": "normal"}]} if kind else {}
    return {"type": "item", "id": f"Q{number}", "labels": labels, "aliases": aliases, "claims": claims}


MONA = item(7, ar="منى الزهراوي", en="Mona Zahrawi", en_also=["Mona A. Zahrawi"])
PORT = item(8, "Q515", ar="ميناء الأصيل", en="Port Aseel")


def ftm(entity_id: str, schema: str = "Person", **properties: list[str]) -> str:
    return json.dumps({"id": entity_id, "schema": schema, "properties": properties}, ensure_ascii=False)


UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-01-01T00:00:00Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>QASIM</FIRST_NAME><SECOND_NAME>AL-TURBANI</SECOND_NAME>
<REFERENCE_NUMBER>QDi.901</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>قاسم التورباني</NAME_ORIGINAL_SCRIPT>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Qassem Turbani (formerly listed)</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Turbanian Falcon</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ali</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL>
<INDIVIDUAL><FIRST_NAME>NOBODY</FIRST_NAME></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><FIRST_NAME>TURBAN TRADING</FIRST_NAME><REFERENCE_NUMBER>QDe.902</REFERENCE_NUMBER>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>TTC</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""
FTM = "\n".join(
    (
        ftm("NK-1", name=["Qasim al-Turbani"], alias=["قاسم التورباني"], weakAlias=["Qasim the Falcon"]),
        ftm("NK-2", "Company", name=["Turban Trading"]),
        ftm("NK-3", "Address", full=["a street"]),
    )
)
TABLE = "id,kind,name,language\nq,person,قاسم التورباني|Qasim Turbani,\nq,person,Kassem Turbani,en\nt,organisation,Turban Trading,en\n"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (json.dumps(MONA), "wikidata"),
        (json.dumps(MONA, indent=2), "wikidata"),
        (json.dumps({"entities": {"Q7": MONA, "Q8": PORT}}), "wikidata"),
        (f"{json.dumps(MONA)}\n{json.dumps(PORT)}\n", "wikidata"),
        (f"[\n{json.dumps(MONA)},\n{json.dumps(PORT)}\n]\n", "wikidata"),
        (json.dumps([MONA, PORT]), "wikidata"),
        (FTM, "opensanctions"),
        (UN, "un"),
        ("\ufeff" + UN, "un"),
        (TABLE, "csv"),
        ("\ufeff" + TABLE, "csv"),
        (TABLE.replace(",", ";"), "csv"),
        (TABLE.replace(",", "\t"), "csv"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_list_is_read_in_the_format_that_it_has(read: Read, content: str, found: str, packed: bool) -> None:
    data = content.encode()
    one = read(gzip.compress(data) if packed else data)
    assert one.format == found
    assert one.entities
    assert all(name.origin == "import:list" for entity in one.entities for name in entity.names)


def test_a_wikidata_item_gives_its_labels_and_aliases_in_the_languages_of_news(read: Read) -> None:
    polish = json.dumps(item(7, ar="منى الزهراوي", en="Mona Zahrawi", pl="Mona Zahrawiowa", en_also=["M. Zahrawi"]))
    (mona,) = read(polish).entities
    assert (mona.entity_id, mona.kind) == ("wikidata:Q7", "person")
    assert [(name.name, name.language) for name in mona.names] == [
        ("منى الزهراوي", "ar"),
        ("Mona Zahrawi", "en"),
        ("M. Zahrawi", "en"),
    ]


@pytest.mark.parametrize(
    ("kind", "claims", "expected"),
    [
        ("Q5", {}, "person"),
        ("Q6256", {}, "place"),
        ("Q7278", {}, "organisation"),
        ("Q198", {}, "event"),
        ("Q999999", {"P569": [1]}, "person"),
        ("Q999999", {"P625": [1]}, "place"),
        ("Q999999", {"P159": [1], "P625": [1]}, "organisation"),
        ("", {}, "other"),
    ],
)
def test_what_a_wikidata_item_is_its_claims_say(read: Read, kind: str, claims: dict[str, Any], expected: str) -> None:
    one = item(7, kind, en="Something Long")
    one["claims"] |= claims
    assert read(json.dumps(one)).entities[0].kind == expected


def test_an_opensanctions_entity_is_who_is_named_not_where_he_lives(read: Read) -> None:
    person, company = read(FTM).entities
    assert (person.entity_id, person.kind) == ("opensanctions:NK-1", "person")
    assert [(name.name, name.is_weak) for name in person.names] == [
        ("Qasim al-Turbani", False),
        ("قاسم التورباني", False),
        ("Qasim the Falcon", True),
    ]
    assert (company.kind, company.names[0].name) == ("organisation", "Turban Trading")


def test_the_un_list_gives_names_as_newspapers_write_them(read: Read) -> None:
    found = read(UN)
    person, company = found.entities
    assert (person.entity_id, person.kind) == ("un:QDi.901", "person")
    assert [(name.name, name.is_weak) for name in person.names] == [
        ("Qasim Al-Turbani", False),
        ("قاسم التورباني", False),
        ("Qassem Turbani", False),
        ("The Turbanian Falcon", True),
        ("Ali", True),
    ]
    assert [name.name for name in company.names] == ["Turban Trading", "TTC"]
    assert [(one.line, one.text) for one in found.problems] == [(8, "no REFERENCE_NUMBER")]


def test_rows_of_one_id_and_names_of_one_cell_are_one_entity(read: Read) -> None:
    person, company = read(TABLE).entities
    assert [name.name for name in person.names] == ["قاسم التورباني", "Qasim Turbani", "Kassem Turbani"]
    assert (company.entity_id, company.kind) == ("t", "organisation")


def test_the_format_may_be_given(read: Read) -> None:
    assert read(json.dumps(MONA), format="wikidata").format == "wikidata"
    with pytest.raises(BadList):
        read(TABLE, format="un")


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (f"{json.dumps(MONA)}\nnot json\n[1]\n{json.dumps(PORT)}\n", [2, 3]),
        (f"{json.dumps(MONA)}\n{'[' * 100_000}\n{json.dumps(PORT)}\n", [2]),
        (
            f'{json.dumps(MONA)}\n{{"id": "Q2", "labels": {{"ar": 5, "en": {{"value": null}}}}}}\n{json.dumps(PORT)}\n',
            [2],
        ),
        (f'{json.dumps(MONA)}\n{{"id": "P31"}}\n{{"id": {"9" * 9000}}}\n{json.dumps(PORT)}\n', [2, 3]),
        (
            f'{ftm("a", name=["Somebody Long"])}\n{{"schema": 7}}\n{ftm("b")}\n{ftm("c", name=["Other Longer"])}\n',
            [2, 3],
        ),
        ("id,kind,name\na,person,Some Body\nb,robot,Else\n,person,No Id\nc,place,\nd,place,Aseel\n", [3, 4, 5]),
        (f"id,kind,name\na,person,Some Body\nb,person,{'x' * 200_000}\nd,place,Aseel\n", [3]),
        ("id,kind,name\na,person,Some Body\nb,person\nd,place,Aseel\n", [3]),
    ],
)
def test_a_bad_record_is_told_by_its_line_and_costs_no_other(read: Read, content: str, lines: list[int]) -> None:
    found = read(content)
    assert [problem.line for problem in found.problems] == lines
    assert found.problem_count == len(lines)
    assert len(found.entities) == 2


@pytest.mark.parametrize(
    "content",
    [
        UN[: len(UN) // 2],
        gzip.compress(TABLE.encode() * 50)[:-20],
        b"\x1f\x8b nonsense",
        "name;what\nx;y\n",
        "",
        TABLE.encode("utf-16"),
        "id,kind,name\na,place,صور\n".encode("cp1256"),
        "<html><body><p>not found</body></html>",
        f"{json.dumps(MONA)}\n{json.dumps(PORT)[:80]}",
        json.dumps(MONA, indent=2)[:200],
        '{"error": "no such item"}',
    ],
)
def test_a_file_that_is_torn_or_no_list_is_refused_whole(read: Read, content: str | bytes) -> None:
    with pytest.raises(BadList):
        read(content)


def test_a_list_beyond_the_limits_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_ENTITIES", 1)
    with pytest.raises(BadList, match="more than 1 entities"):
        read(TABLE)
    monkeypatch.undo()
    monkeypatch.setattr(lists, "LARGEST_DOCUMENT", 100)
    with pytest.raises(BadList, match="larger"):
        read(gzip.compress(UN.encode()))
    monkeypatch.setattr(lists, "LONGEST_LINE", 200)
    with pytest.raises(BadList, match="longer"):
        read(f"{FTM}\n{'x' * 500}\n")


def test_dumps_longer_than_a_document_are_read_line_by_line(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LARGEST_DOCUMENT", 1000)
    people = [json.dumps(item(number, en=f"Person Number{number}son")) for number in range(1, 200)]
    found = read("[\n" + ",\n".join(people) + "\n]\n")
    assert (len(found.entities), found.problem_count) == (199, 0)


def test_entities_of_xml_are_neither_fetched_nor_expanded_without_end(read: Read, tmp_path: Path) -> None:
    def with_dtd(dtd: str, name: str) -> str:
        return UN.replace("<CONSOLIDATED", f"<!DOCTYPE x [{dtd}]><CONSOLIDATED", 1).replace("QASIM<", f"Qasim {name}<")

    (tmp_path / "secret").write_text("secret words", encoding="utf-8")
    content = with_dtd(f'<!ENTITY file SYSTEM "{(tmp_path / "secret").as_uri()}">', "&file;")
    assert not [one for entity in read(content).entities for one in entity.names if "secret" in one.name]
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(BadList):
        read(with_dtd(f'<!ENTITY l0 "lol">{laughs}', "&l11;"))


@pytest.mark.parametrize(
    ("kind", "name", "is_main", "weak"),
    [
        ("person", "علي", False, True),
        ("person", "Ali", True, True),
        ("person", "عبد الله", False, True),
        ("person", "أبو علي", False, True),
        ("person", "الملا عمر", False, True),
        ("person", "Haji Mohammed Ali", False, True),
        ("person", "محمد أحمد علي", False, True),
        ("person", "محمد علي", True, False),
        ("person", "قاسم التورباني", False, False),
        ("person", "Qasim al-Turbani", False, False),
        ("organisation", "UN", False, True),
        ("organisation", "النور", True, True),
        ("organisation", "Base", True, True),
        ("organisation", "لواء الأصيل", False, False),
        ("organisation", "Turbanco", False, False),
        ("place", "الأصيلية", True, False),
        ("other", "م", True, True),
    ],
)
def test_a_name_that_may_be_anybody_is_weak(kind: Kind, name: str, is_main: bool, weak: bool) -> None:
    assert is_weak(kind, name, is_main=is_main) is weak


def test_a_weak_name_is_not_found_in_texts(read: Read) -> None:
    found = Recogniser(read(UN).entities).recognise(
        "", "قال علي إن Ali والصقر قاسم التورباني وصل. The Turbanian Falcon slept."
    )[0]
    assert [mention.surface for mention in found] == ["قاسم التورباني"]


def test_a_table_may_say_itself_what_is_weak(read: Read) -> None:
    table = "id,kind,name,weak\na,organisation,النور,no\nb,organisation,Turban Trading,yes\nc,organisation,x,maybe\n"
    found = read(table)
    assert [entity.names[0].is_weak for entity in found.entities] == [False, True]
    assert [problem.line for problem in found.problems] == [4]


def an_entity(entity_id: str, kind: Kind, *names: str, weak: bool = False) -> Entity:
    return Entity(entity_id=entity_id, kind=kind, names=tuple(Name(name=name, is_weak=weak) for name in names))


def test_who_shares_a_name_of_its_kind_or_an_id_is_the_same() -> None:
    known = [an_entity("kim", "person", "Kim Jong Un"), an_entity("org", "organisation", "Aseel")]
    imported = [
        an_entity("wikidata:Q1", "person", "كيم جونغ أون", "KIM JONG-UN"),
        an_entity("org", "organisation", "Aseel Brigade"),
        an_entity("un:2", "person", "Aseel"),
        an_entity("un:3", "person", "Kim Jong Un", weak=True),
    ]
    entities, passed = join(known, imported)
    assert [entity.entity_id for entity in entities] == ["kim", "org"]
    assert [name.name for name in entities[0].names] == ["Kim Jong Un", "كيم جونغ أون", "KIM JONG-UN"]
    assert [name.name for name in entities[1].names] == ["Aseel", "Aseel Brigade"]
    assert passed == {"wikidata:Q1": "kim", "org": "org"}


def test_joining_leaves_the_known_world_as_it_is() -> None:
    world = known_world()
    entities, _ = join(world, [an_entity("wikidata:Q865", "place", "Taiwan", "ولاية تايوان")])
    for before, after in zip(world, entities, strict=True):
        assert after.entity_id == before.entity_id
        assert after.names[: len(before.names)] == before.names
