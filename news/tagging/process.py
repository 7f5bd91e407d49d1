"""The process that a model runs in: texts come as frames on its input, spans go as frames to its output.

Started by exec, so no thread of a runtime is ever forked; native code that crashes, hangs or eats memory takes nobody with it. The
kernel ends it as it ends a parser (news.parsing.worker); it ends by itself when its input is closed.
"""

from __future__ import annotations

import json
import os
from dataclasses import astuple
from pathlib import Path
from typing import IO, Any

from news.parsing.frames import read_frame, write_frame
from news.parsing.worker import limit_memory, set_deadline
from news.tagging.folder import ModelFolder, read_folder
from news.tagging.spans import Model


def main() -> None:
    """Load the model that the first frame names, then tag the texts of every other."""
    # a library that prints must not be taken for an answer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with answers, os.fdopen(0, "rb", closefd=False) as jobs:
        order = read_frame(jobs)
        if order is None:
            return
        model = _load(order[0], answers)
        while model is not None and (job := read_frame(jobs)) is not None:
            set_deadline(float(job[0]["cpu_seconds"]))
            answer = _tag(model, json.loads(job[1]))
            set_deadline(0)
            write_frame(answers, answer)


def _load(order: dict[str, Any], answers: IO[bytes]) -> Model | None:
    try:
        folder = read_folder(Path(order["folder"]), order["labels"])
        model = load_model(folder, threshold=order["threshold"], batch=order["batch"], threads=order["threads"])
        model.tag(["a"])  # a graph and labels that do not fit show here
    except Exception as error:  # noqa: BLE001 - whatever a runtime raises, the model cannot be used, and that is told
        write_frame(answers, {"error": _told(error)})
        return None
    limit_memory(int(order["memory_mb"]))
    write_frame(answers, {"error": ""})
    return model


def load_model(folder: ModelFolder, *, threshold: float, batch: int, threads: int) -> Model:
    """Return the model of a folder, ready; raises ImportError without the extra, else ValueError or what the runtime raises."""
    # imported here: only this process pays for the runtime
    if folder.style == "gliner":
        from news.tagging.gliner_model import GlinerModel

        return GlinerModel(folder, threshold=threshold, batch=batch, threads=threads)
    from news.tagging.token_model import TokenModel

    return TokenModel(folder, threshold=threshold, batch=batch, threads=threads)


def _tag(model: Model, texts: list[str]) -> dict[str, Any]:
    try:
        return {"error": "", "spans": [[astuple(span) for span in spans] for spans in model.tag(texts)]}
    except Exception as error:  # noqa: BLE001 - what a text does to the runtime is that text's verdict
        return {"error": _told(error)}


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


if __name__ == "__main__":
    main()
