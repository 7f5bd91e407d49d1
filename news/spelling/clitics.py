"""Where a name begins and ends inside an Arabic word: the clitics that may stand before it."""

from __future__ import annotations

# Conjunction, then preposition, then article; لل is ل with the article. Wright, A Grammar of the Arabic Language, I §356-370.
PROCLITICS = frozenset(
    conjunction + rest for conjunction in ("", "و", "ف") for rest in ("", "ب", "ك", "ل", "ال", "بال", "كال", "لل")
)


def is_clitic(prefix: str) -> bool:
    """Say whether the folded letters before a name, within its word, are clitics only."""
    return prefix in PROCLITICS


def has_article(prefix: str) -> bool:
    """Say whether a stack of clitics ends in the article."""
    return prefix.endswith(("ال", "لل"))


def stems(word: str) -> list[tuple[str, str]]:
    """Return (clitics, rest) in every way a folded word can be taken apart, the whole word first."""
    return [(word[:cut], word[cut:]) for cut in range(min(len(word), 5)) if word[:cut] in PROCLITICS]
