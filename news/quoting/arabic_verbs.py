"""The Arabic verbs of speech that newspapers use, what each takes, and the words around them; chosen by hand.

All is compared folded, so أن and إن are one word here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from news.spelling.scripts import fold, folded_words

# The plural follows its subject: «الحوثيون قالوا».
Gender = Literal["m", "f", "plural"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of speech. `takes` are the prepositions that lead to what is said, with «أن» or without."""

    gender: Gender
    shape: Literal["finite", "participle", "noun"]  # قال, قائلا, قوله
    takes: frozenset[str]
    objects: bool  # what is said may be a noun: «نفى صحة الأنباء»
    the: bool  # any noun with its article: «أدانت روسيا الهجوم»
    adds: bool  # it goes on with what somebody said before: أضاف
    persons: bool  # what follows may be whom it is said to: «طالب إيران بالخروج»
    only_at_once: bool  # the form is another word too: what is said must follow the speaker at once


# perfect m. and f. | imperfect without its prefix | participle | verbal noun | prepositions | what else is known
_TABLE = """
قال قالت | قول | قائل | قول | |
أضاف أضافت | ضيف | مضيف | | | adds
أردف أردفت | ردف | مردف | | | adds
تابع تابعت | تابع | متابع | | | adds at-once
استطرد استطردت | ستطرد | مستطرد | | | adds
استدرك استدركت | ستدرك | مستدرك | | | adds
زاد زادت | زيد | | | | adds at-once
أكمل أكملت | كمل | مكمل | | | adds at-once
واصل واصلت | واصل | مواصل | | | adds at-once
مضى مضت | مضي | | | | adds at-once
ختم ختمت | ختم | | | | adds at-once
اختتم اختتمت | ختتم | مختتم | | | adds at-once
أكد أكدت | ؤكد | مؤكد | تأكيد | على | objects
أعلن أعلنت | علن | معلن | إعلان | عن | objects
نفى نفت | نفي | نافي | نفي | | objects
أوضح أوضحت | وضح | موضح | | |
بين بينت | بين | مبين | | | at-once
ذكر ذكرت | ذكر | ذاكر | | |
أفاد أفادت | فيد | | | |
صرح صرحت | صرح | مصرح | | |
كشف كشفت | كشف | كاشف | كشف | عن | objects
شدد شددت | شدد | مشدد | | على |
لفت لفتت | لفت | لافت | | إلى |
ألمح ألمحت | لمح | ملمح | | إلى |
أشار أشارت | شير | مشير | | إلى |
نوه نوهت | نوه | منوه | | ب إلى |
نبه نبهت | نبه | منبه | | إلى |
حذر حذرت | حذر | محذر | تحذير | من | persons
ندد نددت | ندد | مندد | تنديد | ب |
رحب رحبت | رحب | مرحب | | ب |
طالب طالبت | طالب | مطالب | | ب | persons
دعا دعت | دعو | داعي | دعوت | إلى | persons
أشاد أشادت | شيد | مشيد | | ب |
أعرب أعربت | عرب | معرب | | عن |
عبر عبرت | عبر | معبر | | عن | at-once
اعتبر اعتبرت | عتبر | معتبر | اعتبار | | persons
رأى رأت | رى | | | | at-once
زعم زعمت | زعم | زاعم | زعم | |
ادعى ادعت | دعي | مدعي | ادعاء | |
أقر أقرت | قر | مقر | إقرار | ب |
اعترف اعترفت | عترف | معترف | اعتراف | ب |
توقع توقعت | توقع | متوقع | | |
تعهد تعهدت | تعهد | متعهد | تعهد | ب |
هدد هددت | هدد | مهدد | تهديد | ب | persons
رجح رجحت | رجح | مرجح | | |
كتب كتبت | كتب | كاتب | | |
علق علقت | علق | معلق | | | at-once
تساءل تساءلت | تساءل | متسائل | | |
أبلغ أبلغت | بلغ | | | | persons
أخبر أخبرت | خبر | | | | persons
استنكر استنكرت | ستنكر | مستنكر | | | objects the
أدان أدانت | دين | | | | the
انتقد انتقدت | نتقد | منتقد | | | objects the
جزم جزمت | جزم | جازم | | ب |
دان دانت | دين | | | | the
حث حثت | حث | | | على | persons
تمنى تمنت | تمنى | متمني | | |
أجاب أجابت | جيب | مجيب | | |
استبعد استبعدت | ستبعد | مستبعد | | | objects
شكك شككت | شكك | مشكك | | في |
"""


