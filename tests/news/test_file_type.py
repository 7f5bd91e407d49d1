from __future__ import annotations

import pytest

from news.articles.file_type import is_known_file, other_type


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_common_files_are_known_by_their_first_bytes(start: bytes) -> None:
    assert is_known_file(start + b"<html>")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ID3\x04\x00\x01 <b> \x02", "binary"),
        ("words and a control\x07 <p>", "binary"),
        ('\ufeff {"a": 1}', "JSON"),
        ("[1, 2]", "JSON"),
        ("a, b\n1, 2\n", "no markup"),
        ("if (a < b && c > d) { f(); }", "no markup"),
        ("<?xml version='1.0'?>\n<rss><channel/></rss>", "rss"),
        ("<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'/>", "rdf"),
        ("<!-- made by --><urlset></urlset>", "urlset"),
    ],
)
def test_what_is_no_page_is_told(text: str, said: str) -> None:
    assert other_type(text, "text/html") == said


@pytest.mark.parametrize(
    ("text", "content_type"),
    [
        ("<html><body>\x00 \x07 words", ""),
        ("\0\0\ufeff\n<!DOCTYPE html><p>words", ""),
        ("<?xml version='1.0'?><!DOCTYPE html><html/>", ""),
        ("Some words first <p>then markup", ""),
        ("words alone, and said to be that", "Text/Plain; charset=utf-8"),
        ("  \n", ""),
        ("\u00a0" * 9, ""),
    ],
)
def test_pages_and_labelled_text_are_read(text: str, content_type: str) -> None:
    assert other_type(text, content_type) == ""
