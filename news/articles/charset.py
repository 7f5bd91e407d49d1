"""Which letters a document's bytes are: found from the bytes themselves; labels are claims to be checked.

Arabic sites still serve windows-1256 under a label of UTF-8 or ISO-8859-1, and UTF-8 that was encoded twice. No name is ever
found in a text decoded the wrong way, so a doubtful decision says so (`is_suspect`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Longest first: the mark of UTF-32LE begins with that of UTF-16LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How "<" and the character behind it look without a mark (XML 1.0, appendix F).
_WIDE = (
    (re.compile(rb"<\0\0\0[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"<\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0<\0[^\0]"), "utf-16-be"),
)
# Arabic prose in UTF-16 has a zero byte for each space, one letter in six or so; ten, to be sure.
_ZEROS_IN, _ZERO_SHARE = 4000, 10
_EBCDIC = (b"\x4c\x6f\xa7\x94", "cp037")
# What a label means on the web (https://encoding.spec.whatwg.org/#names-and-labels), where Python takes it literally.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# What a page may name (https://encoding.spec.whatwg.org/#names-and-labels), as Python's codecs; an XML prolog may name more.
_ON_THE_WEB = frozenset(
    [
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "cp866",
        "cp874",
        "cp932",
        "cp949",
        "iso8859-2",
        "iso8859-3",
        "iso8859-4",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "iso8859-10",
        "iso8859-13",
        "iso8859-14",
        "iso8859-15",
        "iso8859-16",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
        "gb18030",
        "big5",
        "big5hkscs",
        "euc_jp",
        "iso2022_jp",
    ]
)
# Python codecs that are no character sets of documents; UTF-7 hides markup from whoever looks at the bytes.
_NOT_CHARSETS = {
    "utf-7",
    "idna",
    "punycode",
    "unicode_escape",
    "raw-unicode-escape",
    "undefined",
    "mbcs",
    "oem",
    "palmos",
}
_ESCAPED = re.compile(r"^(iso2022|hz)")
_MULTIBYTE = re.compile(r"^(gb18030|big5|big5hkscs|cp9[345]\d|euc_jp|euc_jis|euc_jisx0213|shift_jis\w*|johab)$")
_LATIN = {"cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-10", "iso8859-15"}
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z][\w.:-]{0,40})[\"']", re.IGNORECASE)
_META = re.compile(rb"<meta\s[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([A-Za-z][\w.:-]{0,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z][\w.:-]{0,40})", re.IGNORECASE)
_RUNS = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 200_000
_WORDS = re.compile(rb"[A-Za-z\x80-\xff]+")
# Latin text has its accented letters one at a time, or among plain ones: half as many at least in the words that have any.
# A text whose words are all high bytes is in another script; one byte in five looks like a letter in Big5.
_LONG_RUN, _PLAIN_SHARE = 2.2, 0.5
# Shares in running Arabic, Persian and Urdu; KOI8-R text read as windows-1256 is all Arabic letters, but few of them are alefs.
_ARABIC_SHARE, _ALEF_SHARE = 0.93, 0.07
_FEW_LETTERS = 12
# ال at the start of a word, as the two old Arabic encodings write it
_ARTICLE = {"cp1256": re.compile(rb"(?:^| )\xc7\xe1"), "iso8859-6": re.compile(rb"(?:^| )\xc7\xe4")}
# windows-1252 as browsers read it: the five bytes that it leaves undefined stay control characters.
_SLOPPY_1252 = {
    ord(bytes([one]).decode("cp1252")): one for one in range(0x80, 0xA0) if one not in b"\x81\x8d\x8f\x90\x9d"
}
# UTF-8 read as windows-1252 or windows-1256 and encoded again: one lead letter before each letter of Arabic, or before
# each accent of Latin.
_ASCII = bytes(range(0x80))
_TWICE_HINT = re.compile(r"[ØÙÚÛÃطظع][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]")
_TWICE_LOOK = re.compile(r"(?:[ØÙÚÛطظع][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]){3}|(?:Ã[\u0080-\u00bf][^Ã]{1,80}){3}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A document as text; `is_suspect` when the choice of its encoding is a guess that may be wrong."""

    text: str
    encoding: str
    is_suspect: bool = False


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a document by its mark, its bytes and its labels, in this order of trust; never raises."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _marked(body[len(mark) :], name)
    labels = _labels(body, content_type)
    if (wide := _wide(body, labels)) is not None:
        return wide
    return _undoubled(_escaped(body, labels) or _utf8(body) or _legacy(body, labels), body)


def _marked(body: bytes, name: str) -> Decoded:
    text = body.decode(name, "replace")
    # a mark of UTF-8 was often put before bytes that are something else
    if name == "utf-8" and text.count("\ufffd") > len(text) // 10:
        return _legacy(body, _labels(body, ""))
    return Decoded(text=text, encoding=name)


def _labels(body: bytes, content_type: str) -> list[str]:
    """Return what header, prolog and meta elements claim, as Python codecs; RFC 7303 §3 puts the header first."""
    found = [match[1] for match in (_HEADER.search(content_type),) if match]
    found += [match[1].decode("ascii") for match in (_DECLARED.search(body[:1000]), _META.search(body[:4000])) if match]
    names = (_codec(label) for label in found)
    is_xml = body[:100].lstrip().startswith(b"<?xml")
    return list(dict.fromkeys(name for name in names if name and (is_xml or name in _ON_THE_WEB)))


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(label.strip().lower().removeprefix("x-")).name
        b"a".decode(name)  # raises LookupError for the codecs that are no character sets
    except (LookupError, UnicodeError):
        return ""
    return "" if name in _NOT_CHARSETS else _MEANT.get(name, name)


