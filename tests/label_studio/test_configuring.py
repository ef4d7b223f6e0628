from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from annotation.enums import CampaignKind
from annotation.errors import CampaignInvalidError
from annotation.label_studio.configuring import NewTask, label_config
from annotation.scales import load_scale
from languages import LANGUAGES, TARGETS


def _config(kind: CampaignKind, language: str) -> Element:
    root: Element = fromstring(label_config(kind, language, scale_version=1))
    return root


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_listening_test_asks_in_the_words_of_the_frozen_scale(language: str) -> None:
    scale = load_scale(language, 1)

    config = _config(CampaignKind.LISTENING, language)

    headers = [header.get("value") for header in config.iter("Header")]
    assert [scale.naturalness.question, scale.understood.question] == headers[-2:]
    choices = {each.get("name"): each for each in config.iter("Choices")}
    assert {
        name: {choice.get("alias"): choice.get("value") for choice in each}
        for name, each in choices.items()
    } == {
        name: {str(point): f"{point} – {anchor}" for point, anchor in question.anchors.items()}
        for name, question in (("naturalness", scale.naturalness), ("understood", scale.understood))
    }


@pytest.mark.parametrize("kind", [CampaignKind.LISTENING, CampaignKind.CORRECTION])
@pytest.mark.parametrize("language", TARGETS)
def test_no_key_does_two_things(kind: CampaignKind, language: str) -> None:
    config = _config(kind, language)

    keys = [tag.get("hotkey") for tag in config.iter() if tag.get("hotkey")]

    assert len(keys) == len(set(keys)) > 2


def test_what_the_rater_writes_runs_in_the_language_s_direction() -> None:
    styles = {
        language: _config(CampaignKind.CORRECTION, language).findtext("Style") or ""
        for language in ("ara", "deu")
    }

    assert "direction: rtl; text-align: start" in styles["ara"]
    assert "rtl" not in styles["deu"]


def test_the_machine_s_texts_fill_the_fields_of_the_configuration() -> None:
    config = _config(CampaignKind.CORRECTION, "ara")
    task = NewTask(data={"item_id": "7"}, texts={"question": "أين؟", "answer": "هناك."})

    imported: dict[str, Any] = task.as_import()
    (prediction,) = imported["predictions"]

    areas = {area.get("name"): area.get("toName") for area in config.iter("TextArea")}
    assert [(one["from_name"], one["to_name"]) for one in prediction["result"]] == [
        (name, areas[name]) for name in ("question", "answer")
    ]
    assert [one["value"]["text"] for one in prediction["result"]] == [["أين؟"], ["هناك."]]


def test_preferences_have_no_configuration() -> None:
    with pytest.raises(CampaignInvalidError, match="own workspace"):
        _config(CampaignKind.PREFERENCE, "ara")


def test_a_clip_brings_no_texts() -> None:
    assert NewTask(data={"item_id": "7", "audio": "https://…"}, texts={}).as_import() == {
        "data": {"item_id": "7", "audio": "https://…"}
    }
