"""What is left of a text when only its consonants count, and those that scripts and outlets mix up are one: «بوتين» and Putin are BTN.

Vowels, h, w, y, ع and ح are left out; spaces and lines stay, so that the n-th word of a code is the n-th of its text.
"""

from __future__ import annotations

from itertools import islice, product

from news.spelling.letter_sounds import romanised

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
_LATIN_UNITS = {
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
}
_LATIN_LETTERS = str.maketrans(
    {
        **{chr(code): None for code in range(128) if chr(code) not in " \n"},
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
)
_MOST_CODES = 64
_DOUBLED = "bcdfgklmnprstz"
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


def latin_code(folded: str) -> str:
    """Return the code of a folded, joined text."""
    # a table is fast when all of it is ASCII
    plain = folded.encode("ascii", "replace").decode("ascii")
    for unit, code in _LATIN_UNITS.items():
        plain = plain.replace(unit, code)
    for letter in _DOUBLED:
        plain = plain.replace(letter + letter, letter)
    return plain.translate(_LATIN_LETTERS).replace("\n", " ")


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