def _verbs() -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for line in _TABLE.strip().splitlines():
        perfect, imperfect, participle, noun, takes, traits = (part.strip() for part in f"{line}|".split("|")[:6])
        for form, gender, shape in _forms(perfect.split(), imperfect, participle, noun):
            verb = Verb(
                gender=gender,
                shape=shape,
                takes=folded_words(takes),
                objects="objects" in traits,
                the="the" in traits.split(),
                adds="adds" in traits,
                persons="persons" in traits,
                only_at_once="at-once" in traits,
            )
            verbs.setdefault(fold(form).text, verb)
    verbs["القول"] = replace(verbs["قوله"], adds=False)  # «نقلت الإذاعة عن نتنياهو القول إن»
    for form in folded_words("بين دان يذكر تذكر يكشف يكتب اكمل مدعي مقر عبر مصرح كاتب معلق"):
        verbs.pop(form, None)  # «يذكر أن» is nobody's word; the others are nouns and adverbs first
    return verbs


def _forms(
    perfect: list[str], imperfect: str, participle: str, noun: str
) -> Iterator[tuple[str, Gender, Literal["finite", "participle", "noun"]]]:
    masculine, feminine = perfect
    yield masculine, "m", "finite"
    yield feminine, "f", "finite"
    yield (masculine[:-1] if masculine[-1] in "اى" else masculine) + "وا", "plural", "finite"
    yield "ي" + imperfect, "m", "finite"
    yield "ت" + imperfect, "f", "finite"
    yield "ي" + imperfect + "ون", "plural", "finite"
    if participle:
        yield participle + "ا", "m", "participle"
        yield participle + "ة", "f", "participle"
        yield participle + "ين", "plural", "participle"
    if noun:
        yield noun + "ه", "m", "noun"
        yield noun + "ها", "f", "noun"
        yield noun + "هم", "plural", "noun"


