"""What a training is told."""

import json
from pathlib import Path

import pytest

from training.errors import OrderInvalidError
from training.orders import FILE, Place, RunOrder, read_order, write_order
from training.recipes import get_recipe

_ORDER = RunOrder(
    name="my-model",
    recipe=get_recipe("qwen2_5_omni_lora"),
    places={"multispeechqa": Place(path="s3://data/v1", endpoint="http://127.0.0.1:9000")},
    finetuned=Path("finetuned"),
    checkpoints={"qwen2.5-omni": "checkpoints/omni"},
    lineage={"release": "v1"},
)


def test_an_order_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_order(tmp_path / "run", _ORDER)

    assert read_order(tmp_path / "run") == _ORDER


def test_a_folder_without_an_order_is_said(tmp_path: Path) -> None:
    with pytest.raises(OrderInvalidError, match=r"run\.json .*: there is no such file"):
        read_order(tmp_path)


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("mood",), "good", "mood"),
        (("name",), "../mine", "name"),
        (("name",), "mine-step-12", "name"),
        (("name",), "m" * 81, "name"),
        (("recipe", "model", "lora", "rank"), 0, "recipe.model.lora.rank"),
        (("recipe", "schedule", "speed"), 1, "recipe.schedule.speed"),
        (("places", "multispeechqa", "path"), "", "places.multispeechqa.path"),
    ],
)
def test_a_wrong_field_is_named(
    tmp_path: Path, path: tuple[str, ...], value: object, field: str
) -> None:
    said = json.loads(_ORDER.model_dump_json())
    place = said
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    (tmp_path / FILE).write_text(json.dumps(said))

    with pytest.raises(OrderInvalidError) as caught:
        read_order(tmp_path)

    assert [each for each, _ in caught.value.problems] == [field]


def test_what_is_no_json_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")

    with pytest.raises(OrderInvalidError, match="JSON"):
        read_order(tmp_path)
