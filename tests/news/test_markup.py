from __future__ import annotations

import pytest

from news.sources.markup import text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("a &amp; b &#8217; &nbsp;c", "a & b ’ c"),
        ("<p>One</p><p>two <b>three</b>four</p>", "One\ntwo threefour"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>tail", "a\nb\ntail"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("a<script>evil()</script>b<style>p{}</style>c<noscript>d</noscript>e", "abce"),
        ("<script>evil()", ""),
        ("<iframe src='x'/>after <script src='y'/>that", "after that"),
        ("<!-- hidden -->shown", "shown"),
        ("<svg><title>no</title></svg>yes", "yes"),
        ("<p>unclosed <a href='x", "unclosed"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("&lt;b&gt; stays", "<b> stays"),
        ("<p>خبر <em>عاجل</em></p>", "خبر عاجل"),
        ("<div\ud800>x", "x"),
    ],
)
def test_what_a_reader_sees_of_markup(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "markup", ["<div>" * 50_000 + "x", "<p>x" * 50_000, "<a " + "b " * 20_000 + ">x", "<" * 200_000, "&" * 200_000]
)
def test_hostile_markup_ends(markup: str) -> None:
    assert len(text_of(markup)) <= len(markup)
