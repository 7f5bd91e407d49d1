"""What Latin letters sound like in Arabic ones, written by hand from how names are romanised and how newspapers spell them.

A line is a Latin unit and its Arabic spellings, folded, each with its cost: about the negative logarithm of how usual it is.
`^` before a unit means at the beginning of a word, `$` behind it at the end, `+` before e, i or y, `1` before a unit that it holds the first vowel; `-` is nothing written.
Sources: ALA-LC and UNGEGN romanisation of Arabic (ج j, خ kh, غ gh, ع ʿ); French and English orthography of the Maghreb and the
Gulf; the Polish, Czech, South Slavic, Turkish, Hungarian, Romanian, Spanish, Italian and German alphabets' letter values.
"""

from __future__ import annotations

from functools import cache

_VOWELS = """
^a      ا .1  ع 1.4  عا 1.6  اي 2.2  ال 4
^a$     ا 0
^aa     ا .4  عا .7  ع 1.8
^ae     اي .5  ا .9  عا 3
^ai     اي .4  ا 1.6  عاي 1.6  عي 1.2
^al     ال .1
^au     او .3  ا 1.8  عو 1.6
^aw     او .3  عو .8
^ay     اي .3  عاي 1  عي 1.4
^e      ا .7  اي .4  ي 1.8  ع 2.2  عي 2  يي 2.4
^ea     اي .5  ا 1  ايا .9
^ee     اي .2
^ei     اي .2  ا 1.6  عي 1.4
^eu     او .5  يو .6  اوي .8
^ey     اي .2
^i      اي .2  ا .9  ع 1.9  عي 1.9  ي 1.8
^ia     يا .4  ايا .3
^ie     اي .5  ي 1  ايي 1
^io     يو .4  ايو .4
^iu     يو .4
^o      او .2  ا 1  عو 1.9  ع 1.6  و 2.2
^oo     او .2
^ou     او .2  و .8  ا 1.8  عو 1.4  ع 2
^u      او .3  يو .9  ا 1  ع 1.6  عو 1.8
^ue     او .4  اوي .6  وي .6
^y      ي .1  اي .7
^ya     يا .1  ي .9
^ye     ي .2  يي .6
^yi     ي .2  يي .8
^yu     يو .1
a       ا .3  - 1  ي 2.1  و 3  ه 3.6  ع 2.6  اع 2.6  عا 2.4  اا 2.5  اي 2.3
aa      ا .2  عا 1  ع 1.6  - 1.8  اع 1.4  اا 1  و 2
ae      اي .4  ا .7  ائ 2  ي 1  ايي 1.2
ah      اه .5  ا 1  ه .8  اح .9  ح 1.2
ai      اي .2  ي .5  ا 2.2  اعي 1.4  عي 1.6  يي 2  ايي 2
ao      او .2  اوو 2
au      او .3  و .9  اوو 2  اعو 1.6  ا 2.4
aw      او .2  و .9  و 1
ay      اي .3  ي .6
ayy     ي .3  اي .4
e       ي .6  - .4  ا 2  ه 3.4  و 3  اي 2.6  ع 3
ea      ي .5  يا .5  ا 1.6  - 2.2
eau     و .2  او .7
ee      ي .1  يي 2
ei      اي .3  ي .4  يي .8  ا 2.5
eo      يو .2  و 1  ي 1.6
eu      يو .5  و .7  اوي .5  وي .9  ي 2
ew      يو .3  و .7  يف 1
ey      اي .5  ي .2
1e      ي .4  - .7  ا 2  و 3  اي 2.6
1i      ي .1  - 1.7  اي 1.4  ا 3
1a      ا .25  - 1.2  ي 2.1  و 3  ه 3.6  ع 2.6  اع 2.6  عا 2.4  اي 2.3
i       ي .15  - 1.2  اي 1.4  ا 3  يي 2.4  ع 3
ia      يا .1  يه .8
ie      ي .2  يي .7  يه 1.4  اي 1.6  يا 2
ii      ي .2  يي 1
io      يو .1  يوو 3
iou     يو .1
iu      يو .1
iy      ي .1  يي 1.5
iyya    يه .4  يا .6
o       و .2  - 1.7  ا 1.9  او 2.2  ع 3
oa      وا .3  و .4
oe      و .7  وي .4  ويي 2  ي 2.4
oi      وا .5  وي .3  ويي 2
oo      و .1  وو 2.4
ou      و .1  او .7  وو 2  - 2
ow      او .3  و .4  وف .8  اوو 2.5
oy      وي .2  واي 1
u       و .2  - 1.3  ا 1.3  يو 1.4  ي 2.6  وو 2.6  ع 3
ua      وا .2
ue      وي .4  و .6  ويي 2
uei     وي .5
ui      وي .2  ي 1.4  ويي 1.4  وا 2.5
uo      وو .9  و .5  وا 1.6
uu      و .3  وو 1.5
y       ي .1  - 1.5  اي 1.8  و 2.6  يي 2
ye      ي .4  يي .5
yi      ي .3  يي .5
yy      ي .1
a$      ا .2  ه .7  ي 2.6  اه 2.2
ah$     اه .9  ه .2  ا .8  اح 1.5
e$      ي .8  - .3  ه 1.2  ا 1.5  يه 2
ee$     ي .1  يه 1.2
es$     س .5  - .8  يس .5  يز 1.4  ز 1.6  يش 2.4
et$     ت .8  يت .4  يه .6  ي .9
er$     ر .3  ير .5  ار 1.6  يه .6  ي 1.8
ert$    ير .9  رت .5  يرت .5
ez$     يز .3  يس .6  يه .9
ia$     يا .1  يه .5
ier$    ييه .6  يه .6  ير .3  يير .8  ي 2
i$      ي .1  اي 1.6
ie$     ي .2  يه 1.3  ييه 1.6
ieu$    يو .3
iyya$   يه .2
iya     يا .2  ييا 1.2
iya$    يا .2  يه .4
wa$     وا .3  وي 1  وه .8  فا 1.2
oh      و .5  وه .6
oh$     و .3  وه .3
ot$     و .7  وت .3
out$    و .7  وت .3
oux$    و .4  وكس .5
eaux$   و .3
o$      و .1
u$      و .1
y$      ي .1  اي 1.7
"""