def _wide(body: bytes, labels: Sequence[str]) -> Decoded | None:
    if body.startswith(_EBCDIC[0]):
        prolog = body[:200].decode(_EBCDIC[1], "replace").encode("ascii", "replace")
        name = next(iter(_labels(prolog, "")), _EBCDIC[1])
        return Decoded(text=body.decode(name, "replace"), encoding=name)
    found = next((name for pattern, name in _WIDE if pattern.match(body)), "")
    if not found and b"\0" in body[:4]:
        found = next((name for name in labels if name.startswith(("utf-16", "utf-32"))), "")
    found = found or _wide_by_zeros(body[:_ZEROS_IN])
    return Decoded(text=body.decode(found, "replace").lstrip("\ufeff"), encoding=found) if found else None


def _wide_by_zeros(head: bytes) -> str:
    """Tell UTF-16 by the zero bytes of its spaces, digits and markup, which stand at every other place."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * _ZERO_SHARE < len(head) // 2 or 10 * min(even, odd) > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _escaped(body: bytes, labels: Sequence[str]) -> Decoded | None:
    # seven-bit encodings are valid UTF-8 by accident
    for name in filter(_ESCAPED.match, labels):
        if (text := _strictly(body, name)) is not None:
            return Decoded(text=text, encoding=name)
    return None


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except UnicodeError:
        return None


def _utf8(body: bytes) -> Decoded | None:
    """Return the text if it is UTF-8, perhaps torn inside a letter or with a few broken bytes."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    if broken == 0:
        return Decoded(text=text, encoding="utf-8")
    is_torn = broken == 1 and text.endswith("\ufffd")
    foreign = sum(map(len, _RUNS.findall(body)))
    if is_torn and foreign > 4:
        return Decoded(text=text.removesuffix("\ufffd"), encoding="utf-8")
    # each letter beyond ASCII takes two bytes or more: ten letters for every broken byte
    return Decoded(text=text, encoding="utf-8") if foreign > 20 * broken else None


def _legacy(body: bytes, labels: Sequence[str]) -> Decoded:
    """Return the text of a document that is not UTF-8, whatever its labels say."""
    labels = [name for name in labels if not name.startswith("utf")]
    for name in filter(_MULTIBYTE.match, labels):
        if (text := _strictly(body, name)) is not None:
            return Decoded(text=text, encoding=name)
    runs = _RUNS.findall(body[:_SAMPLE])
    if _is_other_script(body[:_SAMPLE], runs):
        return _not_latin(body, b" ".join(runs), labels)
    name = labels[0] if labels else "cp1252"
    is_doubtful = len(runs) > 2 and (len(labels) > 1 or not labels or name not in _LATIN)
    return Decoded(text=body.decode(name, "replace"), encoding=name, is_suspect=is_doubtful)


def _is_other_script(sample: bytes, runs: Sequence[bytes]) -> bool:
    high = sum(map(len, runs))
    if high <= _LONG_RUN * len(runs):
        return False
    plain = sum(len(word) for word in _WORDS.findall(sample) if not word.isascii()) - high
    return plain < _PLAIN_SHARE * high


def _not_latin(body: bytes, letters: bytes, labels: Sequence[str]) -> Decoded:
    readings = [name for name in _arabic_first(labels) if _reads_arabic(letters, name)]
    # either reads as Arabic letters: where words begin with the article, it is the right one, whatever the label
    if arabic := max(readings, key=lambda name: len(re.findall(_ARTICLE[name], letters)), default=""):
        is_guess = len(letters) < _FEW_LETTERS and arabic not in labels
        return Decoded(text=body.decode(arabic, "replace"), encoding=arabic, is_suspect=is_guess)
    trusted = [name for name in labels if name not in _LATIN]
    name = trusted[0] if trusted else _guess(body) or next(iter(labels), "cp1252")
    text = body.decode(name, "replace")
    return Decoded(text=text, encoding=name, is_suspect=len(trusted) != 1 or "\ufffd" in text)


def _arabic_first(labels: Sequence[str]) -> Iterator[str]:
    yield from (name for name in labels if name in ("cp1256", "iso8859-6"))
    yield from ("cp1256", "iso8859-6")


def _reads_arabic(letters: bytes, name: str) -> bool:
    text = [one for one in letters.decode(name, "replace") if one.isalpha() or one == "\ufffd"]
    if not text:
        return False
    arabic = sum("\u0600" <= one <= "\u06ff" for one in text)
    return arabic >= _ARABIC_SHARE * len(text) and text.count("ا") >= _ALEF_SHARE * len(text)


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes  # rarely needed

    best = from_bytes(body[:_SAMPLE]).best()
    return _codec(best.encoding) if best is not None else ""


def _undoubled(decoded: Decoded, body: bytes) -> Decoded:
    """Undo an encoding done twice where the whole document can be; flag it where only parts look like it."""
    text = decoded.text
    if decoded.encoding != "utf-8" or text.isascii():
        return decoded
    # most pages are markup, which can hold no hint; and the hint is forty times as fast as the look
    foreign = body.translate(None, _ASCII).decode("utf-8", "replace")
    if not (_TWICE_HINT.search(foreign) and _TWICE_LOOK.search(text)):
        return decoded
    for once, name in ((decoded.text.translate(_SLOPPY_1252), "latin-1"), (decoded.text, "cp1256")):
        try:
            return Decoded(text=once.encode(name).decode("utf-8"), encoding="utf-8", is_suspect=True)
        except UnicodeError:
            continue
    return Decoded(text=decoded.text, encoding="utf-8", is_suspect=True)
