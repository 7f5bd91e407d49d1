"""Examples: the files that show a watch what to look for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def read_examples(folder: Path, patterns: Sequence[str]) -> tuple[tuple[Path, bytes], ...]:
    """Return the files that the patterns name, relative ones under `folder`, with their contents."""
    paths = sorted({path for pattern in patterns for path in _expand(folder, pattern)})
    return tuple((path, path.read_bytes()) for path in paths)


def check_examples(folder: Path, pattern: str) -> None:
    """Raise ValueError when a pattern gives no example, or one that is no article."""
    try:
        paths = _expand(folder, pattern)
    except (ValueError, NotImplementedError, IndexError) as error:  # what pathlib says of a pattern it cannot read
        raise ValueError(f"not a file or pattern of files ({error})") from error
    if not paths:
        raise ValueError(f"no file matches in {folder}; put an article there, as text or HTML")
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ValueError(f"{path} cannot be read ({error.strerror})") from error
        _check_example(path, content)


def _check_example(path: Path, content: bytes) -> None:
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise ValueError(f"{path} is empty; put an article into it, as text or HTML")
    if b"\0" in content:
        raise ValueError(f"{path} is not text; an example is an article as UTF-8 text or HTML")
    if content.lstrip()[:1] == b"<":  # a saved page may say itself how it is encoded
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _expand(folder: Path, pattern: str) -> list[Path]:
    base, rest = folder, pattern
    if Path(pattern).is_absolute():
        base, rest = Path(Path(pattern).anchor), str(Path(pattern).relative_to(Path(pattern).anchor))
    return [path for path in base.glob(rest) if path.is_file()]
