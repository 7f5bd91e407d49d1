"""The graph of a model in ONNX: arrays in, logits out. The only place that imports onnxruntime."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

Array = npt.NDArray[Any]
_TYPES: Mapping[str, type] = {
    "tensor(int64)": np.int64,
    "tensor(int32)": np.int32,
    "tensor(bool)": np.bool_,
    "tensor(float)": np.float32,
}
_ERRORS_ONLY = 3


class Graph:
    """A session that computes on the processor, with so many threads; raises ValueError for a graph that asks for more than is known."""

    def __init__(self, path: Path, *, threads: int, known: frozenset[str]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = _ERRORS_ONLY
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = {one.name: _TYPES.get(one.type) for one in self._session.get_inputs()}
        if strange := sorted(self._inputs.keys() - known):
            raise ValueError(f"{path.name} asks for {strange[0]!r}, which this kind of model has no use for")
        names = [one.name for one in self._session.get_outputs()]
        self._output = "logits" if "logits" in names else names[0]

    def run(self, **arrays: Array) -> Array:
        """Return the logits; what the graph does not ask for is not given."""
        given = {name: arrays[name].astype(kind, copy=False) for name, kind in self._inputs.items()}
        found: Array = self._session.run([self._output], given)[0]
        return found.astype(np.float32, copy=False)
