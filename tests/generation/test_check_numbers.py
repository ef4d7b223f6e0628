from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.checks.numbers import han_numerals, lost_numbers, read_numbers, roman_numeral


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("no numbers", []),
        ("7 and 7", ["7", "7"]),
        ("1,000", ["1000"]),
        ("1.000", ["1000"]),
        ("1 000", ["1000"]),
        ("1\u202f000\u00a0000", ["1000000"]),
        ("1'000 1’000", ["1000", "1000"]),
        ("1,00,000", ["100000"]),
        ("1,234.50", ["1234.5"]),
        ("1.234,5", ["1234.5"]),
        ("3.5 3,5", ["3.5", "3.5"]),
        ("0.125", ["0.125"]),
        ("007", ["7"]),
        ("12.05.2020", ["12", "5", "2020"]),
        ("9:40", ["9", "40"]),
        ("1st, 2nd", ["1", "2"]),
        ("2015 100", ["2015", "100"]),
        ("A) 4, B) 6.", ["4", "6"]),
    ],
)
def test_read_numbers_reads_the_marks_inside_numbers(text: str, numbers: list[str]) -> None:
    assert read_numbers(text, spaces_group=True) == Counter(numbers)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("3 cats", "٣ قطط"),
        ("3 cats", "۳ گربه"),
        ("1 cat", "१ बिल्ली"),
        ("88 keys", "８８鍵"),
        ("1,000 and 3.5", "١٬٠٠٠ و ٣٫٥"),
        ("1,000 people", "1.000 Menschen"),
        ("1,000 people", "1 000 человек"),
        ("1,000 people", "1000 人"),
        ("1,500,000 people", "150万人"),
        ("1.5 million people", "150만 명"),
        ("the 19th century", "el siglo XIX"),
        ("the 19th century", "十九世纪"),
        ("in 1969", "一九六九年"),
        ("2 dogs", "两只狗"),
        ("in 20 100 people", "en 20, 100 personnes"),
        ("C) 8", "C) 8"),
        ("3rd", "3."),
        ("none", "7"),
    ],
)
def test_lost_numbers_finds_every_number_again(source: str, translation: str) -> None:
    assert lost_numbers(source, translation)[0] == []


@pytest.mark.parametrize(
    ("source", "translation", "lost", "total"),
    [
        ("7 and 7", "7", ["7"], 2),
        ("in 1969", "in 1996", ["1969"], 1),
        ("15 of 60", "15", ["60"], 2),
        ("1.5 km", "15 km", ["1.5"], 1),
        ("19 dogs", "IX dogs", ["19"], 1),
        ("19 dogs", "九只狗", ["19"], 1),
        ("30 people", "3000", ["30"], 1),
    ],
)
def test_lost_numbers_names_what_is_missing(
    source: str, translation: str, lost: list[str], total: int
) -> None:
    assert lost_numbers(source, translation) == (lost, total)


@given(st.text(alphabet="0123456789., 万XI'٣一", max_size=60))
def test_lost_numbers_loses_nothing_of_a_text_in_itself(text: str) -> None:
    assert lost_numbers(text, text)[0] == []


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "\u00a0", "'"]))
def test_lost_numbers_does_not_care_about_grouping(number: int, mark: str) -> None:
    assert lost_numbers(str(number), f"{number:,}".replace(",", mark)) == ([], 1)


def test_lost_numbers_takes_a_page_of_digits_in_its_stride() -> None:
    assert lost_numbers("1" * 20_000, "1," * 10_000) == (["1" * 20_000], 1)
    assert lost_numbers("; ".join(map(str, range(4000))), "")[1] == 4000


@pytest.mark.parametrize(
    ("value", "written"), [(1, "I"), (4, "IV"), (19, "XIX"), (1969, "MCMLXIX"), (4000, ""), (0, "")]
)
def test_roman_numeral_writes_numbers(value: int, written: str) -> None:
    assert roman_numeral(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, {"零", "〇"}),
        (2, {"二", "两", "兩"}),
        (10, {"一零", "一〇", "一十", "十"}),
        (19, {"一九", "一十九", "十九"}),
        (105, {"一零五", "一〇五", "一百零五"}),
        (2005, {"二零零五", "二〇〇五", "二千零五"}),
        (1900, {"一九零零", "一九〇〇", "一千九百"}),
    ],
)
def test_han_numerals_writes_by_value_and_by_digit(value: int, written: set[str]) -> None:
    assert han_numerals(value) == written


def test_lost_numbers_leaves_digits_newer_than_pythons_unicode_alone() -> None:
    assert lost_numbers("3", "\U000116d0 3") == ([], 1)
