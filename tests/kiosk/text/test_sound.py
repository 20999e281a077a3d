"""One name, written by a registrar in Persian and by anybody in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.demo.name_pools import FEMALE, MALE, SURNAMES
from kiosk.domain.bilingual import Bilingual
from kiosk.text.sound import sounds

SPELLINGS = {
    "محمدی": "Mohammadi Mohamadi Mohammady Muhammadi MOHAMMADEE",
    "محمد": "Mohammad Mohammed Muhamad",
    "خلیلی": "Khalili Khaliliy",
    "قاسمی": "Ghasemi Qasemi Gasemi",
    "شهرزاد": "Shahrzad Schahrzad",
    "جعفری": "Ja'fari Jafari Ja’fari Djafari",
    "حسین": "Hossein Hosein Husain Hussein",
    "حسینی": "Hosseini Husseini Hoseyni",
    "زهرا": "Zahra Zahraa",
    "یوسفی": "Yousefi Yusefi Youssefi",
    "الهی": "Elahi Ilahi",
    "علی\u200cزاده": "Alizadeh Ali-Zadeh Alizade",
    "رضایی": "Rezaei Rezaee Rezai Rezaie",
    "رضائی": "Rezaei Rezaee Rezai Rezaie",
    "فاطمه": "Fatemeh Fateme Fatima",
    "فاطمة": "Fatemeh",
    "علوی": "Alavi Alawi",
    "موسوی": "Mousavi Moosavi Musawi",
    "موسی": "Mousa Musa Moosa",
    "مرتضی": "Morteza Murtaza",
    "انوری": "Anvari Anwari",
    "نوروزی": "Norouzi Nowruzi Nowroozi",
    "خسرو": "Khosrow Khosro Khosrau",
    "داوودی": "Davoudi Davoodi Davudi",
    "جواد": "Javad Jawad Djavad",
    "خواجوی": "Khajavi",
    "کیوان": "Keyvan Kayvan",
    "اورنگ": "Orang Owrang",
    "ایزدی": "Izadi Eyzadi",
    "یزدی": "Yazdi",
    "اسحاقی": "Eshaghi Es'haghi Eshaqi",
    "مظهری": "Mazhari",
    "ژاله": "Zhaleh Jaleh",
    "چنگیز": "Changiz Tchangiz",
    "سیروس": "Sirous Siroos Cyrus",
    "رفیع": "Rafi Rafie",
    "زارع": "Zare Zareh",
    "شجاع": "Shoja Shojaa",
    "صالح": "Saleh",
    "عبدالله": "Abdollah Abdullah",
    "روح\u200cالله": "Rouhollah Ruhollah",
    "مؤمنی": "Momeni Mo'meni",
    "رئوفی": "Raoufi Ra'oufi",
    "ضیاء": "Zia Ziya",
    "نمونه\u200cای": "Nemounei",
    "الکساندر": "Alexander Aleksander",
}


@pytest.mark.parametrize(
    ("persian", "latin"), [(fa, lat) for fa, all_ in SPELLINGS.items() for lat in all_.split()]
)
def test_a_name_sounds_alike_in_both_scripts(persian: str, latin: str) -> None:
    assert set(sounds(persian)) & set(sounds(latin)), (sounds(persian), sounds(latin))


@pytest.mark.parametrize("name", [*FEMALE, *MALE, *SURNAMES], ids=lambda name: name.en)
def test_every_name_of_the_demonstration_sounds_as_it_is_transliterated(name: Bilingual) -> None:
    assert set(sounds(name.fa)) & set(sounds(name.en)), (sounds(name.fa), sounds(name.en))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karim", "کریمی"),
        ("Ali", "علوی"),
        ("Leila", "علی"),
        ("Mousa", "موسوی"),
        ("Yazdi", "ایزدی"),
        ("Rezaei", "رضا"),
        ("Hamid", "محمد"),
        ("Bagheri", "باکری"),
        ("Sharifi", "سریفی"),
    ],
)
def test_other_names_sound_different(one: str, other: str) -> None:
    assert not set(sounds(one)) & set(sounds(other))


def test_the_keys_are_the_consonants_with_head_and_tail() -> None:
    assert sounds("Mohammadi") == sounds("محمدی") == ("mhmdi",)
    assert sounds("Alizadeh") == sounds("علی‌زاده") == ("alzda",)
    assert sounds("Yousefi") == ("ysfi",)
    assert sounds("یوسفی") == ("ysfi", "yvsfi")
    assert sounds("خوش‌رو") == ("xwro", "xvwro")


@pytest.mark.parametrize("text", ["", " ", "%", "123", "۱۲۳", "\u200c", "'-'", "ء"])
def test_what_has_no_letters_has_no_sound(text: str) -> None:
    assert sounds(text) == ()


@pytest.mark.parametrize(
    ("one", "other"), [("علي", "علی"), ("مُحَمَّد", "محمد"), ("كاظم", "کاظم"), ("ســـارا", "سارا")]
)
def test_spellings_of_one_key_have_one_sound(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)


LATIN = st.text("abcdefghijklmnopqrstuvwxyz'-", max_size=24)
PERSIAN = st.text("ءآأؤئابةتثجحخدذرزسشصضطظعغفقلمنهوپچژکگیۀ\u200c", max_size=24)


@given(LATIN | PERSIAN | st.text(max_size=24))
def test_a_key_is_plain_letters_and_there_are_few(name: str) -> None:
    keys = sounds(name)

    assert len(set(keys)) == len(keys) <= 8
    assert all(key.isascii() and key.isalpha() and key.islower() for key in keys)


@given(LATIN, LATIN)
def test_capitals_doubled_consonants_and_blanks_do_not_matter(one: str, other: str) -> None:
    assert sounds(one.upper()) == sounds(one)
    assert sounds(f"{one} {other}") == sounds(one + other)
    assert sounds(one.replace("m", "mm").replace("l", "ll")) == sounds(one)


@given(PERSIAN, st.sampled_from(["ثصس", "ذضظز", "تط", "حه", "قغگ"]), st.data())
def test_letters_that_sound_alike_are_one(name: str, alike: str, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(alike))
    heard = data.draw(st.sampled_from(alike))

    assert sounds(f"م{written}م{name}") == sounds(f"م{heard}م{name}")
