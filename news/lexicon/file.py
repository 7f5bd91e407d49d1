"""The file of a lexicon: records one after the other, then arrays, then where each array lies; mapped, never read whole.

It is written once and never changed. The last bytes hold a checksum of all before them (xxh3, 64 bits), which is asked once
when a run opens the file: a map of a torn file would end the process where it is touched (SIGBUS).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO

import numpy as np
import xxhash
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
_MAGIC = b"marsad lexicon 1"
_END = Struct("<QQ16s")  # length of the table of arrays, checksum, magic
_ALIGNMENT = 64
_PIECE = 1 << 20


class LexiconDamaged(Exception):
    """The file is torn or not what was written: it is made anew, and nobody hears of it."""


class Writer:
    """Appends bytes and arrays to a file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._checksum = file, xxhash.xxh3_64()
        self._arrays: dict[str, tuple[str, int, int]] = {}
        self.size = 0

    def append(self, content: bytes | memoryview) -> None:
        """Write bytes behind those before."""
        self._file.write(content)
        self._checksum.update(content)
        self.size += len(content)

    def add(self, name: str, array: NDArray[Any]) -> None:
        """Write an array of one dimension under a name."""
        self.append(bytes(-self.size % _ALIGNMENT))
        self._arrays[name] = (array.dtype.str, self.size, len(array))
        whole = np.ascontiguousarray(array).view(np.uint8)
        for start in range(0, len(whole), _PIECE):
            self.append(whole[start : start + _PIECE].data)

    def finish(self) -> None:
        """Write where everything lies, and put it on the disk."""
        table = json.dumps(self._arrays).encode()
        self.append(table)
        self._file.write(_END.pack(len(table), self._checksum.intdigest(), _MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Yield a writer of a new file, which is on the disk when the block ends; nothing of it stays when the block fails."""
    try:
        with path.open("wb") as file:
            writer = Writer(file)
            yield writer
            writer.finish()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def map_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file, mapped, and its bytes as `bytes`; raises LexiconDamaged, or OSError when there is none."""
    with path.open("rb") as file:
        table = _checked(file, path)
    whole = np.asarray(np.memmap(path, np.uint8, "r")).view(
        np.ndarray
    )  # of numpy's own kind: each slice of a memmap costs
    arrays: dict[str, NDArray[Any]] = {"bytes": whole}
    for name, (kind, start, length) in table.items():
        arrays[name] = whole[start : start + length * np.dtype(kind).itemsize].view(kind)
    return arrays


def _checked(file: BinaryIO, path: Path) -> dict[str, tuple[str, int, int]]:
    size = os.fstat(file.fileno()).st_size
    if size < _END.size:
        raise LexiconDamaged(f"{path}: is torn")
    file.seek(size - _END.size)
    length, checksum, magic = _END.unpack(file.read(_END.size))
    if magic != _MAGIC or length > size - _END.size:
        raise LexiconDamaged(f"{path}: is torn")
    found, left = xxhash.xxh3_64(), size - _END.size
    file.seek(0)
    # read, not mapped: what only the checksum touches must not stay in this process
    buffer = memoryview(bytearray(_PIECE))
    while left:
        read = file.readinto(buffer[: min(_PIECE, left)])  # type: ignore[attr-defined]
        if not read:
            raise LexiconDamaged(f"{path}: is torn")
        found.update(buffer[:read])
        left -= read
    if found.intdigest() != checksum:
        raise LexiconDamaged(f"{path}: is not what was written")
    file.seek(size - _END.size - length)
    table: dict[str, tuple[str, int, int]] = json.loads(file.read(length))
    return table
