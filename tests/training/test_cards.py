"""What a checkpoint says of itself to people."""

import json

import pytest

from training.cards import Card, write_card
from training.recipes import get_recipe

_DATA = {
    "samples": 1_200,
    "hours": 2.345,
    "licences": {"CC-BY-4.0": 200, "CC-BY-NC-4.0": 1_000},
    "sources": {
        "multispeechqa": {
            "task": "answer",
            "languages": {
                "deu": {"samples": 1_000, "hours": 2.0},
                "cmn-eng": {"samples": 200, "hours": 0.345},
            },
        }
    },
}


def _card(recipe: str = "qwen2_5_omni_lora", **licences: str) -> Card:
    return Card(
        name="my-model",
        recipe=get_recipe(recipe),
        data=_DATA,
        metrics={"step": 900, "loss": 1.23456, "answer.chrf": 40.0, "answer.none": None},
        environment={
            "packages": {"torch": "2.13.0"},
            "processes": 8,
            "device": "NVIDIA H100",
            "precision": "bf16",
            "seed": 3,
        },
        licences=licences or {"Qwen/Qwen2.5-Omni-7B": "Apache-2.0"},
        lineage={"release": "demo v1"},
    )


def test_the_strictest_licence_of_parts_and_data_binds_the_whole() -> None:
    card = _card()

    assert card.licence == "Apache-2.0 AND CC-BY-NC-4.0"
    assert f"**{card.licence}**" in write_card(card)


def test_the_hub_reads_the_fields_in_front() -> None:
    _, front, _ = write_card(_card()).split("---\n", 2)

    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert {name: json.loads(said) for name, said in fields.items()} == {
        "library_name": "peft",
        "pipeline_tag": "audio-text-to-text",
        "base_model": ["Qwen/Qwen2.5-Omni-7B"],
        "language": ["zh-Hans", "de", "en"],
        "license": "other",
        "license_name": "Apache-2.0 AND CC-BY-NC-4.0",
        "tags": ["speech", "multilingual", "qwen2_5_omni", "qwen2_5_omni_lora"],
    }


def test_people_read_what_it_heard_how_well_it_does_and_where_numbers_come_from() -> None:
    card = write_card(_card())

    for line in (
        "1,200 samples, 2.35 hours.",
        "| multispeechqa | answer | German | 1,000 | 2.00 |",
        "| multispeechqa | answer | Chinese (Simplified) to English | 200 | 0.34 |",
        "- release: demo v1",
        "| 1,000 samples | training data | CC-BY-NC-4.0 |",
        "| loss | 1.235 |",
        "| model.lora.rank | section 5 |",
        "ask `checkpoint:my-model`",
    ):
        assert line in card
    assert "answer.none" not in card


@pytest.mark.parametrize(
    ("recipe", "base"),
    [
        ("qwen2_5_omni_lora", '"Qwen/Qwen2.5-Omni-7B"'),
        ("multispeech_stage1_asr", '"CohereLabs/aya-expanse-8b"'),
        ("speechverse_read_st", '"google/flan-t5-xl"'),
    ],
)
def test_its_code_to_load_it_is_python_and_names_the_base(recipe: str, base: str) -> None:
    code = write_card(_card(recipe)).split("```python\n")[1].split("```")[0]

    compile(code, "README.md", "exec")
    assert base in code


def test_what_reads_says_who_hears_for_it() -> None:
    card = write_card(_card("multispeech_read_qa"))

    assert "ask `cascade:checkpoint:my-model`, for which a recognizer listens" in card
    assert 'pipeline_tag: "text-generation"' in card
