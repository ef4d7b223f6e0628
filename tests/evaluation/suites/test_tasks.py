"""The neighbouring papers' tasks: their prompts, labels and scores."""

import json
import string
from dataclasses import asdict, replace

import numpy as np
import pytest

from engines.protocols import AudioClip, Task
from evaluation.metrics import Resampling
from evaluation.suites.loading import get_suite, suite_from, suites
from evaluation.suites.prompts import LEAST_SEEN, prompt_set, prompt_sets
from evaluation.suites.scoring import score_answers
from evaluation.suites.suite import Pair, Suite
from evaluation.suites.variants import (
    joint_variants,
    label_variants,
    prompt_variants,
    variants,
    with_hints,
    with_own_hints,
)
from tests.evaluation.suites.replies import answer

ENGLISH = Pair("eng", "eng")
FEW = Resampling(draws=100)
MOODS = get_suite("emotion_recognition")
OLD = ("speech_recognition", "spoken_qa", "speech_translation_to_english")


def values(suite: Suite, *texts: tuple[str, str | None]) -> dict[str, float | None]:
    """Scores over all, of replies to English clips."""
    answers = [
        answer(right, said, at=at, language="eng", target="eng")
        for at, (right, said) in enumerate(texts)
    ]
    found = score_answers(suite, answers, resampling=FEW)
    return {score.metric: score.value for score in found.scores if score.pair is None}


@pytest.mark.parametrize("name", prompt_sets())
def test_each_task_has_wordings_for_training_and_others(name: str) -> None:
    found = prompt_set(name)

    assert len(found.seen) >= LEAST_SEEN
    assert len(found.unseen) >= 2
    assert len({*found.seen, *found.unseen}) == len(found.seen) + len(found.unseen)


@pytest.mark.parametrize("name", [each.name for each in suites().values() if each.prompts])
def test_all_wordings_of_a_suite_name_what_it_has(name: str) -> None:
    suite = get_suite(name)
    given = dict.fromkeys(suite.given, "x")

    for prompt in (*prompt_set(suite.prompts).seen, *prompt_set(suite.prompts).unseen):
        told = suite.fill(prompt, suite.pairs[0], given)
        assert not [field for _, field, _, _ in string.Formatter().parse(told) if field]
        assert all(value in told for value in given.values())
        assert all(label in told.casefold() for label in map(str.casefold, suite.label_names))


def test_labels_stand_in_the_prompt_with_descriptions_or_without() -> None:
    assert MOODS.prompt_for(ENGLISH).endswith("One of: neutral, happy, sad, angry")
    described = replace(MOODS, described=True).prompt_for(ENGLISH)
    assert "\n- sad: low, tired or grieving\n- angry: " in described


def test_prompt_names_what_a_sample_has() -> None:
    suite = get_suite("keyword_search")
    clip = AudioClip(samples=np.zeros(160, np.float32), sample_rate=16_000)

    asked = suite.request(clip, ENGLISH, {"keyword": "a {labels} of {tea}"})

    assert "'a {labels} of {tea}'" in asked.prompt
    assert asked.task is Task.ANSWER


def test_classes_are_scored_by_recall_whatever_their_size() -> None:
    found = values(MOODS, ("sad", "Sad."), ("happy", "happy"), ("happy", "happy"), ("happy", None))

    assert found == {
        "uar": pytest.approx((1 + 2 / 3) / 2),
        "accuracy": 0.75,
        "macro_f1": pytest.approx((1 + 0.8) / 2),
    }


def test_slots_are_scored_with_their_fillers_and_without() -> None:
    found = values(
        get_suite("slot_filling"),
        ("time = now; date = Today", "Time: now; Date: today"),
        ("none", "none"),
        ("time = now", "date = now"),
    )

    assert found == {"slu_f1": pytest.approx(8 / 12), "slot_label_f1": pytest.approx(4 / 6)}


