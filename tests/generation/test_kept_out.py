"""What is kept out of train is neither translated nor voiced (decision 8)."""

import pytest

from catalog.models import Dataset
from corpus.models import Recording, Translation
from corpus.services import correct_translation
from jobs.estimates import estimate_job
from tests.factories import make_dataset, make_item, make_memory, make_translation, make_user
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset(languages=["eng", "ara"])
    for name in ("train", "excluded"):
        make_item(dataset, external_id=name, split=name, in_bench=False, question="Who is it?")
    make_memory(dataset, "Who is it?", "من هذا؟")
    for item in dataset.items.all():
        make_memory(dataset, item.answer, "أنا", item_key=item.external_id, field="answer")
    return dataset


def test_items_kept_out_of_train_are_not_translated(dataset: Dataset) -> None:
    assert estimate_job(dataset, kind="translate", parameters={}).units == 1
    assert do_job(dataset, "translate").units_total == 1
    made = Translation.objects.filter(language="ara")
    assert [text.item.external_id for text in made] == ["train"]


def test_items_kept_out_of_train_are_voiced_only_where_a_person_wrote(dataset: Dataset) -> None:
    excluded = dataset.items.get(external_id="excluded")
    make_translation(excluded, language="ara", question="من هناك؟")
    do_job(dataset, "synthesize")
    voiced = Recording.objects.values_list("translation__item__external_id", "language")
    assert list(voiced) == [("train", "eng")]
    text = excluded.translations.get(language="ara")
    correct_translation(text, question="من هذا؟", answer="أنا", by=make_user())
    do_job(dataset, "synthesize", corrected_only=True)
    assert set(voiced.all()) == {("train", "eng"), ("excluded", "ara")}
