"""Tiny models, made on the spot: a word's pieces are looked up in a table, so it is known what each model must say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "<<ENT>>", "<<SEP>>")
# Every word that the tiny models know, and what the first kind says of it.
WORDS: Mapping[str, str] = {
    "ترفاسي": "B-PER",
    "فيلكوش": "I-PER",
    "ڤيلكوش": "I-PER",
    "وترفاسي": "B-PER",
    "tarmo": "B-PER",
    "vellik": "I-PER",
    "ترينكوفا": "B-LOC",
    "الروسي": "B-LOC",
    "نوفارك": "B-ORG",
    "نسيم": "B-PER",  # of common words: no rule takes it for a name
    "الورد": "I-PER",
}
UNSURE = "ربما"  # a person, as far as the model can tell: 0.55


def make_tokenizer(folder: Path) -> list[str]:
    """Write tokenizer.json, BERT's kind; return the vocabulary in the order of its numbers."""
    letters = [chr(code) for code in (*range(0x61, 0x7B), *range(0x621, 0x64B))]
    vocabulary = list(
        dict.fromkeys([*SPECIAL, *WORDS, UNSURE, *letters, *(f"##{one}" for one in letters), ".", ",", "،"])
    )
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.add_special_tokens(list(SPECIAL))
    # marks and tatweel go, ligatures and width fold: the text that the model reads is shorter or longer than the stored one
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.StripAccents(), normalizers.Replace("ـ", "")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [("[CLS]", numbers["[CLS]"]), ("[SEP]", numbers["[SEP]"])]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer.save(str(folder / "tokenizer.json"))
    return vocabulary


def make_token_model(
    folder: Path, *, labels: Sequence[str] = LABELS, said: Mapping[str, str] = WORDS, most_pieces: int = 128
) -> Path:
    """Write a model of token classification that gives each word of `said` its label, and O at a window's very ends."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = make_tokenizer(folder)
    table = np.zeros((len(vocabulary), len(labels)), np.float32)
    table[:, 0] = 9.0
    for word, label in said.items():
        table[vocabulary.index(word)] = [18.0 if one == label else 0.0 for one in labels]
    table[vocabulary.index(UNSURE), :2] = (9.0, 9.2)
    edge = np.zeros((most_pieces, len(labels)), np.float32)
    edge[[0, 1, most_pieces - 2, most_pieces - 1], 0] = 99.0  # without words on both sides it is at a loss
    _save(
        folder / "model.onnx",
        [
            helper.make_node("Gather", ["table", "input_ids"], ["each"]),
            helper.make_node("Shape", ["input_ids"], ["length"], start=1, end=2),
            helper.make_node("Slice", ["edge", "zero", "length"], ["place"]),
            helper.make_node("Add", ["each", "place"], ["sum"]),
            helper.make_node("Cast", ["attention_mask"], ["used"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["used", "last"], ["used_each"]),
            helper.make_node("Mul", ["sum", "used_each"], ["logits"]),
        ],
        {"table": table, "edge": edge, "zero": np.array([0]), "last": np.array([-1])},
        {name: ["batch", "pieces"] for name in ("input_ids", "attention_mask")},
    )
    config = {
        "model_type": "bert",
        "id2label": {str(number): label for number, label in enumerate(labels)},
        "max_position_embeddings": most_pieces,
        "pad_token_id": 0,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def make_gliner(folder: Path, *, most_words: int = 40, **facts: object) -> Path:
    """Write a GLiNER of spans that, asked for person, location and organization, finds the same names as the other model."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = make_tokenizer(folder)
    width, order = 3, ("PER", "LOC", "ORG")
    table = np.full((len(vocabulary), width, len(order)), -9.0, np.float32)
    for word, label in WORDS.items():
        if label.startswith("B"):
            table[vocabulary.index(word), int(label == "B-PER"), order.index(label[2:])] = 9.0
    _save(
        folder / "model.onnx",
        [
            helper.make_node("ReduceMax", ["text_lengths"], ["words"], keepdims=0),
            helper.make_node("Add", ["words", "one"], ["words_end"]),
            helper.make_node("Range", ["one", "words_end", "one"], ["numbers"]),
            helper.make_node("Unsqueeze", ["numbers", "around"], ["column"]),
            helper.make_node("Unsqueeze", ["words_mask", "middle"], ["row"]),
            helper.make_node("Equal", ["row", "column"], ["is_first"]),
            helper.make_node("Cast", ["is_first"], ["picks"], to=TensorProto.FLOAT),
            helper.make_node("Gather", ["table", "input_ids"], ["each"]),
            helper.make_node("MatMul", ["picks", "each"], ["flat"]),
            helper.make_node("Reshape", ["flat", "shape"], ["logits"]),
        ],
        {
            "table": table.reshape(len(vocabulary), -1),
            "one": np.array(1),
            "around": np.array([0, 2]),
            "middle": np.array([1]),
            "shape": np.array([0, 0, width, len(order)]),
        },
        {
            "input_ids": ["batch", "pieces"],
            "words_mask": ["batch", "pieces"],
            "text_lengths": ["batch", 1],
        },
    )
    config = {"max_width": width, "max_len": most_words, "span_mode": "markerV0", **facts}
    (folder / "gliner_config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def _save(
    path: Path,
    nodes: Sequence[object],
    constants: Mapping[str, np.ndarray],
    inputs: Mapping[str, list[object]],
) -> None:
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    save_model(model, str(path))
