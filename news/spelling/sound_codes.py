"""What is left of a text when only its consonants count, and those that scripts and outlets mix up are one: «بوتين» and Putin are BTN.

Vowels, h, w, y, ع and ح are left out; spaces and lines stay, so that the n-th word of a code is the n-th of its text.
"""

from __future__ import annotations

from itertools import islice, product

from news.spelling.letter_sounds import romanised
from news.spelling.symbols import spell

_ARABIC_LETTERS = {
    **dict.fromkeys(("تش", "تس", "تز"), "S"),
    **dict.fromkeys("اويءعهحـ\"'.،؛:؟!,()[]…", ""),
    "ب": "B",
    "ف": "F",
    **dict.fromkeys("تطث", "T"),
    **dict.fromkeys("دذضظ", "D"),
    **dict.fromkeys("سصزش", "S"),
    **dict.fromkeys("قكجغخ", "K"),
    "ل": "L",
    "ر": "R",
    "م": "M",
    "ن": "N",
}
# Longer units first; what stands for one sound is one letter before doubled letters are.
_LATIN_UNITS = tuple(
    (unit.encode(), code.encode())
    for unit, code in {
        **{"'s" + mark: mark for mark in " \n.,"},
        "tsch": "s",
        "tch": "s",
        "sch": "s",
        "sh": "s",
        "ch": "s",
        "ts": "s",
        "tz": "s",
        "zh": "k",
        "ph": "f",
        "kh": "k",
        "gh": "k",
        "dj": "k",
        "ck": "k",
        "ce": "se",
        "ci": "si",
        "cy": "sy",
        "cz": "s",
        "sz": "s",
        "x": "ks",
        **{2 * letter: letter for letter in "bcdfgklmnprstz"},
    }.items()
)
_LATIN_LETTERS = {
    " ": " ",
    "\n": " ",
    **dict.fromkeys("bp", "B"),
    **dict.fromkeys("fv", "F"),
    "t": "T",
    "d": "D",
    **dict.fromkeys("sz", "S"),
    **dict.fromkeys("kcqgj", "K"),
    "l": "L",
    "r": "R",
    "m": "M",
    "n": "N",
}
_LATIN_TABLE = bytes.maketrans("".join(_LATIN_LETTERS).encode(), "".join(_LATIN_LETTERS.values()).encode())
_LATIN_DROPPED = bytes(code for code in range(128) if chr(code) not in _LATIN_LETTERS)
_MOST_CODES = 64
# Parts of one word that are often written apart. Another letter in the gap: every place in the text stays what it was.
_JOINED_ARABIC = {"عبد ": "عبدـ", " الله": "ـالله"}
_JOINED_LATIN = {
    "abd al ": "abd_al_",
    "abd el ": "abd_el_",
    " abdul ": " abdul_",
    " abdel ": " abdel_",
    " al ": " al_",
    " el ": " el_",
}
# The same for the symbols of a text.
_ARABIC_UNITS = (
    *((spell(parted), spell(joined)) for parted, joined in _JOINED_ARABIC.items()),
    *((spell(letters), spell("س")) for letters in ("تش", "تس", "تز")),
)
_ARABIC_LETTER_CODES = {
    **{letter: code for letter, code in _ARABIC_LETTERS.items() if len(letter) == 1},
    " ": " ",
    "\n": " ",
}
_ARABIC_CODES = {spell(letter)[0]: ord(code) for letter, code in _ARABIC_LETTER_CODES.items() if code}
_ARABIC_DROPPED = spell("".join(letter for letter, code in _ARABIC_LETTER_CODES.items() if not code))
_ARABIC_TABLE = bytes(_ARABIC_CODES.get(symbol, ord("?")) for symbol in range(256))
# «ذ» and «ظ» are also heard as z, «ث» as s
_ALSO_S = str.maketrans("ذظث", "ززس")


def join_arabic(folded: str) -> str:
    """Return a folded text, as long as it was, with «عبد الله» as one word."""
    for parted, joined in _JOINED_ARABIC.items():
        folded = folded.replace(parted, joined)
    return folded


def join_latin(folded: str) -> str:
    """Return a folded text, as long as it was, with its Arabic articles joined to their words."""
    for parted, joined in _JOINED_LATIN.items():
        folded = folded.replace(parted, joined)
    return folded


def arabic_code(folded: str) -> str:
    """Return the code of a folded, joined text; letters of other scripts stay, and match nothing."""
    # a replacement a letter is fifty times as fast as a table
    for letters, code in _ARABIC_LETTERS.items():
        folded = folded.replace(letters, code)
    return folded.replace("LL", "L").replace("\n", " ")


def arabic_code_of_text(symbols: bytes) -> bytes:
    """Return the code of a whole folded text by its symbols, with «عبد الله» as one word; what has no code is `?`."""
    for letters, unit in _ARABIC_UNITS:
        symbols = symbols.replace(letters, unit)
    return symbols.translate(_ARABIC_TABLE, _ARABIC_DROPPED).replace(b"LL", b"L")


def latin_code(folded: str) -> str:
    """Return the code of a folded, joined text."""
    plain = folded.encode("ascii", "replace")
    for unit, code in _LATIN_UNITS:
        plain = plain.replace(unit, code)
    return plain.translate(_LATIN_TABLE, _LATIN_DROPPED).decode("ascii")


def codes_of_arabic(name: str) -> set[str]:
    """Return the codes under which a folded Arabic name may stand in a Latin text: 64 at most."""
    ways = [sorted(_codes_of_word(word)) for word in join_arabic(name).split(" ")]
    return {" ".join(chosen) for chosen in islice(product(*ways), _MOST_CODES)}


def _codes_of_word(word: str) -> set[str]:
    # the article is left out as often as not: Assad
    spelled = {word, word.translate(_ALSO_S), word.removeprefix("ال"), word.removeprefix("ال").translate(_ALSO_S)}
    codes = {arabic_code(one) for one in spelled}
    if usual := romanised().get(word.replace("ـ", "")):
        codes.add(latin_code(join_latin(f" {usual.lower()} ")).strip())
    return codes
