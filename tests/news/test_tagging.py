"""Models of one's own: tiny ones, made on the spot, run by the real runtime in the real process."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.discovering.candidates import discover
from news.discovering.tagged import with_tagged
from news.model import Kind, Mention, Refusal
from news.naming.names import Recogniser
from news.tagging.folder import read_folder
from news.tagging.process import load_model
from news.tagging.spans import Model, Span, batches, kinds_of, split_label, without_overlaps
from news.tagging.tagger import MOST_CHARACTERS, Options, Tagger, Unavailable
from news.tagging.windows import MOST_WINDOWS, windows
from news.world.known_world import known_world
from tests.news.models import UNSURE, WORDS, make_gliner, make_token_model

NAME = "ترفاسي فيلكوش"


@pytest.fixture(scope="module", params=[make_token_model, make_gliner], ids=["token", "gliner"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make: Callable[[Path], Path] = request.param
    return make(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def model(folder: Path) -> Model:
    return load_model(read_folder(folder, {}), threshold=0.5, batch=4, threads=1)


def options(folder: Path, **changes: object) -> Options:
    given = {"labels": {}, "threshold": 0.5, "batch": 4, "threads": 1, **changes}
    return Options(folder=folder, version="v", **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def tagger(folder: Path) -> Iterator[Tagger]:
    with Tagger(options(folder)) as one:
        yield one


def seen(text: str, spans: tuple[Span, ...] | Refusal) -> list[tuple[str, str]]:
    assert not isinstance(spans, Refusal), spans
    return [(one.kind, text[one.start_char : one.end_char]) for one in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"قال الوزير {NAME} إن", [("person", NAME)]),
        ("قالَ تِرفاسي فيلـكوش إنَّ", [("person", "تِرفاسي فيلـكوش")]),
        ("😀😀 قال Tarmo Vellik نعم", [("person", "Tarmo Vellik")]),
        ("قال\r\nنعم\r\nفي ترينكوفا\r\nو", [("place", "ترينكوفا")]),
        ("x ﷺ ﻻ ﬁ في ترينكوفا و", [("place", "ترينكوفا")]),
        ("شركة (نوفارك)، في ترينكوفا.", [("organisation", "نوفارك"), ("place", "ترينكوفا")]),
        ("\u200fقال\u200f \u202bترفاسي\u202c فيلكوش و", [("person", "ترفاسي\u202c فيلكوش")]),
        ("لا أحد هنا و", []),
        ("", []),
        ("\x00\x01\ud800 و", []),
        ("[SEP] <<ENT>> [CLS] في ترينكوفا و", [("place", "ترينكوفا")]),
    ],
)
def test_a_span_is_where_the_stored_text_has_the_name(model: Model, text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text, model.tag([text])[0]) == expected


@given(
    st.lists(
        st.sampled_from([*WORDS, UNSURE, "قالَ", "ـ", "\r\n", "😀", "ﷺ", "\x00", "«", "a\u0301", "\ud83d", "[SEP]"]),
        max_size=60,
    )
)
def test_whatever_stands_around_it_every_span_is_a_name_of_its_text(model: Model, words: list[str]) -> None:
    text = " ".join(words)
    known = {*WORDS, UNSURE}
    for span in model.tag([text])[0]:
        inside = text[span.start_char : span.end_char]
        assert inside == inside.strip()
        assert inside.replace("\x00", " ").split()[0] in known


def test_a_long_text_is_read_in_parts_and_no_name_in_it_is_missed(model: Model) -> None:
    text = " ".join(f"{'و ' * (number % 7)}{NAME}" for number in range(120)) + " و و"
    found = seen(text, model.tag([text])[0])
    # at the very beginning the tiny model of token classification is at a loss, by the way it was made
    assert [name for _, name in found[1:]] == [NAME] * 119


def test_texts_are_read_the_same_alone_and_in_a_batch(model: Model) -> None:
    texts = [f"{'و ' * length} {NAME} في ترينكوفا و" for length in (9, 0, 30, 3, 17, 1)]
    assert model.tag(texts) == [model.tag([text])[0] for text in texts]


def test_what_the_model_is_less_sure_of_than_the_threshold_is_not_seen(tmp_path: Path) -> None:
    folder = make_token_model(tmp_path)
    text = f"و و {UNSURE} و و"
    for threshold, expected in ((0.5, [("person", UNSURE)]), (0.6, [])):
        model = load_model(read_folder(folder, {}), threshold=threshold, batch=4, threads=1)
        assert seen(text, model.tag([text])[0]) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"tarmo": "B-PER", "vellik": "I-PER"}, ["Tarmo Vellik"]),
        ({"tarmo": "I-PER", "vellik": "I-PER"}, ["Tarmo Vellik"]),
        ({"tarmo": "B-PER", "vellik": "B-PER"}, ["Tarmo", "Vellik"]),
        ({"tarmo": "B-PER", "vellik": "I-ORG"}, ["Tarmo", "Vellik"]),
        ({"tarmo": "B-PER", "vellik": "L-PER"}, ["Tarmo Vellik"]),
        ({"tarmo": "U-PER", "vellik": "U-PER"}, ["Tarmo", "Vellik"]),
        ({"tarmo": "S-PER", "vellik": "E-PER"}, ["Tarmo", "Vellik"]),
        ({"tarmo": "PER", "vellik": "PER"}, ["Tarmo Vellik"]),
        ({"tarmo": "MISC", "vellik": "PER"}, ["Vellik"]),
    ],
)
def test_labels_of_every_scheme_make_names(tmp_path: Path, said: dict[str, str], expected: list[str]) -> None:
    folder = make_token_model(tmp_path, labels=("O", *sorted({*said.values(), "B-PER"})), said=said)
    model = load_model(read_folder(folder, {}), threshold=0.5, batch=4, threads=1)
    text = "و و Tarmo Vellik و و"
    assert [name for _, name in seen(text, model.tag([text])[0])] == expected


def test_labels_have_a_prefix_only_where_one_can_be() -> None:
    found = [split_label(label) for label in ("B-PER", "I_LOC", "O", "PERSON", "B", "U-ORG", "ORG-x")]
    assert found == [("B", "PER"), ("I", "LOC"), ("I", "O"), ("I", "PERSON"), ("I", "B"), ("U", "ORG"), ("I", "ORG-x")]


@pytest.mark.parametrize(
    ("labels", "given_kinds", "expected"),
    [
        (["O", "B-PERS", "I-PERS", "B-GPE", "B-MISC"], {}, {"PERS": "person", "GPE": "place"}),
        (["person", "DATE"], {"DATE": "organisation"}, {"person": "person", "DATE": "organisation"}),
        (["PER", "LOC"], {"LOC": ""}, {"PER": "person"}),
    ],
)
def test_labels_mean_kinds(labels: list[str], given_kinds: dict[str, Kind], expected: dict[str, Kind]) -> None:
    assert kinds_of(labels, given_kinds) == expected


@pytest.mark.parametrize(
    ("labels", "given_kinds", "said"),
    [
        (["LABEL_0", "LABEL_1"], {}, "the model has the label 'LABEL_0', which could mean anything"),
        (["B-PER"], {"PERS": "person"}, "the model has no label 'PERS'; it has PER"),
        (["O", "DATE"], {}, "none of the model's labels (DATE) means a kind of name"),
        (["O"], {}, "none of the model's labels (none)"),
    ],
)
def test_labels_that_cannot_be_used_are_named(labels: list[str], given_kinds: dict[str, Kind], said: str) -> None:
    with pytest.raises(ValueError) as told:
        kinds_of(labels, given_kinds)
    assert said in str(told.value)


def test_a_folder_that_holds_no_model_says_what_is_missing(tmp_path: Path) -> None:
    def problem(folder: Path) -> str:
        with pytest.raises(ValueError) as told:
            read_folder(folder, {})
        return str(told.value)

    assert "no such folder" in problem(tmp_path / "none")
    assert "has no model.onnx" in problem(tmp_path)
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    assert "optimum-cli export onnx" in problem(tmp_path)
    (tmp_path / "model.onnx").touch()
    assert "has no tokenizer.json" in problem(tmp_path)
    (tmp_path / "tokenizer.json").touch()
    assert "config.json cannot be read" in problem(tmp_path)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert "it is no token classification" in problem(tmp_path)
    (tmp_path / "gliner_config.json").write_text('{"span_mode": "token_level"}', encoding="utf-8")
    assert "span_mode 'token_level' is not read here" in problem(tmp_path)
    assert "is no folder" in problem(tmp_path / "model.onnx")


def test_a_gliner_is_asked_for_the_labels_that_are_given(tmp_path: Path) -> None:
    folder = make_gliner(tmp_path)
    given_kinds: dict[str, Kind] = {"politician": "person", "town": "place", "firm": "organisation"}
    found = read_folder(folder, given_kinds)
    assert found.labels == ("politician", "town", "firm")
    model = load_model(found, threshold=0.5, batch=4, threads=1)
    assert seen("في ترينكوفا", model.tag(["في ترينكوفا"])[0]) == [("place", "ترينكوفا")]


def test_of_two_spans_over_each_other_the_surer_stands() -> None:
    spans = [Span(0, 5, "person", 0.6), Span(4, 9, "place", 0.9), Span(9, 12, "person", 0.7), Span(3, 4, "place", 0.5)]
    assert without_overlaps(spans) == (spans[3], spans[1], spans[2])


@given(st.lists(st.integers(1, 1000), max_size=60), st.integers(1, 20))
def test_batches_hold_everything_once_and_are_bounded(sizes: list[int], most: int) -> None:
    found = list(batches(sizes, most))
    assert sorted(at for batch in found for at in batch) == list(range(len(sizes)))
    for batch in found:
        assert len(batch) <= most
        assert len(batch) == 1 or len(batch) * max(sizes[at] for at in batch) <= 2048


@given(st.lists(st.integers(1, 9), max_size=300), st.integers(4, 40), st.integers(1, 40))
def test_every_word_is_one_windows_own(sizes: list[int], most_pieces: int, most_words: int) -> None:
    found = windows(sizes, most_pieces=most_pieces, most_words=most_words)
    own = [word for one in found for word in range(one.own, one.own_end)]
    assert own == list(range(len(own)))
    assert len(own) == len(sizes) or len(found) == MOST_WINDOWS
    for one in found:
        assert one.first <= one.own <= one.own_end <= one.end
        assert one.end - one.first <= most_words
        assert one.end - one.first == 1 or sum(sizes[one.first : one.end]) <= most_pieces


def test_texts_go_through_the_process_and_come_back_in_order(tagger: Tagger) -> None:
    texts = [f"في {NAME} {'و ' * (number % 5)}" if number % 3 else "لا أحد" for number in range(70)]
    found = [bool(seen(text, spans)) for text, spans in zip(texts, tagger.tag(texts), strict=True)]
    assert found == [bool(number % 3) for number in range(70)]


@pytest.mark.parametrize(
    "hostile",
    [
        "ا" * 50_000 + " ترفاسي" * 20_000,
        "😀" * 200_000,
        "\x00\x1b\u202e\ud800" * 30_000,
        "a" + "\u0301" * 100_000,
        "ـ" * 150_000,
        "-".join("ب" * 60_000),
    ],
    ids=["one word", "emoji", "control", "accents", "tatweel", "hyphens"],
)
def test_a_hostile_text_costs_no_other_text_its_spans(tagger: Tagger, hostile: str) -> None:
    text = f"قال {NAME} نعم و"
    found = list(tagger.tag([text, hostile, text]))
    assert seen(text, found[0]) == seen(text, found[2]) == [("person", NAME)]
    assert not isinstance(found[1], Refusal)
    assert all(span.end_char <= MOST_CHARACTERS for span in found[1])


def test_a_process_that_dies_over_a_text_is_replaced_and_the_text_alone_is_refused(tmp_path: Path) -> None:
    # the memory that is left is enough for a short text, not for a long one: the runtime, or the kernel, gives up
    with Tagger(options(make_token_model(tmp_path)), memory_mb=8) as tagger:
        short = f"قال {NAME} نعم و"
        found = list(tagger.tag([short, "ا ب " * 25_000, short]))
        assert isinstance(found[1], Refusal)
        assert found[1].reason in ("model_failed", "model_crashed")
        assert seen(short, found[0]) == seen(short, found[2]) == [("person", NAME)]


def test_a_process_that_is_killed_at_work_is_replaced(tmp_path: Path) -> None:
    with Tagger(options(make_token_model(tmp_path))) as tagger:
        tagger.probe()
        process = tagger._process
        assert process is not None
        os.kill(process.pid, signal.SIGSEGV)
        process.wait()
        text = f"قال {NAME} نعم و"
        assert [seen(text, one) for one in tagger.tag([text, text])] == [[("person", NAME)]] * 2


def test_a_text_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    with Tagger(options(make_token_model(tmp_path)), seconds=0.001, seconds_a_character=0.0) as tagger:
        found = list(tagger.tag(["ا ب " * 25_000]))
    assert [one.reason for one in found if isinstance(one, Refusal)] == ["model_timeout"]


def test_a_model_that_is_at_fault_is_given_up(tmp_path: Path) -> None:
    with Tagger(options(make_token_model(tmp_path)), seconds=0.001, seconds_a_character=0.0) as tagger:
        found = list(tagger.tag(["ا ب " * 25_000] * 7))
    reasons = [one.reason for one in found if isinstance(one, Refusal)]
    assert reasons == ["model_timeout"] * 5 + ["model_unavailable"] * 2


@pytest.mark.parametrize("damage", ["graph", "labels", "tokenizer", "empty"])
def test_a_model_that_cannot_be_loaded_says_why_and_no_text_is_lost(tmp_path: Path, damage: str) -> None:
    folder = make_token_model(tmp_path)
    if damage == "labels":
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        config["id2label"]["7"] = "B-GPE"
        (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    else:
        broken = {
            "graph": ("model.onnx", b"\x08\x07not a graph"),
            "tokenizer": ("tokenizer.json", b"{}"),
            "empty": ("model.onnx", b""),
        }
        name, content = broken[damage]
        (folder / name).write_bytes(content)
    with Tagger(options(folder)) as tagger:
        with pytest.raises(Unavailable) as told:
            tagger.probe()
        assert str(told.value)
        found = list(tagger.tag(["نعم", "لا"]))
    assert [one.reason for one in found if isinstance(one, Refusal)] == ["model_unavailable"] * 2


def test_the_process_ends_with_its_tagger_and_lives_longer_than_the_thread_that_started_it(tmp_path: Path) -> None:
    with Tagger(options(make_token_model(tmp_path))) as tagger:
        starter = threading.Thread(target=tagger.probe)
        starter.start()
        starter.join()
        process = tagger._process
        assert process is not None
        time.sleep(0.05)
        assert process.poll() is None
    assert process.poll() is not None


WORLD = Recogniser(known_world())


def joined(text: str, *marked: tuple[str, Kind]) -> list[tuple[str, str, str]]:
    mentions: tuple[Mention, ...] = tuple(one for one in WORLD.recognise("", text)[0] if one.field == "text")
    spans = [Span(text.index(name), text.index(name) + len(name), kind, 0.9) for name, kind in marked]
    found = with_tagged(text, mentions, discover(text, mentions), spans)
    for one in found:
        assert text[one.start_char : one.end_char] == one.name
    return [(one.kind, one.name, one.evidence) for one in found]


def test_what_a_model_sees_is_a_candidate() -> None:
    assert joined("ذهبت صفاء نوري مبكرا", ("صفاء نوري", "person")) == [("person", "صفاء نوري", "model")]


def test_a_span_over_a_known_name_is_none() -> None:
    assert joined("التقى فلاديمير بوتين الوفد", ("فلاديمير بوتين", "person")) == []
    assert joined("وصل إلى روسيا أمس", ("روسيا", "place")) == []


def test_the_adjective_of_a_country_is_none_by_itself_and_part_of_a_name() -> None:
    assert joined("الوفد الروسي وصل", ("الروسي", "place")) == []
    name = "مركز السهول الروسي"
    assert joined(f"أعلن {name} نتائجه", (name, "organisation")) == [("organisation", name, "model")]


def test_where_a_rule_and_the_model_have_a_say_the_model_has_it() -> None:
    text = "قال وزير الزراعة الروسي ترفاسي فيلكوش أمس إن المحصول جيد."
    assert joined(text) == [("person", "ترفاسي فيلكوش", "title")]
    assert joined(text, ("ترفاسي فيلكوش", "place")) == [("place", "ترفاسي فيلكوش", "model")]
    assert joined(text, ("فيلكوش", "person")) == [("person", "فيلكوش", "model")]


def test_a_span_becomes_whole_words_without_marks_and_clitics() -> None:
    assert joined("حضر سامي ومحمود الطرابيشي، ثم", ("محمود الطرابيش", "person"))[-1] == (
        "person",
        "محمود الطرابيشي",
        "model",
    )
    assert joined("حضر ومحمود الطرابيشي، ثم", ("ومحمود الطرابيشي،", "person")) == [
        ("person", "محمود الطرابيشي", "model")
    ]


def test_a_clitic_goes_where_the_name_stands_without_it_elsewhere() -> None:
    text = "كتاب لِكورفاس صدر. ويقول كورفاس إنه الأخير."
    found = joined(text, ("لِكورفاس", "person"), ("كورفاس إنه", "person"))
    assert [name for _, name, _ in found] == ["لِكورفاس", "كورفاس إنه"]
    text = "كتاب لِكورفاس صدر. قال كورفاس: إنه الأخير."
    spans = [Span(5, 13, "person", 0.9), Span(23, 29, "person", 0.9)]
    assert [one.name for one in with_tagged(text, (), (), spans)] == ["كورفاس", "كورفاس"]


@pytest.mark.parametrize("marked", ["«»، ", "كلمة\nأخرى", "كلمة " * 11, "2023"])
def test_what_is_no_name_whoever_says_so_is_none(marked: str) -> None:
    assert joined(f"هنا {marked} انتهى", (marked, "person")) == []
