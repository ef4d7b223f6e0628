"""The way that the experiment takes; what comes of it in full is in docs/benchmarks.md."""

import pytest

pytest.importorskip("torch")

import torch

from training.experiments import run
from training.experiments.instructions import END, INSTRUCTIONS, TRANSCRIBE, draw_sentences, wanted
from training.experiments.multi_instructional import Speech


def test_a_quick_run_takes_every_way_and_says_what_came_out() -> None:
    report = run("multi-instructional", seeds=2, quick=True)

    assert [row[0] for row in report.rows] == ["text", "CTC", "T", "MI", "TMI"]
    assert "TMI over T on the unseen instruction" in report.outcome


@pytest.mark.slow
def test_the_claim_is_tried_in_full() -> None:
    report = run("multi-instructional", seeds=2)

    assert float(report.rows[0][1].split()[0]) > 95.0  # the language model can read


def test_each_instruction_asks_for_something_else() -> None:
    said = (3, 5, 13)

    assert {name: wanted(name, said) for name in INSTRUCTIONS} == {
        "repeat": (3, 5, 13),
        "first": (3,),
        "last": (13,),
        "backwards": (13, 5, 3),
        "next": (4, 6, 2),
        "ends": (3, 13),
    }
    assert TRANSCRIBE == "repeat"


def test_what_is_spoken_tells_its_words_in_the_middle_layer() -> None:
    chance = torch.Generator().manual_seed(0)
    sentences = draw_sentences(6, chance)

    states, lengths = Speech(chance).of(sentences)

    assert min(word for words in sentences for word in words) > END
    assert all(
        4 * len(words) <= length <= 7 * len(words)
        for words, length in zip(sentences, lengths.tolist(), strict=True)
    )
    strengths = states.square().mean(dim=(0, 2, 3))
    assert strengths.argmax() == 1
