"""A language model's answers about texts, and a folder of them that trainings read."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import call_command

from catalog.models import Dataset
from corpus.enums import Split
from corpus.models import Translation
from engines import registry
from engines.audio import encode_flac
from engines.fakes import LastWordsChat
from engines.protocols import Completion, ItemFailure, Message, Sampling
from engines.protocols.common import FailureCode
from engines.registry import Entry
from generation.kinds.instruct import INSTRUCTIONS, drawn
from generation.models import InstructedAnswer
from tests.checkpoints.sounds import tone
from tests.factories import make_dataset, make_item, make_recording, make_translation
from tests.generation.working import do_job, failures
from training.data.mixture import open_mixture
from training.orders import Place
from training.recipes import get_recipe

pytestmark = pytest.mark.django_db
TWO = ["Say it twice.", "Who asks?"]


class Particular(LastWordsChat):
    """Some texts it can't answer, or not to the end."""

    def complete(
        self, conversations: Sequence[tuple[Message, ...]], sampling: Sampling
    ) -> list[Completion | ItemFailure]:
        return [self._answer(one[-1].content) for one in conversations]

    def _answer(self, text: str) -> Completion | ItemFailure:
        if text.startswith("Long"):
            return Completion(text="Well, well", cut=True)
        if text.startswith("Secret"):
            return ItemFailure(FailureCode.TEXT_TOO_LONG, "It is too long.")
        return Completion(text="" if text.startswith("Nothing") else text.upper())


@pytest.fixture(autouse=True)
def _chat(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Entry("tests.generation.test_instruct.Particular")
    monkeypatch.setitem(registry.ENGINES, ("chat model", "fake-chat"), row)


def lay(dataset: Dataset, *questions: str, **item: object) -> list[Translation]:
    """Arabic texts to learn from, each with a clip of its own."""
    texts = []
    for number, question in enumerate(questions):
        made = make_item(dataset, **{"split": Split.TRAIN, "in_bench": False, **item})
        text = make_translation(made, question=question)
        clip = tone(220 + number, 0.5)
        make_recording(text, content=encode_flac(clip.samples, clip.sample_rate), duration_s=0.5)
        texts.append(text)
    return texts


def instruct(dataset: Dataset, **parameters: object) -> list[tuple[int, str, str]]:
    chosen = {"languages": ["ara"], "engine": "fake-chat", "instructions": TWO, **parameters}
    return failures(do_job(dataset, "instruct", **chosen))


def test_answers_are_kept_with_what_they_were_made_from() -> None:
    dataset = make_dataset(licence="CC-BY-4.0")
    [text] = lay(dataset, "Who is it?")

    assert instruct(dataset, per_text=2, max_tokens=9) == []

    answers = InstructedAnswer.objects.order_by("instruction")
    assert [(one.translation, one.instruction, one.answer) for one in answers] == [
        (text, said, f"WHO IS IT? {said.upper()}") for said in TWO
    ]
    one, other = answers
    assert (one.language, one.engine, one.engine_version) == ("ara", "fake-chat", "1")
    assert one.parameters == Sampling(max_tokens=9).lineage()
    assert one.licence == "CC-BY-4.0"
    assert one.job is not None
    assert one.job.kind == "instruct"
    assert one.fingerprint != other.fingerprint


def test_only_what_may_be_learnt_and_can_be_heard_is_asked_once() -> None:
    dataset = make_dataset()
    [heard] = lay(dataset, "Who?")
    lay(dataset, "Kept?", split=Split.TEST)
    lay(dataset, "Near?", split=Split.EXCLUDED)
    make_translation(make_item(dataset, split=Split.TRAIN, in_bench=False))
    [aside] = lay(dataset, "Noisy?")
    aside.recordings.update(set_aside=["silence"])

    for _ in range(2):
        assert instruct(dataset, per_text=1) == []

    assert [one.translation for one in InstructedAnswer.objects.all()] == [heard]


def test_what_has_no_whole_answer_says_why() -> None:
    dataset = make_dataset()
    texts = lay(dataset, "Long?", "Secret?", "Nothing?", "Who?")

    found = instruct(dataset, instructions=["Say it twice."])

    assert [(pk, code) for pk, code, _ in found] == [
        (texts[0].pk, "answer_cut"),
        (texts[1].pk, "text_too_long"),
        (texts[2].pk, "answer_empty"),
    ]
    assert "Say it twice.: the answer was longer than max_tokens" in found[0][2]
    assert InstructedAnswer.objects.count() == 1


def test_instructions_are_drawn_by_the_text_alone() -> None:
    texts = lay(make_dataset(), *("Who?" for _ in range(12)))

    firsts = {drawn(text, INSTRUCTIONS)[0] for text in texts}

    assert len(firsts) > 3
    assert drawn(texts[0], INSTRUCTIONS) == drawn(texts[0], INSTRUCTIONS[::-1])


def test_trainings_hear_clips_with_their_instructions_and_answers(tmp_path: Path) -> None:
    dataset = make_dataset()
    texts = lay(dataset, "Who?", "What?")
    instruct(dataset, per_text=2)

    call_command("export_instructed", dataset.slug, tmp_path / "out", engine="fake-chat")

    data = get_recipe("bloomzmms_mi").data.model_copy(update={"held_out": 0})
    places = {"instructed": Place(path=str(tmp_path / "out"))}
    mixture = open_mixture(data, places, cache=tmp_path / "cache", seed=0)
    schedule = get_recipe("bloomzmms_mi").schedule
    [step] = mixture.plan(0, schedule, 1).stream(0)
    heard = [one for batch in step.batches for one in batch]
    assert {(one.transcript, one.instruction, one.answer) for one in heard} == {
        (text.question, said, f"{text.question} {said}".upper()) for text in texts for said in TWO
    }
    lines = (tmp_path / "out" / "ara" / "lineage.ndjson").read_text().splitlines()
    kept = {one.fingerprint for one in InstructedAnswer.objects.all()}
    assert {json.loads(line)["fingerprint"] for line in lines} == kept