_CONSONANTS = """
ns$     نس .2  نز .8  ن 2
^ibn    بن .1  ابن .1
^ben    بن .3  بين .4
^abd    عبد .1
^abdul  عبدال .1
^abdel  عبدال .1
^abdal  عبدال .1
ullah$  الله .1
allah$  الله .1
ollah$  الله .1
eddin$  الدين .1
uddin$  الدين .1
eldin$  الدين .1
aldin$  الدين .1
^mc     ماك .3  مك .7
^mac    ماك .1  مك .9
^chr    كر .1
lj      لي .2  ل .8  لج 1
oua     وا .2
ouai    واي .2
oue     وي .2  و 1
oui     وي .1
que$    ك .1  كي 1.4
gue$    غ .3  ج .6  ق 1.4
gne$    ن .6  ني .3
ault$   و .5  ولت .4
aud$    و .6  ود .4
cois$   سوا .1
ais$    يه .6  ي .9  يس .6  ايس .5
ard$    ارد .1  ار .6
igh     اي .2
ight    ايت .1
a'      ع .5  ا .6  اع .9
a'a     عا .3  اعا .8  اا .9
i'      ع .8  ي .6  يع 1.2
u'      ع .8  و .6  وء 1.2
ei$     ي .2  اي .6
ey$     ي .1  اي 1
eh$     ه .3  يه .6
b       ب .05  بو 4
c       ك .15  س 2  تش 2.2  ج 2  ق 2.6  ش 3
c+      س .35  تش .9  ك 1.6  ش 2.6  ث 1.8  ج 3
ch      تش .5  ش .6  ك 1.1  خ 1.2  ح 3
ck      ك .05
cc      ك .3
cc+     تش .5  كس .9  ك 1.2
chs     كس .7  تشس 1.6  خس 1.4
cq      ك .2
cs      تش .8  كس 1.2
cz      تش .5  كز 2  ز 2  تز 2
d       د .05  ض 1.4  ط 2.6  ت 3  ذ 2.6
d$      د .05  ت 1.8  ض 1.4  - 2.4
dd      د .1  ض .9  ذ 1.6
dg      دج .5  ج .4
dh      ذ .7  د .6  ظ .9  ض .9
dj      ج .2  دج 1  دي 1.6
ds      دز .4  دس .4
dt      ت .2  دت 1
dz      دز .4  ج 1.1  تز 1.2  ز 1.5
dzh     ج .2  دج .5
dž      ج .2  دج .5
f       ف .05
g       غ .35  ج .55  ق 1.7  ك 1.8  ه 3  خ 2.6
g+      ج .3  غ .5  ك 2  ق 2.3  خ 2  ه 3
gg      غ .4  ج .5  ك 2
gg+     دج 1  ج .4  غ .6
gh      غ .1  ج .7  - 1.4  ق 2  ف 1.8  غه 2  خ 3
gi+     ج 1.2
gia     جا .6  جيا .6  غيا .9
gio     جو .5  جيو .5  غيو .9
giu     جو .5  جيو .6  غيو .9
gl+     لي 1.4  غل .5  جل .6
gli     لي .9  غلي .5  جلي .6
gn      ني .8  غن .7  جن .8  ن 1.2
gu+     غ .4  ج .6  غو .8  غوي 1.2  جو 1  ك 2
h       ه .3  ح .6  - 1.1  خ 2  ع 3
^h      ه .25  ح .8  - 2  ا 2  خ 2
h$      - .4  ه .6  ح .9  خ 2
^hh     ح .3
hh      ح .4  ه .6
j       ج .3  ي .7  خ 1.1  ه 2  غ 2.4  ز 2.4  دج 2  ش 3
k       ك .08  ق 1.2  خ 2.4  غ 2.6
kh      خ .1  ك 1  ح 2  كه 2
kk      ك .1  ق 1.6
ks      كس .1
kw      كو .2
kz      كز .2
l       ل .05
ll      ل .1  ي 1.4  لي 1.2  لل 1.6
ly      لي .2  لاي 2
lh      لي .8  له 1  ل .6
m       م .05
n       ن .05  م 3
ng      نغ .4  نج .5  ن 2  نق 1.6  نك 1.6
ng$     نغ .4  نج .5  نق 1.4  نك 1.4  ن 2.2
nh      ن .7  ني .5  نه .9
nj      نج .3  ني .6
nn      ن .05
ny      ني .1
p       ب .08  ف 3
ph      ف .1  ب 1.6  به 2
pf      بف .2  ف .9
q       ق .15  ك .6  تش 1.6  غ 1.6
qu      ك .7  كو .4  كي 1  ق .9  قو 1.1
qu+     ك .5  كو .8  كي .9  ق 1.2  كوي 1
r       ر .05
rh      ر .2  ره 1.6
rr      ر .05
s       س .15  ص 1.2  ز 1.1  ش 1.6  ث 3
s$      س .2  ز 1.2  ص 1.6  ش 1.6  - 1.6
ss      س .1  ص 1  ز 3
sc      سك .2  ش 2.4
sc+     س .6  ش .5  سك 1.2
sch     ش .1  سك .9  شت 3  سش 2  ستش 2
sci     ش .8  شي .4  سي .9
sh      ش .05  سه 1.6  سح 2  صح 2.6
shch    شتش .3  ش .7
sk      سك .1
sp      سب .15  شب .8
^st     ست .2  شت .6  ست .3
str     ستر .2  شتر .7
sz      ش .6  س .5  ز 1.4  سز 2
sx      سكس .8
t       ت .1  ط .8  د 2.8  ث 2.6
t$      ت .1  ط .9  - 1.5  د 2.4
tt      ت .05  ط .9
tch     تش .1  ش 1.4
th      ث .5  ت .4  ذ 1.4  ط 2.2  ته 1.6  د 2.4
ti      تي .2  تسي 1.6  شي 1.8  سي 2.2  طي .8
tj      تي .5  تش .6  ج 1
ts      تس .1  ز 2.4  س 1.8
tsch    تش .1
tz      تز .2  تس .5  ز 1.6
tsu     تسو .2
v       ف .08  و 1.4  ب 2.2
^v      ف .08  و 2  ب 2
w       و .15  ف .6
^wh     و .2  ه 1.8
^wr     ر .3
wn$     ون .3  ن 1.4
x       كس .2  س 1.8  ش 1.4  خ 1.4  كز 1.4  غز 2  ز 2
^x      ش .7  كس .7  ز .8  س 1.2  خ 1.4
x$      كس .15  - 1.1  س 1.6  ش 1.8
xh      خ .9  ج .9
xx      كس .5
z       ز .1  تس .9  س 1.2  ظ 1.4  ذ 1.7  ض 2  تز 1
z$      ز .1  تس .7  س .8  تز .9  - 1.6  ش 1.8
zh      ج .4  ز .9  زه 1.4  ش 1.8  ظ 1.4
zs      ج .4  ز .5
zz      تز .6  ز .5  دز .9  تس .9
'       ع .5  - .4  ا .9
"""

