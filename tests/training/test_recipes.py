import re

import pytest

from corpus.importing.voice_assistant import TABLE_1, read_split_names
from languages import LANGUAGES
from training.errors import RecipeInvalidError, RecipeUnknownError
from training.recipes import get_recipe, recipe_from, recipes, with_changes
from training.recipes.fields import IMPORTED

PRINTED = {
    "multispeech_stage1_asr": (1e-5, 800, 64, 10, 128),
    "multispeech_stage2_qa": (1e-5, 400, 64, 3, 256),
}
"""Table 6: learning rate, warm-up, rank, epochs, batch size."""
BLOCKS = ("blocks", "width", "heads", "inner", "gated", "kernel", "merge", "halved_before")
NUMBERS = ("epochs", "batch_size", "learning_rate", "warmup_steps")


@pytest.mark.parametrize("name", PRINTED)
def test_recipes_say_what_table_6_prints(name: str) -> None:
    recipe = get_recipe(name)
    plan = recipe.schedule
    assert recipe.model.lora is not None
    rank = recipe.model.lora.rank
    said = (plan.learning_rate, plan.warmup_steps, rank, plan.epochs, plan.batch_size)
    assert said == PRINTED[name]


def test_recipes_stand_in_the_order_of_their_papers() -> None:
    assert list(recipes()) == [
        "qwen2_5_omni_lora",
        "multispeech_stage1_asr",
        "multispeech_stage1_asr_ten",
        "multispeech_stage2_qa",
        "multispeech_stage2_qa_ast",
        "multispeech_stage2_qa_ten",
        "multispeech_stage2_qa_ten_ast",
        "speechverse_stage1_asr",
        "speechverse_stage2_warmup",
        "speechverse_stage2_tasks",
        "speechverse_stage1_asr_conformer",
        "speechverse_stage2_warmup_conformer",
        "speechverse_stage2_tasks_conformer",
        "speechverse_task_asr",
        "speechverse_task_st",
        "speechverse_task_ic_sf",
        "speechverse_task_ic_sf_joint",
        "speechverse_task_kwe_kws",
        "speechverse_task_kwe_kws_joint",
        "speechverse_task_er_asc",
        "speechverse_task_er_asc_joint",
        "speechverse_task_sc",
        "speechverse_task_ac",
        "speechverse_task_sns",
        "bloomzmms_ctc",
        "bloomzmms_t",
        "bloomzmms_mi",
        "bloomzmms_tmi",
        "language_aware_hard",
        "language_aware_soft",
        "language_aware_shared",
        "multispeech_read_qa",
        "speechverse_read_st",
        "speechverse_read_ic_sf",
        "speechverse_read_kwe_kws",
        "speechverse_read_tasks",
    ]


@pytest.mark.parametrize("name", recipes())
def test_every_number_says_where_it_comes_from(name: str) -> None:
    recipe = get_recipe(name)
    wanted = {f"schedule.{number}" for number in NUMBERS}
    if recipe.model.lora:
        wanted |= {"model.lora.rank", "model.lora.alpha"}
    if recipe.model.branchformer:
        wanted |= {f"model.branchformer.{number}" for number in BLOCKS}
    if recipe.model.query_bank:
        wanted |= {"model.query_bank.sets"}
    for source, each in recipe.data.sources.items():
        given = each.model_dump(exclude_defaults=True)
        wanted |= {
            f"data.sources.{source}.{field}"
            for field in ("hours", "samples", "samples_of", "share", "weight", "joint")
            if field in given
        }
    assert wanted <= set(recipe.origins)
    assert all(
        re.match(r"(Table|A\.|section|our choice|arXiv|the authors)", origin)
        for origin in recipe.origins.values()
    )


@pytest.mark.parametrize("name", recipes())
def test_recipes_name_languages_of_ours(name: str) -> None:
    data = get_recipe(name).data
    told = {*data.languages}
    for source in data.sources.values():
        told |= {*source.languages, *source.targets}
    assert told <= set(LANGUAGES)


@pytest.mark.parametrize("name", recipes())
def test_a_recipe_survives_being_kept_as_json(name: str) -> None:
    recipe = get_recipe(name)
    assert recipe_from(recipe.model_dump(mode="json")) == recipe


@pytest.mark.parametrize("name", recipes())
def test_recipes_cap_sources_that_an_import_gives(name: str) -> None:
    caps = {part for one in get_recipe(name).data.sources.values() for part in one.samples_of}
    assert caps <= {source for _, source in read_split_names()}


