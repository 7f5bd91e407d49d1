"""Do exported models say here what they say in their own libraries? Token classification (transformers) and GLiNER, tiny, random weights.

`python -m benchmarks.models`, in an environment that has transformers, gliner and torch beside Marsad's (they are not locked: they
take more than a gigabyte). Prints, for each kind of model, texts, spans, and texts whose spans differ; ends with 1 when one does.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from news.tagging.folder import read_folder
from news.tagging.process import load_model

WORDS = "قال الوزير ترفاسي فيلكوش إن موسكو وبيروت وقعتا اتفاقا مع شركة نوفارك Tarmo Vellik said in Nareth today".split()  # noqa: SIM905
LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
SIGNS = ["،", ".", "«", "»", "(", ")", "\r\n", "😀", "-", "\t", "2023"]
TEXTS = 60

Spans = list[tuple[int, int, str]]


def texts() -> list[str]:
    """Return texts of words, parts of words and signs, some longer than a window."""
    dice = random.Random(7)
    found = []
    for number in range(TEXTS):
        words = [dice.choice(WORDS) for _ in range(dice.randint(1, 30) if number % 10 else 90)]
        words = [
            word + dice.choice(SIGNS) if dice.random() < 0.2 else word[dice.randint(0, 2) :] or word for word in words
        ]
        found.append(" ".join(words))
    return found


def _vocabulary(size: int) -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(texts(), trainers.WordPieceTrainer(vocab_size=size, special_tokens=special))
    return tokenizer


def _bert(folder: Path) -> tuple[Any, Any]:
    import transformers as hf
    from tokenizers.processors import TemplateProcessing

    tokenizer = _vocabulary(120)
    ends = [(one, tokenizer.token_to_id(one)) for one in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    fast = hf.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=512,
    )
    config = hf.BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    config.id2label = dict(enumerate(LABELS))
    return hf.BertForTokenClassification(config), fast


def _xlm_roberta(folder: Path) -> tuple[Any, Any]:
    import transformers as hf
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
    from tokenizers.processors import TemplateProcessing

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(vocab_size=120, special_tokens=special, unk_token="<unk>")
    tokenizer.train_from_iterator(texts(), trainer)
    tokenizer.post_processor = TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    fast = hf.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=512,
    )
    config = hf.XLMRobertaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=514,
        pad_token_id=1,
    )
    config.id2label = dict(enumerate(LABELS))
    return hf.XLMRobertaForTokenClassification(config), fast


def _export(model: Any, folder: Path) -> None:
    """Write model.onnx as `optimum-cli export onnx` does: named inputs, batch and length free."""
    import torch

    class Wrapped(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.model(input_ids=input_ids, attention_mask=attention_mask).logits

    ids = torch.ones((2, 9), dtype=torch.int64)
    axes = {name: {0: "batch", 1: "pieces"} for name in ("input_ids", "attention_mask", "logits")}
    torch.onnx.export(
        Wrapped().eval(),
        (ids, ids),
        str(folder / "model.onnx"),
        input_names=["input_ids", "attention_mask"],
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def token_classification(make: Callable[[Path], tuple[Any, Any]], folder: Path) -> tuple[Any, Any]:
    """Save a random model and its export; return the saved model and its tokenizer as transformers loads them."""
    import transformers as hf

    model, tokenizer = make(folder)
    model.classifier.weight.data.mul_(40)  # random weights are undecided otherwise
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    _export(model, folder)
    return hf.AutoModelForTokenClassification.from_pretrained(folder), hf.AutoTokenizer.from_pretrained(folder)


def bert(folder: Path) -> Callable[[str], Spans]:
    """Return what transformers' own pipeline says of a text."""
    import transformers as hf

    model, tokenizer = token_classification(_bert, folder)
    pipe = hf.pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="first")
    return lambda text: [(one["start"], one["end"], KINDS[one["entity_group"]]) for one in pipe(text)]