_DIACRITICS = """
á       ا .1  - 2  و 2.6
^á      ا .1
à       ا .1
â       ا .1  - 2  ي 2.5
ã       ا .3  او .9  ان .9
ão$     او .3  ون .9  اون .6
ä       ا .5  ي .5  اي .7  - 1.2
^ä      ا .2  اي .4
å       و .4  ا .4  او 1  - 2
^å      او .2  ا .4
ā       ا .05  عا 1.4
ă       ا .3  - 1
ą       ا .6  ون .6  وم 1
æ       اي .6  ا .7  ي .7
ç       س .6  تش .5  ش 1.4  ج 1.6
ć       تش .15  ش 1.6  ج 2.4  ك 2
č       تش .1  ش 1.6  ج 2.4  ك 2
ċ       تش .2
ď       د .1  دي .7
đ       د .3  ج .4  دج .6
ð       د .4  ذ .3  ث 1.2
é       ي .2  - 1.2  يه 1.6  اي 1.4
é$      ي .2  يه .6
^é      اي .1  ا .7
ée$     ي .3  يه .6
è       ي .2  - 1
ê       ي .2  اي 1  - 1.6
ë       ي .4  - .6
ẽ       ي .4  - .8
ě       ي .3  يي .6  - 1.6
ę       ي .5  ين .4  - 1.4
ē       ي .1
ė       ي .2  - 1
ğ       غ .4  - .9  ج 1
ģ       غ .5  ج .5  دي 1
í       ي .1  - 2
ì       ي .1
î       ي .1  - 1.8
ï       ي .2  يي 1
^í      اي .1
ī       ي .05
ı       ي .2  - 1  ا 2.6
ķ       ك .2
ł       ل .3  و .7
ļ       ل .2  لي .9
ľ       ل .2  لي .9
ñ       ني .15  ن .9
ń       ن .4  ني .8
ň       ن .3  ني .6
ņ       ن .2  ني .9
ó       و .1  - 2.4  ا 2.4
^ó      او .1
ò       و .1
ô       و .1
õ       و .3  ون 1.2
ö       و .3  ي 1.8  - 1.8  وي 1.2
^ö      او .2  ا .8
ō       و .05
ő       و .2
ø       و .2  ي 1.8
^ø      او .2
œ       و .5  وي .9  ي 1
ř       رج .5  رز .6  ر .6  رش .9
ś       ش .4  س .7
š       ش .1  س 1.8
ş       ش .1  س 2
ș       ش .1  س 1.8
ß       س .1
ť       ت .2  تي 1
ț       تس .3  ت .8
ţ       تس .3  ت .8
þ       ث .3  ت .9
ú       و .1  - 2.2  ي 2.6
^ú      او .1
ù       و .2
û       و .1  ي 2
ü       و .3  ي 1.4  يو .9  وي 1
^ü      او .3
ū       و .05
ů       و .1
ű       و .2
ý       ي .1  اي 1.4
ź       ز .3  ج 1.4
ž       ج .4  ز .7  ش 2
ż       ج .6  ز .5
ʿ       ع .1  - .9
ʾ       - .2  ا .8  ع 2
"""

