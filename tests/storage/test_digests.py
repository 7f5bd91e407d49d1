from __future__ import annotations

import os
from pathlib import Path

from storage.digests import digest_files


def test_a_digest_changes_with_contents_and_name_only(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    memory = tmp_path / "memory.json"
    one.write_bytes(b"a")
    other.write_bytes(b"a")
    found = digest_files([one], memory)
    os.utime(one, ns=(1, 1))
    assert digest_files([one], memory) == found
    assert digest_files([other], memory) != found
    one.write_bytes(b"b")
    assert digest_files([one], memory) != found


def test_a_file_with_the_same_size_and_time_is_not_read_again(tmp_path: Path) -> None:
    file, memory = tmp_path / "file", tmp_path / "memory.json"
    file.write_bytes(b"a")
    found = digest_files([file], memory)
    then = file.stat().st_mtime_ns
    file.write_bytes(b"b")
    os.utime(file, ns=(then, then))
    assert digest_files([file], memory) == found
    os.utime(file, ns=(then + 1, then + 1))
    assert digest_files([file], memory) != found


def test_a_memory_that_is_lost_damaged_or_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"a")
    found = digest_files([file], tmp_path / "no folder" / "memory.json")
    for damage in ("", "[]", "{", '{"x": 5}', f'{{"{file}": []}}'):
        memory = tmp_path / "memory.json"
        memory.write_text(damage, encoding="utf-8")
        assert digest_files([file], memory) == found