def xlm_roberta(folder: Path) -> Callable[[str], Spans]:
    """Return what transformers' model and tokenizer say of a text's words.

    Not the pipeline: for this kind of tokenizer it guesses words by spaces, and says that it does; a lone «▁» is a word to it.
    """
    import torch

    model, tokenizer = token_classification(_xlm_roberta, folder)

    def ask(text: str) -> Spans:
        read = tokenizer(text, return_tensors="pt", return_offsets_mapping=True)
        offsets, words = read.pop("offset_mapping")[0].tolist(), read.word_ids()
        with torch.no_grad():
            best = model(**read).logits[0].argmax(-1).tolist()
        found: list[tuple[int, int, str, str]] = []
        for number in range(max(word for word in words if word is not None) + 1):
            at = [place for place, word in enumerate(words) if word == number]
            part, _, label = LABELS[best[at[0]]].partition("-")
            if found and part == "I" and found[-1][3] == label:
                found[-1] = (found[-1][0], offsets[at[-1]][1], *found[-1][2:])
            else:
                found.append((offsets[at[0]][0], offsets[at[-1]][1], KINDS.get(label, ""), label))
        return [one[:3] for one in found if one[2]]

    return ask


def gliner(folder: Path) -> Callable[[str], Spans]:
    """Save a random GLiNER and its export; return what the library says of a text."""
    from gliner import GLiNER, GLiNERConfig

    encoder, tokenizer = _bert(folder)
    tokenizer.save_pretrained(folder / "encoder")
    encoder.bert.save_pretrained(folder / "encoder")
    config = GLiNERConfig(
        model_name=str(folder / "encoder"),
        hidden_size=32,
        max_width=6,
        max_len=384,
        span_mode="markerV0",
        fine_tune=False,
        dropout=0.0,
    )
    model = GLiNER.from_config(config) if hasattr(GLiNER, "from_config") else GLiNER(config)
    model.eval()
    for weight in model.model.parameters():
        weight.data.mul_(2)  # random weights are undecided otherwise
    model.export_to_onnx(str(folder))
    kinds = {"person": "person", "location": "place", "organization": "organisation"}

    def ask(text: str) -> Spans:
        return [
            (one["start"], one["end"], kinds[one["label"]])
            for one in model.predict_entities(text, list(kinds), threshold=_threshold(folder))
        ]

    return ask


def _threshold(folder: Path) -> float:
    return 0.5 if "gliner" in folder.name else 0.0


def compare(name: str, ask: Callable[[str], Spans], folder: Path) -> bool:
    """Print how many texts have the same spans here and there; return whether all have."""
    model = load_model(read_folder(folder, {}), threshold=_threshold(folder), batch=8, threads=1)
    mine = [[(one.start_char, one.end_char, str(one.kind)) for one in spans] for spans in model.tag(texts())]
    theirs = [ask(text) for text in texts()]
    differ = [number for number, pair in enumerate(zip(mine, theirs, strict=True)) if pair[0] != pair[1]]
    print(f"{name}: {len(mine)} texts, {sum(map(len, theirs))} spans, {len(differ)} texts differ")
    for number in differ[:3]:
        text = texts()[number]
        print("   ", json.dumps([text[:80], sorted(set(mine[number]) ^ set(theirs[number]))[:6]], ensure_ascii=False))
    return not differ


def _models() -> Iterator[tuple[str, Callable[[Path], Callable[[str], Spans]]]]:
    yield "bert", bert
    yield "xlm-roberta", xlm_roberta
    yield "gliner", gliner


def main(asked: Sequence[str]) -> int:
    """Compare the kinds of model that are asked for, else all."""
    import torch

    torch.manual_seed(1)
    same = True
    for name, make in _models():
        if name in asked or not asked:
            with tempfile.TemporaryDirectory(prefix=f"marsad-{name}-") as folder:
                same &= compare(name, make(Path(folder)), Path(folder))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