# Arabic names as English-language news mostly write them; the vowels that Arabic leaves out cannot be had by rule.
_ROMANISED = """
محمد Mohammed  احمد Ahmed  محمود Mahmoud  حسن Hassan  حسين Hussein  حسام Hossam  حمد Hamad  حمدان Hamdan  خالد Khaled  خليل Khalil
خليفه Khalifa  راشد Rashid  رشيد Rashid  رامي Rami  ربيع Rabih  رفيق Rafik  رياض Riad  زياد Ziad  زيد Zaid  زيدان Zidane  سالم Salem
سامي Sami  سامر Samer  سعد Saad  سعود Saud  سعيد Saeed  سلطان Sultan  سلمان Salman  سليم Salim  سليمان Suleiman  سمير Samir  شريف Sherif
صالح Saleh  صلاح Salah  صبحي Sobhi  طارق Tariq  طاهر Taher  طلال Talal  عادل Adel  عاصم Assem  عامر Amer  عباس Abbas  عبدالله Abdullah
عبدالرحمن Abdulrahman  عبدالعزيز Abdulaziz  عبدالملك Abdulmalik  عبدالفتاح Abdel-Fattah  عبدالكريم Abdulkarim  عبدالقادر Abdelkader
عبداللطيف Abdullatif  عبدالسلام Abdulsalam  عبدالحميد Abdulhamid  عبدالمجيد Abdelmadjid  عبدالوهاب Abdulwahab  عبدالناصر Abdel-Nasser
عبدربه Abdrabbuh  عثمان Othman  عدنان Adnan  عصام Essam  عقيل Aqeel  علاء Alaa  علي Ali  عماد Imad  عمار Ammar  عمر Omar  عمرو Amr
عيسي Issa  غازي Ghazi  غسان Ghassan  فاروق Farouk  فارس Fares  فايز Fayez  فهد Fahd  فواد Fouad  فوزي Fawzi  فيصل Faisal  قاسم Qassem
قيس Qais  كامل Kamel  كريم Karim  كمال Kamal  ماجد Majed  ماهر Maher  مازن Mazen  مالك Malik  متعب Miteb  مجدي Magdi  محسن Mohsen
مروان Marwan  مشعل Meshaal  مصطفي Mustafa  منذر Munther  منصور Mansour  منير Mounir  مهدي Mahdi  موسي Musa  ناصر Nasser  نايف Nayef
نبيل Nabil  نزار Nizar  نعيم Naim  نواف Nawaf  نوري Nouri  هادي Hadi  هاشم Hashem  هاني Hani  هشام Hisham  هيثم Haitham  وايل Wael  وليد Walid
ياسر Yasser  ياسين Yassin  يحيي Yahya  يوسف Youssef  يونس Younis  ابراهيم Ibrahim  اسماعيل Ismail  الياس Elias  اسامه Osama  امين Amin
انس Anas  انور Anwar  ايمن Ayman  ايوب Ayoub  بدر Badr  بسام Bassam  بشار Bashar  بشير Bashir  بكر Bakr  بلال Bilal  بندر Bandar  تركي Turki
توفيق Tawfik  جابر Jaber  جاسم Jassim  جعفر Jaafar  جلال Jalal  جمال Jamal  جميل Jamil  جواد Javad  حاتم Hatem  حازم Hazem  حافظ Hafez
حامد Hamed  حبيب Habib  حمزه Hamza  حيدر Haider  قيس Kais  نصرالله Nasrallah  فتحي Fathi  مسعود Masoud  فاطمه Fatima  عايشه Aisha
خديجه Khadija  زينب Zeinab  مريم Maryam  ساره Sarah  ليلي Leila  نجلاء Najla  هند Hind  نوره Noura  رجب Recep  طيب Tayyip
صدام Saddam  القذافي Gaddafi  معمر Muammar  عمران Imran  البرهان Burhan  الاسد Assad  السيسي Sisi  المالكي Maliki
الحريري Hariri  العبادي Abadi  السنوار Sinwar  هنيه Haniyeh  البشير Bashir  الغنوشي Ghannouchi  القرضاوي Qaradawi  الظواهري Zawahiri  البغدادي Baghdadi
الجولاني Golani  الشرع Sharaa  الحوثي Houthi  السوداني Sudani  الصدر Sadr  السيستاني Sistani  الجبير Jubeir  خامنيي Khamenei  الخميني Khomeini  روحاني Rouhani
جون John  جونسون Johnson  ديفيد David  جورج George  جيمس James  مايكل Michael  ميشيل Michel  ميخاييل Mikhail  تشارلز Charles  شارل Charles
جو Joe  جوزيف Joseph  جاك Jacques  جان Jean  هنري Henry  بيتر Peter  بول Paul  بيار Pierre  توماس Thomas  ويليام William  وليام William
ستيفن Stephen  ستيف Steve  مايك Mike  باتريك Patrick  ريتشارد Richard  روبرت Robert  ادوارد Edward  هيلاري Hillary  تيريزا Theresa
بنيامين Benjamin  يايير Yair  اسحاق Isaac  ايهود Ehud  موشيه Moshe  دانيال Daniel  بايدن Biden  ترامب Trump  ترمب Trump  كلينتون Clinton
بوش Bush  بلير Blair  براون Brown  تاتشر Thatcher  نيكسون Nixon  ريغان Reagan  رايس Rice  بلينكن Blinken  شي Xi  تشيني Cheney
غوتيريش Guterres  بلاتر Blatter  مينه Minh  رجب Recep  اردوغان Erdogan
بن bin  بنت bint  ابو Abu  ابي Abi  ام Umm  ال Al
"""