def test_keywords_and_passages_are_scored() -> None:
    assert values(get_suite("keyword_extraction"), ("Paris, France", "france, paris, a")) == {
        "keyword_f1": pytest.approx(0.8),
        "keyword_recall": 1,
    }
    assert values(
        get_suite("spoken_passages"), ("308\nthree hundred", "Three hundred!"), ("a cat", "cats")
    ) == {"answer_f1": 0.5, "exact_match": 0.5}


def test_joint_reply_is_scored_by_its_last_part() -> None:
    joint = joint_variants(MOODS)["joint"]
    prompt = joint.prompt_for(ENGLISH)

    assert "1. TRANSCRIPT: " in prompt
    assert "2. ANSWER: How does the speaker feel" in prompt
    assert values(joint, ("sad", "TRANSCRIPT: so sad, happy\nANSWER: sad"))["accuracy"] == 1
    assert values(joint_variants(MOODS)["alone"], ("sad", "ANSWER: sad"))["accuracy"] == 0


def test_variants_differ_in_how_they_ask_alone() -> None:
    labels, prompts = label_variants(MOODS), prompt_variants(MOODS)

    assert [*labels] == ["named, free", "named, held", "described, free", "described, held"]
    assert labels["named, free"] == MOODS
    assert labels["named, held"].choices == ("neutral", "happy", "sad", "angry")
    assert [*prompts] == ["seen", "unseen 1", "unseen 2", "unseen 3"]
    assert prompts["seen"] == MOODS
    found = {each.fingerprint for each in (*labels.values(), *prompts.values())}
    assert len(found) == len(labels) + len(prompts) - 1


def test_slots_are_held_to_their_labels_within_a_reply() -> None:
    found = label_variants(get_suite("slot_filling"))

    held = found["named, held"]
    assert (held.choices, held.slots) == ((), ("date", "time", "person", "place_name"))
    assert found["named, free"].slots == ()
    assert replace(held, joint=True).slots == ()
    assert label_variants(MOODS)["named, held"].slots == ()


def test_suites_without_labels_or_wordings_have_no_such_variants() -> None:
    with pytest.raises(ValueError, match="has no labels"):
        label_variants(get_suite("keyword_extraction"))
    with pytest.raises(ValueError, match="names no wordings"):
        prompt_variants(get_suite("spoken_qa"))


def test_hints_stand_behind_the_prompt() -> None:
    suite = get_suite("english_speech_recognition")

    assert with_hints(suite, ["thyroid", "hormones"]).prompt_for(ENGLISH).endswith(
        "These words may occur: thyroid, hormones."
    )  # fmt: skip
    assert with_hints(suite, []) == suite


def test_each_clip_may_have_hints_of_its_own() -> None:
    suite = with_own_hints(get_suite("keyword_search"))

    assert suite.given == ("keyword", "hints")
    asked = suite.prompt_for(ENGLISH, {"keyword": "tea", "hints": "oolong, assam"})
    assert asked.endswith(" These words may occur: oolong, assam.")
    with pytest.raises(ValueError, match="reads no table"):
        with_own_hints(get_suite("spoken_qa"))


def test_variants_have_names_and_are_all_other_than_the_suite() -> None:
    assert [*variants(MOODS)] == [
        *("unseen 1", "unseen 2", "unseen 3"),
        *("named, held", "described, free", "described, held", "joint", "hints"),
    ]
    assert [*variants(get_suite("spoken_qa"))] == []
    assert "joint" not in variants(get_suite("english_speech_recognition"))
    for suite in suites().values():
        assert suite not in variants(suite).values()


@pytest.mark.parametrize("suite", suites().values(), ids=lambda suite: suite.name)
def test_suite_is_the_same_again_after_it_was_kept(suite: Suite) -> None:
    again = suite_from(json.loads(json.dumps(asdict(suite))))

    assert again == suite
    assert again.fingerprint == suite.fingerprint


@pytest.mark.parametrize("name", OLD)
def test_suite_kept_before_suites_said_more_is_read(name: str) -> None:
    now = asdict(get_suite(name))
    fields = ("name", "title", "task", "source", "split", "pairs", "prompt", "metrics", "primary")

    before = suite_from({field: now[field] for field in fields})

    assert before == get_suite(name)
    assert before.choices == ()
