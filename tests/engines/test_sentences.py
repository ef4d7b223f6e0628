import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.sentences import cut_to_fit, join, split
from languages import LANGUAGES


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("eng", ["Who wrote it?", "It has 3.5 million words.", "Amazing!"]),
        ("eng", ["Dr. Smith met J. R. R. Tolkien at 5 p.m. in St. Louis.", "Why?"]),
        ("eng", ["He lives in the U.S. now.", "She was born in the U.S.", "The end."]),
        ("eng", ["Mix e.g. salt, pepper etc. with No. 5.", "No.", "I won't."]),
        ("eng", ['"Is it?" he asked.', "(It is.)", "“Good.”", "Yahoo! was sold."]),
        ("eng", ["Wait... what?", "Well...", "No"]),
        ("eng", ["It was in 1989.", "Then the wall fell."]),
        ("deu", ["Am 3. Oktober 1990, z. B. in Berlin.", "Was geschah?"]),
        ("fra", ["Qui a écrit « Les Misérables » ?", "Victor Hugo !"]),
        ("spa", ["¿Quién fue?", "¡El Sr. Pérez!"]),
        ("ell", ["Ποιος το έγραψε;", "Δεν ξέρω."]),
        ("ara", ["من كتب الكتاب؟", "لا أعرف.", "حقًا!"]),
        ("fas", ["چه کسی؟", "نمی‌دانم."]),
        ("heb", ["מי כתב את זה?", "אני לא יודע."]),
        ("hin", ["यह किसने लिखा?", "मुझे नहीं पता।", "सच में!"]),
        ("cmn", ["谁写了这本书？", "是鲁迅。", "“真的！”", "版本3.5很好。"]),
        ("jpn", ["誰が書きましたか？", "「知りません。」", "そうです。"]),
        ("kor", ["누가 썼습니까?", "네.", "모르겠습니다."]),
        ("rus", ["Кто это написал?", "А. С. Пушкин, в 1833 г. в Болдине.", "Да."]),
        ("tur", ["2. Dünya Savaşı bitti.", "Ne zaman?"]),
        ("vie", ["Ai đã viết nó?", "Tôi không biết."]),
    ],
)
def test_split_finds_the_sentences_of_a_language(language: str, sentences: list[str]) -> None:
    assert split(join(sentences, language), language) == sentences


def test_join_leaves_no_gap_in_chinese_and_japanese_but_before_an_open_end() -> None:
    assert join(["谁？", "我。"], "cmn") == "谁？我。"
    assert join(["誰", "私"], "jpn") == "誰 私"
    assert join(["Who?", "Me."], "eng") == "Who? Me."
    assert join([], "eng") == ""


@given(st.text(max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_split_loses_nothing_but_space(text: str, language: str) -> None:
    assert "".join("".join(split(text, language)).split()) == "".join(text.split())


def test_cut_to_fit_cuts_between_clauses_near_the_middle() -> None:
    text = "When it rains, the river, which is long, floods the town, and people leave."

    assert cut_to_fit(text, lambda part: len(part) <= 45) == [
        "When it rains, the river, which is long,",
        "floods the town, and people leave.",
    ]


def test_cut_to_fit_cuts_between_words_where_there_is_no_clause_and_anywhere_else() -> None:
    assert cut_to_fit("one two three four", lambda part: len(part) <= 10) == [
        "one two",
        "three four",
    ]
    assert cut_to_fit("一二三四五六七八", lambda part: len(part) <= 4) == ["一二三四", "五六七八"]
    assert cut_to_fit("x", lambda _: False) == ["x"]


@given(st.text(max_size=200), st.integers(1, 20))
def test_cut_to_fit_loses_nothing_and_fits(text: str, most: int) -> None:
    parts = cut_to_fit(text, lambda part: len(part) <= most)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= most or part == text for part in parts)