Sounds = dict[str, tuple[tuple[str, float], ...]]


@cache
def read_sounds() -> Sounds:
    """Return {Latin unit with its place: ((Arabic letters, cost), ...)}."""
    found: Sounds = {}
    for line in (_VOWELS + _CONSONANTS + _DIACRITICS).split("\n"):
        unit, *rest = line.split() or [""]
        if unit:
            found[unit] = tuple(
                ("" if letters == "-" else letters, float(cost))
                for letters, cost in zip(rest[::2], rest[1::2], strict=True)
            )
    return found


@cache
def romanised() -> dict[str, str]:
    """Return {folded Arabic name: as it is mostly written in Latin letters}."""
    words = _ROMANISED.split()
    return {arabic: latin.replace("-", " ") for arabic, latin in zip(words[::2], words[1::2], strict=True)}


# One letter, one usual sound; for names that the table above lacks.
LATIN_OF = {
    **dict(
        zip(
            "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
            [
                "a",
                "b",
                "t",
                "th",
                "j",
                "h",
                "kh",
                "d",
                "dh",
                "r",
                "z",
                "s",
                "sh",
                "s",
                "d",
                "t",
                "z",
                "a",
                "gh",
                "f",
                "q",
                "k",
                "l",
                "m",
                "n",
                "h",
                "u",
                "i",
            ],
            strict=True,
        )
    ),
    "ء": "'",
}
