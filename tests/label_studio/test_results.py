from typing import Any

import pytest

from annotation.enums import CampaignKind, Verdict
from annotation.label_studio.errors import ResultInvalidError
from annotation.label_studio.results import Corrected, Scores, read_result
from tests.label_studio.results import choice, correction, scores, text

LISTENING, CORRECTION = CampaignKind.LISTENING, CampaignKind.CORRECTION


def test_scores_are_read_by_name_whatever_their_order() -> None:
    read = read_result(LISTENING, list(reversed(scores(2, 5))))

    assert read == Scores(naturalness=2, understood=5)


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        ([], "Nothing was answered."),
        (None, "Nothing was answered."),
        ("text", "Nothing was answered."),
        ([1], "A part of the result belongs to no field."),
        ([choice("naturalness", "4")], "understood was not answered."),
        (scores(6), "naturalness must be one of 1, 2, 3, 4, 5."),
        (scores("4.5"), "naturalness must be one of 1, 2, 3, 4, 5."),
        ([*scores(), choice("loudness", "3")], "Nothing here is called loudness."),
        ([*scores(), choice("naturalness", "3")], "naturalness was answered twice."),
        (
            [*scores()[1:], {"from_name": "naturalness", "value": {"choices": ["1", "2"]}}],
            "naturalness must be one of 1, 2, 3, 4, 5.",
        ),
        ([*scores()[1:], {"from_name": "naturalness", "value": None}],
         "naturalness was not answered."),
    ],
)  # fmt: skip
def test_what_is_no_pair_of_scores_says_why(result: Any, problem: str) -> None:
    with pytest.raises(ResultInvalidError) as raised:
        read_result(LISTENING, result)

    assert str(raised.value) == problem


def test_a_correction_is_read_with_its_reason() -> None:
    read = read_result(CORRECTION, correction("أين؟", "هناك.", reason="it is a name"))

    assert read == Corrected(
        verdict=Verdict.CORRECTED, question="أين؟", answer="هناك.", reason="it is a name"
    )


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        (correction(" ", "هناك."), "The question was emptied."),
        (correction("أين؟", "هناك.")[:1] + correction("", "", "confirmed")[2:],
         "The answer was emptied."),
        (correction("أين؟", "هناك.", "perhaps"),
         "verdict must be one of confirmed, corrected, untranslatable."),
        (correction("أين؟", "هناك.")[:2], "verdict was not answered."),
        ([*correction("أين؟", "هناك."), text("other", "x")], "Nothing here is called other."),
    ],
)  # fmt: skip
def test_what_is_no_correction_says_why(result: Any, problem: str) -> None:
    with pytest.raises(ResultInvalidError) as raised:
        read_result(CORRECTION, result)

    assert str(raised.value) == problem


def test_what_cannot_be_translated_needs_no_text() -> None:
    read = read_result(CORRECTION, correction("", "", "untranslatable"))

    assert isinstance(read, Corrected)
    assert read.verdict == Verdict.UNTRANSLATABLE


def test_two_lines_of_text_are_refused() -> None:
    doubled = correction("أين؟", "هناك.")
    doubled[0]["value"]["text"].append("أين؟")

    with pytest.raises(ResultInvalidError, match="question holds 2 texts instead of one"):
        read_result(CORRECTION, doubled)
