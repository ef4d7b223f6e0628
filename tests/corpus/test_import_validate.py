import pytest

from corpus.importing.validate import TEXT_LIMIT, identifier_problem, source_problem, text_problem


@pytest.mark.parametrize(
    "text",
    [
        "What is it?",
        "two\nlines\tand a tab",
        "<script>alert('x')</script> &amp; <b>bold",
        "\u202eright-to-left override\u202c and \u2066isolate\u2069",
        "می\u200cخواهم",  # zero-width non-joiner is spelling in Persian
        "cafe\u0301",  # not composed, and to be kept so
        "\U0001f9d1\u200d\U0001f680",
        "308",
        "it\x81s",
        "x" * TEXT_LIMIT,
        "\ue000private use",
    ],
)
def test_text_problem_accepts_legal_text(text: str) -> None:
    assert text_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        (" \n\t\u3000", "is empty"),
        ("\u200b\u202e\ufeff", "is empty"),
        ("a" * 1_000_000, "is 1,000,000 characters long; at most 20,000 are allowed"),
        ("ab\0c", "holds the control character U+0000 at character 3"),
        ("a\x07", "holds the control character U+0007 at character 2"),
        ("a\rb", "holds the control character U+000D at character 2"),
        ("a\x7f", "holds the control character U+007F at character 2"),
        ("\ud800a", "holds half of a surrogate pair, U+D800 at character 1"),
        ("a\udfff", "holds half of a surrogate pair, U+DFFF at character 2"),
        ("a\ufffe", "holds the noncharacter U+FFFE at character 2"),
        ("a\ufdd0", "holds the noncharacter U+FDD0 at character 2"),
        ("a\U0010ffff", "holds the noncharacter U+10FFFF at character 2"),
    ],
)
def test_text_problem_names_what_is_wrong_and_where(text: str, problem: str) -> None:
    assert text_problem(text) == problem


@pytest.mark.parametrize("text", ["1", "56beb4343aeaaa14008c925b", "demo 001/ü", "ид"])
def test_identifier_problem_accepts_ids(text: str) -> None:
    assert identifier_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        (" a", "has spaces around it, a line break or a tab"),
        ("a\nb", "has spaces around it, a line break or a tab"),
        ("a\0", "holds the control character U+0000 at character 2"),
        ("a" * 201, "is 201 characters long; at most 200 are allowed"),
    ],
)
def test_identifier_problem_names_what_is_wrong(text: str, problem: str) -> None:
    assert identifier_problem(text) == problem


@pytest.mark.parametrize(
    ("slug", "good"),
    [
        ("trivia-multiple-choice", True),
        ("v_2", True),
        ("", False),
        ("Trivia", False),
        ("a b", False),
        ("-a", False),
        ("a" * 65, False),
        ("../etc", False),
        ("a\n", False),
    ],
)
def test_source_problem_accepts_slugs_only(slug: str, good: bool) -> None:
    assert (source_problem(slug) is None) == good


def test_text_problem_judges_every_character() -> None:
    """The basic plane and the ends of all others, where the noncharacters are."""
    ends = (
        plane + low for plane in range(0x10000, 0x110000, 0x10000) for low in (0, 0xFFFE, 0xFFFF)
    )
    forbidden = {*range(0x20), 0x7F, *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)} - {0x09, 0x0A}
    for code in (*range(0x10000), *ends):
        bad = code in forbidden or code & 0xFFFE == 0xFFFE
        assert (text_problem(f"a{chr(code)}b") is None) is not bad, f"U+{code:04X}"
