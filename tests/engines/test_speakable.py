import pytest
from hypothesis import example, given
from hypothesis import strategies as st

pytest.importorskip("num2words")

from engines.requests import is_speakable
from engines.speakable import spoken_text
from engines.speakable.words import WORDS
from languages import LANGUAGES


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        (
            "eng",
            "In 1984, 3.5% of 1,250 paid $20.",
            (
                "In nineteen eighty-four, three point five "
                "percent of one thousand two hundred and fifty paid twenty dollars."
            ),
        ),
        ("eng", "the 22nd, 1st", "the twenty-second, first"),
        ("eng", "Q & A, e.g. 5°C", "Q and A, for example five degrees"),
        ("eng", "MP3 at 14:30, 007", "MP three at fourteen thirty, zero zero seven"),
        (
            "deu",
            "1.234,5 km, z.B. 21 €",
            (
                "eintausendzweihundertvierunddreißig Komma fünf Kilometer, "
                "zum Beispiel einundzwanzig Euro"
            ),
        ),
        (
            "rus",
            "21 % и 5 км, 12,5 кг",
            ("двадцать один процент и пять километров, двенадцать запятая пять килограмма"),
        ),
        ("pol", "3 km, 5 km, 22 km", "trzy kilometry, pięć kilometrów, dwadzieścia dwa kilometry"),
        ("tur", "%14", "yüzde ondört"),
        ("ell", "12,5 €", "ένα δύο κόμμα πέντε ευρώ"),
        ("hin", "५० रुपये", "पाँच शून्य रुपये"),
        ("ara", "عام ١٩٨٤", "عام ألف و تسعمائة و أربعة و ثمانون"),
        ("vie", "−3", "âm ba"),
        ("ces", "−3 °C", "minus tři stupně"),
        ("jpn", "1500人", "千五百人"),
        ("cmn", "共 50 人", "共 50 人"),
        ("fra", "le 2024-05-17", "le deux mille vingt-quatre zéro cinq dix-sept"),
    ],
)
def test_spoken_text_says_numbers_and_signs(language: str, text: str, spoken: str) -> None:
    assert spoken_text(text, language) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("<b>Bold</b> and <br/>*soft*", "Bold and soft"),
        ("see [the page](https://a.org/b) 🎉", "see the page"),
        ("Tom &amp; Ann 👩‍👩‍👧 ❤️", "Tom and Ann"),
        ("a\x00b\x07c", "a b c"),
        ("a < b", "a b"),
    ],
)
def test_spoken_text_leaves_out_what_has_no_sound(text: str, spoken: str) -> None:
    assert spoken_text(text, "eng") == spoken


def test_spoken_text_keeps_the_joiners_that_persian_spells_with() -> None:
    assert spoken_text("می\u200cخواهم", "fas") == "می\u200cخواهم"


def test_every_language_has_its_words() -> None:
    assert set(WORDS) == set(LANGUAGES)
    for words in WORDS.values():
        assert words.keeps_digits or (words.point and words.minus and len(words.many) == 7)
        assert words.keeps_digits or words.num2words or len(words.digits) == 10


@given(text=st.text(), language=st.sampled_from(sorted(LANGUAGES)))
@example(text="<1>", language="eng")
@example(text="1️⃣", language="deu")
@example(text="[](1)", language="tur")
@example(text="١٫٥٬٠٠٠", language="fas")
@example(text="9" * 40, language="ind")
@example(text="&amp;amp;lt;b", language="eng")
def test_spoken_text_takes_any_text(text: str, language: str) -> None:
    spoken = spoken_text(text, language)

    assert spoken_text(spoken, language) == spoken
    assert is_speakable(spoken) or not is_speakable(text)


@given(
    number=st.integers(0, 10**15),
    decimals=st.sampled_from(["", ",5", ".25", ",125"]),
    language=st.sampled_from(sorted(set(LANGUAGES) - {"cmn"})),
)
def test_spoken_text_leaves_no_digit(number: int, decimals: str, language: str) -> None:
    spoken = spoken_text(f"-{number}{decimals}%", language)

    assert not any(character.isdecimal() for character in spoken)
    assert spoken