VERBS = _verbs()
# «بحسب صحيفة الغارديان، فإن …»: what follows is what it says.
BY = folded_words("بحسب وفق حسب ووفق وبحسب وحسب")
# Without a speaker beside them these are nobody's: «ويتوقع أن», «ويعتبر من كبار».
IMPERSONAL = folded_words("يتوقع يعتبر يرجح يرى تعتبر")
# «أن» and its sisters with the pronouns they carry; with ب also as one word.
THAT = folded_words("أن أنه أنها أنهم أنهما أنهن أني أنني أننا أنك أنكم بأن بأنه بأنها بأنهم بأنهما بأني بأنني بأننا")
# Before «أن» these make a time, purpose or wish of it: «بعد أن التقى».
NOT_BEFORE_THAT = folded_words(
    "بعد قبل منذ دون بدون بغير شرط شريطة إلا لولا غير رغم يمكن يجب ينبغي يريد تريد يأمل تأمل يود سبق على إلى من بين كما مع مثل كان حتى عن في قبيل"
)
# A verb after these was not said, or not yet, or is no statement.
NOT_SAID = folded_words(
    "لم لن لا ألا أن لما إذا لو ولم ولن ولا ما لكي كي هل دون لأن عدم يرفض رفض بعد قبل من في على إلى عن مع خلال عقب منذ إثر رغم أي كل ربما فربما لعل"
)
# They may stand between verb and speaker or before the verb, and change nothing.
ADVERBS = folded_words(
    "قد أيضا أمس اليوم غدا الليلة السبت الأحد الاثنين الإثنين الثلاثاء الثلثاء الأربعاء الخميس الجمعة بدوره بدورها الماضي الأول مجددا"
    " الأسبوع الشهر العام المقبل الجاري ظهر عصر صباح مساء لاحقا أخيرا مؤخرا يوم بشدة بقوة علنا رسميا كذلك هنا وقتها آنذاك حينها قائلا قائلة"
)
LINKS = folded_words("قد وقد فقد الذي التي والذي والتي أيضا أمس كان كانت")
WAS = folded_words("لكن ولكن بل كان كانت وكان وكانت فيما بينما وفيما وبينما كما حيث ثم حين إذ وحيث بعدما أن وأن إن")
# Words that lead on to what somebody said without naming him again: the verb begins its clause.
CLAUSE_STARTS = folded_words("كما ثم حيث قد وقد كان وكان كانت وكانت فيما بينما إذ لكنه لكنها")
# A speaker's name does not follow these inside the phrase that names him.
ENDS_SUBJECT = folded_words(
    "من عن مع خلال بعد قبل على أثناء عقب ضد بين حول منذ حتى عند عبر الذي التي الذين أن أنه أنها بأن إن كما حين عندما ما لكن أو ثم"
    " ردا بحسب وفق وفقا حسب إثر نحو أمام ضمن لقائه اجتماعه زيارته وهو وهي هو هي"
)
ENDS_SUBJECT |= THAT
PREPOSITIONS = ENDS_SUBJECT | folded_words("في إلى لدى ب ل")
# Inside a title: «المتحدث باسم الخارجية», «السفيرة لدى الأمم المتحدة».
BRIDGES = folded_words("باسم لدى إلى لشؤون للشؤون في")
# Before the name of what is no person: «صحيفة نيويورك تايمز», «حركة حماس».
KINDS = folded_words("صحيفة وكالة منظمة حركة حزب تنظيم شركة مجموعة جماعة مجلة قناة شبكة هيئة مؤسسة محطة إذاعة موقع")
# Before the name of a state.
STATES = folded_words("دولة مملكة جمهورية سلطنة")
# Lands that are masculine: of any other place a masculine verb tells that a person is meant.
MASCULINE = folded_words("الأردن العراق لبنان المغرب السودان اليمن الصومال")
# Words of the other matter that a paper turns to: nobody goes on speaking behind them.
ELSEWHERE = folded_words("ناحية صعيد المقابل سياق")
NOT_WITH_B = folded_words("بعد بين بحسب بدوره بدورها بشأن بسبب بينما بعدما بقوة بشدة بشكل بما بكل بعض")
# Titles that stand before a name without the article.
BARE_TITLES = folded_words("د دكتور سيد أستاذ مهندس م لواء عميد عقيد فريق")
# They make a phrase of what follows: «سمو الأمير», «معالي الوزير».
HONORIFICS = folded_words("سمو معالي فخامة جلالة سيادة سعادة فضيلة سماحة صاحب السمو الملكي المعالي الفخامة الجلالة")
OBJECTS = folded_words(
    "أهمية ضرورة حرص دعم التزام رفض استعداد عزم عدم صحة موقف حق ثقة تمسك وجود علم أي التهم الاتهامات الأنباء تورط مسؤولية اتهامات أنباء"
    " معلومات المعلومات تقارير التقارير وقوف تضامن تأييد اعتزام نية انسحاب استقالة مقتل وفاة وقف بدء انتهاء تعليق إغلاق فتح إلغاء تشكيل"
    " تعيين ترشح حالة الحرب الحداد فوز تلقي صدور قبول موافقة إطلاق"
)
# With a verb of speech behind them somebody else speaks.
WHILE = folded_words("بينما فيما حينما عندما")
# What follows a comma here is the paper's own voice again.
OWN_VOICE = folded_words(
    "وذلك بحسب حسب وفق وفقا يذكر يشار وكان وكانت فيما بينما علما كما وقد وتأتي ويأتي وتجدر تجدر جاء وجاء ردا وفيما وبينما ومن إثر عقب وهو وهي وهذا وهذه ويلاحظ ويبدو ويذكر ويشار وحينما وعندما ولما"
)
