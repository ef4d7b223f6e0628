import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.suites.joint import TRANSCRIPT, Goal, joint_prompt, joint_reply, read_joint

MOOD = Goal("MOOD", "Say whether the voice sounds happy or sad.")
GOALS = (TRANSCRIPT, MOOD)
NAMES = st.sampled_from(["KWE", "MOOD", "INTENT", "A B", "(x)", "ÄÖ", "情感"])
WORDS = st.text("abcäöüß .,!?日本 ", max_size=20).map(lambda text: " ".join(text.split()))


def test_prompt_names_the_goals_in_their_order_and_the_form() -> None:
    prompt = joint_prompt(GOALS)

    assert "1. TRANSCRIPT: Write down" in prompt
    assert "2. MOOD: Say whether" in prompt
    assert prompt.endswith("TRANSCRIPT: ...\nMOOD: ...")


@pytest.mark.parametrize(
    "reply",
    [
        "TRANSCRIPT: shut up\nMOOD: angry",
        "Transcript: shut up | Mood: angry",
        "TRANSCRIPT: shut up MOOD: angry",
        "Sure!\n**TRANSCRIPT:** shut up\n**MOOD**: angry\n",
        "MOOD：angry\nTRANSCRIPT：shut up",
        "transcript : shut up\nmood : angry |",
    ],
)
def test_reply_is_read_in_every_dress(reply: str) -> None:
    assert read_joint(reply, GOALS) == {"TRANSCRIPT": "shut up", "MOOD": "angry"}


def test_reply_without_names_answers_what_was_asked_last() -> None:
    assert read_joint(" angry ", GOALS) == {"TRANSCRIPT": "", "MOOD": "angry"}
    assert read_joint("", GOALS) == {"TRANSCRIPT": "", "MOOD": ""}


def test_part_that_is_missing_is_empty() -> None:
    assert read_joint("TRANSCRIPT: my mood is good", GOALS) == {
        "TRANSCRIPT": "my mood is good",
        "MOOD": "",
    }


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(
    ["MOOD", ":", "TRANSCRIPT:", "\n", "|", "mood：", " a ", "\0", "*"])).map("".join)
))  # fmt: skip
def test_reading_survives_any_reply(text: str) -> None:
    found = read_joint(text, GOALS)

    assert [*found] == ["TRANSCRIPT", "MOOD"]
    assert all(part in text and part == part.strip() for part in found.values())


@settings(deadline=None)
@given(st.dictionaries(NAMES, WORDS, min_size=1, max_size=4))
def test_what_is_written_is_read(answers: dict[str, str]) -> None:
    goals = [Goal(name, "Do it.") for name in answers]

    assert read_joint(joint_reply(goals, answers), goals) == answers


@pytest.mark.parametrize("names", [[], [""], ["A:"], ["MOOD", "mood"]])
def test_goals_need_names_of_their_own(names: list[str]) -> None:
    with pytest.raises(ValueError, match="name"):
        read_joint("x", [Goal(name, "Do it.") for name in names])