def test_the_sources_of_an_import_are_known() -> None:
    assert set(TABLE_1) == IMPORTED


def test_ten_languages_translate_only_among_the_ten() -> None:
    data = get_recipe("multispeech_stage2_qa_ten_ast").data
    for source in data.sources.values():
        assert {*source.languages, *source.targets} <= set(data.languages)


def test_changes_are_made_and_lose_their_origin() -> None:
    recipe = get_recipe("multispeech_stage1_asr")
    changed = with_changes(
        recipe, {"schedule.batch_size": 4, "data.sources.common_voice.hours": 0.5}
    )
    assert changed.schedule.batch_size == 4
    assert changed.data.sources["common_voice"].hours == 0.5
    assert "schedule.batch_size" not in changed.origins
    assert recipe.schedule.batch_size == 128


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("schedule.learning_rat", 1e-4, "did you mean schedule.learning_rate?"),
        ("model.lora.rank", 0, "greater than or equal to 1"),
        ("schedule.learning_rate", "fast", "valid number"),
        ("schedule.epochs", float("nan"), "finite number"),
        ("data.sources.common_voice.share", 1.5, "less than or equal to 1"),
        ("rubbish", 1, "no recipe has this field"),
    ],
)
def test_changes_that_make_no_sense_are_named(field: str, value: object, said: str) -> None:
    with pytest.raises(RecipeInvalidError, match=said) as refused:
        with_changes(get_recipe("multispeech_stage1_asr"), {field: value})
    assert refused.value.problems[0][0] == field


def test_a_recipe_that_is_not_there() -> None:
    with pytest.raises(RecipeUnknownError, match="qwen2_5_omni_lora"):
        get_recipe("qwen")


def test_a_cap_below_nothing_is_refused() -> None:
    caps = {"data.sources.multispeechqa.samples_of": {"dialogue": -1}}
    with pytest.raises(RecipeInvalidError, match="greater than or equal to 0"):
        with_changes(get_recipe("multispeech_stage2_qa"), caps)


@pytest.mark.parametrize("start", ["../other", "/etc", "a/b", "..", ".hidden", "a\n"])
def test_a_start_never_leads_out_of_the_checkpoints(start: str) -> None:
    with pytest.raises(RecipeInvalidError, match=r"model\.start: String should match"):
        with_changes(get_recipe("multispeech_stage2_qa"), {"model.start": start})


@pytest.mark.parametrize("start", ["", "mine-step-3", "Mine_2.5"])
def test_a_start_may_be_any_checkpoint_or_none(start: str) -> None:
    recipe = with_changes(get_recipe("multispeech_stage2_qa"), {"model.start": start})
    assert recipe.model.start == start


@pytest.mark.parametrize("said", ["Say {who}", "Say {", "{language.name}", "{}", "{target:>9}"])
def test_an_instruction_with_other_braces_is_refused(said: str) -> None:
    field = "data.sources.common_voice.instruction"
    with pytest.raises(RecipeInvalidError) as refused:
        with_changes(get_recipe("multispeech_stage1_asr"), {field: said})
    assert refused.value.problems[0][0] == field


def test_an_instruction_may_hold_languages_and_braces_to_be_said() -> None:
    field = "data.sources.common_voice.instruction"
    said = "From {language} to {target}, in {{braces}}"
    recipe = with_changes(get_recipe("multispeech_stage1_asr"), {field: said})
    assert recipe.data.sources["common_voice"].instruction == said


@pytest.mark.parametrize(
    "changes",
    [
        {"data.sources.bud500.tops_up": "nobody"},
        {"data.sources.bud500.tops_up": "bud500"},
        {"data.sources.common_voice.hours": None},
        {"data.sources.common_voice.share": 0.5},
        {"data.sources.common_voice.tops_up": "bud500"},
    ],
)
def test_what_tops_up_must_know_how_much_is_missing(changes: dict[str, object]) -> None:
    with pytest.raises(RecipeInvalidError, match=r"tops_up names '\w+'; it must name another"):
        with_changes(get_recipe("multispeech_stage1_asr"), changes)


def test_betas_are_below_one() -> None:
    with pytest.raises(RecipeInvalidError, match=r"schedule\.betas\.1: .*less than 1"):
        with_changes(get_recipe("multispeech_stage1_asr"), {"schedule.betas": [0.9, 1.0]})
