"""The folder of a model: what has to be in it, and what its configuration says of how it reads.

Two kinds, both as ONNX: token classification as `optimum-cli export onnx` and transformers.js folders have it, and GLiNER as its
`export_to_onnx` writes it (span models with one encoder). Nothing is fetched, no code of the folder runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from news.model import Kind
from news.tagging.spans import StrangeLabel, kinds_of

# Attention costs memory with the square of a window; encoders of news are trained with no more.
MOST_PIECES = 512
_GRAPHS = ("model.onnx", "onnx/model.onnx")
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
# What GLiNER is asked for when nobody says otherwise: the words it was trained with.
_ASKED: Mapping[str, Kind | Literal[""]] = {"person": "person", "location": "place", "organization": "organisation"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelFolder:
    """A model as its folder describes it: `labels` in the order of its answers, and the `kinds` of those that are names'.

    `most_pieces` and `most_words` are read at once; `pad` is the number of the piece that fills up.
    """

    style: Literal["token", "gliner"]
    graph: Path
    tokenizer: Path
    files: tuple[Path, ...]  # all that the model's answers depend on
    labels: tuple[str, ...]
    kinds: Mapping[str, Kind]
    most_pieces: int
    most_words: int
    pad: int = 0
    ent_token: str = ""
    sep_token: str = ""
    most_wide: int = 0  # words of a GLiNER span


def read_folder(folder: Path, labels: Mapping[str, Kind | Literal[""]]) -> ModelFolder:
    """Read what a model's folder says; raises ValueError with what is missing or wrong, for the person who named it."""
    if not folder.is_dir():
        raise ValueError(f"{'is no folder' if folder.exists() else 'no such folder'} ({folder})")
    graph = next((folder / name for name in _GRAPHS if (folder / name).is_file()), None)
    tokenizer = folder / "tokenizer.json"
    config = folder / "gliner_config.json"
    is_gliner = config.is_file()
    if graph is None:
        raise ValueError(_no_graph(folder, is_gliner=is_gliner))
    if not tokenizer.is_file():
        raise ValueError(f"{folder} has no tokenizer.json; save the fast tokenizer there (save_pretrained)")
    if not is_gliner:
        config = folder / "config.json"
    if not config.is_file():
        raise ValueError(f"{folder} has neither config.json nor gliner_config.json: whose model is this?")
    facts = _read_json(config)
    files = (graph, *sorted(graph.parent.glob(f"{graph.name}_data")), *sorted(graph.parent.glob(f"{graph.name}.data")))
    found = (tokenizer, config, *files)
    return _gliner(graph, found, facts, labels) if is_gliner else _token(graph, found, facts, labels)


def _no_graph(folder: Path, *, is_gliner: bool) -> str:
    if not is_gliner and not any((folder / name).is_file() for name in (*_WEIGHTS, "config.json")):
        return f"{folder} has no model.onnx; name the folder that holds it"
    how = (
        f"GLiNER.from_pretrained({str(folder)!r}).export_to_onnx({str(folder)!r})"
        if is_gliner
        else f"optimum-cli export onnx --task token-classification --model {folder} {folder}"
    )
    return f"{folder} has weights but no model.onnx; where the model's own library is installed, `{how}` writes it"


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise ValueError(f"{path} is no JSON object")
    return found


def _token(
    graph: Path, files: tuple[Path, ...], facts: dict[str, Any], labels: Mapping[str, Kind | Literal[""]]
) -> ModelFolder:
    named = facts.get("id2label")
    if not isinstance(named, dict) or sorted(named) != sorted(str(number) for number in range(len(named))):
        raise ValueError(f"{files[1]} has no id2label: it is no token classification")
    ordered = tuple(str(named[str(number)]) for number in range(len(named)))
    pad = _number(facts, "pad_token_id", 0)
    return ModelFolder(
        style="token",
        graph=graph,
        tokenizer=files[0],
        files=files,
        labels=ordered,
        kinds=kinds_of(ordered, labels),
        most_pieces=_most_pieces(files[1].with_name("tokenizer_config.json"), facts, pad),
        most_words=MOST_PIECES,
        pad=pad,
    )


def _most_pieces(tokenizer_config: Path, facts: dict[str, Any], pad: int) -> int:
    positions = _number(facts, "max_position_embeddings", MOST_PIECES)
    if "roberta" in str(facts.get("model_type", "")) or facts.get("model_type") in ("camembert", "mpnet", "luke"):
        positions -= pad + 1  # they begin to count behind the padding
    told = _number(_read_json(tokenizer_config), "model_max_length", MOST_PIECES) if tokenizer_config.is_file() else 0
    return max(8, min(positions, told or MOST_PIECES, MOST_PIECES))


def _number(facts: dict[str, Any], key: str, default: int) -> int:
    # where there is no limit, transformers writes 1e30
    found = facts.get(key)
    return int(found) if isinstance(found, int | float) and 0 <= found < 1 << 31 else default


def _gliner(
    graph: Path, files: tuple[Path, ...], facts: dict[str, Any], labels: Mapping[str, Kind | Literal[""]]
) -> ModelFolder:
    expected = {"words_splitter_type": "whitespace", "subtoken_pooling": "first", "labels_encoder": None}
    for key, value in expected.items():
        if facts.get(key, value) != value:
            raise ValueError(f"{files[1]}: {key} = {facts[key]!r} is not read here, only {value!r}")
    if str(facts.get("span_mode", "markerV0")).startswith("token"):
        raise ValueError(f"{files[1]}: span_mode {facts['span_mode']!r} is not read here, only models of spans")
    asked = labels or _ASKED
    kinds = {label: kind for label, kind in asked.items() if kind}
    if not kinds:
        raise StrangeLabel("every label is left out: nothing would be asked for")
    return ModelFolder(
        style="gliner",
        graph=graph,
        tokenizer=files[0],
        files=files,
        labels=tuple(asked),
        kinds=kinds,
        most_pieces=2 * MOST_PIECES,
        most_words=max(1, min(_number(facts, "max_len", 384), MOST_PIECES)),
        ent_token=str(facts.get("ent_token", "<<ENT>>")),
        sep_token=str(facts.get("sep_token", "<<SEP>>")),
        most_wide=max(1, min(_number(facts, "max_width", 12), 100)),
    )
