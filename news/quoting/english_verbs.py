"""The English verbs of speech that newspapers use, and the words around them; chosen by hand."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# With or without "that" behind them: "Putin said Russia would answer".
FREE = _words("said says")
# Behind what is said: "The summit failed, he added."
REMARKING = FREE | _words("added adds")
# What is said must be marked: by "that", a quotation mark or a colon.
MARKED = _words(
    """
    insisted insists claimed claims argued argues
    added adds noted notes warned warns confirmed confirms declared declares stated states stressed stresses explained
    explains acknowledged acknowledges admitted admits alleged alleges asserted asserts vowed vows pledged pledges
    suggested suggests announced announces revealed reveals denied denies told tells continued continues wrote writes
    replied replies reiterated reiterates emphasized emphasised predicted predicts recalled recalls
    concluded concludes tweeted remarked hinted hints reported reports indicated indicates testified cautioned cautions
    conceded concedes contended contends maintained maintains promised promises joked quipped asked asks
    """
)
# They take a noun too: "denied the reports", "condemned the attack".
OBJECTS = _words("announced announces denied denies condemned condemns denounced denounces")
TELLING = _words("told tells")
VERBS = FREE | MARKED | OBJECTS
# "He added that …"
PRONOUNS = _words("he she it they")
AUXILIARIES = _words("has have had also later then earlier again repeatedly however")
NOT_SAID = _words("not never didn't hasn't doesn't won't to would could should may might if")
# A name behind these is no speaker: "a spokesman for Putin said".
NOT_SPEAKING = _words(
    "for of to with from by in on at about near against between than like under over after before and or as"
    " into near without through across during outside inside whose that's"
)
# Between the speaker and what is said: "told reporters in Moscow on Monday that".
LONGEST_TAIL = 10
# "said in a statement" says nothing yet.
ADJUNCTS = _words(
    "in on at during after before to of about through via when while as monday tuesday wednesday thursday friday"
    " saturday sunday later earlier last this yesterday today nothing so"
)
NAMES_BEFORE_MARKS = _words("newspaper daily magazine website channel agency called titled entitled named film book")
# Between a person and a place that is his: "Senator Greg Taylor of Indianapolis said".
OF_PLACE = _words("of from")
INSIDE_NAMES = _words("of from the and for")
# "…, but he said": another act of speech begins.
CONJUNCTIONS = _words("and but")
OWN_VOICE = _words("while according although though whereas citing")
