import pytest

from engines.espeak.kana import dictionary, to_kana


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("博物館", "ハクブツカン"),
        ("この町の博物館はどこにありますか？", "コノ マチノ ハクブツカンワ ドコニ アリマスカ?"),
        ("東京へ行く。", "トーキョーエ イク。"),
        ("生け花を習った", "イケバナオ ナラッタ"),
        ("こんにちは", "コンニチワ"),
        ("お茶", "オチャ"),
    ],
)
def test_to_kana_writes_words_as_they_are_pronounced(text: str, kana: str) -> None:
    assert to_kana(text) == kana


def test_to_kana_leaves_digits_and_latin_letters_to_the_synthesizer() -> None:
    assert to_kana("２０２４年のDNA") == "2024 ネンノ DNA"


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_to_kana_of_nothing_is_nothing(text: str) -> None:
    assert to_kana(text) == ""


def test_dictionary_names_what_decides_the_readings() -> None:
    assert dictionary().startswith("unidic-lite 1.")
