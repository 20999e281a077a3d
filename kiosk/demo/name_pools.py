"""Names and places that the invented people of a demonstration office are made of.

Each line holds pairs `Persian=Latin`; a blank inside a Latin name is written `_`, inside a Persian one too.
"""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual


def _pairs(text: str) -> tuple[Bilingual, ...]:
    pairs = (item.partition("=") for item in text.split())
    return tuple(Bilingual(fa.replace("_", " "), latin.replace("_", " ")) for fa, _, latin in pairs)


FEMALE = _pairs("""
سارا=SARA مریم=MARYAM فاطمه=FATEMEH زهرا=ZAHRA نرگس=NARGES لیلا=LEILA شیرین=SHIRIN مینا=MINA
نگار=NEGAR پریسا=PARISA ژاله=ZHALEH گلناز=GOLNAZ چکامه=CHAKAMEH پگاه=PEGAH ستاره=SETAREH بهار=BAHAR
آزاده=AZADEH الهام=ELHAM سمیرا=SAMIRA نازنین=NAZANIN مهسا=MAHSA شبنم=SHABNAM رؤیا=ROYA هانیه=HANIYEH
سپیده=SEPIDEH نیلوفر=NILOUFAR آیدا=AIDA یاسمن=YASAMAN ترانه=TARANEH فرزانه=FARZANEH ژینا=ZHINA
مژگان=MOZHGAN گیتی=GITI پروانه=PARVANEH پوران=POURAN چیستا=CHISTA منیژه=MANIZHEH بنفشه=BANAFSHEH
ریحانه=REYHANEH طاهره=TAHEREH معصومه=MASOUMEH خدیجه=KHADIJEH ثریا=SORAYA ویدا=VIDA هدیه=HEDIYEH
کیمیا=KIMIA غزل=GHAZAL مائده=MAEDEH فائزه=FAEZEH ضحی=ZOHA شقایق=SHAGHAYEGH صبا=SABA نوشین=NOUSHIN
دل‌آرا=DELARA گل‌اندام=GOLANDAM فاطمه‌زهرا=FATEMEHZAHRA زهرا_سادات=ZAHRA_SADAT ماه‌منیر=MAHMONIR
پری‌چهر=PARICHEHR نازگل=NAZGOL مهرنوش=MEHRNOUSH شهرزاد=SHAHRZAD روشنک=ROSHANAK آناهیتا=ANAHITA
""")

MALE = _pairs("""
علی=ALI محمد=MOHAMMAD رضا=REZA حسین=HOSSEIN مهدی=MAHDI امیر=AMIR سعید=SAEID آرش=ARASH بهرام=BAHRAM
پیمان=PEYMAN پژمان=PEZHMAN چنگیز=CHANGIZ ژوبین=ZHOUBIN گودرز=GOUDARZ کاوه=KAVEH سیاوش=SIAVASH
فرهاد=FARHAD بابک=BABAK مازیار=MAZYAR آرمان=ARMAN نیما=NIMA پارسا=PARSA پوریا=POURIA سهراب=SOHRAB
بیژن=BIZHAN کامران=KAMRAN شهرام=SHAHRAM خسرو=KHOSROW جمشید=JAMSHID ایرج=IRAJ منوچهر=MANOUCHEHR
احمد=AHMAD محمود=MAHMOUD مصطفی=MOSTAFA مرتضی=MORTEZA مجتبی=MOJTABA ابراهیم=EBRAHIM اسماعیل=ESMAEIL
یوسف=YOUSEF عباس=ABBAS صادق=SADEGH جواد=JAVAD قاسم=GHASEM کاظم=KAZEM هادی=HADI وحید=VAHID
میلاد=MILAD حامد=HAMED پویا=POUYA کیان=KIAN طاها=TAHA ضیاء=ZIA فؤاد=FOAD رائد=RAED
محمدعلی=MOHAMMADALI محمد‌رضا=MOHAMMADREZA علی‌رضا=ALIREZA علی‌اکبر=ALIAKBAR غلام‌حسین=GHOLAMHOSSEIN
امیرحسین=AMIRHOSSEIN محمد_امین=MOHAMMAD_AMIN میر_محمد=MIR_MOHAMMAD سید_علی=SEYED_ALI
عبدالله=ABDOLLAH شاپور=SHAPOUR روزبه=ROUZBEH پدرام=PEDRAM
""")

