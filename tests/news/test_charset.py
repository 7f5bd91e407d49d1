from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.articles.charset import decode
from news.model import ParsedFeed
from news.sources.feed import read_feed

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
ARABIC = "استقبل الرئيس اليوم في القصر وفدا من كبار الضباط، وبحث معهم الأوضاع في المنطقة"
PERSIAN = "رئیس جمهوری امروز در کاخ ریاست با گروهی از مقام های ارشد دیدار کرد و درباره اوضاع منطقه گفت وگو کرد"
RUSSIAN = "Президент принял сегодня в Кремле делегацию и обсудил с ней положение в регионе"
GREEK = "Ο πρόεδρος δέχθηκε σήμερα στο μέγαρο αντιπροσωπεία και συζήτησε την κατάσταση"
FRENCH = "Le président a reçu aujourd'hui à l'Élysée une délégation étrangère pour évoquer la crise"
LATVIAN = "Žāļu ķīļi šķūņos: ēvelēšana, zāģēšana un tālāk"
# two accents in a row in every word
DENSE = "vyšší nejččistší těžšší měříš říší"
CHINESE = "总统今天在总统府会见了代表团并讨论了该地区的局势"


def feed(text: str, label: str) -> str:
    prolog = f'<?xml version="1.0" encoding="{label}"?>' if label else ""
    entry = f"<item><title>{text}</title><link>https://news.example.com/a</link></item>"
    return f"{prolog}<rss version='2.0'><channel><title>{text[:20]}</title>{entry}</channel></rss>"


def title(body: bytes, content_type: str = "") -> tuple[str, bool]:
    found = read_feed(body, url="https://news.example.com/f", content_type=content_type, now=NOW)
    assert isinstance(found, ParsedFeed)
    return found.entries[0].title, found.charset_suspect


@pytest.mark.parametrize("header", ["", "text/xml", "text/xml; charset=utf-8", "text/xml; charset=iso-8859-1"])
@pytest.mark.parametrize(
    "label", ["", "utf-8", "iso-8859-1", "windows-1256", "windows-1252", "no-such-charset", "zlib_codec"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso-8859-6"])
def test_arabic_is_read_whatever_it_is_labelled(encoding: str, label: str, header: str) -> None:
    assert title(feed(ARABIC, label).encode(encoding), header) == (ARABIC, False)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("label", ["utf-8", "utf-16", "windows-1256"])
def test_wide_and_marked_encodings_are_seen_from_the_bytes(encoding: str, label: str) -> None:
    assert title(feed(ARABIC, label).encode(encoding), "text/xml; charset=windows-1256") == (ARABIC, False)


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (GREEK, "iso-8859-7", "iso-8859-7"),
        (FRENCH, "iso-8859-1", "iso-8859-1"),
        (FRENCH, "cp1252", "windows-1252"),
        (LATVIAN, "cp1257", "windows-1257"),
        (DENSE, "cp1250", "windows-1250"),
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "big5", "big5"),
        ("日本の大統領は今日", "iso-2022-jp", "iso-2022-jp"),
        ("日本の大統領は今日", "euc-jp", "euc-jp"),
        ("대통령은 오늘", "euc-kr", "euc-kr"),
        (PERSIAN.replace("ی", "ي").replace("ک", "ك"), "cp1256", "utf-8"),
    ],
)
def test_other_scripts_are_read_by_a_label_that_fits(text: str, encoding: str, label: str) -> None:
    if encoding == "big5":
        text = "總統今天在總統府會見了代表團"
    assert title(feed(text, label).encode(encoding)) == (text, False)


@pytest.mark.parametrize(
    ("text", "encoding", "label", "header"),
    [
        (RUSSIAN, "koi8-r", "koi8-r", "text/xml; charset=windows-1251"),
        (RUSSIAN, "windows-1251", "", ""),
        (RUSSIAN, "windows-1251", "iso-8859-1", ""),
        (GREEK, "iso-8859-7", "utf-8", ""),
        (FRENCH, "iso-8859-1", "utf-8", ""),
    ],
)
def test_a_doubtful_decision_is_flagged(text: str, encoding: str, label: str, header: str) -> None:
    assert title(feed(text, label).encode(encoding), header)[1]


@pytest.mark.parametrize("by_mistake", ["cp1252", "latin-1", "cp1256"])
def test_utf8_encoded_twice_is_undone_and_flagged(by_mistake: str) -> None:
    body = feed(ARABIC, "utf-8").encode()
    sloppy = {one: chr(one) for one in b"\x81\x8d\x8f\x90\x9d"}
    wrong = "".join(
        sloppy.get(byte, bytes([byte]).decode(by_mistake, "replace"))
        if by_mistake == "cp1252"
        else bytes([byte]).decode(by_mistake)
        for byte in body
    )
    assert title(wrong.encode()) == (ARABIC, True)


def test_partly_doubled_text_is_flagged_and_left() -> None:
    doubled = ARABIC.encode().decode("latin-1")
    body = feed(ARABIC, "utf-8").replace("</item>", f"<description>{doubled}</description></item>")
    assert title(body.encode()) == (ARABIC, True)


@pytest.mark.parametrize("broken", [b"\xff", b"\xd8", b"\x80\x81"])
def test_a_few_broken_bytes_do_not_make_utf8_something_else(broken: bytes) -> None:
    body = feed(ARABIC + " X " + ARABIC, "utf-8").encode().replace(b"X", broken)
    assert title(body)[0].startswith(ARABIC)


def test_a_document_torn_inside_a_letter_is_still_utf8() -> None:
    body = f"<rss>{ARABIC}".encode()
    assert decode(body[:-1]).text == f"<rss>{ARABIC[:-1]}"


@pytest.mark.parametrize(
    "label", ["utf-7", "idna", "punycode", "unicode_escape", "rot13", "base64", "undefined", "x" * 60, "\u0000"]
)
def test_a_label_that_is_no_charset_is_no_charset(label: str) -> None:
    assert decode(b"<rss>plain</rss>", f"text/xml; charset={label}").text == "<rss>plain</rss>"
    assert decode(b"<rss>caf\xe9 caf\xe9</rss>", f"text/xml; charset={label}").text == "<rss>café café</rss>"


def test_what_is_no_text_at_all_is_decoded_to_something() -> None:
    for body in (b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", bytes(range(256)) * 20, b"\x80" * 1000):
        assert isinstance(decode(body).text, str)
