"""Weak names: what is too common to be looked for in texts, though a list says that somebody goes by it."""

from __future__ import annotations

from news.model import Kind
from news.naming.full_names import join_compounds
from news.spelling.frequencies import zipf
from news.spelling.personal_names import GIVEN_NAMES, KIN, TITLES
from news.spelling.scripts import fold_name

_SHORTEST = 3
# A word as common as this stands for itself: «النور» is the light, "Base" a base.
_COMMON_ZIPF = 4.5
# So many given names and no family name may be anybody: «محمد أحمد علي».
_MOST_GIVEN = 3
# What GIVEN_NAMES leaves out, because it is another word when folded or written in Latin letters.
_WORDS = """
علي أبو ابي أم بن ابن بنت حاج الحاج ملا الملا مولوي شيخ الشيخ
abu abou umm bin ben ibn haji hajji hadji mullah mulla mawlawi maulavi sheikh shaykh qari ustad sayyid sayed
muhammad mohammad mohammed mohamed mohamad muhammed ahmad ahmed hamid hamed mahmoud mahmud ali hassan hasan hussein
hussain husayn omar umar othman uthman khalid khaled abdullah abdallah abdul abdel abd allah rahman rahim aziz karim
latif malik ibrahim ismail ishaq yusuf youssef yousef yunus musa moussa isa dawud sulaiman sulayman suleiman mustafa
mostafa saleh salih salah said saeed sa'id salim salem samir tariq tarek walid waleed yasin yassin yahya zaid zayd jamal
jamil jabir faisal faysal fahd hamza bilal anwar amin amir adel adil nasser nasir majid mansour mansur rashid
"""
_GIVEN = frozenset(fold_name(word) for word in _WORDS.split())


def is_weak(kind: Kind, name: str, *, is_main: bool) -> bool:
    """Say whether a name would be found where somebody or something else is meant.

    Two letters are; of a person one word is, and given names alone unless a list shows the person so (`is_main`); of others
    a common word is.
    """
    words = join_compounds(fold_name(name)).replace("-", " ").split()
    if sum(map(len, words)) < _SHORTEST:
        return True
    if kind == "person":
        return len(words) == 1 or (not is_main and len(words) <= _MOST_GIVEN and all(map(_is_given, words)))
    return len(words) == 1 and zipf(words[0]) >= _COMMON_ZIPF


def _is_given(word: str) -> bool:
    return any(one in names for one in (word, word.removeprefix("ال")) for names in (_GIVEN, GIVEN_NAMES, TITLES, KIN))
