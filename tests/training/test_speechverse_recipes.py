"""SpeechVerse's recipes against what its paper prints."""

import pytest

from evaluation.suites.loading import get_suite
from evaluation.suites.prompts import LEAST_SEEN, prompt_set
from training.recipes import Recipe, get_recipe, recipes
from training.recipes.fields import Layout
from training.recipes.speechverse_tasks import SAMPLES

OURS = [name for name in recipes() if name.startswith("speechverse_")]
CURRICULUM = ("stage1_asr", "stage2_warmup", "stage2_tasks")


def curriculum(ending: str = "") -> list[Recipe]:
    return [get_recipe(f"speechverse_{stage}{ending}") for stage in CURRICULUM]


@pytest.mark.parametrize(
    ("ending", "printed", "layers"),
    [("", (0.001, 100, 768), "last"), ("_conformer", (0.005, 50_000, 2_048), "sum")],
)
def test_settings_are_those_of_table_11(
    ending: str, printed: tuple[float, int, int], layers: str
) -> None:
    for recipe in curriculum(ending):
        plan, blocks = recipe.schedule, recipe.model.convolutions
        assert (plan.learning_rate, plan.warmup_steps, plan.batch_size) == printed
        assert blocks is not None
        assert (blocks.kernel, blocks.strides, blocks.layers) == (3, (2, 2), layers)
        assert (recipe.data.longest_s / 0.02, recipe.data.longest_answer) == (900, 600)
        assert plan.patience == 5


@pytest.mark.parametrize("ending", ["", "_conformer"])
def test_the_adapter_comes_in_the_second_stage_and_other_tasks_after_it(ending: str) -> None:
    first, warm, last = curriculum(ending)

    assert first.model.lora is None
    assert [one.model.lora.rank for one in (warm, last) if one.model.lora] == [16, 16]
    assert (first.model.start, warm.model.start, last.model.start) == ("", first.name, warm.name)
    assert set(first.data.sources) == set(warm.data.sources) < set(last.data.sources)
    for recipe in (first, warm):
        assert {one.task.value for one in recipe.data.sources.values()} == {"transcribe"}


def test_models_of_single_tasks_have_half_the_rank_and_begin_with_recognition() -> None:
    single = [get_recipe(name) for name in OURS if name.startswith("speechverse_task_")]

    assert {one.model.lora.rank for one in single if one.model.lora} == {8}
    assert {one.model.start for one in single} == {"speechverse_stage1_asr", "speechverse_task_asr"}
    told = {name for one in single for name in one.data.sources}
    every = set(get_recipe("speechverse_stage2_tasks").data.sources)
    assert told == every - {"alpaca"}


def test_all_eleven_tasks_are_asked_in_at_least_fifteen_wordings() -> None:
    sources = get_recipe("speechverse_stage2_tasks").data.sources.values()
    suites = {one.suite for one in sources if one.suite}

    assert len(suites) == 11
    assert all(len(prompt_set(get_suite(name).prompts).seen) >= LEAST_SEEN for name in suites)
    described = {one.suite for one in sources if one.described}
    assert described == {"intent_classification", "slot_filling"}


def test_weights_bring_small_tasks_nearer_to_large_ones() -> None:
    sources = get_recipe("speechverse_stage2_tasks").data.sources
    heard = {
        task: next(sources[name].weight for name in named) * samples
        for task, (named, samples) in SAMPLES.items()
    }

    assert sources["librispeech_asr"].weight < 1 < sources["slurp_sf"].weight
    assert heard["ASR"] / heard["SF"] < 10 < SAMPLES["ASR"][1] / SAMPLES["SF"][1]
    assert sum(heard.values()) == pytest.approx(
        sum(count for _, count in SAMPLES.values()), rel=0.01
    )


def test_three_tasks_are_taught_to_say_the_transcript_first() -> None:
    joint = {
        source.suite
        for name in OURS
        for source in get_recipe(name).data.sources.values()
        if source.joint
    }

    assert joint == {"intent_classification", "keyword_extraction", "emotion_recognition"}


@pytest.mark.parametrize("name", OURS)
def test_only_english_is_heard(name: str) -> None:
    for source in get_recipe(name).data.sources.values():
        assert source.languages == ("eng",)
        assert source.layout in {Layout.TABLE, Layout.COVOST2, Layout.FOLDER}