SURNAMES = _pairs("""
احمدی=AHMADI محمدی=MOHAMMADI حسینی=HOSSEINI رضایی=REZAEI کریمی=KARIMI رحیمی=RAHIMI موسوی=MOUSAVI
جعفری=JAFARI صادقی=SADEGHI هاشمی=HASHEMI اکبری=AKBARI قاسمی=GHASEMI کاظمی=KAZEMI نوری=NOURI
عباسی=ABBASI یوسفی=YOUSEFI ابراهیمی=EBRAHIMI اسدی=ASADI باقری=BAGHERI تقوی=TAGHAVI ثابتی=SABETI
جلالی=JALALI چنگیزی=CHANGIZI حیدری=HEYDARI خسروی=KHOSRAVI داوودی=DAVOUDI ذاکری=ZAKERI رستمی=ROSTAMI
زمانی=ZAMANI ژیان=ZHIAN سلطانی=SOLTANI شریفی=SHARIFI صالحی=SALEHI ضرغامی=ZARGHAMI طاهری=TAHERI
ظفری=ZAFARI عزیزی=AZIZI غفاری=GHAFFARI فتحی=FATHI قنبری=GHANBARI کیانی=KIANI گودرزی=GOUDARZI
لطفی=LOTFI محمودی=MAHMOUDI نجفی=NAJAFI وحیدی=VAHIDI هدایتی=HEDAYATI یعقوبی=YAGHOUBI پارسا=PARSA
پهلوانی=PAHLAVANI پیروزی=PIROUZI پژوهش=PAZHOUHESH پورحسن=POURHASSAN پژمانی=PEZHMANI چراغی=CHERAGHI
چاووشی=CHAVOUSHI گلزار=GOLZAR گیلانی=GILANI گنجوی=GANJAVI ژرفی=ZHARFI مژدهی=MOZHDEHI آذری=AZARI
آقایی=AGHAEI آریان=ARIAN بهرامی=BAHRAMI بیات=BAYAT تهرانی=TEHRANI تبریزی=TABRIZI اصفهانی=ESFAHANI
شیرازی=SHIRAZI کرمانی=KERMANI یزدی=YAZDI کاشانی=KASHANI قزوینی=GHAZVINI همدانی=HAMEDANI
خراسانی=KHORASANI مازندرانی=MAZANDARANI بوشهری=BOUSHEHRI اردبیلی=ARDEBILI لاهیجی=LAHIJI دشتی=DASHTI
بختیاری=BAKHTIARI قشقایی=GHASHGHAEI میرزایی=MIRZAEI خانی=KHANI بیگی=BEIGI زارع=ZARE نجار=NAJJAR
حداد=HADDAD زرگر=ZARGAR صراف=SARRAF عطار=ATTAR بزاز=BAZZAZ خیاط=KHAYYAT معمار=MEMAR نقاش=NAGHASH
مؤمنی=MOMENI رئوفی=RAOUFI مسئول=MASOUL دانایی=DANAEI بینا=BINA سپهری=SEPEHRI نیکنام=NIKNAM
خوش‌نویس=KHOSHNEVIS راستگو=RASTGOU مهرپرور=MEHRPARVAR دل‌افروز=DELAFROUZ روشن=ROSHAN
فرخ‌زاد=FARROKHZAD نیک‌پی=NIKPEY خجسته=KHOJASTEH فروغی=FOROUGHI بهشتی=BEHESHTI رفیعی=RAFIEI
سمیعی=SAMIEI شفیعی=SHAFIEI کوهستانی_نژاد=KOUHESTANI_NEJAD نمونه‌ای=NEMOUNEI فرضی=FARZI
صفایی_مقدم=SAFAEI_MOGHADDAM رضایی_پور=REZAEI_POUR حاجی_حسینی=HAJI_HOSSEINI
میر_محمد_صادقی=MIR_MOHAMMAD_SADEGHI طباطبایی_نسب=TABATABAEI_NASAB شیخ‌الاسلامی=SHEIKHOLESLAMI
امین‌الضرب=AMINOLZARB ملک_محمدی=MALEK_MOHAMMADI خواجه_نوری=KHAJEH_NOURI
ابراهیم_زاده_اصل=EBRAHIM_ZADEH_ASL عبدالله‌زاده=ABDOLLAHZADEH
پورمحمدی_گلسفیدی=POURMOHAMMADI_GOLSEFIDI بنی‌هاشمی=BANIHASHEMI ده‌بزرگی=DEHBOZORGI
آقا_بابایی=AGHA_BABAEI نظام‌آبادی_فراهانی=NEZAMABADI_FARAHANI
""")

BIRTH_PLACES = _pairs("""
تهران=TEHRAN مشهد=MASHHAD اصفهان=ESFAHAN شیراز=SHIRAZ تبریز=TABRIZ کرج=KARAJ قم=QOM اهواز=AHVAZ
کرمانشاه=KERMANSHAH ارومیه=URMIA رشت=RASHT زاهدان=ZAHEDAN همدان=HAMEDAN کرمان=KERMAN یزد=YAZD
اردبیل=ARDEBIL بندرعباس=BANDAR_ABBAS اراک=ARAK زنجان=ZANJAN سنندج=SANANDAJ قزوین=QAZVIN گرگان=GORGAN
ساری=SARI بوشهر=BOUSHEHR خرم‌آباد=KHORRAMABAD بجنورد=BOJNOURD بیرجند=BIRJAND شهرکرد=SHAHREKORD
یاسوج=YASOUJ ایلام=ILAM سمنان=SEMNAN کاشان=KASHAN نیشابور=NEYSHABOUR گنبد_کاووس=GONBAD_KAVOUS
چالوس=CHALOUS
""")

STREETS_IN_IRAN = (
    "خیابان گلستان، کوچهٔ سوم",
    "بلوار نیلوفر، نبش کوچهٔ نرگس",
    "خیابان سپیدار، بن‌بست یاس",
    "میدان باغ، خیابان چنار",
    "کوی دانش، خیابان پنجم",
    "خیابان آفتاب، پلاک فرعی",
)
