"""How samples are asked that a suite has the words for, and what they are to say."""

from collections import Counter
from pathlib import Path

import pytest

from engines.protocols import Task
from evaluation.suites.joint import Goal, read_joint
from evaluation.suites.loading import suites
from evaluation.suites.prompts import prompt_set
from tests.training.data.collections import lay_clips, lay_common_voice, lay_table
from tests.training.data.opening import COMMON_VOICE, FOLDER, heard, opened, steps_of
from training.data.mixture import Mixture
from training.errors import RecipeInvalidError
from training.examples import Example
from training.recipes import get_recipe, with_changes
from training.recipes.fields import Layout, Source

EMOTION = Source(layout=Layout.TABLE, task=Task.ANSWER, suite="emotion_recognition")
SEARCH = Source(layout=Layout.TABLE, task=Task.ANSWER, suite="keyword_search")


def lay_emotions(root: Path, count: int) -> None:
    said = [["happy" if at % 2 else "angry", f"sentence {at}"] for at in range(count)]
    lay_table(root, ["label", "transcript"], said)


def asked_in(mixture: Mixture, epoch: int) -> dict[str, Example]:
    steps = steps_of(mixture, epoch=epoch)
    return {one.key: one for step in steps for batch in step.batches for one in batch}


def test_wordings_are_drawn_from_those_that_trainings_may_see(tmp_path: Path) -> None:
    lay_emotions(tmp_path / "er", 60)
    mixture = opened(tmp_path, {"er": EMOTION})

    first, again, second = (asked_in(mixture, epoch) for epoch in (0, 0, 1))

    labels = ", ".join(suites()["emotion_recognition"].label_names)
    known = {one.format(labels=labels) for one in prompt_set("emotion_recognition").seen}
    drawn = Counter(one.instruction for one in first.values())
    assert set(drawn) <= known
    assert len(drawn) > len(known) / 2
    assert {key: one.instruction for key, one in first.items()} == {
        key: one.instruction for key, one in again.items()
    }
    assert sum(first[key].instruction != second[key].instruction for key in first) > 40
    assert {one.answer for one in first.values()} == {"happy", "angry"}


def test_a_clip_tells_what_it_is_asked_for(tmp_path: Path) -> None:
    lay_table(tmp_path / "kws", ["keyword", "label"], [["harbour", "yes"], ["{labels}", "no"]])

    found = heard(opened(tmp_path, {"kws": SEARCH}))
    first, second = (found[key] for key in sorted(found))

    assert "harbour" in first.instruction
    assert "{labels}" in second.instruction
    assert (first.answer, second.answer) == ("yes", "no")


def test_labels_are_told_with_their_descriptions(tmp_path: Path) -> None:
    lay_emotions(tmp_path / "er", 1)
    described = EMOTION.model_copy(update={"described": True})

    [one] = heard(opened(tmp_path, {"er": described})).values()

    for label in suites()["emotion_recognition"].labels:
        assert f"- {label.name}: {label.description}" in one.instruction


def test_a_share_says_the_transcript_first(tmp_path: Path) -> None:
    lay_emotions(tmp_path / "er", 80)
    joint = EMOTION.model_copy(update={"joint": 0.25})
    goals = (Goal("TRANSCRIPT", ""), Goal("ANSWER", ""))

    examples = heard(opened(tmp_path, {"er": joint})).values()

    both = [one for one in examples if "ANSWER:" in one.answer]
    assert 8 <= len(both) <= 35
    for one in both:
        assert one.instruction.count("TRANSCRIPT") == one.instruction.count("ANSWER") == 2
        assert read_joint(one.answer, goals)["TRANSCRIPT"] == one.transcript
        assert read_joint(one.answer, goals)["ANSWER"] in {"happy", "angry"}
    assert {one.answer for one in examples} - {one.answer for one in both} == {"happy", "angry"}


def test_without_a_transcript_only_the_answer_is_asked_for(tmp_path: Path) -> None:
    lay_table(tmp_path / "er", ["label"], [["sad"], ["neutral"]])
    always = EMOTION.model_copy(update={"joint": 1.0})

    examples = heard(opened(tmp_path, {"er": always})).values()

    assert {(one.answer, one.transcript) for one in examples} == {("sad", ""), ("neutral", "")}


def test_a_label_that_is_none_of_the_suites_is_left_out(tmp_path: Path) -> None:
    lay_table(tmp_path / "er", ["label"], [["sad"], ["hungry"]])

    mixture = opened(tmp_path, {"er": EMOTION})

    assert [one.answer for one in heard(mixture).values()] == ["sad"]
    assert mixture.manifest()["sources"]["er"]["left_out"]["unknown_label"]["count"] == 1


def test_a_collection_may_be_asked_as_a_suite_asks(tmp_path: Path) -> None:
    lay_common_voice(tmp_path / "cv", "eng", [0.3] * 30)
    source = COMMON_VOICE.model_copy(
        update={"instruction": "", "suite": "english_speech_recognition"}
    )

    examples = heard(opened(tmp_path, {"cv": source}, languages=("eng",))).values()

    known = {one.format(language="English") for one in prompt_set("speech_recognition").seen}
    assert {one.instruction for one in examples} <= known
    assert len({one.instruction for one in examples}) > 5
    assert all(one.transcript == one.answer for one in examples)


def test_a_folder_may_say_what_is_asked_of_each_clip(tmp_path: Path) -> None:
    first, second = lay_clips(tmp_path / "alpaca" / "eng", [0.3, 0.3])
    rows = [f"{first}\tParis.\tAnswer {{me}}.\tcapital of france", f"{second}\tNo.\t\t"]
    (tmp_path / "alpaca" / "eng" / "metadata.tsv").write_text(
        "\n".join(["path\ttext\tinstruction\ttranscript", *rows]) + "\n"
    )
    source = FOLDER.model_copy(update={"task": Task.ANSWER, "instruction": "Reply."})

    found = heard(opened(tmp_path, {"alpaca": source}, languages=("eng",)))
    one, other = (found[key] for key in sorted(found))

    assert (one.instruction, one.answer) == ("Answer {me}.", "Paris.")
    assert one.transcript == "capital of france"
    assert (other.instruction, other.transcript) == ("Reply.", "")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"layout": "table", "instruction": ""}, "layout table, described and joint need a suite"),
        ({"joint": 0.1}, "layout table, described and joint need a suite"),
        ({"suite": "nothing", "instruction": ""}, "no suite 'nothing' has wordings"),
        ({"suite": "spoken_qa", "instruction": ""}, "no suite 'spoken_qa' has wordings"),
        ({"suite": "keyword_search", "instruction": ""}, "is to answer, not to transcribe"),
        ({"suite": "english_speech_recognition"}, "leave instruction empty"),
        (
            {"suite": "english_speech_recognition", "instruction": "", "described": True},
            "has no labels to describe",
        ),
        (
            {"suite": "fleurs_recognition", "instruction": "", "layout": "table"},
            "has no table of its own",
        ),
    ],
)
def test_a_source_that_can_not_be_asked_so_is_refused(
    said: dict[str, object], problem: str
) -> None:
    changes = {f"data.sources.common_voice.{field}": value for field, value in said.items()}

    with pytest.raises(RecipeInvalidError, match=problem):
        with_changes(get_recipe("multispeech_stage1_asr"), changes)
